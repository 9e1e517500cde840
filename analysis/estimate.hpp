#pragma once
#include <cstdint>
#include <string>

#include "analysis/ensemble.hpp"

namespace skifte::analysis {

/// What an ensemble will take, from a timed pilot.
struct EnsembleEstimate {
  std::uint32_t members = 0;
  std::uint32_t pilot_members = 0;    ///< computed side by side, as the ensemble will
  bool is_lower_bound = false;        ///< the pilot was given up: members take longer than member_seconds
  double member_seconds = 0;          ///< wall time of a member [s]
  double seconds = 0;                 ///< of all members at request.jobs side by side [s]
  double computing_seconds = 0;       ///< the same had each a processor to itself [s]
  std::uint64_t result_bytes = 0;     ///< the file at most [byte]
  std::uint64_t microdata_bytes = 0;  ///< of these, agents one by one [byte]
  std::uint64_t working_bytes =
      0;                         ///< with the journal and the file being packed, before it replaces an older one [byte]
  std::uint64_t free_bytes = 0;  ///< on the result's disk [byte]; 0 when that cannot be told
};

/// Computes the first members, as many as run side by side, in processes of their own, drops what they give and takes
/// the time. Writes nothing. A pilot is given up after 30 s, or after the members' time-out. UserFault when no process
/// can be started.
EnsembleEstimate estimate_ensemble(const EnsembleRequest& request);

/// `about 45 s (2 pilot members took 0.41 s each); at most 12 MB on disk, 36 MB while it runs`, and a warning where the
/// disk has less.
std::string describe(const EnsembleEstimate& estimate);

}  // namespace skifte::analysis
