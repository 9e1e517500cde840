#include "analysis/information/smoother.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/sensitivity/least_squares.hpp"
#include "sim/math.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t splines = 12;
constexpr std::size_t intervals = splines - 3;
constexpr int first_level = -4, last_level = 12;  // powers of sqrt(10)

using Matrix = std::vector<std::vector<double>>;

/// |D a|^2 as a matrix, D the second differences.
Matrix penalty() {
  Matrix made(splines, std::vector<double>(splines, 0.0));
  for (std::size_t k = 0; k + 2 < splines; ++k) {
    const double difference[3] = {1, -2, 1};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) made[k + i][k + j] += difference[i] * difference[j];
    }
  }
  return made;
}

/// trace of matrix^-1 gram.
double trace_of(const Matrix& matrix, const Matrix& gram) {
  double trace = 0;
  for (std::size_t i = 0; i < splines; ++i) {
    std::vector<double> column(splines);
    for (std::size_t j = 0; j < splines; ++j) column[j] = gram[j][i];
    trace += solve_cholesky(matrix, std::move(column))[i];
  }
  return trace;
}

}  // namespace

Smoother::Smoother(const std::vector<double>& z) : gram_(splines, std::vector<double>(splines, 0.0)) {
  for (const double value : z) {
    const double place = std::clamp(value, 0.0, 1.0) * static_cast<double>(intervals);
    const std::size_t first = std::min(intervals - 1, static_cast<std::size_t>(place));
    const double t = place - static_cast<double>(first);
    RowBasis row{first,
                 {(1 - t) * (1 - t) * (1 - t) / 6, (3 * t * t * t - 6 * t * t + 4) / 6,
                  (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6, t * t * t / 6}};
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 4; ++j) gram_[first + i][first + j] += row.value[i] * row.value[j];
    }
    rows_.push_back(row);
  }
  const Matrix differences = penalty();
  for (int level = first_level; level <= last_level; ++level) {
    const double lambda = sim::pow(10, level / 2.0);
    Level made{gram_, 0};
    for (std::size_t i = 0; i < splines; ++i) {
      for (std::size_t j = 0; j < splines; ++j) made.matrix[i][j] += lambda * differences[i][j];
    }
    made.degrees_of_freedom = trace_of(made.matrix, gram_);
    levels_.push_back(std::move(made));
  }
}

std::vector<double> Smoother::fit(const std::vector<double>& y) const {
  std::vector<double> right(splines, 0.0);
  double mean = 0;
  for (const double value : y) mean += value / static_cast<double>(y.size());
  double whole = 0;
  for (std::size_t k = 0; k < y.size(); ++k) {
    const double centred = y[k] - mean;
    whole += centred * centred;
    for (std::size_t i = 0; i < 4; ++i) right[rows_[k].first + i] += rows_[k].value[i] * centred;
  }
  const auto n = static_cast<double>(y.size());
  double least = std::numeric_limits<double>::infinity();
  std::vector<double> best;
  for (const Level& level : levels_) {
    std::vector<double> coefficients = solve_cholesky(level.matrix, right);
    double squares = whole;
    for (std::size_t i = 0; i < splines; ++i) {
      squares -= 2 * coefficients[i] * right[i];
      for (std::size_t j = 0; j < splines; ++j) squares += coefficients[i] * gram_[i][j] * coefficients[j];
    }
    const double free = n - level.degrees_of_freedom;
    const double score =
        free > 0 ? n * std::max(0.0, squares) / (free * free) : std::numeric_limits<double>::infinity();
    if (score > least) continue;
    least = score;
    best = std::move(coefficients);
  }
  std::vector<double> fitted(y.size(), mean);
  for (std::size_t k = 0; k < y.size() && !best.empty(); ++k) {
    for (std::size_t i = 0; i < 4; ++i) fitted[k] += rows_[k].value[i] * best[rows_[k].first + i];
  }
  return fitted;
}

}  // namespace skifte::analysis
