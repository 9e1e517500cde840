#include "analysis/plan.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "analysis/design_table.hpp"
#include "analysis/scenario_union.hpp"
#include "analysis/until.hpp"
#include "sim/fault.hpp"

namespace {

using namespace skifte;
using analysis::Plan;
using analysis::PlanSpec;
using enum analysis::DesignKind;
using Catch::Contains;

scenarios::Vocabulary vocabulary() {
  return {{{"holding", "year", "time", "test", sim::AssumptionShape::number},
           {"price", "SEK", "price", "test", sim::AssumptionShape::number},
           {"growth", "1", "growth", "test", sim::AssumptionShape::number}},
          {{"capture", "captures", "test", {{"amount", "t", "amount"}}}},
          {{"net_emissions", "t"}},
          {"city"}};
}

/// Two scenarios: `plain`, and `rich`, which is certain of the price and pulls the lever.
scenarios::Scenario load(const std::string& name, const std::vector<std::string>& sets) {
  scenarios::Scenario scenario;
  scenario.name = name;
  scenario.city = "here";
  scenario.first_year = 2015;
  scenario.last_year = 2050;
  scenario.sets = sets;
  for (const char* assumption : {"growth", "holding", "price"}) {
    scenario.values.set(assumption, 5.0);
    if (name == "rich" && std::string(assumption) == "price") continue;
    scenario.uncertainties.push_back(
        {assumption, scenarios::Distribution::uniform(4, 8), "1", sim::AssumptionShape::number, std::nullopt});
  }
  scenario.targets.push_back({"neutral", "net_emissions", 2030, 0.0, std::nullopt, "t", {}});
  bool pulls = name == "rich";
  for (const std::string& set : sets) {
    if (set == "capture=off") pulls = false;
    if (set.starts_with("capture.amount=")) pulls = true;
    if (set == "wrong=1") throw sim::UserFault("'wrong' is neither an assumption nor a lever");
  }
  if (pulls) {
    // Written out: from nested braces GCC 12 warns, wrongly, of members used uninitialised.
    scenarios::LeverEntry lever;
    lever.name = "capture";
    lever.text = sets.empty() ? "on" : sets.front();
    lever.origin = name;
    scenario.levers.push_back(lever);
  }
  return scenario;
}

PlanSpec spec(analysis::DesignKind kind, std::uint32_t size, std::vector<std::string> names = {"plain"}) {
  PlanSpec wanted;
  wanted.design = {kind, size, analysis::SecondOrder::no};
  wanted.scenarios = std::move(names);
  wanted.seed = 3;
  return wanted;
}

std::string fault_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const sim::UserFault& thrown) {
    return thrown.what();
  }
  return "";
}

Plan from_text(const std::string& text, const PlanSpec& wanted) {
  scenarios::FaultList faults;
  const scenarios::CsvTable table(text, "mine.csv", faults);
  faults.throw_if_any();
  return Plan(wanted, table, load, vocabulary());
}

}  // namespace

TEST_CASE("replicates nest luck in each point; no luck is used twice") {
  PlanSpec wanted = spec(monte_carlo, 4);
  wanted.replicates = 3;
  const Plan plan(wanted, load);
  CHECK(plan.members() == 12);
  std::set<std::uint32_t> lucks;
  for (std::uint32_t m = 0; m < 12; ++m) {
    CHECK(plan.member(m).point == m / 3);
    CHECK(plan.member(m).values == plan.member(3 * (m / 3)).values);
    lucks.insert(plan.member(m).replicate);
  }
  CHECK(lucks.size() == 12);
  CHECK(plan.describe() == "4 points of mc x 3 replicates");
}

TEST_CASE("scenarios in one plan are paired: at one point the same luck and the same draws") {
  const Plan plan(spec(latin_hypercube, 10, {"plain", "rich"}), load);
  CHECK(plan.members() == 20);
  for (std::uint32_t point = 0; point < 10; ++point) {
    const auto plain = plan.member(2 * point);
    const auto rich = plan.member(2 * point + 1);
    CHECK(plan.variants()[plain.variant].scenario == 0);
    CHECK(plan.variants()[rich.variant].scenario == 1);
    CHECK(plain.replicate == rich.replicate);
    CHECK(plain.values[0] == rich.values[0]);
    CHECK(plain.values[1] == rich.values[1]);
    CHECK(rich.values[2] == 5.0);  // certain there
    CHECK(plain.values[2] != 5.0);
  }
  // Alone, `plain` has the same members.
  const Plan alone(spec(latin_hypercube, 10), load);
  for (std::uint32_t point = 0; point < 10; ++point) CHECK(alone.member(point).values == plan.member(2 * point).values);
}

TEST_CASE("members of an extendable plan stay whatever their number") {
  for (const auto kind : {monte_carlo, sobol_sequence}) {
    PlanSpec few = spec(kind, 5, {"plain", "rich"});
    few.replicates = 2;
    PlanSpec many = few;
    many.design.size = 50;
    const Plan small(few, load);
    const Plan large(many, load);
    CHECK(small.inputs() == large.inputs());
    for (std::uint32_t m = 0; m < small.members(); ++m) {
      CHECK(small.member(m).values == large.member(m).values);
      CHECK(small.member(m).replicate == large.member(m).replicate);
      CHECK(small.member(m).variant == large.member(m).variant);
    }
  }
  CHECK(Plan(spec(latin_hypercube, 5), load).inputs() != Plan(spec(latin_hypercube, 6), load).inputs());
}

TEST_CASE("factors are crossed with the points or zipped with them") {
  PlanSpec wanted = spec(latin_hypercube, 6, {"rich"});
  wanted.factors = {analysis::read_factor("capture=off,on"), analysis::read_factor("capture.amount = 1 t, 2 t ,3 t")};
  const Plan crossed(wanted, load);
  CHECK(crossed.variants().size() == 6);
  CHECK(crossed.members() == 36);
  CHECK(crossed.describe() == "6 points of lhs x 6 combinations of 2 factors");
  for (std::uint32_t m = 0; m < 36; ++m) {
    const auto member = crossed.member(m);
    CHECK(member.point == m / 6);
    CHECK(member.variant == m % 6);
    CHECK(member.replicate == m / 6);
    const auto& levels = crossed.variants()[member.variant].levels;
    CHECK(levels == std::vector<std::size_t>{m % 2, m / 2 % 3});
  }
  CHECK(crossed.variant_name(3) == "rich capture=on capture.amount=2 t");
  wanted.join = analysis::Join::zipped;
  const Plan zipped(wanted, load);
  CHECK(zipped.members() == 6);
  std::set<std::size_t> seen;
  for (std::uint32_t m = 0; m < 6; ++m) seen.insert(zipped.member(m).variant);
  CHECK(seen.size() == 6);
}

TEST_CASE("a block of a sensitivity design shares its luck") {
  const Plan plan(spec(morris, 3), load);
  CHECK(plan.members() == 12);
  for (std::uint32_t m = 0; m < 12; ++m) CHECK(plan.member(m).replicate == m / 4);
}

TEST_CASE("the central point draws nothing") {
  PlanSpec wanted = spec(central, 100);
  wanted.replicates = 4;
  const Plan plan(wanted, load);
  CHECK(plan.members() == 4);
  CHECK(plan.member(3).values == std::vector<double>{5, 5, 5});
  CHECK(plan.member(3).replicate == 3);
}

TEST_CASE("a design's table is read back to the same members, bit for bit") {
  for (const auto kind : {monte_carlo, latin_hypercube, sobol_sequence, saltelli, morris}) {
    PlanSpec wanted = spec(kind, 7, {"plain", "rich"});
    wanted.replicates = 2;
    wanted.factors = {analysis::read_factor("capture=off,on"), analysis::read_factor("capture.amount=1 t,2.5 t")};
    const Plan plan(wanted, load);
    const std::string text = analysis::design_table(plan);
    const Plan again = from_text(text, spec(kind, 1, {"plain", "rich"}));
    REQUIRE(again.members() == plan.members());
    for (std::uint32_t m = 0; m < plan.members(); ++m) {
      const auto a = plan.member(m);
      const auto b = again.member(m);
      CHECK(a.point == b.point);
      CHECK(a.replicate == b.replicate);
      CHECK(a.values == b.values);
      CHECK(plan.variants()[a.variant].content.sets == again.variants()[b.variant].content.sets);
      CHECK(plan.variants()[a.variant].scenario == again.variants()[b.variant].scenario);
    }
    CHECK(analysis::design_table(again) == text);
  }
}

TEST_CASE("a table of one's own needs no more than what it varies") {
  PlanSpec wanted = spec(latin_hypercube, 1, {"plain", "rich"});
  wanted.replicates = 2;
  const Plan plan = from_text("price,capture\n4.5,\n5.5,off\n", wanted);
  CHECK(plan.members() == 8);
  CHECK(plan.merged().uncertainties.size() == 1);
  CHECK(plan.member(0).values == std::vector<double>{4.5});
  CHECK(plan.member(7).values == std::vector<double>{5.5});
  CHECK(plan.member(7).replicate == 3);
  CHECK(plan.variants()[plan.member(7).variant].content.levers.empty());
  CHECK(plan.variants()[plan.member(1).variant].content.levers.size() == 1);
}

TEST_CASE("every fault of a table is told at its place, in one pass") {
  const auto fault = [](const std::string& text) { return fault_of([&] { from_text(text, spec(monte_carlo, 1)); }); };
  CHECK_THAT(fault("prise\n1\n"), Contains("mine.csv:1: the column 'prise'") && Contains("did you mean 'price'?"));
  CHECK_THAT(fault("price\n"), Contains("no row"));
  const std::string several = fault("price,scenario,replicate\nx,plain,0\n1,plan,-1\n");
  CHECK_THAT(several, Contains("mine.csv:2:1") && Contains("mine.csv:3:3: the scenario 'plan'") &&
                          Contains("did you mean 'plain'?") && Contains("counts from 0"));
  PlanSpec twice = spec(monte_carlo, 1);
  twice.replicates = 2;
  CHECK_THAT(fault_of([&] { from_text("price,replicate\n1,0\n", twice); }), Contains("--replicates"));
}

TEST_CASE("factors that are none, or too many, are refused") {
  CHECK_THAT(fault_of([] { analysis::read_factor("capture"); }), Contains("'capture=off,on'?"));
  CHECK_THAT(fault_of([] { analysis::read_factor("capture=on"); }), Contains("at least two"));
  CHECK_THAT(fault_of([] { analysis::read_factor("capture=on,on"); }), Contains("twice"));
  CHECK_THAT(fault_of([] { analysis::read_factor("capture=on,"); }), Contains("is not NAME=LEVEL,LEVEL"));
  PlanSpec wanted = spec(monte_carlo, 1);
  for (int i = 0; i < 10; ++i) wanted.factors.push_back({"f" + std::to_string(i), {"a", "b"}});
  CHECK_THAT(fault_of([&] { Plan(wanted, load); }), Contains("more than 512 combinations"));
  CHECK_THAT(fault_of([] { Plan(spec(monte_carlo, 1, {"plain", "plain"}), load); }), Contains("given twice"));
}

TEST_CASE("only what is to vary is drawn") {
  scenarios::Scenario scenario = load("plain", {});
  scenario.correlations = {{"both", {"price", "growth"}, 0.5, {}}};
  analysis::keep_uncertainties(scenario, {"price", "holding"});
  CHECK(scenario.uncertainties.size() == 2);
  CHECK(scenario.correlations.empty());
  CHECK_THAT(fault_of([&] { analysis::keep_uncertainties(scenario, {"prise"}); }), Contains("did you mean 'price'?"));
}

TEST_CASE("scenarios of another place or period, or with other targets of one name, are not united") {
  const scenarios::Scenario plain = load("plain", {});
  scenarios::Scenario other = load("other", {});
  other.city = "there";
  CHECK_THAT(fault_of([&] { analysis::unite({&plain, &other}); }), Contains("one city"));
  other = load("other", {});
  other.last_year = 2040;
  CHECK_THAT(fault_of([&] { analysis::unite({&plain, &other}); }), Contains("one period"));
  other = load("other", {});
  other.targets[0].year = 2035;
  CHECK_THAT(fault_of([&] { analysis::unite({&plain, &other}); }), Contains("the target 'neutral' is another"));
}

TEST_CASE("a precision is read in both spellings and refused where it cannot be") {
  const Plan plan(spec(sobol_sequence, 1000), load);
  for (const char* text : {"chance(neutral) +- 0.02", "chance(neutral) \u00b1 2 %", "chance( neutral )+-2%"}) {
    const analysis::Until until = analysis::read_until(text, 50, plan);
    CHECK(until.target == "neutral");
    CHECK(until.half_width == 0.02);
    CHECK(until.text == "chance(neutral) +- 0.02");
  }
  const auto fault = [&](const std::string& text) { return fault_of([&] { analysis::read_until(text, 50, plan); }); };
  CHECK_THAT(fault("chance(neutrl) +- 0.02"), Contains("did you mean 'neutral'?"));
  CHECK_THAT(fault("mean(neutral) +- 0.02"), Contains("is no precision of a chance"));
  CHECK_THAT(fault("chance(neutral) +- x"), Contains("half-width"));
  CHECK_THAT(fault("chance(neutral) +- 2"), Contains("between 0 and 0.5"));
  const Plan fixed(spec(latin_hypercube, 1000), load);
  CHECK_THAT(fault_of([&] { analysis::read_until("chance(neutral) +- 0.02", 50, fixed); }),
             Contains("cannot be extended") && Contains("--design sobol or mc?"));
  PlanSpec factorial = spec(central, 1);
  factorial.factors = {analysis::read_factor("capture=off,on")};
  const Plan levels(factorial, load);
  CHECK_THAT(fault_of([&] { analysis::read_until("chance(neutral) +- 0.02", 50, levels); }),
             Contains("the design 'factorial' cannot be extended"));
}

TEST_CASE("a share's half-width is Wilson's, and luck at one point counts for less than points") {
  // 30 of 100: Wilson's 95 % interval is 0.2189 to 0.3958, half-width 0.0885 (Newcombe 1998, method 3, by hand).
  analysis::ShareEstimate single;
  for (int i = 0; i < 100; ++i) single.add(i < 30 ? 1 : 0, 1);
  CHECK(single.estimate() == Approx(0.3));
  CHECK(single.half_width() == Approx(0.0885).margin(0.0001));
  // The same points with four members each that agree: no more is known.
  analysis::ShareEstimate agreeing;
  for (int i = 0; i < 100; ++i) agreeing.add(i < 30 ? 4 : 0, 4);
  CHECK(agreeing.half_width() == Approx(single.half_width()).epsilon(0.01));
  // Members that differ within points as they do between them are worth themselves.
  analysis::ShareEstimate spread;
  for (int i = 0; i < 100; ++i) spread.add(i % 2 == 0 ? 1 : 2, 4);
  CHECK(spread.half_width() < single.half_width() / 1.5);
  // None of 100 still leaves up to 3.7 %: half-width 0.0185 (Wilson).
  analysis::ShareEstimate none;
  for (int i = 0; i < 100; ++i) none.add(0, 1);
  CHECK(none.half_width() == Approx(0.0185).margin(0.0001));
  CHECK(analysis::ShareEstimate().half_width() == 1);
}
