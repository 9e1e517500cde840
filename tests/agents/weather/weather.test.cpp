#include "agents/weather/weather.hpp"

#include <catch2/catch.hpp>

#include "agents/state/signals.hpp"
#include "agents/weather/signals.hpp"
#include "sim/math.hpp"
#include "tests/agents/small_city.hpp"

using namespace skifte;
using namespace skifte::agents;
using agents::testing::Stage;

namespace {

sim::AssumptionValues values(double spread, double warming) {
  const sim::Series known(sim::Series::Interpolation::linear,
                          {{sim::from_civil({2015, 7, 1}), 0.9}, {sim::from_civil({2016, 7, 1}), 1.1}});
  return agents::testing::values_for<WeatherInputs>({{"weather.spread", spread},
                                                     {"weather.warming", warming},
                                                     {"weather.normal_degree_days", 3000},
                                                     {"weather.design_difference", 27}},
                                                    {{"weather.degree_days", known}});
}

/// The signal as each January sees it.
std::vector<double> januaries(Stage& stage, sim::Kind& weather, int frozen_from = 9999) {
  std::vector<double> seen;
  for (int i = 0; i < stage.calendar.months(); ++i) {
    const sim::Window window = stage.calendar.window(i);
    if (window.month == 1) seen.push_back(stage.board.of<WeatherSignals>().degree_days);
    if (window.year + 1 == frozen_from && window.month == 12) stage.board.of<PolicySignals>().frozen = true;
    stage.step(i, weather);
  }
  return seen;
}

}  // namespace

TEST_CASE("known winters are as they were, later ones follow the warming trend") {
  Stage stage(values(0, 0.01));
  const auto weather = make_weather(stage.inputs<WeatherInputs>(), stage.setting());
  const std::vector<double> seen = januaries(stage, *weather);
  CHECK(seen[0] == Approx(0.9));
  CHECK(seen[1] == Approx(1.1));
  CHECK(seen[2] == Approx(0.990050));  // exp(-0.01)
  CHECK(seen[5] == Approx(0.960789));  // exp(-0.04), 2020
  CHECK(stage.board.of<WeatherSignals>().design_difference == 27);
  CHECK(stage.board.of<WeatherSignals>().normal_degree_days == 3000);
}

TEST_CASE("a frozen world keeps the weather of its year") {
  Stage stage(values(0.06, 0.01));
  const auto weather = make_weather(stage.inputs<WeatherInputs>(), stage.setting());
  const std::vector<double> seen = januaries(stage, *weather, 2018);
  CHECK(seen[2] != seen[1]);
  for (std::size_t y = 3; y < seen.size(); ++y) CHECK(seen[y] == seen[2]);
}

TEST_CASE("later winters spread as assumed and are independent") {
  Stage stage(values(0.06, 0), {}, 1, 2060);
  const auto weather = make_weather(stage.inputs<WeatherInputs>(), stage.setting());
  const std::vector<double> seen = januaries(stage, *weather);
  double sum = 0;
  double squares = 0;
  double lagged = 0;
  double last = 0;
  const std::size_t n = seen.size() - 2;
  for (std::size_t y = 2; y < seen.size(); ++y) {
    const double z = sim::log(seen[y]) / 0.06;
    sum += z;
    squares += z * z;
    lagged += last * z;
    last = z;
  }
  // Under the assumption squares ~ chi-square with n = 44 degrees of freedom, 0.5 % and 99.5 % points 23.6 and 71.9;
  // the mean is within 2.576 / sqrt(44) = 0.388 and the lag-one correlation within the same at alpha = 0.01 each.
  REQUIRE(n == 44);
  CHECK(squares > 23.6);
  CHECK(squares < 71.9);
  CHECK(std::abs(sum / 44) < 0.388);
  CHECK(std::abs(lagged / 44) < 0.388);
}
