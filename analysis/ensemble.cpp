#include "analysis/ensemble.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "output/child.hpp"
#include "output/model_results.hpp"
#include "scenarios/locations.hpp"

namespace skifte::analysis {

namespace {

std::vector<std::string> coordinate_names(const scenarios::Scenario& scenario) {
  std::vector<std::string> names;
  for (const auto& uncertainty : scenario.uncertainties) names.push_back(uncertainty.name);
  return names;
}

}  // namespace

std::string ensemble_inputs(const EnsembleRequest& request) {
  return fmt::format("design {}\nmembers {}\n", request.design == DesignKind::monte_carlo ? "mc" : "lhs",
                     request.members) +
         common_inputs(request.scenario, request.seed, scenarios::find_home());
}

std::vector<std::uint32_t> members_of(const EnsembleRequest& request) {
  return output::member_ids(request.members, request.shard.index, request.shard.of);
}

agents::ModelRun run_central(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                             std::uint32_t replicate, int threads, const sim::MonthsDone& months_done) {
  const sim::LeverValues levers = scenario.lever_values();
  const std::vector<sim::LeverRule> rules = scenario.lever_rules();
  const agents::Future future{sim::Calendar(scenario.first_year, scenario.last_year),
                              seed,
                              replicate,
                              scenario.values,
                              levers,
                              threads,
                              rules,
                              months_done};
  return agents::run_model(future, city);
}

namespace {

Design design_of(const EnsembleRequest& request) {
  return {request.design, request.members, coordinate_names(request.scenario), request.seed};
}

/// The member's values of scenario.uncertainties, in their order.
std::vector<double> draws_of(const EnsembleRequest& request, const Design& design, std::uint32_t member) {
  const std::vector<scenarios::Uncertainty>& uncertainties = request.scenario.uncertainties;
  std::vector<double> draws = design.point(member);
  for (std::size_t i = 0; i < draws.size(); ++i) draws[i] = uncertainties[i].distribution.quantile(draws[i]);
  return draws;
}

agents::ModelRun run_member(const EnsembleRequest& request, const std::vector<double>& draws, std::uint32_t member) {
  return run_future(request.scenario, request.city, draws, request.seed, member, request.threads);
}

}  // namespace

agents::ModelRun run_future(const scenarios::Scenario& scenario, const agents::CityData& city,
                            const std::vector<double>& draws, std::uint64_t seed, std::uint32_t replicate,
                            int threads) {
  sim::AssumptionValues values = scenario.values;
  for (std::size_t i = 0; i < draws.size(); ++i) scenarios::apply_draw(values, scenario.uncertainties[i], draws[i]);
  const sim::LeverValues levers = scenario.lever_values();
  const std::vector<sim::LeverRule> rules = scenario.lever_rules();
  const sim::Calendar calendar(scenario.first_year, scenario.last_year);
  const agents::Future future{calendar, seed, replicate, values, levers, threads, rules};
  return agents::run_model(future, city);
}

agents::ModelRun compute_member(const EnsembleRequest& request, std::uint32_t member) {
  return run_member(request, draws_of(request, design_of(request), member), member);
}

output::EnsembleOutcome compute_ensemble(const EnsembleRequest& request) {
  const output::Layout layout = output::model_layout(request.scenario);
  const std::string inputs = ensemble_inputs(request);
  output::FileHeader header = result_header(request.scenario, request.city, request.seed, request.command, inputs);
  header.extra["design"] = request.design == DesignKind::monte_carlo ? "mc" : "lhs";
  header.extra["members_planned"] = std::to_string(request.members);
  const std::string shard = fmt::format("{}/{}", request.shard.index, request.shard.of);
  if (request.shard.of > 1) header.extra["shard"] = shard;
  const Design design = design_of(request);
  output::in_child([&] { output::check_replaceable(request.path, request.overwrite); });

  output::EnsembleOptions options;
  options.jobs = request.jobs;
  options.member_timeout = request.member_timeout;
  options.members = members_of(request);
  options.journal_path = request.path + ".journal";
  options.inputs = inputs + "shard " + shard + "\n";
  options.start = request.resume                                  ? output::JournalStart::resume
                  : request.overwrite == output::Overwrite::force ? output::JournalStart::replace
                                                                  : output::JournalStart::fresh;
  options.retry_failed = request.retry_failed ? output::RetryFailed::yes : output::RetryFailed::no;
  options.max_failures = request.max_failures;
  options.progress = request.progress;
  options.result_path = request.path;
  options.prepare = [&](std::uint32_t member, output::MemberResult& result) {
    result.seed = request.seed;
    result.replicate = member;  // every member has luck of its own
    output::fill_inputs(layout, request.scenario, draws_of(request, design, member), result.values);
  };
  auto pack = [&] { output::pack_journal(options.journal_path, request.path, layout, header, request.overwrite); };
  options.snapshot = pack;

  const output::EnsembleOutcome outcome =
      output::run_ensemble(options, layout, [&](std::uint32_t member, output::MemberResult& result) {
        const std::vector<double> draws = draws_of(request, design, member);
        const agents::ModelRun run = run_member(request, draws, member);
        output::fill_values(layout, request.scenario, run, draws, result.values);
      });
  output::in_child(pack);
  // A journal with members missing or failed is what --resume and --retry-failed go on from.
  if (!outcome.interrupted && !outcome.given_up && outcome.failures.empty())
    std::filesystem::remove(options.journal_path);
  return outcome;
}

}  // namespace skifte::analysis
