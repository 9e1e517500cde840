#include "output/dataset_writing.hpp"

#include <sys/statvfs.h>

#include <bit>
#include <limits>
#include <system_error>

#include "output/atomic_file.hpp"
#include "output/result_writer.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::string in_megabytes(std::uint64_t bytes) {
  return std::to_string((bytes + 999'999) / 1'000'000) + " MB";
}

std::string room_message(const std::string& path, std::uint64_t need, const std::string& reason) {
  struct statvfs room {};
  std::string free;
  if (statvfs(folder_of(path).c_str(), &room) == 0)
    free = ", " + in_megabytes(std::uint64_t{room.f_bavail} * room.f_frsize) + " are free in " + folder_of(path);
  return path + " cannot be written (" + reason + "); it takes up to " + in_megabytes(need) + free +
         "; what was there is unchanged";
}

}  // namespace

std::size_t rows_within(std::size_t budget, std::size_t row_bytes, std::size_t rows) {
  const std::size_t fit = std::max<std::size_t>(1, budget / std::max<std::size_t>(1, row_bytes));
  return std::bit_floor(std::min(fit, std::bit_ceil(std::max<std::size_t>(1, rows))));
}

void describe(hdf5::Object& object, const std::string& units, const std::string& long_name) {
  object.write_attribute("units", units.empty() ? "1" : units);
  object.write_attribute("long_name", long_name);
}

hdf5::Dataset write_texts(hdf5::Group& group, const std::string& name, const std::vector<std::string>& texts,
                          const std::string& long_name) {
  hdf5::Dataset dataset = group.create_strings(name, {texts.size()});
  dataset.write_strings(0, texts);
  describe(dataset, "1", long_name);
  dataset.write_number(data_checksum_name, text_checksum(texts));
  return dataset;
}

hdf5::Dataset write_scale(hdf5::Group& group, const Dimension& dimension) {
  hdf5::Dataset scale =
      dimension.years.empty()
          ? write_texts(group, dimension.name, dimension.labels, dimension.long_name)
          : write_numbers<std::int32_t>(group, dimension.name, {dimension.years.begin(), dimension.years.end()}, "year",
                                        dimension.long_name);
  scale.make_scale(dimension.name);
  return scale;
}

void write_attributes(hdf5::Group& root, const FileHeader& header) {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"version", header.version},   {"commit", header.commit}, {"command", header.command},
      {"scenario", header.scenario}, {"city", header.city},     {"created", header.created},
      {"host", header.host}};
  root.write_number("skifte_format", result_format);
  for (const auto& [name, text] : texts) root.write_attribute(name, text);
  root.write_number("seed", header.seed);
  for (const auto& [name, text] : header.extra) {
    if (root.has_attribute(name)) throw sim::ProgramFault("the result's attribute " + name + " is the format's own");
    root.write_attribute(name, text);
  }
}

void write_label_texts(hdf5::Group& root, const FileHeader& header, const Layout& layout,
                       const std::map<std::string, hdf5::Dataset>& scales) {
  for (const LabelTexts& entry : header.label_texts) {
    sim::ensure(entry.texts.size() == layout.dimension(entry.dimension).size(),
                "label texts do not fit their dimension");
    if (entry.texts.empty()) continue;
    write_texts(root, entry.name, entry.texts, entry.long_name).attach_scale(0, scales.at(entry.dimension));
  }
}

void write_provenance(hdf5::Group& root, const FileHeader& header) {
  hdf5::Group group = root.create_group("provenance");
  for (const ProvenanceText& entry : header.provenance) {
    hdf5::Dataset dataset = group.create_strings(entry.name, {});
    dataset.write_strings(0, {entry.text});
    describe(dataset, "1", entry.name);
    dataset.write_number(data_checksum_name, text_checksum({entry.text}));
  }
}

void write_observations(hdf5::Group& root, const FileHeader& header) {
  hdf5::Group all = root.create_group("observations");
  for (const Observation& observation : header.observations) {
    hdf5::Group group = all.create_group(observation.name);
    std::map<std::string, hdf5::Dataset> scales;
    hdf5::Shape shape;
    std::size_t count = 1;
    for (const Dimension& dimension : observation.dimensions) {
      shape.push_back(dimension.size());
      count *= dimension.size();
      if (dimension.size() > 0) scales.emplace(dimension.name, write_scale(group, dimension));
    }
    if (count != observation.values.size())
      throw sim::ProgramFault("the values of observation " + observation.name + " do not fit its dimensions");
    if (count == 0) continue;
    hdf5::Dataset dataset =
        group.create_numbers("value", hdf5::Number::float64, shape,
                             {.chunk_rows = shape.empty() ? 1 : shape[0], .fill_value = not_a_number});
    dataset.write_rows<double>(0, shape.empty() ? 1 : shape[0], observation.values);
    ByteChecksum sum;
    sum.add<double>(observation.values);
    dataset.write_number(data_checksum_name, sum.value());
    describe(dataset, observation.units, observation.long_name);
    dataset.write_attribute("source", observation.source);
    for (std::size_t i = 0; i < observation.dimensions.size(); ++i)
      dataset.attach_scale(i, scales.at(observation.dimensions[i].name));
  }
}

std::uint64_t largest_header_size(const FileHeader& header) {
  constexpr std::uint64_t per_dataset = 8192;  // headers, indices of chunks, attributes
  std::uint64_t bytes = 0;
  for (const ProvenanceText& entry : header.provenance) bytes += entry.text.size() + per_dataset;
  for (const Observation& entry : header.observations)
    bytes += entry.values.size() * sizeof(double) + per_dataset * (2 + entry.dimensions.size());
  for (const LabelTexts& entry : header.label_texts)
    for (const std::string& text : entry.texts) bytes += text.size() + 32;
  return bytes;
}

void write_file_at(const std::string& path, std::uint64_t need, const std::function<void(hdf5::File&)>& write) {
  AtomicFile place(path);
  const auto give_up = [&](const std::string& reason) {
    place.discard();
    throw sim::UserFault(room_message(path, need, reason));
  };
  try {
    hdf5::File file = hdf5::File::create(place.unfinished());
    try {
      write(file);
      file.close();
    } catch (...) {
      file.abandon();
      throw;
    }
    place.commit();
  } catch (const hdf5::Error& error) {
    give_up(error.what());
  } catch (const std::system_error& error) {
    give_up(error.code().message());
  }
}

}  // namespace skifte::output
