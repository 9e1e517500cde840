#include "program/design_arguments.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>

#include "program/session.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

constexpr const char* all_levers = "levers";

bool is_table(const std::string& design) {
  return design.ends_with(".csv") || design.find('/') != std::string::npos;
}

/// Each lever that a scenario pulls, off and on.
std::vector<analysis::Factor> lever_factors(const DesignArguments& arguments) {
  std::set<std::string> names;
  for (const std::string& scenario : arguments.scenarios) {
    for (const auto& lever : read_scenario({scenario, arguments.sets}).levers) names.insert(lever.name);
  }
  std::vector<analysis::Factor> factors;
  for (const std::string& name : names) factors.push_back({name, {"off", "on"}});
  if (factors.empty()) throw sim::UserFault("no lever is pulled, so there is none to vary --factor NAME=LEVEL,LEVEL?");
  return factors;
}

std::vector<analysis::Factor> factors_of(const DesignArguments& arguments) {
  std::vector<analysis::Factor> factors;
  std::set<std::string> names;
  const bool all = arguments.factors.empty() && arguments.design == "factorial";
  for (const std::string& text : all ? std::vector<std::string>{all_levers} : arguments.factors) {
    const std::vector<analysis::Factor> read =
        text == all_levers ? lever_factors(arguments) : std::vector<analysis::Factor>{analysis::read_factor(text)};
    for (const analysis::Factor& factor : read) {
      if (!names.insert(factor.name).second) {
        throw sim::UserFault(fmt::format("--factor {} is given twice", factor.name));
      }
      factors.push_back(factor);
    }
  }
  return factors;
}

/// Reads a scenario with the user's and further `--set`s; its notes are said once.
scenarios::Scenario load(const DesignArguments& arguments, const std::string& name,
                         const std::vector<std::string>& further) {
  ScenarioArguments all{name, arguments.sets};
  all.sets.insert(all.sets.end(), further.begin(), further.end());
  return read_scenario(all, further.empty() ? Notes::said : Notes::silent);
}

void refuse_with_table(const DesignArguments& arguments) {
  const std::map<std::string, bool> given = {{"--factor", !arguments.factors.empty()},
                                             {"--vary", !arguments.vary.empty()},
                                             {"--second-order", arguments.second_order}};
  for (const auto& [option, is_given] : given) {
    if (is_given)
      throw sim::UserFault(fmt::format("{} does not go with a design of one's own (the table says all)", option));
  }
}

}  // namespace

void DesignArguments::add_to(CLI::App& command) {
  command
      .add_option("scenario", scenarios,
                  "scenarios that ship (contract-2030), or paths of files; of several all are computed, paired")
      ->required();
  command.add_option("--set", sets, "NAME=VALUE: an assumption, LEVER.PARAMETER=VALUE, LEVER=off")
      ->expected(1)
      ->take_all();
  command
      .add_option("-n,--members", size,
                  "points of the design, each one member unless more is asked for; of saltelli base samples, of morris "
                  "trajectories")
      ->check(CLI::Range(1U, 10000000U))
      ->capture_default_str();
  command
      .add_option(
          "--design", design,
          "lhs: Latin hypercube; maximin: one spread apart; mc: independent draws; sobol: sequence; saltelli, "
          "morris: for sensitivity; central; factorial: levers off and on at central values; FILE.csv: one's own")
      ->check(CLI::Validator(
          [](const std::string& word) -> std::string {
            if (is_table(word) || word == "factorial") return "";
            try {
              static_cast<void>(analysis::design_kind(word));
            } catch (const sim::UserFault& fault) {
              return fault.what();
            }
            return "";
          },
          "", "design"))
      ->capture_default_str();
  command.add_option("--seed", seed, "seed of all draws; equal seeds pair scenarios")->capture_default_str();
  command.add_option("--replicates", replicates, "times luck is drawn anew at each point")
      ->check(CLI::Range(1U, 1000000U))
      ->capture_default_str();
  command
      .add_option("--factor", factors,
                  "NAME=LEVEL,LEVEL: varies a lever's setting in full factorial (filborna_ccs=off,on); `levers`: every "
                  "lever off and on")
      ->expected(1)
      ->take_all();
  command.add_option("--join", join, "factors and points: cross (all with all) or zip (one with one)")
      ->check(CLI::IsMember({"cross", "zip"}))
      ->capture_default_str();
  command
      .add_option("--vary", vary,
                  "uncertain assumptions to draw, by name or beginning (car, price.petrol); others central")
      ->delimiter(',')
      ->expected(1)
      ->take_all();
  command.add_flag("--second-order", second_order, "with saltelli: points for second-order indices too");
  command.add_flag("--independent", independent, "leave the scenario's correlations out");
}

std::vector<std::string> DesignArguments::words() const {
  std::vector<std::string> all = scenarios;
  const auto add = [&](const char* option, const std::string& value) { all.insert(all.end(), {option, value}); };
  for (const std::string& set : sets) add("--set", set);
  add("-n", std::to_string(size));
  add("--design", design);
  add("--seed", std::to_string(seed));
  if (replicates != 1) add("--replicates", std::to_string(replicates));
  for (const std::string& factor : factors) add("--factor", factor);
  if (join != "cross") add("--join", join);
  for (const std::string& name : vary) add("--vary", name);
  if (second_order) all.emplace_back("--second-order");
  if (independent) all.emplace_back("--independent");
  return all;
}

analysis::Plan make_plan(const DesignArguments& arguments) {
  analysis::PlanSpec spec;
  spec.scenarios = arguments.scenarios;
  spec.seed = arguments.seed;
  spec.replicates = arguments.replicates;
  spec.join = arguments.join == "zip" ? analysis::Join::zipped : analysis::Join::crossed;
  spec.vary = arguments.vary;
  if (arguments.independent) spec.correlations = analysis::Correlations::left_out;
  const analysis::ScenarioLoader loader = [&](const std::string& name, const std::vector<std::string>& sets) {
    return load(arguments, name, sets);
  };
  if (is_table(arguments.design)) {
    refuse_with_table(arguments);
    scenarios::FaultList faults;
    spec.table = scenarios::read_file(arguments.design);
    const scenarios::CsvTable table(spec.table, arguments.design, faults);
    faults.throw_if_any();
    return {spec, table, loader, scenarios::model_vocabulary()};
  }
  const bool factorial = arguments.design == "factorial";
  spec.design.kind = factorial ? analysis::DesignKind::central : analysis::design_kind(arguments.design);
  spec.design.size = arguments.size;
  if (arguments.second_order && spec.design.kind != analysis::DesignKind::saltelli) {
    throw sim::UserFault("--second-order goes with --design saltelli");
  }
  spec.design.second_order = arguments.second_order ? analysis::SecondOrder::yes : analysis::SecondOrder::no;
  spec.factors = factors_of(arguments);
  return {spec, loader};
}

}  // namespace skifte::program
