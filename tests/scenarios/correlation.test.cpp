#include "scenarios/correlation.hpp"

#include <catch2/catch.hpp>

#include "scenarios/scenario.hpp"
#include "tests/scenarios/test_vocabulary.hpp"

using namespace skifte;
using namespace skifte::scenarios;

TEST_CASE("A matrix is split into its lower root, unless it has none", "[correlation]") {
  // [[4, 2], [2, 3]]: L = [[2, 0], [1, sqrt(2)]].
  const auto factor = cholesky({{4, 2}, {2, 3}});
  REQUIRE(factor);
  CHECK((*factor)[0][0] == 2);
  CHECK((*factor)[1][0] == 1);
  CHECK((*factor)[1][1] == Approx(1.4142135623730951));
  CHECK((*factor)[0][1] == 0);
  CHECK_FALSE(cholesky({{1, 1}, {1, 1}}));
  CHECK_FALSE(cholesky({{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}));
}

TEST_CASE("Normals are correlated a little more than their ranks", "[correlation]") {
  CHECK(normal_correlation(0) == 0);
  CHECK(normal_correlation(1) == Approx(1));
  CHECK(normal_correlation(0.5) == Approx(0.5176380902));  // 2 sin(15 degrees)
  CHECK(normal_correlation(-0.5) == -normal_correlation(0.5));
}

TEST_CASE("Correlations that share an assumption make one group", "[correlation]") {
  const auto groups =
      correlated_groups({{"x", {"d", "b"}, 0.5, {}}, {"y", {"e", "f"}, 0.3, {}}, {"z", {"a", "d"}, 0.2, {}}});
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].names == std::vector<std::string>{"a", "b", "d"});
  CHECK(groups[1].names == std::vector<std::string>{"e", "f"});
  CHECK(groups[0].factor[1][0] == 0);  // a and b: nobody correlates them
  CHECK(groups[0].factor[2][0] == Approx(normal_correlation(0.2)));
  CHECK(groups[0].factor[2][1] == Approx(normal_correlation(0.5)));
}

TEST_CASE("A scenario inherits correlations, switches them off and leaves out what is certain", "[correlation]") {
  const auto load = [](const std::vector<std::string>& sets) {
    return load_scenario((testing::tests_folder() / "correlated.yaml").string(), sets, testing::small_vocabulary(),
                         testing::test_home());
  };
  const Scenario scenario = load({});
  REQUIRE(scenario.correlations.size() == 1);
  CHECK(scenario.correlations[0].name == "use");
  CHECK(scenario.correlations[0].rank == 0.6);
  CHECK(scenario.correlations[0].between == std::vector<std::string>{"car.holding_time", "car.fuel_use"});
  const Scenario certain = load({"car.fuel_use=0.05 l/km"});
  CHECK(certain.correlations.empty());
  REQUIRE(!certain.notes.empty());
  CHECK_THAT(certain.notes.back().text, Catch::Contains("leaves out car.fuel_use"));
}
