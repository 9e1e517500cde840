#include "analysis/design.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "analysis/hypercube.hpp"
#include "analysis/morris_points.hpp"
#include "analysis/sobol_points.hpp"
#include "sim/fault.hpp"

namespace {

using namespace skifte;
using enum analysis::DesignKind;
using analysis::DesignKind;
using Points = std::unique_ptr<analysis::PointSet>;

const std::vector<std::string> names = {"car.holding_time", "national.cars.annuity", "price.petrol.growth"};

Points make(DesignKind kind, std::uint32_t size, const std::vector<std::string>& coordinates = names,
            std::uint64_t seed = 3, const std::vector<scenarios::RankCorrelation>& correlations = {}) {
  return analysis::make_points({kind, size, analysis::SecondOrder::no}, coordinates, correlations, seed);
}

std::vector<double> coordinate(const Points& design, std::size_t which) {
  std::vector<double> values;
  for (std::uint32_t point = 0; point < design->points(); ++point) values.push_back(design->point(point)[which]);
  return values;
}

/// How many strata of n hold exactly one value.
std::size_t strata(const std::vector<double>& values) {
  std::set<int> found;
  for (const double u : values) {
    CHECK(u > 0);
    CHECK(u < 1);
    found.insert(static_cast<int>(std::floor(u * static_cast<double>(values.size()))));
  }
  return found.size();
}

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto ranks = [](const std::vector<double>& values) {
    std::map<double, double> rank;
    for (const double value : values) rank[value] = 0;
    double next = 0;
    for (auto& [value, place] : rank) place = next++;
    std::vector<double> list;
    for (const double value : values) list.push_back(rank[value]);
    return list;
  };
  const std::vector<double> x = ranks(a);
  const std::vector<double> y = ranks(b);
  const double n = static_cast<double>(x.size());
  double squares = 0;
  for (std::size_t i = 0; i < x.size(); ++i) squares += (x[i] - y[i]) * (x[i] - y[i]);
  return 1 - 6 * squares / (n * (n * n - 1));
}

/// Centred L2 discrepancy, squared (Hickernell 1998, doi:10.1090/S0025-5718-98-00894-1, eq. 5.1c).
double discrepancy(const Points& design) {
  const double n = design->points();
  std::vector<std::vector<double>> x;
  for (std::uint32_t k = 0; k < design->points(); ++k) x.push_back(design->point(k));
  const double d = static_cast<double>(x.front().size());
  double single = 0;
  double pairs = 0;
  for (const auto& a : x) {
    double product = 1;
    for (const double u : a) product *= 1 + std::abs(u - 0.5) / 2 - std::pow(u - 0.5, 2) / 2;
    single += product;
    for (const auto& b : x) {
      double both = 1;
      for (std::size_t i = 0; i < a.size(); ++i)
        both *= 1 + std::abs(a[i] - 0.5) / 2 + std::abs(b[i] - 0.5) / 2 - std::abs(a[i] - b[i]) / 2;
      pairs += both;
    }
  }
  return std::pow(13.0 / 12, d) - 2 / n * single + pairs / (n * n);
}

std::int64_t least_distance(const std::vector<std::vector<std::uint32_t>>& strata) {
  std::int64_t least = INT64_MAX;
  for (std::size_t a = 0; a < strata.front().size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      std::int64_t squared = 0;
      for (const auto& line : strata) {
        const std::int64_t step = std::int64_t{line[a]} - std::int64_t{line[b]};
        squared += step * step;
      }
      least = std::min(least, squared);
    }
  }
  return least;
}

const std::vector<scenarios::RankCorrelation> correlated = {{"fuel", {names[0], names[2]}, 0.7, {}}};

}  // namespace

TEST_CASE("a Latin hypercube visits each stratum of each coordinate once, spread apart or correlated too") {
  for (const std::uint32_t n : {1U, 2U, 7U, 100U}) {
    for (const Points& design :
         {make(latin_hypercube, n), make(maximin_hypercube, n), make(latin_hypercube, n, names, 3, correlated)}) {
      for (std::size_t i = 0; i < names.size(); ++i) CHECK(strata(coordinate(design, i)) == n);
    }
  }
}

TEST_CASE("adding, dropping or reordering coordinates moves no other") {
  for (const auto kind : {latin_hypercube, monte_carlo}) {
    const Points small = make(kind, 40, {names[1]});
    const Points large = make(kind, 40, {names[2], "a.new.one", names[1], names[0]});
    CHECK(coordinate(small, 0) == coordinate(large, 2));
  }
}

TEST_CASE("independent draws and the Sobol sequence may be extended: earlier points stay") {
  for (const auto kind : {monte_carlo, sobol_sequence}) {
    CHECK(analysis::is_extendable(kind));
    for (const auto& correlations : {std::vector<scenarios::RankCorrelation>{}, correlated}) {
      const Points few = make(kind, 10, names, 3, correlations);
      const Points many = make(kind, 50, names, 3, correlations);
      for (std::uint32_t point = 0; point < 10; ++point) CHECK(few->point(point) == many->point(point));
    }
  }
  CHECK_FALSE(analysis::is_extendable(latin_hypercube));
  CHECK(make(latin_hypercube, 10)->point(0) != make(latin_hypercube, 50)->point(0));
}

TEST_CASE("another seed gives other points, the same seed the same") {
  for (const auto kind : {latin_hypercube, maximin_hypercube, monte_carlo, sobol_sequence, saltelli, morris}) {
    INFO(analysis::to_word(kind));
    const Points first = make(kind, 20);
    CHECK(coordinate(first, 0) == coordinate(make(kind, 20), 0));
    CHECK(coordinate(first, 0) != coordinate(make(kind, 20, names, 4), 0));
  }
}

TEST_CASE("coordinates are not ordered alike") {
  // Correlation of two independent coordinates at n = 1000: sd 0.032; |r| < 0.106 fails with probability 0.001.
  for (const auto kind : {latin_hypercube, monte_carlo, sobol_sequence}) {
    const Points design = make(kind, 1000, names, 11);
    CHECK(std::abs(rank_correlation(coordinate(design, 0), coordinate(design, 1))) < 0.106);
  }
}

TEST_CASE("the hypercube's mean is nearer to a half than independent draws'") {
  // Strata 1/100 wide: the mean's standard deviation is 0.289/100/10 = 0.0003 instead of 0.029; 0.001 is over 3 of
  // them.
  const Points design = make(latin_hypercube, 100, names, 5);
  double mean = 0;
  for (double u : coordinate(design, 0)) mean += u / 100;
  CHECK(mean == Approx(0.5).margin(0.001));
}

TEST_CASE("designs that promise it cover the cube more evenly than independent draws") {
  // Medians over ten seeds of the centred discrepancy at n = 64, d = 3: for independent draws its square has the
  // expectation ((5/4)^d - (13/12)^d) / n = 0.0107 (Hickernell 1998, section 5).
  const auto median = [](DesignKind kind) {
    std::vector<double> all;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) all.push_back(discrepancy(make(kind, 64, names, seed)));
    std::sort(all.begin(), all.end());
    return (all[4] + all[5]) / 2;
  };
  const double independent = median(monte_carlo);
  CHECK(independent == Approx(0.0107).epsilon(0.6));
  CHECK(median(latin_hypercube) < independent / 1.5);
  CHECK(median(sobol_sequence) < independent / 4);
}

TEST_CASE("a maximin hypercube moves the nearest points apart") {
  std::vector<std::vector<std::uint32_t>> strata(2, std::vector<std::uint32_t>(30));
  for (std::uint32_t i = 0; i < 30; ++i) strata[0][i] = strata[1][i] = i;  // the diagonal: neighbours at distance^2 2
  REQUIRE(least_distance(strata) == 2);
  analysis::spread_apart(strata, 1);
  // 30 points in 30 x 30 cells can be about sqrt(30) apart; a fair share of that is found.
  CHECK(least_distance(strata) >= 9);
  for (const auto& line : strata) CHECK(std::set<std::uint32_t>(line.begin(), line.end()).size() == 30);
}

TEST_CASE("correlated uncertainties have the rank correlation declared, the others none") {
  // At n = 2000 the standard error of a rank correlation is at most 1 / sqrt(n - 1) = 0.022; three of them.
  for (const auto kind : {monte_carlo, latin_hypercube, sobol_sequence}) {
    const Points design = make(kind, 2000, names, 7, correlated);
    CHECK(rank_correlation(coordinate(design, 0), coordinate(design, 2)) == Approx(0.7).margin(0.067));
    CHECK(std::abs(rank_correlation(coordinate(design, 0), coordinate(design, 1))) < 0.067);
    // What is not correlated, and the first of those that are, stay where they were.
    const Points independent = make(kind, 2000, names, 7);
    CHECK(coordinate(design, 1) == coordinate(independent, 1));
    CHECK(design->point(5)[2] != independent->point(5)[2]);
  }
  const std::vector<scenarios::RankCorrelation> negative = {{"all", {names[0], names[1]}, -0.9, {}}};
  const Points opposed = make(latin_hypercube, 2000, names, 7, negative);
  CHECK(rank_correlation(coordinate(opposed, 0), coordinate(opposed, 1)) == Approx(-0.9).margin(0.03));
}

TEST_CASE("the Sobol sequence without shift is that of Joe and Kuo") {
  // First points in Gray-code order, e.g. table of new-joe-kuo-6 (Joe & Kuo 2008): 0, 1/2; 3/4 1/4 1/4; 1/4 3/4 3/4;
  // 3/8 3/8 5/8; 7/8 7/8 1/8.
  const analysis::SobolSequence sequence({1, 2, 3}, 1);
  const std::vector<std::vector<double>> expected = {{0, 0, 0},          {0.5, 0.5, 0.5},       {0.75, 0.25, 0.25},
                                                     {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}};
  for (std::uint32_t k = 0; k < expected.size(); ++k) {
    const auto point = sequence.unshifted(k);
    for (std::size_t i = 0; i < 3; ++i) CHECK(std::ldexp(static_cast<double>(point[i]), -64) == expected[k][i]);
  }
}

TEST_CASE("shifted Sobol points keep their share of every elementary interval") {
  const Points design = make(sobol_sequence, 64, names, 9);
  for (std::size_t i = 0; i < names.size(); ++i) CHECK(strata(coordinate(design, i)) == 64);
  // The first two dimensions are a (0, 2)-sequence: of 64 points one lies in each of the 8 x 8, 4 x 16, 2 x 32 boxes.
  for (const int wide : {2, 4, 8, 16, 32}) {
    std::set<std::pair<int, int>> boxes;
    for (std::uint32_t k = 0; k < 64; ++k) {
      const auto point = design->point(k);
      boxes.emplace(static_cast<int>(point[0] * wide), static_cast<int>(point[1] * (64.0 / wide)));
    }
    CHECK(boxes.size() == 64);
  }
}

TEST_CASE("a Saltelli block is a, a with each coordinate from b, b") {
  // Saltelli et al. (2010), table 1: matrices A, A_B^(i), B; with second order B_A^(i) too.
  const Points design = make(saltelli, 8);
  CHECK(design->block() == 5);
  CHECK(design->points() == 40);
  const Points second = analysis::make_points({saltelli, 8, analysis::SecondOrder::yes}, names, {}, 3);
  CHECK(second->block() == 8);
  for (std::uint32_t sample = 0; sample < 8; ++sample) {
    const auto a = design->point(5 * sample);
    const auto b = design->point(5 * sample + 4);
    CHECK(second->point(8 * sample) == a);
    CHECK(second->point(8 * sample + 7) == b);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(a[i] != b[i]);
      auto ab = a;
      ab[i] = b[i];
      auto ba = b;
      ba[i] = a[i];
      const auto place = static_cast<std::uint32_t>(i) + 1;
      CHECK(design->point(5 * sample + place) == ab);
      CHECK(second->point(8 * sample + place) == ab);
      CHECK(second->point(8 * sample + 3 + place) == ba);
    }
  }
}

TEST_CASE("Saltelli's design gives the Ishigami function's indices") {
  // Y = sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on [-pi, pi]^3 (Ishigami & Homma 1990): S = 0.3139, 0.4424, 0;
  // T = 0.5576, 0.4424, 0.2437 (Saltelli et al. 2010). Estimators (b) and (f) of its table 2. The error of a shifted
  // Sobol design at 4096 samples is far below 0.02.
  constexpr std::uint32_t samples = 4096;
  const Points design = make(saltelli, samples);
  const auto y = [&](std::uint32_t which) {
    std::vector<double> x = design->point(which);
    for (double& u : x) u = std::numbers::pi * (2 * u - 1);
    return std::sin(x[0]) * (1 + 0.1 * std::pow(x[2], 4)) + 7 * std::pow(std::sin(x[1]), 2);
  };
  std::array<double, 3> first{};
  std::array<double, 3> total{};
  double sum = 0;
  double squares = 0;
  for (std::uint32_t sample = 0; sample < samples; ++sample) {
    const double a = y(5 * sample);
    const double b = y(5 * sample + 4);
    sum += a + b;
    squares += a * a + b * b;
    for (std::uint32_t i = 0; i < 3; ++i) {
      const double ab = y(5 * sample + 1 + i);
      first[i] += b * (ab - a) / samples;
      total[i] += (a - ab) * (a - ab) / (2 * samples);
    }
  }
  const double mean = sum / (2 * samples);
  const double variance = squares / (2 * samples) - mean * mean;
  const std::array<double, 3> expected_first = {0.3139, 0.4424, 0};
  const std::array<double, 3> expected_total = {0.5576, 0.4424, 0.2437};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(first[i] / variance == Approx(expected_first[i]).margin(0.02));
    CHECK(total[i] / variance == Approx(expected_total[i]).margin(0.02));
  }
}

TEST_CASE("Morris's trajectory is that of the textbook") {
  // Saltelli et al. (2008), Global Sensitivity Analysis: The Primer, section 3.3: k = 2, p = 4, x* = (1/3, 1/3), the
  // first up, the second down, in this order: (1/3, 1), (1, 1), (1, 1/3), in levels of thirds (1, 3), (3, 3), (3, 1).
  using enum analysis::Direction;
  const auto levels = [](std::size_t step) { return analysis::morris_levels({1, 1}, {up, down}, {0, 1}, step); };
  CHECK(levels(0) == std::vector<std::uint32_t>{1, 3});
  CHECK(levels(1) == std::vector<std::uint32_t>{3, 3});
  CHECK(levels(2) == std::vector<std::uint32_t>{3, 1});
}

TEST_CASE("each step of a Morris trajectory changes one coordinate, each once, by half the cube") {
  const Points design = make(morris, 50);
  CHECK(design->block() == 4);
  std::map<double, int> levels;
  std::set<std::vector<std::size_t>> orders;
  for (std::uint32_t trajectory = 0; trajectory < 50; ++trajectory) {
    std::vector<std::size_t> order;
    for (std::uint32_t step = 1; step < 4; ++step) {
      const auto before = design->point(4 * trajectory + step - 1);
      const auto after = design->point(4 * trajectory + step);
      for (std::size_t i = 0; i < 3; ++i) {
        ++levels[after[i]];
        if (before[i] == after[i]) continue;
        CHECK(std::abs(after[i] - before[i]) == 0.5);
        order.push_back(i);
      }
    }
    CHECK(std::set<std::size_t>(order.begin(), order.end()).size() == 3);
    CHECK(order.size() == 3);
    orders.insert(order);
  }
  CHECK(levels.size() == 4);
  CHECK(levels.contains(0.125));
  CHECK(orders.size() == 6);  // 50 draws miss one of 6 orders with probability 6 (5/6)^50 = 0.0007
}

TEST_CASE("what a design cannot do is said with what can") {
  using Catch::Contains;
  const auto fault = [](const auto& action) -> std::string {
    try {
      action();
    } catch (const sim::UserFault& thrown) {
      return thrown.what();
    }
    return "";
  };
  CHECK_THAT(fault([] { analysis::design_kind("sobel"); }), Contains("did you mean 'sobol'?"));
  CHECK_THAT(fault([] { analysis::design_kind("x"); }), Contains("lhs") && Contains("FILE.csv"));
  CHECK_THAT(fault([] { make(saltelli, 4, {}); }), Contains("something uncertain"));
  CHECK_THAT(fault([] { make(morris, 4, names, 1, correlated); }), Contains("--independent"));
  CHECK_THAT(fault([] { make(maximin_hypercube, 4, names, 1, correlated); }), Contains("--independent"));
  CHECK_THAT(fault([] { make(maximin_hypercube, 5000); }), Contains("4000"));
  std::vector<std::string> many;
  for (int i = 0; i < 1834; ++i) many.push_back("a" + std::to_string(i));
  CHECK_THAT(fault([&] { make(saltelli, 2, many); }), Contains("1833") && Contains("--vary"));
  CHECK(fault([&] { make(sobol_sequence, 2, many); }).empty());
  for (const auto kind : {latin_hypercube, monte_carlo, sobol_sequence, saltelli, morris}) {
    const Points design = make(kind, 3);
    CHECK_THROWS_AS(design->point(design->points()), sim::ProgramFault);
  }
}
