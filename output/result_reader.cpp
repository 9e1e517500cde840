#include "output/result_reader.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <set>
#include <utility>

#include "output/checksums.hpp"
#include "output/hdf5.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

const std::set<std::string>& header_attributes() {
  static const std::set<std::string> names = {
      "skifte_format", "version", "commit",  "command", "scenario",
      "city",          "seed",    "created", "host",    attributes_checksum_name};
  return names;
}

std::vector<std::string> read_texts(const hdf5::Group& group, const std::string& name) {
  const hdf5::Dataset dataset = group.open_dataset(name);
  std::vector<std::string> texts = dataset.read_strings();
  if (dataset.number_attribute<std::uint32_t>(data_checksum_name) != text_checksum(texts))
    throw hdf5::Error(name + " fails its checksum");
  return texts;
}

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

/// Programs that rewrite a result may leave the groups out.
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

VariableSpec read_variable(const hdf5::Dataset& dataset, const std::string& name) {
  VariableSpec variable{name, {}, dataset.string_attribute("units"), dataset.string_attribute("long_name")};
  for (std::size_t i = 1; i < dataset.shape().size(); ++i) variable.dimensions.push_back(dataset.scale_name(i));
  if (!dataset.has_attribute("skifte_missing_allowed") ||
      dataset.number_attribute<std::int32_t>("skifte_missing_allowed") != 0)
    variable.missing = Missing::allowed;
  return variable;
}

/// Layout and texts along dimensions, told apart by type and by the scales attached.
std::pair<Layout, std::vector<LabelTexts>> read_layout(const hdf5::Group& root) {
  std::vector<Dimension> dimensions;
  std::vector<VariableSpec> variables;
  std::vector<LabelTexts> texts;
  for (const std::string& name : root.dataset_names()) {
    const hdf5::Dataset dataset = root.open_dataset(name);
    if (name == "member" || name == "wall_time") continue;
    if (dataset.is_scale()) {
      dimensions.push_back(read_dimension(root, name));
    } else if (dataset.is_float() && dataset.scale_name(0) == "member") {
      variables.push_back(read_variable(dataset, name));
    } else if (dataset.is_string() && dataset.scale_name(0) != "member") {
      texts.push_back({name, dataset.scale_name(0), read_texts(root, name), dataset.string_attribute("long_name")});
    }
  }
  return {Layout(std::move(dimensions), std::move(variables)), std::move(texts)};
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
  if (!hdf5::File::has_signature(path)) throw sim::UserFault(path + " is no HDF5 file (a skifte result is one)");
  return hdf5::File::open(path);
}

[[noreturn]] void fail_damaged(const std::string& path, const std::string& reason) {
  throw sim::UserFault(path + " is cut short or damaged (" + reason + ")");
}

}  // namespace

ResultFile::ResultFile(const std::string& path) : path_(path) {
  try {
    file_ = std::make_unique<hdf5::File>(open_checked(path));
    const hdf5::Group root = file_->root();
    refuse_other_formats(root, path);
    header_ = read_attributes(root);
    std::tie(layout_, header_.label_texts) = read_layout(root);
    read_groups(root, header_);
    members_ = read_numbers<std::uint32_t>(root.open_dataset("member"));
    for (const std::string& word : read_texts(root, "status")) statuses_.push_back(member_status(word));
    messages_ = read_texts(root, "message");
    seeds_ = read_numbers<std::uint64_t>(root.open_dataset("seed"));
    replicates_ = read_numbers<std::uint32_t>(root.open_dataset("replicate"));
    wall_times_ = read_numbers<double>(root.open_dataset("wall_time"));
  } catch (const hdf5::Error& error) {
    fail_damaged(path, error.what());
  } catch (const sim::ProgramFault& error) {
    fail_damaged(path, error.what());
  }
  const std::set<std::size_t> lengths = {members_.size(), statuses_.size(),   messages_.size(),
                                         seeds_.size(),   replicates_.size(), wall_times_.size()};
  if (lengths.size() != 1) fail_damaged(path, "its variables differ in members");
  rows_.resize(members_.size());
  std::iota(rows_.begin(), rows_.end(), std::size_t{0});
}

ResultFile::~ResultFile() = default;
ResultFile::ResultFile(ResultFile&&) noexcept = default;
ResultFile& ResultFile::operator=(ResultFile&&) noexcept = default;

std::vector<double> ResultFile::read(std::string_view variable) const {
  return read(variable, 0, members_.size());
}

std::vector<double> ResultFile::read(std::string_view variable, std::size_t first, std::size_t count) const {
  const std::string name(variable);
  sim::ensure(first + count <= members_.size(), "members asked for beyond the result's");
  if (!layout_.has(name)) {
    std::vector<std::string> names;
    for (const VariableSpec& candidate : layout_.variables()) names.push_back(candidate.name);
    const std::string nearest = sim::nearest_name(name, names);
    throw sim::UserFault(path_ + " has no variable '" + name + "'" +
                         (nearest.empty() ? "" : " (did you mean '" + nearest + "'?)"));
  }
  if (count == 0) return {};
  const std::size_t size = layout_.size(name);
  const std::size_t begin = rows_[first];
  const std::size_t rows = rows_[first + count - 1] + 1 - begin;
  std::vector<double> values(rows * size);
  try {
    file_->root().open_dataset(name).read_rows<double>(begin, rows, values);
  } catch (const hdf5::Error& error) {
    fail_damaged(path_, name + ": " + error.what());
  }
  if (rows == count) return values;
  std::vector<double> kept;
  kept.reserve(count * size);
  for (std::size_t i = first; i < first + count; ++i) {
    const auto row = values.begin() + static_cast<std::ptrdiff_t>((rows_[i] - begin) * size);
    kept.insert(kept.end(), row, row + static_cast<std::ptrdiff_t>(size));
  }
  return kept;
}

void ResultFile::keep(const std::vector<std::size_t>& positions) {
  const auto pick = [&](auto& list) {
    auto all = std::move(list);
    list = {};
    for (const std::size_t position : positions) list.push_back(all.at(position));
  };
  pick(rows_);
  pick(members_);
  pick(statuses_);
  pick(messages_);
  pick(seeds_);
  pick(replicates_);
  pick(wall_times_);
}

const Observation* ResultFile::observation(std::string_view name) const {
  for (const Observation& candidate : header_.observations)
    if (candidate.name == name) return &candidate;
  return nullptr;
}

const LabelTexts* ResultFile::label_texts(std::string_view name) const {
  for (const LabelTexts& candidate : header_.label_texts)
    if (candidate.name == name) return &candidate;
  return nullptr;
}

MemberResult ResultFile::member(std::size_t index, std::vector<double> values) const {
  return {members_[index],    statuses_[index], seeds_[index],    replicates_[index],
          wall_times_[index], messages_[index], std::move(values)};
}

std::string ResultFile::variable_fault(const std::string& variable) const {
  constexpr std::size_t block = 256;
  try {
    ByteChecksum sum;
    for (std::size_t first = 0; first < members_.size(); first += block)
      sum.add<double>(read(variable, first, std::min(block, members_.size() - first)));
    const hdf5::Dataset dataset = file_->root().open_dataset(variable);
    if (!dataset.has_attribute(data_checksum_name) ||
        dataset.number_attribute<std::uint32_t>(data_checksum_name) == sum.value())
      return "";
    return variable + ": numbers fail their checksum";
  } catch (const sim::UserFault& fault) {
    return fault.what();
  } catch (const hdf5::Error& error) {
    return variable + ": " + error.what();
  }
}

std::string ResultFile::attributes_fault() const {
  const hdf5::Group root = file_->root();
  if (!root.has_attribute(attributes_checksum_name)) return "";
  try {
    if (root.number_attribute<std::uint32_t>(attributes_checksum_name) == attributes_checksum(root)) return "";
    return "text attributes (scenario, units, long_name, ...) fail their checksum";
  } catch (const hdf5::Error& error) {
    return std::string("attributes cannot be read: ") + error.what();
  }
}

MemberSource ResultFile::members_source() const {
  struct Block {
    std::size_t first = 0;
    std::size_t count = 0;
    std::vector<double> values;  // variable by variable, each count x its size
  };
  static constexpr std::size_t block_members = 256;
  auto block = std::make_shared<Block>();
  const auto read_member = [this, block](std::size_t index) {
    if (index < block->first || index >= block->first + block->count) {
      block->first = index - index % block_members;
      block->count = std::min(block_members, members_.size() - block->first);
      block->values.clear();
      for (const VariableSpec& variable : layout_.variables()) {
        const std::vector<double> part = read(variable.name, block->first, block->count);
        block->values.insert(block->values.end(), part.begin(), part.end());
      }
    }
    std::vector<double> values;
    values.reserve(layout_.total());
    for (const VariableSpec& variable : layout_.variables()) {
      const std::size_t size = layout_.size(variable.name);
      const std::size_t begin = block->count * layout_.offset(variable.name) + (index - block->first) * size;
      const auto from = block->values.begin() + static_cast<std::ptrdiff_t>(begin);
      values.insert(values.end(), from, from + static_cast<std::ptrdiff_t>(size));
    }
    return member(index, std::move(values));
  };
  return {members_, read_member};
}

}  // namespace skifte::output
