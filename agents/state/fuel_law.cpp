#include "agents/state/fuel_law.hpp"

#include <algorithm>

namespace skifte::agents {

namespace {

constexpr sim::Time date_of(int year) {
  return 365.2425 * (year - 2000);
}

/// Reduction decided by law [%]: the dated steps, then a straight line from 2027 to the level assumed for 2030.
double decided_reduction(const sim::Series& steps, double level_2030, sim::Time date) {
  const double from = steps.at(date_of(2027));
  if (date <= date_of(2027)) return steps.at(date);
  const double share = std::min(1.0, (date - date_of(2027)) / (date_of(2030) - date_of(2027)));
  return from + share * (level_2030 - from);
}

}  // namespace

FuelLawAssumptions::FuelLawAssumptions(sim::AssumptionReader& read)
    : diesel_measured(
          read.series("fuel.diesel.measured_bio_volume", "%", "Biofuel in low-blend diesel, by volume, measured")),
      petrol_measured(read.series("fuel.petrol.measured_bio_volume", "%", "Biofuel in petrol, by volume, measured")),
      diesel_obligation(read.series("fuel.diesel.obligation", "%", "Reduction obligation for diesel as decided")),
      petrol_obligation(read.series("fuel.petrol.obligation", "%", "Reduction obligation for petrol as decided")),
      diesel_repealed(
          read.series("fuel.diesel.obligation_repealed", "%", "Obligation for diesel on the repealed path")),
      petrol_repealed(
          read.series("fuel.petrol.obligation_repealed", "%", "Obligation for petrol on the repealed path")),
      level_2030(read.number("fuel.obligation.level_2030", "%",
                             "Obligation for both fuels from 2030 on, if no lever says otherwise")),
      electricity_credit(
          read.number("fuel.obligation.electricity_credit", "1",
                      "Share of the obligation met by crediting electricity from public chargers, from mid-2025")),
      diesel_saving(
          read.number("fuel.diesel.lifecycle_saving", "1", "Lifecycle greenhouse gas saving of biofuel in diesel")),
      petrol_saving(
          read.number("fuel.petrol.lifecycle_saving", "1", "Lifecycle greenhouse gas saving of biofuel in petrol")),
      diesel_volume_to_energy(
          read.number("fuel.diesel.bio_energy_per_volume", "1", "Energy of biodiesel per volume over diesel's")),
      petrol_volume_to_energy(
          read.number("fuel.petrol.bio_energy_per_volume", "1", "Energy of ethanol per volume over petrol's")),
      diesel_fossil(read.number("fuel.diesel.fossil_co2", "kg CO2/l", "Fossil CO2 of a litre of fossil diesel")),
      petrol_fossil(read.number("fuel.petrol.fossil_co2", "kg CO2/l", "Fossil CO2 of a litre of fossil petrol")),
      diesel_energy(read.number("fuel.diesel.energy", "kWh/l", "Energy content of diesel")),
      petrol_energy(read.number("fuel.petrol.energy", "kWh/l", "Energy content of petrol")),
      diesel_cost_per_percent(read.number("fuel.diesel.cost_per_percent", "SEK/l",
                                          "Pump price added by a percentage point of obligation, VAT included")),
      petrol_cost_per_percent(read.number("fuel.petrol.cost_per_percent", "SEK/l",
                                          "Pump price added by a percentage point of obligation, VAT included")),
      vat(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")) {}

double decided_blend_cost(const FuelLawAssumptions& law, RoadFuel fuel, sim::Time date) {
  const bool diesel = fuel == RoadFuel::diesel;
  const double reduction =
      decided_reduction(diesel ? law.diesel_obligation : law.petrol_obligation, law.level_2030, date);
  return reduction * (diesel ? law.diesel_cost_per_percent : law.petrol_cost_per_percent) / law.vat;
}

FuelBlend fuel_blend(const FuelLawAssumptions& law, RoadFuel fuel, sim::Time date,
                     const std::optional<sim::LeverSetting>& repealed, const std::optional<sim::LeverSetting>& level) {
  const bool diesel = fuel == RoadFuel::diesel;
  const double decided =
      decided_reduction(diesel ? law.diesel_obligation : law.petrol_obligation, law.level_2030, date);
  double reduction = decided;
  if (repealed && repealed->strength(date) > 0) {
    reduction = (diesel ? law.diesel_repealed : law.petrol_repealed).at(date);
  }
  if (level) {
    reduction += level->strength(date) * (level->number(diesel ? "diesel" : "petrol", reduction) - reduction);
  }
  const double saving = diesel ? law.diesel_saving : law.petrol_saving;
  double bio_share;
  if (date < date_of(2023)) {  // measured years
    bio_share = (diesel ? law.diesel_measured : law.petrol_measured).at(date) / 100.0 *
                (diesel ? law.diesel_volume_to_energy : law.petrol_volume_to_energy);
  } else {
    // Public-charging electricity counts toward the obligation from 1 July 2025.
    const double credit = date >= date_of(2025) + 181 ? law.electricity_credit : 0.0;
    bio_share = std::min(1.0, reduction / 100.0 * (1.0 - credit) / saving);
  }
  const double fossil_per_energy =
      diesel ? law.diesel_fossil / law.diesel_energy : law.petrol_fossil / law.petrol_energy;  // kg/kWh = g/Wh
  const double cost = diesel ? law.diesel_cost_per_percent : law.petrol_cost_per_percent;
  // In measured years the blend is what it was, and so is the price.
  const double added = date < date_of(2023) ? 0.0 : (reduction - decided) * cost / law.vat;
  return {bio_share, fossil_per_energy * (1.0 - bio_share), added};
}

}  // namespace skifte::agents
