#pragma once
#include "agents/demography/signals.hpp"
#include "agents/microdata.hpp"

namespace skifte::agents {

/// What a household pays in the year.
struct HouseholdYear {
  double income = 0;       ///< disposable [SEK/year]
  double car_energy = 0;   ///< [SEK/year]
  double tax_service = 0;  ///< of its cars [SEK/year]
  double fares = 0;        ///< [SEK/year]
  double heating = 0;      ///< [SEK/year]
  double parking = 0;      ///< [SEK/year]
  double charge = 0;       ///< congestion charge [SEK/year]
};

/// What it has at the year's end.
struct HouseholdHoldings {
  int cars = 0;
  int battery_cars = 0;
  int heating_system = 0;  ///< Heating
};

/// The empty table `households`.
MicroTable household_table();

void record_household(MicroTable& table, int year, std::size_t slot, const Household& household,
                      const HouseholdYear& sums, const HouseholdHoldings& has);

}  // namespace skifte::agents
