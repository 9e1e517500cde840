#include "sim/math_lanes.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cstdint>

#include "sim/math.hpp"
#include "sim/random.hpp"

namespace sim = skifte::sim;

TEST_CASE("several logarithms or normal quantiles at once are those of one at a time, to the bit", "[math]") {
  const sim::RandomSource source(1, 0);
  const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
  int different = 0;
  for (std::uint32_t i = 0; i < 50000; ++i) {
    sim::Lanes u, logs, quantiles;
    for (std::size_t l = 0; l < sim::lanes; ++l) {
      u[l] = source.uniform(sim::decision("argument"), {l}, i);
      if (i % 4 == 1) u[l] = sim::exp(-700 * u[l]);         // far into the lower tail
      if (i % 4 == 2) u[l] = 0.075 + (u[l] - 0.5) * 1e-12;  // where one formula follows the other
    }
    logs = quantiles = u;
    sim::log_lanes(logs);
    sim::normal_quantile_lanes(quantiles);
    for (std::size_t l = 0; l < sim::lanes; ++l) {
      different += bits(logs[l]) != bits(sim::log(u[l])) ? 1 : 0;
      different += bits(quantiles[l]) != bits(sim::normal_quantile(u[l])) ? 1 : 0;
    }
  }
  CHECK(different == 0);
}
