#include "analysis/discovery/box.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace skifte::analysis {

bool holds(const Box& box, const Columns& x, std::size_t row) {
  return std::all_of(box.begin(), box.end(), [&](const auto& entry) {
    const double value = x[entry.first][row];
    return entry.second.low < value && value < entry.second.high;
  });
}

BoxCount count(const Box& box, const Columns& x, const std::vector<bool>& interest, const std::vector<bool>& counted) {
  BoxCount found;
  for (std::size_t row = 0; row < interest.size(); ++row) {
    if (!counted[row] || !holds(box, x, row)) continue;
    ++found.members;
    if (interest[row]) ++found.interest;
  }
  return found;
}

std::string limit_words(const StudyInput& input, const BoxLimit& limit) {
  const std::string unit = input.unit.empty() || input.unit == "1" ? "" : " " + input.unit;
  std::string text = input.name;
  if (std::isfinite(limit.low) && std::isfinite(limit.high)) {
    text += fmt::format(" between {:.4g} and {:.4g}{}", limit.low, limit.high, unit);
  } else if (std::isfinite(limit.low)) {
    text += fmt::format(" above {:.4g}{}", limit.low, unit);
  } else {
    text += fmt::format(" below {:.4g}{}", limit.high, unit);
  }
  return input.meaning.empty() ? text : fmt::format("{} ({})", text, input.meaning);
}

}  // namespace skifte::analysis
