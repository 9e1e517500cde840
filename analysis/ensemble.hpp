#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "agents/model.hpp"
#include "analysis/plan.hpp"
#include "analysis/provenance.hpp"
#include "analysis/until.hpp"
#include "output/ensemble_runner.hpp"
#include "output/merge.hpp"
#include "output/result_writer.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// An ensemble to compute.
struct EnsembleRequest {
  EnsembleRequest(const Plan& what, const agents::CityData& where)
      : plan(what), scenario(what.merged()), city(where), members(what.members()) {}
  const Plan& plan;
  const scenarios::Scenario& scenario;  ///< plan.merged()
  const agents::CityData& city;
  std::uint32_t members;       ///< plan.members(), or with `until` the most
  std::optional<Until> until;  ///< stops once it is known so precisely; for an extendable plan
  std::uint64_t seed = 1;
  int jobs = 1;
  int threads = 1;
  double member_timeout = 0;  ///< [s], 0: none
  output::Shard shard;        ///< the part of the members to compute; merge_results joins them
  std::string path;           ///< FILE.h5
  std::string command;        ///< the command line, for the file
  bool resume = false;
  bool retry_failed = false;
  agents::MicrodataRequest microdata;          ///< agents wanted one by one; not with summary_only
  std::optional<std::uint32_t> summary_batch;  ///< members after which the summary is brought up to date; else by jobs
  bool summary_only = false;                   ///< keep percentiles in place of members; not with `until`
  std::optional<std::size_t> max_failures;     ///< with more failed members no other is started
  output::Overwrite overwrite = output::Overwrite::results;
  std::function<void(const output::EnsembleProgress&)> progress;
};

/// Where an ensemble's journal stands while it is not whole.
std::string journal_path(const EnsembleRequest& request);

/// Ids of the members to compute: all, or the shard's.
std::vector<std::uint32_t> members_of(const EnsembleRequest& request);

/// One member's future, computed in this process: its draws of the uncertain assumptions, its own luck.
agents::ModelRun compute_member(const EnsembleRequest& request, std::uint32_t member);

/// The future of a member of the plan, computed in this process.
agents::ModelRun run_planned(const Plan& plan, const agents::CityData& city, const PlannedMember& member,
                             std::uint64_t seed, int threads, const agents::MicrodataRequest& microdata = {},
                             const sim::MonthsDone& months_done = {});

/// How an ensemble ended.
struct EnsembleOutcome : output::EnsembleOutcome {
  std::uint32_t members = 0;             ///< wanted; with `until`, those needed
  std::vector<Convergence> convergence;  ///< after each batch, with `until`
};

/// Computes the members in forked processes, journals them and packs the result file at request.path. The same request
/// gives the same values with any jobs and threads. When interrupted the file holds the finished members and a request
/// with `resume` goes on from the journal, which stays until every member is done. A journal that stands there already
/// is a UserFault unless the request resumes or forces. With `until` batches of points are added until it holds or the
/// plan ends; it is judged by members in their order, so it stops at the same one however they are computed.
EnsembleOutcome compute_ensemble(const EnsembleRequest& request);

/// One future of these draws (values of scenario.uncertainties, in their order), computed in this process.
agents::ModelRun run_future(const scenarios::Scenario& scenario, const agents::CityData& city,
                            const std::vector<double>& draws, std::uint64_t seed, std::uint32_t replicate, int threads);

/// One future at the central values, computed in this process. `replicate` is its luck.
agents::ModelRun run_central(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                             std::uint32_t replicate, int threads, const agents::MicrodataRequest& microdata = {},
                             const sim::MonthsDone& months_done = {});

/// What is asked for of single agents, a line of the inputs; empty when nothing is.
std::string microdata_inputs(const agents::MicrodataRequest& microdata);

/// All that decides the members' values, as text; the same for every shard and on every machine.
std::string ensemble_inputs(const EnsembleRequest& request);

}  // namespace skifte::analysis
