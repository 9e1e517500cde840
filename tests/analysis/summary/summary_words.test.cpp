#include "analysis/summary/summary_words.hpp"

#include <catch2/catch.hpp>
#include <sstream>

namespace {

using namespace skifte::analysis;

/// A hundred futures of which `met` are neutral in 2030, with emissions `gap` [t] off a limit of 170 kt.
ResultSummary summary_of(int met, double gap) {
  ResultSummary summary;
  summary.city = "helsingborg";
  Target neutral;
  neutral.variable = "neutral";
  neutral.year = 2030;
  neutral.outcomes = {{Account::physical, {met, 100}, {}, {}, {}}, {Account::published, {0, 100}, {}, {}, {}}};
  Target loose;
  loose.variable = "emissions";
  loose.unit = "t CO2e";
  loose.year = 2030;
  loose.at_most = 208e3;
  loose.outcomes = {{Account::physical, {0, 100}, FanRow{0, 0, 0, gap - 38e3, 0, 0}, {}, {}}};
  Target strict = loose;
  strict.at_most = 170e3;
  strict.outcomes[0].gap = FanRow{0, gap - 50e3, gap, gap, gap, gap + 40e3};
  summary.targets = {{neutral, {}}, {loose, {}}, {strict, {}}};
  summary.drivers = {
      {"emissions", 2030, 100, 368, 0.39, {{"car.inertia", {"", "How like replaces like"}, 0.41, 0.2, 0.6}}}};
  return summary;
}

}  // namespace

TEST_CASE("The answer in words names the chance, the strictest limit's gap, the drivers and what is left out") {
  const std::string text = summary_words(summary_of(7, 210e3));
  CHECK_THAT(text, Catch::Contains("climate neutrality in 2030, by both tests of the contract: 7 in 100"));
  CHECK_THAT(text, Catch::Contains("as published"));
  CHECK_THAT(text, Catch::Contains("emissions stand 210 kt CO2e above the limit of 170"));
  CHECK_THAT(text, Catch::Contains("How like replaces like (car.inertia,"));
  CHECK_THAT(text, Catch::Contains("Traffic on the municipality's roads is not measured"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 120);
}

TEST_CASE("A kept limit is said in words to be kept, and a driver that chance would give is not named") {
  ResultSummary summary = summary_of(100, -30e3);
  summary.drivers.front().drivers.front().correlation = 0.38;
  const std::string text = summary_words(summary);
  CHECK_THAT(text, Catch::Contains("all 100 futures"));
  CHECK_THAT(text, Catch::Contains("30 kt CO2e below the limit of 170"));
  CHECK_THAT(text, Catch::Contains("100 futures are too few") && !Catch::Contains("car.inertia"));
  summary.targets.clear();
  summary.drivers.clear();
  const std::string little = summary_words(summary);
  CHECK_THAT(little, !Catch::Contains("Gap") && !Catch::Contains("Chance") && Catch::Contains("Not covered"));
}
