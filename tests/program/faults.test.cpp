#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/program/program.hpp"

/// What a user can do wrong, and what the machine can refuse: exit status 2, a message that helps, nothing written.
namespace {

using namespace skifte;
using namespace skifte::program::testing;
using Catch::Contains;

/// Checks that the program refuses, says `words` and writes nothing into `folder`.
void check_refused(const TemporaryFolder& folder, const std::vector<std::string>& arguments, const std::string& words) {
  const std::vector<std::string> before = entries(folder.path().string());
  const Ended ended = program::testing::skifte(arguments);
  std::string command;
  for (const std::string& argument : arguments) command += " " + argument;
  INFO("skifte" << command << "\n" << ended.out << ended.err);
  CHECK(ended.status == 2);
  CHECK_THAT(ended.err, Contains(words));
  CHECK_THAT(ended.err, !Contains("internal error"));
  CHECK(entries(folder.path().string()) == before);
}

/// A small file system of its own; skipped with a word where we may not mount one.
class SmallDisk {
 public:
  explicit SmallDisk(const std::string& at, const char* size) : at_(at) {
    std::filesystem::create_directory(at_);
    mounted_ = ::mount("skifte-test", at_.c_str(), "tmpfs", 0, size) == 0;
    if (!mounted_) WARN("skipped: no file system can be mounted here (root alone may)");
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(at_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool mounted() const { return mounted_; }
  const std::string& path() const { return at_; }
  void grow(const char* size) { REQUIRE(::mount("skifte-test", at_.c_str(), "tmpfs", MS_REMOUNT, size) == 0); }

 private:
  std::string at_;
  bool mounted_;
};

/// Files may grow to 16 kB only, as if the disk were full.
void limit_files() {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{16384, 16384};
  setrlimit(RLIMIT_FSIZE, &limit);
}

}  // namespace

TEST_CASE("help and version are no faults") {
  for (const char* command : {"run", "ensemble", "check", "report", "assumptions", "schema"}) {
    const Ended help = program::testing::skifte({command, "--help"});
    CHECK(help.status == 0);
    CHECK_THAT(help.out, Contains(command));
  }
  const Ended help = program::testing::skifte({"--help"});
  CHECK(help.status == 0);
  CHECK_THAT(help.out, Contains("ensemble") && Contains("report"));
  const Ended version = program::testing::skifte({"--version"});
  CHECK(version.status == 0);
  CHECK_THAT(version.out, Contains("skifte 0."));
}

TEST_CASE("a command line that cannot be meant is refused") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5";
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"simulate"},
                                             {"run"},
                                             {"run", "baseline", "--members", "5"},
                                             {"run", "baseline", "--threads", "0"},
                                             {"run", "baseline", "--seed", "one", "-o", path},
                                             {"ensemble", "baseline", "-n", "5"},
                                             {"ensemble", "baseline", "-n", "0", "-o", path},
                                             {"ensemble", "baseline", "-n", "-3", "-o", path},
                                             {"ensemble", "baseline", "--design", "sobel", "-o", path},
                                             {"ensemble", "baseline", "--jobs", "0", "-o", path},
                                             {"ensemble", "baseline", "--member-timeout", "-1", "-o", path},
                                             {"ensemble", "baseline", "-n", "6", "--shard", "0/2", "-o", path},
                                             {"ensemble", "baseline", "-n", "2", "--shard", "1/3", "-o", path},
                                             {"merge", path},
                                             {"merge", path, folder / "none.h5"},
                                             {"verify"},
                                             {"verify", path},
                                             {"report", "-o", path},
                                             {"report", path, "--language", "da", "-o", path}}) {
    check_refused(folder, arguments, "");
  }
}

TEST_CASE("a scenario that does not exist is refused with the nearest one") {
  const TemporaryFolder folder;
  check_refused(folder, {"run", "baselin", "-o", folder / "a.h5"}, "baseline");
  check_refused(folder, {"ensemble", "baselin", "-n", "2", "-o", folder / "a.h5"}, "baseline");
  check_refused(folder, {"check", "baselin"}, "baseline");
  check_refused(folder, {"run", folder / "missing.yaml"}, "missing.yaml");
}

TEST_CASE("levers and assumptions that do not exist, or make no sense, are refused by name") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5";
  auto with = [&](const std::string& set) {
    return std::vector<std::string>{"run", "baseline", "-o", path, "--set", set};
  };
  check_refused(folder, with("fuel_taxx.increase=2 SEK/l"), "fuel_taxx");
  check_refused(folder, with("fuel_tax.increase=2 kg"), "fuel_tax");
  check_refused(folder, with("fuel_tax.increase=2"), "fuel_tax");
  check_refused(folder, with("fuel_tax.increase="), "fuel_tax");
  check_refused(folder, with("fuel_tax.start=2030-02-30"), "2030-02-30");
  check_refused(folder, with("contract.residual_limit=170 km"), "contract.residual_limit");
  check_refused(folder, with("contract.residual_limitt=170 kt"), "contract.residual_limit");
  check_refused(folder, with("=5"), "");
  check_refused(folder, with("fuel_tax"), "fuel_tax");
}

TEST_CASE("every fault of a scenario is told in one pass, with its line") {
  const TemporaryFolder folder;
  write_text(folder / "mine.yaml",
             "skifte: 1\nname: {en: Mine}\nbase: baseline\nlevers:\n  fuel_taxx: {increase: 2 SEK/l}\n"
             "assumptions:\n  price.eurooo: 11\n");
  const Ended ended = program::testing::skifte({"run", folder / "mine.yaml", "-o", folder / "a.h5"});
  INFO(ended.err);
  CHECK(ended.status == 2);
  CHECK_THAT(ended.err, Contains("mine.yaml:5:") && Contains("mine.yaml:7:") && Contains("fuel_tax"));
  CHECK(entries(folder.path().string()) == std::vector<std::string>{"mine.yaml"});
}

TEST_CASE("a folder that is not there is refused before anything is computed") {
  const TemporaryFolder folder;
  check_refused(folder, {"run", "baseline", "-o", folder / "missing/a.h5"}, "missing");
  check_refused(folder, {"ensemble", "baseline", "-n", "100000", "-o", folder / "missing/a.h5"}, "missing");
}

TEST_CASE("files that are no results make no report") {
  const TemporaryFolder folder;
  write_text(folder / "letter.h5", "dear friend");
  check_refused(folder, {"report", folder / "none.h5", "-o", folder / "a.html"}, "none.h5");
  check_refused(folder, {"report", folder / "letter.h5", "-o", folder / "a.html"}, "letter.h5");
}

TEST_CASE("an assumption that does not exist is refused with the nearest one") {
  const Ended ended = program::testing::skifte({"assumptions", "contract.residual_limt"});
  CHECK(ended.status == 2);
  CHECK_THAT(ended.err, Contains("contract.residual_limit"));
  const Ended found = program::testing::skifte({"assumptions", "contract"});
  CHECK(found.status == 0);
  CHECK_THAT(found.out, Contains("contract.residual_limit\n") && Contains("source: ") && Contains("certainty: "));
}

TEST_CASE("the schema is JSON that names the levers") {
  const Ended ended = program::testing::skifte({"schema"});
  CHECK(ended.status == 0);
  CHECK(ended.out.front() == '{');
  CHECK_THAT(ended.out, Contains("\"fuel_tax\"") && Contains("\"$schema\""));
}

TEST_CASE("a home without scenarios is refused") {
  const TemporaryFolder folder;
  const Ended ended =
      program::testing::skifte({"check", "baseline"}, {{"SKIFTE_HOME=" + folder.path().string()}, "", {}});
  CHECK(ended.status == 2);
  CHECK_THAT(ended.err, Contains("SKIFTE_HOME"));
}

TEST_CASE("a standard output that is closed or full is told, not passed over") {
  for (const char* command : {"--version", "schema"}) {
    INFO(command);
    CHECK(program::testing::skifte({command}, {{}, "/dev/full", {}}).status == 2);
  }
  const Ended closed = program::testing::skifte({"schema"}, {{}, "-", {}});
  INFO(closed.err);
  CHECK(closed.status == 2);
}

TEST_CASE("with standard output closed, a result is still only a result", "[long]") {
  const TemporaryFolder folder;
  const Ended closed = program::testing::skifte({"run", "baseline", "-o", folder / "a.h5"}, {{}, "-", {}});
  INFO(closed.err);
  CHECK(closed.status == 2);
  // The file took no descriptor that text was written to: it is whole, or there is none.
  if (std::filesystem::exists(folder / "a.h5")) CHECK(output::ResultFile(folder / "a.h5").members().size() == 1);
}

TEST_CASE("a file that may not grow is told, and nothing half is left", "[long]") {
  const TemporaryFolder folder;
  const Ended run = program::testing::skifte({"run", "baseline", "-o", folder / "a.h5"}, {{}, "", limit_files});
  INFO(run.err);
  CHECK(run.status == 2);
  CHECK_THAT(run.err, !Contains("internal error"));
  CHECK(entries(folder.path().string()).empty());
}

TEST_CASE("a full disk is told, and what stood there before is kept", "[long]") {
  const TemporaryFolder folder;
  const SmallDisk disk(folder / "disk", "size=64k");
  if (!disk.mounted()) return;
  const std::string path = folder / "disk/a.h5";
  const Ended run = program::testing::skifte({"run", "baseline", "-o", path});
  INFO(run.err);
  CHECK(run.status == 2);
  CHECK_THAT(run.err, !Contains("internal error"));
  CHECK(entries(folder / "disk").empty());
  const Ended ensemble = program::testing::skifte({"ensemble", "baseline", "-n", "6", "-o", path});
  INFO(ensemble.err);
  CHECK(ensemble.status == 2);
  CHECK_THAT(ensemble.err, !Contains("internal error"));
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("an ensemble that met a full disk goes on when there is room, to the same bits", "[long]") {
  const TemporaryFolder folder;
  for (const bool summary : {false, true}) {
    const auto command = [&](const std::string& path, std::vector<std::string> further) {
      std::vector<std::string> words{"ensemble", "baseline", "-n", "6", "--jobs", "2", "-o", path};
      if (summary) words.insert(words.end(), {"--summary-only", "--batch", "2"});
      words.insert(words.end(), further.begin(), further.end());
      return words;
    };
    const std::string whole = folder / (summary ? "summary.h5" : "whole.h5");
    REQUIRE(program::testing::skifte(command(whole, {})).status == 0);
    SmallDisk disk(folder / (summary ? "disk2" : "disk1"), "size=1500k");  // a member's record has about 300 kB
    if (!disk.mounted()) return;
    const std::string path = disk.path() + "/a.h5";
    const Ended full = program::testing::skifte(command(path, {}));
    INFO(full.err);
    CHECK(full.status == 2);
    CHECK_THAT(full.err, Contains("room") || Contains("space"));
    CHECK(std::filesystem::exists(path + ".journal"));
    disk.grow("size=200m");
    const Ended resumed = program::testing::skifte(command(path, {"--resume", "--retry-failed"}));
    INFO(resumed.err);
    REQUIRE(resumed.status == 0);
    CHECK(program::testing::skifte({"verify", path}).status == 0);
  }
}

TEST_CASE("a word that does not exist is answered with the nearest that does") {
  const TemporaryFolder folder;
  check_refused(folder, {"runn", "baseline"}, "no command 'runn', did you mean 'run'?");
  check_refused(folder, {"simulate"}, "no command 'simulate'");
  check_refused(folder, {"run", "baseline", "--sett", "a=1"},
                "`skifte run` has no option '--sett', did you mean '--set'?");
  check_refused(folder, {"run", "baseline", "--seed", "-1"}, "--seed");
}

TEST_CASE("odd files are refused for what they are") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "folder.yaml");
  check_refused(folder, {"check", folder / "folder.yaml"}, "it is a folder");
  check_refused(folder, {"check", "/dev/null"}, "no scenario file '/dev/null'");
  std::ofstream(folder / "large.yaml") << "skifte: 1\n";
  std::filesystem::resize_file(folder / "large.yaml", 100'000'000);  // sparse
  check_refused(folder, {"check", folder / "large.yaml"}, "holds 100 MB");
  std::ofstream(folder / "own.yaml") << "skifte: 1\nextends: baseline\n";
  check_refused(folder, {"run", folder / "own.yaml", "-o", folder / "own.yaml", "--force"}, "was read from");
  check_refused(folder, {"run", folder / "own.yaml", "-o", ""}, "empty path");
}

TEST_CASE("an absurd value is a fault where it is written, an implausible one a note") {
  const TemporaryFolder folder;
  check_refused(folder, {"check", "baseline", "--set", "car.holding_time.private_new=0 year"}, "is not above 0 year");
  check_refused(folder, {"check", "baseline", "--set", "car.local_share=30"}, "did you mean '30 %'?");
  check_refused(folder, {"check", "baseline", "--set", "parking_price.factor=-1"}, "-1 is below 0");
  const Ended noted =
      program::testing::skifte({"check", "baseline", "--set", "price.electricity_spot.level_2030=500 EUR/MWh"});
  CHECK(noted.status == 0);
  CHECK_THAT(noted.err, Contains("note: ") && Contains("outside what is plausible"));
}

TEST_CASE("numbers on the command line are what stands there, or refused") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5";
  // CLI11 alone takes these for 8, 16, 2^64 - 1 (twice) and a time-out that never comes.
  check_refused(folder, {"run", "baseline", "--seed", "010", "-o", path}, "'010' is no whole number");
  check_refused(folder, {"run", "baseline", "--seed", "0x10", "-o", path}, "'0x10' is no whole number");
  check_refused(folder, {"run", "baseline", "--seed", "18446744073709551616", "-o", path}, "too large");
  check_refused(folder, {"ensemble", "baseline", "--seed", "-1", "-o", path}, "'-1' is no whole number of 0 or more");
  check_refused(folder, {"ensemble", "baseline", "-n", "010", "-o", path}, "'010' is no whole number");
  check_refused(folder, {"ensemble", "baseline", "--member-timeout", "nan", "-o", path}, "'nan' is no number");
  CHECK(program::testing::skifte({"ensemble", "--help"}).status == 0);
}

TEST_CASE("a folder closed to us and a link to itself are the user's matter") {
  const TemporaryFolder folder;
  std::filesystem::create_symlink("loop.yaml", folder / "loop.yaml");
  check_refused(folder, {"check", folder / "loop.yaml"}, "leads back to itself");
}

TEST_CASE("check reads the city's tables too, and refuses what it would not heed") {
  const TemporaryFolder folder;
  std::filesystem::copy(std::string(SKIFTE_SOURCE_DIR) + "/scenarios", folder / "scenarios",
                        std::filesystem::copy_options::recursive);
  const std::string page = folder / "scenarios/cities/helsingborg/city.yaml";
  write_text(page, read_text(page) + "foo: 1\n");
  const Ended ended =
      program::testing::skifte({"check", "baseline"}, {{"SKIFTE_HOME=" + folder.path().string()}, "", {}});
  CHECK(ended.status == 2);
  CHECK_THAT(ended.err, Contains("unknown key 'foo'"));
  check_refused(folder, {"check", "helsingborg", "--population", "--set", "a=b"}, "--set");
  check_refused(folder, {"check", "baseline", "--update"}, "--update");
  check_refused(folder, {"check", "Helsingborg", "--population"}, "did you mean 'helsingborg'?");
}

TEST_CASE("a page that may not grow leaves nothing half written", "[long]") {
  const TemporaryFolder folder;
  const std::string result = folder / "a.h5";
  REQUIRE(program::testing::skifte({"run", "baseline", "-o", result}).status == 0);
  const auto limit_only = [] {
    const rlimit limit{16384, 16384};
    setrlimit(RLIMIT_FSIZE, &limit);
  };
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"report", result, "-o", folder / "a.html"},
        std::vector<std::string>{"export", result, "--format", "csv", "-o", folder / "a.csv"},
        std::vector<std::string>{"ensemble", "baseline", "-n", "2", "-o", folder / "b.h5"}}) {
    const Ended ended = program::testing::skifte(command, {{}, "", limit_only});
    INFO(command.front() << "\n" << ended.err);
    CHECK(ended.status == 2);
    for (const std::string& name : entries(folder.path().string())) CHECK_FALSE(name.ends_with(".part"));
  }
}

TEST_CASE("a reader of the table that leaves early does not cost the result", "[long]") {
  const TemporaryFolder folder;
  // A pipe nobody reads ends the program at its first word.
  const auto broken_pipe = [] {
    int ends[2];
    if (::pipe(ends) != 0) return;
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
  };
  (void)program::testing::skifte({"run", "baseline", "-o", folder / "a.h5"}, {{}, "", broken_pipe});
  CHECK(program::testing::skifte({"verify", folder / "a.h5"}).status == 0);
}
