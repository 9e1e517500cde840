#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "output/checksums.hpp"
#include "output/dataset.hpp"
#include "output/hdf5.hpp"

/// What the readers of results share. Faults of the file are hdf5::Error unless said otherwise.
namespace skifte::output {

/// Opens what may be a result: UserFault when it is missing, no file or no HDF5 file.
hdf5::File open_checked(const std::string& path);
/// UserFault when the file is no result of this program's format.
void refuse_other_formats(const hdf5::Group& root, const std::string& path);
[[noreturn]] void fail_damaged(const std::string& path, const std::string& reason);

/// Texts or numbers, their checksum verified.
std::vector<std::string> read_texts(const hdf5::Group& group, const std::string& name);
template <typename T>
std::vector<T> read_numbers(const hdf5::Dataset& dataset) {
  const hdf5::Shape shape = dataset.shape();
  std::size_t count = 1;
  for (const std::size_t length : shape) count *= length;
  std::vector<T> values(count);
  dataset.read_rows<T>(0, shape.empty() ? 1 : shape[0], values);
  ByteChecksum sum;
  sum.add<T>(values);
  if (dataset.has_attribute(data_checksum_name) &&
      dataset.number_attribute<std::uint32_t>(data_checksum_name) != sum.value())
    throw hdf5::Error("numbers fail their checksum");
  return values;
}

Dimension read_dimension(const hdf5::Group& group, const std::string& name);
/// `first` dimensions come before the variable's own.
VariableSpec read_variable(const hdf5::Dataset& dataset, const std::string& name, std::size_t first = 1);
/// The root's attributes.
FileHeader read_attributes(const hdf5::Group& root);
/// What a result says of itself, whether it holds members or a summary; label texts left out. UserFault as ResultFile.
FileHeader read_header(const std::string& path);
/// Adds the groups /provenance and /observations; programs that rewrite a result may leave them out.
void read_groups(const hdf5::Group& root, FileHeader& header);

}  // namespace skifte::output
