#include "agents/city/adaptive_rules.hpp"

#include <algorithm>
#include <string_view>

#include "sim/fault.hpp"

namespace skifte::agents {

namespace {

constexpr int whole = -1;

int sector_of_variable(std::string_view variable) {
  constexpr std::string_view total = "emissions_published";
  if (variable == total) return whole;
  const bool of_sector = variable.starts_with(total) && variable.size() > total.size() + 1;
  const auto found = of_sector
                         ? std::find(sector_labels.begin(), sector_labels.end(), variable.substr(total.size() + 1))
                         : sector_labels.end();
  sim::ensure(found != sector_labels.end(), "a rule reads what nobody publishes");
  return static_cast<int>(found - sector_labels.begin());
}

}  // namespace

AdaptiveRules::AdaptiveRules(const AdaptivePlan& plan) {
  for (const sim::LeverRule& rule : plan.rules) watches_.push_back({rule, sector_of_variable(rule.variable)});
}

std::vector<const sim::LeverRule*> AdaptiveRules::judge(const InventorySignals& published) {
  std::vector<const sim::LeverRule*> firing;
  if (published.newest_year <= judged_) return firing;
  judged_ = published.newest_year;
  for (Watch& watch : watches_) {
    const auto limit = watch.rule.threshold(published.newest_year);
    if (watch.fired || !limit) continue;
    const double figure =
        watch.sector == whole ? published.total : published.sectors[static_cast<std::size_t>(watch.sector)];
    if (figure <= *limit) continue;
    watch.fired = true;
    firing.push_back(&watch.rule);
  }
  return firing;
}

}  // namespace skifte::agents
