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
  sim::AssumptionReader read(values);
  return ElectricDepot(DepotAssumptions(read));
}

constexpr double year = sim::days_per_year;

}  // namespace

TEST_CASE("a depot with room asks for nothing") {
  ElectricDepot d = depot();
  CHECK(d.advance(0, 10, 5, 0) == 0);  // 10 places free, 5 needed within the year
  CHECK(d.advance(2 * year, 10, 5, 0) == 0);
  CHECK(d.places() == 20);
}

TEST_CASE("an extension opens after building, or later with the grid") {
  ElectricDepot soon = depot(), late = depot();
  soon.advance(0, 18, 5, 0);         // 2 free, 5 needed
  late.advance(0, 18, 5, 3 * year);  // 15 needed within three years: an extension of 10 now, the next month another
  CHECK(soon.advance(1.1 * year, 18, 0, 0) == 10 * 500000.0);
  CHECK(soon.places() == 30);
  CHECK(late.advance(1.1 * year, 18, 0, 0) == 0);
  CHECK(late.places() == 20);
  CHECK(late.waiting(1.1 * year) == 10);
  CHECK(late.advance(3.1 * year, 18, 0, 0) == 10 * 500000.0);
  CHECK(late.waiting(3.1 * year) == 0);
}
