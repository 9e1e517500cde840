#include "agents/biogas/allocation.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

namespace {

using namespace skifte::agents;
using Shares = std::array<std::int64_t, gas_users>;

std::int64_t sum(const Shares& shares) {
  return std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
}

TEST_CASE("biogas: plenty serves everybody") {
  const Shares wanted = {10, 20, 30, 40, 0, 0, 0};
  CHECK(allocate_biogas(1000, wanted) == wanted);
}

TEST_CASE("biogas: buses first, the rest in proportion, by hand") {
  // 90 of 100: buses 30, 60 left for wishes of 10, 20 and 40 = 70: 8.571, 17.143, 34.286; largest remainder to the
  // first.
  const Shares granted = allocate_biogas(90, {10, 20, 30, 40, 0, 0, 0});
  CHECK(granted == Shares{9, 17, 30, 34, 0, 0, 0});
}

TEST_CASE("biogas: grants add to the supply and exceed no wish") {
  const Shares wanted = {13, 7, 101, 997, 3, 0, 11};
  for (std::int64_t supply = -3; supply < 1200; supply += 7) {
    const Shares granted = allocate_biogas(supply, wanted);
    CHECK(sum(granted) == std::min<std::int64_t>(std::max<std::int64_t>(supply, 0), sum(wanted)));
    for (std::size_t user = 0; user < wanted.size(); ++user) {
      CHECK(granted[user] >= 0);
      CHECK(granted[user] <= wanted[user]);
    }
  }
}

TEST_CASE("biogas: each watt-hour is allocated once, whatever is wished") {
  for (const std::int64_t supply : {0, 1, 7, 50, 99, 100, 101, 100000}) {
    const Shares wanted = {13, 7, 29, 31, 3, 5, 12};
    const Shares granted = allocate_biogas(supply, wanted);
    CHECK(sum(granted) == std::min<std::int64_t>(supply, 100));
    for (std::size_t user = 0; user < wanted.size(); ++user)
      CHECK((granted[user] >= 0 && granted[user] <= wanted[user]));
  }
}

TEST_CASE("biogas: scarcity clears the market, by hand") {
  // 20 + 80/r = 40 + 10 r: 10 r^2 + 20 r - 80 = 0, r = 2.
  CHECK(scarcity({40, 10, 1, 20, 80, 1, 10}) == Approx(2.0).epsilon(1e-6));
  CHECK(scarcity({200, 10, 1, 20, 80, 1, 10}) == 1.0);
  CHECK(scarcity({40, 10, 1, 20, 80, 1, 1.5}) == 1.5);
}

TEST_CASE("biogas: more wishes never lower the premium, more supply never raises it") {
  double before = 1.0;
  for (const double wanted : {10.0, 40.0, 80.0, 160.0}) {
    const double r = scarcity({40, 10, 1, 20, wanted, 1, 10});
    CHECK(r >= before);
    CHECK(scarcity({50, 10, 1, 20, wanted, 1, 10}) <= r);
    before = r;
  }
}

}  // namespace
