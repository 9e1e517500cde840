#include "analysis/comparison.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/result_changes.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"
#include "tests/analysis/small_result.hpp"

using namespace skifte;
using namespace skifte::analysis;
using analysis::testing::SmallResult;
using output::example::TemporaryFolder;

namespace {

/// `members` futures that draw one assumption, the member's number times `step`.
SmallResult drawn(int members, double step) {
  SmallResult result;
  result.members = members;
  result.assumptions = {"fuel.price"};
  result.draw = [step](int member, int) { return step * member; };
  result.label_texts = {{"assumption_distribution", "assumption", {"uniform(0, 1)"}, "distribution"}};
  return result;
}

std::string fault_of(const std::string& outcome, const output::ResultFile& file) {
  try {
    compare_results(file, file, {outcome}, {}, {}, {});
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("Members are pairs when seed, replicate and draws agree", "[compare]") {
  const TemporaryFolder folder;
  const output::ResultFile first = drawn(3, 0.1).open(folder, "first.h5");
  SmallResult same = drawn(4, 0.1);
  same.failed = {1};
  const Pairing pairing = pair_members(first, same.open(folder, "same.h5"));
  CHECK(pairing.paired());
  REQUIRE(pairing.members.size() == 2);
  CHECK(pairing.members[1].first == 2);
  CHECK(pairing.members[1].second == 2);
  CHECK(pairing.left_out == 1);

  // Another size of design draws other values from the same distribution.
  const Pairing other = pair_members(first, drawn(3, 0.2).open(folder, "other.h5"));
  CHECK_FALSE(other.paired());
  CHECK(other.members.empty());
  CHECK(other.why_not.find("member 1 draws fuel.price as 0.1 in one and 0.2 in the other") != std::string::npos);

  // A distribution that the scenario changed is a change and no sign of another design.
  SmallResult changed = drawn(3, 0.2);
  changed.label_texts[0].texts = {"uniform(0, 2)"};
  CHECK(pair_members(first, changed.open(folder, "changed.h5")).paired());

  SmallResult luck = drawn(3, 0.1);
  luck.seed = 8;
  CHECK(pair_members(first, luck.open(folder, "luck.h5")).why_not == "their members have other seeds or replicates");
}

TEST_CASE("Any expression of outcomes is compared", "[compare]") {
  const TemporaryFolder folder;
  SmallResult small;
  small.members = 3;
  small.failed = {1};
  small.values["emissions"] = [](int member, int year, int label) { return 1000.0 * member + year + 0.5 * label; };
  small.values["neutral"] = [](int, int year, int) { return year == 2030 ? 1.0 : 0.0; };
  const output::ResultFile file = small.open(folder);
  const auto mean = [&](const char* text) { return compare_results(file, file, {text}, {}, {}, {}).outcomes[0].first; };
  CHECK(mean("emissions.transport@2030") == 3030);  // members 0 and 2
  CHECK(mean("emissions@2030") == 2 * 3030 + 0.5);
  CHECK(mean("emissions.waste_incl_sewage@2029-2031") == 3 * 3030.5);  // t CO2e: a sum
  CHECK(mean("neutral@2029-2031") == Approx(1.0 / 3));                 // no amount: a mean
  const auto text = [&](const char* outcome) {
    return comparison_text(compare_results(file, file, {outcome}, {}, {}, {}));
  };
  CHECK(text("neutral@2029-2031").find("mean of the years") != std::string::npos);
  CHECK(text("emissions.transport@2029-2031").find("mean of the years") == std::string::npos);
  CHECK(text("neutral@2030").find("mean of the years") == std::string::npos);
  CHECK(mean("emissions.transport@2030 > 3000 t CO2e") == 0.5);  // a condition: the share of futures
  CHECK(compare_results(file, file, {"emissions@2030"}, {}, {}, {}).outcomes[0].meaning == "physical account");

  CHECK(fault_of("emisions@2030", file).find("'emisions', did you mean 'emissions'?") != std::string::npos);
  CHECK(fault_of("emissions.transprt@2030", file).find(", did you mean 'transport'?") != std::string::npos);
  CHECK(fault_of("emissions@2050", file).find("its years are 2029 to 2031") != std::string::npos);
  CHECK(fault_of("emissions", file).find("a year is missing") != std::string::npos);
  CHECK(fault_of("emissions.transport.b@2030", file).find("has no 'b'") != std::string::npos);
}

TEST_CASE("A paired difference is free of what both share", "[compare]") {
  const TemporaryFolder folder;
  SmallResult before = drawn(4, 0.1);
  before.scenario = "baseline";
  before.targets = {"residual_2030"};
  before.label_texts.push_back({"target_bound", "target", {"at most 170000 t in 2030"}, "bound"});
  // Luck moves both alike by 100 t a member; the policy takes 10 t and member 3 one more.
  before.values["emissions"] = [](int member, int, int label) { return label == 0 ? 1000.0 + 100 * member : 0.0; };
  SmallResult after = before;
  after.scenario = "contract-2030";
  after.values["emissions"] = [](int member, int, int label) {
    return label == 0 ? 990.0 + 100 * member - (member == 3 ? 1 : 0) : 0.0;
  };
  const output::ResultFile first = before.open(folder, "before.h5");
  const output::ResultFile second = after.open(folder, "after.h5");
  const Comparison compared = compare_results(first, second, {"emissions@2030"}, {2030}, {}, {});
  REQUIRE(compared.outcomes.size() == 1);
  const PairedMean& difference = compared.outcomes[0].difference;
  CHECK(difference.members == 4);
  // -10, -10, -10, -11: mean -10.25, variance 0.25, standard error 0.25, Student's t with 3 degrees 3.1824.
  CHECK(difference.mean == Approx(-10.25));
  CHECK(difference.half_width == Approx(3.1824 * 0.25).margin(0.002));
  CHECK(compared.outcomes[0].first == Approx(1150));
  CHECK(compared.outcomes[0].second - compared.outcomes[0].first == Approx(difference.mean));
  CHECK(comparison_text(compared).find("4 pairs") != std::string::npos);
  // Results without input files: what cannot be compared is said.
  CHECK_FALSE(compared.changes.incomplete.empty());

  // Another seed: independent samples, whose interval holds the spread between members too.
  after.seed = 9;
  const output::ResultFile stranger = after.open(folder, "stranger.h5");
  const Comparison unpaired = compare_results(first, stranger, {"emissions@2030"}, {2030}, {}, {});
  // Variances of the means: 16666.67 / 4 and about the same: Welch's half width is some 2.447 * sqrt(8333) = 223.
  CHECK(unpaired.outcomes[0].difference.mean == Approx(-10.25));
  CHECK(unpaired.outcomes[0].difference.half_width == Approx(223).margin(3));
  CHECK(comparison_text(unpaired).find("NOT PAIRED") != std::string::npos);
  CHECK(comparison_json(unpaired)[std::string("not_paired")] == "their members have other seeds or replicates");
}

TEST_CASE("A comparison counts who gains a target and who loses it", "[compare]") {
  const TemporaryFolder folder;
  SmallResult before = drawn(3, 0.1);
  before.targets = {"residual_2030"};
  before.label_texts.push_back({"target_bound", "target", {"at most 170000 t in 2030"}, "bound"});
  const output::ResultFile first = before.open(folder, "before.h5");
  const Comparison same = compare_results(first, first, {"emissions@2030"}, {}, {}, {});
  REQUIRE(same.targets.size() == 1);
  CHECK(same.targets[0].first.members == 3);
  CHECK(same.targets[0].gained == 0);
  CHECK(same.targets[0].lost == 0);
  before.label_texts.back().texts = {"at most 100000 t in 2030"};
  const output::ResultFile stricter = before.open(folder, "stricter.h5");
  CHECK(compare_results(first, stricter, {}, {}, {}, {}).targets.empty());
}

TEST_CASE("A file of several scenarios is not compared as one", "[compare]") {
  const TemporaryFolder folder;
  const output::ResultFile alone = drawn(4, 0.1).open(folder, "alone.h5");
  SmallResult several = drawn(4, 0.1);
  several.scenarios = {"baseline", "contract-2030"};
  output::ResultFile both = several.open(folder, "both.h5");
  const auto compare = [&] { compare_results(alone, both, {"net_emissions@2030"}, {}, {}, {}); };
  CHECK_THROWS_WITH(compare(), Catch::Contains("holds the scenarios baseline, contract-2030"));
  both.keep({0, 2});  // those of one
  CHECK_NOTHROW(compare());
}

TEST_CASE("A rule that was added is told by what it reads, when it fires and what it starts", "[compare]") {
  const TemporaryFolder folder;
  SmallResult small;
  const auto before = small.open(folder, "before.h5");
  small.rules = {"too_high"};
  small.label_texts = {
      {"rule_setting",
       "rule",
       {"variable: emissions_published.transport, above: {2024: 152 kt, 2030: 87 kt}, lead_time: 1 year, "
        "levers: {parking_price: {factor: 1.5, source: {sv: Se doi:10.1016/j.tra, en: See it}}, "
        "truck_charging: {share: 1, payer: firms}}"},
       "the rule"}};
  const auto changes =
      changes_between(before, small.open(folder, "after.h5"), scenarios::model_vocabulary(), scenarios::Words{})
          .changes;
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].name == "too_high");
  CHECK_FALSE(changes[0].from.has_value());
  const std::vector<Setting>& set = changes[0].to.value();
  REQUIRE(set.size() == 4);
  CHECK(set[0].value == "emissions_published.transport");
  CHECK(set[1].value == "2024: 152 kt, 2030: 87 kt");
  CHECK(set[1].name.sv == "slår till över");
  CHECK(set[2].value == "1 year");
  CHECK(set[3].key == "levers");
  CHECK(set[3].value == "parking_price, truck_charging");
}
