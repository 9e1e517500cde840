#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

/// Chunks of float64 as HDF5 stores them on a little-endian machine: shuffled (byte b of all values, then byte b + 1),
/// deflated, with a checksum behind. HDF5 undoes that one chunk at a time; this may be done on several threads.
namespace skifte::output {

/// HDF5's Fletcher-32 of some bytes: sums of big-endian 16-bit words, modulo 65535 (H5checksum.c).
std::uint32_t fletcher32(std::span<const unsigned char> bytes);

struct FreePages {
  void operator()(std::byte* pages) const { std::free(pages); }
};
using Pages = std::unique_ptr<std::byte[], FreePages>;
/// Memory in pages of 2 MB where the system has them: columns of many members are written a line here and a line there,
/// each in a page of its own. std::bad_alloc where there is none left.
Pages large_pages(std::size_t bytes);

/// Memory that holds anything at first and is used again from one task to the next. Of numbers or bytes.
template <typename T>
class WorkMemory {
 public:
  /// Room for `size` items, which hold anything; what take() gave before is gone.
  std::span<T> take(std::size_t size) {
    if (size > size_) {
      bytes_.reset();  // before the larger piece is asked for
      bytes_ = large_pages(size * sizeof(T));
      size_ = size;
    }
    return {reinterpret_cast<T*>(bytes_.get()), size};
  }

 private:
  Pages bytes_;
  std::size_t size_ = 0;
};

/// A chunk of values as HDF5 would store it, for readers of any kind. Bytes that hardly shrink (the lower ones of most
/// numbers) are stored as they are: they are then read several times as fast, for a few hundredths more on disk.
/// `level` is zlib's, 1 to 9.
std::vector<unsigned char> encode_chunk(std::span<const double> values, int level);

/// Checks and inflates chunks, one after the other, in memory of its own.
class ChunkInflater {
 public:
  ChunkInflater();
  ~ChunkInflater();
  ChunkInflater(const ChunkInflater&) = delete;
  ChunkInflater& operator=(const ChunkInflater&) = delete;

  /// The chunk's bytes, still shuffled, until the next call; empty when its checksum is wrong or it does not hold
  /// `values` values.
  std::span<const unsigned char> inflate(std::span<const unsigned char> stored, std::size_t values);

 private:
  struct Inflater;
  std::unique_ptr<Inflater> inflater_;
  WorkMemory<unsigned char> shuffled_;
};

/// Of a chunk's shuffled bytes, `width` values a row: value c of row `rows[k]` becomes columns[c * stride + k].
void turn_shuffled(std::span<const unsigned char> shuffled, std::size_t width, std::span<const std::uint32_t> rows,
                   double* columns, std::size_t stride);

}  // namespace skifte::output
