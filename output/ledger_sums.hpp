#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "output/dataset.hpp"

/// The ledger counts in whole grams and öre, so that its cuts add up exactly. A result holds them converted; counted
/// back they must still do so.
namespace skifte::output {

/// Two variables that hold the same money or mass: summed over the dimensions they do not share they are equal.
struct LedgerSum {
  std::string left;
  std::string right;
  double units_per_count;           ///< e.g. 1e-6 t for a gram
  std::vector<std::string> labels;  ///< of the dimension that `right` alone has: only these count; empty: all
};

/// What holds in every result of the model.
const std::vector<LedgerSum>& ledger_sums();

/// Checks one pair in the values of one member, count by count without tolerance.
class SumCheck {
 public:
  /// ProgramFault unless the layout has both variables.
  SumCheck(const Layout& layout, const LedgerSum& sum);
  /// What fails first in these values (layout.total() numbers), e.g. `emissions at year 2030 is 1.5 t CO2e, the sum of
  /// emissions_carrier 1.6`; empty when all hold.
  std::string fault(const std::vector<double>& values) const;

 private:
  struct Side {
    std::size_t offset;
    std::vector<std::ptrdiff_t> cells;  ///< where each number is added; -1: nowhere
  };
  Side side(const Layout& layout, const std::string& variable, const std::vector<std::string>& labels) const;
  std::vector<long long> counts(const std::vector<double>& values, const Side& side) const;

  LedgerSum sum_;
  std::string units_;
  std::vector<Dimension> shared_;
  Side left_;
  Side right_;
};

}  // namespace skifte::output
