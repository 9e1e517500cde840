#include "analysis/discovery/paired_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "analysis/design_points.hpp"
#include "analysis/outcomes/expression.hpp"
#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/pairing.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

/// What makes futures of two scenarios the same.
using Future = std::tuple<std::uint64_t, std::uint32_t, std::uint32_t>;

struct Alternative {
  std::string name;
  const output::ResultFile* file = nullptr;
  std::set<Future> all;                    ///< done or not
  std::map<Future, std::size_t> position;  ///< of members done
  std::vector<double> values;              ///< by position
};

void require_no_levels(const output::ResultFile& file) {
  if (!file.layout().has("design_level")) return;
  const std::vector<double> levels = file.read("design_level");
  const std::size_t factors = file.layout().size("design_level");
  for (std::size_t i = factors; i < levels.size(); ++i) {
    if (levels[i] == levels[i % factors]) continue;
    throw sim::UserFault(
        fmt::format("{} varies levers (which of their combinations to compare is not said) a result of "
                    "whole scenarios: `skifte ensemble A B -o both.h5`?",
                    file.path()));
  }
}

/// The scenarios of a file, each with its members.
std::vector<Alternative> alternatives(const output::ResultFile& file, const ExpressionValues& outcome) {
  require_no_levels(file);
  const bool has_several = file.layout().has("design_scenario");
  const std::vector<std::string> names =
      has_several ? file.layout().dimension("scenario").labels : std::vector<std::string>{file.header().scenario};
  const std::vector<double> which =
      has_several ? file.read("design_scenario") : std::vector<double>(file.members().size(), 0.0);
  const std::vector<std::uint32_t> points = design_points(file);
  std::vector<Alternative> all;
  for (const std::string& name : names) all.push_back({name, &file, {}, {}, outcome.values.values});
  for (std::size_t i = 0; i < file.members().size(); ++i) {
    const bool is_known = which[i] >= 0;  // of a member that never began it is not written
    if (!is_known && all.size() > 1) continue;
    Alternative& one = all[is_known ? static_cast<std::size_t>(which[i]) : 0];
    const Future future{file.seeds()[i], points[i], file.replicates()[i]};
    one.all.insert(future);
    if (file.statuses()[i] != output::MemberStatus::done || std::isnan(outcome.values.values[i])) continue;
    one.position[future] = i;
  }
  return all;
}

/// Same seed, point and replicate are the same future only where both drew the same: hypercubes of 100 and of 200 did
/// not.
void require_same_draws(const std::vector<Alternative>& all) {
  for (std::size_t a = 0; a < all.size(); ++a) {
    for (std::size_t b = a + 1; b < all.size(); ++b) {
      if (all[a].file == all[b].file) continue;
      std::vector<MemberPair> pairs;
      for (const auto& [future, position] : all[a].position) {
        const auto found = all[b].position.find(future);
        if (found != all[b].position.end()) pairs.push_back({position, found->second});
      }
      const std::string draw = different_draw(*all[a].file, *all[b].file, pairs);
      if (draw.empty()) continue;
      throw sim::UserFault(
          fmt::format("{} and {} do not hold the same futures ({}) compute them with the same --seed, -n "
                      "and --design?",
                      all[a].file->path(), all[b].file->path(), draw));
    }
  }
}

/// Futures that all hold, done or not, and those that only some hold.
std::pair<std::size_t, std::size_t> shared_and_not(const std::vector<Alternative>& all) {
  std::map<Future, std::size_t> holders;
  for (const Alternative& one : all)
    for (const Future& future : one.all) ++holders[future];
  const auto shared =
      std::count_if(holders.begin(), holders.end(), [&](const auto& each) { return each.second == all.size(); });
  return {static_cast<std::size_t>(shared), holders.size() - static_cast<std::size_t>(shared)};
}

}  // namespace

PairedOutcomes pair_outcomes(const std::vector<output::ResultFile>& files, const std::string& outcome,
                             const scenarios::Vocabulary& vocabulary) {
  PairedOutcomes made;
  std::vector<Alternative> all;
  for (const output::ResultFile& file : files) {
    const ExpressionValues values = evaluate_expression(outcome, ResultOutcomes(file));
    if (!all.empty() && made.unit != values.values.unit) {
      throw sim::UserFault(
          fmt::format("'{}' is in {} in {} but in {} before", outcome, values.values.unit, file.path(), made.unit));
    }
    made.unit = values.values.unit;
    made.is_condition = values.is_condition;
    for (Alternative& each : alternatives(file, values)) all.push_back(std::move(each));
  }
  if (all.size() < 2) {
    throw sim::UserFault(
        "only one scenario is given (a decision is between two or more) two results with the same "
        "--seed and -n, or one of `skifte ensemble A B`?");
  }
  for (std::size_t a = 0; a < all.size(); ++a) {
    const bool twice = std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(a),
                                   [&](const Alternative& other) { return other.name == all[a].name; });
    made.scenarios.push_back(twice ? fmt::format("{} ({})", all[a].name, all[a].file->path()) : all[a].name);
  }
  require_same_draws(all);
  made.values.resize(all.size());
  std::vector<std::size_t> positions;
  for (const auto& [future, position] : all.front().position) {
    const bool is_shared = std::all_of(
        all.begin(), all.end(), [&future = future](const Alternative& each) { return each.position.contains(future); });
    if (!is_shared) continue;
    positions.push_back(position);
    made.points.push_back(std::get<1>(future));
    for (std::size_t a = 0; a < all.size(); ++a) made.values[a].push_back(all[a].values[all[a].position.at(future)]);
  }
  const auto [shared, unshared] = shared_and_not(all);
  made.left_out = shared - positions.size();
  made.unshared = unshared;
  if (positions.empty()) {
    throw sim::UserFault(
        "the results have no future in common (same seed, point and replicate) compute them with the "
        "same --seed, -n and --design?");
  }
  const output::ResultFile& first = *all.front().file;
  if (!first.layout().has("assumption_value")) return made;
  const std::vector<std::string>& names = first.layout().dimension("assumption").labels;
  const std::vector<double> drawn = first.read("assumption_value");
  const output::LabelTexts* units = first.label_texts("assumption_units");
  for (std::size_t i = 0; i < names.size(); ++i) {
    StudyInput input{names[i], names[i].substr(0, names[i].find('.')), units == nullptr ? "" : units->texts[i], ""};
    for (const auto& declared : vocabulary.assumptions) {
      if (declared.name != names[i]) continue;
      input.group = declared.reader;
      input.meaning = declared.meaning;
    }
    std::vector<double> column;
    for (const std::size_t position : positions) column.push_back(drawn[position * names.size() + i]);
    const auto [least, most] = std::minmax_element(column.begin(), column.end());
    if (*least == *most) continue;
    made.inputs.push_back(std::move(input));
    made.x.push_back(std::move(column));
  }
  return made;
}

}  // namespace skifte::analysis
