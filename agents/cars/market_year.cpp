#include "agents/cars/market_year.hpp"

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto year_draw = sim::decision("car.market_year");

}  // namespace

// The ordinal is the calendar year.
MarketYear market_year(const PurchaseAssumptions& assumptions, const sim::RandomSource& random, int year) {
  MarketYear luck;
  for (std::size_t j = 0; j < luck.fresh.size(); ++j) {
    const auto [u_fresh, u_used] =
        random.uniform_pair(year_draw, sim::agent_id("powertrain", j), static_cast<std::uint32_t>(year));
    luck.fresh[j] = assumptions.model_year_sd[j] * sim::normal_quantile(u_fresh);
    luck.used[j] = assumptions.used_year_sd * sim::normal_quantile(u_used);
  }
  return luck;
}

std::array<double, 5> income_ratios(const Households& households, double level) {
  std::array<double, 5> sum{}, count{}, ratio{1, 1, 1, 1, 1};
  for (std::size_t slot = 0; slot < households.size(); ++slot) {
    if (!households[slot].active) continue;
    sum[households[slot].quintile] += static_cast<double>(households[slot].income);
    count[households[slot].quintile] += 1;
  }
  if (count[2] <= 0 || sum[2] <= 0) return ratio;
  const double middle = sum[2] / count[2] / level;
  for (std::size_t q = 0; q < ratio.size(); ++q) {
    if (count[q] > 0 && sum[q] > 0) ratio[q] = sum[q] / count[q] / middle;
  }
  return ratio;
}

}  // namespace skifte::agents
