#include "agents/demography/synthesis.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "sim/fault.hpp"
#include "tests/agents/small_city.hpp"

using namespace skifte;
using namespace skifte::agents;

TEST_CASE("every margin of the table and of sizes is met to the household") {
  const SyntheticPopulation population = synthesise(agents::testing::small_margins());
  CHECK(population.households.size() == 1000);
  int compared = 0;
  for (const MarginFit& fit : population.fits) {
    if (!fit.margin.starts_with("households") && !fit.margin.starts_with("persons by")) continue;
    INFO(fit.margin << ", " << fit.category);
    CHECK(fit.synthetic == fit.published);
    ++compared;
  }
  CHECK(compared == 15 + 5 + 3 + 8);  // cells, types, forms, sizes with unknown
}

TEST_CASE("sizes and children follow the household's type") {
  const SyntheticHouseholds households = synthesise(agents::testing::small_margins()).households;
  int mothers_of_one = 0;
  for (std::size_t i = 0; i < households.size(); ++i) {
    const int adults = households.persons[i] - households.children[i];
    switch (static_cast<HouseholdType>(households.type[i])) {
      case HouseholdType::single_parent:
        CHECK(adults == 1);
        if (households.children[i] == 1) ++mothers_of_one;
        break;
      case HouseholdType::couple_children:
        CHECK((adults == 2 && households.children[i] == 1));
        break;
      case HouseholdType::couple:
        CHECK((adults == 2 && households.children[i] == 0));
        break;
      default:
        CHECK((adults == 1 && households.children[i] == 0));
        break;
    }
  }
  CHECK(mothers_of_one == 60);  // 260 households of two, 200 of them couples
}

TEST_CASE("persons of households with seven or more come out, and contradictions are told") {
  Margins margins = agents::testing::small_margins();
  margins.persons_by_size = {500, 2 * 260, 3 * 235, 0, 0, 0, 41};  // five households of 41 persons
  const SyntheticHouseholds households = synthesise(margins).households;
  int large = 0;
  int persons = 0;
  for (const std::uint8_t size : households.persons) {
    if (size < 7) continue;
    ++large;
    persons += size;
  }
  CHECK(large == 5);
  CHECK(persons == 41);
  margins.persons_by_size[6] = 30;  // five households of seven or more cannot have 30 persons
  CHECK_THROWS_AS(synthesise(margins), sim::UserFault);
}

TEST_CASE("elderly couples are those the persons 65 and older leave room for") {
  // 180 persons 65+, 100 alone: 80 others, 0.9 of them in couples of 1.8: 40 couples.
  const SyntheticHouseholds households = synthesise(agents::testing::small_margins()).households;
  CHECK(std::accumulate(households.elderly.begin(), households.elderly.end(), 0) == 140);
}

TEST_CASE("incomes meet the published means, quintiles hold a fifth each and rise") {
  const SyntheticPopulation population = synthesise(agents::testing::small_margins());
  for (const MarginFit& fit : population.fits) {
    if (fit.margin == "mean earned income") CHECK(fit.synthetic == Approx(fit.published).epsilon(1e-9));
    // 500 lognormal draws: the median's standard error is about 1.25 * 0.4 / sqrt(500) = 2 %; four of them.
    if (fit.margin == "median earned income") CHECK(fit.synthetic == Approx(fit.published).epsilon(0.09));
  }
  std::array<double, 5> highest{};
  std::array<double, 5> lowest{};
  lowest.fill(1e9);
  std::array<int, 5> count{};
  const SyntheticHouseholds& households = population.households;
  for (std::size_t i = 0; i < households.size(); ++i) {
    const double per_unit =
        double{households.income[i]} / consumption_units(households.persons[i], households.children[i]);
    const std::size_t q = households.quintile[i];
    ++count[q];
    highest[q] = std::max(highest[q], per_unit);
    lowest[q] = std::min(lowest[q], per_unit);
  }
  for (std::size_t q = 0; q < 5; ++q) CHECK(count[q] == 200);
  for (std::size_t q = 1; q < 5; ++q) CHECK(highest[q - 1] <= lowest[q]);
}

TEST_CASE("consumption units are Statistics Sweden's") {
  CHECK(consumption_units(1, 0) == 1.0);
  CHECK(consumption_units(2, 0) == 1.51);
  CHECK(consumption_units(2, 1) == 1.52);                 // a parent and a child: 1 + 0.52
  CHECK(consumption_units(4, 2) == Approx(1.51 + 0.94));  // 0.52 + 0.42
}

TEST_CASE("zones take the assumed shares of each form of dwelling") {
  const SyntheticHouseholds households = synthesise(agents::testing::small_margins()).households;
  int villages = 0;
  for (std::size_t i = 0; i < households.size(); ++i) {
    const bool house = households.dwelling[i] == static_cast<std::uint8_t>(Dwelling::house);
    villages += house && households.zone[i] == static_cast<std::uint8_t>(Zone::villages) ? 1 : 0;
  }
  CHECK(villages == 80);  // 0.4 of 200 houses
}
