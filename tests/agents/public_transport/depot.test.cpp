#include "agents/public_transport/depot.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::agents;

namespace {

/// Twenty places, extensions of ten that take a year and 500 000 SEK a place.
ElectricDepot depot() {
  sim::AssumptionValues values;
  values.set("bus.depot.places_start", 20);
  values.set("bus.depot.step", 10);
  values.set("bus.depot.building_time", 1);
  values.set("bus.depot.investment", 500000);
  values.set("bus.depot.power", 50000);
  sim::AssumptionReader read(values);
  return ElectricDepot(DepotAssumptions(read));
}

constexpr double year = sim::days_per_year;
constexpr GridArea here = GridArea::harbour;

/// A grid company that has granted so much in the depot's area and builds so long.
GridOffer grid(double granted, double years) {
  GridOffer offer;
  offer.granted = {0, granted, 0};
  offer.share = {0, 1, 0};
  offer.lead_time = {0, years * year, 0};
  offer.building_time = years * year;
  return offer;
}

}  // namespace

TEST_CASE("a depot with room asks for nothing") {
  ElectricDepot d = depot();
  CHECK(d.advance(0, 10, 5, grid(0, 0), here) == 0);  // 10 places free, 5 needed
  CHECK(d.advance(2 * year, 10, 5, grid(0, 0), here) == 0);
  CHECK(d.places() == 20);
  CHECK(d.grid_state(2 * year).asked == ByGridArea{});
}

TEST_CASE("however long the grid's wait, each bus is reckoned with once") {
  // 40 others, contracts of 10 years: 16 renewed in 4 years, half of them and of 6 added electric.
  CHECK(expected_additions(0.5, 40, 10, 4, 6) == 11);
  CHECK(expected_additions(0.5, 40, 10, 10, 6) == 23);
  CHECK(expected_additions(0.5, 40, 10, 25, 6) == 23);
}

TEST_CASE("an extension opens after building, or later with the grid") {
  ElectricDepot soon = depot(), late = depot();
  const GridOffer quick = grid(1e9, 0), slow = grid(1e9, 3);
  CHECK(soon.horizon(0, quick, here) == year);
  CHECK(late.horizon(0, slow, here) == 3 * year);
  soon.advance(0, 18, 5, quick, here);  // 2 free, 5 needed
  late.advance(0, 18, 5, slow, here);
  CHECK(soon.advance(1.1 * year, 18, 0, quick, here) == 10 * 500000.0);
  CHECK(soon.places() == 30);
  CHECK(late.advance(1.1 * year, 18, 0, slow, here) == 0);
  CHECK(late.places() == 20);
  CHECK(late.waiting(1.1 * year) == 10);
  CHECK(late.grid_state(1.1 * year).asked == ByGridArea{0, 10 * 50000.0, 0});
  CHECK(late.advance(3.1 * year, 18, 0, slow, here) == 10 * 500000.0);
  CHECK(late.waiting(3.1 * year) == 0);
}

TEST_CASE("an extension that the grid has no room for never opens, until there is some") {
  ElectricDepot d = depot();
  d.advance(0, 18, 5, grid(0, 0.5), here);
  for (int month = 1; month < 120; ++month) d.advance(month * year / 12, 18, 0, grid(0, 0.5), here);
  CHECK(d.places() == 20);
  d.advance(10 * year, 18, 0, grid(10 * 50000.0, 0.5), here);
  CHECK(d.places() == 20);
  d.advance(10.6 * year, 18, 0, grid(10 * 50000.0, 0.5), here);
  CHECK(d.places() == 30);
}
