#include "analysis/attribution_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <set>

#include "analysis/ensemble.hpp"
#include "output/child.hpp"
#include "output/journal.hpp"

namespace skifte::analysis {

namespace {

constexpr Count largest_exact = Count{1} << 53;  // a double holds every whole number up to it

int player_count(const AttributionRequest& request) {
  return static_cast<int>(request.players.size());
}

output::Layout task_layout(const AttributionRequest& request) {
  output::Dimension quantities{"quantity", {}, {}, "outcome in whole counts"};
  for (const AttributedOutcome& outcome : request.outcomes) quantities.labels.push_back(outcome.name);
  if (request.abatement) {
    for (const std::string& name : abatement_names()) quantities.labels.push_back(name);
  }
  return output::Layout({quantities}, {{"count", {"quantity"}, "1", "grams, öre or millionths"}});
}

std::vector<double> task_values(const AttributionRequest& request, const agents::ModelRun& run) {
  std::vector<Count> counts;
  for (const AttributedOutcome& outcome : request.outcomes) counts.push_back(outcome.count(run));
  if (request.abatement) {
    for (const Count count : abatement_counts(run, request.discounting)) counts.push_back(count);
  }
  std::vector<double> values;
  for (const Count count : counts) {
    sim::ensure(std::abs(count) <= largest_exact, "attribution: a count is too large to be kept exactly");
    values.push_back(static_cast<double>(count));
  }
  return values;
}

/// All that decides the runs' values, as text.
std::string inputs_text(const AttributionRequest& request) {
  std::string text = fmt::format("attribution\nmembers {}\ncoalitions {}\norder pairs {}\nlast year {}\nabatement {}\n",
                                 request.members, static_cast<int>(request.coalitions), request.order_pairs,
                                 last_year_run(request), request.abatement);
  text += fmt::format("cost rate {}\ntonnes rate {}\nbase {}\n", request.discounting.cost_rate,
                      request.discounting.tonnes_rate, request.discounting.base_year);
  for (const Player& player : request.players) {
    text += fmt::format("player {} {}\n", player.name, fmt::join(player.levers, ","));
  }
  for (const AttributedOutcome& outcome : request.outcomes) text += "outcome " + outcome.name + "\n";
  return text + "from " + run_inputs(request.baseline, request.seed, 0) + "to " +
         run_inputs(request.scenario, request.seed, 0);
}

sim::AssumptionValues drawn_values(const AttributionRequest& request, const scenarios::Scenario& scenario,
                                   std::uint32_t member) {
  std::vector<std::string> names;
  for (const scenarios::Uncertainty& uncertainty : scenario.uncertainties) names.push_back(uncertainty.name);
  const DesignSpec design{DesignKind::latin_hypercube, request.members, SecondOrder::no};
  const std::vector<double> point = make_points(design, names, scenario.correlations, request.seed)->point(member);
  sim::AssumptionValues values = scenario.values;
  for (std::size_t i = 0; i < point.size(); ++i) {
    const scenarios::Uncertainty& uncertainty = scenario.uncertainties[i];
    scenarios::apply_draw(values, uncertainty, uncertainty.distribution.quantile(point[i]));
  }
  return values;
}

/// Values of one quantity by coalition, of a member whose runs are tasks [begin, end).
GameValues game_of(const std::vector<AttributionTask>& tasks, const std::vector<std::vector<double>>& values,
                   std::size_t begin, std::size_t end, std::size_t quantity) {
  GameValues game;
  for (std::size_t i = begin; i < end; ++i) {
    game[tasks[i].coalition] = static_cast<Count>(values[i][quantity]);
  }
  return game;
}

GameShares member_shares(const AttributionRequest& request, std::uint32_t member, const GameValues& game) {
  const int players = player_count(request);
  switch (request.coalitions) {
    case Coalitions::one_order:
      return order_shares(alternating_order(players, request.seed, member), game);
    case Coalitions::order_pairs:
      return sampled_shares(players, sampled_orders(players, request.order_pairs, request.seed, member), game);
    default:
      return exact_shares(players, game);
  }
}

void share_out(const AttributionRequest& request, const std::vector<AttributionTask>& tasks,
               const std::vector<std::vector<double>>& values, Attribution& attribution) {
  const std::size_t quantities = task_layout(request).total();
  const int players = player_count(request);
  const bool exact = request.coalitions == Coalitions::all;
  attribution.shares.resize(quantities);
  attribution.without.resize(quantities);
  if (exact) attribution.interactions.resize(quantities);
  for (std::size_t begin = 0, end = 0; begin < tasks.size(); begin = end) {
    const std::uint32_t member = tasks[begin].member;
    bool complete = true;
    for (; end < tasks.size() && tasks[end].member == member; ++end) complete = complete && !values[end].empty();
    if (!complete) continue;
    attribution.members.push_back(member);
    for (std::size_t q = 0; q < quantities; ++q) {
      const GameValues game = game_of(tasks, values, begin, end, q);
      attribution.without[q].push_back(game.at(0));
      attribution.shares[q].push_back(member_shares(request, member, game));
      if (!exact) continue;
      if (q >= request.outcomes.size()) continue;
      const std::vector<double> pairs = pair_interactions(players, game);
      attribution.interactions[q].resize(pairs.size(), 0);
      for (std::size_t i = 0; i < pairs.size(); ++i) attribution.interactions[q][i] += pairs[i];
    }
  }
  for (auto& pairs : attribution.interactions) {
    for (double& pair : pairs) pair /= static_cast<double>(attribution.members.size());
  }
}

}  // namespace

std::string coalition_words(const std::vector<Player>& players, Coalition coalition) {
  std::string text;
  for (std::size_t i = 0; i < players.size(); ++i) {
    if ((coalition & only(static_cast<int>(i))) != 0) text += (text.empty() ? "" : ", ") + players[i].name;
  }
  return text.empty() ? "nobody" : text;
}

int last_year_run(const AttributionRequest& request) {
  const scenarios::Scenario& scenario = request.scenario;
  if (request.abatement) return scenario.last_year;
  int last = scenario.first_year;
  for (const AttributedOutcome& outcome : request.outcomes) last = std::max(last, outcome.last_year);
  return std::min(last, scenario.last_year);
}

std::vector<AttributionTask> attribution_tasks(const AttributionRequest& request) {
  const int players = player_count(request);
  std::vector<AttributionTask> tasks;
  for (std::uint32_t member = 0; member < request.members; ++member) {
    std::set<Coalition> coalitions;
    if (request.coalitions == Coalitions::all) {
      for (Coalition coalition = 0; coalition <= grand_coalition(players); ++coalition) coalitions.insert(coalition);
    } else if (request.coalitions == Coalitions::one_order) {
      for (const Coalition coalition : coalitions_of(alternating_order(players, request.seed, member)))
        coalitions.insert(coalition);
    } else {
      for (int i = 0; i < players; ++i) {
        coalitions.insert(only(i));
        coalitions.insert(grand_coalition(players) & ~only(i));
      }
      for (const Order& order : sampled_orders(players, request.order_pairs, request.seed, member)) {
        for (const Coalition coalition : coalitions_of(order)) coalitions.insert(coalition);
      }
    }
    for (const Coalition coalition : coalitions) tasks.push_back({member, coalition});
  }
  return tasks;
}

agents::ModelRun run_task(const AttributionRequest& request, const AttributionTask& task) {
  const CoalitionSetting setting =
      coalition_setting(request.baseline, request.scenario, request.players, task.coalition);
  const sim::AssumptionValues values = drawn_values(request, *setting.assumptions, task.member);
  const sim::Calendar calendar(request.scenario.first_year, last_year_run(request));
  return agents::run_model(
      {calendar, request.seed, task.member, values, setting.levers, request.threads, setting.rules}, request.city);
}

Attribution compute_attribution(const AttributionRequest& request) {
  const output::Layout layout = task_layout(request);
  const std::vector<AttributionTask> tasks = attribution_tasks(request);
  output::EnsembleOptions options;
  options.jobs = request.jobs;
  options.members = output::member_ids(static_cast<std::uint32_t>(tasks.size()));
  options.journal_path = request.journal_path;
  options.inputs = inputs_text(request);
  options.start = request.start;
  options.retry_failed = request.retry_failed;
  options.progress = request.progress;
  options.prepare = [&](std::uint32_t id, output::MemberResult& result) {
    result.seed = request.seed;
    result.replicate = tasks[id].member;
  };
  const output::EnsembleOutcome outcome =
      output::run_ensemble(options, layout, [&](std::uint32_t id, output::MemberResult& result) {
        result.values = task_values(request, run_task(request, tasks[id]));
      });
  Attribution attribution;
  attribution.runs = tasks.size();
  attribution.interrupted = outcome.interrupted;
  for (const output::MemberFailure& failure : outcome.failures) {
    const AttributionTask& task = tasks[failure.member];
    attribution.failures.push_back(fmt::format("member {} with {}: {}", task.member,
                                               coalition_words(request.players, task.coalition), failure.message));
  }
  if (outcome.interrupted) return attribution;
  std::vector<std::vector<double>> values(tasks.size());
  const output::JournalReader journal(request.journal_path);
  for (const auto& [id, status] : journal.statuses()) {
    if (status == output::MemberStatus::done && id < values.size()) values[id] = journal.read(id).values;
  }
  share_out(request, tasks, values, attribution);
  return attribution;
}

AttributionEstimate estimate_attribution(const AttributionRequest& request) {
  const std::size_t runs = attribution_tasks(request).size();
  const auto jobs = std::min(static_cast<std::size_t>(request.jobs), runs);
  const auto begin = std::chrono::steady_clock::now();
  const double before = output::children_seconds();
  std::vector<std::unique_ptr<output::ChildTask>> pilots;
  for (std::size_t i = 0; i < jobs; ++i) {
    pilots.push_back(std::make_unique<output::ChildTask>([&request] {
      static_cast<void>(task_values(request, run_task(request, {0, grand_coalition(player_count(request))})));
    }));
  }
  for (const auto& pilot : pilots) {
    try {
      pilot->finish();
    } catch (const std::exception&) {
      // A pilot that fails has taken its time too; the runs will record why.
    }
  }
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  const double rounds = std::ceil(static_cast<double>(runs) / static_cast<double>(jobs));
  return {elapsed * rounds, (output::children_seconds() - before) / static_cast<double>(jobs) * rounds};
}

}  // namespace skifte::analysis
