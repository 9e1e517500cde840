#include "analysis/report_targets.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/carbon_budget.hpp"
#include "tests/analysis/small_result.hpp"

namespace {

using namespace skifte;
using analysis::testing::SmallResult;
using output::example::TemporaryFolder;

/// A target's texts as output/model_results writes them.
void add_target(SmallResult& small, const std::string& name, const std::string& variable, int year,
                const std::string& limit) {
  small.targets.push_back(name);
  auto append = [&](const std::string& what, const std::string& text) {
    for (auto& texts : small.label_texts) {
      if (texts.name == what) return texts.texts.push_back(text);
    }
    small.label_texts.push_back({what, "target", {text}, what});
  };
  append("target_variable", variable);
  append("target_bound", "at most " + limit);
  append("target_limit", limit);
  append("target_year", std::to_string(year));
  append("target_units", "t");
}

const analysis::Target& target_of(const std::vector<analysis::Target>& targets, const std::string& name) {
  for (const auto& target : targets) {
    if (target.name == name) return target;
  }
  FAIL("no target " << name);
  return targets.front();
}

std::optional<analysis::CarbonBudget> budget_of(SmallResult small, const TemporaryFolder& folder) {
  const output::ResultFile file = small.open(folder);
  return analysis::carbon_budget(file);
}

}  // namespace

TEST_CASE("a limit is judged member by member in both accounts") {
  const TemporaryFolder folder;
  SmallResult small;
  small.members = 4;
  // Totals 2029, 2030, 2031 by member: 40 30 20 | 50 40 30 | 60 50 40 | 70 60 50.
  small.values["emissions"] = [](int member, int year, int label) {
    return label == 0 ? 40.0 + 10 * member - 10 * (year - 2029) : 0;
  };
  small.values["emissions_published"] = [](int, int, int label) { return label == 0 ? 45.0 : 0; };
  add_target(small, "residual", "emissions", 2030, "45");
  const auto targets = analysis::collect_targets(small.open(folder));
  const analysis::Target& residual = target_of(targets, "residual");
  CHECK(residual.at_most == 45.0);
  CHECK(residual.unit == "t CO2e");
  REQUIRE(residual.outcomes.size() == 2);
  const analysis::TargetOutcome& physical = residual.outcomes[0];
  CHECK(physical.chance.met == 2);
  CHECK(physical.chance.members == 4);
  REQUIRE(physical.by_year.size() == 3);
  CHECK(physical.by_year[0].count.met == 1);
  CHECK(physical.by_year[2].count.met == 3);
  REQUIRE(physical.gap.has_value());
  CHECK(physical.gap->q50 == Approx(0));     // -15, -5, 5, 15
  CHECK(physical.gap->q95 == Approx(13.5));  // 15 - 0.15 x 10
  REQUIRE(physical.first_met.has_value());
  // First met in 2029, 2030, 2031, never: the lower quartile lies a quarter below 2030 ... 0.75 between 2029 and 2030.
  CHECK(physical.first_met->q25 == Approx(2029.75));
  CHECK(std::isinf(physical.first_met->q95));
  CHECK(residual.outcomes[1].chance.met == 4);  // 45 published is at the limit
}

TEST_CASE("a label of an outcome is judged alone, a lower bound is left out") {
  const TemporaryFolder folder;
  SmallResult small;
  small.values["emissions"] = [](int, int, int label) { return label == 0 ? 100.0 : 3.0; };
  add_target(small, "waste", "emissions.waste_incl_sewage", 2030, "5");
  add_target(small, "battery_cars", "emissions", 2030, "");
  const auto targets = analysis::collect_targets(small.open(folder));
  const analysis::Target& waste = target_of(targets, "waste");
  REQUIRE(waste.outcomes.size() == 1);
  CHECK(waste.outcomes[0].chance.met == 1);
  CHECK(waste.outcomes[0].gap->q50 == Approx(-2));
  for (const auto& target : targets) CHECK(target.name != "battery_cars");
}

TEST_CASE("neutrality is counted in four years by both accounts") {
  const TemporaryFolder folder;
  SmallResult small;
  small.members = 5;
  small.years = {2030, 2035, 2040, 2045};
  small.values["neutral"] = [](int member, int year, int) { return year >= 2030 + 5 * member ? 1.0 : 0.0; };
  const auto targets = analysis::collect_targets(small.open(folder));
  REQUIRE(targets.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(targets[i].year == 2030 + 5 * static_cast<int>(i));
    REQUIRE(targets[i].outcomes.size() == 2);
    CHECK(targets[i].outcomes[0].chance.met == static_cast<int>(i) + 1);
    CHECK(targets[i].outcomes[1].chance.met == 0);
  }
  // First neutral in 2030, 2035, 2040, 2045, never: the median is 2040.
  CHECK(targets[0].outcomes[0].first_met->q50 == Approx(2040));
  CHECK(std::isinf(targets[0].outcomes[0].first_met->q95));
  CHECK(std::isinf(targets[0].outcomes[1].first_met->q05));
}

TEST_CASE("the median of five first years is the third, even when the rest never get there") {
  const TemporaryFolder folder;
  SmallResult small;
  small.members = 5;
  small.values["neutral"] = [](int member, int year, int) { return member < 3 && year >= 2029 + member ? 1.0 : 0.0; };
  const auto targets = analysis::collect_targets(small.open(folder));
  CHECK(target_of(targets, "neutral_2030").outcomes[0].first_met->q50 == Approx(2031));
}

TEST_CASE("the carbon budget is spent on the day the sum reaches it") {
  const TemporaryFolder folder;
  SmallResult small;
  small.members = 3;
  small.years = {2019, 2020, 2021, 2022, 2023};
  small.extra = {{"carbon_budget", "1000"}, {"carbon_budget_from", "2020"}, {"carbon_budget_source", "the city"}};
  // Years from 2020 on (2019 does not count): 400 + 400 + 400: 200 of 2022's 400, 2022.5.
  // Member 1: 500 + 500: at the end of 2021, 2022.0. Member 2: 100 a year, never within the period.
  small.values["emissions"] = [](int member, int year, int label) {
    if (label == 1) return year == 2019 ? 1e6 : 0.0;
    return member == 0 ? 400.0 : member == 1 ? 500.0 : 100.0;
  };
  // Of carbon dioxide: landfill's 100 a year does not count, so member 0 spends 300 a year, 100 of 2023's 300.
  small.values["emissions_subsector"] = [](int member, int year, int label) {
    if (label == 2) return 100.0;
    return label != 0 || year == 2019 ? 0.0 : member == 0 ? 300.0 : member == 1 ? 400.0 : 0.0;
  };
  const auto budget = budget_of(small, folder);
  REQUIRE(budget.has_value());
  REQUIRE(budget->carbon_dioxide.has_value());
  CHECK(budget->carbon_dioxide->spent.met == 2);
  CHECK(budget->carbon_dioxide->q50 == Approx(2023 + 100.0 / 300));
  CHECK(budget->carbon_dioxide->q05 == Approx(2022.5 + 0.1 * (0.5 + 100.0 / 300)));  // member 1: 1000 / 400
  CHECK(std::isinf(budget->carbon_dioxide->q95));
  CHECK(budget->amount == 1000);
  CHECK(budget->from_year == 2020);
  CHECK(budget->source == "the city");
  CHECK(budget->all_gases.spent.met == 2);
  CHECK(budget->all_gases.spent.members == 3);
  CHECK(budget->all_gases.q05 == Approx(2022.05));  // 2022 + 0.1 x 0.5
  CHECK(budget->all_gases.q50 == Approx(2022.5));
  CHECK(std::isinf(budget->all_gases.q95));
}

TEST_CASE("less emitted spends the budget later; without a budget there is no date") {
  const TemporaryFolder folder;
  SmallResult small;
  small.years = {2020, 2021, 2022, 2023};
  CHECK_FALSE(budget_of(small, folder).has_value());
  small.extra = {{"carbon_budget", "1000"}, {"carbon_budget_from", "2020"}};
  double before = 0;
  for (double yearly : {900.0, 600.0, 450.0, 300.0}) {
    small.values["emissions"] = [yearly](int, int, int label) { return label == 0 ? yearly : 0; };
    const auto budget = budget_of(small, folder);
    CHECK(budget->all_gases.q50 == Approx(2020 + 1000 / yearly));
    CHECK(budget->all_gases.q50 > before);
    before = budget->all_gases.q50;
  }
}
