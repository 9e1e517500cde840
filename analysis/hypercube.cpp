#include "analysis/hypercube.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace {

constexpr auto order_draw = sim::decision("design.order");
constexpr auto place_draw = sim::decision("design.place");
constexpr auto exchange_draw = sim::decision("design.exchange");

using Strata = std::vector<std::vector<std::uint32_t>>;

sim::AgentId coordinate_id(const std::string& name) {
  return sim::AgentId{sim::hash_name(name)};
}

/// The order in which a coordinate's strata are visited: points ranked by a keyed draw, ties (2^-52) by number.
std::vector<std::uint32_t> visiting_order(const sim::RandomSource& random, const std::string& name,
                                          std::uint32_t points) {
  std::vector<double> key(points);
  for (std::uint32_t point = 0; point < points; ++point) {
    key[point] = random.uniform(order_draw, coordinate_id(name), point);
  }
  std::vector<std::uint32_t> ranked(points);
  std::iota(ranked.begin(), ranked.end(), 0U);
  std::sort(ranked.begin(), ranked.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key[a] != key[b] ? key[a] < key[b] : a < b; });
  std::vector<std::uint32_t> stratum(points);
  for (std::uint32_t rank = 0; rank < points; ++rank) stratum[ranked[rank]] = rank;
  return stratum;
}

/// Squared distances between the strata of all points, and each point's nearest.
class Distances {
 public:
  explicit Distances(const Strata& strata)
      : strata_(strata), points_(strata.front().size()), squared_(points_ * points_, 0), nearest_(points_) {
    for (const auto& coordinate : strata_) {
      for (std::size_t a = 0; a < points_; ++a) {
        for (std::size_t b = 0; b < points_; ++b) squared_[a * points_ + b] += step(coordinate[a], coordinate[b]);
      }
    }
    for (std::size_t a = 0; a < points_; ++a) find_nearest(a);
  }
  std::int64_t between(std::size_t a, std::size_t b) const { return squared_[a * points_ + b]; }
  std::int64_t least_of(std::size_t a) const { return between(a, nearest_[a]); }
  /// The point with the nearest neighbour of all, the first of several.
  std::size_t most_crowded() const {
    std::size_t found = 0;
    for (std::size_t a = 1; a < points_; ++a) found = least_of(a) < least_of(found) ? a : found;
    return found;
  }
  /// The lesser of the least distances that a and c would have with their strata of a coordinate exchanged.
  std::int64_t least_after(std::size_t a, std::size_t c, const std::vector<std::uint32_t>& coordinate) const {
    std::int64_t least = between(a, c);  // the exchange leaves it
    for (std::size_t b = 0; b < points_; ++b) {
      if (b == a || b == c) continue;
      const std::int64_t to_a = step(coordinate[a], coordinate[b]);
      const std::int64_t to_c = step(coordinate[c], coordinate[b]);
      least = std::min({least, between(a, b) - to_a + to_c, between(c, b) - to_c + to_a});
    }
    return least;
  }
  /// After strata_'s `coordinate` has been exchanged between a and c.
  void exchanged(std::size_t a, std::size_t c, const std::vector<std::uint32_t>& coordinate) {
    for (std::size_t b = 0; b < points_; ++b) {
      if (b == a || b == c) continue;
      const std::int64_t gained = step(coordinate[a], coordinate[b]) - step(coordinate[c], coordinate[b]);
      set(a, b, between(a, b) + gained);
      set(c, b, between(c, b) - gained);
    }
    for (std::size_t b = 0; b < points_; ++b) {
      const bool lost_nearest = b == a || b == c || nearest_[b] == a || nearest_[b] == c;
      if (lost_nearest) {
        find_nearest(b);
      } else {
        for (const std::size_t moved : {a, c}) nearest_[b] = between(b, moved) < least_of(b) ? moved : nearest_[b];
      }
    }
  }

 private:
  static std::int64_t step(std::uint32_t a, std::uint32_t b) {
    const std::int64_t difference = std::int64_t{a} - std::int64_t{b};
    return difference * difference;
  }
  void set(std::size_t a, std::size_t b, std::int64_t value) {
    squared_[a * points_ + b] = value;
    squared_[b * points_ + a] = value;
  }
  void find_nearest(std::size_t a) {
    nearest_[a] = a == 0 ? 1 : 0;
    for (std::size_t b = 0; b < points_; ++b) {
      if (b != a && between(a, b) < least_of(a)) nearest_[a] = b;
    }
  }

  const Strata& strata_;
  std::size_t points_;
  std::vector<std::int64_t> squared_;
  std::vector<std::size_t> nearest_;
};

}  // namespace

void spread_apart(Strata& strata, std::uint64_t seed) {
  if (strata.empty() || strata.front().size() < 3) return;
  const sim::RandomSource random(seed, 0);
  const std::size_t points = strata.front().size();
  Distances distances(strata);
  // An exchange takes about 10 ns a point, so the longest search takes seconds.
  const auto patience = static_cast<std::uint32_t>(std::min<std::size_t>(10 * points, 2000) + 100);
  std::uint32_t in_vain = 0;
  for (std::uint32_t attempt = 0; in_vain < patience && attempt < 20 * patience; ++attempt) {
    const std::size_t a = distances.most_crowded();
    const auto pick = random.uniform_pair(exchange_draw, sim::AgentId{0}, attempt);
    auto& coordinate = strata[static_cast<std::size_t>(pick[0] * static_cast<double>(strata.size()))];
    const auto c = static_cast<std::size_t>(pick[1] * static_cast<double>(points));
    ++in_vain;
    if (c == a || distances.least_after(a, c, coordinate) <= distances.least_of(a)) continue;
    std::swap(coordinate[a], coordinate[c]);
    distances.exchanged(a, c, coordinate);
    in_vain = 0;
  }
}

MonteCarlo::MonteCarlo(std::uint32_t points, std::vector<std::string> coordinates, Copula copula, std::uint64_t seed)
    : points_(points), coordinates_(std::move(coordinates)), copula_(std::move(copula)), seed_(seed) {}

std::vector<double> MonteCarlo::point(std::uint32_t which) const {
  sim::ensure(which < points_, "design: no such point");
  const sim::RandomSource random(seed_, 0);
  std::vector<double> point;
  point.reserve(coordinates_.size());
  for (const std::string& name : coordinates_) point.push_back(random.uniform(place_draw, coordinate_id(name), which));
  copula_.apply(point);
  return point;
}

LatinHypercube::LatinHypercube(std::uint32_t points, const std::vector<std::string>& coordinates, const Copula& copula,
                               std::uint64_t seed, Spread spread)
    : points_(points) {
  const sim::RandomSource random(seed, 0);
  Strata strata;
  for (const std::string& name : coordinates) strata.push_back(visiting_order(random, name, points));
  if (spread == Spread::maximin) spread_apart(strata, seed);
  for (std::size_t i = 0; i < coordinates.size(); ++i) {
    std::vector<double>& values = values_.emplace_back(points);
    for (std::uint32_t point = 0; point < points; ++point) {
      values[point] = (strata[i][point] + random.uniform(place_draw, coordinate_id(coordinates[i]), point)) / points;
    }
  }
  copula.reorder(values_);
}

std::vector<double> LatinHypercube::point(std::uint32_t which) const {
  sim::ensure(which < points_, "design: no such point");
  std::vector<double> point;
  point.reserve(values_.size());
  for (const auto& values : values_) point.push_back(values[which]);
  return point;
}

}  // namespace skifte::analysis
