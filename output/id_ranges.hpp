#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace skifte::output {

/// A set of members' ids, kept as ranges: neighbours take no room.
class IdRanges {
 public:
  bool contains(std::uint32_t id) const;
  /// ProgramFault when it is there already.
  void insert(std::uint32_t id);
  std::size_t size() const { return size_; }
  /// First and last of each range, ascending.
  const std::map<std::uint32_t, std::uint32_t>& ranges() const { return ranges_; }
  std::vector<std::uint32_t> ids() const;
  bool operator==(const IdRanges&) const = default;

 private:
  std::map<std::uint32_t, std::uint32_t> ranges_;
  std::size_t size_ = 0;
};

}  // namespace skifte::output
