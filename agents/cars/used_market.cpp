#include "agents/cars/used_market.hpp"

#include <algorithm>
#include <numeric>

#include "sim/math.hpp"

namespace skifte::agents {

void UsedMarket::fade(double years, double half_life) {
  const double kept = sim::exp(-sim::log(2.0) * years / half_life);
  for (double& amount : own_) amount *= kept;
  battery_bought_ *= kept;
  others_bought_ *= kept;
}

void UsedMarket::follow_price(double offered, double years, double speed) {
  if (offered <= 0 || battery_bought_ <= 0) return;
  const double bought = battery_bought_ / (battery_bought_ + others_bought_);
  battery_price_ = std::max(0.0, battery_price_ + speed * sim::log(bought / offered) * years);
}

ByVariant UsedMarket::offer(const ByVariant& national, double own_weight) const {
  const double own = std::accumulate(own_.begin(), own_.end(), 0.0);
  const double all = std::accumulate(national.begin(), national.end(), 0.0);
  const double weight = own <= 0 ? 0 : all <= 0 ? 1 : own_weight;
  ByVariant share{};
  for (std::size_t j = 0; j < share.size(); ++j) {
    if (own > 0) share[j] += weight * own_[j] / own;
    if (all > 0) share[j] += (1 - weight) * national[j] / all;
  }
  return share;
}

}  // namespace skifte::agents
