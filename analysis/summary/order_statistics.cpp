#include "analysis/summary/order_statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace skifte::analysis {

namespace {

constexpr std::size_t buckets = 1024;
constexpr std::size_t least_for_buckets = 512;  // below, counting costs more than it saves
constexpr std::uint32_t unwanted = 0xffffffff;

/// By quickselect, the middle rank first.
void select(std::span<double> values, std::size_t offset, std::span<const std::size_t> ranks) {
  if (ranks.empty() || values.size() < 2) return;
  const std::size_t middle = ranks.size() / 2;
  const std::size_t at = ranks[middle] - offset;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  select(values.first(at), offset, ranks.first(middle));
  select(values.subspan(at + 1), offset + at + 1, ranks.subspan(middle + 1));
}

/// Least and largest, by four lanes that do not wait for each other.
std::pair<double, double> range_of(std::span<const double> values) {
  std::array<double, 4> least, most;
  least.fill(values.front());
  most.fill(values.front());
  std::size_t i = 0;
  for (; i + 4 <= values.size(); i += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      least[lane] = std::min(least[lane], values[i + lane]);
      most[lane] = std::max(most[lane], values[i + lane]);
    }
  }
  for (; i < values.size(); ++i) {
    least[0] = std::min(least[0], values[i]);
    most[0] = std::max(most[0], values[i]);
  }
  return {*std::min_element(least.begin(), least.end()), *std::max_element(most.begin(), most.end())};
}

}  // namespace

void OrderStatistics::place(std::span<double> values, std::span<const std::size_t> ranks) {
  if (ranks.empty() || values.size() < 2) return;
  const auto [least, most] = range_of(values);
  if (least == most) return;
  if (values.size() < least_for_buckets || !std::isfinite(most - least)) {
    select(values, 0, ranks);
    return;
  }
  place_by_buckets(values, ranks, least, most);
}

void OrderStatistics::place_by_buckets(std::span<double> values, std::span<const std::size_t> ranks, double least,
                                       double most) {
  // Subtraction, multiplication and truncation keep the order, so a bucket's values all lie before the next one's.
  const double scale = static_cast<double>(buckets - 1) / (most - least);
  if (!std::isfinite(scale)) {
    select(values, 0, ranks);
    return;
  }
  bucket_of_.resize(values.size());
  counts_.assign(buckets, 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    bucket_of_[i] = static_cast<std::uint16_t>(static_cast<std::int32_t>((values[i] - least) * scale));
  }
  for (const std::uint16_t bucket : bucket_of_) ++counts_[bucket];
  next_.assign(buckets, unwanted);
  std::uint32_t before = 0, gathered = 0;
  struct Wanted {
    std::uint32_t offset, begin, count;  ///< first rank; place among those gathered; values
    std::size_t first_rank, last_rank;   ///< of those wanted
  };
  std::vector<Wanted> wanted;
  std::size_t rank = 0;
  for (std::size_t bucket = 0; bucket < buckets && rank < ranks.size(); ++bucket) {
    const std::size_t first_rank = rank;
    while (rank < ranks.size() && ranks[rank] < before + counts_[bucket]) ++rank;
    if (rank > first_rank) {
      wanted.push_back({before, gathered, counts_[bucket], first_rank, rank});
      next_[bucket] = gathered;
      gathered += counts_[bucket];
    }
    before += counts_[bucket];
  }
  gathered_.resize(std::max<std::size_t>(gathered_.size(), gathered));
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint32_t& next = next_[bucket_of_[i]];
    if (next != unwanted) gathered_[next++] = values[i];
  }
  for (const Wanted& each : wanted) {
    const std::span<double> inside(gathered_.data() + each.begin, each.count);
    const std::span<const std::size_t> inside_ranks = ranks.subspan(each.first_rank, each.last_rank - each.first_rank);
    select(inside, each.offset, inside_ranks);
    for (const std::size_t found : inside_ranks) values[found] = inside[found - each.offset];
  }
}

}  // namespace skifte::analysis
