#include "sim/scarcity.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::sim {
namespace {

using Amounts = std::vector<std::int64_t>;

Amounts rationed(std::int64_t supply, const Amounts& demands) {
  Amounts granted(demands.size(), -1);
  ration_proportionally(supply, demands, granted);
  return granted;
}

TEST_CASE("Requests are served by date, then by key", "[scarcity]") {
  std::vector<Request> requests{{2, 1, 10}, {1, 9, 20}, {1, 3, 30}, {0.5, 7, 40}};
  sort_requests(requests);
  std::vector<std::uint64_t> keys;
  for (const Request& request : requests) keys.push_back(request.key);
  CHECK(keys == std::vector<std::uint64_t>{7, 3, 9, 1});
  requests.push_back({std::numeric_limits<double>::quiet_NaN(), 0, 0});
  CHECK_THROWS_AS(sort_requests(requests), ProgramFault);
}

TEST_CASE("Two crews serve first come, first served", "[scarcity]") {
  // Free at 10 both. Request at 5 for 4 days waits for the start: 10-14. At 11 for 10: the other crew, 11-21.
  // At 12 for 1: both busy, the first is free at 14: 14-15. At 30 for 2: both free, at once.
  CrewQueue queue(2, 10);
  const auto check = [&](Time date, double duration, Time begin, Time end) {
    CHECK(queue.wait_at(date) == begin - date);
    const CrewQueue::Service service = queue.serve(date, duration);
    CHECK(service.begin == begin);
    CHECK(service.end == end);
  };
  check(5, 4, 10, 14);
  check(11, 10, 11, 21);
  check(12, 1, 14, 15);
  check(30, 2, 30, 32);
  CHECK(queue.wait_at(31) == 0);  // the other crew is idle
}

TEST_CASE("Crews are hired from a date and let go as they come free", "[scarcity]") {
  CrewQueue queue(1, 0);
  queue.serve(0, 100);
  CHECK(queue.wait_at(10) == 90);
  queue.set_crews(2, 20);
  CHECK(queue.crews() == 2);
  CHECK(queue.serve(10, 5).begin == 20);  // the new crew; free at 25
  queue.set_crews(1, 22);                 // the next free one goes: the one free at 25
  CHECK(queue.serve(30, 1).begin == 100);
  queue.set_crews(0, 200);  // the last one stays
  CHECK(queue.crews() == 1);
  CHECK(queue.serve(200, 1).begin == 200);
}

TEST_CASE("Broken uses of crews are program faults", "[scarcity]") {
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(CrewQueue(0, 0.0), ProgramFault);
  CHECK_THROWS_AS(CrewQueue(1, not_a_number), ProgramFault);
  CrewQueue queue(1, 0);
  CHECK_THROWS_AS(queue.serve(not_a_number, 1), ProgramFault);
  CHECK_THROWS_AS(queue.serve(0, -1), ProgramFault);
  CHECK_THROWS_AS(queue.set_crews(2, not_a_number), ProgramFault);
}

/// Mean wait in an M/M/c queue [mean service times], by Erlang's C formula with offered load a = c * rho:
///   P(wait) = A / (A + (1 - rho) * sum_{k < c} a^k / k!),  A = a^c / c!;  W = P(wait) / (c * (1 - rho)).
double erlang_mean_wait(int servers, double utilisation) {
  const double load = servers * utilisation;
  double term = 1;
  double sum = 0;
  for (int k = 0; k < servers; ++k) {
    sum += term;
    term *= load / (k + 1);
  }
  const double waits = term / (term + (1 - utilisation) * sum);
  return waits / (servers * (1 - utilisation));
}

/// Mean wait of `customers` simulated ones after a warm-up from an empty queue [mean service times].
double simulated_mean_wait(int servers, double utilisation, std::uint32_t replicate) {
  constexpr std::uint32_t warm_up = 2'000;
  constexpr std::uint32_t customers = 20'000;
  const RandomSource source(20'200'101, replicate);
  const AgentId agent = agent_id("test.queue", 0);
  CrewQueue queue(servers, 0);
  Time arrival = 0;
  double waited = 0;
  for (std::uint32_t i = 0; i < warm_up + customers; ++i) {
    const double gap = source.uniform(decision("test.queue.gap"), agent, i);
    const double service = source.uniform(decision("test.queue.service"), agent, i);
    arrival += exponential(gap, 1 / (servers * utilisation));
    const Time begin = queue.serve(arrival, exponential(service, 1)).begin;
    if (i >= warm_up) waited += begin - arrival;
  }
  return waited / customers;
}

TEST_CASE("Waits with Poisson arrivals and exponential services follow Erlang's C formula", "[scarcity]") {
  // c = 3, rho = 0.8: a = 2.4, A = 2.304, sum = 6.28, P(wait) = 2.304 / 3.56 = 0.6471910..., W = P / 0.6 = 1.0786517.
  CHECK(erlang_mean_wait(3, 0.8) == Approx(1.0786516853932584).epsilon(1e-12));
  // c = 1: rho / (1 - rho).
  CHECK(erlang_mean_wait(1, 0.5) == Approx(1.0).epsilon(1e-12));
  struct Case {
    int servers;
    double utilisation;
  };
  for (const Case& c : {Case{1, 0.5}, Case{3, 0.8}, Case{8, 0.7}}) {
    // 40 independent replicates: the mean's t statistic with 39 degrees of freedom; alpha = 0.001 two-sided per case:
    // scipy.stats.t.ppf(1 - 0.0005, 39) = 3.558.
    constexpr std::uint32_t replicates = 40;
    std::vector<double> means;
    for (std::uint32_t r = 0; r < replicates; ++r) means.push_back(simulated_mean_wait(c.servers, c.utilisation, r));
    const double mean = std::accumulate(means.begin(), means.end(), 0.0) / replicates;
    double squares = 0;
    for (double m : means) squares += (m - mean) * (m - mean);
    const double standard_error = std::sqrt(squares / (replicates - 1) / replicates);
    const double expected = erlang_mean_wait(c.servers, c.utilisation);
    INFO("mean " << mean << " expected " << expected << " standard error " << standard_error);
    CHECK(standard_error < 0.03 * expected);  // else the test below would accept anything
    CHECK(std::abs(mean - expected) < 3.558 * standard_error);
  }
}

TEST_CASE("A budget grants in full or not at all", "[scarcity]") {
  Budget budget(100);
  CHECK(budget.take(60));
  CHECK_FALSE(budget.take(41));
  CHECK(budget.left() == 40);
  CHECK(budget.take(40));
  CHECK(budget.take(0));
  CHECK_FALSE(budget.take(1));
  budget.refill(5);
  CHECK(budget.take(5));
  CHECK(budget.left() == 0);
  CHECK_THROWS_AS(budget.take(-1), ProgramFault);
}

TEST_CASE("Rationing shares in proportion by largest remainders, ties to the earlier", "[scarcity]") {
  CHECK(rationed(10, {1, 2, 3}) == Amounts{1, 2, 3});  // enough for all
  CHECK(rationed(50, {40, 60}) == Amounts{20, 30});    // exact halves
  CHECK(rationed(1, {5, 5, 5}) == Amounts{1, 0, 0});   // remainders equal: the earliest
  CHECK(rationed(2, {0, 5, 5, 5}) == Amounts{0, 1, 1, 0});
  // 7 among 3, 5, 9 (sum 17): 21/17 = 1 r 4, 35/17 = 2 r 1, 63/17 = 3 r 12; one left over goes to r 12.
  CHECK(rationed(7, {3, 5, 9}) == Amounts{1, 2, 4});
  CHECK(rationed(0, {3, 4}) == Amounts{0, 0});
  CHECK(rationed(0, {}).empty());
  CHECK(rationed(5, {0, 0}) == Amounts{0, 0});
}

TEST_CASE("Rationing withstands amounts whose products and sums exceed 64 bits", "[scarcity]") {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK(rationed(most, {most, most}) == Amounts{most / 2 + 1, most / 2});
  CHECK(rationed(3, {most, most, most}) == Amounts{1, 1, 1});
}

TEST_CASE("Broken rationing is a program fault", "[scarcity]") {
  CHECK_THROWS_AS(rationed(-1, {1}), ProgramFault);
  CHECK_THROWS_AS(rationed(1, {1, -1}), ProgramFault);
  Amounts granted(1);
  CHECK_THROWS_AS(ration_proportionally(1, Amounts{1, 2}, granted), ProgramFault);
}

TEST_CASE("Grants add exactly, stay within demand and within one of the proportional share", "[scarcity]") {
  std::mt19937_64 generator(7);
  const auto below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(generator() % static_cast<std::uint64_t>(n));
  };
  int scarce = 0;
  for (int repetition = 0; repetition < 2'000; ++repetition) {
    const std::int64_t size = repetition % 2 == 0 ? 10 : 1'000'000'000'000;
    Amounts demands(static_cast<std::size_t>(1 + below(30)));
    for (std::int64_t& demand : demands) demand = below(4) == 0 ? 0 : below(size);
    const std::int64_t total = std::accumulate(demands.begin(), demands.end(), std::int64_t{0});
    const std::int64_t supply = below(total + total / 4 + 2);
    const Amounts granted = rationed(supply, demands);
    REQUIRE(std::accumulate(granted.begin(), granted.end(), std::int64_t{0}) == std::min(supply, total));
    if (supply < total) ++scarce;
    for (std::size_t i = 0; i < demands.size(); ++i) {
      REQUIRE(granted[i] >= 0);
      REQUIRE(granted[i] <= demands[i]);
      if (supply >= total) continue;
      const long double share =
          static_cast<long double>(supply) * static_cast<long double>(demands[i]) / static_cast<long double>(total);
      REQUIRE(std::abs(static_cast<long double>(granted[i]) - share) < 1.0L + 1e-6L);
      // Who asks for more never gets less.
      for (std::size_t j = 0; j < i; ++j) {
        if (demands[j] > demands[i]) REQUIRE(granted[j] >= granted[i]);
      }
    }
  }
  CHECK(scarce > 1'000);
}

}  // namespace
}  // namespace skifte::sim
