#include "output/microdata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <utility>

#include "output/checksums.hpp"
#include "output/dataset_writing.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

constexpr std::size_t chunk_rows = 65536;
constexpr const char* group_name = "microdata";

/// A column as it is written, row after row.
template <typename T>
class ColumnWriting {
 public:
  ColumnWriting(hdf5::Group& group, const std::string& name, std::size_t rows, const hdf5::Dataset& scale)
      : dataset_(group.create_numbers(name, hdf5::number_of<T>(), {rows},
                                      {.chunk_rows = std::min(chunk_rows, rows), .fill_value = {}})) {
    dataset_.attach_scale(0, scale);
  }
  void add(std::size_t row, const std::vector<T>& values) {
    dataset_.write_rows<T>(row, values.size(), values);
    sum_.add<T>(values);
  }
  /// Writes what is said of the column.
  void finish(const std::string& units, const std::string& meaning, const std::vector<std::string>& labels) {
    describe(dataset_, units, meaning);
    if (!labels.empty()) dataset_.write_attribute("flag_meanings", fmt::format("{}", fmt::join(labels, " ")));
    dataset_.write_number(data_checksum_name, sum_.value());
  }

 private:
  hdf5::Dataset dataset_;
  ByteChecksum sum_;
};

/// A table that grows member by member.
class TableWriting {
 public:
  TableWriting(hdf5::Group& all, const MicroTable& like, std::size_t rows) : group_(all.create_group(like.name)) {
    std::vector<std::uint32_t> numbers(rows);
    for (std::size_t i = 0; i < rows; ++i) numbers[i] = static_cast<std::uint32_t>(i);
    scale_ = std::make_unique<hdf5::Dataset>(write_numbers(group_, "row", numbers, "1", like.meaning));
    scale_->make_scale("row");
    member_ = std::make_unique<ColumnWriting<std::uint32_t>>(group_, "member", rows, *scale_);
    for (const MicroColumn& column : like.columns) {
      if (column.kind == MicroColumn::Kind::whole)
        whole_.emplace(column.name, ColumnWriting<std::int32_t>(group_, column.name, rows, *scale_));
      else
        real_.emplace(column.name, ColumnWriting<float>(group_, column.name, rows, *scale_));
    }
  }
  void add(std::uint32_t member, const MicroTable& table) {
    member_->add(next_, std::vector<std::uint32_t>(table.rows(), member));
    for (const MicroColumn& column : table.columns) {
      if (column.kind == MicroColumn::Kind::whole)
        whole_.at(column.name).add(next_, {column.values.begin(), column.values.end()});
      else
        real_.at(column.name).add(next_, column.values);
    }
    next_ += table.rows();
  }
  void finish(const MicroTable& like) {
    member_->finish("1", "member of the ensemble", {});
    for (const MicroColumn& column : like.columns) {
      if (column.kind == MicroColumn::Kind::whole)
        whole_.at(column.name).finish(column.units, column.meaning, column.labels);
      else
        real_.at(column.name).finish(column.units, column.meaning, column.labels);
    }
  }

 private:
  hdf5::Group group_;
  std::unique_ptr<hdf5::Dataset> scale_;
  std::unique_ptr<ColumnWriting<std::uint32_t>> member_;
  std::map<std::string, ColumnWriting<std::int32_t>> whole_;
  std::map<std::string, ColumnWriting<float>> real_;
  std::size_t next_ = 0;
};

MicroTable without_rows(MicroTable table) {
  for (MicroColumn& column : table.columns) column.values.clear();
  return table;
}

}  // namespace

void write_microdata(hdf5::Group& root, const MicrodataSource& source) {
  std::vector<std::pair<MicroTable, std::size_t>> tables;  // without rows, and how many there are
  for (std::size_t i = 0; i < source.members.size(); ++i) {
    for (const MicroTable& table : source.read(i)) {
      if (table.rows() == 0) continue;
      auto known =
          std::find_if(tables.begin(), tables.end(), [&](const auto& t) { return t.first.name == table.name; });
      if (known == tables.end()) known = tables.insert(tables.end(), {without_rows(table), 0});
      known->second += table.rows();
    }
  }
  if (tables.empty()) return;
  hdf5::Group all = root.create_group(group_name);
  std::map<std::string, TableWriting> writing;
  for (const auto& [like, rows] : tables) {
    sim::ensure(rows <= std::numeric_limits<std::uint32_t>::max(), "more rows of microdata than can be counted");
    writing.emplace(like.name, TableWriting(all, like, rows));
  }
  for (std::size_t i = 0; i < source.members.size(); ++i) {
    for (const MicroTable& table : source.read(i)) {
      if (table.rows() > 0) writing.at(table.name).add(source.members[i], table);
    }
  }
  for (const auto& [like, rows] : tables) writing.at(like.name).finish(like);
}

std::uint64_t largest_size(const std::vector<MicroTable>& tables) {
  std::uint64_t bytes = 0;
  for (const MicroTable& table : tables) bytes += table.rows() * (table.columns.size() + 2) * sizeof(float);
  return bytes;
}

}  // namespace skifte::output
