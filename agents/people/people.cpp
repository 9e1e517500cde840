#include "agents/people/people.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "agents/behaviour/signals.hpp"
#include "agents/behaviour/travel_cells.hpp"
#include "agents/cars/signals.hpp"
#include "agents/housing/heating_technology.hpp"
#include "agents/housing/signals.hpp"
#include "agents/people/gini.hpp"
#include "agents/people/household_records.hpp"

namespace skifte::agents {
namespace {

constexpr double ore_per_sek = 100;
constexpr double sek_per_ksek = 1000;

/// Items that are counted at the year's end; the others are posted when they happen (Accounts::post_household).
constexpr std::array counted = {HouseholdItem::households,
                                HouseholdItem::persons,
                                HouseholdItem::income,
                                HouseholdItem::car_energy,
                                HouseholdItem::car_tax_service,
                                HouseholdItem::fares,
                                HouseholdItem::heating,
                                HouseholdItem::parking,
                                HouseholdItem::congestion_charge,
                                HouseholdItem::battery_cars,
                                HouseholdItem::with_car,
                                HouseholdItem::with_battery_car,
                                HouseholdItem::with_heat_pump,
                                HouseholdItem::with_district_heat,
                                HouseholdItem::people_with_car,
                                HouseholdItem::people_with_battery_car,
                                HouseholdItem::people_with_heat_pump,
                                HouseholdItem::people_with_district_heat};

class People final : public sim::Kind {
 public:
  explicit People(const Setting& setting)
      : setting_(setting),
        households_(setting.board.of<Households>()),
        population_(setting.board.of<PopulationSignals>()),
        cars_(setting.board.of<HouseholdCars>()),
        heating_(setting.board.of<HouseholdHeating>()),
        fares_(setting.board.of<PersonalFares>()),
        microdata_(setting.board.of<Microdata>()) {}
  std::string_view name() const override { return "people"; }
  void close_year(const sim::Window& window) override;

 private:
  /// Households alike in all four ways of dividing them, so that each household is added up once.
  static constexpr std::size_t cells =
      quintiles * tenure_labels.size() * dwelling_labels.size() * household_type_labels.size();
  static std::size_t cell_of_household(const Household& household) {
    return ((household.quintile * tenure_labels.size() + household.tenure) * dwelling_labels.size() +
            household.dwelling) *
               household_type_labels.size() +
           household.type;
  }
  using Items = std::array<double, household_items>;

  void add(std::size_t slot, int year);
  void post(const sim::Window& window);

  const Setting setting_;
  const Households& households_;
  const PopulationSignals& population_;
  const HouseholdCars& cars_;
  const HouseholdHeating& heating_;
  const PersonalFares& fares_;
  Microdata& microdata_;
  MicroTable* table_ = nullptr;  ///< where each household is wanted, at the end of a year in which it is
  std::vector<Items> sums_{cells};
  WeightedGini gini_;
};

void People::add(std::size_t slot, int year) {
  const Household& household = households_[slot];
  const HouseholdCars::Year cars = slot < cars_.of.size() ? cars_.of[slot] : HouseholdCars::Year{};
  const int adults = std::max(1, household.persons - household.children);
  const std::size_t payer =
      fare_cell(household.zone, household.quintile, static_cast<std::size_t>(car_access(cars.cars, adults)));
  const double persons = household.persons;
  // Incomes have been raised to next year's by now (agents/demography, publish).
  const double income = sek_per_ksek * static_cast<double>(household.income) / population_.income_rise;
  const double fares = payer < fares_.year.size() ? persons * fares_.year[payer] : 0;
  const double parking = payer < fares_.parking.size() ? persons * fares_.parking[payer] : 0;
  const double charge = static_cast<double>(cars.charge);
  const double energy = static_cast<double>(cars.energy), tax_service = static_cast<double>(cars.tax_service);
  const double heat = slot < heating_.bill.size() ? static_cast<double>(heating_.bill[slot]) : 0;

  Items& sum = sums_[cell_of_household(household)];
  const auto item = [&sum](HouseholdItem which) -> double& { return sum[static_cast<std::size_t>(index(which))]; };
  item(HouseholdItem::households) += 1;
  item(HouseholdItem::persons) += persons;
  item(HouseholdItem::income) += income;
  item(HouseholdItem::car_energy) += energy;
  item(HouseholdItem::car_tax_service) += tax_service;
  item(HouseholdItem::fares) += fares;
  item(HouseholdItem::heating) += heat;
  item(HouseholdItem::parking) += parking;
  item(HouseholdItem::congestion_charge) += charge;
  item(HouseholdItem::battery_cars) += cars.battery;
  // Added as 0 or 1: which household has what is no branch a processor could foresee.
  const auto count = [&](bool has, HouseholdItem with, HouseholdItem people_with) {
    const double times = static_cast<double>(has);
    item(with) += times;
    item(people_with) += times * persons;
  };
  count(cars.cars > 0, HouseholdItem::with_car, HouseholdItem::people_with_car);
  count(cars.battery > 0, HouseholdItem::with_battery_car, HouseholdItem::people_with_battery_car);
  if (slot < heating_.system.size()) {
    const auto system = static_cast<Heating>(heating_.system[slot]);
    count(HeatingTechnology::is_heat_pump(system), HouseholdItem::with_heat_pump, HouseholdItem::people_with_heat_pump);
    count(system == Heating::district_heat, HouseholdItem::with_district_heat,
          HouseholdItem::people_with_district_heat);
  }
  if (table_ != nullptr) {
    const int system = slot < heating_.system.size() ? heating_.system[slot] : -1;
    record_household(*table_, year, slot, household,
                     {income, energy, tax_service, fares, heat, parking, charge, cars.cars, cars.battery, system});
  }
  if (income > 0) gini_.add((energy + tax_service + fares + heat + parking + charge) / income, persons);
}

/// Each cell is rounded to whole units before it is added to its groups, so that the groups of every grouping add up to
/// the same total to the unit.
void People::post(const sim::Window& window) {
  const int year = setting_.accounts.year_index(window);
  Household alike;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    std::size_t rest = cell;
    const auto next = [&rest](std::size_t size) {
      const auto digit = static_cast<std::uint8_t>(rest % size);
      rest /= size;
      return digit;
    };
    alike.type = next(household_type_labels.size());
    alike.dwelling = next(dwelling_labels.size());
    alike.tenure = next(tenure_labels.size());
    alike.quintile = next(quintiles);
    if (sums_[cell][0] <= 0) continue;
    for (const HouseholdItem item : counted) {
      const bool money = item >= HouseholdItem::income && item <= HouseholdItem::congestion_charge;
      setting_.accounts.post_household(window, alike, item,
                                       (money ? ore_per_sek : 1) * sums_[cell][static_cast<std::size_t>(index(item))]);
    }
  }
  setting_.accounts.indicators.set(year, {index(Accounts::Indicator::cost_share_gini)},
                                   sim::to_count(1e6 * gini_.coefficient()));
}

void People::close_year(const sim::Window& window) {
  table_ = microdata_.wanted("households", window.year) ? &microdata_.table("households", household_table) : nullptr;
  for (std::size_t slot = 0; slot < households_.size(); ++slot) {
    if (households_[slot].active != 0) add(slot, window.year);
  }
  post(window);
  std::fill(sums_.begin(), sums_.end(), Items{});
  gini_.clear();
}

}  // namespace

std::unique_ptr<sim::Kind> make_people(const PeopleInputs&, const Setting& setting) {
  return std::make_unique<People>(setting);
}

}  // namespace skifte::agents
