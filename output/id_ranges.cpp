#include "output/id_ranges.hpp"

#include <iterator>

#include "sim/fault.hpp"

namespace skifte::output {

bool IdRanges::contains(std::uint32_t id) const {
  auto after = ranges_.upper_bound(id);
  return after != ranges_.begin() && std::prev(after)->second >= id;
}

void IdRanges::insert(std::uint32_t id) {
  sim::ensure(!contains(id), "a member is counted twice");
  ++size_;
  auto after = ranges_.upper_bound(id);
  const bool joins_after = after != ranges_.end() && after->first == id + 1;
  const std::uint32_t last = joins_after ? after->second : id;
  if (joins_after) after = ranges_.erase(after);
  if (after != ranges_.begin() && std::prev(after)->second + 1 == id) {
    std::prev(after)->second = last;
  } else {
    ranges_.emplace(id, last);
  }
}

std::vector<std::uint32_t> IdRanges::ids() const {
  std::vector<std::uint32_t> all;
  for (const auto& [first, last] : ranges_) {
    for (std::uint64_t id = first; id <= last; ++id) all.push_back(static_cast<std::uint32_t>(id));
  }
  return all;
}

}  // namespace skifte::output
