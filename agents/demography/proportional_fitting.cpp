#include "agents/demography/proportional_fitting.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::agents {
namespace {

std::vector<double> sums(const CountTable& table, bool by_row) {
  std::vector<double> result(static_cast<std::size_t>(by_row ? table.rows : table.columns), 0.0);
  for (int r = 0; r < table.rows; ++r) {
    for (int c = 0; c < table.columns; ++c) result[static_cast<std::size_t>(by_row ? r : c)] += table.at(r, c);
  }
  return result;
}

/// The rounding as a transport of single units: row r still needs rows[r] of them, column c columns[c], one a cell at
/// most.
class UnitTransport {
 public:
  UnitTransport(CountTable fraction, std::vector<int> rows, std::vector<int> columns)
      : fraction_(std::move(fraction)), rows_(std::move(rows)), columns_(std::move(columns)), used_(fraction_) {
    std::fill(used_.cells.begin(), used_.cells.end(), 0.0);
  }

  CountTable solve() {
    take_largest();
    for (int r = 0; r < fraction_.rows; ++r) {
      while (rows_[static_cast<std::size_t>(r)] > 0) {
        std::vector<bool> seen(static_cast<std::size_t>(fraction_.columns), false);
        sim::ensure(augment(r, seen), "round_to_margins: sums are not whole numbers of a rounded table");
        --rows_[static_cast<std::size_t>(r)];
      }
    }
    return used_;
  }

 private:
  void take_largest() {
    std::vector<std::size_t> order(fraction_.cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return fraction_.cells[a] > fraction_.cells[b]; });
    for (const std::size_t cell : order) {
      const std::size_t r = cell / static_cast<std::size_t>(fraction_.columns);
      const std::size_t c = cell % static_cast<std::size_t>(fraction_.columns);
      if (fraction_.cells[cell] <= 0 || rows_[r] == 0 || columns_[c] == 0) continue;
      used_.cells[cell] = 1;
      --rows_[r];
      --columns_[c];
    }
  }

  /// Finds one more unit for `row`, moving other rows' units where a column is full.
  bool augment(int row, std::vector<bool>& seen) {
    for (int c = 0; c < fraction_.columns; ++c) {
      if (seen[static_cast<std::size_t>(c)] || fraction_.at(row, c) <= 0 || used_.at(row, c) > 0) continue;
      seen[static_cast<std::size_t>(c)] = true;
      if (columns_[static_cast<std::size_t>(c)] > 0) {
        --columns_[static_cast<std::size_t>(c)];
        used_.at(row, c) = 1;
        return true;
      }
      for (int other = 0; other < fraction_.rows; ++other) {
        if (used_.at(other, c) <= 0) continue;
        used_.at(other, c) = 0;
        if (augment(other, seen)) {
          used_.at(row, c) = 1;
          return true;
        }
        used_.at(other, c) = 1;
      }
    }
    return false;
  }

  CountTable fraction_;
  std::vector<int> rows_;
  std::vector<int> columns_;
  CountTable used_;
};

}  // namespace

CountTable fit_proportionally(CountTable table, const std::vector<double>& row_sums,
                              const std::vector<double>& column_sums, double tolerance) {
  constexpr int most_rounds = 20000;
  for (int round = 0; round < most_rounds; ++round) {
    const std::vector<double> rows = sums(table, true);
    for (int r = 0; r < table.rows; ++r) {
      const auto i = static_cast<std::size_t>(r);
      for (int c = 0; c < table.columns && rows[i] > 0; ++c) table.at(r, c) *= row_sums[i] / rows[i];
    }
    const std::vector<double> columns = sums(table, false);
    for (int c = 0; c < table.columns; ++c) {
      const auto i = static_cast<std::size_t>(c);
      for (int r = 0; r < table.rows && columns[i] > 0; ++r) table.at(r, c) *= column_sums[i] / columns[i];
    }
    double worst = 0;
    const std::vector<double> fitted_rows = sums(table, true);
    const std::vector<double> fitted_columns = sums(table, false);
    for (std::size_t i = 0; i < row_sums.size(); ++i) worst = std::max(worst, std::abs(fitted_rows[i] - row_sums[i]));
    for (std::size_t i = 0; i < column_sums.size(); ++i) {
      worst = std::max(worst, std::abs(fitted_columns[i] - column_sums[i]));
    }
    if (worst <= tolerance) return table;
  }
  throw sim::UserFault("the households' margins contradict each other (proportional fitting does not converge)");
}

CountTable round_to_margins(const CountTable& table) {
  // Fitted cells that are whole numbers but for the fit's tolerance must not be taken for fractions.
  constexpr double slack = 1e-5;
  CountTable floors = table;
  CountTable fraction = table;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    floors.cells[i] = std::floor(table.cells[i] + slack);
    fraction.cells[i] = std::max(0.0, table.cells[i] - floors.cells[i]);
    if (fraction.cells[i] < slack) fraction.cells[i] = 0;
  }
  const auto missing = [&](bool by_row) {
    const std::vector<double> wanted = sums(table, by_row);
    const std::vector<double> have = sums(floors, by_row);
    std::vector<int> result;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      result.push_back(static_cast<int>(std::floor(wanted[i] - have[i] + 0.5)));
    return result;
  };
  const CountTable units = UnitTransport(fraction, missing(true), missing(false)).solve();
  for (std::size_t i = 0; i < floors.cells.size(); ++i) floors.cells[i] += units.cells[i];
  return floors;
}

std::vector<int> apportion(const std::vector<double>& weights, int total) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  sim::ensure(sum > 0 || total == 0, "apportion: weights add to nothing");
  std::vector<int> counts(weights.size(), 0);
  std::vector<double> remainders(weights.size(), 0.0);
  int given = 0;
  for (std::size_t i = 0; i < weights.size() && sum > 0; ++i) {
    const double share = total * weights[i] / sum;
    counts[i] = static_cast<int>(std::floor(share));
    remainders[i] = share - counts[i];
    given += counts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; given < total; i = (i + 1) % order.size(), ++given) ++counts[order[i]];
  return counts;
}

std::vector<std::uint8_t> shuffled(const std::vector<int>& counts, std::uint64_t name) {
  std::vector<std::pair<std::uint64_t, std::uint8_t>> keyed;
  for (std::size_t category = 0; category < counts.size(); ++category) {
    for (int i = 0; i < counts[category]; ++i) {
      keyed.emplace_back(sim::mix_bits(name ^ sim::mix_bits(keyed.size() + 1)), static_cast<std::uint8_t>(category));
    }
  }
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::uint8_t> sequence;
  sequence.reserve(keyed.size());
  for (const auto& [key, category] : keyed) sequence.push_back(category);
  return sequence;
}

}  // namespace skifte::agents
