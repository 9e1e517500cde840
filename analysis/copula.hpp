#pragma once
#include <string>
#include <vector>

#include "scenarios/correlation.hpp"

namespace skifte::analysis {

/// Joins coordinates of the unit cube by a Gaussian copula: u -> Phi(L Phi^-1(u)) within each group of correlated ones,
/// L the factor of scenarios::CorrelatedGroup. The first of a group, by name, stays as it is.
class Copula {
 public:
  Copula() = default;
  Copula(const std::vector<std::string>& coordinates, const std::vector<scenarios::RankCorrelation>& correlations);

  bool empty() const { return groups_.empty(); }
  /// Correlates one point's independent coordinates.
  void apply(std::vector<double>& point) const;
  /// Correlates many points and keeps the set of values of each coordinate: values[i][m] of coordinate i take the order
  /// that apply() would give them (Stein 1987, doi:10.1080/00401706.1987.10488205). The strata of a Latin hypercube
  /// stay.
  void reorder(std::vector<std::vector<double>>& values) const;

 private:
  struct Group {
    std::vector<std::size_t> coordinates;
    std::vector<std::vector<double>> factor;
  };
  std::vector<Group> groups_;
};

}  // namespace skifte::analysis
