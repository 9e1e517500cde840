#include "agents/people/people.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <span>

#include "agents/behaviour/signals.hpp"
#include "agents/behaviour/travel_cells.hpp"
#include "agents/cars/signals.hpp"
#include "agents/housing/signals.hpp"
#include "agents/people/gini.hpp"
#include "tests/agents/small_city.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;
using namespace skifte::agents::testing;

constexpr int house = index(Dwelling::house), flat = index(Dwelling::flat);

/// Three households with bills and incomes set by hand, and a dwelling that stands empty.
struct Street {
  Street() : stage(values_for<PeopleInputs>({}), {}, 1, 2016) {
    auto& households = stage.board.of<Households>();
    households.assign(4, {});
    // A couple with a child: 600 kSEK, a house with a heat pump, two cars, one of them on battery.
    households[0] = {
        .income = 600, .active = 1, .type = 4, .dwelling = house, .persons = 3, .children = 1, .quintile = 4};
    // A single person: 200 kSEK, a rented flat with district heat, no car.
    households[1] = {.income = 200, .active = 1, .type = 0, .dwelling = flat, .tenure = 2, .persons = 1};
    // A single parent in the same block, with a car.
    households[3] = {.income = 250, .active = 1, .type = 2, .dwelling = flat, .tenure = 2, .persons = 2, .children = 1};
    stage.board.of<HouseholdCars>().write = [this](std::size_t first, std::span<HouseholdCars::Year> years) {
      std::copy_n(cars.begin() + static_cast<std::ptrdiff_t>(first), years.size(), years.begin());
    };
    auto& told = stage.board.of<HouseholdHeating>();
    told.building = {2, 0, 0, 1};
    told.system = &systems;
    told.heat = &heat;
    told.cost[index(Heating::district_heat)] = 0.8;
    told.cost[index(Heating::ground_source_heat_pump)] = 1.5;
    auto& parking = stage.board.of<PersonalFares>().parking;
    parking.assign(fare_cells, 0);
    parking[fare_cell(0, 4, static_cast<std::size_t>(CarAccess::own))] = 200;
    auto& fares = stage.board.of<PersonalFares>().year;
    fares.assign(fare_cells, 0);
    fares[fare_cell(0, 4, static_cast<std::size_t>(CarAccess::own))] = 1000;  // two cars, two adults
    fares[fare_cell(0, 0, static_cast<std::size_t>(CarAccess::none))] = 4000;
    fares[fare_cell(0, 0, static_cast<std::size_t>(CarAccess::own))] = 2500;  // one car, one adult
    kind = make_people(stage.inputs<PeopleInputs>(), stage.setting());
  }
  std::int64_t item(HouseholdItem which, int group, int year = 0) const {
    return stage.accounts.people.at(year, {group, index(which)});
  }
  void close(int year = 0) { kind->close_year(stage.calendar.window(12 * year + 11)); }
  std::vector<HouseholdCars::Year> cars{{.energy = 20000, .tax_service = 10000, .cars = 2, .battery = 1},
                                        {},
                                        {},
                                        {.energy = 9000, .tax_service = 6000, .charge = 500, .cars = 1}};
  std::vector<std::uint8_t> systems{static_cast<std::uint8_t>(Heating::district_heat),
                                    static_cast<std::uint8_t>(Heating::district_heat),
                                    static_cast<std::uint8_t>(Heating::ground_source_heat_pump)};
  std::vector<float> heat{10000, 8750, 10000};  // [kWh/year], so that bills are 8 000, 7 000 and 15 000 SEK
  Stage stage;
  std::unique_ptr<sim::Kind> kind;
};

constexpr int highest = 4, lowest = 0, rental = 7, flats = 10, couple_children = 16;

}  // namespace

TEST_CASE("a household's bills, income and equipment are its groups'") {
  Street street;
  street.close();
  for (const int group : {highest, 5 + 0, 9 + 0, couple_children}) {
    INFO(household_group_labels[static_cast<std::size_t>(group)]);
    CHECK(street.item(HouseholdItem::households, group) == 1);
    CHECK(street.item(HouseholdItem::persons, group) == 3);
    CHECK(street.item(HouseholdItem::income, group) == 60000000);  // 600 kSEK [öre]
    CHECK(street.item(HouseholdItem::car_energy, group) == 2000000);
    CHECK(street.item(HouseholdItem::car_tax_service, group) == 1000000);
    CHECK(street.item(HouseholdItem::fares, group) == 300000);  // three at 1000 SEK
    CHECK(street.item(HouseholdItem::heating, group) == 1500000);
    CHECK(street.item(HouseholdItem::parking, group) == 60000);  // three at 200 SEK
    CHECK(street.item(HouseholdItem::congestion_charge, group) == 0);
    CHECK(street.item(HouseholdItem::battery_cars, group) == 1);
    CHECK(street.item(HouseholdItem::with_car, group) == 1);
    CHECK(street.item(HouseholdItem::with_battery_car, group) == 1);
    CHECK(street.item(HouseholdItem::people_with_battery_car, group) == 3);
    CHECK(street.item(HouseholdItem::with_heat_pump, group) == 1);
    CHECK(street.item(HouseholdItem::with_district_heat, group) == 0);
  }
  for (const int group : {lowest, rental, flats}) {
    CHECK(street.item(HouseholdItem::households, group) == 2);
    CHECK(street.item(HouseholdItem::persons, group) == 3);
    CHECK(street.item(HouseholdItem::fares, group) == 900000);  // 4000 + 2 * 2500
    CHECK(street.item(HouseholdItem::congestion_charge, group) == 50000);
    CHECK(street.item(HouseholdItem::heating, group) == 1500000);
    CHECK(street.item(HouseholdItem::with_car, group) == 1);
    CHECK(street.item(HouseholdItem::people_with_car, group) == 2);
    CHECK(street.item(HouseholdItem::with_battery_car, group) == 0);
    CHECK(street.item(HouseholdItem::people_with_district_heat, group) == 3);
  }
}

TEST_CASE("every grouping is a partition: its groups add up to the same city") {
  Street street;
  street.close();
  for (int item = 0; item < household_items; ++item) {
    std::array<std::int64_t, groupings> sum{};
    for (std::size_t g = 0; g < groupings; ++g) {
      for (int group = grouping_begin[g]; group < grouping_begin[g + 1]; ++group) {
        sum[g] += street.item(static_cast<HouseholdItem>(item), group);
      }
    }
    INFO(item);
    for (std::size_t g = 1; g < groupings; ++g) CHECK(sum[g] == sum[0]);
  }
}

TEST_CASE("each year is counted anew, and a city without households counts nothing") {
  Street street;
  street.close();
  street.close(1);
  CHECK(street.item(HouseholdItem::car_energy, highest, 1) == street.item(HouseholdItem::car_energy, highest, 0));
  Street empty;
  for (Household& household : empty.stage.board.of<Households>()) household.active = 0;
  empty.close();
  CHECK(empty.stage.accounts.people.total(0) == 0);
  CHECK(empty.stage.accounts.indicators.at(0, {index(Accounts::Indicator::cost_share_gini)}) == 0);
}

TEST_CASE("incomes are the year's, though they have been raised to the next year's") {
  Street street;
  street.stage.board.of<PopulationSignals>().income_rise = 1.2;
  street.close();
  CHECK(street.item(HouseholdItem::income, highest) == 50000000);
}

TEST_CASE("Gini of the cost share by hand") {
  // Shares 48.6/600 = 0.081 (3 persons), 0.06 (1), 27.5/250 = 0.11 (2): sum of n n' |x - x'| over ordered pairs
  // 2 (3*1*0.021 + 3*2*0.029 + 1*2*0.05) = 0.674; mu = (0.243 + 0.06 + 0.22) / 6 = 0.523 / 6; G = 0.674 / (2 mu 36).
  Street street;
  street.close();
  CHECK(1e-6 * static_cast<double>(
                   street.stage.accounts.indicators.at(0, {index(Accounts::Indicator::cost_share_gini)})) ==
        Approx(0.674 / (2 * 0.523 / 6 * 36)).margin(1e-6));
}

TEST_CASE("Gini is 0 among equals, does not follow the scale, and nears 1 when one bears all") {
  WeightedGini equal, one, two, twice, concentrated;
  CHECK(equal.coefficient() == 0);
  for (int i = 1; i < 6; ++i) equal.add(0.11, i);
  CHECK(equal.coefficient() == Approx(0).margin(1e-12));
  one.add(0.1, 1), one.add(0.3, 1);
  CHECK(one.coefficient() == Approx(0.25));  // 2 * 0.2 / (2 * 0.2 * 4)
  two.add(0.3, 2), two.add(0.1, 2);          // order and size of the population do not matter
  CHECK(two.coefficient() == Approx(0.25));
  twice.add(0.2, 1), twice.add(0.6, 1);
  CHECK(twice.coefficient() == Approx(0.25));
  concentrated.add(0, 999), concentrated.add(3, 1);  // beyond the last bin's edge too
  CHECK(concentrated.coefficient() == Approx(0.999));
}

TEST_CASE("a negative share stands in the first bin and harms nothing") {
  WeightedGini gini;
  gini.add(-0.1, 2);  // both in one bin, of mean -0.05: nobody differs from anybody
  gini.add(0, 2);
  gini.add(0.2, 4);
  // mu = (4 * -0.05 + 4 * 0.2) / 8 = 0.075; G = 2 * 4 * 4 * 0.25 / (2 * 0.075 * 64) = 0.8333.
  CHECK(gini.coefficient() == Approx(0.83333).epsilon(1e-4));
}
