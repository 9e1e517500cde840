#pragma once
#include <filesystem>
#include <vector>

#include "analysis/sensitivity/index.hpp"

namespace skifte::analysis {

/// A product of orthonormal Legendre polynomials.
struct ChaosTerm {
  std::vector<std::size_t> inputs;  ///< ascending, of all the study's
  std::vector<unsigned> degrees;    ///< of each, at least 1
  double coefficient = 0;
};

/// An outcome as a polynomial of its inputs' scaled ranks.
struct ChaosExpansion {
  std::vector<std::size_t> screened;  ///< inputs that it may hold
  double constant = 0;
  std::vector<ChaosTerm> terms;
  /// Q^2: of the variance, predicted of runs left out one at a time with the terms kept, corrected for their number
  /// (Chapelle, Vapnik & Bengio 2002, doi:10.1023/A:1013943418833).
  double predicted_share = 0;
};

struct ChaosIndices {
  ChaosExpansion expansion;
  double variance = 0;              ///< of the outcome
  std::vector<Index> first, total;  ///< by input; 0 for what was not screened
  std::vector<std::string> group_names;
  std::vector<Index> group_first, group_total;  ///< of whole groups: all terms within, all terms that touch
  struct Pair {
    std::size_t first, second;
    Index value;
  };
  std::vector<Pair> pairs;  ///< those with a term
};

/// Orthonormal Legendre polynomial on [-1, 1] with weight 1/2.
double legendre(unsigned degree, double x);

/// Inputs with the largest share of the variance that a cubic of their ranks explains, at most `most` of them,
/// ascending.
std::vector<std::size_t> screen(const Columns& x, const std::vector<double>& y, std::size_t most);

/// Sobol indices from any sample by sparse polynomial chaos (Sudret 2008, doi:10.1016/j.ress.2007.04.002; Blatman &
/// Sudret 2011, doi:10.1016/j.jcp.2010.12.021). Inputs become scaled ranks, z = 2 u - 1; terms are chosen by
/// least-angle regression with the corrected leave-one-out error (OpenTURNS, in its own program):
///     y = c_0 + sum_a c_a Psi_a(z),   S_i = sum of c_a^2 over terms of i alone / Var y,   T_i = over terms with i /
///     Var y
/// Shares are of the outcome's whole variance, so what the polynomial does not catch (luck, finer shapes) is seen as
/// missing. Intervals: terms kept, coefficients fitted anew to resampled rows (Marelli & Sudret 2018,
/// doi:10.1016/j.strusafe.2018.06.003). `groups` by input. One table of inputs, several outcomes; rows must be whole.
std::vector<ChaosIndices> chaos_indices(const Columns& x, const std::vector<std::vector<double>>& outcomes,
                                        const std::vector<std::string>& groups, std::size_t most_inputs,
                                        const Resampling& resampling, const std::filesystem::path& openturns);

}  // namespace skifte::analysis
