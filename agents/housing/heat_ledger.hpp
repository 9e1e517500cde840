#pragma once
#include <array>
#include <cstdint>

#include "agents/accounts.hpp"
#include "agents/biogas/signals.hpp"
#include "agents/flows.hpp"
#include "agents/housing/housing.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// What dwellings use in a month, posted by HeatLedger.
struct MonthOfHeat {
  const sim::Window& window;
  const HousingInputs& inputs;
  const PriceSignals& prices;
  const BiogasSignals& biogas;
  double degree_days;  ///< of the year over a normal year's [1]
};

/// Running totals of dwellings and their heat, kept as buildings change, so that no month scans them.
class HeatLedger {
 public:
  /// Adds (sign +1) or takes away (-1) dwellings of a building with `heat` kWh a normal year each.
  void count(Heating system, Owner owner, int dwellings, double heat, int sign);
  std::int64_t dwellings(Heating system) const { return dwellings_[static_cast<std::size_t>(index(system))]; }
  std::int64_t all_dwellings() const;
  /// Useful heat of the dwellings with a system in a normal year [Wh/year].
  double heat(Heating system) const;

  /// The month's useful heat over a normal year's [1]: hot water evenly, space heat by degree days,
  /// s = (1 - w) d D_m / sum D + w / 12, with w the share of hot water, d the year's and D_m the months' degree days.
  static double month_share(const DwellingEnergyAssumptions& energy, int month, double degree_days = 1);
  /// Posts the month's energy, emissions, flows and bills; returns the useful heat [Wh].
  double post_month(const MonthOfHeat& month, Accounts& accounts, Flows& flows);
  /// What a kWh of a normal year's useful heat cost over the year so far, by system [SEK/kWh]; clears it for the next
  /// year.
  std::array<double, 7> take_year_cost();

 private:
  double post_bills(const MonthOfHeat& month, Heating system, double share, Accounts& accounts);

  std::array<std::int64_t, 7> dwellings_{};
  std::array<std::array<std::int64_t, 7>, 4> heat_{};  ///< by Owner, Heating [Wh/year]
  std::array<double, 7> year_cost_{};                  ///< [SEK/kWh useful]
};

}  // namespace skifte::agents
