#include "analysis/report_drivers.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/report_money.hpp"
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

TEST_CASE("An attribution is read for the scenario it is about, or refused", "[drivers]") {
  const std::string text = R"({"skifte_attribution": 1, "scenario": "contract-2030", "method": "all coalitions",
    "outcomes": [{"name": "emissions@2030", "unit": "t", "is_chance": false,
      "difference": {"members": 4, "mean": -12.0, "half_width_95": 1.0, "q05": -14, "q50": -12, "q95": -10},
      "players": [{"name": "small", "share": {"members": 4, "mean": -2}, "alone": -3, "last": -1},
                  {"name": "large", "share": {"members": 4, "mean": -10}, "alone": -9, "last": -11}]}]})";
  const ReadAttribution found = read_attribution(text, "shares.json", {}, {});
  CHECK(found.scenario == "contract-2030");
  REQUIRE(found.outcomes.size() == 1);
  CHECK(found.outcomes[0].difference.half_width == 1);
  CHECK(found.outcomes[0].shares[0].name == "large");
  CHECK(found.outcomes[0].shares[1].last == -1);
  CHECK_THROWS_WITH(read_attribution("{}", "x.json", {}, {}), Catch::Contains("x.json is no attribution"));
  CHECK_THROWS_AS(read_attribution("no json", "x.json", {}, {}), sim::UserFault);
}

TEST_CASE("A result without money and groups gives empty sections", "[drivers]") {
  const TemporaryFolder folder;
  const output::ResultFile file = SmallResult().open(folder);
  CHECK(collect_money(file, nullptr, {}, 2029).sums.empty());
  CHECK(collect_people(file, nullptr, {}).groups.empty());
}
