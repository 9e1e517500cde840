#include "analysis/sobol_points.hpp"

#include <boost/random/sobol.hpp>
#include <utility>

#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace {

constexpr auto shift_draw = sim::decision("design.shift");
constexpr unsigned bits = 32;  // of a point's number

std::vector<std::uint64_t> keys_of(const std::vector<std::string>& coordinates, int copies) {
  std::vector<std::uint64_t> keys;
  for (int copy = 0; copy < copies; ++copy) {
    for (const std::string& name : coordinates) keys.push_back(sim::hash_name(name) + static_cast<std::uint64_t>(copy));
  }
  return keys;
}

}  // namespace

SobolSequence::SobolSequence(const std::vector<std::uint64_t>& keys, std::uint64_t seed) {
  sim::ensure(keys.size() <= most_dimensions, "more dimensions than the Sobol sequence has");
  if (keys.empty()) return;
  boost::random::sobol engine(keys.size());
  for (unsigned bit = 0; bit < bits; ++bit) {
    // Boost counts from the sequence's second point; the Gray code of 2^(bit+1) - 1 has this bit alone.
    engine.seed((std::uint64_t{2} << bit) - 2);
    std::vector<std::uint64_t>& numbers = directions_.emplace_back(keys.size());
    for (std::uint64_t& number : numbers) number = engine();
  }
  const sim::RandomSource random(seed, 0);
  for (const std::uint64_t key : keys) {
    const auto words = random.bits(shift_draw, sim::AgentId{key}, 0);
    shifts_.push_back(std::uint64_t{words[0]} << 32 | words[1]);
  }
}

std::vector<std::uint64_t> SobolSequence::unshifted(std::uint32_t which) const {
  std::vector<std::uint64_t> point(shifts_.size(), 0);
  const std::uint32_t gray = which ^ (which >> 1);
  for (unsigned bit = 0; bit < bits; ++bit) {
    if ((gray >> bit & 1U) == 0) continue;
    for (std::size_t i = 0; i < point.size(); ++i) point[i] ^= directions_[bit][i];
  }
  return point;
}

std::vector<double> SobolSequence::point(std::uint32_t which) const {
  const std::vector<std::uint64_t> raw = unshifted(which);
  std::vector<double> point;
  point.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) point.push_back(sim::open_uniform(raw[i] ^ shifts_[i]));
  return point;
}

SobolPoints::SobolPoints(std::uint32_t points, const std::vector<std::string>& coordinates, Copula copula,
                         std::uint64_t seed)
    : points_(points), copula_(std::move(copula)), sequence_(keys_of(coordinates, 1), seed) {}

std::vector<double> SobolPoints::point(std::uint32_t which) const {
  sim::ensure(which < points_, "design: no such point");
  std::vector<double> point = sequence_.point(which);
  copula_.apply(point);
  return point;
}

SaltelliPoints::SaltelliPoints(std::uint32_t samples, const std::vector<std::string>& coordinates,
                               SecondOrder second_order, std::uint64_t seed)
    : samples_(samples),
      coordinates_(static_cast<std::uint32_t>(coordinates.size())),
      second_order_(second_order),
      sequence_(keys_of(coordinates, 2), seed) {}

std::uint32_t SaltelliPoints::block() const {
  return second_order_ == SecondOrder::yes ? 2 * coordinates_ + 2 : coordinates_ + 2;
}

std::vector<double> SaltelliPoints::point(std::uint32_t which) const {
  sim::ensure(which < points(), "design: no such point");
  const std::vector<double> both = sequence_.point(which / block());
  const auto half = both.begin() + coordinates_;
  std::vector<double> a(both.begin(), half);
  std::vector<double> b(half, both.end());
  const std::uint32_t place = which % block();
  if (place == 0) return a;
  if (place == block() - 1) return b;
  if (place <= coordinates_) {
    a[place - 1] = b[place - 1];
    return a;
  }
  const std::uint32_t i = place - coordinates_ - 1;
  b[i] = a[i];
  return b;
}

}  // namespace skifte::analysis
