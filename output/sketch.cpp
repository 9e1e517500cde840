#include "output/sketch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>

#include "sim/fault.hpp"

namespace skifte::output {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr int part_bits = 7;
static_assert(sketch_parts == 1 << part_bits);
constexpr int mantissa_bits = 52;
constexpr int exponent_bias = 1023;
constexpr int greatest_exponent = 1000;
constexpr int fixed_bits = 40;
constexpr double greatest_summed = 0x1p86;  // 2^32 of them still fit

/// Adds `count` at `place`, keeping the order.
void add_at(std::vector<Sketch::Bucket>& buckets, std::int32_t place, std::uint32_t count) {
  const auto found =
      std::lower_bound(buckets.begin(), buckets.end(), place,
                       [](const Sketch::Bucket& bucket, std::int32_t wanted) { return bucket.place < wanted; });
  if (found != buckets.end() && found->place == place) {
    found->count += count;
  } else {
    buckets.insert(found, {place, count});
  }
}

}  // namespace

std::int32_t sketch_bucket(double number) {
  if (number == 0) return 0;
  const auto bits = std::bit_cast<std::uint64_t>(std::abs(number));
  const int exponent = static_cast<int>(bits >> mantissa_bits) - exponent_bias;
  const auto part = static_cast<std::int32_t>((bits >> (mantissa_bits - part_bits)) & (sketch_parts - 1));
  std::int32_t size = 1 + ((exponent + greatest_exponent) << part_bits) + part;
  if (exponent < -greatest_exponent) size = 1;
  if (exponent > greatest_exponent) size = 1 + ((2 * greatest_exponent) << part_bits) + sketch_parts - 1;
  return number < 0 ? -size : size;
}

double sketch_middle(std::int32_t bucket) {
  if (bucket == 0) return 0;
  const std::int32_t size = std::abs(bucket) - 1;
  const double octave = std::ldexp(1.0, (size >> part_bits) - greatest_exponent);
  const double middle = octave * (1 + ((size & (sketch_parts - 1)) + 0.5) / sketch_parts);
  return bucket < 0 ? -middle : middle;
}

void Sketch::add(double number) {
  if (std::isnan(number)) {
    ++missing_;
    return;
  }
  number += 0.0;  // of the two zeros always the same
  sim::ensure(std::abs(number) <= greatest_summed, "a number is too large to be summarised");
  add_at(buckets_, sketch_bucket(number), 1);
  // Scaling by a power of two is exact; what lies below 2^-40 is rounded, of each number alike in any order.
  const double scaled = std::ldexp(number, fixed_bits);
  sum_ += static_cast<FixedSum>(std::abs(scaled) < 0x1p52 ? std::nearbyint(scaled) : scaled);
  least_ = count_ == 0 ? number : std::min(least_, number);
  greatest_ = count_ == 0 ? number : std::max(greatest_, number);
  ++count_;
}

void Sketch::add(const Sketch& other) {
  missing_ += other.missing_;
  if (other.count_ == 0) return;
  std::vector<Bucket> all;
  all.reserve(buckets_.size() + other.buckets_.size());
  std::merge(buckets_.begin(), buckets_.end(), other.buckets_.begin(), other.buckets_.end(), std::back_inserter(all),
             [](const Bucket& a, const Bucket& b) { return a.place < b.place; });
  buckets_.clear();
  for (const Bucket& bucket : all) {
    if (!buckets_.empty() && buckets_.back().place == bucket.place) {
      buckets_.back().count += bucket.count;
    } else {
      buckets_.push_back(bucket);
    }
  }
  sum_ += other.sum_;
  least_ = count_ == 0 ? other.least_ : std::min(least_, other.least_);
  greatest_ = count_ == 0 ? other.greatest_ : std::max(greatest_, other.greatest_);
  count_ += other.count_;
}

double Sketch::least() const {
  return count_ == 0 ? not_a_number : least_;
}

double Sketch::greatest() const {
  return count_ == 0 ? not_a_number : greatest_;
}

double Sketch::mean() const {
  if (count_ == 0) return not_a_number;
  return std::ldexp(static_cast<double>(sum_), -fixed_bits) / static_cast<double>(count_);
}

double Sketch::percentile(double share) const {
  if (count_ == 0) return not_a_number;
  const auto rank = static_cast<std::uint64_t>(std::nearbyint(share * static_cast<double>(count_ - 1)));
  if (rank == 0) return least_;
  if (rank >= count_ - 1) return greatest_;
  std::uint64_t before = 0;
  for (const Bucket& bucket : buckets_) {
    before += bucket.count;
    if (before > rank) return std::clamp(sketch_middle(bucket.place), least_, greatest_);
  }
  throw sim::ProgramFault("a sketch counts fewer numbers than it has");
}

bool Sketch::operator==(const Sketch& other) const {
  return buckets_ == other.buckets_ && missing_ == other.missing_ && sum_ == other.sum_ &&
         (count_ == 0 || (least_ == other.least_ && greatest_ == other.greatest_));
}

Sketch Sketch::of(std::vector<Bucket> buckets, std::uint64_t missing, double least, double greatest, FixedSum sum) {
  Sketch made;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    sim::ensure(buckets[i].count > 0 && (i == 0 || buckets[i - 1].place < buckets[i].place),
                "a sketch's buckets do not ascend");
    made.count_ += buckets[i].count;
  }
  made.missing_ = missing;
  if (made.count_ == 0) return made;
  sim::ensure(sketch_bucket(least) == buckets.front().place && sketch_bucket(greatest) == buckets.back().place,
              "a sketch's least and greatest lie in other buckets");
  made.buckets_ = std::move(buckets);
  made.least_ = least;
  made.greatest_ = greatest;
  made.sum_ = sum;
  return made;
}

}  // namespace skifte::output
