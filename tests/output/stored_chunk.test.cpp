#include "output/stored_chunk.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <vector>

#include "output/hdf5.hpp"
#include "output/result_reader.hpp"
#include "output/result_writer.hpp"
#include "tests/output/example_result.hpp"

using namespace skifte;
using namespace skifte::output;
using example::TemporaryFolder;

TEST_CASE("chunks decoded as stored are what HDF5 reads") {
  const TemporaryFolder folder;
  constexpr std::size_t rows = 700, width = 37;
  std::vector<double> values(rows * width);
  for (std::size_t k = 0; k < values.size(); ++k) values[k] = std::sin(static_cast<double>(k)) * 1e6;
  hdf5::File file = hdf5::File::create(folder / "chunks.h5");
  hdf5::Dataset dataset =
      file.root().create_numbers("values", hdf5::Number::float64, {rows, width}, {.chunk_rows = 256, .fill_value = {}});
  dataset.write_rows<double>(0, rows, values);
  file.root().create_numbers("counts", hdf5::Number::int32, {rows}, {.chunk_rows = 64, .fill_value = {}});
  dataset.close();
  file.close();

  const hdf5::File again = hdf5::File::open(folder / "chunks.h5");
  const hdf5::Dataset stored = again.root().open_dataset("values");
  REQUIRE(stored.usual_chunk_rows() == 256);
  CHECK(again.root().open_dataset("counts").usual_chunk_rows() == 0);
  ChunkInflater inflater;
  for (const std::size_t first : {0UL, 256UL, 512UL}) {
    std::vector<unsigned char> bytes;
    stored.read_stored_chunk(first, bytes);
    const std::span<const unsigned char> shuffled = inflater.inflate(bytes, 256 * width);
    REQUIRE(shuffled.size() == 256 * width * sizeof(double));
    std::vector<std::uint32_t> wanted;
    for (std::uint32_t row = 0; row < 256 && first + row < rows; ++row) {
      if (row % 10 != 3) wanted.push_back(row);
    }
    std::vector<double> columns(wanted.size() * width);
    turn_shuffled(shuffled, width, wanted, columns.data(), wanted.size());
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      for (std::size_t column = 0; column < width; ++column) {
        CHECK(columns[column * wanted.size() + k] == values[(first + wanted[k]) * width + column]);
      }
    }
    CHECK(inflater.inflate(bytes, 255 * width).empty());
    bytes[bytes.size() / 2] ^= 1U;
    CHECK(inflater.inflate(bytes, 256 * width).empty());
  }
}

TEST_CASE("a chunk encoded here is read by HDF5 and by ourselves, and is hardly larger than HDF5's own") {
  const TemporaryFolder folder;
  // Longer than a stored block; numbers whose lower bytes do not shrink, whole ones whose do, nothing at all.
  constexpr std::size_t rows = 300, width = 301;
  std::vector<double> values(2 * rows * width);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const std::size_t kind = k / 1000 % 3;
    values[k] = kind == 0 ? std::sin(static_cast<double>(k)) * 1e6 : kind == 1 ? static_cast<double>(k % 97) : 0;
  }
  values[5] = std::numeric_limits<double>::quiet_NaN();
  values[6] = -std::numeric_limits<double>::infinity();
  hdf5::File file = hdf5::File::create(folder / "encoded.h5");
  hdf5::Dataset dataset = file.root().create_numbers("values", hdf5::Number::float64, {2 * rows, width},
                                                     {.chunk_rows = rows, .fill_value = {}});
  const std::span<const double> all = values;
  const std::vector<unsigned char> first = encode_chunk(all.first(rows * width), 2);
  dataset.write_stored_chunk(0, first);
  dataset.write_rows<double>(rows, rows, all.subspan(rows * width));
  dataset.close();
  file.close();
  const hdf5::File again = hdf5::File::open(folder / "encoded.h5");
  const hdf5::Dataset stored = again.root().open_dataset("values");
  std::vector<double> read(values.size());
  stored.read_rows<double>(0, 2 * rows, read);
  CHECK(std::memcmp(read.data(), values.data(), values.size() * sizeof(double)) == 0);
  ChunkInflater inflater;
  const std::span<const unsigned char> shuffled = inflater.inflate(first, rows * width);
  REQUIRE(shuffled.size() == rows * width * sizeof(double));
  for (const std::size_t k : {std::size_t{0}, rows * width / 2, rows * width - 1}) {
    std::uint64_t bits = 0;
    for (std::size_t b = 0; b < 8; ++b) bits |= std::uint64_t{shuffled[b * rows * width + k]} << (8 * b);
    CHECK(bits == std::bit_cast<std::uint64_t>(values[k]));
  }
  std::vector<unsigned char> theirs;
  stored.read_stored_chunk(rows, theirs);
  CHECK(first.size() < theirs.size() + theirs.size() / 4);  // a fifth not saved on each plane at most
}

TEST_CASE("Fletcher's checksum by hand") {
  // Words 0x0102 and 0x0304: sums 0x0102, 0x0406; of sums 0x0102 + 0x0406 = 0x0508. An odd byte 0x05 counts as 0x0500.
  const std::vector<unsigned char> bytes{1, 2, 3, 4};
  CHECK(fletcher32(bytes) == 0x05080406U);
  const std::vector<unsigned char> odd{1, 2, 3, 4, 5};
  CHECK(fletcher32(odd) == 0x0e0e0906U);  // 0x0406 + 0x0500; 0x0508 + 0x0906
}

TEST_CASE("Fletcher's checksum of many bytes is the sum as it is defined") {
  // Around a lane, a step and a block of them, and one that would overflow sums that are too narrow.
  const std::size_t size = GENERATE(2UL, 14UL, 15UL, 16UL, 17UL, 4094UL, 4096UL, 4113UL, 100001UL);
  const bool is_full = GENERATE(false, true);
  std::vector<unsigned char> bytes(size, 0xff);
  for (std::size_t i = 0; i < size && !is_full; ++i) bytes[i] = static_cast<unsigned char>(255 - i * i % 7);
  std::uint64_t first = 0, second = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    first = (first + static_cast<std::uint64_t>(bytes[i] << 8 | (i + 1 < bytes.size() ? bytes[i + 1] : 0))) % 65535;
    second = (second + first) % 65535;
  }
  const std::uint32_t found = fletcher32(bytes);
  CHECK(found % 65536 % 65535 == first);
  CHECK(found / 65536 % 65535 == second);
}

TEST_CASE("columns of a result are its rows turned, on any number of threads") {
  const TemporaryFolder folder;
  const Layout layout = example::layout();
  MemberSource source;
  for (std::uint32_t member = 0; member < 600; ++member) source.members.push_back(member);
  source.read = [](std::size_t index) { return example::result(static_cast<std::uint32_t>(index)); };
  write_result(folder / "many.h5", layout, {}, source, Overwrite::results);
  const ResultFile file(folder / "many.h5");
  std::vector<std::size_t> positions(600);
  std::iota(positions.begin(), positions.end(), std::size_t{0});
  std::erase(positions, std::size_t{2});  // failed
  const std::vector<double> rows = file.read("emissions");
  for (const int threads : {1, 3}) {
    const std::vector<double> columns = file.read_columns("emissions", positions, threads);
    REQUIRE(columns.size() == 6 * positions.size());
    for (std::size_t k = 0; k < positions.size(); ++k) {
      for (std::size_t column = 0; column < 6; ++column) {
        CHECK(columns[column * positions.size() + k] == rows[positions[k] * 6 + column]);
      }
    }
  }
}
