#include "output/stored_chunk.hpp"

#include <libdeflate.h>
#include <sys/mman.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

#include "sim/fault.hpp"

namespace skifte::output {

Pages large_pages(std::size_t bytes) {
  constexpr std::size_t large = std::size_t{2} << 20;
  const std::size_t size = (bytes + large - 1) / large * large;
  Pages pages(static_cast<std::byte*>(std::aligned_alloc(large, size)));
  if (pages == nullptr && size > 0) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  if (size > 0) static_cast<void>(madvise(pages.get(), size, MADV_HUGEPAGE));  // small ones do as well, slower
#endif
  return pages;
}

struct ChunkInflater::Inflater {
  std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> handle{
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor};
};

ChunkInflater::ChunkInflater() : inflater_(std::make_unique<Inflater>()) {}
ChunkInflater::~ChunkInflater() = default;

std::uint32_t fletcher32(std::span<const unsigned char> bytes) {
  // Eight lanes of sums that do not wait for each other; lane l has words l, l + 8, ... In each the second sum counts a
  // word once for every step from its own on, so of a block's n words word 8 s + l, which is owed n - 8 s - l, has got
  // (n - 8 s) / 8. Words are read little-endian: modulo 65535, swapping their bytes swaps those of the sums.
  constexpr std::size_t lanes = 8;
  constexpr std::size_t steps_a_block = 256;  // 65535 * 256 * 257 / 2 is below 2^32
  const auto fold = [](std::uint64_t sum) {
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
    return sum;
  };
  std::uint64_t sum1 = 0, sum2 = 0;
  const unsigned char* at = bytes.data();
  std::size_t steps = bytes.size() / (2 * lanes);
  while (steps > 0) {
    const std::size_t block = std::min(steps, steps_a_block);
    std::array<std::uint32_t, lanes> plain{}, stepped{};
    for (std::size_t step = 0; step < block; ++step, at += 2 * lanes) {
      std::array<std::uint16_t, lanes> words;
      std::memcpy(words.data(), at, sizeof words);
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        plain[lane] += words[lane];
        stepped[lane] += plain[lane];
      }
    }
    sum2 += lanes * block * sum1;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      sum2 += lanes * std::uint64_t{stepped[lane]} - lane * std::uint64_t{plain[lane]};
      sum1 += plain[lane];
    }
    sum1 = fold(sum1);
    sum2 = fold(sum2);
    steps -= block;
  }
  const unsigned char* const end = bytes.data() + bytes.size();
  for (; at + 1 < end; at += 2) {
    sum1 += static_cast<std::uint64_t>(at[0] | at[1] << 8);
    sum2 += sum1;
  }
  if (at < end) {  // an odd byte stands first in its word
    sum1 += *at;
    sum2 += sum1;
  }
  const auto swapped = [&](std::uint64_t sum) {
    const auto folded = static_cast<std::uint32_t>(fold(sum));
    return (folded & 0xff) << 8 | folded >> 8;
  };
  return swapped(sum2) << 16 | swapped(sum1);
}

namespace {

/// Bytes in stored blocks of deflate (RFC 1951, 3.2.4), none of them the last.
void append_stored(std::span<const unsigned char> plain, std::vector<unsigned char>& stream) {
  constexpr std::size_t longest = 65535;
  for (std::size_t begin = 0; begin < plain.size(); begin += longest) {
    const std::span<const unsigned char> block = plain.subspan(begin, std::min(longest, plain.size() - begin));
    const auto low = static_cast<unsigned char>(block.size() & 0xff);
    const auto high = static_cast<unsigned char>(block.size() >> 8);
    stream.insert(stream.end(), {0, low, high, static_cast<unsigned char>(~low), static_cast<unsigned char>(~high)});
    stream.insert(stream.end(), block.begin(), block.end());
  }
}

/// Deflates pieces that begin and end at whole bytes and know nothing of each other, so that they can follow each
/// other.
class PieceDeflater {
 public:
  explicit PieceDeflater(int level) {
    constexpr int raw_window = -15, memory = 8;
    sim::ensure(deflateInit2(&state_, level, Z_DEFLATED, raw_window, memory, Z_DEFAULT_STRATEGY) == Z_OK, "no deflate");
  }
  ~PieceDeflater() { deflateEnd(&state_); }
  PieceDeflater(const PieceDeflater&) = delete;
  PieceDeflater& operator=(const PieceDeflater&) = delete;

  void append(std::span<const unsigned char> plain, std::vector<unsigned char>& stream) {
    constexpr std::size_t flush_bytes = 16;
    const std::size_t before = stream.size();
    deflateReset(&state_);
    stream.resize(before + deflateBound(&state_, static_cast<uLong>(plain.size())) + flush_bytes);
    state_.next_in = const_cast<unsigned char*>(plain.data());  // zlib reads it
    state_.avail_in = static_cast<uInt>(plain.size());
    state_.next_out = stream.data() + before;
    state_.avail_out = static_cast<uInt>(stream.size() - before);
    sim::ensure(deflate(&state_, Z_FULL_FLUSH) == Z_OK && state_.avail_in == 0 && state_.avail_out > 0, "deflate");
    stream.erase(stream.end() - static_cast<std::ptrdiff_t>(state_.avail_out), stream.end());
  }

 private:
  z_stream state_{};
};

}  // namespace

std::vector<unsigned char> encode_chunk(std::span<const double> values, int level) {
  constexpr double hardly = 0.8;  // of its size, above which a plane of bytes is stored as it is
  const std::size_t n = values.size();
  std::vector<unsigned char> shuffled(n * sizeof(double));
  for (std::size_t i = 0; i < n; ++i) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &values[i], sizeof bits);
    for (std::size_t b = 0; b < sizeof bits; ++b) shuffled[b * n + i] = static_cast<unsigned char>(bits >> (8 * b));
  }
  PieceDeflater deflater(level);
  std::vector<unsigned char> stream{0x78, 0x5e};  // RFC 1950: deflate, window of 32 kB, fast
  for (std::size_t b = 0; b < sizeof(double); ++b) {
    const std::span<const unsigned char> plane(shuffled.data() + b * n, n);
    const std::size_t before = stream.size();
    deflater.append(plane, stream);
    if (static_cast<double>(stream.size() - before) <= hardly * static_cast<double>(n)) continue;
    stream.resize(before);
    append_stored(plane, stream);
  }
  stream.insert(stream.end(), {1, 0, 0, 0xff, 0xff});  // the last block, empty
  const auto adler = static_cast<std::uint32_t>(adler32_z(adler32(0, nullptr, 0), shuffled.data(), shuffled.size()));
  for (const int shift : {24, 16, 8, 0}) stream.push_back(static_cast<unsigned char>(adler >> shift));
  const std::uint32_t checksum = fletcher32(stream);
  for (const int shift : {0, 8, 16, 24}) stream.push_back(static_cast<unsigned char>(checksum >> shift));
  return stream;
}

std::span<const unsigned char> ChunkInflater::inflate(std::span<const unsigned char> stored, std::size_t values) {
  constexpr std::size_t checksum_bytes = 4;
  if (stored.size() <= checksum_bytes || inflater_->handle == nullptr) return {};
  const std::span<const unsigned char> packed = stored.first(stored.size() - checksum_bytes);
  std::uint32_t said = 0;
  std::memcpy(&said, stored.data() + packed.size(), checksum_bytes);
  if (fletcher32(packed) != said) return {};
  const std::span<unsigned char> plain = shuffled_.take(values * sizeof(double));
  const libdeflate_result done = libdeflate_zlib_decompress(inflater_->handle.get(), packed.data(), packed.size(),
                                                            plain.data(), plain.size(), nullptr);
  return done == LIBDEFLATE_SUCCESS ? plain : std::span<unsigned char>();
}

namespace {

// Vectors of 16 bytes, of GCC and Clang on every machine.
typedef std::uint8_t Bytes __attribute__((vector_size(16)));
typedef std::uint16_t Pairs __attribute__((vector_size(16)));
typedef std::uint32_t Quads __attribute__((vector_size(16)));

constexpr std::size_t values_a_turn = sizeof(Bytes);

Bytes low(Bytes a, Bytes b) {
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
Bytes high(Bytes a, Bytes b) {
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
Pairs low(Pairs a, Pairs b) {
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}
Pairs high(Pairs a, Pairs b) {
  return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}
Quads low(Quads a, Quads b) {
  return __builtin_shufflevector(a, b, 0, 4, 1, 5);
}
Quads high(Quads a, Quads b) {
  return __builtin_shufflevector(a, b, 2, 6, 3, 7);
}

/// 16 values whose bytes stand `n` apart from `from` on, in order.
void gather_values(const unsigned char* from, std::size_t n, std::uint64_t* values) {
  std::array<Bytes, 8> plane;
  for (std::size_t b = 0; b < plane.size(); ++b) std::memcpy(&plane[b], from + b * n, sizeof(Bytes));
  std::array<Pairs, 8> pairs;  // of bytes 2 b and 2 b + 1: values 0 to 7, then 8 to 15
  for (std::size_t b = 0; b < 4; ++b) {
    pairs[b] = reinterpret_cast<Pairs>(low(plane[2 * b], plane[2 * b + 1]));
    pairs[b + 4] = reinterpret_cast<Pairs>(high(plane[2 * b], plane[2 * b + 1]));
  }
  for (std::size_t half = 0; half < 2; ++half) {
    const Pairs* const of_half = pairs.data() + 4 * half;
    const auto write = [&](Pairs first, Pairs second, std::size_t at) {
      const Quads lower = low(reinterpret_cast<Quads>(first), reinterpret_cast<Quads>(second));
      const Quads upper = high(reinterpret_cast<Quads>(first), reinterpret_cast<Quads>(second));
      std::memcpy(values + 8 * half + at, &lower, sizeof lower);
      std::memcpy(values + 8 * half + at + 2, &upper, sizeof upper);
    };
    write(low(of_half[0], of_half[1]), low(of_half[2], of_half[3]), 0);
    write(high(of_half[0], of_half[1]), high(of_half[2], of_half[3]), 4);
  }
}

/// One of them.
std::uint64_t gather_value(const unsigned char* from, std::size_t n) {
  std::uint64_t bits = 0;
  for (std::size_t b = 0; b < sizeof bits; ++b) bits |= std::uint64_t{from[b * n]} << (8 * b);
  return bits;
}

}  // namespace

void turn_shuffled(std::span<const unsigned char> shuffled, std::size_t width, std::span<const std::uint32_t> rows,
                   double* columns, std::size_t stride) {
  // Tiles that fit the nearest cache: a line of each column.
  constexpr std::size_t tile_rows = 8;
  const std::size_t n = shuffled.size() / sizeof(double);
  std::array<std::array<std::uint64_t, values_a_turn>, tile_rows> tile;
  for (std::size_t column = 0; column < width; column += values_a_turn) {
    const std::size_t across = std::min(values_a_turn, width - column);
    for (std::size_t row = 0; row < rows.size(); row += tile_rows) {
      const std::size_t down = std::min(tile_rows, rows.size() - row);
      for (std::size_t k = 0; k < down; ++k) {
        const unsigned char* const from = shuffled.data() + rows[row + k] * width + column;
        if (across == values_a_turn) {
          gather_values(from, n, tile[k].data());
        } else {
          for (std::size_t i = 0; i < across; ++i) tile[k][i] = gather_value(from + i, n);
        }
      }
      for (std::size_t i = 0; i < across; ++i) {
        double* const to = columns + (column + i) * stride + row;
        for (std::size_t k = 0; k < down; ++k) std::memcpy(to + k, &tile[k][i], sizeof(double));
      }
    }
  }
}

}  // namespace skifte::output
