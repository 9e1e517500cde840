#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "output/hdf5.hpp"
#include "output/result_reader.hpp"
#include "output/result_writer.hpp"
#include "sim/fault.hpp"
#include "tests/output/example_result.hpp"

namespace skifte::output {

namespace {

using example::TemporaryFolder;

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string fault_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

std::size_t entries(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("a result reads back as it was written") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5";
  example::write(path);
  const ResultFile file(path);
  const FileHeader expected = example::header();

  CHECK(file.layout() == example::layout());
  CHECK(file.members() == std::vector<std::uint32_t>{0, 1, 2, 3, 4});
  for (std::size_t i = 0; i < 5; ++i) {
    const MemberResult member = example::result(static_cast<std::uint32_t>(i));
    CHECK(file.statuses()[i] == member.status);
    CHECK(file.messages()[i] == member.message);
    CHECK(file.seeds()[i] == member.seed);
    CHECK(file.replicates()[i] == member.replicate);
    CHECK(file.wall_times()[i] == member.wall_time);
    for (const VariableSpec& variable : file.layout().variables()) {
      const auto begin = member.values.begin() + static_cast<std::ptrdiff_t>(file.layout().offset(variable.name));
      const std::vector<double> part(begin, begin + static_cast<std::ptrdiff_t>(file.layout().size(variable.name)));
      CHECK(example::same_values(file.read(variable.name, i, 1), part));
    }
    CHECK(example::same_values(file.members_source().read(i).values, member.values));
  }
  // Member 1, year 2030, sector transport: index 4 of its values, so 1000 + 4 + 0.25.
  CHECK(file.read("emissions").at(6 + 4) == 1004.25);

  const FileHeader& header = file.header();
  CHECK(header.version == expected.version);
  CHECK(header.command == expected.command);
  CHECK(header.seed == expected.seed);
  CHECK(header.created == expected.created);
  CHECK(header.host.empty());
  CHECK(header.extra == expected.extra);
  CHECK(header.provenance == expected.provenance);
  CHECK(header.label_texts == expected.label_texts);
  REQUIRE(file.observation("emissions") != nullptr);
  const Observation& observed = *file.observation("emissions");
  CHECK(observed.dimensions == expected.observations[0].dimensions);
  CHECK(example::same_values(observed.values, expected.observations[0].values));
  CHECK(observed.units == "t CO2e");
  CHECK(observed.source == "the national database");
  CHECK(file.observation("cars") == nullptr);
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("values survive blocks, partial chunks and gaps in the member ids") {
  const TemporaryFolder folder;
  // 70 000 values a member make chunks of one member and blocks of sixteen; 37 members fill the last one in part.
  const std::vector<int> years = {2028, 2029, 2030, 2031, 2032, 2033, 2034};
  std::vector<std::string> labels;
  for (int i = 0; i < 10000; ++i) labels.push_back("label" + std::to_string(i));
  const Layout layout({{"year", {}, years, "year"}, {"thing", labels, {}, "thing"}},
                      {{"wide", {"year", "thing"}, "1", "wide"}, {"narrow", {"year"}, "1", "narrow"}});
  MemberSource source;
  for (std::uint32_t i = 0; i < 37; ++i) source.members.push_back(3 * i + 1);
  source.read = [&](std::size_t index) {
    MemberResult result;
    result.member = source.members[index];
    for (std::size_t i = 0; i < layout.total(); ++i)
      result.values.push_back(static_cast<double>(index * layout.total() + i));
    return result;
  };
  write_result(folder / "b.h5", layout, FileHeader{}, source, Overwrite::results);
  const ResultFile file(folder / "b.h5");
  CHECK(file.members() == source.members);
  const std::vector<double> wide = file.read("wide");
  const std::vector<double> narrow = file.read("narrow");
  REQUIRE(wide.size() == 37 * 70000);
  bool all = true;
  for (std::size_t m = 0; m < 37; ++m) {
    for (std::size_t i = 0; i < 70000; ++i)
      all = all && wide[m * 70000 + i] == static_cast<double>(m * layout.total() + i);
    for (std::size_t i = 0; i < 7; ++i)
      all = all && narrow[m * 7 + i] == static_cast<double>(m * layout.total() + 70000 + i);
  }
  CHECK(all);
}

TEST_CASE("dimensions of length zero are left out, with their variables") {
  const TemporaryFolder folder;
  const Layout layout({{"year", {}, {2030}, "year"}, {"target", {}, {}, "target"}},
                      {{"target_met", {"target"}, "1", "met"}, {"emissions", {"year"}, "t", "emissions"}});
  MemberSource source{{7}, [](std::size_t) {
                        MemberResult result;
                        result.member = 7;
                        result.values = {4.5};
                        return result;
                      }};
  write_result(folder / "c.h5", layout, FileHeader{}, source, Overwrite::results);
  const ResultFile file(folder / "c.h5");
  CHECK_FALSE(file.layout().has("target_met"));
  CHECK(file.read("emissions") == std::vector<double>{4.5});
}

TEST_CASE("only a skifte result is replaced without --force") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5";
  example::write(path, 5);
  example::write(path, 3);
  CHECK(ResultFile(path).members().size() == 3);

  put(path, "somebody's notes");
  CHECK_THAT(fault_of([&] { example::write(path); }),
             Catch::Contains("no skifte result") && Catch::Contains("--force"));
  CHECK(contents(path) == "somebody's notes");
  write_result(path, example::layout(), example::header(), example::source(2), Overwrite::force);
  CHECK(ResultFile(path).members().size() == 2);

  hdf5::File::create(folder / "other.h5").close();
  CHECK_THAT(fault_of([&] { example::write(folder / "other.h5"); }), Catch::Contains("--force"));
  CHECK_THAT(fault_of([&] { example::write(folder.path().string()); }), Catch::Contains("no ordinary file"));
  CHECK_THAT(fault_of([&] { example::write(folder / "nowhere/a.h5"); }), Catch::Contains("does not exist"));
  CHECK_THAT(fault_of([&] { example::write(folder / "empty.h5", 0); }), Catch::Contains("no member"));
}

TEST_CASE("a link stays a link and what it names is replaced") {
  const TemporaryFolder folder;
  example::write(folder / "real.h5", 2);
  std::filesystem::create_symlink(folder / "real.h5", folder / "link.h5");
  example::write(folder / "link.h5", 4);
  CHECK(std::filesystem::is_symlink(folder / "link.h5"));
  CHECK(ResultFile(folder / "real.h5").members().size() == 4);
}

TEST_CASE("a source that throws leaves the old file and nothing else") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5";
  example::write(path);
  const std::string before = contents(path);
  MemberSource source = example::source(4);
  source.read = [](std::size_t index) {
    if (index == 2) throw sim::UserFault("the journal is gone");
    return example::result(static_cast<std::uint32_t>(index));
  };
  CHECK_THROWS_AS(write_result(path, example::layout(), example::header(), source, Overwrite::results), sim::UserFault);
  MemberSource unsorted = example::source(3);
  std::swap(unsorted.members[0], unsorted.members[1]);
  CHECK_THROWS_AS(write_result(path, example::layout(), example::header(), unsorted, Overwrite::results),
                  sim::ProgramFault);
  CHECK(contents(path) == before);
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("files that are no result of this format are refused by name") {
  const TemporaryFolder folder;
  const auto open = [&](const std::string& path) { return fault_of([&] { ResultFile file(path); }); };
  put(folder / "text.h5", "a,b\n1,2\n");
  CHECK_THAT(open(folder / "text.h5"), Catch::Contains("text.h5 is no HDF5 file"));
  put(folder / "empty.h5", "");
  CHECK_THAT(open(folder / "empty.h5"), Catch::Contains("is no HDF5 file"));
  CHECK_THAT(open(folder / "absent.h5"), Catch::Contains("does not exist"));
  CHECK_THAT(open(folder.path().string()), Catch::Contains("no ordinary file"));
  hdf5::File::create(folder / "plain.h5").close();
  CHECK_THAT(open(folder / "plain.h5"), Catch::Contains("no skifte result"));
  {
    hdf5::File later = hdf5::File::create(folder / "later.h5");
    later.root().write_number<std::int32_t>("skifte_format", 2);
    later.close();
    hdf5::File odd = hdf5::File::create(folder / "odd.h5");
    odd.root().write_attribute("skifte_format", "beta");
    odd.close();
  }
  CHECK_THAT(open(folder / "later.h5"), Catch::Contains("format 2 (this program reads format 1)"));
  CHECK_THAT(open(folder / "odd.h5"), Catch::Contains("format 'beta'"));
  example::write(folder / "a.h5");
  CHECK_THAT(fault_of([&] { ResultFile(folder / "a.h5").read("emision"); }),
             Catch::Contains("did you mean 'emissions'?"));
}

TEST_CASE("a file cut short is refused wherever it is cut") {
  const TemporaryFolder folder;
  example::write(folder / "a.h5");
  const std::string whole = contents(folder / "a.h5");
  for (std::size_t length = 0; length < whole.size(); length += whole.size() / 23) {
    put(folder / "cut.h5", whole.substr(0, length));
    INFO("cut after " << length << " of " << whole.size() << " bytes");
    CHECK_THROWS_AS(ResultFile(folder / "cut.h5"), sim::UserFault);
  }
}

TEST_CASE("changed bytes in numbers and in names are found") {
  const TemporaryFolder folder;
  example::write(folder / "a.h5");
  std::string text = contents(folder / "a.h5");
  const std::size_t label = text.find("uppv");
  REQUIRE(label != std::string::npos);
  std::string changed = text;
  changed[label] = 'o';
  put(folder / "label.h5", changed);
  CHECK_THAT(fault_of([&] { ResultFile file(folder / "label.h5"); }), Catch::Contains("sector fails its checksum"));
}

TEST_CASE("a full disk leaves the old file and says how much room is needed") {
  const TemporaryFolder folder;
  if (geteuid() != 0 || mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=1m") != 0) {
    WARN("skipped: a full disk is imitated by a small tmpfs, and mounting one needs root");
    return;
  }
  struct Unmount {
    std::string path;
    ~Unmount() { umount2(path.c_str(), MNT_DETACH); }
  } unmount{folder.path().string()};
  const std::string path = folder / "a.h5";
  example::write(path);
  const std::string before = contents(path);
  const Layout layout({{"year", {}, {2030, 2031, 2032, 2033}, "year"}}, {{"noise", {"year"}, "1", "noise"}});
  MemberSource source;
  for (std::uint32_t i = 0; i < 100000; ++i) source.members.push_back(i);
  source.read = [](std::size_t index) {
    MemberResult result;
    result.member = static_cast<std::uint32_t>(index);
    for (std::size_t i = 0; i < 4; ++i)  // multiples of an irrational number, which deflate cannot shrink much
      result.values.push_back(std::fmod(static_cast<double>(index * 4 + i) * 1.6180339887498949, 1.0));
    return result;
  };
  const std::string fault = fault_of([&] { write_result(path, layout, FileHeader{}, source, Overwrite::results); });
  CHECK_THAT(fault, Catch::Contains("cannot be written") && Catch::Contains("(writing: No space left on device)"));
  // 100 000 members x (4 numbers x 8 B + 128 B) = 16 MB and the small print: 17 MB.
  CHECK_THAT(fault,
             Catch::Contains("takes up to 17 MB") && Catch::Contains(" MB are free in " + folder.path().string()));
  CHECK(contents(path) == before);
  CHECK(entries(folder.path()) == 1);
  example::write(path, 2);  // HDF5 is still usable
  CHECK(ResultFile(path).members().size() == 2);
}

}  // namespace skifte::output
