#include "output/result_reader.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "output/checksums.hpp"
#include "output/dataset_reading.hpp"
#include "output/hdf5.hpp"
#include "output/summary_file.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

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

}  // namespace

ResultFile::ResultFile(const std::string& path) : path_(path) {
  try {
    file_ = std::make_unique<hdf5::File>(open_checked(path));
    const hdf5::Group root = file_->root();
    refuse_other_formats(root, path);
    header_ = read_attributes(root);
    if (const auto kind = header_.extra.find("kind"); kind != header_.extra.end() && kind->second == summary_kind)
      throw sim::UserFault(path +
                           " is a summary: its members were not kept (compute it without --summary-only for this)");
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

std::uint32_t ResultFile::stored_checksum(const std::string& variable) const {
  try {
    const hdf5::Dataset dataset = file_->root().open_dataset(variable);
    return dataset.has_attribute(data_checksum_name) ? dataset.number_attribute<std::uint32_t>(data_checksum_name) : 0;
  } catch (const hdf5::Error& error) {
    fail_damaged(path_, variable + ": " + error.what());
  }
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

std::vector<std::string> ResultFile::microdata_faults() const {
  return output::microdata_faults(file_->root());
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
  return {members_, read_member, read_microdata(file_->root())};
}

}  // namespace skifte::output
