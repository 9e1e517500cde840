#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

/// Shares of the players of a cooperative game, in whole counts (grams, öre, ...), so that they add up exactly. Knows
/// no lever and no city; equations and references in docs/methods/attribution.md.
///
/// Shapley value (Shapley 1953, doi:10.1515/9781400881970-018), players N, n = |N|, value v(S) of coalition S:
///   phi_i = sum over S in N \ {i} of |S|! (n - |S| - 1)! / n! * (v(S + i) - v(S))                                 (1)
/// Sampled (Castro, Gómez & Tejada 2009, doi:10.1016/j.cor.2008.04.004), permutations p of N, P_i(p) those before i:
///   phi_i ~ mean over p of (v(P_i(p) + i) - v(P_i(p)))                                                            (2)
/// Both add to v(N) - v({}): every permutation's differences telescope. The fractions are computed in 128-bit integers
/// and rounded to whole counts by largest remainder, which keeps the sum; a share is then off by less than one count.
namespace skifte::analysis {

using Count = std::int64_t;
using Coalition = std::uint32_t;  ///< bit i: player i takes part

inline constexpr int most_exact_players = 10;    ///< 1 024 coalitions a member
inline constexpr int most_sampled_players = 31;  ///< bits of a coalition that are safe to count with

/// Everybody.
constexpr Coalition grand_coalition(int players) {
  return (Coalition{1} << players) - 1;
}
constexpr Coalition only(int player) {
  return Coalition{1} << player;
}

/// An order in which the players come in: a permutation of 0 .. n - 1.
using Order = std::vector<int>;

/// The coalitions that an order passes through, from nobody to everybody.
std::vector<Coalition> coalitions_of(const Order& order);

/// Orders for the sampled value of one member: `pairs` drawn orders, each followed by its reverse (antithetic,
/// Mitchell, Cooper, Frank & Holmes 2022, JMLR 23(43)). Keyed by seed, member and pair: more pairs leave the first ones
/// as they were.
std::vector<Order> sampled_orders(int players, int pairs, std::uint64_t seed, std::uint32_t member);

/// The one order of a member where each has one: the first that sampled_orders draws for the even member of its pair
/// (0 and 1, 2 and 3, ...), in the odd one the reverse.
Order alternating_order(int players, std::uint64_t seed, std::uint32_t member);

/// A game's outcome in one member, by coalition.
using GameValues = std::map<Coalition, Count>;

/// What (1) or (2) gives, and the two ends of the range of orders.
struct GameShares {
  Count difference = 0;      ///< v(N) - v({}), the sum of `share`
  std::vector<Count> share;  ///< by player
  std::vector<Count> alone;  ///< v({i}) - v({}); empty, as `last`, where only the coalitions of one order are known
  std::vector<Count> last;   ///< v(N) - v(N \ {i})
  /// What the players do together beyond what each does alone: difference - sum of alone.
  Count interaction = 0;
};

/// (1), from the values of all 2^players coalitions. ProgramFault when one is missing or there are more than
/// most_exact_players.
GameShares exact_shares(int players, const GameValues& values);

/// (2), from the values of the orders' coalitions and those of one player and of all but one.
GameShares sampled_shares(int players, const std::vector<Order>& orders, const GameValues& values);

/// (2), from the values of one order's coalitions alone.
GameShares order_shares(const Order& order, const GameValues& values);

/// Interaction of two players over all coalitions of the others (Grabisch & Roubens 1999, doi:10.1007/s001820050125):
///   I_ij = sum over S in N \ {i, j} of |S|! (n - |S| - 2)! / (n - 1)! * (v(S + ij) - v(S + i) - v(S + j) + v(S)) (3)
/// Of a reduction, positive: they overlap (together they cut less than the sum). [count, i < j, row by row].
std::vector<double> pair_interactions(int players, const GameValues& values);

}  // namespace skifte::analysis
