#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/bootstrap.hpp"
#include "analysis/sensitivity/index.hpp"

/// Functions with known indices and designs to evaluate them at.
namespace skifte::analysis::testing {

constexpr double pi = 3.14159265358979323846;
using Function = std::function<double(const std::vector<double>&)>;

/// Ishigami & Homma (1990), a = 7, b = 0.1, of u in the unit cube, x = pi (2 u - 1). With V1 = (1 + b pi^4/5)^2 / 2,
/// V2 = a^2/8, V13 = 8 b^2 pi^8 / 225 : S = (0.3139, 0.4424, 0), T = (0.5576, 0.4424, 0.2437), S13 = 0.2437.
inline double ishigami(const std::vector<double>& u) {
  const auto x = [&](std::size_t i) { return pi * (2 * u[i] - 1); };
  return std::sin(x(0)) + 7 * std::sin(x(1)) * std::sin(x(1)) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}
struct IshigamiIndices {
  std::array<double, 3> first, total;
  double pair13;
};
inline IshigamiIndices ishigami_indices() {
  const double v1 = std::pow(1 + 0.1 * std::pow(pi, 4) / 5, 2) / 2;
  const double v2 = 49.0 / 8;
  const double v13 = 8 * 0.01 * std::pow(pi, 8) / 225;
  const double v = v1 + v2 + v13;
  return {{v1 / v, v2 / v, 0}, {(v1 + v13) / v, v2 / v, v13 / v}, v13 / v};
}

/// Sobol's G (Saltelli & Sobol 1995): product of (|4 u - 2| + a) / (1 + a); V_i = 1 / 3 (1 + a_i)^2, V = prod (1 + V_i)
/// - 1, T_i = V_i prod_{j != i} (1 + V_j) / V.
inline const std::vector<double> g_coefficients = {0, 1, 4.5, 9, 99, 99, 99, 99};
inline double sobol_g(const std::vector<double>& u) {
  double product = 1;
  for (std::size_t i = 0; i < u.size(); ++i) {
    product *= (std::abs(4 * u[i] - 2) + g_coefficients[i]) / (1 + g_coefficients[i]);
  }
  return product;
}
inline double g_part(std::size_t i) {
  return 1 / (3 * (1 + g_coefficients[i]) * (1 + g_coefficients[i]));
}
inline double g_product() {
  double product = 1;
  for (std::size_t i = 0; i < g_coefficients.size(); ++i) product *= 1 + g_part(i);
  return product;
}
inline double g_first(std::size_t i) {
  return g_part(i) / (g_product() - 1);
}
inline double g_total(std::size_t i) {
  return g_part(i) * g_product() / (1 + g_part(i)) / (g_product() - 1);
}

/// Point `which` of the additive recurrence with the generalised golden ratio (Roberts 2018): even enough for
/// integrals.
inline std::vector<double> even_point(std::size_t which, std::size_t dimensions) {
  double ratio = 2;
  for (int k = 0; k < 60; ++k) ratio = std::pow(1 + ratio, 1 / (static_cast<double>(dimensions) + 1));
  std::vector<double> point;
  for (std::size_t i = 0; i < dimensions; ++i) {
    const double place = 0.5 + static_cast<double>(which + 1) * std::pow(1 / ratio, static_cast<double>(i + 1));
    point.push_back(place - std::floor(place));
  }
  return point;
}

/// Random points in the unit cube, by input and row.
inline Columns random_columns(std::size_t rows, std::size_t inputs, std::uint64_t seed) {
  const KeyedDraws random(seed, "test.columns");
  Columns columns(inputs, std::vector<double>(rows));
  for (std::size_t i = 0; i < inputs; ++i) {
    for (std::size_t k = 0; k < rows; ++k) columns[i][k] = random.uniform(k, static_cast<std::uint32_t>(i));
  }
  return columns;
}

inline std::vector<double> evaluate(const Columns& columns, const Function& function) {
  std::vector<double> values;
  for (std::size_t k = 0; k < columns.front().size(); ++k) {
    std::vector<double> point;
    for (const auto& column : columns) point.push_back(column[k]);
    values.push_back(function(point));
  }
  return values;
}

/// Saltelli's points in the order of docs/methods/designs.md, by input and row.
inline Columns saltelli_columns(std::size_t samples, std::size_t inputs, bool second_order) {
  Columns columns(inputs);
  const auto add = [&](const std::vector<double>& point) {
    for (std::size_t i = 0; i < inputs; ++i) columns[i].push_back(point[i]);
  };
  for (std::size_t k = 0; k < samples; ++k) {
    const std::vector<double> both = even_point(k, 2 * inputs);
    const std::vector<double> a(both.begin(), both.begin() + static_cast<std::ptrdiff_t>(inputs));
    const std::vector<double> b(both.begin() + static_cast<std::ptrdiff_t>(inputs), both.end());
    add(a);
    for (int mirror = 0; mirror < (second_order ? 2 : 1); ++mirror) {
      for (std::size_t i = 0; i < inputs; ++i) {
        std::vector<double> point = mirror == 0 ? a : b;
        point[i] = mirror == 0 ? b[i] : a[i];
        add(point);
      }
    }
    add(b);
  }
  return columns;
}

}  // namespace skifte::analysis::testing
