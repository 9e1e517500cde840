#include "analysis/backtest.hpp"

#include <catch2/catch.hpp>

#include "sim/fault.hpp"
#include "tests/analysis/small_result.hpp"
#include "tests/output/example_result.hpp"

namespace {

using namespace skifte;
using analysis::Backtest;
using analysis::BacktestSeries;
using scenarios::CitySeries;
using scenarios::Use;

/// Three members that are done and one that failed, 2017 to 2020: battery cars 10 m + 100 (y - 2017), petrol 0; new
/// battery cars 5; points m.
output::ResultFile open(const output::example::TemporaryFolder& folder) {
  const output::Layout layout({{"year", {}, {2017, 2018, 2019, 2020}, "calendar year"},
                               {"powertrain", {"petrol", "battery"}, {}, "powertrain"}},
                              {{"cars", {"year", "powertrain"}, "vehicle", "cars"},
                               {"new_cars", {"year", "powertrain"}, "vehicle", "new"},
                               {"public_chargers", {"year"}, "1", "points"}});
  output::FileHeader header;
  header.scenario = "baseline";
  header.city = "helsingborg";
  output::MemberSource source;
  source.members = {0, 1, 2, 3};
  source.read = [&](std::size_t index) {
    output::MemberResult result = output::blank_result(static_cast<std::uint32_t>(index), layout);
    if (index == 3) {
      result.status = output::MemberStatus::failed;
      return result;
    }
    const double m = static_cast<double>(index);
    for (double& value : result.values) value = 0;
    for (std::size_t year = 0; year < 4; ++year) {
      result.values[layout.offset("cars") + 2 * year + 1] = 10 * m + 100 * static_cast<double>(year);
      result.values[layout.offset("new_cars") + 2 * year + 1] = 5;
      result.values[layout.offset("public_chargers") + year] = m;
    }
    return result;
  };
  output::write_result(folder / "b.h5", layout, header, source, output::Overwrite::results);
  return output::ResultFile(folder / "b.h5");
}

CitySeries series(const std::string& variable, const std::string& label, std::map<int, double> values) {
  return {variable, variable, label, "vehicle", "the test", std::move(values)};
}

const BacktestSeries& found(const Backtest& test, const std::string& name, const std::string& label) {
  for (const BacktestSeries& one : test.series) {
    if (one.name == name && one.label == label) return one;
  }
  throw std::runtime_error("no series " + name);
}

constexpr analysis::BacktestPeriod period{2017, 2020, 2018};

}  // namespace

TEST_CASE("A series against the members that are done, year by year and in its scores") {
  const output::example::TemporaryFolder folder;
  const Backtest test =
      analysis::backtest(open(folder), {series("cars", "battery", {{2017, 10}, {2018, 100}, {2019, 220}, {2020, 400}})},
                         {{"cars", "", 2017, 2018, Use::fitted, "by hand"}}, period);
  CHECK(test.members == 3);
  const BacktestSeries& cars = found(test, "cars", "battery");
  REQUIRE(cars.years.size() == 4);
  const analysis::BacktestYear& third = cars.years[2];  // 200, 210, 220 against 220
  CHECK(third.year == 2019);
  CHECK(third.use == Use::none);
  CHECK(third.median == 210);
  CHECK(third.q05 == Approx(201));  // type 7: 0.1 of the way from 200 to 210
  CHECK(third.q95 == Approx(219));
  CHECK_FALSE(third.inside);
  CHECK(*third.error == Approx(-10.0 / 220));
  // Distances 20, 10, 0: mean 10; pairs 10 + 20 + 10 = 40 twice over 2 * 9.
  CHECK(third.crps == Approx(10 - 40.0 / 9));
  CHECK(*third.no_change == 100);
  CHECK(*third.line == 190);  // 10 in 2017, 100 in 2018: 90 a year
  CHECK_FALSE(cars.years[1].no_change.has_value());
  CHECK(cars.years[0].use == Use::fitted);
  CHECK(cars.how == std::vector<std::string>{"2017-2018 fitted: by hand"});
  const analysis::BacktestScore& score = cars.score;
  CHECK(score.years == 4);
  CHECK(score.used == 2);
  CHECK(score.coverage == Approx(0.25));  // 2017 alone: 110 is the median of 2018, its range 101 to 119 above 100
  CHECK(*score.all.error == Approx((0 + 10.0 / 100 + 10.0 / 220 + 90.0 / 400) / 4));
  CHECK(score.later_years == 2);
  CHECK(*score.later.error == Approx((10.0 / 220 + 90.0 / 400) / 2));
  CHECK(*score.no_change.error == Approx((120.0 / 220 + 300.0 / 400) / 2));
  CHECK(*score.no_change.crps == Approx((120.0 + 300) / 2));
  CHECK(*score.line.error == Approx((30.0 / 220 + 120.0 / 400) / 2));
}

TEST_CASE("Stock change less new registrations is taken alike on both sides") {
  const output::example::TemporaryFolder folder;
  const Backtest test =
      analysis::backtest(open(folder),
                         {series("cars", "battery", {{2016, 4}, {2017, 10}, {2019, 220}, {2020, 400}}),
                          series("new_cars", "battery", {{2017, 6}, {2020, 30}})},
                         {}, period);
  const BacktestSeries& change = found(test, "car_other_change", "battery");
  REQUIRE(change.years.size() == 1);  // 2017 needs the run's 2016, 2019 the observed 2018
  CHECK(change.years[0].year == 2020);
  CHECK(change.years[0].observed == 400 - 220 - 30);
  CHECK(change.years[0].median == 100 - 5);
}

TEST_CASE("Totals, series without labels, and what is left out with its reason") {
  const output::example::TemporaryFolder folder;
  const Backtest test =
      analysis::backtest(open(folder),
                         {series("cars", "total", {{2018, 110}}), series("cars", "petrol", {{2018, 0}}),
                          series("public_chargers", "", {{2018, 0}, {2019, 1}}), series("buses", "gas", {{2018, 3}}),
                          series("cars", "hydrogen", {{2018, 3}}), series("new_cars", "battery", {{2024, 3}})},
                         {}, period);
  REQUIRE(test.series.size() == 2);
  CHECK(found(test, "cars", "total").years[0].median == 110);
  const BacktestSeries& points = found(test, "public_chargers", "");
  CHECK_FALSE(points.years[0].error.has_value());  // none observed: no relative error
  CHECK(*points.score.all.error == 0);             // of 2019 alone
  CHECK(test.left_out == std::vector<std::string>{"cars/petrol: zero throughout, observed and simulated",
                                                  "buses/gas: not in the result", "cars/hydrogen: not in the result",
                                                  "new_cars/battery: observed 2024, none of it compared here"});
  CHECK_THROWS_AS(analysis::backtest(open(folder), {series("cars", "battery", {{2024, 3}})}, {}, period),
                  sim::UserFault);
}

TEST_CASE("Fitted years are marked in words and in both tables") {
  const output::example::TemporaryFolder folder;
  const Backtest test = analysis::backtest(open(folder), {series("cars", "battery", {{2018, 100}, {2019, 220}})},
                                           {{"cars", "battery", 2018, 2018, Use::fitted, "the first stock"}}, period);
  const std::string text = analysis::backtest_text(test);
  CHECK_THAT(text, Catch::Contains("2018-2018 fitted: the first stock"));
  CHECK_THAT(text, Catch::Contains("2018  fitted"));
  const std::string rows = analysis::backtest_csv(test);
  CHECK_THAT(rows, Catch::Contains("\ncars,battery,vehicle,2018,fitted,100,110,101,119,0,0.1,"));
  CHECK_THAT(rows, Catch::Contains("\ncars,battery,vehicle,2019,,220,210,201,219,0,"));
  CHECK_THAT(analysis::backtest_scores_csv(test), Catch::Contains("\ncars,battery,vehicle,2,1,0,"));
}

TEST_CASE("What is no sample of one scenario's futures is not held against the past") {
  const output::example::TemporaryFolder folder;
  analysis::testing::SmallResult small;
  small.members = 2;
  const auto refused = [&](const char* what) {
    CHECK_THROWS_WITH(analysis::backtest(small.open(folder), {}, {}, period), Catch::Contains(what));
  };
  small.extra["design"] = "morris";
  refused("no sample of likely futures");
  small.extra.clear();
  small.scenarios = {"baseline", "contract-2030"};
  refused("holds the scenarios baseline, contract-2030");
}
