#include "sim/bounds.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "sim/assumptions.hpp"
#include "sim/levers.hpp"

using namespace skifte::sim;

TEST_CASE("unit and words of a declaration imply its bounds") {
  CHECK(implied_bounds("price.petrol", "SEK/l", "Petrol at the pump") == Bounds::not_negative());
  CHECK(implied_bounds("grid.lead_time", "d", "Time to a connection with ample capacity") == Bounds::not_negative());
  CHECK(implied_bounds("x.growth_of_debt", "MSEK/year", "Growth of debt") == Bounds::not_negative());
  CHECK(implied_bounds("boiler.life", "year", "Weibull scale of a boiler's life") == Bounds::positive());
  CHECK(implied_bounds("habit.time", "year", "Time in which travel habits follow") == Bounds::positive());
  CHECK(implied_bounds("price.growth", "1/year", "Real growth of the price").least == -1);
  CHECK(implied_bounds("price.growth", "1/year", "Real growth of the price").most == 1);
  CHECK(implied_bounds("price.growth", "1", "Real growth of the price") == Bounds::any());
  CHECK(implied_bounds("car.newness", "1", "What a new car means to a household, utils") == Bounds::any());
  CHECK(implied_bounds("bus.local_share", "1", "Part of their km in the municipality") == Bounds::share());
  CHECK(implied_bounds("logistics_hub.share", "1", "Of deliveries at full ramp") == Bounds::share());
  CHECK(implied_bounds("fuel.bio", "%", "Share of biofuel by volume") == Bounds::share("%"));
  CHECK(implied_bounds("leakage", "1/year", "Share of the gas that leaks a year") == Bounds::share());
}

TEST_CASE("words count whole, and a ratio is no share") {
  // "shared" and "lifestyle" are other words; over and relative to make a ratio, which may exceed 1.
  CHECK(implied_bounds("a", "1", "Shared cars a household knows") == Bounds::not_negative());
  CHECK(implied_bounds("a", "1", "Lifestyle index") == Bounds::not_negative());
  CHECK(implied_bounds("truck.gas_of_new", "1", "Share of gas over the national one") == Bounds::not_negative());
  CHECK(implied_bounds("price_share", "1", "Price relative to a household's") == Bounds::not_negative());
  // A quantity's share of something is still a quantity.
  CHECK(implied_bounds("city.company_share", "MSEK", "Share of the debt") == Bounds::not_negative());
}

TEST_CASE("bounds hold their ends unless the least is left out") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(Bounds::share().hold(0));
  CHECK(Bounds::share().hold(1));
  CHECK_FALSE(Bounds::share().hold(1.0000001));
  CHECK_FALSE(Bounds::positive().hold(0));
  CHECK(Bounds::positive().hold(1e-300));
  CHECK_FALSE(Bounds::not_negative().hold(-1e-300));
  CHECK(Bounds::any().hold(-1e300));
  for (const Bounds& bounds : {Bounds::any(), Bounds::positive(), Bounds::share(), Bounds::share("%")})
    CHECK_FALSE(bounds.hold(std::numeric_limits<double>::quiet_NaN()));
  CHECK(Bounds::share("%").hold(100));
  CHECK(Bounds::any().and_also(Bounds::share()) == Bounds::share());
  CHECK_FALSE(Bounds::share().and_also(Bounds::positive()).hold(0));
  CHECK(Bounds::share().and_also(Bounds::positive()).most == 1);
  CHECK(Bounds::share().and_also(Bounds::between(-1, infinity, "")) == Bounds::share());
}

TEST_CASE("declared bounds stand above implied ones, and those of two readers both hold") {
  std::vector<AssumptionDeclaration> declared;
  AssumptionReader read = AssumptionReader::collecting(declared);
  read.number("heat.export", "1", "Share of the heat that others take");
  CHECK(declared[0].bounds == Bounds::share());
  read.number("heat.export", "1", "Share of the heat that others take", Bounds::between(-1, 0.8, "some stays"));
  CHECK(declared[0].bounds.least == -1);
  read.number("heat.export", "1", "Share of the heat that others take");
  CHECK(declared[0].bounds.least == -1);
  read.number("heat.export", "1", "Share of the heat that others take", Bounds::not_negative());
  CHECK(declared[0].bounds.least == 0);
  CHECK(declared[0].bounds.most == 0.8);

  std::vector<LeverDeclaration> levers;
  LeverReader::collecting(levers).lever("parking_price", "Another price",
                                        {{"factor", "1", "Price"}, {"change", "SEK/h", "Step", false, Bounds::any()}});
  CHECK(levers[0].parameters[0].bounds == Bounds::not_negative());
  CHECK(levers[0].parameters[1].bounds == Bounds::any());
}
