#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "agents/demography/signals.hpp"
#include "agents/registry.hpp"
#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

/// An added agent that does nothing leaves every other agent's draws, and every sum, as they were.
///
/// The populations that stand for the others here are cars and dwellings, with households set by hand. It cannot be
/// shown through agents/demography: the reference households are also the sample from which later movers are drawn, and
/// a household's identity is its dwelling, so one more reference household is another sample and another numbering of
/// later dwellings.
namespace {

using namespace skifte;
using namespace skifte::agents;
using namespace skifte::program::testing;

constexpr auto no_car_type = HouseholdType::other_children;

enum class Added { nothing, empty_dwellings, household_without_car };

void append(Households& households, bool active) {
  households.push_back({.income = 500,
                        .active = static_cast<std::uint8_t>(active ? 1 : 0),
                        .type = static_cast<std::uint8_t>(no_car_type),
                        .dwelling = static_cast<std::uint8_t>(Dwelling::house),
                        .tenure = static_cast<std::uint8_t>(Tenure::owner_occupied),
                        .persons = 4,
                        .children = 2,
                        .zone = static_cast<std::uint8_t>(Zone::outer_city),
                        .quintile = 2,
                        .home_charging = 1});
}

/// The reference households, each quintile of one income.
Households settled(const SyntheticHouseholds& reference, Added added) {
  Households households;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    append(households, true);
    households.back().type = reference.type[i] & 7U;
    households.back().dwelling = reference.dwelling[i] & 3U;
    households.back().tenure = reference.tenure[i] & 3U;
    households.back().persons = reference.persons[i];
    households.back().children = reference.children[i];
    households.back().zone = reference.zone[i] & 3U;
    households.back().quintile = reference.quintile[i] & 7U;
    households.back().elderly = reference.elderly[i] & 1U;
    households.back().home_charging =
        static_cast<std::uint8_t>(reference.dwelling[i] == static_cast<std::uint8_t>(Dwelling::house));
    households.back().income = static_cast<float>(100 * (reference.quintile[i] + 3));
    households.back().attitude = static_cast<float>(static_cast<int>(i % 7) - 3) * 0.5F;
  }
  if (added == Added::empty_dwellings) {
    for (int i = 0; i < 9; ++i) append(households, false);
  }
  if (added == Added::household_without_car) append(households, true);
  return households;
}

/// Runs the named kinds from 2015 to 2027 and gives the digest of every table, one a line.
std::string digests(Added added, const std::vector<std::string_view>& folders) {
  const auto& scenario = baseline();
  const auto& city = helsingborg();
  const auto result = tests::run_forked([&] {
    sim::AssumptionValues values = scenario.values;
    // A household of this type never wants a car, in either world.
    values.set("car.ownership.type." + std::string(household_type_labels[static_cast<std::size_t>(no_car_type)]),
               -1000.0);
    sim::AssumptionReader read(values);
    const sim::LeverValues pulled;
    sim::LeverReader levers(pulled);
    const sim::Calendar calendar(2015, 2027);
    Accounts accounts(calendar, ScaleAssumptions(read));
    const sim::RandomSource random(1, 0);
    sim::Blackboard board;
    Flows flows;
    const Setting setting{calendar, random, city, accounts, board, flows};
    board.of<Households>() = settled(city.households, added);
    board.of<PopulationSignals>().persons = 140000;
    board.of<PopulationSignals>().households = 66000;
    std::vector<std::unique_ptr<sim::Kind>> population;
    for (const KindEntry& entry : kinds()) {
      if (std::find(folders.begin(), folders.end(), entry.folder) == folders.end()) continue;
      population.push_back(entry.make(read, levers, setting));
    }
    sim::Processes processes(calendar.begin());
    sim::run_months(calendar, processes, population, 1);
    std::ostringstream text;
    text << population.size() << " kinds, " << accounts.cars.total(12) << " cars, " << accounts.new_cars.total(12)
         << " new\n";
    for_each_table(accounts,
                   [&](const char* name, const auto& table) { text << name << ' ' << digest(table) << '\n'; });
    return text.str();
  });
  INFO(result.printed << result.text);
  CHECK(result.exit_status == 0);
  return result.text;
}

}  // namespace

TEST_CASE("a household without a car changes no other household's cars", "[long]") {
  const std::vector<std::string_view> kinds_of_cars = {"state", "markets", "national", "charging", "cars"};
  const std::string before = digests(Added::nothing, kinds_of_cars);
  CHECK_THAT(before, Catch::StartsWith("5 kinds, ") && !Catch::Contains(" 0 new"));
  CHECK(digests(Added::household_without_car, kinds_of_cars) == before);
  CHECK(digests(Added::empty_dwellings, kinds_of_cars) == before);
}

TEST_CASE("dwellings that stand empty change nobody's heating", "[long]") {
  const std::vector<std::string_view> kinds_of_homes = {"state", "markets", "national", "housing"};
  const std::string before = digests(Added::nothing, kinds_of_homes);
  CHECK_THAT(before, Catch::StartsWith("4 kinds, "));
  CHECK(digests(Added::empty_dwellings, kinds_of_homes) == before);
}
