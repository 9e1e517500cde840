#pragma once
#include <array>

#include "agents/cars/purchase_choice.hpp"
#include "agents/demography/signals.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// The year's luck by powertrain: normal with mean 0, one draw for each powertrain and calendar year, so that runs that
/// begin in other years have the same luck. It stands for what few-point constants cannot follow and nobody foresees:
/// models that are sold out, campaigns, leases that fall due, buyers abroad.
struct MarketYear {
  std::array<double, powertrains> fresh{};  ///< of new cars [utils]
  std::array<double, powertrains> used{};   ///< of used cars [utils]
};
MarketYear market_year(const PurchaseAssumptions& assumptions, const sim::RandomSource& random, int year);

/// Mean income of each quintile's households over the middle one's of 2022 [1]; `level` is real income over 2022's, and
/// 1 before: the constants fitted to those years hold their incomes.
std::array<double, 5> income_ratios(const Households& households, double level);

}  // namespace skifte::agents
