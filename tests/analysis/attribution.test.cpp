#include "analysis/attribution.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <numeric>

#include "sim/fault.hpp"
#include "sim/random.hpp"

/// Games whose Shapley values are known, and the axioms that single them out (Shapley 1953).
namespace {

using namespace skifte;
using namespace skifte::analysis;

GameValues game(int players, const std::function<Count(Coalition)>& value) {
  GameValues values;
  for (Coalition coalition = 0; coalition <= grand_coalition(players); ++coalition)
    values[coalition] = value(coalition);
  return values;
}

bool has(Coalition coalition, int player) {
  return (coalition & only(player)) != 0;
}

/// A game without any structure.
GameValues any_game(int players, std::uint64_t seed) {
  const sim::RandomSource random(seed, 0);
  return game(players, [&](Coalition coalition) {
    return static_cast<Count>(1e13 * (random.uniform(sim::decision("test.game"), sim::AgentId{7}, coalition) - 0.5));
  });
}

Count sum(const std::vector<Count>& counts) {
  return std::accumulate(counts.begin(), counts.end(), Count{0});
}

}  // namespace

TEST_CASE("the glove game gives the scarce glove two thirds") {
  // Players 0 and 1 own a left glove, 2 a right one; a pair is worth 6. Of the 6 orders, 2 completes the pair in the 4
  // in which it is not first; 0 does in the one order 2 0 1, and 1 in 2 1 0: 6 * 4/6, 6 * 1/6, 6 * 1/6. (Osborne &
  // Rubinstein 1994, A Course in Game Theory, section 14.4)
  const GameShares shares =
      exact_shares(3, game(3, [](Coalition c) { return has(c, 2) && (has(c, 0) || has(c, 1)) ? 6 : 0; }));
  CHECK(shares.share == std::vector<Count>{1, 1, 4});
  CHECK(shares.alone == std::vector<Count>{0, 0, 0});
  CHECK(shares.last == std::vector<Count>{0, 0, 6});
  CHECK(shares.difference == 6);
  CHECK(shares.interaction == 6);
}

TEST_CASE("the airport game shares each length of runway among those who need it") {
  // Littlechild & Owen 1973, doi:10.1287/mnsc.20.3.370: aircraft in need of runways that cost 8, 11, 13, 18:
  // 8/4 = 2; 2 + 3/3 = 3; 3 + 2/2 = 4; 4 + 5 = 9.
  const std::vector<Count> need = {8, 11, 13, 18};
  const GameValues cost = game(4, [&](Coalition c) {
    Count most = 0;
    for (int i = 0; i < 4; ++i) most = has(c, i) ? std::max(most, need[static_cast<std::size_t>(i)]) : most;
    return most;
  });
  const GameShares shares = exact_shares(4, cost);
  CHECK(shares.share == std::vector<Count>{2, 3, 4, 9});
  CHECK(shares.alone == need);
  CHECK(shares.last == std::vector<Count>{0, 0, 0, 5});
  CHECK(shares.interaction == 18 - 50);
}

TEST_CASE("shares add to the difference to the last count in any game") {
  for (int players = 1; players <= most_exact_players; ++players) {
    const GameValues values = any_game(players, static_cast<std::uint64_t>(players));
    const GameShares exact = exact_shares(players, values);
    CHECK(sum(exact.share) == values.at(grand_coalition(players)) - values.at(0));
    const GameShares sampled = sampled_shares(players, sampled_orders(players, 3, 1, 0), values);
    CHECK(sum(sampled.share) == exact.difference);
    CHECK(sampled.alone == exact.alone);
    CHECK(sampled.last == exact.last);
  }
}

TEST_CASE("who changes nothing gets exactly nothing, whatever the others' fractions") {
  // Player 2 is inert; the values of the other four are odd, so that fractions must be rounded.
  const GameValues inner = any_game(4, 11);
  const GameValues values = game(5, [&](Coalition c) { return inner.at((c & 3U) | ((c >> 1) & 12U)); });
  const GameShares exact = exact_shares(5, values);
  CHECK(exact.share[2] == 0);
  CHECK(exact.alone[2] == 0);
  CHECK(exact.last[2] == 0);
  CHECK(sampled_shares(5, sampled_orders(5, 7, 1, 0), values).share[2] == 0);
  const GameShares without = exact_shares(4, inner);
  CHECK(std::vector<Count>{exact.share[0], exact.share[1], exact.share[3], exact.share[4]} == without.share);
}

TEST_CASE("players who do the same get the same, one count of rounding apart") {
  const GameShares thirds = exact_shares(3, game(3, [](Coalition c) { return c == 7 ? 100 : 0; }));
  CHECK(thirds.share == std::vector<Count>{34, 33, 33});
  const GameShares negative = exact_shares(3, game(3, [](Coalition c) { return c == 7 ? -100 : 0; }));
  CHECK(negative.share == std::vector<Count>{-33, -33, -34});
  const GameShares even =
      exact_shares(4, game(4, [](Coalition c) { return 12 * std::popcount(c) * std::popcount(c); }));
  CHECK(even.share == std::vector<Count>{48, 48, 48, 48});
}

TEST_CASE("the share of a sum of games is the sum of the shares") {
  const GameValues first = any_game(6, 3), second = any_game(6, 4);
  GameValues both;
  for (const auto& [coalition, value] : first) both[coalition] = value + second.at(coalition);
  const auto a = exact_shares(6, first).share, b = exact_shares(6, second).share, c = exact_shares(6, both).share;
  for (std::size_t i = 0; i < c.size(); ++i) CHECK(std::abs(a[i] + b[i] - c[i]) <= 2);  // three roundings
}

TEST_CASE("where nothing interacts share, alone and last agree and pairs are zero") {
  const std::vector<Count> worth = {5, -17, 0, 1000000007};
  const GameValues values = game(4, [&](Coalition c) {
    Count total = 40;
    for (int i = 0; i < 4; ++i) total += has(c, i) ? worth[static_cast<std::size_t>(i)] : 0;
    return total;
  });
  const GameShares shares = exact_shares(4, values);
  CHECK(shares.share == worth);
  CHECK(shares.alone == worth);
  CHECK(shares.last == worth);
  CHECK(shares.interaction == 0);
  CHECK(sampled_shares(4, sampled_orders(4, 1, 9, 2), values).share == worth);
  for (const double pair : pair_interactions(4, values)) CHECK(pair == 0);
}

TEST_CASE("pair interactions by hand") {
  // v = 10 where 0 and 1 are both in, 7 more with 2: only the pair (0, 1) interacts, I = 10 (equation 3 with S = {} and
  // {2}, weights 1/2 each). Pairs in the order 01, 02, 12.
  const GameValues pair = game(3, [](Coalition c) { return (has(c, 0) && has(c, 1) ? 10 : 0) + (has(c, 2) ? 7 : 0); });
  CHECK(pair_interactions(3, pair) == std::vector<double>{10, 0, 0});
  // Two measures that cut the same 10: together they do no more, I = -10 - ... v(01) - v(0) - v(1) = 10 - 20.
  const GameValues overlap = game(2, [](Coalition c) { return c == 0 ? 0 : 10; });
  CHECK(pair_interactions(2, overlap) == std::vector<double>{-10});
}

TEST_CASE("all orders sampled once are the exact value") {
  const GameValues values = any_game(4, 21);
  std::vector<Order> all;
  Order order = {0, 1, 2, 3};
  do all.push_back(order);
  while (std::next_permutation(order.begin(), order.end()));
  CHECK(all.size() == 24);
  CHECK(sampled_shares(4, all, values).share == exact_shares(4, values).share);
}

TEST_CASE("sampled orders are permutations with their reverses, and more of them move none") {
  const std::vector<Order> few = sampled_orders(12, 2, 5, 3), many = sampled_orders(12, 6, 5, 3);
  REQUIRE(few.size() == 4);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
  for (std::size_t i = 0; i < many.size(); i += 2) {
    Order sorted = many[i];
    std::sort(sorted.begin(), sorted.end());
    for (int player = 0; player < 12; ++player) CHECK(sorted[static_cast<std::size_t>(player)] == player);
    CHECK(Order(many[i].rbegin(), many[i].rend()) == many[i + 1]);
  }
  CHECK(sampled_orders(12, 2, 5, 4) != few);
  CHECK(sampled_orders(12, 2, 6, 3) != few);
}

TEST_CASE("sampling is unbiased: 2 000 pairs come within their error of the exact value") {
  // Worths are bounded by 1e13 in size, so a pair's mean is, too; over 2 000 pairs the standard error of a share is at
  // most 1e13 / sqrt(2 000) = 2.2e11. Five of those: alpha < 1e-5 over six players.
  const GameValues values = any_game(6, 8);
  const GameShares exact = exact_shares(6, values);
  const GameShares sampled = sampled_shares(6, sampled_orders(6, 2000, 1, 0), values);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(std::abs(static_cast<double>(sampled.share[i] - exact.share[i])) < 5 * 2.2e11);
  }
}

TEST_CASE("one order a member: every second is the reverse of the one before, and shares telescope") {
  for (const std::uint32_t member : {0U, 6U}) {
    const Order order = alternating_order(7, 3, member);
    Order reverse = alternating_order(7, 3, member + 1);
    std::reverse(reverse.begin(), reverse.end());
    CHECK(order == reverse);
    CHECK(alternating_order(7, 3, member + 2) != order);
  }
  const GameValues values = any_game(7, 5);
  const GameShares one = order_shares(alternating_order(7, 3, 4), values);
  const GameShares other = order_shares(alternating_order(7, 3, 5), values);
  CHECK(std::accumulate(one.share.begin(), one.share.end(), Count{0}) == one.difference);
  CHECK(one.difference == exact_shares(7, values).difference);
  CHECK(one.alone.empty());
  // Two members of a pair with the same game together are a member with an order and its reverse.
  const GameShares both = sampled_shares(7, sampled_orders(7, 1, 3, 4), values);
  for (std::size_t i = 0; i < both.share.size(); ++i)
    CHECK(std::abs(2 * both.share[i] - one.share[i] - other.share[i]) <= 2);  // rounding
}

TEST_CASE("one order a member is unbiased: 4 000 members come within their error of the exact value") {
  const GameValues values = any_game(5, 8);
  const std::vector<Count> exact = exact_shares(5, values).share;
  std::vector<double> sum(5, 0), squares(5, 0);
  constexpr std::uint32_t pairs = 2000;
  for (std::uint32_t pair = 0; pair < pairs; ++pair) {
    const auto first = order_shares(alternating_order(5, 17, 2 * pair), values).share;
    const auto second = order_shares(alternating_order(5, 17, 2 * pair + 1), values).share;
    for (std::size_t i = 0; i < 5; ++i) {
      const double mean = 0.5 * static_cast<double>(first[i] + second[i]);
      sum[i] += mean;
      squares[i] += mean * mean;
    }
  }
  for (std::size_t i = 0; i < 5; ++i) {
    const double mean = sum[i] / pairs;
    const double error = std::sqrt((squares[i] / pairs - mean * mean) / pairs);
    CHECK(std::abs(mean - static_cast<double>(exact[i])) < 4 * error + 1);  // 4 standard errors: alpha 6e-5 each
  }
}

TEST_CASE("an order passes through one coalition more than it has players") {
  CHECK(coalitions_of({2, 0, 1}) == std::vector<Coalition>{0, 4, 5, 7});
  GameValues values = any_game(3, 1);
  values.erase(5);
  CHECK_THROWS_AS(exact_shares(3, values), sim::ProgramFault);
  CHECK_THROWS_AS(exact_shares(11, values), sim::ProgramFault);
}
