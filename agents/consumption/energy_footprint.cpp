#include "agents/consumption/energy_footprint.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr double watt_hours_per_kilowatt_hour = 1000;
constexpr double grams_per_kilogram = 1000;

}  // namespace

EnergyFootprint::EnergyFootprint(sim::AssumptionReader& read)
    : private_share(
          read.number("footprint.car.private_share", "1", "Households' part of kilometres in the city's cars")),
      well_to_wheel(
          read.number("footprint.car.well_to_wheel", "1", "Well-to-wheel over tank-to-wheel emissions of fossil fuel")),
      biofuel_lifecycle(
          read.number("footprint.car.biofuel_lifecycle", "1",
                      "Lifecycle emissions of biofuel over the tailpipe CO2 of the fossil fuel it replaces")),
      petrol_fossil_co2(read.number("fuel.petrol.fossil_co2", "kg CO2/l", "Fossil CO2 of a litre of fossil petrol")),
      diesel_fossil_co2(read.number("fuel.diesel.fossil_co2", "kg CO2/l", "Fossil CO2 of a litre of fossil diesel")),
      petrol_energy(read.number("fuel.petrol.energy", "kWh/l", "Energy content of petrol")),
      diesel_energy(read.number("fuel.diesel.energy", "kWh/l", "Energy content of diesel")),
      combustion_car(
          read.number("footprint.car.combustion_car", "kg CO2e/vehicle", "Making and upkeep of a car with an engine")),
      battery_car(read.number("footprint.car.battery_car", "kg CO2e/vehicle", "Making and upkeep of a battery car")),
      car_life(read.number("footprint.car.life", "year", "Life over which they are spread")),
      electricity(read.series("footprint.electricity", "g CO2e/kWh", "Lifecycle emissions of electricity used")),
      electricity_decline(
          read.number("footprint.electricity_decline", "1/year", "Its fall after the last point, continuous rate")),
      district_heat_upstream(read.number("footprint.energy.district_heat_upstream", "g CO2e/kWh",
                                         "District heat's fuel supply and losses beside stack emissions")),
      natural_gas(read.number("footprint.energy.natural_gas", "g CO2e/kWh", "Lifecycle emissions of natural gas")),
      biogas(read.number("footprint.energy.biogas", "g CO2e/kWh", "Lifecycle emissions of biogas")),
      heating_oil(read.number("footprint.energy.heating_oil", "g CO2e/kWh", "Lifecycle emissions of heating oil")),
      solid_biofuel(
          read.number("footprint.energy.solid_biofuel", "g CO2e/kWh", "Lifecycle emissions of wood and pellets")) {}

double electricity_factor(const EnergyFootprint& energy, sim::Time date) {
  const double years = std::max(0.0, date - energy.electricity.last_date()) / sim::days_per_year;
  return energy.electricity.at(date) * sim::exp(-energy.electricity_decline * years) / watt_hours_per_kilowatt_hour;
}

std::array<double, carriers> lifecycle_factors(const EnergyFootprint& energy, const EnergyState& state) {
  const double petrol = energy.petrol_fossil_co2 / energy.petrol_energy;  // F [g/Wh]
  const double diesel = energy.diesel_fossil_co2 / energy.diesel_energy;
  const auto blended = [&](double fossil, double unblended) {
    return fossil * energy.well_to_wheel + std::max(0.0, unblended - fossil) * energy.biofuel_lifecycle;
  };
  std::array<double, carriers> factor{};
  const auto of = [&factor](Carrier carrier) -> double& { return factor[static_cast<std::size_t>(carrier)]; };
  of(Carrier::petrol) = blended(state.petrol_fossil_factor, petrol);
  of(Carrier::diesel) = blended(state.diesel_fossil_factor, diesel);
  of(Carrier::ethanol) = petrol * energy.biofuel_lifecycle;
  of(Carrier::hvo) = diesel * energy.biofuel_lifecycle;
  of(Carrier::electricity) = electricity_factor(energy, state.date);
  of(Carrier::district_heat) = state.district_heat + energy.district_heat_upstream / watt_hours_per_kilowatt_hour;
  of(Carrier::natural_gas) = energy.natural_gas / watt_hours_per_kilowatt_hour;
  of(Carrier::biogas) = energy.biogas / watt_hours_per_kilowatt_hour;
  of(Carrier::heating_oil) = energy.heating_oil / watt_hours_per_kilowatt_hour;
  of(Carrier::solid_biofuel) = energy.solid_biofuel / watt_hours_per_kilowatt_hour;
  return factor;
}

double car_making(const EnergyFootprint& energy, double cars, double battery) {
  const double one = (1 - battery) * energy.combustion_car + battery * energy.battery_car;
  return cars * grams_per_kilogram * one / energy.car_life;
}

std::array<double, carriers> EnergyReading::take(const Accounts& accounts, const sim::Window& window) {
  const int year = accounts.year_index(window);
  if (year != year_) seen_ = {};
  year_ = year;
  std::array<double, carriers> taken{};
  for (std::size_t c = 0; c < carriers; ++c) {
    const std::int64_t now = accounts.energy.at(year, {static_cast<int>(c), index(use_)});
    taken[c] = static_cast<double>(now - seen_[c]);
    seen_[c] = now;
  }
  return taken;
}

}  // namespace skifte::agents
