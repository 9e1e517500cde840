#include <fmt/format.h>
#include <zlib.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "output/atomic_file.hpp"
#include "output/microdata.hpp"
#include "sim/fault.hpp"

/// A member's tables until they are packed: a line of JSON that says what the columns are, then their numbers, column
/// by column, as the machine holds them, then the CRC-32 of all before.
namespace skifte::output {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

std::uint32_t checksum(const std::string& bytes) {
  return static_cast<std::uint32_t>(
      crc32_z(crc32(0, nullptr, 0), reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::string to_bytes(const std::vector<MicroTable>& tables) {
  Json head = Json::array();
  for (const MicroTable& table : tables) {
    Json columns = Json::array();
    for (const MicroColumn& column : table.columns) {
      columns.push_back({{"name", column.name},
                         {"units", column.units},
                         {"meaning", column.meaning},
                         {"whole", column.kind == MicroColumn::Kind::whole},
                         {"labels", column.labels}});
    }
    head.push_back({{"name", table.name}, {"meaning", table.meaning}, {"rows", table.rows()}, {"columns", columns}});
  }
  std::string bytes = head.dump() + "\n";
  for (const MicroTable& table : tables) {
    for (const MicroColumn& column : table.columns)
      bytes.append(reinterpret_cast<const char*>(column.values.data()), column.values.size() * sizeof(float));
  }
  const std::uint32_t sum = checksum(bytes);
  return bytes.append(reinterpret_cast<const char*>(&sum), sizeof sum);
}

std::vector<MicroTable> from_bytes(const std::string& bytes) {
  std::uint32_t sum = 0;
  sim::ensure(bytes.size() > sizeof sum, "a member's microdata are cut short");
  const std::string content = bytes.substr(0, bytes.size() - sizeof sum);
  std::memcpy(&sum, bytes.data() + content.size(), sizeof sum);
  sim::ensure(sum == checksum(content), "a member's microdata fail their checksum");
  const Json head = Json::parse(content.substr(0, content.find('\n')));
  std::size_t at = content.find('\n') + 1;
  std::vector<MicroTable> tables;
  for (const Json& from : head) {
    MicroTable table{from.at("name"), from.at("meaning"), {}};
    for (const Json& each : from.at("columns")) {
      MicroColumn column{
          each.at("name"),    each.at("units"),
          each.at("meaning"), each.at("whole").get<bool>() ? MicroColumn::Kind::whole : MicroColumn::Kind::real,
          each.at("labels"),  std::vector<float>(from.at("rows").get<std::size_t>())};
      const std::size_t size = column.values.size() * sizeof(float);
      sim::ensure(at + size <= content.size(), "a member's microdata are cut short");
      std::memcpy(column.values.data(), content.data() + at, size);
      at += size;
      table.columns.push_back(std::move(column));
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace

std::string MicrodataFolder::place(std::uint32_t member) const {
  return (fs::path(folder_) / fmt::format("{:08}", member)).string();
}

void MicrodataFolder::make(Contents contents) const {
  if (contents == Contents::emptied) remove();
  std::error_code failed;
  fs::create_directories(folder_, failed);
  if (failed) throw sim::UserFault(folder_ + " cannot be made (" + failed.message() + ")");
}

void MicrodataFolder::put(std::uint32_t member, const std::vector<MicroTable>& tables) const {
  AtomicFile file(place(member));
  try {
    std::ofstream out(file.unfinished(), std::ios::binary);
    out << to_bytes(tables);
    out.close();
    if (!out) throw sim::UserFault(place(member) + " cannot be written (not permitted, or its disk is full)");
    file.commit();
  } catch (const std::system_error& error) {
    throw sim::UserFault(place(member) + " cannot be written (" + error.code().message() + ")");
  }
}

MicrodataSource MicrodataFolder::source(const std::vector<std::uint32_t>& members) const {
  MicrodataSource source;
  for (const std::uint32_t member : members) {
    if (fs::exists(place(member))) source.members.push_back(member);
  }
  source.read = [folder = *this, ids = source.members](std::size_t index) {
    std::ifstream in(folder.place(ids.at(index)), std::ios::binary);
    return from_bytes({std::istreambuf_iterator<char>(in), {}});
  };
  return source;
}

void MicrodataFolder::remove() const {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

}  // namespace skifte::output
