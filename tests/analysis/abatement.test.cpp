#include "analysis/abatement.hpp"

#include <catch2/catch.hpp>

#include "analysis/paired_mean.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::analysis;

/// An empty run of two years.
agents::ModelRun empty_run() {
  const sim::Calendar calendar(2025, 2026);
  const auto values = agents::testing::plain_values<agents::ScaleAssumptions>();
  const auto contract = agents::testing::plain_values<agents::NeutralityAssumptions>();
  return {agents::Accounts(calendar, agents::testing::read_inputs<agents::ScaleAssumptions>(values)),
          agents::testing::read_inputs<agents::NeutralityAssumptions>(contract)};
}

}  // namespace

TEST_CASE("a tonne in a sink counts as one not emitted, a year later at its discount") {
  agents::ModelRun run = empty_run();
  const sim::Calendar& calendar = run.accounts.calendar();
  run.accounts.post_measured_emissions(calendar.window(0), agents::Subsector::cars, agents::Carrier::petrol, 100e6);
  run.accounts.post_measured_emissions(calendar.window(12), agents::Subsector::cars, agents::Carrier::petrol, 50e6);
  run.accounts.post_sink(calendar.window(12), agents::Sink::soil_carbon, 28e6);
  // 100 t + (50 - 28) t / 1.1 = 120 t
  CHECK(abatement_counts(run, {0.1, 0.1, 2025})[abatement_tonnes] == 120'000'000);
}

TEST_CASE("the cost of a tonne is mean over mean, its range that of the members' own") {
  // 100/10 = 10, 300/20 = 15, 800/30 = 26.67: mean 400 over mean 20 = 20; median 15; the 5 % quantile lies a tenth of
  // the way from the first to the second: 10.5, the 95 % one nine tenths from the second to the third: 25.5.
  const AbatementCost cost = abatement_cost_of({{100, 10}, {300, 20}, {800, 30}});
  CHECK_FALSE(cost.has_ratio);  // 20 +- 4.30 * 10 / sqrt(3) = 24.8: the saving is not told from 0
  CHECK(cost.has_spread);
  CHECK(cost.q05 == Approx(10.5));
  CHECK(cost.q50 == Approx(15));
  CHECK(cost.q95 == Approx(15 + 0.9 * (800.0 / 30 - 15)));
  const AbatementCost narrow = abatement_cost_of({{100, 19}, {300, 20}, {800, 21}});
  REQUIRE(narrow.has_ratio);  // 20 +- 4.30 / sqrt(3) = 2.5
  CHECK(narrow.ratio == Approx(20));
  CHECK_THAT(abatement_words(narrow), Catch::StartsWith("20 SEK/t (median 15, "));
}

TEST_CASE("where emissions do not fall there is no cost per tonne, and the words say why") {
  CHECK(abatement_words(abatement_cost_of({{5, 0}, {7, 0}})) == "no effect on net emissions: no cost per tonne");
  CHECK(abatement_words(abatement_cost_of({{5, -1}, {7, -2}})) ==
        "net emissions rise in every member: no cost per tonne");
  const AbatementCost mixed = abatement_cost_of({{5, 3}, {7, -2}, {5, 1}});
  CHECK(mixed.saving == 2);
  CHECK(mixed.raising == 1);
  CHECK_FALSE(mixed.has_ratio);
  CHECK_FALSE(mixed.has_spread);
  CHECK_THAT(abatement_words(mixed), Catch::Contains("2 of 3 members") && Catch::Contains("no cost per tonne"));
}

TEST_CASE("a saving of money is said and not ranked; one member knows no range of the mean") {
  CHECK_THAT(abatement_words(abatement_cost_of({{-50, 10}})),
             Catch::Contains("-5 SEK/t") && Catch::Contains("saves money"));
  const AbatementCost mostly = abatement_cost_of({{10, 10}, {10, 11}, {10, 10}, {10, 11}, {0, 0}, {10, 12}});
  CHECK(mostly.has_ratio);
  CHECK_FALSE(mostly.has_spread);
  CHECK_THAT(abatement_words(mostly), Catch::Contains("net emissions fall in 5 of 6 members only"));
}

TEST_CASE("every payer has its places") {
  const auto names = abatement_names();
  CHECK(names[abatement_tonnes] == "discounted_net_emissions");
  CHECK(names[abatement_cost(0)] == "discounted_cost.city");
  CHECK(names[abatement_tax(3)] == "discounted_taxes.state");
  CHECK(names[abatement_grant(5)] == "discounted_grants.households");
  CHECK(names.size() == 19);
}

TEST_CASE("Student's t against the tables") {
  // Quantiles 97.5 %: Abramowitz & Stegun 1964, table 26.10.
  CHECK(student_quantile(1) == Approx(12.706).epsilon(1e-4));
  CHECK(student_quantile(2) == Approx(4.303).epsilon(1e-4));
  CHECK(student_quantile(3) == Approx(3.182).margin(0.0035));
  CHECK(student_quantile(7) == Approx(2.365).margin(0.001));
  CHECK(student_quantile(30) == Approx(2.042).margin(0.001));
  CHECK(student_quantile(1e9) == Approx(1.95996).margin(1e-4));
}

TEST_CASE("the mean of paired differences by hand") {
  // 1, 2, 3, 6: mean 3, variance (4 + 1 + 0 + 9) / 3 = 4.667, of the mean 1.1667; t(3) = 3.182.
  const PairedMean mean = paired_mean({1, 2, 3, 6});
  CHECK(mean.mean == 3);
  CHECK(mean.half_width == Approx(3.182 * std::sqrt(14.0 / 12)).epsilon(0.002));
  CHECK(mean.q50 == 2.5);
  CHECK(paired_mean({5}).half_width == 0);
  // Equal differences: nothing varies.
  CHECK(paired_mean({4, 4, 4}).half_width == 0);
}

TEST_CASE("Welch's interval by hand") {
  // Variances of the means 1/3 (of 1, 2, 3) and 4/3 (of 2, 4, 6); freedom (5/3)^2 / ((1/9)/2 + (16/9)/2) = 50/17
  // = 2.94, for which our quantile is that of 2: 4.303 * sqrt(5/3) = 5.555.
  CHECK(welch_half_width({{1, 2, 3}}, {{2, 4, 6}}) == Approx(5.555).epsilon(1e-3));
  CHECK(welch_half_width({{1}}, {{2, 4}}) == 0);
}
