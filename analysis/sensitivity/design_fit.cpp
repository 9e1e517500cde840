#include "analysis/sensitivity/design_fit.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

/// Equal, or unknown in one of them: a member that never ran has no values.
bool same(double a, double b) {
  return a == b || std::isnan(a) || std::isnan(b);
}

/// Whether every block is A, A with one coordinate of B each, [B with one of A each,] B.
bool is_saltelli(const Study& study, bool second_order) {
  const std::size_t d = study.inputs.size();
  const std::size_t width = (second_order ? 2 : 1) * d + 2;
  if (study.rows() % width != 0) return false;
  for (std::size_t first = 0; first < study.rows(); first += width) {
    const std::size_t last = first + width - 1;
    for (std::size_t row = first + 1; row < last; ++row) {
      const std::size_t place = row - first - 1;
      for (std::size_t i = 0; i < d; ++i) {
        const bool from_b = place < d ? i == place : i != place - d;
        if (!same(study.x[i][row], study.x[i][from_b ? last : first])) return false;
      }
    }
  }
  return true;
}

std::string which_design(const Study& study) {
  return study.design.empty() ? fmt::format("{} rows over {} inputs", study.rows(), study.inputs.size())
                              : fmt::format("the design '{}'", study.design);
}

}  // namespace

SaltelliShape saltelli_shape(const Study& study) {
  const std::size_t d = study.inputs.size();
  for (const bool second_order : {false, true}) {
    if (study.rows() > 0 && is_saltelli(study, second_order)) {
      return {study.rows() / ((second_order ? 2 : 1) * d + 2), second_order};
    }
  }
  throw sim::UserFault(
      fmt::format("method sobol: {} is {}, not Saltelli's blocks of {} or {} runs (its estimators compare runs "
                  "within a block) compute one with `--design saltelli`, or take `--method given-data`, "
                  "`delta` or `pawn`, which any sample fits?",
                  study.source, which_design(study), d + 2, 2 * d + 2));
}

std::size_t morris_trajectories(const Study& study) {
  const std::size_t length = study.inputs.size() + 1;
  const bool named_otherwise = !study.design.empty() && study.design != "morris";
  bool fits = !named_otherwise && study.rows() > 0 && study.rows() % length == 0;
  for (std::size_t row = 0; fits && row + 1 < study.rows(); ++row) {
    if ((row + 1) % length == 0) continue;  // between trajectories
    std::size_t changed = 0;
    for (const auto& column : study.x) changed += same(column[row], column[row + 1]) ? 0 : 1;
    fits = changed <= 1;
  }
  if (!fits) {
    throw sim::UserFault(
        fmt::format("method morris: {} is {}, not trajectories of {} runs that change one input a step "
                    "compute one with `--design morris`, or take `--method delta` or `pawn`, which any "
                    "sample fits?",
                    study.source, which_design(study), length));
  }
  return study.rows() / length;
}

}  // namespace skifte::analysis
