#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/fault_list.hpp"
#include "scenarios/yaml_document.hpp"
#include "sim/fault.hpp"

namespace skifte::scenarios {

/// Uncertain assumptions that are drawn together: each pair of `between` has Spearman's rank correlation `rank`. Of a
/// series it is the factor that is correlated.
struct RankCorrelation {
  std::string name;
  std::vector<std::string> between;  ///< names of uncertain assumptions, at least two
  double rank = 0;                   ///< in (-1, 1) [1]
  sim::Position position;
};

/// Reads `NAME: {between: [assumption, assumption], rank: 0.7}`. Names that are no assumption are faults; those that
/// the scenario holds certain are left out, and what then joins fewer than two gives an empty result and a note.
std::optional<RankCorrelation> read_correlation(const YamlEntry& entry, const std::vector<std::string>& assumptions,
                                                const std::vector<std::string>& uncertain, FaultList& faults,
                                                std::vector<sim::Fault>& notes);

/// Faults: a pair that two correlations join; correlations that no joint distribution has (their Gaussian copula's
/// matrix is not positive definite), with the share of all of them that would do.
void require_consistent(const std::vector<RankCorrelation>& correlations, FaultList& faults);

/// Uncertain assumptions joined by correlations, and how to draw them.
struct CorrelatedGroup {
  std::vector<std::string> names;  ///< sorted
  /// Lower triangular L with L L' the correlation of the Gaussian copula, by row: independent standard normals z give
  /// correlated ones L z.
  std::vector<std::vector<double>> factor;
};

/// The groups, sorted by their first name. ProgramFault for correlations that are not consistent.
std::vector<CorrelatedGroup> correlated_groups(const std::vector<RankCorrelation>& correlations);

/// Correlation of two standard normals whose rank correlation is `rank`: 2 sin(pi rank / 6) (Pearson 1907; Kruskal
/// 1958, doi:10.1080/01621459.1958.10501481).
double normal_correlation(double rank);

/// L with L L' = matrix (symmetric, by row), or empty where the matrix is not positive definite.
std::optional<std::vector<std::vector<double>>> cholesky(const std::vector<std::vector<double>>& matrix);

}  // namespace skifte::scenarios
