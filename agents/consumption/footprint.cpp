#include "agents/consumption/footprint.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {
constexpr double grams_per_kilogram = 1000;
constexpr double watt_hours_per_kilowatt_hour = 1000;

double efficiency(sim::AssumptionReader& read, Heating heating) {
  const std::string label(heating_labels[static_cast<std::size_t>(heating)]);
  return read.number("heating.efficiency." + label, "1", "Useful heat over purchased energy, mean of a year, " + label);
}
}  // namespace

SpendingAssumptions::SpendingAssumptions(sim::AssumptionReader& read)
    : footprint_2019{},
      elasticity{},
      decline{},
      volume(read.series("consumption.volume", "1", "Households' real consumption per inhabitant, 2019 = 1")),
      volume_growth(
          read.number("consumption.volume_growth", "1/year", "Its growth after the last point, continuous rate")) {
  for (std::size_t s = 0; s < spendings; ++s) {
    const std::string label(spending_labels[s]);
    footprint_2019[s] = read.number("footprint." + label, "kg CO2e/(person year)", "Footprint per inhabitant in 2019");
    elasticity[s] = read.number("footprint.elasticity." + label, "1", "Income elasticity of the footprint");
    decline[s] =
        read.number("footprint.decline." + label, "1/year", "Fall of emissions per krona spent, continuous rate");
  }
}

double consumption_volume(const SpendingAssumptions& assumptions, sim::Time date) {
  const double years = std::max(0.0, date - assumptions.volume.last_date()) / sim::days_per_year;
  return assumptions.volume.at(date) * sim::exp(assumptions.volume_growth * years);
}

double composition(const std::array<double, quintiles>& persons, const std::array<double, quintiles>& reference_persons,
                   const std::array<double, quintiles>& relative_income, double elasticity) {
  const auto mean = [&](const std::array<double, quintiles>& weights) {
    double total = 0;
    double sum = 0;
    for (std::size_t q = 0; q < weights.size(); ++q) {
      total += weights[q];
      sum += weights[q] * sim::pow(relative_income[q], elasticity);
    }
    return total > 0 ? sum / total : 0.0;
  };
  const double now = mean(persons);
  const double reference = mean(reference_persons);
  return now > 0 && reference > 0 ? now / reference : 1;
}

double spending_rate(const SpendingAssumptions& assumptions, Spending spending, sim::Time date,
                     double composition_factor) {
  const auto s = static_cast<std::size_t>(spending);
  const double years = sim::decimal_year(date) - 2019.5;
  return grams_per_kilogram * assumptions.footprint_2019[s] * composition_factor *
         sim::pow(consumption_volume(assumptions, date), assumptions.elasticity[s]) *
         sim::exp(-assumptions.decline[s] * years);
}

SavingAssumptions::SavingAssumptions(sim::AssumptionReader& read)
    : plant_based(
          read.number("footprint.saving.plant_based", "1", "Part of food's footprint that a plant-based diet saves")),
      plant_based_2019(
          read.number("footprint.plant_based_2019", "1", "Share of plant-based diets that 2019's footprint holds")),
      sustainable_habits(
          read.number("footprint.saving.sustainable_habits", "1",
                      "Part of goods' footprint that repairing, sharing and buying used saves, rebound deducted")),
      procurement(read.number("footprint.saving.procurement", "1", "Part of a contract's footprint that demands save")),
      municipal_share(
          read.number("footprint.municipal_share", "1", "Municipality's part of public consumption's footprint")),
      public_meals(read.number("footprint.public_meals", "kg CO2e/(person year)",
                               "Part of public consumption that meals in schools and care cause, 2019")) {}

double diet_factor(const SavingAssumptions& saving, double plant_based_share) {
  return std::max(0.0, 1 - saving.plant_based * (plant_based_share - saving.plant_based_2019));
}

double goods_factor(const SavingAssumptions& saving, double habit_share, double initial_share) {
  return std::max(0.0, 1 - saving.sustainable_habits * habit_share) / (1 - saving.sustainable_habits * initial_share);
}

double procurement_factor(const SavingAssumptions& saving, double demanding_share) {
  return std::max(0.0, 1 - saving.procurement * saving.municipal_share * demanding_share);
}

EnergyAssumptions::EnergyAssumptions(sim::AssumptionReader& read)
    : private_share(
          read.number("footprint.car.private_share", "1", "Households' part of kilometres in the city's cars")),
      combustion_use(read.number("footprint.car.combustion_use", "Wh/km", "Fuel energy per km, cars with an engine")),
      battery_use(read.number("footprint.car.battery_use", "Wh/km", "Electricity per km, charging losses included")),
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
      district_heat_upstream(read.number("footprint.heat.district_heat_upstream", "g CO2e/kWh",
                                         "Fuel supply and losses beside stack emissions")),
      gas_heat(read.number("footprint.heat.natural_gas", "g CO2e/kWh", "Lifecycle emissions per useful heat")),
      biofuel_heat(read.number("footprint.heat.biofuel", "g CO2e/kWh", "Lifecycle emissions per useful heat")),
      oil_heat(read.number("footprint.heat.oil", "g CO2e/kWh", "Lifecycle emissions per useful heat")),
      direct_electric(efficiency(read, Heating::direct_electric)),
      air_source(efficiency(read, Heating::air_source_heat_pump)),
      ground_source(efficiency(read, Heating::ground_source_heat_pump)),
      household_electricity(read.number("heating.household_electricity", "kWh/(dwelling year)",
                                        "Electricity of a dwelling beside heating")) {}

double unblended_factor(const EnergyAssumptions& energy) {
  return 0.5 * (energy.petrol_fossil_co2 / energy.petrol_energy + energy.diesel_fossil_co2 / energy.diesel_energy);
}

double electricity_factor(const EnergyAssumptions& energy, sim::Time date) {
  const double years = std::max(0.0, date - energy.electricity.last_date()) / sim::days_per_year;
  return energy.electricity.at(date) * sim::exp(-energy.electricity_decline * years) / watt_hours_per_kilowatt_hour;
}

double car_rate(const EnergyAssumptions& energy, const CarUse& use, sim::Time date) {
  const double replaced = std::max(0.0, unblended_factor(energy) - use.blended_factor);
  const double fuel = energy.combustion_use *
                      (use.blended_factor * energy.well_to_wheel + replaced * energy.biofuel_lifecycle);  // [g/km]
  const double current = energy.battery_use * electricity_factor(energy, date);                           // [g/km]
  const double b = use.battery_share;
  const double making =
      grams_per_kilogram * ((1 - b) * energy.combustion_car + b * energy.battery_car) / energy.car_life;
  return energy.private_share * (use.annual_km * ((1 - b) * fuel + b * current) + use.cars * making);
}

double heat_emissions(const EnergyAssumptions& energy, const std::array<double, 7>& dwellings, double heat,
                      double district_heat, sim::Time date) {
  const double all = std::accumulate(dwellings.begin(), dwellings.end(), 0.0);
  if (all <= 0) return 0;
  const double e = electricity_factor(energy, date);
  const auto per_watt_hour = [](double factor) { return factor / watt_hours_per_kilowatt_hour; };
  std::array<double, 7> factor{};  // [g/Wh]
  const auto of = [&factor](Heating heating) -> double& { return factor[static_cast<std::size_t>(heating)]; };
  of(Heating::district_heat) = district_heat + per_watt_hour(energy.district_heat_upstream);
  of(Heating::natural_gas) = per_watt_hour(energy.gas_heat);
  of(Heating::direct_electric) = e / energy.direct_electric;
  of(Heating::air_source_heat_pump) = e / energy.air_source;
  of(Heating::ground_source_heat_pump) = e / energy.ground_source;
  of(Heating::biofuel) = per_watt_hour(energy.biofuel_heat);
  of(Heating::oil) = per_watt_hour(energy.oil_heat);
  return heat * std::inner_product(dwellings.begin(), dwellings.end(), factor.begin(), 0.0) / all;
}

}  // namespace skifte::agents
