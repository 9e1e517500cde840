#include "analysis/ensemble.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "analysis/version.hpp"
#include "output/child.hpp"
#include "output/model_results.hpp"
#include "scenarios/locations.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace {

std::vector<std::string> coordinate_names(const scenarios::Scenario& scenario) {
  std::vector<std::string> names;
  for (const auto& uncertainty : scenario.uncertainties) names.push_back(uncertainty.name);
  return names;
}

/// The city's tables with the hash of their bytes, a line each.
std::string table_hashes(const scenarios::Scenario& scenario) {
  std::string lines;
  const std::filesystem::path folder = scenarios::cities_folder(scenarios::find_home()) / scenario.city;
  std::vector<std::filesystem::path> tables;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".csv") tables.push_back(entry.path());
  }
  std::sort(tables.begin(), tables.end());
  for (const auto& table : tables) {
    lines += fmt::format("{:016x}  {}\n", sim::hash_name(scenarios::read_file(table)), table.filename().string());
  }
  return lines;
}

/// Where a file stands among the inputs: below the home, so that machines agree, or by its name alone.
std::string input_name(const std::filesystem::path& path) {
  const std::filesystem::path inside = path.lexically_relative(scenarios::find_home());
  return inside.empty() || *inside.begin() == ".." ? path.filename().string() : inside.string();
}

/// What every result depends on: program, scenario with all its files, city.
std::string common_inputs(const scenarios::Scenario& scenario, std::uint64_t seed) {
  std::string text = fmt::format("skifte {} {}\nseed {}\n", program_version(), program_commit(), seed);
  for (const std::string& set : scenario.sets) text += "set " + set + "\n";
  for (const auto& file : scenario.files) {
    text += fmt::format("file {} {:016x}\n", input_name(file.path), sim::hash_name(file.text));
  }
  return text + table_hashes(scenario);
}

}  // namespace

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

std::string run_inputs(const scenarios::Scenario& scenario, std::uint64_t seed, std::uint32_t replicate) {
  return fmt::format("design central\nreplicate {}\n", replicate) + common_inputs(scenario, seed);
}

std::string ensemble_inputs(const EnsembleRequest& request) {
  return fmt::format("design {}\nmembers {}\n", request.design == DesignKind::monte_carlo ? "mc" : "lhs",
                     request.members) +
         common_inputs(request.scenario, request.seed);
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

output::FileHeader result_header(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                                 const std::string& command, const std::string& inputs) {
  output::FileHeader header;
  header.version = program_version();
  header.commit = program_commit();
  header.command = command;
  header.scenario = scenario.name;
  header.city = scenario.city;
  header.seed = seed;
  header.created = output::now_utc();
  header.host = host_name();
  header.extra["title_sv"] = scenario.title.in("sv");
  header.extra["title_en"] = scenario.title.in("en");
  header.extra["description_sv"] = scenario.description.in("sv");
  header.extra["description_en"] = scenario.description.in("en");
  header.extra["contract_baseline_1990"] = scenarios::short_number(scenario.values.number("contract.baseline_1990"));
  header.extra["residual_limit"] = scenarios::short_number(scenario.values.number("contract.residual_limit"));
  header.extra["carbon_budget"] = scenarios::short_number(scenario.values.number("contract.carbon_budget"));
  header.extra["carbon_budget_from"] = scenarios::short_number(scenario.values.number("contract.carbon_budget_from"));
  if (const scenarios::Assumption* budget = scenario.book.find("contract.carbon_budget")) {
    header.extra["carbon_budget_source"] = budget->source;
  }
  std::string hashes;
  for (const auto& file : scenario.files) {
    std::string name = std::filesystem::path(file.path).filename().string();
    for (const auto& other : header.provenance) {
      if (other.name == name) name = std::filesystem::path(file.path).parent_path().filename().string() + "_" + name;
    }
    header.provenance.push_back({name, file.text});
    hashes += fmt::format("{:016x}  {}\n", sim::hash_name(file.text), name);
  }
  header.provenance.push_back({"hashes_fnv1a", hashes + table_hashes(scenario)});
  header.provenance.push_back({"compiler", compiler_name()});
  header.provenance.push_back({"inputs", inputs});
  header.observations = output::model_observations(city);
  header.label_texts = output::model_label_texts(scenario);
  return header;
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
  const scenarios::Scenario& scenario = request.scenario;
  sim::AssumptionValues values = scenario.values;
  for (std::size_t i = 0; i < draws.size(); ++i) scenarios::apply_draw(values, scenario.uncertainties[i], draws[i]);
  const sim::LeverValues levers = scenario.lever_values();
  const std::vector<sim::LeverRule> rules = scenario.lever_rules();
  const sim::Calendar calendar(scenario.first_year, scenario.last_year);
  const agents::Future future{calendar, request.seed, member, values, levers, request.threads, rules};
  return agents::run_model(future, request.city);
}

}  // namespace

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
  if (!outcome.interrupted && outcome.failures.empty()) std::filesystem::remove(options.journal_path);
  return outcome;
}

}  // namespace skifte::analysis
