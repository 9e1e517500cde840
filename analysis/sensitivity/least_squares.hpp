#pragma once
#include <vector>

namespace skifte::analysis {

/// Weighted least squares by the normal equations and Cholesky's factor: for well-conditioned columns such as
/// orthonormal polynomials. columns[j][k] of row k; a column that others make up gets the coefficient 0.
std::vector<double> least_squares(const std::vector<std::vector<double>>& columns, const std::vector<double>& y,
                                  const std::vector<double>& weight);

/// Solves the positive definite system; the lower triangle of `matrix` is used, row by row.
/// Pivots below 1e-10 of their diagonal are dropped.
std::vector<double> solve_cholesky(std::vector<std::vector<double>> matrix, std::vector<double> right);

}  // namespace skifte::analysis
