#include "agents/national/national.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "agents/markets/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/state/signals.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

/// Heavy trucks' traffic index each January, level in trend, known to 2022.
std::vector<double> traffic(std::uint32_t replicate, double sd, int frozen_from = 9999) {
  testing::World world(2015, 2030, 1, replicate);
  world.board.of<PriceSignals>() = {.petrol = 16, .diesel = 16, .electricity_household = 1.6, .depot_charging = 1.2};
  PolicySignals& policy = world.board.of<PolicySignals>();
  policy.petrol_energy = policy.diesel_energy = 9500;
  sim::AssumptionValues values = testing::plain_values<NationalInputs>();
  values.set("national.traffic_sd", sd);
  values.set("national.heavy_trucks.traffic", testing::line({{2022, 1.0}}));
  values.set("national.heavy_trucks.traffic_growth", 0.0);
  values.set("national.heavy_trucks.battery_new_share", testing::line({{2022, 0.01}}));
  const auto kind = make_national(testing::read_inputs<NationalInputs>(values), world.setting());
  std::vector<double> index;
  for (int m = 0; m < world.calendar.months(); ++m) {
    const sim::Window window = world.calendar.window(m);
    if (window.month == 1) index.push_back(world.board.of<NationalSignals>().heavy_truck_traffic_index);
    if (window.year >= frozen_from) {
      policy.frozen = true;
      policy.driver_date = sim::from_civil({frozen_from, 1, 1}) - 1;
    }
    kind->publish(window);
  }
  return index;
}

TEST_CASE("traffic scatters around its trend after the known years only, one draw a year") {
  const std::vector<double> index = traffic(0, 0.025);
  for (std::size_t year = 0; year <= 7; ++year) CHECK(index[year] == Approx(1.0));
  CHECK(index[8] != index[9]);
  CHECK(traffic(0, 0.025) == index);
  CHECK(traffic(1, 0.025)[8] != index[8]);
  for (double value : traffic(0, 0.0)) CHECK(value == Approx(1.0));
}

TEST_CASE("the scatter of traffic has the stated standard deviation") {
  double square = 0;
  constexpr int members = 400;
  for (int r = 0; r < members; ++r) {
    const double deviation = traffic(static_cast<std::uint32_t>(r), 0.025)[10] - 1;
    square += deviation * deviation;
  }
  // 400 squares of a normal: the estimate of sd is within 3.3 x 1/sqrt(800) = 12 % but for 1 in 1000.
  CHECK(std::sqrt(square / members) == Approx(0.025).epsilon(0.12));
}

TEST_CASE("a frozen world's traffic has no luck") {
  const std::vector<double> index = traffic(0, 0.025, 2024);
  CHECK(index[10] == Approx(1.0));
  CHECK(index[15] == Approx(1.0));
}

}  // namespace
