#include "output/microdata.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "output/merge.hpp"
#include "output/result_reader.hpp"
#include "output/verification.hpp"
#include "sim/fault.hpp"
#include "tests/output/example_microdata.hpp"

namespace skifte::output {

namespace {

using Catch::Contains;
using example::TemporaryFolder;

using example::tables;
using example::with_microdata;

FileHeader header(const std::string& shard) {
  FileHeader made = example::header();
  made.extra["members_planned"] = "4";
  if (!shard.empty()) made.extra["shard"] = shard;
  made.provenance.push_back({"inputs", "seed 1\n"});
  return made;
}

/// A member's tables as a file gives them back: those without a row are not there.
std::vector<MicroTable> expected(std::uint32_t member) {
  std::vector<MicroTable> all = tables(member);
  std::erase_if(all, [](const MicroTable& table) { return table.rows() == 0; });
  return all;
}

void check_tables(const std::string& path, const std::vector<std::uint32_t>& ids) {
  const ResultFile file(path);
  const MicrodataSource found = file.members_source().microdata;
  REQUIRE(found.members == ids);
  for (std::size_t i = 0; i < ids.size(); ++i) CHECK(found.read(i) == expected(ids[i]));
  CHECK(verify_result(path).faults.empty());
}

}  // namespace

TEST_CASE("microdata are read back member by member, with units and the meanings of codes") {
  const TemporaryFolder folder;
  write_result(folder / "a.h5", example::layout(), header(""), with_microdata({0, 1, 3}), Overwrite::results);
  check_tables(folder / "a.h5", {0, 1, 3});
  // A result without any has no group.
  write_result(folder / "b.h5", example::layout(), header(""), example::source(2), Overwrite::results);
  const ResultFile none(folder / "b.h5");
  CHECK(none.members_source().microdata.members.empty());
}

TEST_CASE("microdata of shards merge in member order") {
  const TemporaryFolder folder;
  write_result(folder / "1.h5", example::layout(), header("1/2"), with_microdata({0, 1}), Overwrite::results);
  write_result(folder / "2.h5", example::layout(), header("2/2"), with_microdata({2, 3}), Overwrite::results);
  merge_results(folder / "m.h5", {folder / "2.h5", folder / "1.h5"}, "skifte merge", "here", Completeness::whole,
                Overwrite::results);
  check_tables(folder / "m.h5", {0, 1, 2, 3});
}

TEST_CASE("a folder keeps members' tables until they are packed, and tells damage") {
  const TemporaryFolder folder;
  const MicrodataFolder kept(folder / "a.h5");
  kept.make(MicrodataFolder::Contents::kept);
  kept.put(0, tables(0));
  kept.put(2, tables(2));
  const MicrodataSource source = kept.source({0, 1, 2});
  CHECK(source.members == std::vector<std::uint32_t>{0, 2});
  CHECK(source.read(1) == tables(2));
  const std::string place = folder / "a.h5.microdata/00000002";
  std::filesystem::resize_file(place, std::filesystem::file_size(place) - 1);
  CHECK_THROWS_WITH(source.read(1), Contains("checksum"));
  kept.make(MicrodataFolder::Contents::emptied);
  CHECK(kept.source({0, 2}).members.empty());
  kept.remove();
  CHECK_FALSE(std::filesystem::exists(folder / "a.h5.microdata"));
}

TEST_CASE("a table refuses rows that do not fit, and years are counted from the first") {
  MicroTable table = tables(0).front();
  CHECK_THROWS_AS(table.add({1, 2}), sim::ProgramFault);
  agents::Microdata microdata;
  microdata.ask({{"cars"}, 5}, 2015, 2028);
  std::vector<int> years;
  for (int year = 2015; year <= 2028; ++year) {
    if (microdata.wanted("cars", year)) years.push_back(year);
  }
  CHECK(years == std::vector<int>{2015, 2020, 2025, 2028});
  CHECK_FALSE(microdata.wanted("households", 2015));
}

}  // namespace skifte::output
