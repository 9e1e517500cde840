#include "agents/behaviour/diffusion.hpp"

#include <catch2/catch.hpp>

#include "agents/behaviour/habits.hpp"
#include "sim/math.hpp"

using namespace skifte;
using agents::spread;

namespace {

/// The equation by Runge-Kutta of order 4, written independently of the closed form.
double integrate(double x, const agents::SpreadRates& rates, double years, int steps) {
  const auto slope = [&](double y) { return (rates.innovation + rates.contact * y) * (1 - y) - rates.relapse * y; };
  const double h = years / steps;
  for (int i = 0; i < steps; ++i) {
    const double k1 = slope(x);
    const double k2 = slope(x + h / 2 * k1);
    const double k3 = slope(x + h / 2 * k2);
    const double k4 = slope(x + h * k3);
    x += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  return x;
}

}  // namespace

TEST_CASE("the Bass model's closed form solves its equation") {
  // p = 0.03, q = 0.38 (the averages of Sultan, Farley & Lehmann 1990).
  for (const double t : {1.0, 5.0, 10.0, 25.0}) {
    const double closed = agents::bass_share(0.03, 0.38, t);
    CHECK(closed == Approx(integrate(0, {0.03, 0.38, 0}, t, 5000)).epsilon(1e-9));
    CHECK(spread(0, {0.03, 0.38, 0}, t) == Approx(closed).epsilon(1e-12));
  }
  // Peak at log(q / p) / (p + q) = 2.538974 / 0.41 = 6.1926 years, where F = 1/2 - p / (2 q) = 0.460526.
  CHECK(agents::bass_share(0.03, 0.38, 6.19262) == Approx(0.460526).epsilon(1e-5));
}

TEST_CASE("spread with relapse solves its equation, epidemics among it") {
  for (const agents::SpreadRates rates :
       {agents::SpreadRates{0, 0.5, 0.2}, {0.02, 0.18, 0.09}, {0.1, 0, 0.3}, {0, 0.2, 0.5}}) {
    for (const double start : {0.01, 0.4, 0.95}) {
      CHECK(spread(start, rates, 7) == Approx(integrate(start, rates, 7, 5000)).epsilon(1e-8));
      CHECK(spread(spread(start, rates, 3), rates, 4) == Approx(spread(start, rates, 7)).epsilon(1e-10));
    }
  }
  CHECK(spread(0.3, {0, 0.4, 0.4}, 10) == Approx(0.3 / (1 + 0.4 * 0.3 * 10)).epsilon(1e-12));  // dx/dt = -b x^2
  // An SIS epidemic settles at 1 - g / b, or dies out.
  CHECK(agents::long_run_share({0, 0.5, 0.2}) == Approx(0.6));
  CHECK(agents::long_run_share({0, 0.2, 0.5}) == 0);
  CHECK(spread(0.01, {0, 0.5, 0.2}, 200) == Approx(0.6));
}

TEST_CASE("a habit follows the closed form") {
  agents::HabitAssumptions assumed = [] {
    sim::AssumptionValues values;
    values.set("habit.x.start", 0.2);
    values.set("habit.x.innovation", 0.02);
    values.set("habit.x.contact", 0.3);
    values.set("habit.x.relapse", 0.1);
    values.set("habit.x.campaign_effect", 0.05);
    sim::AssumptionReader read(values);
    return agents::HabitAssumptions(read, "x", "do x");
  }();
  agents::Habit habit(assumed);
  for (int month = 0; month < 120; ++month) habit.advance(0, 1, 1.0 / 12);
  // The month's step holds whom they meet still: an error of first order in the step.
  CHECK(habit.share() == Approx(spread(0.2, {0.02, 0.3, 0.1}, 10)).epsilon(0.01));
}

TEST_CASE("campaigns and easier sorting raise a habit, relapse lowers it") {
  const auto after_ten_years = [](double campaign, double ease, double relapse) {
    sim::AssumptionValues values;
    values.set("habit.x.start", 0.2);
    values.set("habit.x.innovation", 0.02);
    values.set("habit.x.contact", 0.3);
    values.set("habit.x.relapse", relapse);
    values.set("habit.x.campaign_effect", 0.05);
    sim::AssumptionReader read(values);
    agents::Habit habit(agents::HabitAssumptions(read, "x", "do x"));
    for (int month = 0; month < 120; ++month) habit.advance(campaign, ease, 1.0 / 12);
    return habit.share();
  };
  CHECK(after_ten_years(1, 1, 0.1) > after_ten_years(0, 1, 0.1));
  CHECK(after_ten_years(0, 1.5, 0.1) > after_ten_years(0, 1, 0.1));
  CHECK(after_ten_years(0, 1, 0.2) < after_ten_years(0, 1, 0.1));
}
