#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// What guards a result's texts and numbers. HDF5's Fletcher-32 guards each chunk of numbers, but neither the index
/// that says where the chunks lie (lost, they read as missing) nor texts, nor what is attached to what.
namespace skifte::output {

namespace hdf5 {
class Group;
}

/// Attribute of every dataset: text_checksum of its texts, or ByteChecksum of its numbers, little-endian, row by row.
inline constexpr const char* data_checksum_name = "skifte_crc32";
/// Attribute of the root: attributes_checksum of the file.
inline constexpr const char* attributes_checksum_name = "skifte_attributes_crc32";

/// CRC-32 (ISO 3309, as zlib computes it) over the texts, each ended by a zero byte.
std::uint32_t text_checksum(const std::vector<std::string>& texts);

/// CRC-32 of bytes that come in parts.
class ByteChecksum {
 public:
  template <typename T>
  void add(std::span<const T> numbers) {
    static_assert(std::endian::native == std::endian::little);
    add_bytes(std::as_bytes(numbers));
  }
  std::uint32_t value() const { return sum_; }

 private:
  void add_bytes(std::span<const std::byte> bytes);
  std::uint32_t sum_ = 0;
};

/// CRC-32 over the file's text attributes, which HDF5 itself leaves unguarded: name and value of each of the root's in
/// order of name, then path, `units`, `long_name`, `source` and dimension scales of every dataset, group by group in
/// order of name. Names that begin with an underscore belong to other programs and do not count.
std::uint32_t attributes_checksum(const hdf5::Group& root);

}  // namespace skifte::output
