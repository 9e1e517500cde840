#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// A distribution of many numbers kept as counts in buckets: percentiles without the numbers.
///
/// Buckets after DDSketch (Masson, Rim & Lee 2019, doi:10.14778/3352063.3352135), with its bit-based mapping: each
/// octave [2^e, 2^(e+1)) is cut into B = 128 equal parts, so a bucket is at most 1/B of its values wide and its middle
/// at most 1/(2B) = 0.39 % away from any of them; negative numbers likewise, zero alone. An exponent and the first bits
/// of a mantissa are taken from the number, so nothing is rounded. Counts are whole numbers: sketches add up to the
/// same bits in any order. Beside the buckets: least and greatest, how many, and the sum in whole multiples of 2^-40,
/// exact too.
namespace skifte::output {

inline constexpr int sketch_parts = 128;
/// Most by which a percentile is off, of its size, from the number at that rank.
inline constexpr double sketch_error = 1.0 / (2 * sketch_parts);

/// Bucket of a finite number, ascending with it; 0 for zero. Sizes beyond 2^±1000 count as that.
std::int32_t sketch_bucket(double number);
/// The middle of a bucket.
double sketch_middle(std::int32_t bucket);

/// Whole multiples of 2^-40, 128 bits.
__extension__ typedef __int128 FixedSum;

/// One number's distribution.
class Sketch {
 public:
  struct Bucket {
    std::int32_t place;
    std::uint32_t count;
    bool operator==(const Bucket&) const = default;
  };
  /// ProgramFault for infinity and sizes above 2^86. NaN is counted as missing.
  void add(double number);
  void add(const Sketch& other);

  std::uint64_t count() const { return count_; }      ///< numbers, missing ones left out
  std::uint64_t missing() const { return missing_; }  ///< NaN
  double least() const;                               ///< NaN when there is none, as below
  double greatest() const;
  double mean() const;
  /// The number of rank share x (count - 1), counted from 0 and rounded to the nearest: within sketch_error of the
  /// number that has this rank. 0 and 1 give least and greatest.
  double percentile(double share) const;
  const std::vector<Bucket>& buckets() const { return buckets_; }
  FixedSum sum() const { return sum_; }
  bool operator==(const Sketch& other) const;

  /// A sketch of its parts, as stored. ProgramFault when they contradict each other.
  static Sketch of(std::vector<Bucket> buckets, std::uint64_t missing, double least, double greatest, FixedSum sum);

 private:
  std::vector<Bucket> buckets_;  ///< ascending
  std::uint64_t count_ = 0;
  std::uint64_t missing_ = 0;
  double least_ = 0;
  double greatest_ = 0;
  FixedSum sum_ = 0;
};

}  // namespace skifte::output
