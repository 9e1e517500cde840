#include "analysis/ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "output/child.hpp"
#include "output/model_results.hpp"
#include "scenarios/locations.hpp"

namespace skifte::analysis {

std::string ensemble_inputs(const EnsembleRequest& request) {
  const std::string until = request.until ? "until " + request.until->text + "\n" : "";
  return request.plan.inputs() + (request.until ? until : fmt::format("members {}\n", request.members)) +
         common_inputs(request.scenario, request.seed, scenarios::find_home());
}

std::vector<std::uint32_t> members_of(const EnsembleRequest& request) {
  return output::member_ids(request.members, request.shard.index, request.shard.of);
}

agents::ModelRun run_central(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                             std::uint32_t replicate, int threads) {
  const sim::LeverValues levers = scenario.lever_values();
  const std::vector<sim::LeverRule> rules = scenario.lever_rules();
  const agents::Future future{
      sim::Calendar(scenario.first_year, scenario.last_year), seed, replicate, scenario.values, levers, threads, rules};
  return agents::run_model(future, city);
}

namespace {

/// What is to be stored of the member beside its results: what it drew, what is pulled, where it stands.
void fill_design(const EnsembleRequest& request, const output::Layout& layout, const PlannedMember& member,
                 std::vector<double>& values) {
  const Variant& variant = request.plan.variants()[member.variant];
  output::fill_inputs(layout, request.scenario, member.values, values);
  for (std::size_t i = 0; i < request.scenario.levers.size(); ++i) {
    const auto& pulled = variant.content.levers;
    const bool is_pulled = std::any_of(pulled.begin(), pulled.end(), [&](const scenarios::LeverEntry& lever) {
      return lever.name == request.scenario.levers[i].name;
    });
    values[layout.offset("lever_value") + i] = is_pulled ? 1 : 0;
  }
  values[layout.offset("design_point")] = member.point;
  values[layout.offset("design_scenario")] = static_cast<double>(variant.scenario);
  for (std::size_t f = 0; f < variant.levels.size(); ++f) {
    values[layout.offset("design_level") + f] = static_cast<double>(variant.levels[f]);
  }
}

/// One future of these values of `uncertainties`, with the scenario's levers.
agents::ModelRun run_drawn(const scenarios::Scenario& scenario, const std::vector<scenarios::Uncertainty>& uncertainties,
                           const agents::CityData& city, const std::vector<double>& draws, std::uint64_t seed,
                           std::uint32_t replicate, int threads) {
  sim::AssumptionValues values = scenario.values;
  for (std::size_t i = 0; i < draws.size(); ++i) scenarios::apply_draw(values, uncertainties[i], draws[i]);
  const sim::LeverValues levers = scenario.lever_values();
  const std::vector<sim::LeverRule> rules = scenario.lever_rules();
  const sim::Calendar calendar(scenario.first_year, scenario.last_year);
  const agents::Future future{calendar, seed, replicate, values, levers, threads, rules};
  return agents::run_model(future, city);
}

agents::ModelRun run_member(const EnsembleRequest& request, const PlannedMember& member) {
  return run_drawn(request.plan.variants()[member.variant].content, request.scenario.uncertainties, request.city,
                   member.values, request.seed, member.replicate, request.threads);
}

std::string shard_text(const output::Shard& shard) {
  return fmt::format("{}/{}", shard.index, shard.of);
}

std::string joined_levels(const Factor& factor) {
  return fmt::format("{}", fmt::join(factor.levels, "|"));
}

/// What the design says of the whole file.
void describe_design(const EnsembleRequest& request, output::FileHeader& header) {
  const Plan& plan = request.plan;
  header.scenario = fmt::format("{}", fmt::join(plan.scenario_names(), " "));
  header.extra["design"] = plan.design();
  header.extra["design_description"] = plan.describe();
  header.extra["design_block"] = std::to_string(plan.block());
  header.extra["design_replicates"] = std::to_string(plan.replicates());
  output::LabelTexts levels{"design_levels", "design_factor", {}, "the factor's levels, design_level counts them from 0"};
  for (const Factor& factor : plan.factors()) levels.texts.push_back(joined_levels(factor));
  header.label_texts.push_back(std::move(levels));
}

/// The convergence as a series of its own, by batch.
output::Observation convergence_series(const Until& until, const std::vector<Convergence>& convergence,
                                       std::uint32_t members_per_point) {
  output::Observation series{"convergence", {}, {}, "1", "share of members that meet it and its half-width by members", ""};
  series.source = fmt::format("{}; 95 % interval, judged after every {} points", until.text, until.batch);
  output::Dimension members{"members", {}, {}, "members judged"};
  for (const Convergence& each : convergence) {
    members.labels.push_back(std::to_string(each.points * members_per_point));
    series.values.insert(series.values.end(), {each.estimate, each.half_width});
  }
  series.dimensions = {members, {"measure", {"estimate", "half_width"}, {}, "what is judged"}};
  return series;
}

output::EnsembleOptions options_of(const EnsembleRequest& request, const output::Layout& layout) {
  output::EnsembleOptions options;
  options.jobs = request.jobs;
  options.member_timeout = request.member_timeout;
  options.journal_path = request.path + ".journal";
  options.inputs = fmt::format("{}shard {}\n", ensemble_inputs(request), shard_text(request.shard));
  options.start = request.resume                                  ? output::JournalStart::resume
                  : request.overwrite == output::Overwrite::force ? output::JournalStart::replace
                                                                  : output::JournalStart::fresh;
  options.retry_failed = request.retry_failed ? output::RetryFailed::yes : output::RetryFailed::no;
  options.max_failures = request.max_failures;
  options.progress = request.progress;
  options.result_path = request.path;
  options.prepare = [&request, &layout](std::uint32_t which, output::MemberResult& result) {
    const PlannedMember member = request.plan.member(which);
    result.seed = request.seed;
    result.replicate = member.replicate;
    fill_design(request, layout, member, result.values);
  };
  return options;
}

}  // namespace

output::Layout ensemble_layout(const Plan& plan) {
  const output::Layout model = output::model_layout(plan.merged());
  std::vector<output::Dimension> dimensions = model.dimensions();
  std::vector<output::VariableSpec> variables = model.variables();
  dimensions.push_back({"scenario", plan.scenario_names(), {}, "scenario"});
  output::Dimension factors{"design_factor", {}, {}, "lever setting that the design varies"};
  for (const Factor& factor : plan.factors()) factors.labels.push_back(factor.name);
  dimensions.push_back(std::move(factors));
  variables.push_back({"design_point", {}, "1", "point of the design, from 0"});
  variables.push_back({"design_scenario", {}, "1", "place in the dimension scenario, from 0"});
  variables.push_back({"design_level", {"design_factor"}, "1", "level of the factor in design_levels, from 0"});
  return output::Layout(std::move(dimensions), std::move(variables));
}

agents::ModelRun run_future(const scenarios::Scenario& scenario, const agents::CityData& city,
                            const std::vector<double>& draws, std::uint64_t seed, std::uint32_t replicate,
                            int threads) {
  return run_drawn(scenario, scenario.uncertainties, city, draws, seed, replicate, threads);
}

agents::ModelRun compute_member(const EnsembleRequest& request, std::uint32_t member) {
  return run_member(request, request.plan.member(member));
}

EnsembleOutcome compute_ensemble(const EnsembleRequest& request) {
  const output::Layout layout = ensemble_layout(request.plan);
  output::FileHeader header =
      result_header(request.scenario, request.city, request.seed, request.command, ensemble_inputs(request));
  describe_design(request, header);
  if (request.shard.of > 1) header.extra["shard"] = shard_text(request.shard);
  output::in_child([&] { output::check_replaceable(request.path, request.overwrite); });
  output::EnsembleOptions options = options_of(request, layout);
  auto pack = [&] { output::pack_journal(options.journal_path, request.path, layout, header, request.overwrite); };
  options.snapshot = pack;
  const auto compute = [&](std::uint32_t members) {
    options.members = output::member_ids(members, request.shard.index, request.shard.of);
    header.extra["members_planned"] = std::to_string(members);
    return output::run_ensemble(options, layout, [&](std::uint32_t which, output::MemberResult& result) {
      const PlannedMember member = request.plan.member(which);
      const agents::ModelRun run = run_member(request, member);
      output::fill_values(layout, request.scenario, run, member.values, result.values);
      fill_design(request, layout, member, result.values);
    });
  };

  EnsembleOutcome outcome;
  outcome.members = static_cast<std::uint32_t>(members_of(request).size());
  if (request.until) {
    compute_until(*request.until, request.plan, layout, options, compute, outcome);
    header.observations.push_back(
        convergence_series(*request.until, outcome.convergence, request.plan.members_per_point()));
  } else {
    static_cast<output::EnsembleOutcome&>(outcome) = compute(request.members);
  }
  output::in_child(pack);
  // A journal with members missing or failed is what --resume and --retry-failed go on from.
  if (!outcome.interrupted && !outcome.given_up && outcome.failures.empty())
    std::filesystem::remove(options.journal_path);
  return outcome;
}

}  // namespace skifte::analysis
