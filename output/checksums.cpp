#include "output/checksums.hpp"

#include <zlib.h>

#include <algorithm>

#include "output/hdf5.hpp"

namespace skifte::output {

namespace {

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

void collect_datasets(const hdf5::Group& group, const std::string& path, std::vector<std::string>& texts) {
  for (const std::string& name : sorted(group.dataset_names())) {
    const hdf5::Dataset dataset = group.open_dataset(name);
    texts.push_back(path + name);
    for (const char* attribute : {"units", "long_name", "source"}) {
      if (dataset.has_attribute(attribute)) texts.push_back(dataset.string_attribute(attribute));
    }
    const std::size_t dimensions = dataset.is_scale() ? 0 : dataset.shape().size();
    for (std::size_t i = 0; i < dimensions; ++i) texts.push_back(dataset.scale_name(i));
  }
  for (const std::string& name : sorted(group.group_names())) {
    collect_datasets(group.open_group(name), path + name + "/", texts);
  }
}

}  // namespace

std::uint32_t text_checksum(const std::vector<std::string>& texts) {
  uLong sum = crc32(0, nullptr, 0);
  for (const std::string& text : texts)
    sum = crc32_z(sum, reinterpret_cast<const Bytef*>(text.c_str()), text.size() + 1);
  return static_cast<std::uint32_t>(sum);
}

void ByteChecksum::add_bytes(std::span<const std::byte> bytes) {
  sum_ = static_cast<std::uint32_t>(crc32_z(sum_, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::uint32_t attributes_checksum(const hdf5::Group& root) {
  std::vector<std::string> texts;
  for (const std::string& name : sorted(root.attribute_names())) {
    if (name.starts_with("_") || !root.is_string_attribute(name)) continue;
    texts.push_back(name);
    texts.push_back(root.string_attribute(name));
  }
  collect_datasets(root, "/", texts);
  return text_checksum(texts);
}

}  // namespace skifte::output
