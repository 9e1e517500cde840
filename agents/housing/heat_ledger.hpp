#pragma once
#include <array>
#include <cstdint>

#include "agents/accounts.hpp"
#include "agents/biogas/signals.hpp"
#include "agents/flows.hpp"
#include "agents/housing/housing.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// Running totals of dwellings and their heat, kept as buildings change, so that no month scans them.
class HeatLedger {
 public:
  /// Adds (sign +1) or takes away (-1) dwellings of a building with `heat` kWh a year each.
  void count(Heating system, Owner owner, int dwellings, double heat, int sign);
  std::int64_t dwellings(Heating system) const { return dwellings_[static_cast<std::size_t>(index(system))]; }
  std::int64_t all_dwellings() const;

  /// The month's share of the year's useful heat [1].
  static double month_share(const DwellingEnergyAssumptions& energy, int month);
  /// Posts the month's energy, emissions, flows and bills; returns the useful heat [Wh].
  double post_month(const sim::Window& window, const HousingInputs& inputs, const PriceSignals& prices,
                    const BiogasSignals& biogas, Accounts& accounts, Flows& flows);
  /// What a kWh of useful heat cost over the year so far, by system [SEK/kWh]; clears it for the next year.
  std::array<double, 7> take_year_cost();

 private:
  std::array<std::int64_t, 7> dwellings_{};
  std::array<std::array<std::int64_t, 7>, 4> heat_{};  ///< by Owner, Heating [Wh/year]
  std::array<double, 7> year_cost_{};                  ///< [SEK/kWh useful]
};

}  // namespace skifte::agents
