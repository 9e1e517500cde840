#include "output/ensemble_runner.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <new>
#include <stdexcept>
#include <thread>

#include "output/child.hpp"
#include "output/result_reader.hpp"
#include "sim/fault.hpp"
#include "tests/output/example_result.hpp"

namespace skifte::output {

namespace {

using example::TemporaryFolder;

void pause_for(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

EnsembleOptions options_for(const std::string& journal_path, std::uint32_t members, int jobs = 2) {
  EnsembleOptions options;
  options.jobs = jobs;
  options.members = member_ids(members);
  options.journal_path = journal_path;
  options.inputs = "seed: 1\n";
  return options;
}

/// A member whose values depend on its id alone; uneven in time, so that members end out of order.
void sound_member(std::uint32_t member, MemberResult& result) {
  if (member % 3 == 0) pause_for(5);
  result.values = example::result(member == 2 ? 5 : member).values;
  result.seed = 100 + member;
}

/// All members in the journal but for their wall times.
std::vector<MemberResult> results_in(const std::string& journal_path) {
  const JournalReader reader(journal_path);
  const MemberSource source = reader.source();
  std::vector<MemberResult> results;
  for (std::size_t i = 0; i < source.members.size(); ++i) results.push_back(source.read(i));
  return results;
}

bool same(const std::vector<MemberResult>& left, const std::vector<MemberResult>& right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i].member != right[i].member || left[i].status != right[i].status || left[i].seed != right[i].seed ||
        left[i].message != right[i].message || !example::same_values(left[i].values, right[i].values))
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("members give the same results however many run side by side") {
  const TemporaryFolder folder;
  std::vector<std::vector<MemberResult>> runs;
  for (const int jobs : {1, 2, 3, 40}) {
    const std::string path = folder / (std::to_string(jobs) + ".journal");
    const EnsembleOutcome outcome = run_ensemble(options_for(path, 20, jobs), example::layout(), sound_member);
    CHECK(outcome.done == 20);
    CHECK(outcome.failures.empty());
    CHECK_FALSE(outcome.interrupted);
    runs.push_back(results_in(path));
  }
  REQUIRE(runs[0].size() == 20);
  CHECK(runs[0][7].values[3] == 7003.25);
  CHECK(runs[0][7].seed == 107);
  for (const auto& run : runs) CHECK(same(run, runs[0]));
}

TEST_CASE("shards together hold every member once") {
  CHECK(member_ids(5) == std::vector<std::uint32_t>{0, 1, 2, 3, 4});
  CHECK(member_ids(5, 1, 2) == std::vector<std::uint32_t>{0, 1});
  CHECK(member_ids(5, 2, 2) == std::vector<std::uint32_t>{2, 3, 4});
  CHECK(member_ids(1, 1, 2).empty());
  CHECK(member_ids(4000000000U, 3, 4000000000U) == std::vector<std::uint32_t>{2});
  CHECK_THROWS_AS(member_ids(5, 0, 2), sim::ProgramFault);
  CHECK_THROWS_AS(member_ids(5, 3, 2), sim::ProgramFault);
}

TEST_CASE("a member that fails is recorded with its reason and inputs, and the others go on") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.journal";
  EnsembleOptions options = options_for(path, 12, 3);
  options.member_timeout = 1.5;
  options.prepare = [](std::uint32_t member, MemberResult& result) {
    result.seed = 7;
    result.replicate = 3;
    result.values[6] = member;  // assumption_value
  };
  const auto begin = std::chrono::steady_clock::now();
  const EnsembleOutcome outcome =
      run_ensemble(options, example::layout(), [](std::uint32_t member, MemberResult& result) {
        const double assumption = result.values.at(6);
        result.values = example::result(member == 2 ? 5 : member).values;
        result.values[6] = assumption;
        switch (member) {
          case 1:
            throw std::runtime_error("no warm water");
          case 2:
            raise(SIGSEGV);
            break;
          case 3:
            while (true) pause_for(1000);
          case 4:
            result.values[5] = std::nan("");
            break;
          case 5:
            throw std::bad_alloc();
          case 6:
            raise(SIGKILL);
            break;
          case 7:
            _exit(3);
          case 8:
            result.values.clear();
            break;
          case 9:
            throw 42;
          case 10:
            throw std::runtime_error(std::string(100000, 'x'));
          default:
            break;
        }
      });
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  CHECK(elapsed >= 1.5);
  CHECK(elapsed < 20);
  CHECK(outcome.done == 2);
  const std::vector<MemberResult> results = results_in(path);
  REQUIRE(results.size() == 12);
  const std::vector<std::pair<MemberStatus, std::string>> expected = {
      {MemberStatus::done, ""},
      {MemberStatus::failed, "no warm water"},
      {MemberStatus::crashed, "killed by signal 11 (SIGSEGV)"},
      {MemberStatus::timed_out, "killed after the time limit of 1.5 s"},
      {MemberStatus::failed, "emissions at year 2030, sector uppvärmning is not a number"},
      {MemberStatus::out_of_memory, "memory ran out"},
      {MemberStatus::out_of_memory, "killed by signal 9 (SIGKILL), as the system does when memory runs out"},
      {MemberStatus::crashed, "ended with exit status 3 before it gave a result"},
      {MemberStatus::failed, "gave 0 values (the layout has 9)"},
      {MemberStatus::failed, "threw something that is no exception"},
  };
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO("member " << i);
    CHECK(results[i].status == expected[i].first);
    CHECK(results[i].message == expected[i].second);
    CHECK(results[i].seed == 7);
    CHECK(results[i].replicate == 3);
    CHECK(results[i].values[6] == static_cast<double>(i));
    CHECK(std::isnan(results[i].values[0]) == (i != 0));
  }
  CHECK(results[10].message.substr(0, 100) == std::string(100, 'x'));
  CHECK(results[3].wall_time >= 1.5);
  CHECK(results[11].values[0] == 11000.25);
  REQUIRE(outcome.failures.size() == 10);
  CHECK(outcome.failures[0].member == 1);
  CHECK(outcome.failures[0].message == "no warm water");
}

TEST_CASE("an interrupted ensemble resumes to the results of one that was not") {
  const TemporaryFolder folder;
  run_ensemble(options_for(folder / "whole.journal", 20), example::layout(), sound_member);
  const std::string path = folder / "a.journal";
  const pid_t parent = getpid();
  const EnsembleOutcome first =
      run_ensemble(options_for(path, 20), example::layout(), [parent](std::uint32_t member, MemberResult& result) {
        if (member == 6) kill(parent, SIGINT);
        if (member == 6) pause_for(50);
        sound_member(member, result);
      });
  CHECK(first.interrupted);
  CHECK(first.done >= 7);  // what ran was allowed to end
  CHECK(first.done < 20);
  CHECK(results_in(path).size() == first.done);

  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);  // a torn tail on top
  EnsembleOptions options = options_for(path, 20, 3);
  options.start = JournalStart::resume;
  const EnsembleOutcome second = run_ensemble(options, example::layout(), sound_member);
  CHECK_FALSE(second.interrupted);
  CHECK(second.resumed == first.done - 1);
  CHECK(second.dropped_bytes > 0);
  CHECK(second.done == 20);
  CHECK(same(results_in(path), results_in(folder / "whole.journal")));

  options.inputs = "seed: 2\n";
  CHECK_THROWS_WITH(run_ensemble(options, example::layout(), sound_member), Catch::Contains("'seed: 1' became"));
  options = options_for(path, 20);
  CHECK_THROWS_WITH(run_ensemble(options, example::layout(), sound_member), Catch::Contains("--resume"));
}

TEST_CASE("a second interrupt, or a request to end, kills the members at once") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.journal";
  const pid_t parent = getpid();
  const int signal_sent = GENERATE(SIGINT, SIGTERM);
  const auto begin = std::chrono::steady_clock::now();
  const EnsembleOutcome outcome = run_ensemble(options_for(path, 10), example::layout(),
                                               [parent, signal_sent](std::uint32_t member, MemberResult& result) {
                                                 if (member == 1) {
                                                   while (true) pause_for(1000);
                                                 }
                                                 if (member == 3) {
                                                   while (true) {
                                                     kill(parent, signal_sent);
                                                     pause_for(100);
                                                   }
                                                 }
                                                 sound_member(member, result);
                                               });
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
  CHECK(outcome.interrupted);
  CHECK(outcome.failures.empty());
  CHECK(outcome.done == 2);  // 0 and 2
  CHECK(results_in(path).size() == 2);
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);  // no child is left
}

TEST_CASE("failed members stay failed on resuming unless they are to be tried again") {
  const TemporaryFolder folder;
  EnsembleOptions options = options_for(folder / "a.journal", 4);
  run_ensemble(options, example::layout(), [](std::uint32_t member, MemberResult& result) {
    if (member == 1) throw std::runtime_error("bad luck");
    sound_member(member, result);
  });
  options.start = JournalStart::resume;
  EnsembleOutcome outcome = run_ensemble(options, example::layout(), sound_member);
  CHECK(outcome.resumed == 4);
  REQUIRE(outcome.failures.size() == 1);
  CHECK(outcome.failures[0].message == "bad luck");
  options.retry_failed = RetryFailed::yes;
  outcome = run_ensemble(options, example::layout(), sound_member);
  CHECK(outcome.resumed == 3);
  CHECK(outcome.failures.empty());
  CHECK(outcome.done == 4);
}

TEST_CASE("progress is told as members end") {
  const TemporaryFolder folder;
  EnsembleOptions options = options_for(folder / "a.journal", 6, 1);
  std::vector<std::size_t> finished;
  options.progress = [&finished](const EnsembleProgress& progress) {
    CHECK(progress.total == 6);
    finished.push_back(progress.finished);
  };
  run_ensemble(options, example::layout(), sound_member);
  CHECK(std::is_sorted(finished.begin(), finished.end()));
  CHECK(finished.front() == 0);
  CHECK(finished.back() == 6);
  CHECK(std::count(finished.begin(), finished.end(), 3) >= 1);
}

TEST_CASE("a snapshot is an ordinary result while members go on") {
  const TemporaryFolder folder;
  EnsembleOptions options = options_for(folder / "a.journal", 3, 1);
  const std::string result_path = folder / "a.h5";
  options.result_path = result_path;
  options.first_snapshot = 0.01;
  options.snapshot = [&] {
    pack_journal(folder / "a.journal", result_path, example::layout(), example::header(), Overwrite::results);
  };
  const EnsembleOutcome outcome =
      run_ensemble(options, example::layout(), [&result_path](std::uint32_t member, MemberResult& result) {
        sound_member(member, result);
        pause_for(30);
        if (member < 2) return;
        for (int i = 0; i < 6000 && !std::filesystem::exists(result_path); ++i) pause_for(10);
        const ResultFile snapshot(result_path);
        result.values[0] = static_cast<double>(snapshot.members().size());
      });
  for (const auto& failure : outcome.failures) UNSCOPED_INFO(failure.message);
  CHECK(outcome.failures.empty());
  const double members_seen = results_in(folder / "a.journal")[2].values[0];
  CHECK(members_seen >= 1);
  CHECK(members_seen <= 2);
  std::size_t unfinished = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    if (entry.path().extension() == ".part") ++unfinished;
  }
  CHECK(unfinished == 0);
}

TEST_CASE("a journal on a full disk stops the ensemble and can be continued") {
  const TemporaryFolder folder;
  if (geteuid() != 0 || mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0) {
    WARN("skipped: a full disk is imitated by a small tmpfs, and mounting one needs root");
    return;
  }
  struct Unmount {
    std::string path;
    ~Unmount() { umount2(path.c_str(), MNT_DETACH); }
  } unmount{folder.path().string()};
  // 1000 values make records of 8 kB: some seven fit.
  std::vector<std::string> labels;
  for (int i = 0; i < 1000; ++i) labels.push_back(std::to_string(i));
  const Layout layout({{"thing", labels, {}, "thing"}}, {{"value", {"thing"}, "1", "value"}});
  const auto member = [](std::uint32_t id, MemberResult& result) { result.values.assign(1000, id); };
  EnsembleOptions options = options_for(folder / "a.journal", 20);
  CHECK_THROWS_WITH(run_ensemble(options, layout, member), Catch::Contains("No space left on device"));
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);  // no child is left
  const std::vector<MemberResult> kept = results_in(folder / "a.journal");
  CHECK(kept.size() >= 5);
  CHECK(kept.size() <= 8);
  REQUIRE(mount("tmpfs", folder.path().c_str(), "tmpfs", MS_REMOUNT, "size=1m") == 0);
  options.start = JournalStart::resume;
  const EnsembleOutcome outcome = run_ensemble(options, layout, member);
  CHECK(outcome.resumed == kept.size());
  CHECK(outcome.done == 20);
}

TEST_CASE("faults pass from a child to its parent") {
  CHECK_NOTHROW(in_child([] {}));
  CHECK_THROWS_AS(in_child([] { throw sim::UserFault("no such scenario"); }), sim::UserFault);
  CHECK_THROWS_WITH(in_child([] { throw sim::UserFault("no such scenario"); }), Catch::Contains("no such scenario"));
  CHECK_THROWS_AS(in_child([] { throw std::runtime_error("oops"); }), sim::ProgramFault);
  CHECK_THROWS_WITH(in_child([] { throw std::runtime_error(std::string(1000000, 'y')); }), Catch::Contains("yyyy"));
  CHECK_THROWS_WITH(in_child([] { raise(SIGSEGV); }), Catch::Contains("SIGSEGV"));
  CHECK_THROWS_WITH(in_child([] { _exit(0); }), Catch::Contains("exit status 0"));
}

TEST_CASE("members die with their parent") {
  const TemporaryFolder folder;
  const std::string note = folder / "process";
  const pid_t parent = fork();
  if (parent == 0) {
    try {
      run_ensemble(options_for(folder / "a.journal", 1), example::layout(), [&note](std::uint32_t, MemberResult&) {
        std::ofstream(note + ".new") << getpid();
        std::filesystem::rename(note + ".new", note);
        while (true) pause_for(1000);
      });
    } catch (...) {
    }
    _exit(0);
  }
  REQUIRE(parent > 0);
  for (int i = 0; i < 500 && !std::filesystem::exists(note); ++i) pause_for(10);
  pid_t member = 0;
  std::ifstream(note) >> member;
  kill(parent, SIGKILL);
  waitpid(parent, nullptr, 0);
  REQUIRE(member > 0);
  // Whoever inherits the dead process may be slow to wait for it: a zombie (Z) is as good as gone.
  const auto alive = [member] {
    std::ifstream file("/proc/" + std::to_string(member) + "/stat");
    std::string number, name, state;
    return static_cast<bool>(file >> number >> name >> state) && state != "Z" && state != "X";
  };
  for (int i = 0; i < 500 && alive(); ++i) pause_for(10);
  CHECK_FALSE(alive());
}

}  // namespace skifte::output
