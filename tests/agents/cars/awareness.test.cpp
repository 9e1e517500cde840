#include "agents/cars/awareness.hpp"

#include <catch2/catch.hpp>

#include "sim/math.hpp"
#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

AwarenessAssumptions rates(double initial, double media, double campaign, double word_of_mouth, double attitude) {
  sim::AssumptionValues values;
  values.set("car.awareness.initial", initial), values.set("car.awareness.media", media);
  values.set("car.awareness.campaign", campaign), values.set("car.awareness.word_of_mouth", word_of_mouth);
  values.set("car.awareness.attitude", attitude);
  sim::AssumptionReader read(values);
  return AwarenessAssumptions(read);
}

}  // namespace

TEST_CASE("awareness follows Bass's equation when the share of plug-ins is given") {
  const AwarenessAssumptions assumed = rates(0.3, 0.1, 0.05, 1, 0);
  Awareness awareness(assumed);
  for (int month = 0; month < 24; ++month) awareness.advance(0.5, {0.2, 0, 0}, 1.0 / 12);
  // dA/dt = (0.1 + 0.05 * 0.5 + 1 * 0.2)(1 - A): A = 1 - 0.7 exp(-0.325 * 2) = 0.634568 in the first zone
  CHECK(1 - sim::exp(-awareness.exposure(0)) == Approx(0.634568).epsilon(1e-5));
  // and 1 - 0.7 exp(-0.125 * 2) = 0.454839 where nobody has one
  CHECK(1 - sim::exp(-awareness.exposure(1)) == Approx(0.454839).epsilon(1e-5));
}

TEST_CASE("the share aware at the start is the share whose threshold lies below the exposure") {
  const AwarenessAssumptions assumed = rates(0.3, 0.1, 0, 1, 0.5);
  const Awareness awareness(assumed);
  int aware = 0;
  for (int i = 0; i < 1000; ++i)
    aware += awareness.exposure(2) > Awareness::threshold(assumed, -sim::log((i + 0.5) / 1000), 0);
  CHECK(aware == 300);
  // innovators two standard deviations out need exp(-0.5 * 2) of it
  CHECK(Awareness::threshold(assumed, 0.4, 2) == Approx(Awareness::threshold(assumed, 0.4, 0) * sim::exp(-1.0)));
}
