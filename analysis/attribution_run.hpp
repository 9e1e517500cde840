#pragma once
#include <functional>
#include <string>
#include <vector>

#include "analysis/abatement.hpp"
#include "analysis/attribution.hpp"
#include "analysis/attribution_outcomes.hpp"
#include "analysis/attribution_players.hpp"
#include "analysis/design.hpp"
#include "output/ensemble_runner.hpp"

namespace skifte::analysis {

/// Which coalitions are run.
enum class Coalitions {
  all,          ///< of every player with every other
  order_pairs,  ///< sampled orders and their reverses in each member; each player alone, all but each
  one_order     ///< in each member those of alternating_order, no other
};

/// A difference between two scenarios to share out. Every coalition of players is run in every member with the member's
/// own draws of the uncertainties and its own luck, so all differences are paired.
struct AttributionRequest {
  AttributionRequest(const scenarios::Scenario& from, const scenarios::Scenario& to, const agents::CityData& where)
      : baseline(from), scenario(to), city(where) {}
  const scenarios::Scenario& baseline;
  const scenarios::Scenario& scenario;
  const agents::CityData& city;
  std::vector<Player> players;
  std::vector<AttributedOutcome> outcomes;
  Discounting discounting;
  std::uint32_t members = 16;
  Coalitions coalitions = Coalitions::all;
  int order_pairs = 0;    ///< sampled orders and their reverses a member, of Coalitions::order_pairs
  bool abatement = true;  ///< cost of abatement too, which needs every year; without it runs end with the outcomes
  std::uint64_t seed = 1;
  int jobs = 1;
  int threads = 1;
  std::string journal_path;
  output::JournalStart start = output::JournalStart::fresh;
  output::RetryFailed retry_failed = output::RetryFailed::no;
  std::function<void(const output::EnsembleProgress&)> progress;
};

/// One run: a member's future in which a coalition has its way.
struct AttributionTask {
  std::uint32_t member;
  Coalition coalition;
  bool operator==(const AttributionTask&) const = default;
};
/// The last year that the runs need: the scenario's, or the last that an outcome looks at.
int last_year_run(const AttributionRequest& request);

/// All runs that the request needs, each once, by member.
std::vector<AttributionTask> attribution_tasks(const AttributionRequest& request);

/// The run of a task, in this process.
agents::ModelRun run_task(const AttributionRequest& request, const AttributionTask& task);

/// What came of it. Quantities are the outcomes, then abatement_names() if they are wanted.
struct Attribution {
  std::vector<std::uint32_t> members;           ///< whose runs are all done
  std::vector<std::vector<GameShares>> shares;  ///< by quantity and member
  std::vector<std::vector<Count>> without;      ///< by quantity and member: the baseline's count
  /// Mean over members by quantity of pair_interactions; empty when orders were sampled.
  std::vector<std::vector<double>> interactions;
  std::size_t runs = 0;
  std::vector<std::string> failures;  ///< `member 3 with electric_buses: ...`; their members are left out
  bool interrupted = false;
};

/// Computes the runs in forked processes, journals them and shares the differences out. When interrupted nothing is
/// shared out, and the same request with JournalStart::resume goes on. The caller removes the journal.
Attribution compute_attribution(const AttributionRequest& request);

/// How long the runs will take, from as many runs as fit side by side.
struct AttributionEstimate {
  double seconds = 0;
  double computing_seconds = 0;  ///< had each a processor to itself
};
AttributionEstimate estimate_attribution(const AttributionRequest& request);

/// `electric_buses, campaigns`, `nobody`: the players of a coalition.
std::string coalition_words(const std::vector<Player>& players, Coalition coalition);

}  // namespace skifte::analysis
