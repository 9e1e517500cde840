#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "output/result_reader.hpp"

namespace skifte::analysis {

/// Positions of the same future in two results.
struct MemberPair {
  std::size_t first = 0;
  std::size_t second = 0;
};

/// Which members of two results are the same future under two policies.
struct Pairing {
  std::vector<MemberPair> members;  ///< done in both, ascending by member
  int left_out = 0;                 ///< in both, but failed in one at least
  std::string why_not;              ///< in words; empty when the results are pairs
  bool paired() const { return why_not.empty(); }
};

/// Members are the same future when number, seed and replicate agree and every assumption that both results draw from
/// the same distribution has the same value, bit by bit: then their difference is the policy's and not luck's. Designs
/// of another size (a latin hypercube of 100 and one of 200) draw other values and are no pairs.
Pairing pair_members(const output::ResultFile& first, const output::ResultFile& second);

/// Why pairs are not the same futures after all: the first assumption that a pair draws differently although from the
/// same distribution, in words; "" when all agree.
std::string different_draw(const output::ResultFile& first, const output::ResultFile& second,
                           const std::vector<MemberPair>& pairs);

}  // namespace skifte::analysis
