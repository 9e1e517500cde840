#include "analysis/ensemble.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "analysis/ensemble_design.hpp"
#include "analysis/summary_run.hpp"
#include "output/child.hpp"
#include "output/microdata.hpp"
#include "output/model_results.hpp"
#include "scenarios/locations.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

std::string ensemble_inputs(const EnsembleRequest& request) {
  const std::string until = request.until ? "until " + request.until->text + "\n" : "";
  return request.plan.inputs() + (request.until ? until : fmt::format("members {}\n", request.members)) +
         microdata_inputs(request.microdata) + common_inputs(request.scenario, request.seed, scenarios::find_home());
}

std::string microdata_inputs(const agents::MicrodataRequest& microdata) {
  if (microdata.tables.empty()) return "";
  return fmt::format("microdata {} every {}\n", fmt::join(microdata.tables, ","), microdata.every);
}

std::string journal_path(const EnsembleRequest& request) {
  return request.path + ".journal";
}

std::vector<std::uint32_t> members_of(const EnsembleRequest& request) {
  return output::member_ids(request.members, request.shard.index, request.shard.of);
}

agents::ModelRun run_central(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                             std::uint32_t replicate, int threads, const agents::MicrodataRequest& microdata,
                             const sim::MonthsDone& months_done) {
  const sim::LeverValues levers = scenario.lever_values();
  const std::vector<sim::LeverRule> rules = scenario.lever_rules();
  const sim::Calendar calendar(scenario.first_year, scenario.last_year);
  const agents::Future future{calendar, seed,  replicate, scenario.values, levers,
                              threads,  rules, microdata, months_done};
  return agents::run_model(future, city);
}

namespace {

/// One future of these values of `uncertainties`, with the scenario's levers.
agents::ModelRun run_drawn(const scenarios::Scenario& scenario,
                           const std::vector<scenarios::Uncertainty>& uncertainties, const agents::CityData& city,
                           const std::vector<double>& draws, std::uint64_t seed, std::uint32_t replicate, int threads,
                           const agents::MicrodataRequest& microdata, const sim::MonthsDone& months_done = {}) {
  auto values = sim::AssumptionValues::on_top_of(scenario.values);
  for (std::size_t i = 0; i < draws.size(); ++i) scenarios::apply_draw(values, uncertainties[i], draws[i]);
  const sim::LeverValues levers = scenario.lever_values();
  const std::vector<sim::LeverRule> rules = scenario.lever_rules();
  const sim::Calendar calendar(scenario.first_year, scenario.last_year);
  const agents::Future future{calendar, seed, replicate, values, levers, threads, rules, microdata, months_done};
  return agents::run_model(future, city);
}

/// The folder of members' tables. Resumed, the members of the journal must have theirs.
void prepare_microdata(const EnsembleRequest& request, const output::MicrodataFolder& folder,
                       const std::string& journal) {
  using Contents = output::MicrodataFolder::Contents;
  const bool goes_on = request.resume && std::filesystem::exists(journal);
  folder.make(goes_on ? Contents::kept : Contents::emptied);
  if (!goes_on) return;
  std::vector<std::uint32_t> done;
  const output::JournalReader reader(journal);
  for (const auto& [member, status] : reader.statuses()) {
    if (status == output::MemberStatus::done) done.push_back(member);
  }
  if (folder.source(done).members.size() < done.size())
    throw sim::UserFault(request.path +
                         ".microdata lacks members that the journal has (it was changed, or the run was "
                         "begun without --microdata) begin again with --force?");
}

std::string shard_text(const output::Shard& shard) {
  return fmt::format("{}/{}", shard.index, shard.of);
}

output::EnsembleOptions options_of(const EnsembleRequest& request, const output::Layout& layout) {
  output::EnsembleOptions options;
  options.jobs = request.jobs;
  options.member_timeout = request.member_timeout;
  options.journal_path = journal_path(request);
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
    fill_design(request.plan, layout, member, result.values);
  };
  return options;
}

}  // namespace

agents::ModelRun run_future(const scenarios::Scenario& scenario, const agents::CityData& city,
                            const std::vector<double>& draws, std::uint64_t seed, std::uint32_t replicate,
                            int threads) {
  return run_drawn(scenario, scenario.uncertainties, city, draws, seed, replicate, threads, {});
}

agents::ModelRun run_planned(const Plan& plan, const agents::CityData& city, const PlannedMember& member,
                             std::uint64_t seed, int threads, const agents::MicrodataRequest& microdata,
                             const sim::MonthsDone& months_done) {
  return run_drawn(plan.variants()[member.variant].content, plan.merged().uncertainties, city, member.values, seed,
                   member.replicate, threads, microdata, months_done);
}

agents::ModelRun compute_member(const EnsembleRequest& request, std::uint32_t member) {
  return run_planned(request.plan, request.city, request.plan.member(member), request.seed, request.threads,
                     request.microdata);
}

EnsembleOutcome compute_ensemble(const EnsembleRequest& request) {
  const output::Layout layout = ensemble_layout(request.plan);
  output::FileHeader header =
      result_header(request.scenario, request.city, request.seed, request.command, ensemble_inputs(request));
  describe_design(request.plan, header);
  if (request.shard.of > 1) header.extra["shard"] = shard_text(request.shard);
  output::in_child([&] { output::check_replaceable(request.path, request.overwrite); });
  output::EnsembleOptions options = options_of(request, layout);
  const output::MicrodataFolder microdata(request.path);
  if (!request.microdata.tables.empty()) prepare_microdata(request, microdata, options.journal_path);
  const output::MemberFunction function = [&](std::uint32_t which, output::MemberResult& result) {
    const PlannedMember member = request.plan.member(which);
    const agents::ModelRun run =
        run_planned(request.plan, request.city, member, request.seed, request.threads, request.microdata);
    if (!request.microdata.tables.empty()) microdata.put(which, run.microdata);
    output::fill_values(layout, request.scenario, run, member.values, result.values);
    fill_design(request.plan, layout, member, result.values);
  };
  header.extra["members_planned"] = std::to_string(request.members);
  if (request.summary_only) return compute_summary(request, layout, header, std::move(options), function);
  auto pack = [&] { output::pack_journal(options.journal_path, request.path, layout, header, request.overwrite); };
  options.snapshot = pack;
  const auto compute = [&](std::uint32_t members) {
    options.members = output::member_ids(members, request.shard.index, request.shard.of);
    header.extra["members_planned"] = std::to_string(members);
    return output::run_ensemble(options, layout, function);
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
  if (!outcome.interrupted && !outcome.given_up && outcome.failures.empty()) {
    std::filesystem::remove(options.journal_path);
    if (!request.microdata.tables.empty()) microdata.remove();
  }
  return outcome;
}

}  // namespace skifte::analysis
