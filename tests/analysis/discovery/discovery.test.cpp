#include "analysis/discovery/discovery.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/discovery/discovery_text.hpp"
#include "analysis/discovery/robustness.hpp"
#include "sim/fault.hpp"
#include "tests/analysis/sensitivity/functions.hpp"
#include "tests/analysis/small_result.hpp"

using namespace skifte;
using namespace skifte::analysis;
using namespace skifte::analysis::testing;

namespace {

/// One outcome, `y`.
class OneOutcome : public OutcomeSource {
 public:
  explicit OneOutcome(std::vector<double> y) : y_(std::move(y)) {}
  std::size_t members() const override { return y_.size(); }
  OutcomeValues outcome(const std::string& name) const override { return {name, "t CO2e", y_}; }

 private:
  std::vector<double> y_;
};

Study study_of(const Columns& x, std::vector<double> y) {
  Study study;
  study.source = "example.h5";
  study.x = x;
  study.inputs = {{"ccs.delay", "waste", "year", "how late capture is"},
                  {"car.price", "cars", "1", ""},
                  {"noise", "noise", "1", ""}};
  study.outcomes = std::make_shared<OneOutcome>(std::move(y));
  return study;
}

std::string refusal(const Study& study, const DiscoveryRequest& request) {
  try {
    discover(study, request);
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a discovery says in words and units where the outcome comes true") {
  const Columns x = random_columns(600, 3, 9);
  std::vector<double> y = evaluate(x, [](const std::vector<double>& u) { return u[0] > 0.7 ? 80e3 : 20e3; });
  y[5] = std::nan("");
  DiscoveryRequest request;
  request.outcome = "y > 50 kt";
  const Discovery found = discover(study_of(x, y), request);
  CHECK(found.left_out == 1);
  REQUIRE(found.boxes.size() == 1);
  const DiscoveredBox& box = found.boxes.front();
  CHECK(box.coverage > 0.9);
  CHECK(box.density > 0.95);
  REQUIRE_FALSE(box.restrictions.empty());
  CHECK(box.restrictions[0].input == "ccs.delay");
  CHECK(box.restrictions[0].limit.low == Approx(0.7).margin(0.03));
  CHECK_THAT(box.restrictions[0].words,
             Catch::StartsWith("ccs.delay above 0.7") || Catch::StartsWith("ccs.delay above 0.6"));
  CHECK_THAT(box.restrictions[0].words, Catch::EndsWith("year (how late capture is)"));
  REQUIRE(found.rules.size() == 2);
  CHECK(found.rules[0].count.met == found.rules[0].count.members);
  CHECK_THAT(discovery_text(found), Catch::Contains("1 more have no such outcome"));
  CHECK(discovery_json(found)["boxes"][0]["restrictions"][0]["high"].is_null());
}

TEST_CASE("among many idle inputs only the one that matters restricts the box, unless all are kept") {
  const Columns x = random_columns(200, 60, 31);
  const KeyedDraws luck(2, "test.discovery");
  std::uint64_t row = 0;
  Study study = study_of(x, evaluate(x, [&](const std::vector<double>& u) {
                           return luck.uniform(row++, 0) < (u[40] < 0.4 ? 0.7 : 0.1) ? 80e3 : 20e3;
                         }));
  study.inputs.resize(60, {"idle", "idle", "1", ""});
  study.inputs[40].name = "cause";
  DiscoveryRequest request;
  request.outcome = "y > 50 kt";
  const Discovery found = discover(study, request);
  REQUIRE(found.boxes.size() == 1);
  REQUIRE(found.boxes.front().restrictions.size() == 1);
  CHECK(found.boxes.front().restrictions[0].input == "cause");
  CHECK(found.boxes.front().restrictions[0].limit.high == Approx(0.4).margin(0.12));
  request.prim.significance = 1;
  CHECK(discover(study, request).boxes.front().restrictions.size() > 5);
}

TEST_CASE("outcomes that all or too few members meet are refused with the number needed") {
  const Columns x = random_columns(400, 3, 9);
  DiscoveryRequest request;
  request.outcome = "y > 50 kt";
  CHECK_THAT(refusal(study_of(x, std::vector<double>(400, 1.0)), request), Catch::Contains("in none of 400"));
  CHECK_THAT(refusal(study_of(x, std::vector<double>(400, 1e6)), request),
             Catch::Contains("in all of 400") && Catch::Contains("; the median of y is 1000") &&
                 Catch::Contains(" kt CO2e) another bound"));
  std::vector<double> few(400, 1.0);
  for (std::size_t k = 0; k < 8; ++k) few[k] = 1e6;
  CHECK_THAT(refusal(study_of(x, few), request), Catch::Contains("-n 1000"));  // 20 x 400 / 8
  request.force = true;
  CHECK(refusal(study_of(x, few), request).empty());
  Study saltelli = study_of(x, few);
  saltelli.design = "saltelli";
  CHECK_THAT(refusal(saltelli, request), Catch::Contains("--design lhs"));
}

TEST_CASE("regret and satisficing by hand") {
  // Futures: (1, 3, 5), (2, 2, 2), (9, 4, 4) under a, b, c; less is better.
  PairedOutcomes paired;
  paired.scenarios = {"a", "b", "c"};
  paired.values = {{1, 2, 9}, {3, 2, 4}, {5, 2, 4}};
  const Robustness found = robustness(paired, "y", Better::less);
  CHECK(found.scenarios[0].regret_mean == Approx(5.0 / 3));
  CHECK(found.scenarios[0].regret_largest == 5);
  CHECK(found.scenarios[0].best_share == Approx(2.0 / 3));
  CHECK(found.scenarios[1].regret_mean == Approx(2.0 / 3));
  CHECK(found.scenarios[2].regret_mean == Approx(4.0 / 3));
  CHECK(robustness(paired, "y", Better::more).scenarios[0].regret_mean == Approx(4.0 / 3));  // 4, 0, 0
  paired.is_condition = true;
  paired.values = {{1, 1, 0}, {0, 1, 0}, {1, 1, 1}};
  CHECK(robustness(paired, "y", Better::more).scenarios[0].satisfied.met == 2);
}

TEST_CASE("scenarios are set side by side over the same futures alone") {
  const output::example::TemporaryFolder folder;
  SmallResult small;
  small.members = 4;
  small.assumptions = {"fuel.price"};
  small.label_texts = {{"assumption_distribution", "assumption", {"uniform(0, 1)"}, "distribution"}};
  small.draw = [](int member, int) { return 0.1 * member; };
  small.values["net_emissions"] = [](int member, int, int) { return 10.0 * member; };
  SmallResult more = small;
  more.scenario = "more";
  more.members = 6;
  more.failed = {1};
  std::vector<output::ResultFile> files;
  files.push_back(small.open(folder, "small.h5"));
  files.push_back(more.open(folder, "more.h5"));
  const PairedOutcomes paired = pair_outcomes(files, "net_emissions@2030", {});
  CHECK(paired.values.front().size() == 3);
  CHECK(paired.left_out == 1);
  CHECK(paired.unshared == 2);

  // A hypercube of another size draws another future under the same seed and number.
  more.draw = [](int member, int) { return 0.05 * member; };
  files.pop_back();
  files.push_back(more.open(folder, "other.h5"));
  CHECK_THROWS_WITH(pair_outcomes(files, "net_emissions@2030", {}),
                    Catch::Contains("do not hold the same futures") && Catch::Contains("draws fuel.price as"));
}
