#include "analysis/report_drivers.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/report_money.hpp"
#include "analysis/report_studies.hpp"
#include "analysis/source_names.hpp"
#include "analysis/study_origin.hpp"
#include "sim/fault.hpp"
#include "tests/analysis/small_result.hpp"

using namespace skifte;
using namespace skifte::analysis;
using analysis::testing::SmallResult;
using output::example::TemporaryFolder;

TEST_CASE("Rank correlation meets hand-computed values", "[drivers]") {
  CHECK(rank_correlation({1, 2, 3}, {10, 200, 3000}) == Approx(1));
  CHECK(rank_correlation({1, 2, 3}, {5, 4, -7}) == Approx(-1));
  // Ranks 0 1 2 3 and 1 0 3 2: 1 - 6 * 4 / (4 * 15) = 0.6.
  CHECK(rank_correlation({1, 2, 3, 4}, {2, 1, 4, 3}) == Approx(0.6));
  // Ties share their mean rank: 0.5 0.5 2 against 0 1 2: covariance 1.5, variances 1.5 and 2.
  CHECK(rank_correlation({7, 7, 9}, {1, 2, 3}) == Approx(1.5 / std::sqrt(1.5 * 2.0)));
  CHECK(rank_correlation({1, 1, 1}, {1, 2, 3}) == 0);
}

TEST_CASE("Chance alone reaches far where many assumptions meet few members", "[drivers]") {
  // One test: tanh(1.959964 sqrt(1.06 / 97)) = tanh(0.204888) = 0.202069.
  CHECK(chance_correlation(100, 1) == Approx(0.202069).margin(1e-5));
  CHECK(chance_correlation(32, 348) > 0.6);
  CHECK(chance_correlation(2000, 348) < 0.1);
  CHECK(chance_correlation(4, 1) == 1);
}

TEST_CASE("What drives the outcome stands first, and what does not vary is not tested", "[drivers]") {
  const TemporaryFolder folder;
  SmallResult small;
  small.members = 40;
  small.assumptions = {"noise", "fuel.price", "fixed"};
  small.draw = [](int member, int assumption) {
    if (assumption == 0) return static_cast<double>((member * 17) % 40);
    return assumption == 1 ? static_cast<double>(member) : 1.0;
  };
  small.values["emissions"] = [](int member, int, int) { return 1000.0 - member; };
  const output::ResultFile file = small.open(folder);
  const auto reports = collect_drivers(file, {}, {});
  REQUIRE(reports.size() == 2);  // 2030, and 2031 as the last year
  CHECK(reports[0].year == 2030);
  CHECK(reports[0].tested == 2);
  CHECK(reports[0].drivers[0].name == "fuel.price");
  CHECK(reports[0].drivers[0].correlation == Approx(-1));
  CHECK(reports[0].drivers[0].low < reports[0].drivers[0].high);
  CHECK(std::abs(reports[0].drivers[1].correlation) < reports[0].threshold);
}

namespace {

/// What check_ensemble says of a study; empty when it accepts it.
std::string fault_of_study(const nlohmann::json& study, const output::ResultFile& own) {
  try {
    check_ensemble(StudyJson(study.dump(1), "s.json").root(), own);
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("A study of another scenario, city or ensemble is refused at its place, naming both", "[drivers]") {
  const TemporaryFolder folder;
  SmallResult small;
  small.members = 4;
  small.scenario = "baseline";
  small.values["emissions"] = [](int member, int, int) { return 1000.0 - member; };
  const output::ResultFile own = small.open(folder, "own.h5");
  nlohmann::json study = {{"tables", nlohmann::json::array()}};
  CHECK(check_ensemble(StudyJson(study.dump(), "s.json").root(), own) == StudyOrigin::tables);
  study["scenario"] = "baseline";
  study["city"] = own.header().city;
  CHECK_THAT(fault_of_study(study, own),
             Catch::StartsWith("s.json:1:1: ") && Catch::Contains("does not say which ensemble"));
  study["ensemble"] = ensemble_json(own);
  CHECK(check_ensemble(StudyJson(study.dump(), "s.json").root(), own) == StudyOrigin::this_ensemble);

  nlohmann::json other = study;
  other["scenario"] = "frozen";
  CHECK_THAT(fault_of_study(other, own),
             Catch::StartsWith("s.json:") && Catch::Contains("about the scenario 'frozen', not 'baseline'"));
  other = study;
  other["city"] = "malmo";
  CHECK_THAT(fault_of_study(other, own), Catch::Contains("the city 'malmo', not '" + own.header().city + "'"));

  // One number of one member, or one member more, is another ensemble; the same again is the same one.
  const auto digest_with = [&](const char* name, auto&& change) {
    SmallResult changed = small;
    change(changed);
    return ensemble_digest(changed.open(folder, name));
  };
  CHECK(digest_with("again.h5", [](SmallResult&) {}) == ensemble_digest(own));
  const std::string one_number = digest_with("number.h5", [](SmallResult& changed) {
    changed.values["emissions"] = [](int member, int year, int label) {
      return 1000.0 - member + (member == 2 && year == 2030 && label == 1 ? 1e-9 : 0);
    };
  });
  CHECK(one_number != ensemble_digest(own));
  CHECK(digest_with("more.h5", [](SmallResult& changed) { changed.members = 5; }) != ensemble_digest(own));
  CHECK(digest_with("failed.h5", [](SmallResult& changed) { changed.failed = {1}; }) != ensemble_digest(own));
  other = study;
  other["ensemble"]["digest"] = one_number;
  other["ensemble"]["file"] = "number.h5";
  // Keys stand in order of name, one a line: the digest is the third of the ensemble.
  CHECK_THAT(fault_of_study(other, own), Catch::StartsWith("s.json:6:13: the study was made from another ensemble") &&
                                             Catch::Contains("number.h5: 4 futures") &&
                                             Catch::Contains("compute it again from own.h5?"));
}

TEST_CASE("An attribution of other inputs or another build than the result is refused", "[drivers]") {
  const TemporaryFolder folder;
  const output::ResultFile own = SmallResult().open(folder);
  // The files and --set count, in which order of lines they come among the others, not seed or design.
  CHECK(inputs_digest("seed 1\nset a=1\nfile x 00\n") == inputs_digest("design lhs\nset a=1\nfile x 00\nseed 2\n"));
  CHECK(inputs_digest("set a=1\nfile x 00\n") != inputs_digest("set a=2\nfile x 00\n"));
  CHECK(inputs_digest("file x 00\n") != inputs_digest("file x 01\n"));
  nlohmann::json study = {{"version", own.header().version},
                          {"commit", own.header().commit},
                          {"inputs", {{"scenario", {{"inputs", inputs_digest("")}}}}}};
  const auto fault_of = [&](const nlohmann::json& json) -> std::string {
    try {
      check_inputs(StudyJson(json.dump(1), "a.json").root(), "scenario", own);
    } catch (const sim::UserFault& fault) {
      return fault.what();
    }
    return "";
  };
  CHECK(fault_of(study) == "");
  nlohmann::json other = study;
  other["inputs"]["scenario"]["inputs"] = "0123456789abcdef";
  CHECK_THAT(fault_of(other), Catch::StartsWith("a.json:5:") && Catch::Contains("other files or --set"));
  other = study;
  other["commit"] = "1234567";
  CHECK_THAT(fault_of(other), Catch::StartsWith("a.json:2:12: ") && Catch::Contains("another build"));
  study.erase("inputs");
  CHECK_THAT(fault_of(study), Catch::Contains("does not say which inputs"));
}

TEST_CASE("An attribution is read for the scenario it is about, or refused", "[drivers]") {
  const std::string text =
      R"({"skifte_attribution": 1, "scenario": "contract-2030", "method": "all coalitions", "members": [0, 1, 2, 5],
    "outcomes": [{"name": "emissions@2030", "unit": "t", "is_chance": false,
      "difference": {"mean": -12.0, "half_width_95": 1.0, "q05": -14, "q50": -12, "q95": -10},
      "players": [{"name": "small", "share": {"mean": -2}, "alone": -3, "last": -1},
                  {"name": "large", "share": {"mean": -10}, "alone": -9, "last": -11}]}]})";
  const ReadAttribution found = read_attribution(text, "shares.json", {}, {});
  CHECK(found.scenario == "contract-2030");
  REQUIRE(found.outcomes.size() == 1);
  CHECK(found.outcomes[0].difference.half_width == 1);
  CHECK(found.outcomes[0].difference.members == 4);
  CHECK(found.outcomes[0].shares[0].name == "large");
  CHECK(found.outcomes[0].shares[1].last == -1);
  CHECK_THROWS_WITH(read_attribution("{}", "x.json", {}, {}), Catch::Contains("x.json is no attribution"));
  CHECK_THROWS_AS(read_attribution("no json", "x.json", {}, {}), sim::UserFault);
  CHECK(found.abatement.empty());
  // A quick one knows no ends of orders; what a tonne costs is read with its place.
  std::string more = text;
  more.replace(more.find("-11}"), 4, "null}");
  more.insert(more.size() - 1, R"(,
  "abatement": {"cost_rate": 0.035, "base_year": 2025, "players": [
    {"player": "large", "place": "last", "cost_msek": 3.5, "saved_t": 7, "sek_per_t": null, "words": "none"}]})");
  const ReadAttribution whole = read_attribution(more, "shares.json", {}, {});
  CHECK(std::isnan(whole.outcomes[0].shares[0].last));
  REQUIRE(whole.abatement.size() == 1);
  CHECK(whole.abatement[0].cost_msek == 3.5);
  CHECK(std::isnan(whole.abatement[0].sek_per_t));
  more.replace(more.find("3.5,"), 4, "\"3.5\",");
  CHECK_THROWS_WITH(read_attribution(more, "shares.json", {}, {}),
                    Catch::Contains("shares.json:7:55: a text (expected a number)"));
}

TEST_CASE("Money is summed by payer over the years, and differs pair by pair", "[money]") {
  const TemporaryFolder folder;
  SmallResult before;
  before.members = 3;
  before.values["investment"] = [](int member, int, int payer) { return payer == 0 ? 10.0 + member : 100.0; };
  SmallResult after = before;
  after.failed = {2};
  after.values["investment"] = [](int member, int year, int payer) {
    return payer == 0 ? 10.0 + member + (year == 2031 ? 5.0 : 0.0) : 90.0;
  };
  const output::ResultFile first = before.open(folder, "before.h5");
  const output::ResultFile second = after.open(folder, "after.h5");
  const MoneyReport money = collect_money(second, &first, pair_members(first, second), 2029);
  CHECK(money.running_cost.empty());
  REQUIRE(money.sums.size() == 6);  // 2030, and 2030 to 2031; all together, city, households
  CHECK(money.sums[0].to == 2030);
  const PayerSum& all = money.sums[3];
  CHECK(all.payer.empty());
  CHECK(all.from == 2030);
  CHECK(all.to == 2031);
  // Members 0 and 1: 10 + 15 + 180 = 205 and 11 + 16 + 180 = 207; 5 more for the city, 20 less for households.
  CHECK(all.sum.q50 == 206);
  REQUIRE(all.difference);
  CHECK(all.difference->members == 2);
  CHECK(all.difference->mean == Approx(-15));
  CHECK(money.sums[4].payer == "city");
  CHECK(money.sums[4].difference->mean == Approx(5));
  CHECK_FALSE(collect_money(second, &first, {}, 2029).sums[0].difference);  // no pairs, no difference
}

TEST_CASE("A result without groups gives no people", "[money]") {
  const TemporaryFolder folder;
  const output::ResultFile file = SmallResult().open(folder);
  CHECK(collect_people(file, nullptr, {}).groups.empty());
}

TEST_CASE("A sensitivity is read by the measure that ranks", "[drivers]") {
  const std::string text =
      R"({"confidence": 0.95, "tables": [{"method": "sobol", "outcome": "emissions@2030", "used": 64,
    "measures": ["first", "total"], "threshold": [null, 0.02],
    "inputs": [{"name": "b", "first": [0.4, 0.3, 0.5], "total": [0.2, 0.1, 0.3]},
               {"name": "a", "first": [0.1, 0.0, 0.2], "total": [0.6, 0.5, 0.7]},
               {"name": "c", "first": [0.1, 0.0, 0.2], "total": [null, null, null]}]}]})";
  const auto reports = read_sensitivity(text, "s.json", {}, {});
  REQUIRE(reports.size() == 1);
  CHECK(reports[0].measure == "total");
  CHECK(reports[0].threshold == 0.02);
  REQUIRE(reports[0].inputs.size() == 2);  // an index that could not be estimated is none
  CHECK(reports[0].inputs[0].name == "a");
  CHECK(reports[0].inputs[0].high == 0.7);
  CHECK_THROWS_WITH(read_sensitivity("[]", "s.json", {}, {}), Catch::Contains("s.json is no sensitivity"));
}

TEST_CASE("A study's text that is damaged is refused with the place of the fault", "[drivers]") {
  const std::string whole = R"({"tables": [
  {"method": "delta", "outcome": "emissions@2030", "used": 64, "measures": ["delta"], "threshold": [0.1],
   "inputs": [{"name": "a \"quoted\" one", "delta": [0.4, 0.3, 0.5]},
              {"name": "b", "delta": [0.05, null, null]}]}]})";
  const auto reports = read_sensitivity(whole, "s.json", {}, {});
  REQUIRE(reports.size() == 1);
  CHECK(reports[0].tested == 2);
  CHECK(reports[0].above == 1);
  const auto fault_of = [&](const std::string& from, const std::string& to) -> std::string {
    std::string text = whole;
    text.replace(text.find(from), from.size(), to);
    try {
      read_sensitivity(text, "s.json", {}, {});
    } catch (const sim::UserFault& fault) {
      return fault.what();
    }
    return "";
  };
  CHECK(fault_of("0.05, null", "\"0.05\", null") == "s.json:4:39: a text (expected a number)");
  CHECK(fault_of("\"name\": \"b\", ", "") == "s.json:4:15: 'name' is missing");
  CHECK(fault_of("[0.05, null, null]", "[0.05]") ==
        "s.json:4:38: 1 numbers (expected three: the index, and its interval)");
  CHECK(fault_of("\"used\": 64", "\"used\": -3.5") == "s.json:2:60: -3.5 (expected a number of futures)");
  CHECK(fault_of("[\"delta\"]", "[\"detla\"]") == "s.json:2:77: no measure is called 'detla', did you mean 'delta'?");
  CHECK(fault_of("\"delta\", \"outcome\"", "\"psi\", \"outcome\"") ==
        "s.json:2:14: no method is called 'psi' (there are sobol, morris, pawn, delta, given-data)");
  CHECK(fault_of("[\"delta\"]", "7") == "s.json:2:76: a number (expected a list)");
  CHECK(fault_of("null]}]}]}", "null]}]}") == "s.json:4:59: no JSON from here on (cut short, or edited?)");
}

TEST_CASE("A discovery's boxes and rules are read with open ends", "[drivers]") {
  const std::string text = R"({"outcome": "net_emissions@2035 > 50 kt", "units": "1", "members": 200, "interest": 80,
    "boxes": [{"members": 50, "interest": 45, "coverage": 0.5625, "density": 0.9,
               "restrictions": [{"input": "ccs.store_ready", "units": "year", "low": 2031.5, "high": null}]}],
    "tree": [{"members": 150, "mean": 0.23, "restrictions": []}]})";
  const DiscoveryReport found = read_discovery(text, "d.json", {}, {});
  CHECK(found.interest == 80);
  REQUIRE(found.boxes.size() == 1);
  CHECK(found.boxes[0].met == 45);
  CHECK(found.boxes[0].bounds[0].low == 2031.5);
  CHECK(std::isinf(found.boxes[0].bounds[0].high));
  CHECK(found.rules[0].mean == 0.23);
  CHECK_THROWS_WITH(read_discovery("{}", "d.json", {}, {}), Catch::Contains("d.json is no discovery"));
}

TEST_CASE("an assumption's English says what it is about, which its meaning takes for granted") {
  CHECK(placed_meaning("industry.output_growth.acid", "Growth of output from then on") ==
        "Industry, output growth, Kemira: Growth of output from then on");
  CHECK(placed_meaning("bus.number", "Buses that serve the city at the start") ==
        "Bus: Buses that serve the city at the start");
  CHECK(placed_meaning("grid.factor", "CO2e of a kWh") == "Grid: CO2e of a kWh");
  CHECK(placed_meaning("plain", "Nothing to add") == "Nothing to add");
}
