#include "agents/consumption/footprint.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {
constexpr double grams_per_kilogram = 1000;
}  // namespace

SpendingAssumptions::SpendingAssumptions(sim::AssumptionReader& read)
    : footprint_2019{},
      elasticity{},
      decline{},
      volume(read.series("consumption.volume", "1", "Households' real consumption per inhabitant, 2019 = 1")),
      volume_growth(read.number("consumption.volume_growth", "1/year",
                                "Its growth after the last point beyond income's, continuous rate",
                                sim::Bounds::between(-1, 1, "it is a rate of change"))) {
  for (std::size_t s = 0; s < spendings; ++s) {
    const std::string label(spending_labels[s]);
    footprint_2019[s] = read.number("footprint." + label, "kg CO2e/(person year)", "Footprint per inhabitant in 2019");
    elasticity[s] = read.number("footprint.elasticity." + label, "1", "Income elasticity of the footprint");
    decline[s] =
        read.number("footprint.decline." + label, "1/year", "Fall of emissions per krona spent, continuous rate");
  }
}

double consumption_volume(const SpendingAssumptions& assumptions, sim::Time date, double income) {
  const double years = std::max(0.0, date - assumptions.volume.last_date()) / sim::days_per_year;
  return assumptions.volume.at(date) * (years > 0 ? income * sim::exp(assumptions.volume_growth * years) : 1);
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
                     double composition_factor, double income) {
  const auto s = static_cast<std::size_t>(spending);
  const double years = sim::decimal_year(date) - 2019.5;
  return grams_per_kilogram * assumptions.footprint_2019[s] * composition_factor *
         sim::pow(consumption_volume(assumptions, date, income), assumptions.elasticity[s]) *
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
      fossil_free(read.number("footprint.saving.fossil_free", "1",
                              "Part of a contract's footprint that fossil-free machines and transport save")),
      procurement(read.number("footprint.saving.procurement", "1",
                              "Part of a purchase's footprint that climate demands on the goods save")),
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

double procurement_factor(const SavingAssumptions& saving, double fossil_free_share, double demanding_share,
                          double demanded_saving) {
  const double kept = (1 - saving.fossil_free * fossil_free_share) * (1 - demanded_saving * demanding_share);
  return std::max(0.0, 1 - saving.municipal_share * (1 - kept));
}

}  // namespace skifte::agents
