#pragma once
#include <cstddef>
#include <vector>

namespace skifte::analysis {

/// A column cut into classes of about equal size by its values, ascending; equal values share a class.
struct Partition {
  std::vector<std::size_t> class_of;  ///< by row
  std::vector<std::size_t> size;      ///< by class
};

/// At most `classes`; fewer where values repeat.
Partition equal_classes(const std::vector<double>& column, std::size_t classes);

/// Ranks scaled to (0, 1): (rank - 1/2) / n, equal values their mean rank.
std::vector<double> scaled_ranks(const std::vector<double>& column);

/// Share of the variance that the classes' means explain, less what as many classes of no meaning would (Kelley 1935:
/// epsilon squared): 1 - (n - 1)/(n - m) (1 - between/whole). May be slightly negative. 0 when nothing varies.
double explained_share(const std::vector<double>& y, const Partition& partition);

}  // namespace skifte::analysis
