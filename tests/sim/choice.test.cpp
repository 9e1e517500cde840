#include "sim/choice.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string_view>
#include <vector>

#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace sim = skifte::sim;
using Alternatives = std::vector<sim::Alternative>;

namespace {

constexpr auto purchase = sim::decision("test.purchase");
constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

sim::Alternative alternative(std::string_view name, std::string_view nest, double utility, double dissimilarity) {
  return {sim::hash_name(name), sim::hash_name(nest), utility, dissimilarity};
}

Alternatives logit() {
  return {alternative("car", "car", 0.4, 1.0), alternative("bus", "bus", 0.0, 1.0),
          alternative("bicycle", "bicycle", -0.7, 1.0), alternative("walk", "walk", 0.1, 1.0)};
}

Alternatives nested() {
  return {alternative("petrol", "fuel", 0.3, 0.6),  alternative("battery", "plug", 0.2, 0.35),
          alternative("diesel", "fuel", -0.2, 0.6), alternative("hybrid", "plug", 0.0, 0.35),
          alternative("none", "none", -0.4, 1.0),   alternative("gas", "fuel", -0.9, 0.6)};
}

/// Name hash of the chosen alternative.
std::uint64_t chosen(const Alternatives& alternatives, std::uint64_t seed, std::uint64_t agent) {
  const int best = sim::choose(alternatives, sim::RandomSource(seed, 0), purchase, sim::agent_id("test", agent), 0);
  return alternatives[static_cast<std::size_t>(best)].name;
}

std::vector<double> probabilities(const Alternatives& alternatives) {
  std::vector<double> result(alternatives.size());
  sim::nested_logit_probabilities(alternatives, result);
  return result;
}

/// Pearson's statistic of the choices of 1e5 agents against the closed form.
double chi_square_of_shares(const Alternatives& alternatives) {
  constexpr int draws = 100000;
  const sim::RandomSource source(20220101, 3);
  std::vector<double> counts(alternatives.size(), 0.0);
  for (std::uint64_t i = 0; i < draws; ++i) {
    ++counts[static_cast<std::size_t>(sim::choose(alternatives, source, purchase, sim::agent_id("test", i), 0))];
  }
  const auto expected = probabilities(alternatives);
  double sum = 0.0;
  for (std::size_t j = 0; j < counts.size(); ++j) {
    sum += (counts[j] - draws * expected[j]) * (counts[j] - draws * expected[j]) / (draws * expected[j]);
  }
  return sum;
}

/// A choice set made up from keyed draws: up to 7 alternatives in up to 3 nests.
Alternatives random_alternatives(std::uint32_t i) {
  static constexpr std::string_view names[] = {"a", "b", "c", "d", "e", "f", "g"};
  static constexpr std::string_view nests[] = {"x", "y", "z"};
  const sim::RandomSource source(5, 0);
  const auto draw = [&](std::uint32_t lane) { return source.uniform(sim::decision("test.set"), {1}, i, lane); };
  const std::size_t n = 2 + static_cast<std::size_t>(6.0 * draw(0));
  const double lambdas[] = {1.0, 0.1 + 0.9 * draw(1), 0.1 + 0.9 * draw(2)};
  Alternatives result;
  for (std::uint32_t j = 0; j < n; ++j) {
    const std::size_t nest = static_cast<std::size_t>(3.0 * draw(10 + j));
    result.push_back(alternative(names[j], nests[nest], 4.0 * draw(20 + j) - 2.0, lambdas[nest]));
  }
  return result;
}

}  // namespace

TEST_CASE("nested_logit_probabilities at hand-computed points", "[sim][choice]") {
  // Logit: e^V over their sum; log 3 against 0 is 3 : 1.
  const Alternatives two{alternative("a", "a", std::log(3.0), 1.0), alternative("b", "b", 0.0, 1.0)};
  CHECK(probabilities(two)[0] == Approx(0.75));
  CHECK(sim::expected_maximum_utility(two) == Approx(std::log(4.0)));
  // A nest of two equals, lambda 1/2, against one other, all V = 0: I = 2, I^lambda = sqrt 2.
  const Alternatives three{alternative("red bus", "bus", 0.0, 0.5), alternative("blue bus", "bus", 0.0, 0.5),
                           alternative("car", "car", 0.0, 1.0)};
  CHECK(probabilities(three)[2] == Approx(1.0 / (1.0 + std::sqrt(2.0))));
  CHECK(probabilities(three)[0] == Approx(0.5 * std::sqrt(2.0) / (1.0 + std::sqrt(2.0))));
  CHECK(sim::expected_maximum_utility(three) == Approx(std::log(1.0 + std::sqrt(2.0))));
}

TEST_CASE("probabilities and inclusive value follow the formula as written", "[sim][choice]") {
  for (std::uint32_t i = 0; i < 500; ++i) {
    const Alternatives set = random_alternatives(i);
    const auto nest_sum = [&](const sim::Alternative& a) {
      double sum = 0.0;
      for (const auto& b : set) sum += a.nest == b.nest ? std::exp(b.utility / b.dissimilarity) : 0.0;
      return sum;
    };
    double total = 0.0;
    for (std::size_t j = 0; j < set.size(); ++j) {
      const bool first = std::none_of(set.begin(), set.begin() + static_cast<std::ptrdiff_t>(j),
                                      [&](const auto& b) { return b.nest == set[j].nest; });
      if (first) total += std::pow(nest_sum(set[j]), set[j].dissimilarity);
    }
    const auto actual = probabilities(set);
    for (std::size_t j = 0; j < set.size(); ++j) {
      const double lambda = set[j].dissimilarity;
      const double expected = std::exp(set[j].utility / lambda) * std::pow(nest_sum(set[j]), lambda - 1.0) / total;
      REQUIRE(actual[j] == Approx(expected).epsilon(1e-12));
    }
    REQUIRE(sim::expected_maximum_utility(set) == Approx(std::log(total)).epsilon(1e-12).margin(1e-12));
    REQUIRE(std::accumulate(actual.begin(), actual.end(), 0.0) == Approx(1.0).epsilon(1e-12));
  }
}

TEST_CASE("great utilities do not overflow", "[sim][choice]") {
  Alternatives set = nested();
  const auto before = probabilities(set);
  const double value = sim::expected_maximum_utility(set);
  for (auto& a : set) a.utility += 5000.0;
  const auto after = probabilities(set);
  for (std::size_t j = 0; j < set.size(); ++j) CHECK(after[j] == Approx(before[j]).epsilon(1e-9));
  CHECK(sim::expected_maximum_utility(set) == Approx(value + 5000.0).epsilon(1e-12));
}

TEST_CASE("shares of choices are the logit's and the nested logit's", "[sim][choice]") {
  // alpha = 0.001: chi-square with 3 and 5 degrees of freedom (scipy.stats.chi2.isf(0.001, [3, 5])).
  CHECK(chi_square_of_shares(logit()) < 16.266);
  CHECK(chi_square_of_shares(nested()) < 20.515);
}

TEST_CASE("an outside alternative as good as the inclusive value wins half the choices", "[sim][choice]") {
  const Alternatives inside = nested();
  const double value = sim::expected_maximum_utility(inside);
  Alternatives with_outside = inside;
  with_outside.push_back(alternative("outside", "outside", value, 1.0));
  CHECK(probabilities(with_outside).back() == Approx(0.5));
  int outside = 0;
  constexpr int draws = 100000;
  for (std::uint64_t i = 0; i < draws; ++i) outside += chosen(with_outside, 11, i) == sim::hash_name("outside") ? 1 : 0;
  CHECK(std::abs(outside - 0.5 * draws) < 3.29 * std::sqrt(0.25 * draws));  // alpha = 0.001
}

TEST_CASE("alternatives of one nest are close substitutes", "[sim][choice]") {
  // At lambda = 0.05 the errors in a nest nearly agree, so that its best by utility takes nearly all of it:
  // odds within the nest e^(0.5 / 0.05) = 22026.
  const Alternatives set{alternative("a", "m", 0.5, 0.05), alternative("b", "m", 0.0, 0.05),
                         alternative("c", "c", 0.0, 1.0)};
  int a = 0, b = 0;
  for (std::uint64_t i = 0; i < 20000; ++i) {
    const auto name = chosen(set, 12, i);
    a += name == set[0].name ? 1 : 0;
    b += name == set[1].name ? 1 : 0;
  }
  CHECK(b <= 6);  // expected 0.57; Poisson(0.57) exceeds 6 with probability 2e-6
  // P(a) = 1 / (1 + e^-0.5) to 5 digits.
  CHECK(std::abs(a - 20000 * 0.62246) < 3.29 * std::sqrt(20000 * 0.62246 * 0.37754));
}

TEST_CASE("a new alternative changes no choice but those it wins", "[sim][choice]") {
  int won = 0;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    Alternatives set = random_alternatives(i);
    const auto before = chosen(set, 13, i);
    const std::size_t at = i % (set.size() + 1);
    const auto nest = i % 2 == 0 ? set[0] : alternative("", "another nest", 0.0, 0.4);
    set.insert(set.begin() + static_cast<std::ptrdiff_t>(at),
               {sim::hash_name("new"), nest.nest, 0.3, nest.dissimilarity});
    const auto after = chosen(set, 13, i);
    REQUIRE((after == before || after == sim::hash_name("new")));
    won += after != before ? 1 : 0;
  }
  CHECK(won > 1000);
}

TEST_CASE("a raised utility never loses a choice, and moves it to no third", "[sim][choice]") {
  int moved = 0;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    Alternatives set = random_alternatives(i);
    const auto before = chosen(set, 14, i);
    auto& raised = set[i % set.size()];
    raised.utility += 0.8;
    const auto after = chosen(set, 14, i);
    REQUIRE((after == before || after == raised.name));
    moved += after != before ? 1 : 0;
  }
  CHECK(moved > 1000);
}

TEST_CASE("the order of the alternatives is irrelevant", "[sim][choice]") {
  for (std::uint32_t i = 0; i < 5000; ++i) {
    Alternatives set = random_alternatives(i);
    const auto expected = chosen(set, 15, i);
    std::reverse(set.begin(), set.end());
    REQUIRE(chosen(set, 15, i) == expected);
    std::rotate(set.begin(), set.begin() + 1, set.end());
    REQUIRE(chosen(set, 15, i) == expected);
  }
}

TEST_CASE("ordinals, agents and replicates draw errors of their own", "[sim][choice]") {
  const Alternatives set = logit();
  int by_ordinal = 0, by_agent = 0, by_replicate = 0;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const auto choose = [&](std::uint32_t replicate, std::uint64_t agent, std::uint32_t ordinal) {
      return sim::choose(set, sim::RandomSource(16, replicate), purchase, sim::agent_id("test", agent), ordinal);
    };
    const int reference = choose(0, i, 0);
    by_ordinal += choose(0, i, 1) != reference ? 1 : 0;
    by_agent += choose(0, i + 1000, 0) != reference ? 1 : 0;
    by_replicate += choose(1, i, 0) != reference ? 1 : 0;
  }
  // Independent choices differ with probability 1 - sum P^2 = 0.73.
  CHECK(by_ordinal > 600);
  CHECK(by_agent > 600);
  CHECK(by_replicate > 600);
}

TEST_CASE("unavailable alternatives are never chosen; ties go to the smaller name", "[sim][choice]") {
  Alternatives set = nested();
  set[0].utility = set[2].utility = set[5].utility = minus_infinity;
  for (std::uint64_t i = 0; i < 1000; ++i) REQUIRE(chosen(set, 17, i) != set[0].name);
  CHECK(probabilities(set)[0] == 0.0);
  CHECK(probabilities(set)[1] > 0.0);
  for (auto& a : set) a.utility = minus_infinity;
  const auto least =
      std::min_element(set.begin(), set.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  CHECK(chosen(set, 17, 0) == least->name);
  CHECK(sim::expected_maximum_utility(set) == minus_infinity);
  CHECK_THROWS_AS(probabilities(set), sim::ProgramFault);
}

TEST_CASE("malformed choice sets are program faults", "[sim][choice]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(chosen({}, 1, 1), sim::ProgramFault);
  CHECK_THROWS_AS(chosen({alternative("a", "a", 0.0, 0.0)}, 1, 1), sim::ProgramFault);
  CHECK_THROWS_AS(chosen({alternative("a", "a", 0.0, 1.5)}, 1, 1), sim::ProgramFault);
  CHECK_THROWS_AS(chosen({alternative("a", "a", nan, 1.0)}, 1, 1), sim::ProgramFault);
  CHECK_THROWS_AS(probabilities({alternative("a", "m", 0.0, 0.5), alternative("b", "m", 0.0, 0.6)}), sim::ProgramFault);
  std::vector<double> too_few(1);
  CHECK_THROWS_AS(sim::nested_logit_probabilities(logit(), too_few), sim::ProgramFault);
}
