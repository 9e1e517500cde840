#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "output/sketch.hpp"
#include "sim/fault.hpp"

using namespace skifte;
using output::Sketch;

namespace {

Sketch sketch_of(const std::vector<double>& numbers) {
  Sketch sketch;
  for (const double number : numbers) sketch.add(number);
  return sketch;
}

/// Numbers of all sizes and both signs, with zeros.
std::vector<double> odd_numbers(std::size_t count, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<double> exponent(-30, 60);
  std::vector<double> numbers;
  for (std::size_t i = 0; i < count; ++i) {
    const double size = std::exp2(exponent(generator));
    numbers.push_back(generator() % 20 == 0 ? 0 : generator() % 3 == 0 ? -size : size);
  }
  return numbers;
}

}  // namespace

TEST_CASE("buckets ascend with their numbers and answer within the error stated") {
  // 1.5 = 2^0 (1 + 64/128): exponent 0, part 64, so (0 + 1000) * 128 + 64 + 1; its middle is 1 + 64.5/128.
  CHECK(output::sketch_bucket(1.5) == 128065);
  CHECK(output::sketch_middle(128065) == 1.50390625);
  CHECK(output::sketch_bucket(-1.5) == -128065);
  CHECK(output::sketch_bucket(0) == 0);
  CHECK(output::sketch_bucket(-0.0) == 0);
  std::vector<double> numbers = odd_numbers(5000, 1);
  std::sort(numbers.begin(), numbers.end());
  std::int32_t before = std::numeric_limits<std::int32_t>::min();
  for (const double number : numbers) {
    const std::int32_t bucket = output::sketch_bucket(number);
    CHECK(bucket >= before);
    before = bucket;
    CHECK(std::abs(output::sketch_middle(bucket) - number) <= output::sketch_error * std::abs(number));
  }
  // The worst is a bucket's lower edge in the octave's first part: half of 1/128 away.
  CHECK(output::sketch_middle(output::sketch_bucket(1)) - 1 == output::sketch_error);
}

TEST_CASE("percentiles of a sketch are within its error of the number at their rank") {
  const std::vector<double> numbers = odd_numbers(2001, 2);
  const Sketch sketch = sketch_of(numbers);
  std::vector<double> sorted = numbers;
  std::sort(sorted.begin(), sorted.end());
  CHECK(sketch.count() == 2001);
  CHECK(sketch.percentile(0) == sorted.front());
  CHECK(sketch.percentile(1) == sorted.back());
  for (const double share : {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99}) {
    const double exact = sorted[static_cast<std::size_t>(std::lround(share * 2000))];
    INFO(share);
    CHECK(std::abs(sketch.percentile(share) - exact) <= output::sketch_error * std::abs(exact));
  }
}

TEST_CASE("sketches add up to the same bits in any order and by any division") {
  const std::vector<double> numbers = odd_numbers(999, 3);
  const Sketch whole = sketch_of(numbers);
  std::vector<double> shuffled = numbers;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(4));
  CHECK(sketch_of(shuffled) == whole);
  for (const std::size_t cut : {std::size_t{1}, std::size_t{400}, std::size_t{998}}) {
    const auto at = shuffled.begin() + static_cast<std::ptrdiff_t>(cut);
    Sketch left = sketch_of({shuffled.begin(), at});
    Sketch right = sketch_of({at, shuffled.end()});
    right.add(left);
    CHECK(right == whole);
    CHECK(right.mean() == whole.mean());
  }
  Sketch other = whole;
  other.add(1);
  CHECK_FALSE(other == whole);
}

TEST_CASE("means are exact, missing numbers are counted, infinity is refused") {
  // 0.1 added up ten times in doubles is 0.9999999999999999; in multiples of 2^-40 each is off by less than 2^-41.
  const Sketch tenths = sketch_of(std::vector<double>(10, 0.1));
  CHECK(std::abs(tenths.mean() - 0.1) < 0x1p-41);
  // The large ones cancel: doubles in this order would lose the 1.
  CHECK(sketch_of({1e17, 1, -1e17}).mean() == 1.0 / 3);
  Sketch gaps = sketch_of({std::nan(""), 5, std::nan("")});
  CHECK(gaps.count() == 1);
  CHECK(gaps.missing() == 2);
  CHECK(gaps.percentile(0.5) == 5);
  const Sketch none = sketch_of({std::nan("")});
  CHECK(std::isnan(none.mean()));
  CHECK(std::isnan(none.percentile(0.5)));
  CHECK_THROWS_AS(sketch_of({std::numeric_limits<double>::infinity()}), sim::ProgramFault);
}

TEST_CASE("a sketch is made again of its parts, and of no others") {
  const Sketch sketch = sketch_of(odd_numbers(300, 5));
  const auto of = [&](std::vector<Sketch::Bucket> buckets, double least) {
    return Sketch::of(std::move(buckets), sketch.missing(), least, sketch.greatest(), sketch.sum());
  };
  CHECK(of(sketch.buckets(), sketch.least()) == sketch);
  CHECK_THROWS_AS(of(sketch.buckets(), sketch.least() / 4), sim::ProgramFault);
  std::vector<Sketch::Bucket> turned = sketch.buckets();
  std::swap(turned[1], turned[2]);
  CHECK_THROWS_AS(of(turned, sketch.least()), sim::ProgramFault);
}
