#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <fstream>
#include <random>
#include <thread>

#include "output/summary_file.hpp"
#include "tests/program/program.hpp"

/// kill -9 at moments drawn from a fixed seed, of the program and of its members' processes: what comes out in the end
/// is the uninterrupted result, bit by bit. [long]
namespace {

using namespace skifte;
using namespace skifte::program::testing;

constexpr const char* members_wanted = "6";

/// What is kept: members, members with their cars one by one, or a summary that is brought up to date every two
/// members.
enum class Kept { members, microdata, summary };

std::vector<std::string> arguments(Kept kept, const std::string& path, bool resume) {
  std::vector<std::string> words{"ensemble", "baseline", "-n", members_wanted, "--jobs", "2", "-o", path};
  if (kept == Kept::summary) words.insert(words.end(), {"--summary-only", "--batch", "2"});
  if (kept == Kept::microdata) words.insert(words.end(), {"--microdata", "cars", "--every", "20"});
  if (resume) words.insert(words.end(), {"--resume", "--retry-failed"});
  return words;
}

/// The processes that `parent` started and that still run.
std::vector<pid_t> children(pid_t parent) {
  std::ifstream in("/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent) + "/children");
  std::vector<pid_t> found;
  for (pid_t child = 0; in >> child;) found.push_back(child);
  return found;
}

struct Tally {
  int of_parent = 0;
  int of_member = 0;
  int finished = 0;
};

std::string difference_of_microdata(const std::string& left, const std::string& right) {
  const output::ResultFile first(left), second(right);
  const output::MicrodataSource one = first.members_source().microdata, other = second.members_source().microdata;
  if (one.members.empty() || one.members != other.members) return "other members' microdata";
  for (std::size_t i = 0; i < one.members.size(); ++i) {
    if (one.read(i) != other.read(i)) return fmt::format("microdata of member {}", one.members[i]);
  }
  return "";
}

std::string difference_of(Kept kept, const std::string& left, const std::string& right) {
  if (kept != Kept::summary) {
    const std::string values = difference(left, right);
    return values.empty() && kept == Kept::microdata ? difference_of_microdata(left, right) : values;
  }
  const output::Summary a = output::read_summary(left).summary;
  const output::Summary b = output::read_summary(right).summary;
  if (!(a.done() == b.done()) || !a.failed().empty()) return "other members";
  return a.sketches() == b.sketches() ? "" : "other sketches";
}

/// Until the moment [s], or until there is nothing left to kill: a resumed run has less to do.
void sleep_or_end(Running& running, double seconds) {
  using namespace std::chrono_literals;
  const auto moment = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < moment && !running.ended()) std::this_thread::sleep_for(5ms);
}

void kill_and_compare(Kept kept, int kills_wanted) {
  const TemporaryFolder folder;
  const std::string whole = folder / "whole.h5";
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(program::testing::skifte(arguments(kept, whole, false)).status == 0);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();

  std::mt19937 generator(20);  // the draws are the same each time; what they meet is up to the machine
  std::uniform_real_distribution<double> moment(0, seconds);
  const std::string path = folder / "a.h5";
  Tally tally;
  bool resume = false;
  while (tally.of_parent + tally.of_member < kills_wanted || tally.finished == 0) {
    const bool enough = tally.of_parent + tally.of_member >= kills_wanted;
    Running running(arguments(kept, path, resume));
    const double wait = moment(generator);
    const bool aim_at_member = generator() % 2 == 0;
    if (!enough) {
      sleep_or_end(running, wait);
      const std::vector<pid_t> processes = children(running.process());
      if (aim_at_member && !processes.empty() && !running.ended()) {
        ::kill(processes[generator() % processes.size()], SIGKILL);
        ++tally.of_member;
      } else if (!running.ended()) {
        running.send(SIGKILL);
        ++tally.of_parent;
      }
    }
    const Ended ended = running.wait();
    INFO(ended.err);
    // Finished; a member's process was killed; the parent was. A pilot's or packer's death may refuse the run or end
    // it.
    CHECK((ended.status == 0 || ended.status == 1 || ended.status == 3 || ended.signal == SIGKILL));
    resume = true;
    if (std::filesystem::exists(path)) {
      const Ended verified = program::testing::skifte({"verify", path});
      INFO(verified.err);
      CHECK(verified.status == 0);
    }
    if (ended.status != 0) continue;
    CHECK(difference_of(kept, path, whole) == "");
    ++tally.finished;
    std::filesystem::remove(path);
    std::filesystem::remove(path + ".journal");
    std::filesystem::remove_all(path + ".microdata");
    resume = false;
  }
  WARN(tally.of_parent << " kills of the program, " << tally.of_member << " of a process it started, " << tally.finished
                       << " results finished and equal");
}

}  // namespace

TEST_CASE("killed at twenty moments, an ensemble ends as if it had not been", "[long]") {
  kill_and_compare(Kept::members, 20);
}

TEST_CASE("killed at twenty moments, a summary ends as if it had not been", "[long]") {
  kill_and_compare(Kept::summary, 20);
}

TEST_CASE("killed at ten moments, microdata end as if it had not been", "[long]") {
  kill_and_compare(Kept::microdata, 10);
}
