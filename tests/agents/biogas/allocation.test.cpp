#include "agents/biogas/allocation.hpp"

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

}  // namespace
