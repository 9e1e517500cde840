#include "analysis/result_variants.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/fault.hpp"

namespace skifte::analysis {

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

}  // namespace skifte::analysis
