#include "analysis/result_series.hpp"

#include <catch2/catch.hpp>

#include "sim/fault.hpp"
#include "tests/analysis/small_result.hpp"

namespace {

using namespace skifte;
using analysis::ResultSeries;
using analysis::testing::SmallResult;

/// member m, year y, label k: 100 m + (y - 2029) + 10 k.
double telling(int member, int year, int label) {
  return 100.0 * member + (year - 2029) + 10.0 * label;
}

}  // namespace

TEST_CASE("a series is found by member, year and label; failed members are left out") {
  const output::example::TemporaryFolder folder;
  SmallResult small;
  small.members = 4;
  small.failed = {1};
  small.values["emissions"] = telling;
  const ResultSeries series(small.open(folder), "emissions");
  CHECK(series.members() == 3);
  CHECK(series.years() == std::vector<int>{2029, 2030, 2031});
  CHECK(series.labels() == std::vector<std::string>{"transport", "waste_incl_sewage"});
  CHECK(series.value(0, 2, 1) == 12.0);
  CHECK(series.value(1, 0, 0) == 200.0);  // member 2: member 1 failed
  CHECK(series.total(2, 1) == 612.0);     // member 3 in 2030: 301 + 311
  CHECK(series.sample(2030, 1) == std::vector<double>{11, 211, 311});
  CHECK(series.total_sample(2029) == std::vector<double>{10, 410, 610});
  CHECK_THROWS_AS(series.sample(2028, 0), sim::UserFault);
}

TEST_CASE("a variable by year alone is its own total") {
  const output::example::TemporaryFolder folder;
  SmallResult small;
  small.members = 2;
  small.values["net_emissions"] = telling;
  const ResultSeries series(small.open(folder), "net_emissions");
  CHECK(series.labels().empty());
  CHECK(series.total(1, 2) == 102.0);
  CHECK(series.fans().empty());
}

TEST_CASE("a variable that is not by year is a fault of ours") {
  const output::example::TemporaryFolder folder;
  SmallResult small;
  small.targets = {"a"};
  const output::ResultFile file = small.open(folder);
  CHECK_THROWS_AS(ResultSeries(file, "target_met"), sim::ProgramFault);
}

TEST_CASE("fans are the members' quantiles, year by year") {
  const output::example::TemporaryFolder folder;
  SmallResult small;
  small.members = 21;
  small.values["emissions"] = telling;
  const ResultSeries series(small.open(folder), "emissions");
  const analysis::Fan fan = series.fan(0);
  REQUIRE(fan.size() == 3);
  // Members 0 to 2000 in steps of 100: the quantile of order p is 2000 p, one more each year.
  CHECK(fan[1].year == 2030);
  CHECK(fan[1].q05 == Approx(101));
  CHECK(fan[1].q25 == Approx(501));
  CHECK(fan[1].q50 == Approx(1001));
  CHECK(fan[1].q75 == Approx(1501));
  CHECK(fan[1].q95 == Approx(1901));
  CHECK(series.total_fan()[0].q50 == Approx(2010));  // twice 1000 plus 10
  const auto fans = series.fans();
  REQUIRE(fans.size() == 2);
  CHECK(fans[1].name == "waste_incl_sewage");
  CHECK(fans[1].fan[2].q50 == Approx(1012));
}
