#include "sim/random.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace sim = skifte::sim;

namespace {

constexpr int sample_size = 100000;

/// `n` draws of transform(u1, u2), in increasing order; one seed for every test.
template <typename Transform>
std::vector<double> sorted_sample(Transform transform, int n = sample_size) {
  const sim::RandomSource source(20220101, 0);
  std::vector<double> sample;
  for (int i = 0; i < n; ++i) {
    const auto [u1, u2] =
        source.uniform_pair(sim::decision("test.sample"), sim::agent_id("test", 1), static_cast<std::uint32_t>(i));
    sample.push_back(transform(u1, u2));
  }
  std::sort(sample.begin(), sample.end());
  return sample;
}

/// Kolmogorov's statistic sqrt(n) D_n of a sorted sample; its critical value at alpha = 0.001 is 1.9495
/// (scipy.stats.kstwobign.isf(0.001)).
template <typename Distribution>
double kolmogorov(const std::vector<double>& sorted, Distribution distribution) {
  const double n = static_cast<double>(sorted.size());
  double greatest = 0.0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const double p = distribution(sorted[i]), below = static_cast<double>(i);
    greatest = std::max({greatest, p - below / n, (below + 1.0) / n - p});
  }
  return std::sqrt(n) * greatest;
}
constexpr double kolmogorov_critical = 1.9495;

double chi_square(const std::vector<double>& observed, const std::vector<double>& expected) {
  double sum = 0.0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    sum += (observed[i] - expected[i]) * (observed[i] - expected[i]) / expected[i];
  }
  return sum;
}

}  // namespace

TEST_CASE("hash_name is FNV-1a", "[sim][random]") {
  // Test vectors of Fowler, Noll & Vo (draft-eastlake-fnv, appendix C).
  CHECK(sim::hash_name("") == 0xcbf29ce484222325ULL);
  CHECK(sim::hash_name("a") == 0xaf63dc4c8601ec8cULL);
  CHECK(sim::hash_name("foobar") == 0x85944171f73967e8ULL);
  CHECK(sim::decision("car.holding_time").hash == sim::decision_named("car.holding_time").hash);
}

TEST_CASE("mix_bits is SplitMix64's finaliser", "[sim][random]") {
  // First outputs of SplitMix64 from the state 0, which is the finaliser of multiples of 2^64 / golden ratio.
  CHECK(sim::mix_bits(0x9e3779b97f4a7c15ULL) == 0xe220a8397b1dcdafULL);
  CHECK(sim::mix_bits(2 * 0x9e3779b97f4a7c15ULL) == 0x6e789e6aa1b965f4ULL);
}

TEST_CASE("agent ids keep kind and index apart", "[sim][random]") {
  CHECK((sim::agent_id("car", 7).value & 0xffffffffffULL) == 7);
  CHECK(sim::agent_id("car", 7) != sim::agent_id("household", 7));
  CHECK(sim::agent_id("car", 7).value >> 40 == sim::hash_name("car") >> 40);
}

TEST_CASE("Philox gives Random123's known answers and is Random123's", "[sim][random]") {
  using Words = std::array<std::uint64_t, 2>;
  // tests/kat_vectors of Random123, philox2x64 with 7 rounds.
  CHECK(sim::philox({0, 0}, 0) == Words{0xb41da69fbfefc666, 0x511e9ce1a5534056});
  CHECK(sim::philox({~0ULL, ~0ULL}, ~0ULL) == Words{0xa4696cc04462015d, 0x724782dae17169e9});
  CHECK(sim::philox({0x243f6a8885a308d3, 0x13198a2e03707344}, 0xa4093822299f31d0) ==
        Words{0x98ed1534392bf372, 0x67528b1568882fd5});
  const sim::RandomSource source(1, 0);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const auto [a, b] = source.words(sim::decision("test.counter"), {i}, 0);
    const std::uint64_t key = source.words(sim::decision("test.key"), {i}, 0)[0];
    const auto expected = r123::Philox2x64_R<7>()({{a, b}}, {{key}});
    REQUIRE(sim::philox({a, b}, key) == Words{expected[0], expected[1]});
  }
}

TEST_CASE("a draw is Philox of the documented counter and key", "[sim][random]") {
  for (std::uint64_t seed : {0ULL, 1ULL, 20220101ULL, ~0ULL}) {
    for (std::uint32_t i = 0; i < 200; ++i) {
      const sim::Decision decision = sim::decision_named("decision " + std::to_string(i % 7));
      const sim::AgentId agent = sim::agent_id("car", i * 1000003ULL);
      const std::uint64_t key =
          sim::mix_bits(sim::mix_bits(seed + (i % 5 + 1) * 0x9e3779b97f4a7c15ULL) ^ decision.hash);
      const auto expected = sim::philox({agent.value, (3ULL * i << 32) | i}, key);
      const sim::RandomSource source(seed, i % 5);
      REQUIRE(source.words(decision, agent, i, 3 * i) == expected);
      const std::array<std::uint32_t, 4> halves = {
          static_cast<std::uint32_t>(expected[0]), static_cast<std::uint32_t>(expected[0] >> 32),
          static_cast<std::uint32_t>(expected[1]), static_cast<std::uint32_t>(expected[1] >> 32)};
      REQUIRE(source.bits(decision, agent, i, 3 * i) == halves);
    }
  }
}

TEST_CASE("every part of the key matters, and only the key", "[sim][random]") {
  const auto decision = sim::decision("a");
  const sim::RandomSource source(1, 0);
  const auto reference = source.bits(decision, {5}, 2, 3);
  CHECK(source.bits(decision, {5}, 2, 3) == reference);
  CHECK(sim::RandomSource(2, 0).bits(decision, {5}, 2, 3) != reference);
  CHECK(sim::RandomSource(1, 1).bits(decision, {5}, 2, 3) != reference);
  CHECK(source.bits(sim::decision("b"), {5}, 2, 3) != reference);
  CHECK(source.bits(decision, {6}, 2, 3) != reference);
  CHECK(source.bits(decision, {5 + (1ULL << 32)}, 2, 3) != reference);
  CHECK(source.bits(decision, {5}, 3, 3) != reference);
  CHECK(source.bits(decision, {5}, 2, 4) != reference);
}

TEST_CASE("uniform draws are uniform over each part of the key", "[sim][random]") {
  const sim::RandomSource source(7, 0);
  const auto identity = [](double x) { return x; };
  const auto sample = [](auto draw) {
    std::vector<double> values;
    for (std::uint32_t i = 0; i < sample_size; ++i) values.push_back(draw(i));
    std::sort(values.begin(), values.end());
    return values;
  };
  const auto d = sim::decision("test.uniform");
  CHECK(kolmogorov(sample([&](std::uint32_t i) { return source.uniform(d, {i}, 0); }), identity) < kolmogorov_critical);
  CHECK(kolmogorov(sample([&](std::uint32_t i) { return source.uniform(d, {1}, i); }), identity) < kolmogorov_critical);
  CHECK(kolmogorov(sample([&](std::uint32_t i) { return source.uniform(d, {1}, 0, i); }), identity) <
        kolmogorov_critical);
  CHECK(kolmogorov(sample([&](std::uint32_t i) { return source.uniform({i}, {1}, 0); }), identity) <
        kolmogorov_critical);
  CHECK(kolmogorov(sample([&](std::uint32_t i) { return sim::RandomSource(i, 0).uniform(d, {1}, 0); }), identity) <
        kolmogorov_critical);
  CHECK(kolmogorov(sample([&](std::uint32_t i) { return sim::RandomSource(7, i).uniform(d, {1}, 0); }), identity) <
        kolmogorov_critical);
}

TEST_CASE("a pair of uniforms is independent", "[sim][random]") {
  const sim::RandomSource source(7, 0);
  std::vector<double> observed(100, 0.0);
  for (std::uint32_t i = 0; i < sample_size; ++i) {
    const auto [u1, u2] = source.uniform_pair(sim::decision("test.pair"), {i}, 0);
    REQUIRE((u1 > 0.0 && u1 < 1.0 && u2 > 0.0 && u2 < 1.0));
    observed[static_cast<std::size_t>(u1 * 10.0) * 10 + static_cast<std::size_t>(u2 * 10.0)] += 1.0;
    REQUIRE(u1 == source.uniform(sim::decision("test.pair"), {i}, 0));
  }
  // alpha = 0.001: chi-square with 99 degrees of freedom, scipy.stats.chi2.isf(0.001, 99) = 148.23.
  CHECK(chi_square(observed, std::vector<double>(100, sample_size / 100.0)) < 148.23);
}

TEST_CASE("four uniforms of one draw are uniform and independent by pairs", "[sim][random]") {
  const sim::RandomSource source(8, 0);
  std::array<std::vector<double>, 4> values;
  std::array<std::vector<double>, 6> observed;
  observed.fill(std::vector<double>(100, 0.0));
  for (std::uint32_t i = 0; i < sample_size; ++i) {
    const auto u = source.uniform_quartet(sim::decision("test.quartet"), {i}, 0);
    std::size_t pair = 0;
    for (std::size_t a = 0; a < 4; ++a) {
      values[a].push_back(u[a]);
      for (std::size_t b = a + 1; b < 4; ++b, ++pair) {
        observed[pair][static_cast<std::size_t>(u[a] * 10.0) * 10 + static_cast<std::size_t>(u[b] * 10.0)] += 1.0;
      }
    }
  }
  for (auto& sample : values) {
    std::sort(sample.begin(), sample.end());
    CHECK(kolmogorov(sample, [](double x) { return x; }) < kolmogorov_critical);
  }
  // alpha = 0.001, 99 degrees of freedom.
  for (const auto& counts : observed) CHECK(chi_square(counts, std::vector<double>(100, sample_size / 100.0)) < 148.23);
  CHECK(sim::coarse_uniform(0) == 0x1p-33);
  CHECK(sim::coarse_uniform(~0U) == 1.0 - 0x1p-33);
}

TEST_CASE("transforms at hand-computed points", "[sim][random]") {
  CHECK(sim::exponential(0.5, 2.0) == Approx(1.3862943611198906));   // 2 log 2
  CHECK(sim::standard_gumbel(0.5) == Approx(0.36651292058166435));   // -log log 2
  CHECK(sim::weibull(0.5, 2.0, 3.0) == Approx(2.4976638667395454));  // 3 sqrt(log 2)
  CHECK(sim::normal(0.975, 1.0, 2.0) == Approx(4.919927969080108));  // 1 + 2 * 1.959964
  CHECK(sim::lognormal(0.5, 3.0, 0.7) == Approx(3.0));
  CHECK(sim::lognormal(0.975, 1.0, 0.5) == Approx(2.6644082616));  // exp(0.979982)
  CHECK(sim::triangular(0.5, 0.0, 1.0, 2.0) == Approx(1.0));
  CHECK(sim::triangular(0.25, 0.0, 4.0, 4.0) == Approx(2.0));  // F = x^2 / 16
  CHECK(sim::triangular(0.75, 0.0, 0.0, 4.0) == Approx(2.0));  // F = 1 - (4 - x)^2 / 16
  CHECK(sim::triangular(0.3, 5.0, 5.0, 5.0) == 5.0);
  CHECK(sim::weibull_remaining(0.5, 1.0, 2.0, 10.0) == Approx(1.3862943611198906));  // exponential: no memory
}

TEST_CASE("transforms follow their distributions", "[sim][random]") {
  const auto statistic = [](auto transform, auto distribution) {
    return kolmogorov(sorted_sample(transform), distribution);
  };
  CHECK(statistic([](double u, double) { return sim::exponential(u, 3.0); },
                  [](double t) { return 1.0 - std::exp(-t / 3.0); }) < kolmogorov_critical);
  CHECK(statistic([](double u, double) { return sim::standard_gumbel(u); },
                  [](double x) { return std::exp(-std::exp(-x)); }) < kolmogorov_critical);
  CHECK(statistic([](double u, double) { return sim::weibull(u, 3.5, 17.0); },
                  [](double t) { return 1.0 - std::exp(-std::pow(t / 17.0, 3.5)); }) < kolmogorov_critical);
  CHECK(statistic([](double u, double) { return sim::normal(u, 5.0, 2.0); },
                  [](double x) { return 0.5 * std::erfc((5.0 - x) / 2.0 / std::sqrt(2.0)); }) < kolmogorov_critical);
  CHECK(statistic([](double u, double) { return sim::lognormal(u, 5.0, 0.4); },
                  [](double x) { return 0.5 * std::erfc(std::log(5.0 / x) / 0.4 / std::sqrt(2.0)); }) <
        kolmogorov_critical);
  CHECK(statistic([](double u, double) { return sim::triangular(u, 1.0, 2.0, 5.0); },
                  [](double x) { return x < 2.0 ? (x - 1.0) * (x - 1.0) / 4.0 : 1.0 - (5.0 - x) * (5.0 - x) / 12.0; }) <
        kolmogorov_critical);
  // The index 1/2 is Levy's distribution: with the transform exp(-sqrt(s)), F(x) = erfc(1 / (2 sqrt(x))).
  CHECK(statistic([](double u1, double u2) { return sim::positive_stable(u1, u2, 0.5); },
                  [](double x) { return std::erfc(0.5 / std::sqrt(x)); }) < kolmogorov_critical);
}

TEST_CASE("the remaining life is the Weibull law given survival", "[sim][random]") {
  const double shape = 3.5, scale = 17.0, age = 12.0;
  const auto survival = [&](double t) { return std::exp(-std::pow(t / scale, shape)); };
  const auto remaining = sorted_sample([&](double u, double) { return sim::weibull_remaining(u, shape, scale, age); });
  CHECK(remaining.front() >= 0.0);
  CHECK(kolmogorov(remaining, [&](double t) { return 1.0 - survival(age + t) / survival(age); }) < kolmogorov_critical);
  // Unconditional lives that reach the age have the same law: Smirnov's two-sample statistic, the same critical value.
  auto lives = sorted_sample([&](double, double u) { return sim::weibull(u, shape, scale) - age; });
  lives.erase(lives.begin(), std::lower_bound(lives.begin(), lives.end(), 0.0));
  const auto empirical = [](const std::vector<double>& sorted, double x) {
    return static_cast<double>(std::upper_bound(sorted.begin(), sorted.end(), x) - sorted.begin()) /
           static_cast<double>(sorted.size());
  };
  double greatest = 0.0;
  for (double x : lives) greatest = std::max(greatest, std::abs(empirical(lives, x) - empirical(remaining, x)));
  const double m = static_cast<double>(lives.size()), n = sample_size;
  CHECK(std::sqrt(m * n / (m + n)) * greatest < kolmogorov_critical);
}

TEST_CASE("the remaining life of the new is the life, and nothing dies at once", "[sim][random]") {
  const sim::RandomSource source(9, 0);
  for (std::uint32_t i = 0; i < 10000; ++i) {
    const auto [u, v] = source.uniform_pair(sim::decision("test.age"), {i}, 0);
    REQUIRE(sim::weibull_remaining(u, 2.7, 15.0, 0.0) == Approx(sim::weibull(u, 2.7, 15.0)).epsilon(1e-14));
    REQUIRE(sim::weibull_remaining(u, 2.7, 15.0, 200.0 * v) >= 0.0);
  }
}

TEST_CASE("positive stable draws have the Laplace transform exp(-s^alpha)", "[sim][random]") {
  for (const double alpha : {0.2, 0.5, 0.8, 0.95}) {
    const auto sample = sorted_sample([&](double u1, double u2) { return sim::positive_stable(u1, u2, alpha); });
    for (const double s : {0.1, 0.5, 1.0, 3.0}) {
      const double mean = std::accumulate(sample.begin(), sample.end(), 0.0,
                                          [&](double sum, double x) { return sum + std::exp(-s * x); }) /
                          sample_size;
      // The variance of exp(-s X) is the transform at 2 s less its square; 3.29 sd of the mean are alpha = 0.001.
      const double expected = std::exp(-std::pow(s, alpha));
      const double sd = std::sqrt((std::exp(-std::pow(2.0 * s, alpha)) - expected * expected) / sample_size);
      CAPTURE(alpha, s, mean, expected);
      CHECK(std::abs(mean - expected) < 3.29 * sd);
    }
  }
  CHECK(sim::positive_stable(0.3, 0.7, 1.0) == 1.0);
  CHECK(std::isfinite(sim::log_positive_stable(1.0 - 0x1p-53, 0x1p-53, 0.01)));
  CHECK(std::isfinite(sim::log_positive_stable(0x1p-53, 1.0 - 0x1p-53, 0.01)));
}

TEST_CASE("poisson is the inverse of its distribution", "[sim][random]") {
  // Mean 2: cumulative probabilities e^-2 (1, 3, 5, ...) = 0.13534, 0.40601, 0.67668.
  CHECK(sim::poisson(0.1353, 2.0) == 0);
  CHECK(sim::poisson(0.1354, 2.0) == 1);
  CHECK(sim::poisson(0.4060, 2.0) == 1);
  CHECK(sim::poisson(0.4061, 2.0) == 2);
  CHECK(sim::poisson(0.6767, 2.0) == 3);
  CHECK(sim::poisson(0.999, 0.0) == 0);
  // By a long double sum with lgamma, at means on both sides of the change of method.
  for (const double mean : {0.3, 49.9, 50.1, 900.0, 10000.0}) {
    long double cumulative = 0.0L;
    for (int k = 0; k <= static_cast<int>(mean + 6.0 * std::sqrt(mean)); ++k) {
      const long double probability =
          std::exp(k * std::log(static_cast<long double>(mean)) - mean - std::lgamma(k + 1.0L));
      if (cumulative > 1e-9L && cumulative + probability < 1.0L - 1e-9L && probability > 1e-9L) {
        CAPTURE(mean, k);
        REQUIRE(sim::poisson(static_cast<double>(cumulative + 0.01L * probability), mean) == k);
        REQUIRE(sim::poisson(static_cast<double>(cumulative + 0.99L * probability), mean) == k);
      }
      cumulative += probability;
    }
    CHECK(sim::poisson(1.0 - 0x1p-53, mean) < mean + 10.0 * std::sqrt(mean) + 20.0);
    CHECK(sim::poisson(0x1p-53, mean) <= mean);
  }
}

TEST_CASE("poisson draws have the probabilities", "[sim][random]") {
  const auto sample = sorted_sample([](double u, double) { return sim::poisson(u, 2.5); });
  std::vector<double> observed(9, 0.0), expected;
  for (double k : sample) observed[std::min<std::size_t>(8, static_cast<std::size_t>(k))] += 1.0;
  double rest = sample_size;
  for (int k = 0; k < 8; ++k) {
    expected.push_back(sample_size * std::exp(k * std::log(2.5) - 2.5 - std::lgamma(k + 1.0)));
    rest -= expected.back();
  }
  expected.push_back(rest);
  CHECK(chi_square(observed, expected) < 26.124);  // alpha = 0.001, 8 degrees of freedom
}

TEST_CASE("categorical draws in proportion to the weights", "[sim][random]") {
  const std::array<double, 4> weights{1.0, 0.0, 3.0, 6.0};
  CHECK(sim::categorical(0.0999, weights.data(), 4) == 0);
  CHECK(sim::categorical(0.1001, weights.data(), 4) == 2);
  CHECK(sim::categorical(0.3999, weights.data(), 4) == 2);
  CHECK(sim::categorical(0.4001, weights.data(), 4) == 3);
  std::vector<double> observed(3, 0.0);
  for (double i : sorted_sample([&](double u, double) { return sim::categorical(u, weights.data(), 4); })) {
    REQUIRE(i != 1.0);
    observed[i == 0.0 ? 0 : static_cast<std::size_t>(i) - 1] += 1.0;
  }
  CHECK(chi_square(observed, {10000.0, 30000.0, 60000.0}) < 13.816);  // alpha = 0.001, 2 degrees of freedom
}

TEST_CASE("categorical never draws what has no weight", "[sim][random]") {
  const std::array<double, 3> last_is_zero{0.1, 0.7, 0.0};
  CHECK(sim::categorical(1.0 - 0x1p-53, last_is_zero.data(), 3) == 1);
  const std::array<double, 3> first_is_zero{0.0, 0.7, 0.1};
  CHECK(sim::categorical(0x1p-53, first_is_zero.data(), 3) == 1);
  const std::array<double, 3> zeros{};
  CHECK(sim::categorical(0.2, zeros.data(), 3) == 2);
}

TEST_CASE("parameters outside their range are program faults", "[sim][random]") {
  const std::array<double, 2> negative{1.0, -1.0};
  CHECK_THROWS_AS(sim::exponential(0.5, 0.0), sim::ProgramFault);
  CHECK_THROWS_AS(sim::weibull(0.5, 0.0, 1.0), sim::ProgramFault);
  CHECK_THROWS_AS(sim::weibull_remaining(0.5, 1.0, 1.0, -1.0), sim::ProgramFault);
  CHECK_THROWS_AS(sim::normal(0.5, 0.0, -1.0), sim::ProgramFault);
  CHECK_THROWS_AS(sim::lognormal(0.5, 0.0, 1.0), sim::ProgramFault);
  CHECK_THROWS_AS(sim::triangular(0.5, 0.0, 2.0, 1.0), sim::ProgramFault);
  CHECK_THROWS_AS(sim::positive_stable(0.5, 0.5, 1.1), sim::ProgramFault);
  CHECK_THROWS_AS(sim::poisson(0.5, 10001.0), sim::ProgramFault);
  CHECK_THROWS_AS(sim::poisson(0.5, -1.0), sim::ProgramFault);
  CHECK_THROWS_AS(sim::categorical(0.5, negative.data(), 2), sim::ProgramFault);
  CHECK_THROWS_AS(sim::categorical(0.5, negative.data(), 0), sim::ProgramFault);
}
