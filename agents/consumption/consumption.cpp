#include "agents/consumption/consumption.hpp"

#include <algorithm>
#include <numeric>

#include "agents/behaviour/signals.hpp"
#include "agents/cars/signals.hpp"
#include "agents/city/signals.hpp"
#include "agents/consumption/signals.hpp"
#include "agents/demography/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"

namespace skifte::agents {

ConsumptionInputs::ConsumptionInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : spending((read.set_reader("consumption"), levers.set_reader("consumption"), read)),
      saving(read),
      energy(read),
      habits(read),
      sustainable_consumption(
          levers.lever("sustainable_consumption", "Libraries of things, repair, second-hand shops and advice",
                       {{"level", "1", "Campaign strength for these habits at full ramp (default: 1)"},
                        {"potential", "1", "Households that ever would at full ramp, if more than without"}})),
      public_meals(levers.lever("public_meals", "Meals in schools and care cause less",
                                {{"reduction", "1", "Of the meals' footprint at full ramp", true}})),
      climate_procurement(
          levers.lever("climate_procurement", "The city demands a lower footprint of the goods and services it buys",
                       {{"share", "1", "Of its purchases that are under the demand at full ramp", true},
                        {"saving", "1", "Of their footprint (default: assumption footprint.saving.procurement)"}})) {}

namespace {

class Consumption final : public sim::Kind {
 public:
  Consumption(const ConsumptionInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        policy_(setting.board.of<PolicySignals>()),
        city_(setting.board.of<CitySignals>()),
        population_(setting.board.of<PopulationSignals>()),
        behaviour_(setting.board.of<BehaviourSignals>()),
        cars_(setting.board.of<CarSignals>()),
        utility_(setting.board.of<UtilitySignals>()),
        signals_(setting.board.of<ConsumptionSignals>()),
        habit_share_(inputs.habits.initial) {
    measure_reference();
    signals_.sustainable_share = habit_share_;
  }
  std::string_view name() const override { return "consumption"; }

  void commit(const sim::Window& window) override { turn_habits(window); }

  void account(const sim::Window& window) override {
    const sim::Time date = policy_.frozen ? policy_.driver_date : 0.5 * (window.begin + window.end);
    const double person_years = persons() * window.years();
    const auto post = [&](Footprint category, double grams) {
      setting_.accounts.post_footprint(window, category, grams);
    };
    follow_income(date);
    const auto rate = [&](Spending spending) {
      return spending_rate(inputs_.spending, spending, date, mix(spending), income_);
    };
    post(Footprint::food,
         person_years * rate(Spending::food) * diet_factor(inputs_.saving, behaviour_.plant_based_share));
    post(Footprint::flights, person_years * rate(Spending::flights) * behaviour_.flights_index);
    post(Footprint::other_travel, person_years * rate(Spending::other_travel));
    post(Footprint::goods_services, person_years * rate(Spending::goods_services) *
                                        goods_factor(inputs_.saving, habit_share_, inputs_.habits.initial));
    post(Footprint::public_consumption, person_years * public_rate(date));
    post(Footprint::investment, person_years * rate(Spending::investment));
    post_energy(window, date);
  }

  void publish(const sim::Window& window) override {
    signals_.sustainable_share = habit_share_;
    if (window.month != 1 || window.index == 0) return;
    signals_.per_person = last_year_all_;
    signals_.households_per_person = last_year_households_;
  }

  void close_year(const sim::Window& window) override {
    const auto& table = setting_.accounts.footprint;
    const int year = setting_.accounts.year_index(window);
    const auto tonnes = [&](Footprint category) {
      return 1e-6 * static_cast<double>(table.at(year, {index(category)}));
    };
    last_year_all_ = 1e-6 * static_cast<double>(table.total(year)) / persons();
    last_year_households_ =
        last_year_all_ -
        (tonnes(Footprint::construction) + tonnes(Footprint::public_consumption) + tonnes(Footprint::investment)) / persons();
  }

 private:
  /// Real income over that of the last known volume.
  void follow_income(sim::Time date) {
    if (date <= inputs_.spending.volume.last_date() || known_level_ <= 0) known_level_ = population_.income_level;
    income_ = known_level_ > 0 ? population_.income_level / known_level_ : 1;
  }
  void measure_reference();
  void turn_habits(const sim::Window& window);
  void post_energy(const sim::Window& window, sim::Time date);
  double public_rate(sim::Time date) const;
  double mix(Spending spending) const;

  /// Residents [persons]; before demography has published, the synthetic households'.
  double persons() const {
    return population_.persons > 0 ? population_.persons
                                   : std::accumulate(reference_persons_.begin(), reference_persons_.end(), 0.0);
  }

  ConsumptionInputs inputs_;
  const Setting setting_;
  const PolicySignals& policy_;
  const CitySignals& city_;
  const PopulationSignals& population_;
  const BehaviourSignals& behaviour_;
  const CarSignals& cars_;
  const UtilitySignals& utility_;
  ConsumptionSignals& signals_;
  std::array<double, quintiles> reference_persons_{};  // [persons]
  std::array<double, quintiles> relative_income_{};    // income per person over everybody's [1]
  double habit_share_;                                 // [1]
  EnergyReading home_{EndUse::dwellings};
  EnergyReading cars_energy_{EndUse::cars};
  double income_ = 1;                // real, over that of the last known volume [1]
  double known_level_ = 0;           // of income then [1]
  double owed_ = 0;                  // months' part of a year not yet booked for cars and homes [year]
  double last_year_all_ = 0;         // [t/person]
  double last_year_households_ = 0;  // [t/person]
};

void Consumption::measure_reference() {
  const SyntheticHouseholds& households = setting_.city.households;
  std::array<double, quintiles> income{};
  for (std::size_t i = 0; i < households.size(); ++i) {
    reference_persons_[households.quintile[i]] += households.persons[i];
    income[households.quintile[i]] += static_cast<double>(households.income[i]);
  }
  const double all_persons = std::accumulate(reference_persons_.begin(), reference_persons_.end(), 0.0);
  const double all_income = std::accumulate(income.begin(), income.end(), 0.0);
  for (std::size_t q = 0; q < income.size(); ++q) {
    const bool known = reference_persons_[q] > 0 && all_income > 0;
    relative_income_[q] = known ? income[q] / reference_persons_[q] * all_persons / all_income : 1;
  }
}

double Consumption::mix(Spending spending) const {
  return composition(population_.persons_by_quintile, reference_persons_, relative_income_,
                     inputs_.spending.elasticity[static_cast<std::size_t>(spending)]);
}

void Consumption::turn_habits(const sim::Window& window) {
  if (policy_.frozen) return;
  SustainableHabitAssumptions habits = inputs_.habits;
  double activation = city_.campaign;
  if (const auto& lever = inputs_.sustainable_consumption) {
    const double strength = lever->strength(window.begin);
    activation += strength * lever->number("level", 1);
    habits.potential += strength * std::max(0.0, std::min(1.0, lever->number("potential", 0)) - habits.potential);
  }
  habit_share_ = habit_after(habits, habit_share_, std::min(1.0, activation), window.years());
}

/// Public consumption per inhabitant with the city's demands and meals [g CO2e/(person year)].
double Consumption::public_rate(sim::Time date) const {
  const double rate = spending_rate(inputs_.spending, Spending::public_consumption, date, 1, income_);
  const double in_2019 = 1000 * inputs_.spending.footprint_2019[static_cast<std::size_t>(Spending::public_consumption)];
  const double trend = in_2019 > 0 ? rate / in_2019 : 1;
  double meals = 0;  // [g/(person year)] saved
  if (const auto& lever = inputs_.public_meals) {
    const double strength = lever->strength(date);
    meals = 1000 * inputs_.saving.public_meals * trend * std::min(1.0, lever->number("reduction", 0)) * strength;
  }
  double demanding = 0;
  double saving = 0;
  if (const auto& lever = inputs_.climate_procurement) {
    demanding = std::min(1.0, lever->number("share", 0)) * lever->strength(date);
    saving = std::min(1.0, lever->number("saving", inputs_.saving.procurement));
  }
  return std::max(0.0,
                  rate * procurement_factor(inputs_.saving, city_.procurement_fossil_free, demanding, saving) - meals);
}

/// Energy of homes and cars as booked this month; the network's heat and the number of cars as last month's signals
/// show them. In the very first month nobody has published yet: it is booked with the second.
void Consumption::post_energy(const sim::Window& window, sim::Time date) {
  if (window.index == 0) {
    owed_ = window.years();
    return;
  }
  const double years = window.years() + owed_;
  owed_ = 0;
  const std::array<double, carriers> factor = lifecycle_factors(
      inputs_.energy,
      {date, policy_.petrol_fossil_factor, policy_.diesel_fossil_factor, utility_.district_heat_fossil_factor});
  const auto emissions = [&](EnergyReading& reading) {
    const std::array<double, carriers> energy = reading.take(setting_.accounts, window);
    return std::inner_product(energy.begin(), energy.end(), factor.begin(), 0.0);
  };
  setting_.accounts.post_footprint(window, Footprint::home_energy, emissions(home_));
  const double cars = std::accumulate(cars_.stock.begin(), cars_.stock.end(), 0.0);
  const double making = years * car_making(inputs_.energy, cars, cars_.battery_share);
  setting_.accounts.post_footprint(window, Footprint::car_travel,
                                   inputs_.energy.private_share * (emissions(cars_energy_) + making));
}

}  // namespace

std::unique_ptr<sim::Kind> make_consumption(const ConsumptionInputs& inputs, const Setting& setting) {
  return std::make_unique<Consumption>(inputs, setting);
}

}  // namespace skifte::agents
