#include "analysis/attribution.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace {

__extension__ typedef __int128 WideCount;

constexpr auto order_draw = sim::decision("attribution.order");

WideCount factorial(int n) {
  WideCount product = 1;
  for (int i = 2; i <= n; ++i) product *= i;
  return product;
}

Count value_of(const GameValues& values, Coalition coalition) {
  const auto found = values.find(coalition);
  sim::ensure(found != values.end(), "attribution: a coalition's value is missing");
  return found->second;
}

WideCount rounded_down(WideCount numerator, WideCount denominator) {
  const WideCount quotient = numerator / denominator;
  return quotient * denominator > numerator ? quotient - 1 : quotient;
}

/// Whole counts next to numerator / denominator that add to `total`; ties go to the first. A zero stays zero.
std::vector<Count> apportion(const std::vector<WideCount>& numerators, WideCount denominator, Count total) {
  std::vector<Count> counts;
  std::vector<WideCount> remainders;
  Count sum = 0;
  for (const WideCount numerator : numerators) {
    const WideCount down = rounded_down(numerator, denominator);
    counts.push_back(static_cast<Count>(down));
    remainders.push_back(numerator - down * denominator);
    sum += counts.back();
  }
  std::vector<std::size_t> ranked(numerators.size());
  std::iota(ranked.begin(), ranked.end(), std::size_t{0});
  std::stable_sort(ranked.begin(), ranked.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  const Count left = total - sum;
  sim::ensure(left >= 0 && left <= static_cast<Count>(ranked.size()), "attribution: shares do not add up");
  for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) counts[ranked[i]] += 1;
  return counts;
}

/// All but the shares themselves.
GameShares ends_of_orders(int players, const GameValues& values) {
  GameShares shares;
  const Coalition all = grand_coalition(players);
  const Count nobody = value_of(values, 0);
  const Count everybody = value_of(values, all);
  shares.difference = everybody - nobody;
  shares.interaction = shares.difference;
  for (int i = 0; i < players; ++i) {
    shares.alone.push_back(value_of(values, only(i)) - nobody);
    shares.last.push_back(everybody - value_of(values, all & ~only(i)));
    shares.interaction -= shares.alone.back();
  }
  return shares;
}

}  // namespace

std::vector<Coalition> coalitions_of(const Order& order) {
  std::vector<Coalition> passed{0};
  for (const int player : order) passed.push_back(passed.back() | only(player));
  return passed;
}

std::vector<Order> sampled_orders(int players, int pairs, std::uint64_t seed, std::uint32_t member) {
  const sim::RandomSource random(seed, 0);
  std::vector<Order> orders;
  for (int pair = 0; pair < pairs; ++pair) {
    std::vector<double> key;
    for (int i = 0; i < players; ++i) {
      key.push_back(random.uniform(order_draw, sim::agent_id("attribution.member", member),
                                   static_cast<std::uint32_t>(pair), static_cast<std::uint32_t>(i)));
    }
    Order order(static_cast<std::size_t>(players));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return key[static_cast<std::size_t>(a)] < key[static_cast<std::size_t>(b)]; });
    orders.push_back(order);
    std::reverse(order.begin(), order.end());
    orders.push_back(order);
  }
  return orders;
}

Order alternating_order(int players, std::uint64_t seed, std::uint32_t member) {
  return sampled_orders(players, 1, seed, member - member % 2)[member % 2];
}

GameShares exact_shares(int players, const GameValues& values) {
  sim::ensure(players >= 1 && players <= most_exact_players, "attribution: too many players for all coalitions");
  GameShares shares = ends_of_orders(players, values);
  std::vector<WideCount> numerators(static_cast<std::size_t>(players), 0);
  for (Coalition coalition = 0; coalition <= grand_coalition(players); ++coalition) {
    const int size = std::popcount(coalition);
    if (size == players) continue;
    const WideCount weight = factorial(size) * factorial(players - size - 1);
    const Count without = value_of(values, coalition);
    for (int i = 0; i < players; ++i) {
      if ((coalition & only(i)) != 0) continue;
      numerators[static_cast<std::size_t>(i)] += weight * (value_of(values, coalition | only(i)) - without);
    }
  }
  shares.share = apportion(numerators, factorial(players), shares.difference);
  return shares;
}

GameShares sampled_shares(int players, const std::vector<Order>& orders, const GameValues& values) {
  sim::ensure(!orders.empty(), "attribution: no orders");
  GameShares shares = ends_of_orders(players, values);
  std::vector<WideCount> numerators(static_cast<std::size_t>(players), 0);
  for (const Order& order : orders) {
    Coalition before = 0;
    for (const int player : order) {
      const Coalition after = before | only(player);
      numerators[static_cast<std::size_t>(player)] += value_of(values, after) - value_of(values, before);
      before = after;
    }
  }
  shares.share = apportion(numerators, static_cast<WideCount>(orders.size()), shares.difference);
  return shares;
}

GameShares order_shares(const Order& order, const GameValues& values) {
  GameShares shares;
  shares.share.resize(order.size());
  Coalition before = 0;
  for (const int player : order) {
    const Coalition after = before | only(player);
    shares.share[static_cast<std::size_t>(player)] = value_of(values, after) - value_of(values, before);
    before = after;
  }
  shares.difference = value_of(values, before) - value_of(values, 0);
  return shares;
}

std::vector<double> pair_interactions(int players, const GameValues& values) {
  std::vector<double> found;
  for (int i = 0; i < players; ++i) {
    for (int j = i + 1; j < players; ++j) {
      WideCount numerator = 0;
      const Coalition both = only(i) | only(j);
      for (Coalition others = 0; others <= grand_coalition(players); ++others) {
        if ((others & both) != 0) continue;
        const int size = std::popcount(others);
        numerator += factorial(size) * factorial(players - size - 2) *
                     (value_of(values, others | both) - value_of(values, others | only(i)) -
                      value_of(values, others | only(j)) + value_of(values, others));
      }
      found.push_back(static_cast<double>(numerator) / static_cast<double>(factorial(players - 1)));
    }
  }
  return found;
}

}  // namespace skifte::analysis
