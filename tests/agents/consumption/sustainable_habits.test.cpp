#include "agents/consumption/sustainable_habits.hpp"

#include <catch2/catch.hpp>

#include "sim/math.hpp"

namespace {

using namespace skifte;

agents::SustainableHabitAssumptions habits(double relapse) {
  sim::AssumptionValues values;
  values.set("habits.sustainable.initial", 0.0);
  values.set("habits.sustainable.potential", 0.5);
  values.set("habits.sustainable.spontaneous", 0.01);
  values.set("habits.sustainable.campaign", 0.02);
  values.set("habits.sustainable.imitation", 0.8);
  values.set("habits.sustainable.relapse", relapse);
  sim::AssumptionReader read(values);
  return agents::SustainableHabitAssumptions(read);
}

double after(const agents::SustainableHabitAssumptions& habit, double activation, int months) {
  double share = 0;
  for (int month = 0; month < months; ++month) share = agents::habit_after(habit, share, activation, 1.0 / 12);
  return share;
}

}  // namespace

TEST_CASE("without relapse habits follow Bass's closed form") {
  // a(t) = m (1 - e) / (1 + Q/p e), e = exp(-(p + Q) t), p = 0.01 + 0.02, Q = 0.8 m = 0.4.
  for (int years : {1, 5, 10, 20}) {
    const double e = sim::exp(-(0.03 + 0.4) * years);
    CHECK(after(habits(0), 1, 12 * years) == Approx(0.5 * (1 - e) / (1 + 0.4 / 0.03 * e)).epsilon(1e-7));
  }
}

TEST_CASE("with relapse habits settle where uptake and loss balance") {
  // 0 = (0.01 + 0.8 a)(0.5 - a) - 0.1 a  =>  0.8 a^2 - 0.29 a - 0.005 = 0  =>  a = (0.29 + sqrt(0.0841 + 0.016)) / 1.6
  CHECK(after(habits(0.1), 0, 12 * 200) == Approx((0.29 + sim::sqrt(0.1001)) / 1.6).epsilon(1e-9));
}

TEST_CASE("campaigns spread a habit sooner and never beyond the potential") {
  for (int months : {1, 12, 120}) {
    CHECK(after(habits(0.1), 1, months) > after(habits(0.1), 0.5, months));
    CHECK(after(habits(0.1), 0.5, months) > after(habits(0.1), 0, months));
  }
  CHECK(after(habits(0), 1, 12 * 500) <= 0.5);
}
