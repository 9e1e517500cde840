#pragma once
#include <algorithm>
#include <optional>

#include "agents/setting.hpp"

namespace skifte::agents {

/// Pays the works of a lever for which the scenario names no sum of its own: nothing is built without being paid for.
/// The cost falls due as the lever's strength grows, the whole of it once. A lever that states an investment is booked
/// by agents/city, one without a start stood before the period: neither is paid here.
class LeverWorks {
 public:
  explicit LeverWorks(const std::optional<sim::LeverSetting>& lever)
      : pays_(lever && lever->start && lever->investment <= 0) {}
  /// Books the month's part of `cost` [SEK] to `payer`.
  void pay(const std::optional<sim::LeverSetting>& lever, double cost, Payer payer, Measure measure,
           const sim::Window& window, Accounts& accounts) {
    if (!pays_) return;
    const double grown = std::max(0.0, lever->strength(window.begin) - paid_);
    if (grown <= 0) return;
    paid_ += grown;
    accounts.post_money(window, MoneyKind::investment, payer, measure, grown * cost);
  }

 private:
  bool pays_;
  double paid_ = 0;  // [1] of the works
};

}  // namespace skifte::agents
