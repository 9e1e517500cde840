#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <optional>

#include "analysis/crate.hpp"
#include "analysis/ensemble.hpp"
#include "analysis/headline.hpp"
#include "output/child.hpp"
#include "output/model_results.hpp"
#include "output/progress.hpp"
#include "program/commands.hpp"
#include "program/microdata_arguments.hpp"
#include "program/session.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

constexpr double worth_saying = 5;  // [s]

struct RunArguments {
  ScenarioArguments scenario;
  std::uint64_t seed = 1;
  std::uint32_t replicate = 0;
  int threads = 1;
  MicrodataArguments microdata;
  std::string output;
  std::string crate;
  bool force = false;
};

void print_table(const agents::ModelRun& run, agents::Account account) {
  fmt::print("{:<6}", "kt CO2e");
  static constexpr std::array columns = {"agric.",   "heat&power", "industry", "own heat",
                                         "products", "transport",  "waste",    "machinery"};
  for (const char* column : columns) fmt::print("{:>11}", column);
  fmt::print("{:>9}{:>9}{:>9}\n", "total", "sinks", "net");
  const sim::Calendar& calendar = run.accounts.calendar();
  for (int year = 0; year < calendar.years(); ++year) {
    fmt::print("{:<7}", calendar.first_year() + year);
    for (std::size_t s = 0; s < agents::sector_labels.size(); ++s) {
      fmt::print("{:>11.1f}",
                 agents::sector_emissions(run.accounts, account, static_cast<agents::Sector>(s), year) / 1000);
    }
    fmt::print("{:>9.1f}{:>9.1f}{:>9.1f}\n", agents::emissions(run.accounts, account, year) / 1000,
               agents::sinks(run.accounts, year) / 1000,
               agents::net_emissions(run.accounts, account, run.contract, year) / 1000);
  }
}

/// Three digits, or all before the point: 6.5, 12.3, 170000.
std::string known_digits(double value) {
  return std::abs(value) < 100 ? fmt::format("{:.3g}", value) : fmt::format("{:.0f}", value);
}

std::string first_met_words(const scenarios::Target& target, const agents::ModelRun& run) {
  const int first = scenarios::first_year_met(target, run);
  return first > 0 ? fmt::format("first met in {}", first) : "never met";
}

/// "met", or "missed by 12.3 t".
std::string met_words(const scenarios::Target& target, double value) {
  if (target.met_by(value)) return "met";
  const double limit = target.at_most ? *target.at_most : *target.at_least;
  return fmt::format("missed by {} {}", known_digits(std::abs(value - limit)), target.unit);
}

/// The same target by what will be published, where that is another account: emissions.transport is
/// emissions_published.transport there.
std::optional<scenarios::Target> published_twin(scenarios::Target target) {
  const std::size_t end = std::min(target.variable.find('.'), target.variable.size());
  target.variable.insert(end, "_published");
  return scenarios::find_outcome(target.variable) == nullptr ? std::nullopt : std::optional(target);
}

/// Target by target and account by account: met or not, by how much, when first.
void print_targets(const scenarios::Scenario& scenario, const agents::ModelRun& run) {
  for (const scenarios::Target& target : scenario.targets) {
    const int index = target.year - run.accounts.calendar().first_year();
    if (index < 0 || index >= run.accounts.calendar().years()) {
      fmt::print("{}: {} lies outside the run\n", target.name, target.year);
      continue;
    }
    const double value = scenarios::find_outcome(target.variable)->value(run, index);
    const double limit = target.at_most ? *target.at_most : *target.at_least;
    fmt::print("{}: {} in {} is {} {} ({} {}): {}, {}\n", target.name, target.variable, target.year,
               known_digits(value), target.unit, target.at_most ? "at most" : "at least", known_digits(limit),
               met_words(target, value), first_met_words(target, run));
    if (const auto published = published_twin(target)) {
      const double said = scenarios::find_outcome(published->variable)->value(run, index);
      fmt::print("  by the published account {} {}: {}, {}\n", known_digits(said), target.unit,
                 met_words(*published, said), first_met_words(*published, run));
    }
  }
}

std::string day(sim::Time date) {
  return sim::to_string(sim::to_civil(date));
}

/// Rule by rule: when it fired and what it started; then what waited for the city's money or a contractor.
void print_courses(const scenarios::Scenario& scenario, const agents::ModelRun& run) {
  for (const scenarios::RuleEntry& entry : scenario.rules) {
    const auto fired = run.rules_fired.find(entry.rule.name);
    if (fired == run.rules_fired.end()) {
      fmt::print("Rule {}: did not fire\n", entry.rule.name);
      continue;
    }
    fmt::print("Rule {}: fired on {}, from {} on: {}\n", entry.rule.name, day(fired->second),
               day(fired->second + entry.rule.lead_time), fmt::join(entry.rule.levers, ", "));
  }
  for (const auto& [lever, days] : run.lever_delays) {
    fmt::print("Lever {}: late by {:.0f} days for want of the city's money\n", lever, days);
  }
  constexpr double shortest = 0.5;  // [d] worth saying
  for (const agents::LargeWorks& works : run.works) {
    if (works.waited < shortest) continue;
    const std::string end = works.ready ? "ready on " + day(*works.ready) : "not ready by the end of the period";
    fmt::print("Works {}: waited {:.0f} days for a contractor, {}\n", works.name, works.waited, end);
  }
}

std::string first_neutral(const agents::ModelRun& run, agents::Account account) {
  const sim::Calendar& calendar = run.accounts.calendar();
  for (int year = 0; year < calendar.years(); ++year) {
    if (agents::is_neutral(run.accounts, account, run.contract, year))
      return fmt::format("first in {}", calendar.first_year() + year);
  }
  return fmt::format("not by {}", calendar.last_year());
}

void print_headline(const agents::ModelRun& run) {
  fmt::print("Climate neutral (both tests of the contract): {}; by the published account: {}.\n",
             first_neutral(run, agents::Account::physical), first_neutral(run, agents::Account::published));
  fmt::print("One future at central assumptions and one draw of luck: `skifte ensemble` gives the spread.\n");
}

/// After the first year says how long all will take, if that is worth saying.
void forecast(int months_done, int months, double elapsed) {
  if (months_done != 12 || months_done == months) return;
  const double left = elapsed * (months - months_done) / months_done;
  if (left > worth_saying) std::cerr << "about " << output::describe_duration(left) << " left\n";
}

void write_run(const RunArguments& arguments, const std::string& command, const scenarios::Scenario& scenario,
               const agents::CityData& city, const agents::ModelRun& run) {
  const output::Layout layout = output::model_layout(scenario);
  output::MemberResult member = output::blank_result(0, layout);
  member.seed = arguments.seed;
  member.replicate = arguments.replicate;
  std::vector<double> central;
  for (const auto& uncertainty : scenario.uncertainties) {
    central.push_back(uncertainty.shape == sim::AssumptionShape::series ? 1.0
                                                                        : scenario.values.number(uncertainty.name));
  }
  output::fill_values(layout, scenario, run, central, member.values);
  // In a process of its own: after a full disk HDF5's exit handler trips over the file it could not flush.
  output::in_child([&] {
    const std::string inputs = analysis::microdata_inputs(arguments.microdata.request()) +
                               analysis::run_inputs(scenario, arguments.seed, arguments.replicate);
    output::write_result(arguments.output, layout,
                         analysis::result_header(scenario, city, arguments.seed, command, inputs),
                         {{0}, [&](std::size_t) { return member; }, {{0}, [&](std::size_t) { return run.microdata; }}},
                         arguments.force ? output::Overwrite::force : output::Overwrite::results);
  });
  if (!arguments.crate.empty()) output::in_child([&] { analysis::write_crate(arguments.output, arguments.crate); });
}

void print_written(const RunArguments& arguments) {
  if (!arguments.output.empty()) fmt::print("Written: {}\n", arguments.output);
  if (!arguments.crate.empty()) fmt::print("Written: {}, an RO-Crate\n", arguments.crate);
}

}  // namespace

void add_run(Program& program) {
  auto arguments = std::make_shared<RunArguments>();
  CLI::App* command = program.app.add_subcommand("run", "One future: a table by year and the headline");
  arguments->scenario.add_to(*command);
  command->add_option("--seed", arguments->seed, "seed of all draws")->capture_default_str();
  command->add_option("--replicate", arguments->replicate, "which luck under that seed")->capture_default_str();
  command->add_option("--threads", arguments->threads, "threads inside the run")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output, "result file to write (HDF5)")->check(not_empty());
  command->add_flag("--force", arguments->force, "replace a file that is no skifte result");
  arguments->microdata.add_to(*command);
  add_crate_option(*command, arguments->crate);
  command->callback([&program, arguments] {
    const scenarios::Scenario scenario = read_scenario(arguments->scenario);
    const agents::CityData city = read_scenario_city(scenario);
    const agents::MicrodataRequest microdata = arguments->microdata.request();
    if (!microdata.tables.empty() && arguments->output.empty())
      throw sim::UserFault("--microdata needs a result file to stand in (-o FILE.h5)");
    if (!arguments->crate.empty() && arguments->output.empty())
      throw sim::UserFault("--crate needs a result file to hold (-o FILE.h5)");
    if (!arguments->output.empty()) {
      refuse_inputs(scenario, arguments->output);
      output::in_child([&] {
        output::check_replaceable(arguments->output,
                                  arguments->force ? output::Overwrite::force : output::Overwrite::results);
      });
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto seconds = [begin] {
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const int months = 12 * (scenario.last_year - scenario.first_year + 1);
    const agents::ModelRun run = run_scenario(scenario, city, arguments->seed, arguments->replicate, arguments->threads,
                                              microdata, [&](int done) { forecast(done, months, seconds()); });
    const double elapsed = seconds();
    if (elapsed > worth_saying) std::cerr << "computed in " << output::describe_duration(elapsed) << "\n";
    // Before the first word: a reader of the table that leaves early (`| head`) ends this program.
    if (!arguments->output.empty()) write_run(*arguments, program.command_line, scenario, city, run);
    fmt::print("{}\n\nPhysical account: what burns and leaks inside the municipality\n", scenario.title.in("en"));
    print_table(run, agents::Account::physical);
    fmt::print("\nPublished account: what the national inventory will say\n");
    print_table(run, agents::Account::published);
    fmt::print("\n");
    print_targets(scenario, run);
    print_courses(scenario, run);
    print_headline(run);
    print_written(*arguments);
  });
}

}  // namespace skifte::program
