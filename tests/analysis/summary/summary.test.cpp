#include "analysis/summary/summary.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/summary/summary_text.hpp"
#include "tests/analysis/small_result.hpp"

using namespace skifte;
using analysis::testing::SmallResult;
using output::example::TemporaryFolder;

namespace {

/// 101 futures of which number 100 failed; emissions of member m: m kt in transport, 1 kt in waste, each year.
SmallResult hundred() {
  SmallResult small;
  small.members = 101;
  small.failed = {100};
  small.values["emissions"] = [](int member, int, int label) { return label == 0 ? 1000.0 * member : 1000.0; };
  small.values["emissions_published"] = [](int member, int, int label) { return label == 0 ? 500.0 * member : 0.0; };
  small.values["net_emissions"] = [](int member, int, int) { return 1000.0 * member; };
  small.extra["carbon_budget"] = "100000";
  small.extra["carbon_budget_from"] = "2029";
  return small;
}

}  // namespace

TEST_CASE("a summary's fans, budget and convergence are those computed by hand") {
  const TemporaryFolder folder;
  const output::ResultFile file = hundred().open(folder);
  const auto summary = analysis::summarise(file, {{"emissions"}, {"net_emissions@2030"}, 1});
  CHECK(summary.members == 100);
  CHECK(summary.failed == 1);
  REQUIRE(summary.fans.size() == 1);
  const auto& cells = summary.fans.front().cells;
  REQUIRE(cells.size() == 9);  // total, two sectors; three years
  CHECK(cells[0].label == "total");
  CHECK(cells[0].year == 2029);
  CHECK(cells[0].quantiles[2].value == Approx(50500));  // members 0 .. 99 in transport, median 49.5 kt, and 1 kt
  CHECK(cells[0].quantiles[2].low == 40000);            // x_(40) = 39 kt + 1 kt
  CHECK(cells[0].quantiles[2].high == 61000);
  CHECK(cells[3].label == "transport");
  CHECK(cells[8].quantiles[4].value == 1000);
  // A hundred kilotonnes last less than three years where a year emits more than 33.3: members 33 .. 99 with their 1
  // kt.
  // The result's rows say nothing of the published account's carbon dioxide, and are 0 in the physical one.
  REQUIRE(summary.budget_dates.size() == 3);
  CHECK(summary.budget_dates[0].gases == analysis::Gases::carbon_dioxide);
  CHECK(summary.budget_dates[0].spent.met == 0);
  CHECK(summary.budget_dates[1].spent.met == 67);
  CHECK(summary.budget_dates[1].spent.members == 100);
  CHECK(summary.budget_dates[2].spent.met == 33);  // 3 x 0.5 m >= 100: m from 67 on
  const auto& last = summary.convergence.back();
  CHECK(last.outcome == "net_emissions@2030");
  REQUIRE(last.rows.size() == 4);
  CHECK(last.rows[0].members == 12);
  CHECK(last.rows[0].q50.value == 5500);  // 0 .. 11 kt
  CHECK(last.rows[3].q50.value == 49500);
  CHECK_FALSE(summary.has_replicates);
  const std::string text = analysis::summary_text(summary, {});
  CHECK_THAT(text, Catch::Contains("budget of 100000 t CO2 from 2029"));
  CHECK_THAT(text, Catch::Contains("In words") && Catch::Contains("Not covered, so that true uncertainty is larger"));
  CHECK_THAT(text,
             Catch::Contains("In the model. CO2: emissions without the rows") && Catch::Contains("CO2e: all gases"));
}

TEST_CASE("a target without a label is worded by its bound, and the footprint is an account of its own") {
  analysis::ResultSummary summary;
  analysis::TargetSummary each;
  each.target = {"eat_less", {}, "footprint_per_capita", "t CO2e/person", 2030, 5, "", {{}}};
  each.target.outcomes[0].account = analysis::Account::footprint;
  each.first_met.resize(1);
  summary.targets = {each};
  summary.target_years = {2030};
  const std::string text = analysis::summary_text(summary, {});
  CHECK_THAT(text, Catch::Contains("  footprint_per_capita at most 5") && Catch::Contains(" in 2030 (eat_less)"));
  summary.targets[0].target.at_most = 0;
  CHECK_THAT(analysis::summary_text(summary, {}),
             Catch::Contains("footprint_per_capita at most 0 t CO2e/person in 2030"));
  CHECK_THAT(text, Catch::Contains("    footprint  ") && !Catch::Contains("physical   "));
}

TEST_CASE("threads give the same fans") {
  const TemporaryFolder folder;
  const output::ResultFile file = hundred().open(folder);
  CHECK(analysis::summary_json(analysis::summarise(file, {{}, {}, 1})) ==
        analysis::summary_json(analysis::summarise(file, {{}, {}, 3})));
}

TEST_CASE("the text says what is not known") {
  const TemporaryFolder folder;
  SmallResult small = hundred();
  small.members = 30;
  small.failed = {};
  small.extra.clear();
  const output::ResultFile file = small.open(folder);
  const std::string text = analysis::summary_text(analysis::summarise(file, {}), {});
  CHECK_THAT(text, Catch::Contains("contract-2030: 30 futures"));
  CHECK_THAT(text, Catch::Contains("no interval below 72 futures"));
  CHECK_THAT(text, Catch::Contains("the city states none"));
  CHECK_THAT(text, Catch::Contains("--replicates 4"));
  CHECK_THAT(text, Catch::Contains("fewer than 1 in 30"));  // neutral in no future
  CHECK(text.find("nan") == std::string::npos);
}

TEST_CASE("replicates are counted as the points they are of") {
  const TemporaryFolder folder;
  SmallResult small = hundred();
  small.members = 40;
  small.failed = {};
  small.replicates = 4;
  const output::ResultFile file = small.open(folder);
  const auto summary = analysis::summarise(file, {{"emissions"}, {"neutral@2030"}, 1});
  CHECK(summary.members == 40);
  CHECK(summary.points == 10);
  const std::string text = analysis::summary_text(summary, {});
  CHECK_THAT(text, Catch::Contains("40 futures are of 10 points"));
  CHECK_THAT(text, Catch::Contains("fewer than 1 in 10\n"));
  CHECK_THAT(text, !Catch::Contains("fewer than 1 in 40"));
}
