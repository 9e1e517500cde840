#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "output/checksums.hpp"
#include "output/dataset.hpp"
#include "output/hdf5.hpp"

/// What the writers of results share. For those that open HDF5.
namespace skifte::output {

inline constexpr std::size_t chunk_bytes = std::size_t{512} * 1024;  // below HDF5's chunk cache of 1 MiB per dataset

/// Largest power of two of rows that keeps `row_bytes` rows within `budget`, no more than `rows` needs.
std::size_t rows_within(std::size_t budget, std::size_t row_bytes, std::size_t rows);

/// Writes `units` and `long_name`.
void describe(hdf5::Object& object, const std::string& units, const std::string& long_name);

/// Writes texts, or numbers, along one dimension, with their checksum.
hdf5::Dataset write_texts(hdf5::Group& group, const std::string& name, const std::vector<std::string>& texts,
                          const std::string& long_name);
template <typename T>
hdf5::Dataset write_numbers(hdf5::Group& group, const std::string& name, const std::vector<T>& values,
                            const std::string& units, const std::string& long_name) {
  const std::size_t rows = rows_within(chunk_bytes, sizeof(T), values.size());
  hdf5::Dataset dataset = group.create_numbers(name, hdf5::number_of<T>(), {values.size()},
                                               {.chunk_rows = std::min(rows, values.size()), .fill_value = {}});
  dataset.template write_rows<T>(0, values.size(), values);
  describe(dataset, units, long_name);
  ByteChecksum sum;
  sum.add<T>(values);
  dataset.write_number(data_checksum_name, sum.value());
  return dataset;
}

/// Writes the dimension's labels or years as a scale.
hdf5::Dataset write_scale(hdf5::Group& group, const Dimension& dimension);

/// The root's attributes. ProgramFault when an extra one is the format's own.
void write_attributes(hdf5::Group& root, const FileHeader& header);
/// The texts along dimensions, attached to their scales.
void write_label_texts(hdf5::Group& root, const FileHeader& header, const Layout& layout,
                       const std::map<std::string, hdf5::Dataset>& scales);
/// The groups /provenance and /observations.
void write_provenance(hdf5::Group& root, const FileHeader& header);
void write_observations(hdf5::Group& root, const FileHeader& header);

/// Bytes that the header takes at most.
std::uint64_t largest_header_size(const FileHeader& header);

/// Creates a file by `write` beside `path` and puts it there. UserFault when it cannot be written, with the room needed
/// [byte] and the room there is; the unfinished file is then removed.
void write_file_at(const std::string& path, std::uint64_t need, const std::function<void(hdf5::File&)>& write);

}  // namespace skifte::output
