#include "output/dataset_reading.hpp"

#include <unistd.h>

#include <filesystem>
#include <set>
#include <system_error>

#include "output/result_writer.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

const std::set<std::string>& header_attributes() {
  static const std::set<std::string> names = {
      "skifte_format", "version", "commit",  "command", "scenario",
      "city",          "seed",    "created", "host",    attributes_checksum_name};
  return names;
}

Observation read_observation(const hdf5::Group& group, const std::string& name) {
  Observation observation;
  observation.name = name;
  const hdf5::Dataset dataset = group.open_dataset("value");
  observation.units = dataset.string_attribute("units");
  observation.long_name = dataset.string_attribute("long_name");
  observation.source = dataset.string_attribute("source");
  for (std::size_t i = 0; i < dataset.shape().size(); ++i)
    observation.dimensions.push_back(read_dimension(group, dataset.scale_name(i)));
  observation.values = read_numbers<double>(dataset);
  return observation;
}

}  // namespace

std::vector<std::string> read_texts(const hdf5::Group& group, const std::string& name) {
  const hdf5::Dataset dataset = group.open_dataset(name);
  std::vector<std::string> texts = dataset.read_strings();
  if (dataset.number_attribute<std::uint32_t>(data_checksum_name) != text_checksum(texts))
    throw hdf5::Error(name + " fails its checksum");
  return texts;
}

Dimension read_dimension(const hdf5::Group& group, const std::string& name) {
  const hdf5::Dataset dataset = group.open_dataset(name);
  Dimension dimension{name, {}, {}, dataset.string_attribute("long_name")};
  if (dataset.is_string()) {
    dimension.labels = read_texts(group, name);
  } else {
    const auto years = read_numbers<std::int32_t>(dataset);
    dimension.years.assign(years.begin(), years.end());
  }
  return dimension;
}

VariableSpec read_variable(const hdf5::Dataset& dataset, const std::string& name, std::size_t first) {
  VariableSpec variable{name, {}, dataset.string_attribute("units"), dataset.string_attribute("long_name")};
  for (std::size_t i = first; i < dataset.shape().size(); ++i) variable.dimensions.push_back(dataset.scale_name(i));
  if (!dataset.has_attribute("skifte_missing_allowed") ||
      dataset.number_attribute<std::int32_t>("skifte_missing_allowed") != 0)
    variable.missing = Missing::allowed;
  return variable;
}

FileHeader read_attributes(const hdf5::Group& root) {
  FileHeader header;
  header.version = root.string_attribute("version");
  header.commit = root.string_attribute("commit");
  header.command = root.string_attribute("command");
  header.scenario = root.string_attribute("scenario");
  header.city = root.string_attribute("city");
  header.seed = root.number_attribute<std::uint64_t>("seed");
  header.created = root.string_attribute("created");
  header.host = root.string_attribute("host");
  for (const std::string& name : root.attribute_names()) {
    if (!header_attributes().contains(name) && root.is_string_attribute(name))
      header.extra[name] = root.string_attribute(name);
  }
  return header;
}

void read_groups(const hdf5::Group& root, FileHeader& header) {
  if (root.has("provenance")) {
    const hdf5::Group provenance = root.open_group("provenance");
    for (const std::string& name : provenance.dataset_names())
      header.provenance.push_back({name, read_texts(provenance, name).at(0)});
  }
  if (!root.has("observations")) return;
  const hdf5::Group observations = root.open_group("observations");
  for (const std::string& name : observations.group_names()) {
    const hdf5::Group group = observations.open_group(name);
    if (group.has("value")) header.observations.push_back(read_observation(group, name));
  }
}

void refuse_other_formats(const hdf5::Group& root, const std::string& path) {
  if (!root.has_attribute("skifte_format")) throw sim::UserFault(path + " is an HDF5 file but no skifte result");
  const std::string format = root.is_string_attribute("skifte_format")
                                 ? "'" + root.string_attribute("skifte_format") + "'"
                                 : std::to_string(root.number_attribute<std::int32_t>("skifte_format"));
  if (format == std::to_string(result_format)) return;
  // What another format calls its attributes cannot be known: those that are there help.
  const auto text = [&](const char* name) {
    return root.has_attribute(name) && root.is_string_attribute(name) ? root.string_attribute(name) : std::string();
  };
  const std::string version = text("version");
  const std::string command = text("command");
  throw sim::UserFault(path + " has result format " + format + " (this program reads format " +
                       std::to_string(result_format) + ") read it with the Skifte that wrote it" +
                       (version.empty() ? "" : ", version " + version) + ", or convert it by computing it again here" +
                       (command.empty() ? "" : ": " + command) + "?");
}

hdf5::File open_checked(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) throw sim::UserFault(path + " does not exist");
  if (!std::filesystem::is_regular_file(path, ignored)) throw sim::UserFault(path + " is no ordinary file");
  if (access(path.c_str(), R_OK) != 0) throw sim::UserFault(path + " cannot be read (no permission)");
  if (!hdf5::File::has_signature(path)) throw sim::UserFault(path + " is no HDF5 file (a skifte result is one)");
  return hdf5::File::open(path);
}

FileHeader read_header(const std::string& path) {
  try {
    const hdf5::File file = open_checked(path);
    refuse_other_formats(file.root(), path);
    FileHeader header = read_attributes(file.root());
    read_groups(file.root(), header);
    return header;
  } catch (const hdf5::Error& error) {
    fail_damaged(path, error.what());
  }
}

void fail_damaged(const std::string& path, const std::string& reason) {
  throw sim::UserFault(path + " is cut short or damaged (" + reason + ")");
}

}  // namespace skifte::output
