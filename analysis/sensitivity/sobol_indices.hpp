#pragma once
#include <vector>

#include "analysis/sensitivity/index.hpp"

namespace skifte::analysis {

/// Which equations; docs/methods/sensitivity.md.
enum class SobolEstimator { martinez, jansen };

/// An outcome at Saltelli's points: of each block f(A), f(A with x_i of B) for all i, with second order f(B with x_i of
/// A) for all i, f(B).
struct SobolBlocks {
  std::size_t inputs = 0;
  bool second_order = false;
  std::vector<std::vector<double>> blocks;  ///< each of inputs + 2 or 2 inputs + 2 numbers
  std::size_t left_out = 0;                 ///< blocks that lack a number
  bool shared_luck = false;                 ///< each block has chance of its own, the same in all its evaluations

  std::size_t width() const { return (second_order ? 2 : 1) * inputs + 2; }
};

/// Cuts values in the design's order into blocks and leaves out those with a NaN. ProgramFault unless they divide.
SobolBlocks cut_blocks(const std::vector<double>& values, std::size_t inputs, bool second_order);

struct SobolIndices {
  double mean = 0;
  double variance = 0;  ///< of a and b, luck's included
  double luck = 0;      ///< its share of the variance [1]; 0 where no luck is shared
  std::vector<Index> first;
  std::vector<Index> total;
  std::vector<std::vector<Index>> second;  ///< [i][j], i < j; empty without second order
};

/// Variance-based indices (Sobol 2001, doi:10.1016/S0378-4754(00)00270-6) with f(A) = a, f(B) = b, f(A_B^i) = c_i,
/// f(B_A^i) = d_i, V the variance of a and b together:
///     martinez  S_i = corr(b, c_i)                    T_i = 1 - corr(a, c_i)
///     jansen    S_i = 1 - mean (b - c_i)^2 / 2V        T_i = mean (a - c_i)^2 / 2V
/// (Martinez 2011; Baudin et al. 2016, arXiv:1303.7003; Jansen 1999, doi:10.1016/S0010-4655(98)00154-4; Saltelli et al.
/// 2010, doi:10.1016/j.cpc.2009.09.018). With second order each is the mean of this and of its mirror image (a and b,
/// c_i and d_i exchanged), and S_ij = (corr(c_i, d_j) + corr(c_j, d_i)) / 2 - S_i - S_j (Saltelli 2002, same journal,
/// doi:10.1016/S0010-4655(02)00280-1). Intervals: bootstrap over whole blocks. At least two blocks.
///
/// Luck that a block shares is common to all its pairs, so that every first index holds it and every total misses it.
/// Then r = corr(a, b) (jansen: 1 - mean (a - b)^2 / 2V), which is luck's share, is taken out of numerator and
/// denominator, as Glen & Isaacs 2012 (doi:10.1016/j.envsoft.2012.03.014) do with spurious correlation:
///     S = (S' - r) / (1 - r)    T = T' / (1 - r)    closed = (closed' - r) / (1 - r)
/// Indices are then shares of what assumptions cause at a given luck, on average over luck.
SobolIndices sobol_indices(const SobolBlocks& blocks, SobolEstimator estimator, const Resampling& resampling);

}  // namespace skifte::analysis
