#include "agents/national/allocated_rows.hpp"

#include <algorithm>

#include "sim/calendar.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

AllocatedRowsAssumptions::AllocatedRowsAssumptions(sim::AssumptionReader& read)
    : machinery_activity_growth(
          read.number("national.machinery.activity_growth", "1/year", "Growth of work done by machines")),
      machinery_electric_midpoint(
          read.number("national.machinery.electric_midpoint", "year", "When half of the machines' work is electric")),
      machinery_electric_speed(read.number("national.machinery.electric_speed", "1/year",
                                           "Speed of the machines' electrification, log-odds a year")),
      own_heating_trend(
          read.number("national.own_heating.trend", "1/year", "Yearly change of emissions from own boilers in Sweden")),
      f_gas_lifetime(read.number("national.f_gas.lifetime", "year", "Time constant of the refrigerant bank")),
      f_gas_floor(read.number("national.f_gas.floor", "1", "Leaks that stay whatever the quota, over 2015's")),
      solvents_trend(read.number("national.solvents.trend", "1/year",
                                 "Yearly change of emissions from solvents, lubricants, paint")),
      railways_trend(read.number("national.railways.trend", "1/year", "Yearly change of diesel traction's emissions")),
      shipping_trend(
          read.number("national.domestic_shipping.trend", "1/year", "Yearly change of domestic shipping's emissions")),
      motorcycles_trend(read.number("national.motorcycles.trend", "1/year", "Yearly change of motorcycles' fuel use")) {
}

void AllocatedRows::step(sim::Time date, const PolicySignals& policy) {
  const double years = sim::decimal_year(date) - 2015;
  auto set = [&](Subsector row, double value) { index_[static_cast<std::size_t>(row)] = value; };
  const double electric =
      1 / (1 + sim::exp(-in_.machinery_electric_speed * (2015 + years - in_.machinery_electric_midpoint)));
  const double burning_work = sim::exp(in_.machinery_activity_growth * years) * (1 - electric);
  for (Subsector row : {Subsector::construction_machinery, Subsector::farm_machinery, Subsector::service_machinery,
                        Subsector::other_machinery}) {
    set(row, burning_work * policy.diesel_fossil_factor);
  }
  // The row of ports and airports did not follow the blend: 34.2 kt in 2015, 34.1 in 2022, while diesel's fossil share
  // fell by a sixth and construction's row with it.
  set(Subsector::port_airport_allocation, burning_work);
  set(Subsector::household_machinery,
      sim::exp(in_.machinery_activity_growth * years) * (1 - electric) * policy.petrol_fossil_factor);
  for (Subsector row : {Subsector::dwellings, Subsector::premises, Subsector::farm_premises}) {
    set(row, sim::exp(in_.own_heating_trend * years));
  }
  const double quota = std::max(in_.f_gas_floor, policy.f_gas_quota);
  if (!policy.frozen) f_gas_bank_ += (quota - f_gas_bank_) / (12 * in_.f_gas_lifetime);
  set(Subsector::fluorinated_gases, f_gas_bank_);
  set(Subsector::solvents_lubricants, sim::exp(in_.solvents_trend * years));
  set(Subsector::railways, sim::exp(in_.railways_trend * years));
  set(Subsector::domestic_shipping, sim::exp(in_.shipping_trend * years));
  set(Subsector::motorcycles, sim::exp(in_.motorcycles_trend * years) * policy.petrol_fossil_factor);
}

}  // namespace skifte::agents
