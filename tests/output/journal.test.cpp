#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "output/journal.hpp"
#include "output/result_reader.hpp"
#include "sim/fault.hpp"
#include "tests/output/example_result.hpp"

namespace skifte::output {

namespace {

using example::TemporaryFolder;

JournalKey key() {
  return {"seed: 1\nscenario: contract-2030\n", example::layout().total()};
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

bool same(const MemberResult& left, const MemberResult& right) {
  return left.member == right.member && left.status == right.status && left.seed == right.seed &&
         left.replicate == right.replicate && left.wall_time == right.wall_time && left.message == right.message &&
         example::same_values(left.values, right.values);
}

/// Writes the members in this order; gives the file's length after each, the header's first.
std::vector<std::size_t> write_journal(const std::string& path, const std::vector<std::uint32_t>& members) {
  JournalWriter writer(path, key(), JournalStart::fresh);
  std::vector<std::size_t> lengths = {std::filesystem::file_size(path)};
  for (const std::uint32_t member : members) {
    writer.append(example::result(member));
    lengths.push_back(std::filesystem::file_size(path));
  }
  return lengths;
}

std::string fault_of(const std::string& path, const JournalKey& wanted, JournalStart start) {
  try {
    JournalWriter writer(path, wanted, start);
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a journal gives members back in order, the last record of each") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5.journal";
  write_journal(path, {4, 2, 0});
  {
    JournalWriter writer(path, key(), JournalStart::resume);
    CHECK(writer.found() == std::map<std::uint32_t, MemberStatus>{
                                {0, MemberStatus::done}, {2, MemberStatus::failed}, {4, MemberStatus::done}});
    MemberResult again = example::result(3);
    again.member = 2;
    writer.append(again);
  }
  const JournalReader reader(path);
  CHECK(reader.key().inputs == key().inputs);
  CHECK(reader.dropped_bytes() == 0);
  const MemberSource source = reader.source();
  REQUIRE(source.members == std::vector<std::uint32_t>{0, 2, 4});
  CHECK(same(source.read(0), example::result(0)));
  CHECK(source.read(1).status == MemberStatus::done);
  CHECK(source.read(1).values[0] == 3000.25);
  CHECK(same(source.read(2), example::result(4)));
  CHECK_THROWS_AS(reader.read(1), sim::ProgramFault);
}

TEST_CASE("a journal torn at any byte keeps the records before and continues to the same contents") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5.journal";
  const std::vector<std::uint32_t> members = {1, 2, 0};
  const std::vector<std::size_t> lengths = write_journal(path, members);
  const std::string whole = contents(path);
  REQUIRE(whole.size() == lengths.back());
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    put(path, whole.substr(0, cut));
    std::size_t kept = 0;
    while (kept + 1 < lengths.size() && lengths[kept + 1] <= cut) ++kept;
    {
      JournalWriter writer(path, key(), JournalStart::resume);
      INFO("cut after " << cut << " bytes");
      REQUIRE(writer.found().size() == kept);
      REQUIRE(writer.dropped_bytes() == (cut < lengths[0] ? 0 : cut - lengths[kept]));
      for (std::size_t i = kept; i < members.size(); ++i) writer.append(example::result(members[i]));
    }
    REQUIRE(contents(path) == whole);
  }
}

TEST_CASE("a changed byte drops its record, never changes a value") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5.journal";
  const std::vector<std::size_t> lengths = write_journal(path, {1, 0});
  const std::string whole = contents(path);
  for (std::size_t place = lengths[1]; place < whole.size(); ++place) {
    std::string changed = whole;
    changed[place] = static_cast<char>(changed[place] ^ 0x10);
    put(path, changed);
    const JournalReader reader(path);
    INFO("byte " << place << " changed");
    REQUIRE(reader.statuses().size() == 1);
    REQUIRE(same(reader.read(1), example::result(1)));
    REQUIRE(reader.dropped_bytes() == whole.size() - lengths[1]);
  }
  for (std::size_t place = 0; place < lengths[0]; ++place) {
    std::string changed = whole;
    changed[place] = static_cast<char>(changed[place] ^ 0x10);
    put(path, changed);
    INFO("byte " << place << " of the header changed");
    REQUIRE_THROWS_AS(JournalReader(path), sim::UserFault);
  }
}

TEST_CASE("a journal is not taken for what it is not") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5.journal";
  write_journal(path, {0, 1});
  CHECK_THAT(fault_of(path, key(), JournalStart::fresh), Catch::Contains("--resume") && Catch::Contains("--force"));
  CHECK_THAT(fault_of(path, {"seed: 2\nscenario: contract-2030\n", key().values_per_member}, JournalStart::resume),
             Catch::Contains("other inputs") && Catch::Contains("'seed: 1' became 'seed: 2'"));
  CHECK_THAT(fault_of(path, {key().inputs, 10}, JournalStart::resume), Catch::Contains("9 values per member"));
  CHECK(JournalReader(path).statuses().size() == 2);
  {
    const JournalWriter first(path, key(), JournalStart::resume);
    CHECK_THAT(fault_of(path, key(), JournalStart::replace), Catch::Contains("in use"));
  }
  CHECK(fault_of(path, {"seed: 2\n", key().values_per_member}, JournalStart::replace).empty());
  CHECK(JournalReader(path).statuses().empty());
  put(folder / "notes.txt", "my notes");
  CHECK_THAT(fault_of(folder / "notes.txt", key(), JournalStart::replace), Catch::Contains("no journal"));
  CHECK(contents(folder / "notes.txt") == "my notes");
  CHECK_THAT(fault_of(folder / "nowhere/a.journal", key(), JournalStart::fresh), Catch::Contains("cannot be opened"));
}

TEST_CASE("a journal packs into a result in member order") {
  const TemporaryFolder folder;
  write_journal(folder / "a.h5.journal", {4, 2, 0});
  pack_journal(folder / "a.h5.journal", folder / "a.h5", example::layout(), example::header(), Overwrite::results);
  const ResultFile file(folder / "a.h5");
  CHECK(file.members() == std::vector<std::uint32_t>{0, 2, 4});
  CHECK(file.statuses()[1] == MemberStatus::failed);
  CHECK(file.read("emissions", 2, 1)[0] == 4000.25);
}

}  // namespace skifte::output
