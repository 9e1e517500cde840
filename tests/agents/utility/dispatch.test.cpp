#include "agents/utility/dispatch.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <numeric>

namespace {

using namespace skifte::agents;

TEST_CASE("dispatch: a steady load fills plants in the order of cost") {
  const std::array<HeatPlant, 3> plants = {{{50, 3.0, 0}, {40, 1.0, 1}, {30, 2.0, 2}}};
  std::array<double, 3> output{};
  CHECK(dispatch(plants, 90, 0.0, output) == Approx(0.0));
  CHECK(output == std::array<double, 3>{20, 40, 30});
  CHECK(dispatch(plants, 150, 0.0, output) == Approx(30.0));
}

TEST_CASE("dispatch: a varying load by the normal loss function") {
  // Capacity equal to the mean: what is met is L - s phi(0) = 100 - 20 x 0.3989423.
  CHECK(expected_met(100, 0.2, 100) == Approx(100 - 7.978846).epsilon(1e-6));
  // One standard deviation above: the loss is 20 x (phi(1) - (1 - Phi(1))) = 20 x 0.0833155.
  CHECK(expected_met(100, 0.2, 120) == Approx(100 - 1.666310).epsilon(1e-6));
  CHECK(expected_met(100, 0.2, 0) == 0.0);
}

TEST_CASE("dispatch: heat is conserved, and cheaper fuel never makes a plant run less") {
  std::array<HeatPlant, 4> plants = {{{40, 0.1, 0}, {50, 0.05, 1}, {130, 0.3, 2}, {60, 0.35, 3}}};
  std::array<double, 4> output{};
  for (double load = 10; load < 400; load += 13) {
    const double missing = dispatch(plants, load, 0.2, output);
    CHECK(std::accumulate(output.begin(), output.end(), missing) == Approx(load));
    for (std::size_t p = 0; p < plants.size(); ++p) {
      CHECK(output[p] >= 0);
      CHECK(output[p] <= plants[p].capacity + 1e-9);
    }
  }
  dispatch(plants, 200, 0.2, output);
  const double before = output[3];
  plants[3].cost = 0.2;
  dispatch(plants, 200, 0.2, output);
  CHECK(output[3] > before);
}

TEST_CASE("dispatch: storage never makes heat dearer, but may make it dirtier where the cleaner plant is the dearer") {
  // 60 MW that run anyway, then gas (200 g/Wh) or pellets (0), the cheaper first, 30 MW each.
  const auto of = [](double gas_cost, double pellet_cost, double variation) {
    const std::vector<HeatPlant> plants = {{60, 0.1, 0}, {30, gas_cost, 1}, {30, pellet_cost, 2}};
    std::vector<double> output(plants.size());
    dispatch(plants, 80, variation, output);
    double cost = 0;
    for (std::size_t p = 0; p < plants.size(); ++p) cost += output[p] * plants[p].cost;
    return std::pair(cost, 200 * output[1]);
  };
  for (const auto& [gas_cost, pellet_cost] : {std::pair(0.9, 0.4), std::pair(0.4, 0.9)}) {
    const auto [cost, emitted] = of(gas_cost, pellet_cost, 0.3);
    const auto [stored_cost, stored_emitted] = of(gas_cost, pellet_cost, 0.1);
    CHECK(stored_cost < cost);
    CHECK((stored_emitted < emitted) == (gas_cost > pellet_cost));
  }
}

TEST_CASE("dispatch: storage takes its power off the swings, by hand") {
  // Swings of 0.3 x 100 MW; 720 MWh over 72 h give 10 MW: 20 MW are left.
  CHECK(smoothed_variation(0.3, 100e6, 720e6, 72) == Approx(0.2));
  CHECK(smoothed_variation(0.3, 100e6, 0, 72) == 0.3);
  CHECK(smoothed_variation(0.3, 100e6, 1e12, 72) == 0.0);
}

}  // namespace
