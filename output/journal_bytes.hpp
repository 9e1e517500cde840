#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "output/dataset.hpp"
#include "output/journal.hpp"
#include "sim/fault.hpp"

/// The journal's bytes, as journal.hpp lays them out. For journal_*.cpp alone.
namespace skifte::output::journal {

inline constexpr std::string_view magic = "SKIFTEJ\n";
inline constexpr std::uint32_t version = 1;
inline constexpr std::uint32_t record_magic = 0x524d4253;
inline constexpr std::size_t header_bytes = 8 + 4 + 4 + 8 + 8;
inline constexpr std::size_t record_head_bytes = 12;
inline constexpr std::size_t payload_head_bytes = 4 + 4 + 8 + 4 + 4 + 8;

/// Takes values off the front of bytes that are known to be long enough.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : bytes_(bytes) {}
  template <typename T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view take(std::size_t count) {
    sim::ensure(count <= bytes_.size(), "a journal record is shorter than its parts");
    const std::string_view part = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return part;
  }

 private:
  std::string_view bytes_;
};

std::uint32_t checksum(std::string_view bytes);
std::string make_header(const JournalKey& key);
std::string make_record(const MemberResult& result);
MemberResult parse_payload(std::string_view payload);

/// Up to `count` bytes from `offset` on; fewer only at the file's end. Empty optional on a read error.
std::optional<std::string> read_at(int descriptor, std::uint64_t offset, std::size_t count);
std::uint64_t file_size(int descriptor);

/// UserFault that names the journal; with the system's reason.
[[noreturn]] void fail(const std::string& path, const std::string& what);
[[noreturn]] void fail_errno(const std::string& path, const std::string& what);

}  // namespace skifte::output::journal
