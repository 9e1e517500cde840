#include "analysis/sensitivity/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "analysis/design_points.hpp"
#include "analysis/outcomes/result_outcomes.hpp"
#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

bool has_blocks(const std::string& design) {
  return design == "saltelli" || design == "morris";
}

/// Members of a file gathered into rows; an outcome is their mean, NaN when one of them has none.
class GatheredOutcomes : public OutcomeSource {
 public:
  GatheredOutcomes(const output::ResultFile& file, std::vector<std::vector<std::size_t>> rows)
      : outcomes_(file), rows_(std::move(rows)) {}
  std::size_t members() const override { return rows_.size(); }
  OutcomeValues outcome(const std::string& name) const override {
    OutcomeValues all = outcomes_.outcome(name);
    std::vector<double> gathered;
    for (const auto& row : rows_) {
      double sum = 0;
      for (const std::size_t position : row) sum += all.values[position];
      gathered.push_back(row.empty() ? not_a_number : sum / static_cast<double>(row.size()));
    }
    all.values = std::move(gathered);
    return all;
  }

 private:
  ResultOutcomes outcomes_;
  std::vector<std::vector<std::size_t>> rows_;
};

std::string extra(const output::ResultFile& file, const std::string& name) {
  const auto found = file.header().extra.find(name);
  return found == file.header().extra.end() ? std::string() : found->second;
}

/// Positions of the members under one scenario.
std::vector<std::size_t> positions_of(const output::ResultFile& file, const std::string& scenario) {
  std::vector<std::size_t> positions(file.members().size());
  std::iota(positions.begin(), positions.end(), std::size_t{0});
  if (!file.layout().has("design_scenario")) return positions;
  const std::vector<std::string>& names = file.layout().dimension("scenario").labels;
  if (names.size() == 1 && scenario.empty()) return positions;
  const auto found = std::find(names.begin(), names.end(), scenario);
  if (found == names.end()) {
    throw sim::UserFault(fmt::format("{} holds the scenarios {} (one at a time is analysed) --scenario {}?",
                                     file.path(), fmt::join(names, ", "), names.front()));
  }
  const std::vector<double> which = file.read("design_scenario");
  std::erase_if(positions, [&](std::size_t i) { return which[i] != static_cast<double>(found - names.begin()); });
  return positions;
}

/// Rows of a sample: a point of the design each, under one combination of levers, with its replicates. A member that
/// never began has no point and stands alone.
std::vector<std::vector<std::size_t>> gather_points(const output::ResultFile& file,
                                                    const std::vector<std::size_t>& positions) {
  const bool has_points = file.layout().has("design_point");
  const bool has_levels = file.layout().has("design_level");
  const std::size_t width = has_levels ? file.layout().size("design_level") : 0;
  const std::vector<double> points = has_points ? file.read("design_point") : std::vector<double>();
  const std::vector<double> levels = has_levels ? file.read("design_level") : std::vector<double>();
  std::map<std::vector<double>, std::size_t> row_of;
  std::vector<std::vector<std::size_t>> rows;
  for (const std::size_t position : positions) {
    std::size_t row = rows.size();
    if (has_points && !std::isnan(points[position])) {
      const auto begin = levels.begin() + static_cast<std::ptrdiff_t>(position * width);
      std::vector<double> key(begin, begin + static_cast<std::ptrdiff_t>(width));
      key.push_back(points[position]);
      row = row_of.emplace(std::move(key), rows.size()).first->second;
    }
    if (row == rows.size()) rows.emplace_back();
    rows[row].push_back(position);
  }
  return rows;
}

/// Rows of designs of blocks: a point each.
std::vector<std::vector<std::size_t>> gather_blocks(const output::ResultFile& file,
                                                    const std::vector<std::size_t>& positions, std::size_t block) {
  std::vector<std::vector<std::size_t>> rows;
  const std::vector<std::uint32_t> points = design_points(file);
  for (const std::size_t position : positions) {
    if (points[position] >= rows.size()) rows.resize(points[position] + 1);
    rows[points[position]].push_back(position);
  }
  rows.resize((rows.size() + block - 1) / block * block);  // of a shard the last block may be torn
  return rows;
}

std::string group_of(const std::string& name) {
  return name.substr(0, name.find('.'));
}

void add_assumptions(Study& study, const output::ResultFile& file, const std::vector<std::vector<std::size_t>>& rows,
                     const scenarios::Vocabulary& vocabulary) {
  const std::vector<std::string>& names = file.layout().dimension("assumption").labels;
  const std::vector<double> values = file.read("assumption_value");
  const output::LabelTexts* units = file.label_texts("assumption_units");
  for (std::size_t i = 0; i < names.size(); ++i) {
    StudyInput input{names[i], group_of(names[i]), units == nullptr ? "" : units->texts[i], ""};
    for (const auto& declared : vocabulary.assumptions) {
      if (declared.name != names[i]) continue;
      input.group = declared.reader;
      input.meaning = declared.meaning;
    }
    std::vector<double> column;
    for (const auto& row : rows) column.push_back(row.empty() ? not_a_number : values[row.front() * names.size() + i]);
    study.inputs.push_back(std::move(input));
    study.x.push_back(std::move(column));
  }
}

void add_levels(Study& study, const output::ResultFile& file, const std::vector<std::vector<std::size_t>>& rows) {
  if (!file.layout().has("design_level")) return;
  const std::vector<std::string>& names = file.layout().dimension("design_factor").labels;
  const std::vector<double> values = file.read("design_level");
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::vector<double> column;
    for (const auto& row : rows) column.push_back(row.empty() ? not_a_number : values[row.front() * names.size() + i]);
    study.inputs.push_back({names[i], "levers", "level, from 0", "lever that the design varies"});
    study.x.push_back(std::move(column));
  }
}

/// Leaves out inputs that are the same in all rows: they were not varied.
void drop_constant(Study& study) {
  for (std::size_t i = study.x.size(); i-- > 0;) {
    const auto [least, most] = std::minmax_element(study.x[i].begin(), study.x[i].end());
    if (*least != *most) continue;
    study.x.erase(study.x.begin() + static_cast<std::ptrdiff_t>(i));
    study.inputs.erase(study.inputs.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

KnownRows known_rows(const Study& study, const std::vector<double>& y) {
  KnownRows rows;
  rows.x.resize(study.x.size());
  for (std::size_t k = 0; k < y.size(); ++k) {
    if (std::isnan(y[k])) {
      ++rows.left_out;
      continue;
    }
    rows.y.push_back(y[k]);
    for (std::size_t i = 0; i < study.x.size(); ++i) rows.x[i].push_back(study.x[i][k]);
  }
  return rows;
}

Study read_study(const output::ResultFile& file, const std::string& scenario, const scenarios::Vocabulary& vocabulary) {
  if (!file.layout().has("assumption_value")) {
    throw sim::UserFault(
        fmt::format("{} varies no assumption (nothing can be learnt about them) an ensemble of a scenario "
                    "with uncertainties, `skifte ensemble contract-2030`?",
                    file.path()));
  }
  Study study;
  study.source = file.path();
  study.scenario = scenario.empty() ? file.header().scenario : scenario;
  study.design = extra(file, "design");
  study.seed = file.header().seed;
  const bool by_point = has_blocks(study.design);
  if (by_point) {
    study.block = static_cast<std::size_t>(std::max(1, std::atoi(extra(file, "design_block").c_str())));
    study.replicates = static_cast<std::size_t>(std::max(1, std::atoi(extra(file, "design_replicates").c_str())));
    study.blocks_share_luck = true;
  }
  if (study.design == "morris") study.step = 0.5;
  const std::vector<std::size_t> positions = positions_of(file, scenario);
  const std::vector<std::vector<std::size_t>> rows =
      study.block > 1 ? gather_blocks(file, positions, study.block) : gather_points(file, positions);
  if (!by_point) {
    for (const auto& row : rows) study.replicates = std::max(study.replicates, row.size());
  }
  add_assumptions(study, file, rows, vocabulary);
  if (!by_point) {
    add_levels(study, file, rows);
    drop_constant(study);
  }
  if (study.inputs.empty()) {
    throw sim::UserFault(fmt::format("{} has the same assumptions in all members (nothing was varied)", file.path()));
  }
  study.outcomes = std::make_shared<GatheredOutcomes>(file, rows);
  return study;
}

}  // namespace skifte::analysis
