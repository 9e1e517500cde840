#include "analysis/result_variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

bool combines_levers(const output::ResultFile& file) {
  if (!file.layout().has("design_level")) return false;
  const std::vector<double> levels = file.read("design_level");
  const std::size_t factors = file.layout().size("design_level");
  std::vector<std::set<double>> found(factors);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (!std::isnan(levels[i])) found[i % factors].insert(levels[i]);
  }
  return std::any_of(found.begin(), found.end(), [](const auto& each) { return each.size() > 1; });
}

void refuse_combinations(const output::ResultFile& file) {
  if (!combines_levers(file)) return;
  throw sim::UserFault(
      fmt::format("{} holds several combinations of levers (a spread is of one at a time) compute each into a file of "
                  "its own, with the same --seed and -n: they stay paired",
                  file.path()));
}

}  // namespace

bool has_likely_members(const std::string& design) {
  return design != "saltelli" && design != "morris";
}

void keep_variant(output::ResultFile& file, const Plan& plan, std::size_t variant) {
  std::vector<std::size_t> positions;
  for (std::size_t position = 0; position < file.members().size(); ++position) {
    if (plan.member(file.members()[position]).variant == variant) positions.push_back(position);
  }
  file.keep(positions);
}

void require_one_scenario(const output::ResultFile& file) {
  const auto design = file.header().extra.find("design");
  if (design != file.header().extra.end() && !has_likely_members(design->second)) {
    throw sim::UserFault(
        fmt::format("{} is of the design '{}', whose members are no sample of likely futures (shares of "
                    "them are no chances) compute one with --design lhs?",
                    file.path(), design->second));
  }
  if (!file.layout().has("design_scenario")) return;
  const std::size_t scenarios = file.layout().dimension("scenario").size();
  bool varies = scenarios > 1;
  if (file.layout().has("design_level")) {
    const std::vector<double> levels = file.read("design_level");
    const std::size_t factors = file.layout().size("design_level");
    for (std::size_t i = factors; i < levels.size(); ++i) varies = varies || levels[i] != levels[i % factors];
  }
  if (!varies) return;
  throw sim::UserFault(
      fmt::format("{} holds several scenarios or combinations of levers (a report shows one at a time) "
                  "compute each into a file of its own, with the same --seed and -n: they stay paired",
                  file.path()));
}

void keep_scenario(output::ResultFile& file, const std::string& wanted) {
  if (!file.layout().has("design_scenario")) return;
  refuse_combinations(file);
  const std::vector<std::string>& names = file.layout().dimension("scenario").labels;
  if (names.size() == 1 && wanted.empty()) return;
  const auto found = std::find(names.begin(), names.end(), wanted);
  if (found == names.end()) {
    throw sim::UserFault(fmt::format("{} holds the scenarios {} (one at a time is analysed) --scenario {}?",
                                     file.path(), fmt::join(names, ", "), names.front()));
  }
  const std::vector<double> which = file.read("design_scenario");
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < which.size(); ++i) {
    if (which[i] == static_cast<double>(found - names.begin())) positions.push_back(i);
  }
  file.keep(positions);
  file.name_scenario(wanted);
}

void require_one_variant(const output::ResultFile& file) {
  if (!file.layout().has("design_scenario")) return;
  refuse_combinations(file);
  std::set<std::size_t> held;
  for (const double which : file.read("design_scenario")) {
    if (which >= 0) held.insert(static_cast<std::size_t>(which));
  }
  if (held.size() < 2) return;
  std::vector<std::string> names;
  for (const std::size_t which : held) names.push_back(file.layout().dimension("scenario").labels.at(which));
  throw sim::UserFault(
      fmt::format("{} holds the scenarios {} (together they are nobody's future) compute each into a file of its own, "
                  "with the same --seed and -n: they stay paired",
                  file.path(), fmt::join(names, ", ")));
}

void require_sample(const output::ResultFile& file) {
  const auto design = file.header().extra.find("design");
  if (design == file.header().extra.end()) return;
  if (has_likely_members(design->second) && design->second != "factorial") return;
  throw sim::UserFault(fmt::format(
      "{} is of the design '{}', whose members are no sample of likely futures (their mean and quantiles are "
      "those of the design) compute one with --design lhs?",
      file.path(), design->second));
}

}  // namespace skifte::analysis
