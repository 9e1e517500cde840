#include "agents/biogas/allocation.hpp"

#include <algorithm>

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

}  // namespace skifte::agents
