#include <sys/wait.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "output/result_reader.hpp"
#include "output/summary_file.hpp"
#include "tests/output/example_microdata.hpp"

/// Other people's programs open our files. A reader that is not installed is skipped, with a word.
namespace skifte::output {

namespace {

using example::TemporaryFolder;

constexpr int not_installed = 77;  // a check script's own
constexpr int no_such_command = 127;

/// Exit status and all that the command printed.
std::pair<int, std::string> run(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 4096> buffer;
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe)) text.append(buffer.data(), count);
  const int status = pclose(pipe);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text};
}

/// Runs a check with the first interpreter that has what it needs.
void check(const std::vector<std::string>& interpreters, const std::string& script, const std::string& arguments) {
  std::string text;
  for (const std::string& interpreter : interpreters) {
    const auto [status, printed] =
        run(interpreter + " " + SKIFTE_SOURCE_DIR + "/tests/output/readers/" + script + " " + arguments);
    text = printed;
    if (status == not_installed || status == no_such_command) continue;
    INFO(interpreter << " " << script << " " << arguments << "\n" << printed);
    CHECK(status == 0);
    return;
  }
  WARN("skipped: " << script << " " << arguments << " (" << text << ")");
}

const std::vector<std::string> pythons = {"python3", "/usr/bin/python3"};  // the second has Debian's packages

}  // namespace

TEST_CASE("xarray reads a result", "[long]") {
  const TemporaryFolder folder;
  example::write(folder / "a.h5");
  check(pythons, "check_xarray.py", "h5netcdf " + (folder / "a.h5"));
  check(pythons, "check_xarray.py", "netcdf4 " + (folder / "a.h5"));
}

TEST_CASE("a result that xarray rewrote is still one, though without its groups", "[long]") {
  const std::string engine = GENERATE("h5netcdf", "netcdf4");
  const TemporaryFolder folder;
  example::write(folder / "a.h5");
  check(pythons, "rewrite_xarray.py", engine + " " + (folder / "a.h5") + " " + (folder / "b.h5"));
  if (!std::filesystem::exists(folder / "b.h5")) return;  // skipped, as said
  const ResultFile file(folder / "b.h5");
  CHECK(file.header().scenario == "contract-2030");
  CHECK(file.members().size() == 5);
  CHECK(file.read("emissions").at(6 + 4) == 1004.25);
  CHECK(file.read("doubled").at(6 + 4) == 2008.5);
  CHECK(file.layout().variable("doubled").missing == Missing::allowed);
  CHECK(file.messages()[2] == "räknefel");
  CHECK(file.header().provenance.empty());
}

TEST_CASE("h5py reads a result", "[long]") {
  const TemporaryFolder folder;
  example::write(folder / "a.h5");
  check(pythons, "check_h5py.py", folder / "a.h5");
}

TEST_CASE("xarray reads a summary, and agents one by one", "[long]") {
  const TemporaryFolder folder;
  Summary summary(example::layout(), {"baseline"});
  for (std::uint32_t member = 0; member < 5; ++member) summary.add(0, example::result(member));
  FileHeader header = example::header();
  header.label_texts.clear();
  write_summary(folder / "s.h5", header, summary, Overwrite::results);
  write_result(folder / "m.h5", example::layout(), example::header(), example::with_microdata({0, 1, 3}),
               Overwrite::results);
  for (const std::string engine : {"h5netcdf ", "netcdf4 "})
    check(pythons, "check_parts.py", engine + (folder / "s.h5") + " " + (folder / "m.h5"));
}

TEST_CASE("R reads a result", "[long]") {
  const TemporaryFolder folder;
  example::write(folder / "a.h5");
  check({"Rscript"}, "check_hdf5r.R", folder / "a.h5");
}

TEST_CASE("ncdump lists a result", "[long]") {
  const TemporaryFolder folder;
  example::write(folder / "a.h5");
  const auto [status, text] = run("ncdump -h " + (folder / "a.h5"));
  if (status == no_such_command) {
    WARN("skipped: ncdump is not installed");
    return;
  }
  INFO(text);
  CHECK(status == 0);
  for (const std::string line : {"member = 5 ;", "year = 3 ;", "double emissions(member, year, sector) ;",
                                 "string emissions:units = \"t CO2e\" ;", ":skifte_format = 1 ;",
                                 "string sector(sector) ;", "group: provenance {"})
    CHECK_THAT(text, Catch::Contains(line));
}

}  // namespace skifte::output
