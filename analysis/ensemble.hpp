#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "agents/model.hpp"
#include "analysis/design.hpp"
#include "analysis/provenance.hpp"
#include "output/ensemble_runner.hpp"
#include "output/merge.hpp"
#include "output/result_writer.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// An ensemble to compute.
struct EnsembleRequest {
  EnsembleRequest(const scenarios::Scenario& what, const agents::CityData& where) : scenario(what), city(where) {}
  const scenarios::Scenario& scenario;
  const agents::CityData& city;
  std::uint32_t members = 100;
  DesignKind design = DesignKind::latin_hypercube;
  std::uint64_t seed = 1;
  int jobs = 1;
  int threads = 1;
  double member_timeout = 0;  ///< [s], 0: none
  output::Shard shard;        ///< the part of the members to compute; merge_results joins them
  std::string path;           ///< FILE.h5
  std::string command;        ///< the command line, for the file
  bool resume = false;
  bool retry_failed = false;
  std::optional<std::size_t> max_failures;  ///< with more failed members no other is started
  output::Overwrite overwrite = output::Overwrite::results;
  std::function<void(const output::EnsembleProgress&)> progress;
};

/// Ids of the members to compute: all, or the shard's.
std::vector<std::uint32_t> members_of(const EnsembleRequest& request);

/// One member's future, computed in this process: its draws of the uncertain assumptions, its own luck.
agents::ModelRun compute_member(const EnsembleRequest& request, std::uint32_t member);

/// Computes the members in forked processes, journals them and packs the result file at request.path. The same request
/// gives the same values with any jobs and threads. When interrupted the file holds the finished members and a request
/// with `resume` goes on from the journal, which stays until every member is done. A journal that stands there already
/// is a UserFault unless the request resumes or forces.
output::EnsembleOutcome compute_ensemble(const EnsembleRequest& request);

/// One future of these draws (values of scenario.uncertainties, in their order), computed in this process.
agents::ModelRun run_future(const scenarios::Scenario& scenario, const agents::CityData& city,
                            const std::vector<double>& draws, std::uint64_t seed, std::uint32_t replicate, int threads);

/// One future at the central values, computed in this process. `replicate` is its luck.
agents::ModelRun run_central(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                             std::uint32_t replicate, int threads, const sim::MonthsDone& months_done = {});

/// All that decides the members' values, as text; the same for every shard and on every machine.
std::string ensemble_inputs(const EnsembleRequest& request);

}  // namespace skifte::analysis
