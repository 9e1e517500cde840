#include "agents/biogas/allocation.hpp"

#include <algorithm>

#include "sim/math.hpp"
#include "sim/scarcity.hpp"

namespace skifte::agents {

std::array<std::int64_t, gas_users> allocate_biogas(std::int64_t supply,
                                                    const std::array<std::int64_t, gas_users>& wanted) {
  constexpr auto buses = static_cast<std::size_t>(GasUser::buses);
  std::array<std::int64_t, gas_users> others = wanted;
  others[buses] = 0;
  std::array<std::int64_t, gas_users> granted{};
  const std::int64_t public_contracts = std::min(std::max<std::int64_t>(supply, 0), wanted[buses]);
  sim::ration_proportionally(std::max<std::int64_t>(supply, 0) - public_contracts, others, granted);
  granted[buses] = public_contracts;
  return granted;
}

double scarcity(const GasMarket& market) {
  const auto short_of = [&](double r) {
    const double supply = market.fixed_supply + market.imports * sim::pow(r, market.import_elasticity);
    return market.contracted + market.wanted * sim::pow(r, -market.demand_elasticity) - supply;
  };
  if (short_of(1.0) <= 0) return 1.0;
  double low = 1.0;
  double high = std::max(1.0, market.ceiling);
  if (short_of(high) >= 0) return high;
  constexpr int halvings = 30;
  for (int i = 0; i < halvings; ++i) {
    const double middle = 0.5 * (low + high);
    (short_of(middle) > 0 ? low : high) = middle;
  }
  return high;
}

}  // namespace skifte::agents
