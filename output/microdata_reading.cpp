#include <algorithm>
#include <map>
#include <memory>
#include <sstream>

#include "output/checksums.hpp"
#include "output/dataset_reading.hpp"
#include "output/microdata.hpp"

namespace skifte::output {

namespace {

constexpr const char* group_name = "microdata";

/// Where each member's rows stand in each table.
struct Places {
  std::map<std::string, std::map<std::uint32_t, std::pair<std::size_t, std::size_t>>> rows;  // first, count
};

Places places_of(const hdf5::Group& all) {
  Places places;
  for (const std::string& name : all.group_names()) {
    const auto members = read_numbers<std::uint32_t>(all.open_group(name).open_dataset("member"));
    for (std::size_t first = 0; first < members.size();) {
      std::size_t end = first;
      while (end < members.size() && members[end] == members[first]) ++end;
      places.rows[name][members[first]] = {first, end - first};
      first = end;
    }
  }
  return places;
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> all;
  for (std::string word; in >> word;) all.push_back(word);
  return all;
}

MicroColumn read_column(const hdf5::Dataset& dataset, const std::string& name, std::size_t first, std::size_t count) {
  MicroColumn column{name,
                     dataset.string_attribute("units"),
                     dataset.string_attribute("long_name"),
                     dataset.is_float() ? MicroColumn::Kind::real : MicroColumn::Kind::whole,
                     dataset.has_attribute("flag_meanings") ? words(dataset.string_attribute("flag_meanings"))
                                                            : std::vector<std::string>(),
                     std::vector<float>(count)};
  if (column.kind == MicroColumn::Kind::real) {
    dataset.read_rows<float>(first, count, column.values);
  } else {
    std::vector<std::int32_t> values(count);
    dataset.read_rows<std::int32_t>(first, count, values);
    std::transform(values.begin(), values.end(), column.values.begin(), [](auto v) { return static_cast<float>(v); });
  }
  return column;
}

MicroTable read_table(const hdf5::Group& group, const std::string& name, std::size_t first, std::size_t count) {
  MicroTable table{name, group.open_dataset("row").string_attribute("long_name"), {}};
  for (const std::string& column : group.dataset_names()) {
    if (column != "row" && column != "member")
      table.columns.push_back(read_column(group.open_dataset(column), column, first, count));
  }
  return table;
}

template <typename T>
std::uint32_t checksum_of(const hdf5::Dataset& dataset) {
  constexpr std::size_t block = 1 << 20;
  const std::size_t rows = dataset.shape().at(0);
  ByteChecksum sum;
  for (std::size_t first = 0; first < rows; first += block) {
    std::vector<T> values(std::min(block, rows - first));
    dataset.read_rows<T>(first, values.size(), values);
    sum.add<T>(values);
  }
  return sum.value();
}

std::string column_fault(const hdf5::Dataset& dataset, const std::string& name) {
  try {
    const std::uint32_t sum = dataset.is_float()                  ? checksum_of<float>(dataset)
                              : name == "member" || name == "row" ? checksum_of<std::uint32_t>(dataset)
                                                                  : checksum_of<std::int32_t>(dataset);
    return dataset.number_attribute<std::uint32_t>(data_checksum_name) == sum ? "" : "numbers fail their checksum";
  } catch (const hdf5::Error& error) {
    return error.what();
  }
}

}  // namespace

MicrodataSource read_microdata(const hdf5::Group& root) {
  MicrodataSource source;
  if (!root.has(group_name)) return source;
  auto all = std::make_shared<hdf5::Group>(root.open_group(group_name));
  auto places = std::make_shared<Places>(places_of(*all));
  std::map<std::uint32_t, bool> members;
  for (const auto& [table, rows] : places->rows) {
    for (const auto& [member, place] : rows) members[member] = true;
  }
  for (const auto& [member, is_there] : members) source.members.push_back(member);
  source.read = [all, places, ids = source.members](std::size_t index) {
    std::vector<MicroTable> tables;
    for (const std::string& name : all->group_names()) {
      const auto& rows = places->rows[name];
      const auto place = rows.find(ids.at(index));
      if (place != rows.end())
        tables.push_back(read_table(all->open_group(name), name, place->second.first, place->second.second));
    }
    return tables;
  };
  return source;
}

std::vector<std::string> microdata_faults(const hdf5::Group& root) {
  std::vector<std::string> faults;
  if (!root.has(group_name)) return faults;
  const hdf5::Group all = root.open_group(group_name);
  for (const std::string& table : all.group_names()) {
    const hdf5::Group group = all.open_group(table);
    for (const std::string& column : group.dataset_names()) {
      const std::string fault = column_fault(group.open_dataset(column), column);
      if (!fault.empty()) faults.push_back("microdata/" + table + "/" + column + ": " + fault);
    }
  }
  return faults;
}

}  // namespace skifte::output
