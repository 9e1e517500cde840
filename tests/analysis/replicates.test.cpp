#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/comparison.hpp"
#include "analysis/discovery/robustness.hpp"
#include "analysis/headline.hpp"
#include "analysis/information/value_of_information.hpp"
#include "analysis/report_drivers.hpp"
#include "analysis/report_json.hpp"
#include "analysis/report_targets.hpp"
#include "analysis/summary/summary.hpp"
#include "tests/analysis/small_result.hpp"

/// Replicates of a point are no independent futures. Where they are exact copies of each other every interval must be
/// that of a file with one of each.
using namespace skifte;
using namespace skifte::analysis;
using analysis::testing::SmallResult;
using output::example::TemporaryFolder;

namespace {

constexpr int points = 120;

double scattered(int point, int factor) {
  return static_cast<double>(point * factor % points) / points;
}

/// A result of 120 points with so many copies of each.
SmallResult copies(int replicates, double shift, const std::string& scenario) {
  SmallResult small;
  small.members = points * replicates;
  small.replicates = replicates;
  small.scenario = scenario;
  small.assumptions = {"fuel.price", "idle"};
  small.label_texts = {{"assumption_distribution", "assumption", {"uniform(0, 1)", "uniform(0, 1)"}, "distribution"}};
  small.draw = [=](int member, int which) { return scattered(member / replicates, which == 0 ? 7 : 11); };
  const auto emissions = [=](int member, int, int) {
    const int point = member / replicates;
    return 1e5 * (scattered(point, 7) + 0.1 * scattered(point, 13) - shift * scattered(point, 17));
  };
  small.values["emissions"] = emissions;
  small.values["net_emissions"] = emissions;
  small.values["neutral"] = [=](int member, int, int) { return scattered(member / replicates, 7) < 0.3 ? 1.0 : 0.0; };
  return small;
}

}  // namespace

TEST_CASE("exact copies: chances have the interval of one of each") {
  const ShareInterval one = wilson_interval({30, 100});
  const ShareInterval four = wilson_interval({120, 400, 100});
  CHECK(four.low == Approx(one.low));
  CHECK(four.high == Approx(one.high));
  CHECK(wilson_interval({120, 400}).low > one.low);
  // 121 of 400 in 100 points: of 30 and of 31 points the outer bounds.
  CHECK(wilson_interval({121, 400, 100}).low == Approx(one.low));
  CHECK(wilson_interval({121, 400, 100}).high == Approx(wilson_interval({31, 100}).high));
  CHECK(chance_words({0, 400, 100}) == "fewer than 1 in 100");
  CHECK_THAT(chance_words({120, 400, 100}), Catch::StartsWith("120 in 400 of 100 points (30 %"));
}

TEST_CASE("exact copies: a mean difference has the interval of one of each") {
  const std::vector<double> once{1, 2, 3, 6};
  const PairedMean one = paired_mean(once);
  const PairedMean four = paired_mean({1, 2, 3, 6, 1, 2, 3, 6}, {0, 1, 2, 3, 0, 1, 2, 3});
  CHECK(four.points == 4);
  CHECK(four.mean == one.mean);
  CHECK(four.half_width == Approx(one.half_width));
  CHECK(paired_mean({1, 2, 3, 6, 1, 2, 3, 6}).half_width < 0.7 * one.half_width);
  CHECK(welch_half_width({{1, 1, 2, 2, 3, 3}, {0, 0, 1, 1, 2, 2}}, {{2, 4, 6}}) ==
        Approx(welch_half_width({{1, 2, 3}}, {{2, 4, 6}})));
}

TEST_CASE("exact copies: the headline, targets, drivers and the summary of a file") {
  const TemporaryFolder folder;
  const output::ResultFile one = copies(1, 0, "a").open(folder, "one.h5");
  const output::ResultFile four = copies(4, 0, "a").open(folder, "four.h5");
  CHECK(headline(four, 170e3).neutral.front().count.points == points);
  const auto target = [](const output::ResultFile& file) { return collect_targets(file)[0].outcomes[0].chance; };
  CHECK(wilson_interval(target(four)).low == Approx(wilson_interval(target(one)).low));
  const auto drivers = [](const output::ResultFile& file) { return collect_drivers(file, {}, {}).front(); };
  CHECK(drivers(four).members == points);
  CHECK(drivers(four).threshold == Approx(drivers(one).threshold));
  CHECK(drivers(four).drivers[0].low == Approx(drivers(one).drivers[0].low));
  const auto summary = [](const output::ResultFile& file) {
    return summarise(file, {{"emissions"}, {"emissions@2030"}, 1});
  };
  const ResultSummary a = summary(one), b = summary(four);
  CHECK(b.members == 4 * points);
  CHECK(b.points == points);
  for (std::size_t q = 0; q < fan_orders.size(); ++q) {
    CHECK(b.fans[0].cells[0].quantiles[q].low == a.fans[0].cells[0].quantiles[q].low);
    CHECK(b.fans[0].cells[0].quantiles[q].high == a.fans[0].cells[0].quantiles[q].high);
  }
  REQUIRE(b.convergence.back().rows.size() == a.convergence.back().rows.size());
  for (std::size_t row = 0; row < a.convergence.back().rows.size(); ++row) {
    CHECK(b.convergence.back().rows[row].q50.low == a.convergence.back().rows[row].q50.low);
    CHECK(b.convergence.back().rows[row].q50.high == a.convergence.back().rows[row].q50.high);
  }
}

TEST_CASE("exact copies: comparison, regret and the value of information of two files") {
  const TemporaryFolder folder;
  const auto files_of = [&](int replicates) {
    std::vector<output::ResultFile> files;
    const std::string tail = std::to_string(replicates) + ".h5";
    files.push_back(copies(replicates, 0, "a").open(folder, "a" + tail));
    files.push_back(copies(replicates, 0.3, "b").open(folder, "b" + tail));
    files.push_back(copies(replicates, 0.05, "c").open(folder, "c" + tail));
    return files;
  };
  const auto one = files_of(1), four = files_of(4);
  const auto difference = [](const std::vector<output::ResultFile>& files) {
    return compare_results(files[0], files[1], {"emissions@2030"}, {}, {}, {}).outcomes[0].difference;
  };
  CHECK(difference(four).half_width == Approx(difference(one).half_width));
  CHECK(difference(one).half_width > 0);
  const auto paired = [](const std::vector<output::ResultFile>& files, const char* outcome) {
    return pair_outcomes(files, outcome, {});
  };
  const auto satisfied = [&](const std::vector<output::ResultFile>& files) {
    return wilson_interval(
        robustness(paired(files, "emissions@2030 < 50 kt"), "", Better::more).scenarios[0].satisfied);
  };
  CHECK(satisfied(four).low == Approx(satisfied(one).low));
  CHECK(satisfied(four).high == Approx(satisfied(one).high));
  const auto worth = [&](const std::vector<output::ResultFile>& files) {
    return value_of_information(paired(files, "emissions@2030 - 0.9 * net_emissions@2031"), "", Better::less,
                                {40, 1, 1}, false);
  };
  const ValueOfInformation a = worth(one), b = worth(four);
  CHECK(b.points == points);
  CHECK(b.perfect.value == Approx(a.perfect.value));
  CHECK(b.perfect.high == Approx(a.perfect.high));
  CHECK(b.noise == Approx(a.noise));
  REQUIRE(b.inputs.size() == a.inputs.size());
  CHECK(b.inputs[0].value.value == Approx(a.inputs[0].value.value));
  CHECK(b.inputs[0].value.low == Approx(a.inputs[0].value.low));
}
