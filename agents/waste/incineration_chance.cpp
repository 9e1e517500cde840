#include "agents/waste/incineration_chance.hpp"

#include <algorithm>

#include "agents/long_stop.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto fossil_year = sim::decision("waste.fossil_shock");
constexpr auto boiler_stop = sim::decision("waste.boiler_stop");
constexpr auto fee_year = sim::decision("waste.fee_year");

}  // namespace

double boiler_in_order(const IncinerationAssumptions& plant, const sim::RandomSource& random,
                       const sim::Window& window) {
  return part_in_order({plant.outage, plant.outage_length}, random, boiler_stop, sim::agent_id("filborna", 0), window,
                       sim::to_civil(plant.capacity.last_date()).year);
}

double fee_change(const IncinerationAssumptions& plant, const sim::RandomSource& random, int year) {
  const int last_known = sim::to_civil(plant.capacity.last_date()).year;
  constexpr int memory = 8;  // [year]
  const double news = plant.fee_sd * sim::sqrt(std::max(0.0, 1.0 - plant.fee_persistence * plant.fee_persistence));
  double change = 0;
  double weight = 1;
  for (int past = year; past > last_known && past > year - memory; --past) {
    const double u = random.uniform(fee_year, sim::agent_id("waste_market", 0), static_cast<std::uint32_t>(past));
    change += weight * news * sim::normal_quantile(u);
    weight *= plant.fee_persistence;
  }
  return change;
}

double fossil_shock(const IncinerationAssumptions& plant, const sim::RandomSource& random, int year) {
  const sim::Series& known = plant.fossil_observed;
  if (year <= sim::to_civil(known.last_date()).year) return known.at(sim::from_civil({year, 7, 2}));
  const double u = random.uniform(fossil_year, sim::agent_id("filborna", 0), static_cast<std::uint32_t>(year));
  return sim::exp(plant.year_sd * sim::normal_quantile(u));
}

}  // namespace skifte::agents
