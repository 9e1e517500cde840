#include "output/result_writer.hpp"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <limits>
#include <map>
#include <span>
#include <system_error>

#include "output/atomic_file.hpp"
#include "output/checksums.hpp"
#include "output/dataset_writing.hpp"
#include "output/hdf5.hpp"
#include "output/stored_chunk.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace fs = std::filesystem;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t block_bytes = std::size_t{16} * 1024 * 1024;

/// Writes the parts of one file, in the order of its member functions.
class Writing {
 public:
  Writing(hdf5::File& file, const Layout& layout, const MemberSource& source)
      : root_(file.root()), layout_(layout), source_(source) {}

  /// All of it, in order.
  void all(const FileHeader& header);

 private:
  void scales();
  void members();
  bool kept(const VariableSpec& variable) const { return layout_.size(variable.name) > 0; }
  struct Variable {
    hdf5::Dataset dataset;
    std::size_t chunk_rows = 0;
    ByteChecksum sum;
  };
  std::vector<Variable> create_variables();
  void write_block(std::vector<Variable>& variables, std::size_t first, std::size_t count);

  hdf5::Group root_;
  const Layout& layout_;
  const MemberSource& source_;
  std::map<std::string, hdf5::Dataset> scales_;
  std::vector<std::string> statuses_;
  std::vector<std::string> messages_;
  std::vector<std::uint64_t> seeds_;
  std::vector<std::uint32_t> replicates_;
  std::vector<double> wall_times_;
};

void Writing::scales() {
  auto member = write_numbers<std::uint32_t>(root_, "member", source_.members, "1", "member of the ensemble");
  member.make_scale("member");
  scales_.emplace("member", std::move(member));
  for (const Dimension& dimension : layout_.dimensions()) {
    if (dimension.size() > 0) scales_.emplace(dimension.name, write_scale(root_, dimension));
  }
}

std::vector<Writing::Variable> Writing::create_variables() {
  std::vector<Variable> made;
  const std::size_t members = source_.members.size();
  for (const VariableSpec& variable : layout_.variables()) {
    if (!kept(variable)) continue;
    hdf5::Shape shape = layout_.shape(variable.name);
    shape.insert(shape.begin(), members);
    const std::size_t rows = rows_within(chunk_bytes, layout_.size(variable.name) * sizeof(double), members);
    hdf5::Dataset dataset = root_.create_numbers(variable.name, hdf5::Number::float64, shape,
                                                 {.chunk_rows = std::min(rows, members), .fill_value = not_a_number});
    describe(dataset, variable.units, variable.long_name);
    dataset.write_number<std::int32_t>("skifte_missing_allowed", variable.missing == Missing::allowed ? 1 : 0);
    dataset.attach_scale(0, scales_.at("member"));
    for (std::size_t i = 0; i < variable.dimensions.size(); ++i)
      dataset.attach_scale(i + 1, scales_.at(variable.dimensions[i]));
    const std::size_t chunk_rows = dataset.usual_chunk_rows();
    made.push_back({std::move(dataset), chunk_rows, {}});
  }
  return made;
}

/// Whole chunks are encoded here, the rest by HDF5.
void write_rows(hdf5::Dataset& dataset, std::size_t chunk_rows, std::size_t first, std::span<const double> values,
                std::size_t size) {
  const hdf5::Storage storage;
  const std::size_t count = values.size() / size;
  std::size_t done = 0;
  if (chunk_rows > 0 && first % chunk_rows == 0) {
    for (; done + chunk_rows <= count; done += chunk_rows) {
      const std::span<const double> chunk = values.subspan(done * size, chunk_rows * size);
      dataset.write_stored_chunk(first + done, encode_chunk(chunk, static_cast<int>(storage.deflate)));
    }
  }
  if (done < count) dataset.write_rows<double>(first + done, count - done, values.subspan(done * size));
}

void Writing::write_block(std::vector<Variable>& variables, std::size_t first, std::size_t count) {
  std::vector<double> block;
  block.reserve(count * layout_.total());
  for (std::size_t i = first; i < first + count; ++i) {
    MemberResult result = source_.read(i);
    if (result.member != source_.members[i] || result.values.size() != layout_.total())
      throw sim::ProgramFault("member " + std::to_string(source_.members[i]) + " does not fit the result's layout");
    block.insert(block.end(), result.values.begin(), result.values.end());
    statuses_.emplace_back(to_string(result.status));
    messages_.push_back(std::move(result.message));
    seeds_.push_back(result.seed);
    replicates_.push_back(result.replicate);
    wall_times_.push_back(result.wall_time);
  }
  std::vector<double> rows;
  std::size_t which = 0;
  for (const VariableSpec& variable : layout_.variables()) {
    if (!kept(variable)) continue;
    const std::size_t offset = layout_.offset(variable.name);
    const std::size_t size = layout_.size(variable.name);
    rows.clear();
    for (std::size_t i = 0; i < count; ++i) {
      const auto begin = block.begin() + static_cast<std::ptrdiff_t>(i * layout_.total() + offset);
      rows.insert(rows.end(), begin, begin + static_cast<std::ptrdiff_t>(size));
    }
    write_rows(variables[which].dataset, variables[which].chunk_rows, first, rows, size);
    variables[which++].sum.add<double>(rows);
  }
}

void Writing::members() {
  std::vector<Variable> variables = create_variables();
  const std::size_t members = source_.members.size();
  // Blocks and chunks are powers of two of rows, so a chunk is complete before it leaves the cache.
  const std::size_t block_rows = rows_within(block_bytes, layout_.total() * sizeof(double), members);
  for (std::size_t first = 0; first < members; first += block_rows)
    write_block(variables, first, std::min(block_rows, members - first));
  for (Variable& variable : variables) variable.dataset.write_number(data_checksum_name, variable.sum.value());
  const hdf5::Dataset& scale = scales_.at("member");
  write_texts(root_, "status", statuses_, "how the member ended: done, failed, crashed, timed_out or out_of_memory")
      .attach_scale(0, scale);
  write_texts(root_, "message", messages_, "why the member failed").attach_scale(0, scale);
  write_numbers<std::uint64_t>(root_, "seed", seeds_, "1", "seed of the member's random draws").attach_scale(0, scale);
  write_numbers<std::uint32_t>(root_, "replicate", replicates_, "1", "replicate number under the same inputs")
      .attach_scale(0, scale);
  write_numbers<double>(root_, "wall_time", wall_times_, "s", "time the member took").attach_scale(0, scale);
}

void Writing::all(const FileHeader& header) {
  write_attributes(root_, header);
  scales();
  write_label_texts(root_, header, layout_, scales_);
  members();
  write_provenance(root_, header);
  write_observations(root_, header);
  write_microdata(root_, source_.microdata);
  root_.write_number(attributes_checksum_name, attributes_checksum(root_));  // over what all the others wrote
}

}  // namespace

std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, length};
}

std::uint64_t largest_size(const Layout& layout, const FileHeader& header, std::size_t members) {
  constexpr std::uint64_t per_dataset = 8192;  // headers, indices of chunks, attributes
  constexpr std::uint64_t per_member = 128;    // status, message, seed, replicate, wall time
  std::uint64_t bytes = per_dataset * (layout.variables().size() + layout.dimensions().size() + 16);
  bytes += std::uint64_t{members} * (layout.total() * sizeof(double) + per_member);
  return bytes + largest_header_size(header);
}

void check_replaceable(const std::string& path, Overwrite overwrite) {
  const AtomicFile place(path);  // refuses what is no place for a file
  std::error_code ignored;
  if (overwrite == Overwrite::force || !fs::exists(path, ignored)) return;
  bool result = false;
  try {
    result = hdf5::File::has_signature(path) && hdf5::File::open(path).root().has_attribute("skifte_format");
  } catch (const hdf5::Error&) {
    // A damaged file may be anything, also somebody's only copy.
  }
  if (!result) throw sim::UserFault(path + " exists and is no skifte result (replace it all the same with --force?)");
}

void write_result(const std::string& path, const Layout& layout, const FileHeader& header, const MemberSource& source,
                  Overwrite overwrite) {
  if (source.members.empty()) throw sim::UserFault(path + " is not written (no member has finished)");
  const auto& ids = source.members;
  if (std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>()) != ids.end())
    throw sim::ProgramFault("member ids do not ascend");
  check_replaceable(path, overwrite);
  write_file_at(path, largest_size(layout, header, ids.size()),
                [&](hdf5::File& file) { Writing(file, layout, source).all(header); });
}

}  // namespace skifte::output
