#include "output/stored_chunk.hpp"

#include <libdeflate.h>

#include <cstring>
#include <memory>
#include <vector>

namespace skifte::output {

namespace {

/// Inflates a zlib stream that fills `plain` exactly.
bool inflate_all(std::span<const unsigned char> packed, std::span<unsigned char> plain) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  return inflater != nullptr && libdeflate_zlib_decompress(inflater.get(), packed.data(), packed.size(), plain.data(),
                                                           plain.size(), nullptr) == LIBDEFLATE_SUCCESS;
}

}  // namespace

std::uint32_t fletcher32(std::span<const unsigned char> bytes) {
  // Of a block of n words the second sum grows by n times the first before it and by (n - i) times word i: two sums
  // without order. 256 words do not overflow them.
  constexpr std::size_t words_a_block = 256;
  std::uint32_t sum1 = 0, sum2 = 0;
  const auto fold = [](std::uint32_t sum) { return (sum & 0xffff) + (sum >> 16); };
  std::size_t words = bytes.size() / 2;
  const unsigned char* at = bytes.data();
  while (words > 0) {
    const std::size_t block = words < words_a_block ? words : words_a_block;
    std::uint32_t plain = 0, weighted = 0;
    for (std::size_t i = 0; i < block; ++i) {
      std::uint16_t stored = 0;
      std::memcpy(&stored, at + 2 * i, sizeof stored);
      const std::uint32_t word = static_cast<std::uint16_t>(stored << 8 | stored >> 8);  // big-endian
      plain += word;
      weighted += static_cast<std::uint32_t>(block - i) * word;
    }
    sum2 = fold(sum2 + static_cast<std::uint32_t>(block) * sum1 + weighted);
    sum1 = fold(sum1 + plain);
    words -= block;
    at += 2 * block;
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
  const auto shuffled = std::make_unique_for_overwrite<unsigned char[]>(values.size_bytes());
  if (!inflate_all(packed, {shuffled.get(), values.size_bytes()})) return false;
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
