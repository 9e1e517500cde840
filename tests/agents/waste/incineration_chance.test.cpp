#include "agents/waste/incineration_chance.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

IncinerationAssumptions plant() {
  sim::AssumptionValues values = testing::plain_values<IncinerationAssumptions>(0.0);
  values.set("waste.boiler.throughput", testing::line({{2015, 90e9}, {2022, 90e9}}));
  values.set("waste.fossil_shock", testing::steps({{2015, 1.1}, {2022, 0.9}}));
  values.set("waste.fossil_year_sd", 0.05);
  values.set("waste.bought.fee_sd", 100.0);
  values.set("waste.bought.fee_persistence", 0.6);
  return testing::read_inputs<IncinerationAssumptions>(values);
}

TEST_CASE("waste: known years know no chance") {
  testing::World world(2015, 2016);
  const IncinerationAssumptions known = plant();
  CHECK(fee_change(known, world.random, 2022) == 0.0);
  CHECK(fossil_shock(known, world.random, 2015) == Approx(1.1));
  CHECK(fossil_shock(known, world.random, 2022) == Approx(0.9));
}

TEST_CASE("waste: the waste market's years spread and persist as stated") {
  // 2 000 replicates of years long after the known ones. Standard deviation 100 less the eight years' cut,
  // sqrt(1 - 0.6^16) = 0.9999; correlation of neighbouring years 0.6. Standard errors 1.6 % and (1 - 0.36)/sqrt(2000) =
  // 0.014: bounds at four of them (alpha < 1e-4 each, fixed seeds).
  const IncinerationAssumptions later = plant();
  constexpr int count = 2000;
  double sum = 0, squares = 0, products = 0;
  for (std::uint32_t replicate = 0; replicate < count; ++replicate) {
    const sim::RandomSource random(1, replicate);
    const double before = fee_change(later, random, 2040);
    const double after = fee_change(later, random, 2041);
    sum += after;
    squares += after * after;
    products += before * after;
  }
  CHECK(std::abs(sum / count) < 4 * 100 / std::sqrt(double{count}));
  CHECK(std::sqrt(squares / count) == Approx(100).epsilon(0.064));
  CHECK(products / squares == Approx(0.6).margin(0.057));
}

}  // namespace
