#include "analysis/sensitivity/least_squares.hpp"

#include "sim/math.hpp"

namespace skifte::analysis {

std::vector<double> solve_cholesky(std::vector<std::vector<double>> matrix, std::vector<double> right) {
  constexpr double least_pivot = 1e-10;
  const std::size_t n = right.size();
  std::vector<bool> dropped(n, false);
  for (std::size_t i = 0; i < n; ++i) {
    const double diagonal = matrix[i][i];
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= matrix[i][k] * matrix[j][k];
      if (j < i) {
        matrix[i][j] = dropped[j] ? 0 : sum / matrix[j][j];
      } else {
        dropped[i] = !(sum > least_pivot * diagonal);
        matrix[i][i] = dropped[i] ? 1 : sim::sqrt(sum);
      }
    }
    if (dropped[i]) {
      for (std::size_t j = 0; j < i; ++j) matrix[i][j] = 0;
      right[i] = 0;
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) right[i] -= matrix[i][k] * right[k];
    right[i] /= matrix[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) right[i] -= dropped[k] ? 0 : matrix[k][i] * right[k];
    right[i] = dropped[i] ? 0 : right[i] / matrix[i][i];
  }
  return right;
}

std::vector<double> least_squares(const std::vector<std::vector<double>>& columns, const std::vector<double>& y,
                                  const std::vector<double>& weight) {
  const std::size_t p = columns.size();
  std::vector<std::vector<double>> gram(p, std::vector<double>(p, 0.0));
  std::vector<double> right(p, 0.0);
  std::vector<double> weighted(y.size());
  for (std::size_t i = 0; i < p; ++i) {
    for (std::size_t k = 0; k < y.size(); ++k) weighted[k] = weight[k] * columns[i][k];
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < y.size(); ++k) sum += weighted[k] * columns[j][k];
      gram[i][j] = sum;
    }
    for (std::size_t k = 0; k < y.size(); ++k) right[i] += weighted[k] * y[k];
  }
  return solve_cholesky(std::move(gram), std::move(right));
}

}  // namespace skifte::analysis
