#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/random.hpp"

namespace skifte::analysis {

/// Random numbers of an analysis, keyed by its purpose, the draw's number and a place within it: the same whatever else
/// was drawn.
class KeyedDraws {
 public:
  KeyedDraws(std::uint64_t seed, std::string_view purpose)
      : random_(seed, 0), decision_(sim::decision_named(purpose)) {}
  /// Uniform on (0, 1).
  double uniform(std::uint64_t draw, std::uint32_t place, std::uint32_t lane = 0) const;
  /// Uniform on 0 .. n - 1.
  std::size_t index(std::size_t n, std::uint64_t draw, std::uint32_t place, std::uint32_t lane = 0) const;
  /// n of n with replacement.
  std::vector<std::size_t> resample(std::size_t n, std::uint64_t draw) const;
  /// 0 .. n - 1 in random order (Fisher & Yates).
  std::vector<std::size_t> permutation(std::size_t n, std::uint64_t draw) const;

 private:
  sim::RandomSource random_;
  sim::Decision decision_;
};

struct Interval {
  double low = 0;
  double high = 0;
};

/// 2.5 and 97.5 % quantiles of bootstrap replicates, those not finite left out; NaN without any.
Interval percentile_interval(std::vector<double> replicates);

}  // namespace skifte::analysis
