#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "output/dataset.hpp"
#include "output/journal.hpp"
#include "output/progress.hpp"

/// Computes an ensemble's members in forked processes and journals them.
///
/// The parent is single-threaded and never opens HDF5. A member's process gets a copy of everything the parent built,
/// runs once and hands its values back through shared memory. It dies with its parent and is first in line when memory
/// runs out. A member that throws, crashes, hangs or gives no number where one is due is recorded with its reason, and
/// the others go on.
namespace skifte::output {

/// Runs in a forked process, once per member. `result` comes prepared (member, and what EnsembleOptions::prepare
/// filled); the function fills the values. status, message and wall_time are the runner's.
using MemberFunction = std::function<void(std::uint32_t member, MemberResult& result)>;

/// Whether members that the journal records as failed are computed again.
enum class RetryFailed { no, yes };

struct EnsembleOptions {
  int jobs = 1;                        ///< members side by side, at least 1
  double member_timeout = 0;           ///< a member is killed after so long [s]; 0: never
  std::vector<std::uint32_t> members;  ///< ids to compute, ascending
  std::string journal_path;
  std::string inputs;  ///< all that decides the members' values, as text; a journal is resumed only under equal inputs
  JournalStart start = JournalStart::fresh;
  RetryFailed retry_failed = RetryFailed::no;
  std::optional<std::size_t> max_failures;  ///< with more failed members no other is started
  /// In the parent, before a member starts: fills seed, replicate and the values that are its inputs, which are
  /// recorded even when it fails.
  std::function<void(std::uint32_t member, MemberResult& result)> prepare;
  /// Called whenever a member ends and about once a second.
  std::function<void(const EnsembleProgress&)> progress;
  /// Packs the journal so far; runs in a process of its own while members go on. A snapshot that fails is skipped.
  std::function<void()> snapshot;
  double first_snapshot = 60;  ///< after so long [s]; the pause doubles with each
  std::string result_path;     ///< what snapshot writes: a snapshot that is killed has its unfinished file removed
};

struct MemberFailure {
  std::uint32_t member;
  MemberStatus status;
  std::string message;
};

struct EnsembleOutcome {
  std::size_t done = 0;                 ///< members in the journal that are done, of those wanted
  std::size_t resumed = 0;              ///< members taken from the journal
  std::vector<MemberFailure> failures;  ///< of all members wanted, by id
  bool given_up = false;                ///< more than max_failures failed; members are missing
  bool interrupted = false;             ///< SIGINT or SIGTERM came; members are missing, and a resume computes them
  double elapsed = 0;                   ///< [s]
  std::uint64_t dropped_bytes = 0;      ///< of a journal's torn tail [byte]
};

/// Computes the members that the journal lacks. On SIGINT it lets running members end and starts no other; on a second
/// SIGINT, or on SIGTERM, it kills them. UserFault: see JournalWriter; also when no process can be started.
EnsembleOutcome run_ensemble(const EnsembleOptions& options, const Layout& layout, const MemberFunction& function);

/// Ids 0 .. count-1, or of these the shard's: the `shard`-th of `of` runs of neighbours, counted from 1, whose lengths
/// differ by one at most. ProgramFault unless 1 <= shard <= of.
std::vector<std::uint32_t> member_ids(std::uint32_t count, std::uint32_t shard = 1, std::uint32_t of = 1);

}  // namespace skifte::output
