#pragma once
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "analysis/sensitivity/index.hpp"
#include "analysis/sensitivity/study.hpp"

namespace skifte::analysis {

/// Bounds of one input: low < x < high.
struct BoxLimit {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool operator==(const BoxLimit&) const = default;
};

/// A part of the inputs' space, by the inputs that it restricts.
using Box = std::map<std::size_t, BoxLimit>;

bool holds(const Box& box, const Columns& x, std::size_t row);

/// Futures in a box, and those of interest among them.
struct BoxCount {
  std::size_t members = 0;
  std::size_t interest = 0;
};
BoxCount count(const Box& box, const Columns& x, const std::vector<bool>& interest, const std::vector<bool>& counted);

/// `ccs.biogenic_sold above 0.61 (share sold)`, `... between 2 and 3 year`; with the input's unit and meaning.
std::string limit_words(const StudyInput& input, const BoxLimit& limit);

}  // namespace skifte::analysis
