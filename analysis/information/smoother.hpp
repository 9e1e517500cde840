#pragma once
#include <vector>

namespace skifte::analysis {

/// A penalised spline (Eilers & Marx 1996, doi:10.1214/ss/1038425655): 12 cubic B-splines of equal distance on (0, 1),
/// second differences of their coefficients penalised,
///     minimise sum (y - B a)^2 + lambda |D a|^2
/// with lambda the one of 10^-2, 10^-1.5, ..., 10^6 of least generalised cross-validation, n RSS / (n - edf)^2 (Craven
/// & Wahba 1979). The strongest penalty leaves a straight line. The basis is laid once for an input and serves many
/// outcomes.
class Smoother {
 public:
  /// `z` in [0, 1], by row.
  explicit Smoother(const std::vector<double>& z);
  /// The fitted values, by row. NaN is not allowed.
  std::vector<double> fit(const std::vector<double>& y) const;

 private:
  /// A row has four splines that are not 0.
  struct RowBasis {
    std::size_t first = 0;
    double value[4] = {0, 0, 0, 0};
  };
  struct Level {
    std::vector<std::vector<double>> matrix;  ///< B'B + lambda D'D
    double degrees_of_freedom = 0;
  };
  std::vector<RowBasis> rows_;
  std::vector<std::vector<double>> gram_;
  std::vector<Level> levels_;
};

}  // namespace skifte::analysis
