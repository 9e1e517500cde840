#include "agents/long_stop.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::agents;

constexpr auto test_stop = sim::decision("test.stop");

double lost_in_year(const LongStops& stops, std::uint32_t replicate, int last_known) {
  const sim::Calendar calendar(2023, 2024);
  const sim::RandomSource random(1, replicate);
  double lost = 0;
  for (int month = 12; month < 24; ++month) {
    const sim::Window window = calendar.window(month);
    const double part = part_in_order(stops, random, test_stop, sim::agent_id("plant", 0), window, last_known);
    CHECK((part >= 0 && part <= 1));
    lost += (1 - part) * window.years();
  }
  return lost;
}

TEST_CASE("long stops: known years have none, and a plant without a chance never stops") {
  for (std::uint32_t replicate = 0; replicate < 50; ++replicate) {
    CHECK(lost_in_year({1.0, 0.3}, replicate, 2024) == 0.0);
    CHECK(lost_in_year({0.0, 0.3}, replicate, 2022) == 0.0);
  }
}

TEST_CASE("long stops: the mean loss is chance times length") {
  // Stops of short length m lose p m a year, those running over from the year before made good by those that run out of
  // it: 0.5 x 0.1 = 0.05; sd of one year about 0.09, so of the mean of 4000 about 0.0014. Three sigmas: alpha 0.003.
  double sum = 0;
  for (std::uint32_t replicate = 0; replicate < 4000; ++replicate) sum += lost_in_year({0.5, 0.1}, replicate, 2022);
  CHECK(sum / 4000 == Approx(0.05).margin(0.0045));
}

}  // namespace
