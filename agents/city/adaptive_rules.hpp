#pragma once
#include <map>
#include <string>
#include <vector>

#include "agents/inventory/signals.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// The scenario's rules. The runner puts them on the board before the kinds are made.
struct AdaptivePlan {
  std::vector<sim::LeverRule> rules;
};

/// Adaptive pathways: each newly published inventory year y is held against a path, and a rule whose figure lies above
/// starts its levers, once and for good:
///
///   E_v(y) > X(y)   =>   b = t + l       E_v published figure of variable v, the total or a sector [t CO2e]; X path;
///                                        t end of the month in which it is read, b the levers' start, l lead time [d]
///
/// It reads the published account alone, 14 to 20 months late: nobody sees the physical one. Years outside the path are
/// not judged. After Haasnoot et al. (2013), doi:10.1016/j.gloenvcha.2012.12.006: the inventory is the signpost, X the
/// trigger, the levers the contingency action. Deviations: one signpost a rule; an action once begun is not undone.
class AdaptiveRules {
 public:
  /// `variable` must be emissions_published or emissions_published.SECTOR, otherwise a ProgramFault.
  explicit AdaptiveRules(const AdaptivePlan& plan);
  /// The rules that fire on what is published now, in the plan's order. Each year is judged once.
  std::vector<const sim::LeverRule*> judge(const InventorySignals& published);

 private:
  struct Watch {
    sim::LeverRule rule;
    int sector;  ///< -1 the total
    bool fired = false;
  };
  std::vector<Watch> watches_;
  int judged_ = 0;  // the newest year judged
};

/// When rules fired, by name; those that did not are missing [d]. On the board, written by agents/city.
struct RuleHistory {
  std::map<std::string, sim::Time, std::less<>> fired;
};

}  // namespace skifte::agents
