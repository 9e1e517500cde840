#include <fmt/format.h>

#include <limits>
#include <map>
#include <numeric>

#include "output/dataset_writing.hpp"
#include "output/summary_file.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

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

}  // namespace

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

}  // namespace skifte::output
