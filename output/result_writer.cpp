#include "output/result_writer.hpp"

#include <sys/statvfs.h>

#include <algorithm>
#include <bit>
#include <ctime>
#include <filesystem>
#include <limits>
#include <map>
#include <system_error>

#include "output/atomic_file.hpp"
#include "output/checksums.hpp"
#include "output/hdf5.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace fs = std::filesystem;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t chunk_bytes = 512 * 1024;  // below HDF5's chunk cache of 1 MiB per dataset
constexpr std::size_t block_bytes = 16 * 1024 * 1024;

/// Largest power of two of rows that keeps `row_bytes` rows within `budget`, no more than `rows` needs.
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

template <typename T>
hdf5::Dataset write_numbers(hdf5::Group& group, const std::string& name, const std::vector<T>& values,
                            const std::string& units, const std::string& long_name) {
  const std::size_t rows = rows_within(chunk_bytes, sizeof(T), values.size());
  hdf5::Dataset dataset = group.create_numbers(name, hdf5::number_of<T>(), {values.size()},
                                               {.chunk_rows = std::min(rows, values.size()), .fill_value = {}});
  dataset.template write_rows<T>(0, values.size(), values);
  describe(dataset, units, long_name);
  ByteChecksum sum;
  sum.add<T>(values);
  dataset.write_number(data_checksum_name, sum.value());
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

/// Writes the parts of one file, in the order of its member functions.
class Writing {
 public:
  Writing(hdf5::File& file, const Layout& layout, const MemberSource& source)
      : root_(file.root()), layout_(layout), source_(source) {}

  void attributes(const FileHeader& header);
  void scales();
  void label_texts(const FileHeader& header);
  void members();
  void provenance(const FileHeader& header);
  void observations(const FileHeader& header);
  void checksum();

 private:
  bool kept(const VariableSpec& variable) const { return layout_.size(variable.name) > 0; }
  struct Variable {
    hdf5::Dataset dataset;
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

void Writing::attributes(const FileHeader& header) {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"version", header.version},   {"commit", header.commit}, {"command", header.command},
      {"scenario", header.scenario}, {"city", header.city},     {"created", header.created},
      {"host", header.host}};
  root_.write_number("skifte_format", result_format);
  for (const auto& [name, text] : texts) root_.write_attribute(name, text);
  root_.write_number("seed", header.seed);
  for (const auto& [name, text] : header.extra) {
    if (root_.has_attribute(name)) throw sim::ProgramFault("the result's attribute " + name + " is the format's own");
    root_.write_attribute(name, text);
  }
}

void Writing::scales() {
  auto member = write_numbers<std::uint32_t>(root_, "member", source_.members, "1", "member of the ensemble");
  member.make_scale("member");
  scales_.emplace("member", std::move(member));
  for (const Dimension& dimension : layout_.dimensions()) {
    if (dimension.size() > 0) scales_.emplace(dimension.name, write_scale(root_, dimension));
  }
}

void Writing::label_texts(const FileHeader& header) {
  for (const LabelTexts& entry : header.label_texts) {
    sim::ensure(entry.texts.size() == layout_.dimension(entry.dimension).size(),
                "label texts do not fit their dimension");
    if (entry.texts.empty()) continue;
    write_texts(root_, entry.name, entry.texts, entry.long_name).attach_scale(0, scales_.at(entry.dimension));
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
    made.push_back({std::move(dataset), {}});
  }
  return made;
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
    variables[which].dataset.write_rows<double>(first, count, rows);
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

void Writing::provenance(const FileHeader& header) {
  hdf5::Group group = root_.create_group("provenance");
  for (const ProvenanceText& entry : header.provenance) {
    hdf5::Dataset dataset = group.create_strings(entry.name, {});
    dataset.write_strings(0, {entry.text});
    describe(dataset, "1", entry.name);
    dataset.write_number(data_checksum_name, text_checksum({entry.text}));
  }
}

void Writing::observations(const FileHeader& header) {
  hdf5::Group all = root_.create_group("observations");
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

/// Last: over what all the others wrote.
void Writing::checksum() {
  root_.write_number(attributes_checksum_name, attributes_checksum(root_));
}

void write_file(const std::string& path, const Layout& layout, const FileHeader& header, const MemberSource& source) {
  hdf5::File file = hdf5::File::create(path);
  try {
    {
      Writing writing(file, layout, source);
      writing.attributes(header);
      writing.scales();
      writing.label_texts(header);
      writing.members();
      writing.provenance(header);
      writing.observations(header);
      writing.checksum();
    }
    file.close();
  } catch (...) {
    file.abandon();
    throw;
  }
}

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
  for (const ProvenanceText& entry : header.provenance) bytes += entry.text.size() + per_dataset;
  for (const Observation& entry : header.observations)
    bytes += entry.values.size() * sizeof(double) + per_dataset * (2 + entry.dimensions.size());
  for (const LabelTexts& entry : header.label_texts)
    for (const std::string& text : entry.texts) bytes += text.size() + 32;
  return bytes;
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
  AtomicFile file(path);
  const auto give_up = [&](const std::string& reason) {
    file.discard();
    throw sim::UserFault(room_message(path, largest_size(layout, header, ids.size()), reason));
  };
  try {
    write_file(file.unfinished(), layout, header, source);
    file.commit();
  } catch (const hdf5::Error& error) {
    give_up(error.what());
  } catch (const std::system_error& error) {
    give_up(error.code().message());
  }
}

}  // namespace skifte::output
