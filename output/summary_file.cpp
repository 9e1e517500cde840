#include "output/summary_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <stdexcept>
#include <utility>

#include "output/dataset_reading.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

template <typename T>
std::vector<T> column(const hdf5::Group& group, const char* name) {
  return group.has(name) ? read_numbers<T>(group.open_dataset(name)) : std::vector<T>();
}

std::vector<Sketch> read_sketches(const hdf5::Group& root) {
  const hdf5::Group group = root.open_group("sketch");
  const auto buckets = column<std::uint32_t>(group, "buckets");
  const auto missing = column<std::uint64_t>(group, "missing");
  const auto low = column<std::uint64_t>(group, "sum_low");
  const auto high = column<std::uint64_t>(group, "sum_high");
  const auto minimum = column<double>(group, "minimum");
  const auto maximum = column<double>(group, "maximum");
  const auto places = column<std::int32_t>(group, "bucket");
  const auto counts = column<std::uint32_t>(group, "count");
  std::vector<Sketch> sketches;
  std::size_t next = 0;
  for (std::size_t cell = 0; cell < buckets.size(); ++cell) {
    std::vector<Sketch::Bucket> own;
    for (std::uint32_t i = 0; i < buckets[cell]; ++i, ++next) own.push_back({places.at(next), counts.at(next)});
    const auto upper = static_cast<FixedSum>(static_cast<std::int64_t>(high.at(cell)));
    const FixedSum sum = upper * (static_cast<FixedSum>(1) << 64) + static_cast<FixedSum>(low.at(cell));
    sketches.push_back(Sketch::of(std::move(own), missing.at(cell), minimum.at(cell), maximum.at(cell), sum));
  }
  return sketches;
}

IdRanges read_done(const hdf5::Group& root) {
  const hdf5::Group group = root.open_group("members");
  const auto first = column<std::uint32_t>(group, "first");
  const auto last = column<std::uint32_t>(group, "last");
  IdRanges done;
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (std::uint64_t id = first[i]; id <= last.at(i); ++id) done.insert(static_cast<std::uint32_t>(id));
  }
  return done;
}

std::map<std::uint32_t, Summary::Failure> read_failed(const hdf5::Group& root) {
  std::map<std::uint32_t, Summary::Failure> failed;
  if (!root.has("failed")) return failed;
  const hdf5::Group group = root.open_group("failed");
  const auto ids = column<std::uint32_t>(group, "member");
  const auto statuses = read_texts(group, "status");
  const auto messages = read_texts(group, "message");
  const auto seeds = column<std::uint64_t>(group, "seed");
  const auto replicates = column<std::uint32_t>(group, "replicate");
  for (std::size_t i = 0; i < ids.size(); ++i)
    failed[ids[i]] = {member_status(statuses.at(i)), seeds.at(i), replicates.at(i), messages.at(i)};
  return failed;
}

StoredSummary read_all(const hdf5::Group& root, const std::string& path) {
  refuse_other_formats(root, path);
  FileHeader header = read_attributes(root);
  if (header.extra["kind"] != summary_kind) throw sim::UserFault(path + " is no summary (it holds members)");
  std::vector<Dimension> dimensions;
  std::vector<VariableSpec> variables;
  std::vector<std::string> variants;
  for (const std::string& name : root.dataset_names()) {
    const hdf5::Dataset dataset = root.open_dataset(name);
    if (dataset.is_scale() && name == "variant") {
      variants = read_texts(root, name);
    } else if (dataset.is_scale() && name != "statistic") {
      dimensions.push_back(read_dimension(root, name));
    } else if (dataset.is_float()) {
      variables.push_back(read_variable(dataset, name, 2));
    } else if (!dataset.is_scale() && dataset.is_string()) {
      header.label_texts.push_back(
          {name, dataset.scale_name(0), read_texts(root, name), dataset.string_attribute("long_name")});
    }
  }
  read_groups(root, header);
  return {std::move(header), Summary(Layout(std::move(dimensions), std::move(variables)), std::move(variants),
                                     read_sketches(root), read_done(root), read_failed(root))};
}

/// Runs `read` on the file; what is wrong with it becomes the user's fault.
template <typename Read>
auto reading(const std::string& path, Read read) {
  try {
    const hdf5::File file = open_checked(path);
    return read(file.root());
  } catch (const hdf5::Error& error) {
    fail_damaged(path, error.what());
  } catch (const sim::ProgramFault& error) {
    fail_damaged(path, error.what());
  } catch (const std::out_of_range&) {
    fail_damaged(path, "its sketches are incomplete");
  }
}

}  // namespace

bool is_summary(const std::string& path) {
  return reading(path, [](const hdf5::Group& root) {
    return root.has_attribute("kind") && root.is_string_attribute("kind") &&
           root.string_attribute("kind") == summary_kind;
  });
}

StoredSummary read_summary(const std::string& path) {
  return reading(path, [&](const hdf5::Group& root) { return read_all(root, path); });
}

namespace {

void check_statistics(const hdf5::Group& root, const Summary& summary, Verification& found) {
  for (const VariableSpec& variable : summary.layout().variables()) {
    ++found.variables;
    const std::vector<double> expected = statistics_of(summary, variable);
    found.numbers += expected.size();
    std::vector<double> values;
    try {
      values = read_numbers<double>(root.open_dataset(variable.name));
    } catch (const hdf5::Error& error) {
      found.faults.push_back(variable.name + ": " + error.what());
      continue;
    }
    const auto same = [](double a, double b) {
      return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
    };
    if (!std::equal(values.begin(), values.end(), expected.begin(), expected.end(), same))
      found.faults.push_back(variable.name + ": its statistics are not those of its sketches");
  }
}

void note_members(const StoredSummary& stored, Verification& found) {
  std::vector<std::uint32_t> failed;
  for (const auto& [member, failure] : stored.summary.failed()) failed.push_back(member);
  if (!failed.empty()) found.notes.push_back(fmt::format("{} failed: {}", failed.size(), as_ranges(failed)));
  const auto planned = stored.header.extra.find("members_planned");
  if (const auto shard = stored.header.extra.find("shard"); shard != stored.header.extra.end()) {
    found.notes.push_back("it is shard " + shard->second);
  } else if (planned != stored.header.extra.end() && std::stoul(planned->second) > found.members) {
    found.notes.push_back(fmt::format("of {} members planned {} are missing", planned->second,
                                      std::stoul(planned->second) - found.members));
  }
}

}  // namespace

// The file is opened once: a run that still goes on replaces it batch by batch, and the sketches of one batch do not
// fit the statistics of the next.
Verification verify_summary(const std::string& path) {
  return reading(path, [&](const hdf5::Group& root) {
    const StoredSummary stored = read_all(root, path);
    Verification found;
    found.members = stored.summary.done().size() + stored.summary.failed().size();
    found.done = stored.summary.done().size();
    check_statistics(root, stored.summary, found);
    if (root.number_attribute<std::uint32_t>(attributes_checksum_name) != attributes_checksum(root))
      found.faults.push_back("text attributes (scenario, units, long_name, ...) fail their checksum");
    note_members(stored, found);
    return found;
  });
}

}  // namespace skifte::output
