#include <catch2/catch.hpp>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "output/journal.hpp"
#include "sim/fault.hpp"
#include "tests/program/program.hpp"

/// Ensembles through the whole program. All [long]: each computes several futures.
namespace {

using namespace skifte;
using namespace skifte::program::testing;

std::vector<std::string> ensemble(const std::string& path, const std::string& members,
                                  std::vector<std::string> further = {}) {
  std::vector<std::string> arguments{"ensemble", "baseline", "-n", members, "-o", path};
  arguments.insert(arguments.end(), further.begin(), further.end());
  return arguments;
}

/// Six members, computed by one job and one thread, made once.
struct Reference {
  TemporaryFolder folder;
  std::string path = folder / "six.h5";
  Ended ended = skifte::program::testing::skifte(ensemble(path, "6", {"--jobs", "1", "--threads", "1"}));
};
const std::string& reference() {
  static const Reference made;
  INFO(made.ended.err);
  REQUIRE(made.ended.status == 0);
  return made.path;
}

std::size_t journalled(const std::string& path) {
  if (!std::filesystem::exists(path + ".journal")) return 0;
  try {
    return output::JournalReader(path + ".journal").statuses().size();
  } catch (const sim::UserFault&) {
    return 0;  // its header is being written
  }
}

}  // namespace

TEST_CASE("an ensemble says what it made and leaves its file alone in the folder", "[long]") {
  const TemporaryFolder folder;
  const Ended ended = program::testing::skifte(ensemble(folder / "a.h5", "2"));
  INFO(ended.err);
  CHECK(ended.status == 0);
  CHECK_THAT(ended.out, Catch::Contains("Chance of climate neutrality") && Catch::Contains("Written: "));
  CHECK(entries(folder.path().string()) == std::vector<std::string>{"a.h5"});
  const output::ResultFile file(folder / "a.h5");
  CHECK(file.members() == std::vector<std::uint32_t>{0, 1});
  CHECK(file.replicates() == std::vector<std::uint32_t>{0, 1});
  CHECK(file.header().extra.at("design") == "lhs");
  CHECK(file.layout().dimension("assumption").size() > 50);
  for (std::uint64_t seed : file.seeds()) CHECK(seed == 1);
}

TEST_CASE("jobs and threads leave no trace in the values", "[long]") {
  const TemporaryFolder folder;
  for (const auto& [jobs, threads] : {std::pair{"2", "1"}, std::pair{"1", "2"}, std::pair{"2", "4"}}) {
    INFO(jobs << " jobs, " << threads << " threads");
    CHECK(program::testing::skifte(ensemble(folder / "a.h5", "6", {"--jobs", jobs, "--threads", threads})).status == 0);
    CHECK(difference(folder / "a.h5", reference()) == "");
  }
}

TEST_CASE("a C library without its wide instructions gives the same bits", "[long]") {
  const TemporaryFolder folder;
  const std::string tunables = "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA";
  CHECK(program::testing::skifte(ensemble(folder / "a.h5", "6"), {{tunables}, "", {}}).status == 0);
  CHECK(difference(folder / "a.h5", reference()) == "");
}

TEST_CASE("members differ, and another seed gives others", "[long]") {
  const output::ResultFile file(reference());
  const std::vector<double> total = file.read("net_emissions");
  const std::size_t years = total.size() / 6;
  for (std::size_t member = 1; member < 6; ++member) CHECK(total[member * years + years - 1] != total[years - 1]);
  const TemporaryFolder folder;
  CHECK(program::testing::skifte(ensemble(folder / "a.h5", "6", {"--seed", "2"})).status == 0);
  CHECK(difference(folder / "a.h5", reference()) != "");
}

TEST_CASE("scenarios with one seed are paired: equal to the bit until a lever starts", "[long]") {
  const TemporaryFolder folder;
  for (const std::string lever : {"purchase_bonus.battery=50000 SEK", "electricity_price.factor=2"}) {
    const std::string name = lever.substr(0, lever.find('.'));
    INFO(lever);
    const Ended ended = program::testing::skifte(
        ensemble(folder / "late.h5", "6", {"--set", lever, "--set", name + ".start=2041-01-01"}));
    INFO(ended.err);
    REQUIRE(ended.status == 0);
    CHECK(difference_before(2041, folder / "late.h5", reference()) == "");
    CHECK(difference_before(2051, folder / "late.h5", reference()) != "");
  }
}

TEST_CASE("an ensemble that was killed is resumed to the same result", "[long]") {
  const TemporaryFolder folder;
  {
    Running killed(ensemble(folder / "a.h5", "6", {"--jobs", "2"}));
    REQUIRE(wait_until([&] { return journalled(folder / "a.h5") >= 2 || killed.ended(); }, 300));
    killed.send(SIGKILL);
    CHECK(killed.wait().signal == SIGKILL);
  }
  CHECK_FALSE(std::filesystem::exists(folder / "a.h5"));
  const std::size_t before = journalled(folder / "a.h5");
  CHECK(before >= 2);
  CHECK(before < 6);
  const Ended resumed = program::testing::skifte(ensemble(folder / "a.h5", "6", {"--jobs", "2", "--resume"}));
  INFO(resumed.err);
  CHECK(resumed.status == 0);
  CHECK(difference(folder / "a.h5", reference()) == "");
  CHECK(entries(folder.path().string()) == std::vector<std::string>{"a.h5"});
}

TEST_CASE("interrupted once, an ensemble keeps what is done, says so and can be resumed", "[long]") {
  const TemporaryFolder folder;
  Running running(ensemble(folder / "a.h5", "6", {"--jobs", "1"}));
  REQUIRE(wait_until([&] { return journalled(folder / "a.h5") >= 1 || running.ended(); }, 300));
  running.send(SIGINT);
  const Ended ended = running.wait();
  INFO(ended.err);
  CHECK(ended.status == 130);
  CHECK_THAT(ended.err, Catch::Contains("--resume"));
  {
    const output::ResultFile file(folder / "a.h5");
    CHECK(file.members().size() >= 1);
    CHECK(file.members().size() < 6);
    for (const auto status : file.statuses()) CHECK(status == output::MemberStatus::done);
  }
  CHECK(program::testing::skifte(ensemble(folder / "a.h5", "6", {"--resume"})).status == 0);
  CHECK(difference(folder / "a.h5", reference()) == "");
}

TEST_CASE("interrupted twice, an ensemble stops at once with a valid file and can be resumed", "[long]") {
  for (const std::vector<std::string>& kept : {std::vector<std::string>{}, {"--summary-only", "--batch", "2"}}) {
    const TemporaryFolder folder;
    const auto with = [&](std::vector<std::string> further) {
      further.insert(further.end(), kept.begin(), kept.end());
      return ensemble(folder / "a.h5", "60", further);
    };
    Running running(with({"--jobs", "2"}));
    const auto begun = [&] {
      return kept.empty() ? journalled(folder / "a.h5") >= 3 : entries(folder.path().string()).size() > 1;
    };
    REQUIRE(wait_until([&] { return begun() || running.ended(); }, 300));
    running.send(SIGINT);
    running.send(SIGINT);
    const Ended ended = running.wait();
    INFO(ended.err);
    CHECK(ended.status == 130);
    CHECK(std::filesystem::exists(folder / "a.h5.journal"));
    const Ended sound = program::testing::skifte({"verify", folder / "a.h5"});
    INFO(sound.err);
    CHECK(sound.status == 0);
    CHECK_THAT(sound.out, Catch::Contains("of 60 members planned"));
    const Ended resumed = program::testing::skifte(with({"--jobs", "2", "--resume"}));
    CHECK(resumed.status == 0);
    CHECK(program::testing::skifte({"verify", folder / "a.h5"}).status == 0);
  }
}

TEST_CASE("an ensemble is not resumed under other inputs", "[long]") {
  const TemporaryFolder folder;
  Running running(ensemble(folder / "a.h5", "6", {"--jobs", "1"}));
  REQUIRE(wait_until([&] { return journalled(folder / "a.h5") >= 1 || running.ended(); }, 300));
  running.send(SIGINT);
  REQUIRE(running.wait().status == 130);
  const Ended other = program::testing::skifte(ensemble(folder / "a.h5", "6", {"--resume", "--seed", "2"}));
  CHECK(other.status == 2);
  CHECK_THAT(other.err, Catch::Contains("seed"));
  CHECK(journalled(folder / "a.h5") >= 1);
}

TEST_CASE("a member that takes too long is given up; the others stay and it can be retried", "[long]") {
  const TemporaryFolder folder;
  const Ended ended = program::testing::skifte(ensemble(folder / "a.h5", "6", {"--member-timeout", "0.01"}));
  CHECK(ended.status == 3);
  CHECK_THAT(ended.err, Catch::Contains("member 0 timed_out"));
  const output::ResultFile file(folder / "a.h5");
  CHECK(file.members().size() == 6);
  for (const auto status : file.statuses()) CHECK(status == output::MemberStatus::timed_out);
  const Ended retried = program::testing::skifte(ensemble(folder / "a.h5", "6", {"--resume", "--retry-failed"}));
  CHECK(retried.status == 0);
  CHECK(difference(folder / "a.h5", reference()) == "");
}

TEST_CASE("a dry run says time and disk and writes nothing", "[long]") {
  const TemporaryFolder folder;
  for (const std::vector<std::string>& place : {std::vector<std::string>{}, {"-o", folder / "a.h5"}}) {
    std::vector<std::string> arguments{"ensemble", "baseline", "-n", "1000", "--jobs", "2", "--dry-run"};
    arguments.insert(arguments.end(), place.begin(), place.end());
    const Ended ended = program::testing::skifte(arguments);
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, Catch::Contains("baseline: 1000 members") && Catch::Contains("2 pilot members took") &&
                              Catch::Contains("MB on disk"));
    CHECK(entries(folder.path().string()).empty());
  }
  // Without a dry run the place is needed.
  const Ended ended = program::testing::skifte({"ensemble", "baseline"});
  CHECK(ended.status == 2);
  CHECK_THAT(ended.err, Catch::Contains("--output"));
}

TEST_CASE("shards merged in any order are the file of one run", "[long]") {
  const TemporaryFolder folder;
  for (const char* shard : {"2/3", "1/3", "3/3"}) {
    const Ended ended = program::testing::skifte(
        ensemble(folder / (std::string("part") + shard[0] + ".h5"), "6", {"--shard", shard, "--jobs", "2"}));
    INFO(ended.err);
    CHECK(ended.status == 0);
  }
  const std::string merged = folder / "merged.h5";
  const Ended early = program::testing::skifte({"merge", merged, folder / "part3.h5", folder / "part1.h5"});
  CHECK(early.status == 2);
  CHECK_THAT(early.err, Catch::Contains("shard 2 of 3 missing"));
  CHECK_FALSE(std::filesystem::exists(merged));
  const Ended partial =
      program::testing::skifte({"merge", merged, folder / "part3.h5", folder / "part1.h5", "--partial"});
  CHECK(partial.status == 3);
  CHECK_THAT(partial.err, Catch::Contains("shard 2 of 3"));
  const Ended whole =
      program::testing::skifte({"merge", merged, folder / "part3.h5", folder / "part1.h5", folder / "part2.h5"});
  INFO(whole.err);
  CHECK(whole.status == 0);
  CHECK(difference(merged, reference()) == "");
  {
    const output::ResultFile one(reference());
    const output::ResultFile joined(merged);
    CHECK(one.header().extra == joined.header().extra);
    CHECK(one.header().label_texts == joined.header().label_texts);
  }
  const Ended sound = program::testing::skifte({"verify", merged, reference()});
  INFO(sound.err);
  CHECK(sound.status == 0);
  CHECK_THAT(sound.out, Catch::Contains("6 members, 6 done") && Catch::Contains("emissions = emissions_carrier"));
}

TEST_CASE("damage to a result is told in words", "[long]") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5";
  std::string bytes = read_text(reference());
  for (std::size_t i = bytes.size() / 3; i < bytes.size() / 3 + 4000; ++i) bytes[i] = 'x';
  write_text(path, bytes);
  const Ended damaged = program::testing::skifte({"verify", path});
  CHECK(damaged.status == 2);
  CHECK_THAT(damaged.err, Catch::Contains("damaged"));
  write_text(path, bytes.substr(0, bytes.size() / 2));
  const Ended half = program::testing::skifte({"verify", path});
  CHECK(half.status == 2);
  CHECK_THAT(half.err, Catch::Contains("cut short or damaged"));
}

TEST_CASE("with more failures than allowed no member is started any more", "[long]") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.h5";
  const Ended ended =
      program::testing::skifte(ensemble(path, "6", {"--jobs", "1", "--member-timeout", "0.01", "--max-failures", "1"}));
  INFO(ended.err);
  CHECK(ended.status == 3);
  CHECK_THAT(ended.err, Catch::Contains("given up") && Catch::Contains("4 of 6 were not started"));
  CHECK(output::ResultFile(path).members() == std::vector<std::uint32_t>{0, 1});
  CHECK(program::testing::skifte(ensemble(path, "6", {"--resume", "--retry-failed"})).status == 0);
  CHECK(difference(path, reference()) == "");
}

TEST_CASE("a member is reproduced from what its result carries, bit for bit", "[long]") {
  const Ended same = program::testing::skifte({"reproduce", reference(), "--member", "4", "--threads", "2"});
  INFO(same.err);
  CHECK(same.status == 0);
  CHECK_THAT(same.out, Catch::Contains("bit for bit the same") && !Catch::Contains("Not as when"));
  const Ended beyond = program::testing::skifte({"reproduce", reference(), "--member", "17"});
  CHECK(beyond.status == 2);
  CHECK_THAT(beyond.err, Catch::Contains("has no member 17 (it has 6 members, the last is 5)"));
}

TEST_CASE("a scenario of one's own is reproduced when it is gone, and a value that was changed is told", "[long]") {
  const TemporaryFolder folder;
  write_text(folder / "base.yaml", "skifte: 1\nextends: baseline\n");
  write_text(folder / "mine.yaml", "skifte: 1\nextends: ./base.yaml\n");
  const std::string path = folder / "a.h5";
  REQUIRE(program::testing::skifte(
              {"ensemble", folder / "mine.yaml", "-n", "2", "--set", "fuel_tax.increase=2 SEK/l", "-o", path})
              .status == 0);
  std::filesystem::remove(folder / "mine.yaml");
  std::filesystem::remove(folder / "base.yaml");
  const Ended same = program::testing::skifte({"reproduce", path, "--member", "1"});
  INFO(same.err);
  CHECK(same.status == 0);
  CHECK_THAT(same.out, Catch::Contains("bit for bit the same"));
  // The same file with the last bit of one number turned.
  const output::ResultFile file(path);
  output::MemberSource source = file.members_source();
  const std::size_t at = file.layout().offset("net_emissions") + 20;
  const auto read = source.read;
  source.read = [&](std::size_t index) {
    output::MemberResult member = read(index);
    member.values[at] = std::nextafter(member.values[at], 1e300);
    return member;
  };
  output::write_result(folder / "b.h5", file.layout(), file.header(), source, output::Overwrite::results);
  const Ended other = program::testing::skifte({"reproduce", folder / "b.h5", "--member", "1"});
  CHECK(other.status == 3);
  CHECK_THAT(other.out, Catch::Contains("1 of ") && Catch::Contains("net_emissions at year 2035"));
}

TEST_CASE("the script for Slurm is sound shell that names every part", "[long]") {
  const TemporaryFolder folder;
  const std::string script = folder / "job.sh";
  const Ended ended =
      program::testing::skifte({"slurm", "baseline", "-n", "100000", "--array", "50", "--time", "1:00:00", "--set",
                                "fuel_tax.increase=2 SEK/l", "-o", folder / "a.h5", "--script", script});
  INFO(ended.err);
  CHECK(ended.status == 0);
  const std::string text = read_text(script);
  CHECK_THAT(text, Catch::Contains("#SBATCH --time=1:00:00\n") && Catch::Contains("shards=50\n") &&
                       Catch::Contains("ensemble baseline --set 'fuel_tax.increase=2 SEK/l' -n 100000") &&
                       Catch::Contains("--set 'fuel_tax.increase=2 SEK/l'"));
  CHECK(std::system(("bash -n " + script).c_str()) == 0);
  const Ended all = program::testing::skifte(
      {"slurm", "baseline", "frozen", "-n", "8", "--array", "2", "--design", "sobol", "--replicates", "3", "--factor",
       "fuel_tax.increase=0 SEK/l,2 SEK/l", "--summary-only", "-o", folder / "a.h5"});
  INFO(all.err);
  CHECK_THAT(all.out,
             Catch::Contains("96 members of baseline, frozen in 2 shards") &&
                 Catch::Contains("ensemble baseline frozen -n 8 --design sobol --seed 1 --replicates 3 --factor "
                                 "'fuel_tax.increase=0 SEK/l,2 SEK/l' --summary-only"));
  CHECK(program::testing::skifte({"slurm", "baseline", "-o", folder / "a.h5", "--script", script}).status == 2);
}

TEST_CASE("a crate holds the result and a home that gives it again", "[long]") {
  const TemporaryFolder folder;
  const Ended made = program::testing::skifte({"run", "baseline", "-o", folder / "a.h5", "--crate", folder / "crate"});
  INFO(made.err);
  REQUIRE(made.status == 0);
  CHECK_THAT(made.out, Catch::Contains("an RO-Crate"));
  CHECK(difference(folder / "a.h5", folder / "crate/a.h5") == "");
  const Ended again = program::testing::skifte({"run", "baseline", "-o", folder / "b.h5"},
                                               {{"SKIFTE_HOME=" + (folder / "crate/inputs")}, "", {}});
  INFO(again.err);
  REQUIRE(again.status == 0);
  CHECK(difference(folder / "a.h5", folder / "b.h5") == "");
  CHECK(program::testing::skifte({"run", "baseline", "-o", folder / "a.h5", "--crate", folder / "crate"}).status == 2);
}
