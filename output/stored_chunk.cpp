#include "output/stored_chunk.hpp"

#include <zlib.h>

#include <cstring>
#include <vector>

namespace skifte::output {

namespace {

/// Inflates a zlib stream without summing it up: its Fletcher-32 has been checked.
bool inflate_all(std::span<const unsigned char> packed, std::span<unsigned char> plain) {
  constexpr std::size_t header_bytes = 2;
  constexpr unsigned char deflate_method = 8, with_dictionary = 0x20;
  constexpr int no_header = -15;  // window of 2^15, nothing before or after the data
  if (packed.size() <= header_bytes) return false;
  if ((packed[0] & 0x0f) != deflate_method || (packed[1] & with_dictionary) != 0) return false;
  z_stream stream{};
  if (inflateInit2(&stream, no_header) != Z_OK) return false;
  stream.next_in = const_cast<unsigned char*>(packed.data() + header_bytes);
  stream.avail_in = static_cast<uInt>(packed.size() - header_bytes);
  stream.next_out = plain.data();
  stream.avail_out = static_cast<uInt>(plain.size());
  const int ended = inflate(&stream, Z_FINISH);
  const bool is_whole = ended == Z_STREAM_END && stream.avail_out == 0;
  inflateEnd(&stream);
  return is_whole;
}

}  // namespace

std::uint32_t fletcher32(std::span<const unsigned char> bytes) {
  constexpr std::size_t words_without_overflow = 360;
  std::uint32_t sum1 = 0, sum2 = 0;
  const auto fold = [](std::uint32_t sum) { return (sum & 0xffff) + (sum >> 16); };
  std::size_t words = bytes.size() / 2;
  const unsigned char* at = bytes.data();
  while (words > 0) {
    std::size_t block = words < words_without_overflow ? words : words_without_overflow;
    words -= block;
    for (; block > 0; --block, at += 2) {
      sum1 += static_cast<std::uint32_t>(at[0] << 8 | at[1]);
      sum2 += sum1;
    }
    sum1 = fold(sum1);
    sum2 = fold(sum2);
  }
  if (bytes.size() % 2 != 0) {
    sum1 += static_cast<std::uint32_t>(*at) << 8;
    sum2 += sum1;
    sum1 = fold(sum1);
    sum2 = fold(sum2);
  }
  return fold(sum2) << 16 | fold(sum1);
}

bool decode_chunk(std::span<const unsigned char> stored, std::span<double> values) {
  constexpr std::size_t checksum_bytes = 4;
  if (stored.size() <= checksum_bytes) return false;
  const std::span<const unsigned char> packed = stored.first(stored.size() - checksum_bytes);
  std::uint32_t said = 0;
  std::memcpy(&said, stored.data() + packed.size(), checksum_bytes);
  if (fletcher32(packed) != said) return false;
  std::vector<unsigned char> shuffled(values.size_bytes());
  if (!inflate_all(packed, shuffled)) return false;
  // Byte b of all values, then byte b + 1 of all.
  const std::size_t n = values.size();
  for (std::size_t i = 0; i < n; ++i) {
    std::uint64_t bits = 0;
    for (std::size_t b = 0; b < sizeof(double); ++b) bits |= std::uint64_t{shuffled[b * n + i]} << (8 * b);
    std::memcpy(&values[i], &bits, sizeof bits);
  }
  return true;
}

}  // namespace skifte::output
