#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace skifte::analysis {

/// Finds a few order statistics of a large sample without sorting it: values are counted by buckets of equal width
/// between the least and the largest, and only those in a bucket that holds a wanted rank are looked at further. Keeps
/// its memory from sample to sample.
class OrderStatistics {
 public:
  /// Puts the order statistics of the ascending `ranks` (from 0) in their places; the other places hold anything
  /// afterwards. Values may be infinite, not NaN.
  void place(std::span<double> values, std::span<const std::size_t> ranks);

 private:
  void place_by_buckets(std::span<double> values, std::span<const std::size_t> ranks, double least, double most);
  std::vector<std::uint16_t> bucket_of_;  ///< by value
  std::vector<std::uint32_t> counts_;     ///< by bucket
  std::vector<std::uint32_t> next_;       ///< by bucket: where its next value goes, or `unwanted`
  std::vector<double> gathered_;
};

}  // namespace skifte::analysis
