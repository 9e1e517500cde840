#include "output/summary_file.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "output/dataset_reading.hpp"
#include "output/dataset_writing.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// Statistics of a variable, statistic by statistic and variant by variant.
std::vector<double> statistics_of(const Summary& summary, const VariableSpec& variable) {
  const Layout& layout = summary.layout();
  const std::size_t begin = layout.offset(variable.name);
  const double origin = sketch_origin(layout, variable);
  std::vector<double> values;
  for (std::size_t which = 0; which < statistic_names().size(); ++which) {
    for (std::size_t variant = 0; variant < summary.variants().size(); ++variant) {
      for (std::size_t i = 0; i < layout.size(variable.name); ++i)
        values.push_back(statistic(summary.sketch(variant, begin + i), which, origin));
    }
  }
  return values;
}

/// All sketches column by column, as /sketch holds them.
struct Columns {
  std::vector<std::uint32_t> cell;
  std::vector<std::uint32_t> buckets;
  std::vector<std::uint64_t> missing;
  std::vector<std::uint64_t> sum_low;
  std::vector<std::uint64_t> sum_high;
  std::vector<double> minimum;
  std::vector<double> maximum;
  std::vector<std::int32_t> bucket;
  std::vector<std::uint32_t> count;
};

Columns columns_of(const Summary& summary) {
  Columns columns;
  columns.cell.resize(summary.sketches().size());
  std::iota(columns.cell.begin(), columns.cell.end(), 0U);
  for (const Sketch& sketch : summary.sketches()) {
    columns.buckets.push_back(static_cast<std::uint32_t>(sketch.buckets().size()));
    columns.missing.push_back(sketch.missing());
    columns.sum_low.push_back(static_cast<std::uint64_t>(sketch.sum()));
    columns.sum_high.push_back(static_cast<std::uint64_t>(sketch.sum() >> 64));
    columns.minimum.push_back(sketch.least());
    columns.maximum.push_back(sketch.greatest());
    for (const Sketch::Bucket& bucket : sketch.buckets()) {
      columns.bucket.push_back(bucket.place);
      columns.count.push_back(bucket.count);
    }
  }
  return columns;
}

void write_sketches(hdf5::Group& root, const Summary& summary) {
  const Columns columns = columns_of(summary);
  hdf5::Group group = root.create_group("sketch");
  hdf5::Dataset cell = write_numbers(group, "cell", columns.cell, "1",
                                     "number of the ensemble, variable by variable within each variant");
  cell.make_scale("cell");
  const auto along_cells = [&](const char* name, const auto& values, const char* long_name) {
    write_numbers(group, name, values, "1", long_name).attach_scale(0, cell);
  };
  along_cells("buckets", columns.buckets, "buckets that the cell has in bucket and count");
  along_cells("missing", columns.missing, "members whose number is missing");
  along_cells("sum_low", columns.sum_low, "sum in multiples of 2^-40, its lower 64 bits");
  along_cells("sum_high", columns.sum_high, "its upper 64 bits, two's complement");
  along_cells("minimum", columns.minimum, "least number, counted from the origin");
  along_cells("maximum", columns.maximum, "greatest number, counted from the origin");
  if (columns.bucket.empty()) return;
  hdf5::Dataset bucket = write_numbers(group, "bucket", columns.bucket, "1", "place of the bucket, cell by cell");
  bucket.make_scale("bucket");
  write_numbers(group, "count", columns.count, "1", "members in the bucket").attach_scale(0, bucket);
}

void write_members(hdf5::Group& root, const Summary& summary) {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> last;
  for (const auto& [from, to] : summary.done().ranges()) {
    first.push_back(from);
    last.push_back(to);
  }
  hdf5::Group members = root.create_group("members");
  if (!first.empty()) {
    hdf5::Dataset scale =
        write_numbers(members, "first", first, "1", "first of a range of members that are in the summary");
    scale.make_scale("first");
    write_numbers(members, "last", last, "1", "last of the range").attach_scale(0, scale);
  }
  if (summary.failed().empty()) return;
  std::vector<std::uint32_t> ids;
  std::vector<std::string> statuses;
  std::vector<std::string> messages;
  std::vector<std::uint64_t> seeds;
  std::vector<std::uint32_t> replicates;
  for (const auto& [member, failure] : summary.failed()) {
    ids.push_back(member);
    statuses.emplace_back(to_string(failure.status));
    messages.push_back(failure.message);
    seeds.push_back(failure.seed);
    replicates.push_back(failure.replicate);
  }
  hdf5::Group failed = root.create_group("failed");
  hdf5::Dataset scale = write_numbers(failed, "member", ids, "1", "member that failed");
  scale.make_scale("member");
  write_texts(failed, "status", statuses, "how it ended").attach_scale(0, scale);
  write_texts(failed, "message", messages, "why it failed").attach_scale(0, scale);
  write_numbers(failed, "seed", seeds, "1", "seed of its random draws").attach_scale(0, scale);
  write_numbers(failed, "replicate", replicates, "1", "replicate number").attach_scale(0, scale);
}

void write_statistics(hdf5::Group& root, const Summary& summary, const std::map<std::string, hdf5::Dataset>& scales) {
  for (const VariableSpec& variable : summary.layout().variables()) {
    hdf5::Shape shape = {statistic_names().size(), summary.variants().size()};
    for (const std::size_t length : summary.layout().shape(variable.name)) shape.push_back(length);
    hdf5::Dataset dataset = root.create_numbers(variable.name, hdf5::Number::float64, shape,
                                                {.chunk_rows = shape[0], .fill_value = not_a_number});
    const std::vector<double> values = statistics_of(summary, variable);
    dataset.write_rows<double>(0, shape[0], values);
    describe(dataset, variable.units, variable.long_name);
    ByteChecksum sum;
    sum.add<double>(values);
    dataset.write_number(data_checksum_name, sum.value());
    dataset.write_number<std::int32_t>("skifte_missing_allowed", variable.missing == Missing::allowed ? 1 : 0);
    dataset.attach_scale(0, scales.at("statistic"));
    dataset.attach_scale(1, scales.at("variant"));
    for (std::size_t i = 0; i < variable.dimensions.size(); ++i)
      dataset.attach_scale(i + 2, scales.at(variable.dimensions[i]));
  }
}

void write_all(hdf5::File& file, const FileHeader& header, const Summary& summary) {
  hdf5::Group root = file.root();
  write_attributes(root, header);
  std::map<std::string, hdf5::Dataset> scales;
  std::vector<Dimension> dimensions = {{"statistic", statistic_names(), {}, "statistic over the members"},
                                       {"variant", summary.variants(), {}, "scenario, or combination of levers"}};
  const std::vector<Dimension>& own = summary.layout().dimensions();
  dimensions.insert(dimensions.end(), own.begin(), own.end());
  for (const Dimension& dimension : dimensions) scales.emplace(dimension.name, write_scale(root, dimension));
  FileHeader texts;
  for (const LabelTexts& entry : header.label_texts) {
    if (!entry.texts.empty() && scales.contains(entry.dimension)) texts.label_texts.push_back(entry);
  }
  write_label_texts(root, texts, summary.layout(), scales);
  write_statistics(root, summary, scales);
  write_sketches(root, summary);
  write_members(root, summary);
  write_provenance(root, header);
  write_observations(root, header);
  root.write_number(attributes_checksum_name, attributes_checksum(root));
}

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

void write_summary(const std::string& path, const FileHeader& header, const Summary& summary, Overwrite overwrite) {
  if (summary.done().size() + summary.failed().size() == 0)
    throw sim::UserFault(path + " is not written (no member has finished)");
  check_replaceable(path, overwrite);
  FileHeader whole = header;
  whole.extra["kind"] = summary_kind;
  whole.extra["sketch_error"] = fmt::format("{}", sketch_error);
  whole.extra["members_done"] = std::to_string(summary.done().size());
  whole.extra["members_failed"] = std::to_string(summary.failed().size());
  write_file_at(path, largest_summary_size(summary.layout(), header, summary.variants().size()),
                [&](hdf5::File& file) { write_all(file, whole, summary); });
}

std::uint64_t largest_summary_size(const Layout& members, const FileHeader& header, std::size_t variants) {
  constexpr std::uint64_t per_dataset = 8192;
  // 128 buckets are a spread by a factor of two; few numbers fill more, and members fill at most one each.
  constexpr std::uint64_t per_cell = 48 + 8 * sketch_parts;
  const std::uint64_t cells = std::uint64_t{variants} * members.total();
  return per_dataset * (members.variables().size() + members.dimensions().size() + 24) +
         cells * (per_cell + 8 * statistic_names().size()) + largest_header_size(header);
}

Verification verify_summary(const std::string& path) {
  const StoredSummary stored = read_summary(path);
  Verification found;
  found.members = stored.summary.done().size() + stored.summary.failed().size();
  found.done = stored.summary.done().size();
  reading(path, [&](const hdf5::Group& root) {
    for (const VariableSpec& variable : stored.summary.layout().variables()) {
      ++found.variables;
      const std::vector<double> expected = statistics_of(stored.summary, variable);
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
    if (root.number_attribute<std::uint32_t>(attributes_checksum_name) != attributes_checksum(root))
      found.faults.push_back("text attributes (scenario, units, long_name, ...) fail their checksum");
    return 0;
  });
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
  return found;
}

}  // namespace skifte::output
