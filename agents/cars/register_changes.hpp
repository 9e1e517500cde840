#pragma once
#include <array>
#include <cstdint>

#include "agents/cars/car_park.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// What the register of cars shows beside what the city's owners decide.
///
/// Sold abroad at once: dealers register plug-in cars, take what is paid for new ones and export them within months.
/// They are new registrations and never join the stock in use:
///   exported_j = floor(x_j / (1 - x_j) exp(s e_j,year) bought_j + u)       [vehicle/month]
/// x_j(t): their share of the powertrain's new registrations [1]; bought_j: the month's new cars that stay; e standard
/// normal, one a powertrain and year; s: its weight [1]; u uniform, so that fractions are met on the average. Evidence:
/// new registrations less the stock's growth exceed the stock that could have left (Helsingborg 2016: 214 new plug-in
/// hybrids, 79 more in use, of 112 the year before). Deviation: exports do not compete with the city's buyers for
/// deliveries; money is the dealers' and not booked.
///
/// Mild hybrids: the register counted some cars with a small battery as hybrids and moved them to petrol and diesel
/// later. At the end of a year each hybrid that its owner bought new is moved with probability m(year); p of them are
/// petrol cars.
struct RegisterAssumptions {
  explicit RegisterAssumptions(sim::AssumptionReader& read);
  std::array<sim::Series, 2> exported;  // x [1] of plug-in hybrids and battery cars
  double exported_year_log_sd;          // s [1]
  sim::Series mild_hybrids;             // m [1/year]
  double mild_hybrids_petrol;           // p [1]
};

/// New cars of a powertrain exported at once in the month, of `bought` that stay.
std::int64_t exported_at_once(const RegisterAssumptions& assumptions, const sim::RandomSource& random,
                              Powertrain powertrain, std::int64_t bought, const sim::Window& window);

/// At the year's end; returns how many were moved. `energy_use`: the nation's by powertrain, whose ratio a moved car's
/// takes on.
std::int64_t move_mild_hybrids(const RegisterAssumptions& assumptions, const sim::RandomSource& random, CarPark& park,
                               const std::array<double, powertrains>& energy_use, const sim::Window& window);

}  // namespace skifte::agents
