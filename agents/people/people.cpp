#include "agents/people/people.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "agents/behaviour/signals.hpp"
#include "agents/behaviour/travel_cells.hpp"
#include "agents/cars/signals.hpp"
#include "agents/housing/heating_technology.hpp"
#include "agents/housing/signals.hpp"
#include "agents/people/gini.hpp"
#include "agents/people/household_records.hpp"
#include "agents/people/household_sums.hpp"

namespace skifte::agents {
namespace {

constexpr double ore_per_sek = 100;
constexpr double sek_per_ksek = 1000;

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
  /// What a person pays in a year.
  struct Fees {
    double fares = 0, parking = 0;  ///< [SEK/person]
  };
  /// What a year's count reads.
  struct Tables {
    double per_income = 0;                    ///< [SEK/kSEK] of this year's over next year's incomes
    const std::uint32_t* building = nullptr;  ///< by slot, null where nobody has told of some slot's heating
    const std::uint8_t* system = nullptr;     ///< by building
    const float* heat = nullptr;              ///< by building
    std::array<Fees, fare_cells> fees{};
    std::array<std::uint8_t, heating_labels.size()> heating{};  ///< holdings, by Heating
  };
  Tables tables() const;
  /// What is its own household's.
  struct Own {
    const HouseholdCars::Year& cars;
    float heating;        ///< [SEK]
    std::uint8_t system;  ///< Heating
  };
  Own own(std::size_t slot, const HouseholdCars::Year& cars, const Tables& tables) const;

  static HouseholdYear year_of(const Household& household, const Own& own, const Tables& tables);
  void add(const Household& household, const Own& own, const Tables& tables);
  /// Adds up the households of some slots.
  void add_block(std::size_t first, std::span<const HouseholdCars::Year> cars, const Tables& tables);
  /// Writes them to the table `households`.
  void record_block(std::size_t first, std::span<const HouseholdCars::Year> cars, const sim::Window& window,
                    const Tables& tables);
  void post(const sim::Window& window);

  const Setting setting_;
  const Households& households_;
  const PopulationSignals& population_;
  const HouseholdCars& cars_;
  const HouseholdHeating& heating_;
  const PersonalFares& fares_;
  Microdata& microdata_;
  std::array<HouseholdCars::Year, 256>
      cars_of_block_{};  ///< of neighbouring slots; without agents/cars nobody has a car
  std::vector<HouseholdSums> sums_{household_cells};
  WeightedGini gini_;
};

// Where nobody has told of heating there is none to pay for.
inline People::Own People::own(std::size_t slot, const HouseholdCars::Year& cars, const Tables& tables) const {
  if (tables.building == nullptr) return {cars, 0, static_cast<std::uint8_t>(index(Heating::direct_electric))};
  const std::uint32_t building = tables.building[slot];
  const std::uint8_t system = tables.system[building];
  return {cars, heating_.bill(tables.heat[building], system), system};
}

inline HouseholdYear People::year_of(const Household& household, const Own& own, const Tables& tables) {
  const int adults = std::max(1, household.persons - household.children);
  const auto access = static_cast<std::size_t>(car_access(own.cars.cars, adults));
  const Fees& fees = tables.fees[fare_cell(household.zone, household.quintile, access)];
  const double persons = household.persons;
  return {tables.per_income * static_cast<double>(household.income),
          static_cast<double>(own.cars.energy),
          static_cast<double>(own.cars.tax_service),
          persons * fees.fares,
          static_cast<double>(own.heating),
          persons * fees.parking,
          static_cast<double>(own.cars.charge)};
}

inline void People::add(const Household& household, const Own& own, const Tables& tables) {
  const HouseholdYear year = year_of(household, own, tables);
  HouseholdSums& sum = sums_[cell_of_household(household)];
  sum.income += year.income;
  sum.heating += year.heating;
  sum.car_energy += year.car_energy;
  sum.tax_service += year.tax_service;
  sum.fares += year.fares;
  sum.parking += year.parking;
  sum.congestion_charge += year.charge;
  sum.battery_cars += own.cars.battery;
  const std::size_t set = (own.cars.cars > 0 ? has(Holding::car) : 0) |
                          (own.cars.battery > 0 ? has(Holding::battery_car) : 0) | tables.heating[own.system];
  sum.having[set].households += 1;
  sum.having[set].persons += household.persons;
  const double bills = year.car_energy + year.tax_service + year.fares + year.heating + year.parking + year.charge;
  if (year.income > 0) gini_.add(bills / year.income, household.persons);
}

void People::add_block(std::size_t first, std::span<const HouseholdCars::Year> cars, const Tables& tables) {
  for (std::size_t i = 0; i < cars.size(); ++i) {
    const Household& household = households_[first + i];
    if (household.active != 0) add(household, own(first + i, cars[i], tables), tables);
  }
}

void People::record_block(std::size_t first, std::span<const HouseholdCars::Year> cars, const sim::Window& window,
                          const Tables& tables) {
  MicroTable& table = microdata_.table("households", household_table);
  for (std::size_t i = 0; i < cars.size(); ++i) {
    const Household& household = households_[first + i];
    if (household.active == 0) continue;
    const Own its = own(first + i, cars[i], tables);
    record_household(table, window.year, first + i, household, year_of(household, its, tables),
                     {its.cars.cars, its.cars.battery, its.system});
  }
}

/// Each cell is rounded to whole units before it is added to its groups, so that the groups of every grouping add up to
/// the same total to the unit.
void People::post(const sim::Window& window) {
  const int year = setting_.accounts.year_index(window);
  Household alike;
  for (std::size_t cell = 0; cell < household_cells; ++cell) {
    std::size_t rest = cell;
    const auto next = [&rest](std::size_t size) {
      const auto digit = static_cast<std::uint8_t>(rest % size);
      rest /= size;
      return digit;
    };
    alike.type = next(household_type_labels.size()) & 7U;
    alike.dwelling = next(dwelling_labels.size()) & 3U;
    alike.tenure = next(tenure_labels.size()) & 3U;
    alike.quintile = next(quintiles) & 7U;
    if (sums_[cell].all().households <= 0) continue;
    for (const HouseholdItem item : items_of_year()) {
      const bool money = item >= HouseholdItem::income && item <= HouseholdItem::congestion_charge;
      setting_.accounts.post_household(window, alike, item, (money ? ore_per_sek : 1) * value(sums_[cell], item));
    }
  }
  setting_.accounts.indicators.set(year, {index(Accounts::Indicator::cost_share_gini)},
                                   sim::to_count(1e6 * gini_.coefficient()));
}

People::Tables People::tables() const {
  // Incomes have been raised to next year's by now (agents/demography, publish).
  Tables tables;
  tables.per_income = sek_per_ksek / population_.income_rise;
  if (heating_.system != nullptr && heating_.building.size() >= households_.size()) {
    tables.building = heating_.building.data();
    tables.system = heating_.system->data();
    tables.heat = heating_.heat->data();
  }
  for (std::size_t cell = 0; cell < fares_.year.size(); ++cell) tables.fees[cell].fares = fares_.year[cell];
  for (std::size_t cell = 0; cell < fares_.parking.size(); ++cell) tables.fees[cell].parking = fares_.parking[cell];
  for (std::size_t s = 0; s < tables.heating.size(); ++s) {
    const auto system = static_cast<Heating>(s);
    if (HeatingTechnology::is_heat_pump(system)) tables.heating[s] = has(Holding::heat_pump);
    if (system == Heating::district_heat) tables.heating[s] = has(Holding::district_heat);
  }
  return tables;
}

void People::close_year(const sim::Window& window) {
  const Tables year = tables();
  const bool recorded = microdata_.wanted("households", window.year);
  for (std::size_t first = 0; first < households_.size(); first += cars_of_block_.size()) {
    const auto cars = std::span(cars_of_block_).first(std::min(cars_of_block_.size(), households_.size() - first));
    if (cars_.write) cars_.write(first, cars);
    add_block(first, cars, year);
    if (recorded) record_block(first, cars, window, year);
  }
  post(window);
  std::fill(sums_.begin(), sums_.end(), HouseholdSums{});
  gini_.clear();
}

}  // namespace

std::unique_ptr<sim::Kind> make_people(const PeopleInputs&, const Setting& setting) {
  return std::make_unique<People>(setting);
}

}  // namespace skifte::agents
