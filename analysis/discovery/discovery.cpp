#include "analysis/discovery/discovery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "analysis/discovery/significant_box.hpp"
#include "analysis/outcomes/expression.hpp"
#include "analysis/shown_number.hpp"
#include "analysis/statistics.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t least_interest = 20;  // of members that meet it, and of those that do not

Restriction restriction(const Study& study, std::size_t input, const BoxLimit& limit, double quasi_p) {
  const StudyInput& which = study.inputs[input];
  return {which.name, which.unit, limit, quasi_p, limit_words(which, limit)};
}

/// "; the median of net_emissions@2035 is 320 kt" of a single comparison that begins with an outcome, else "".
std::string median_words(const Study& study, const std::string& condition) {
  const std::size_t mark = condition.find_first_of("<>");
  const bool is_single = mark != std::string::npos && condition.find_first_of("<>", mark + 1) == std::string::npos;
  if (!is_single || condition.find_first_of("('") != std::string::npos) return "";
  const std::size_t first = condition.find_first_not_of(' ');
  if (std::isalpha(static_cast<unsigned char>(condition[first])) == 0) return "";
  const std::string outcome = condition.substr(first, condition.find_last_not_of(' ', mark - 1) + 1 - first);
  const ExpressionValues values = evaluate_expression(outcome, *study.outcomes);
  const double median = quantile(known_rows(study, values.values.values).y, 0.5);
  const ShownUnit how = shown_unit(values.values.unit, std::abs(median));
  return fmt::format("; the median of {} is {} {}", outcome, shown(median, how), how.unit);
}

void refuse_too_few(const Study& study, const Discovery& made, const DiscoveryRequest& request) {
  if (!made.is_condition) {
    if (made.members < 2 * least_interest && !request.force) {
      throw sim::UserFault(
          fmt::format("{} has {} members with this outcome (a tree needs at least {}) more members, or "
                      "--force?",
                      study.source, made.members, 2 * least_interest));
    }
    return;
  }
  const std::size_t others = made.members - made.interest;
  if (made.interest == 0 || others == 0) {
    throw sim::UserFault(fmt::format(
        "'{}' holds in {} of {} members (nothing tells futures apart{}) another bound, or another year?", made.outcome,
        made.interest == 0 ? "none" : "all", made.members, made.members == 0 ? "" : median_words(study, made.outcome)));
  }
  const std::size_t fewer = std::min(made.interest, others);
  if (fewer >= least_interest || request.force) return;
  const std::size_t needed = (least_interest * made.members + fewer - 1) / fewer;
  throw sim::UserFault(
      fmt::format("'{}' holds in {} of {} members (at least {} of each kind are needed, here about {} "
                  "members) `skifte ensemble -n {}`, or --force?",
                  made.outcome, made.interest, made.members, least_interest, needed, needed));
}

DiscoveredBox find_box(const Study& study, const KnownRows& rows, const std::vector<bool>& interest,
                       std::vector<bool>& counted, const DiscoveryRequest& request, std::size_t all_interest) {
  PeeledBox way = peel_significant(rows.x, interest, counted, all_interest, request.prim);
  if (request.step) way.chosen = std::min(*request.step, way.steps.size() - 1);
  const std::vector<PrimStep>& steps = way.steps;
  DiscoveredBox made;
  for (const PrimStep& step : steps)
    made.trajectory.push_back({step.coverage, step.density, step.mass, step.box.size()});
  made.chosen = way.chosen;
  const PrimStep& peeled = steps[made.chosen];
  const PrimStep final = paste(peeled, rows.x, interest, counted, all_interest, request.prim);
  made.is_pasted = final.box != peeled.box;
  made.count = {static_cast<int>(final.count.interest), static_cast<int>(final.count.members)};
  made.coverage = final.coverage;
  made.density = final.density;
  made.mass = final.mass;
  for (const auto& [input, limit] : final.box) {
    made.restrictions.push_back(restriction(study, input, limit, quasi_p(final, input, rows.x, interest, counted)));
  }
  std::stable_sort(made.restrictions.begin(), made.restrictions.end(),
                   [](const Restriction& a, const Restriction& b) { return a.quasi_p < b.quasi_p; });
  for (std::size_t row = 0; row < counted.size(); ++row) {
    if (counted[row] && holds(final.box, rows.x, row)) counted[row] = false;
  }
  return made;
}

std::vector<DiscoveredRule> find_rules(const Study& study, const KnownRows& rows, const TreeOptions& options) {
  std::vector<DiscoveredRule> all;
  for (const TreeRule& rule : tree_rules(grow_tree(rows.x, rows.y, options))) {
    DiscoveredRule made;
    made.mean = rule.mean;
    made.count = {static_cast<int>(std::lround(rule.mean * static_cast<double>(rule.members))),
                  static_cast<int>(rule.members)};
    for (const auto& [input, limit] : rule.box) made.restrictions.push_back(restriction(study, input, limit, 1));
    all.push_back(std::move(made));
  }
  return all;
}

}  // namespace

Discovery discover(const Study& study, const DiscoveryRequest& request) {
  if (study.design == "saltelli" || study.design == "morris") {
    throw sim::UserFault(
        fmt::format("{} is of the design '{}', whose members repeat each other (shares of them are no "
                    "chances) compute one with `--design lhs`?",
                    study.source, study.design));
  }
  const ExpressionValues values = evaluate_expression(request.outcome, *study.outcomes);
  const KnownRows rows = known_rows(study, values.values.values);
  Discovery made;
  made.outcome = request.outcome;
  made.unit = values.values.unit;
  made.is_condition = values.is_condition;
  made.members = rows.y.size();
  made.left_out = rows.left_out;
  made.replicates = study.replicates;
  std::vector<bool> interest;
  for (const double value : rows.y) interest.push_back(value > 0.5);
  made.interest = static_cast<std::size_t>(std::count(interest.begin(), interest.end(), true));
  refuse_too_few(study, made, request);
  if (made.is_condition) {
    std::vector<bool> counted(rows.y.size(), true);
    for (std::size_t box = 0; box < request.boxes; ++box) {
      DiscoveredBox found = find_box(study, rows, interest, counted, request, made.interest);
      if (found.restrictions.empty()) break;
      made.boxes.push_back(std::move(found));
    }
  }
  made.rules = find_rules(study, rows, request.tree);
  return made;
}

}  // namespace skifte::analysis
