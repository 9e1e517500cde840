#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "analysis/base_years.hpp"
#include "analysis/ensemble.hpp"
#include "analysis/footprint_check.hpp"
#include "output/child.hpp"
#include "program/commands.hpp"
#include "program/session.hpp"
#include "program/text_file.hpp"
#include "scenarios/check.hpp"
#include "scenarios/city_page.hpp"
#include "scenarios/city_reader.hpp"
#include "scenarios/locations.hpp"

namespace skifte::program {

namespace {

struct CheckArguments {
  std::string what;
  std::vector<std::string> sets;
  bool population = false;
  bool base_years = false;
  bool update = false;
  std::uint64_t seed = 1;
};

std::vector<std::string> city_names() {
  return scenarios::folder_names(scenarios::cities_folder(scenarios::find_home()));
}

bool is_city(const std::string& name) {
  const auto cities = city_names();
  return std::find(cities.begin(), cities.end(), name) != cities.end();
}

/// Decided policy in the city: the shipped `baseline`, or `baseline-CITY`.
scenarios::Scenario read_baseline(const CheckArguments& arguments) {
  scenarios::Scenario scenario = read_scenario({"baseline", {}});
  const bool own = scenario.city == arguments.what;
  return read_scenario({own ? "baseline" : "baseline-" + arguments.what, arguments.sets});
}

void check_base_years(const CheckArguments& arguments, const std::filesystem::path& folder) {
  constexpr std::uint32_t lucks = 16;
  scenarios::Scenario scenario = read_baseline(arguments);
  const agents::CityData city = read_scenario_city(scenario);
  if (!city.inventory.empty()) scenario.last_year = std::min(scenario.last_year, city.inventory.back().year);
  std::vector<std::vector<analysis::BaseYearFit>> runs;
  std::string footprint;
  for (std::uint32_t replicate = 0; replicate < lucks; ++replicate) {
    const std::string found = output::text_from_child([&] {
      const agents::ModelRun run = run_scenario(scenario, city, arguments.seed, replicate, 1);
      return analysis::base_years_numbers(analysis::fit_base_years(run, city)) + "\n" +
             analysis::footprint_text(analysis::fit_footprint(run, city));
    });
    const std::size_t end = found.find('\n');
    runs.push_back(analysis::base_years_from(found.substr(0, end)));
    if (replicate == 0) footprint = found.substr(end + 1);
  }
  const auto fits = analysis::mean_fit(runs);
  fmt::print("{}{}", analysis::base_years_text(fits), footprint);
  if (!arguments.update) return;
  const std::string path = (folder / "assumptions" / "scale.yaml").string();
  write_text_file(path, analysis::scale_yaml(fits));
  fmt::print("Written: {}\n", path);
}

void check(const CheckArguments& arguments) {
  if (!is_city(arguments.what)) {
    if (arguments.population || arguments.base_years) {
      throw sim::UserFault(fmt::format("no city is called '{}' (--population and --base-years take a city){}",
                                       arguments.what, scenarios::suggestion(arguments.what, city_names())));
    }
    if (arguments.update) throw sim::UserFault("--update goes with a city and --base-years");
    const scenarios::Scenario scenario = read_scenario({arguments.what, arguments.sets});
    (void)read_scenario_city(scenario);  // a run reads its tables too: their faults would come up then
    fmt::print("{}", scenarios::describe_scenario(scenario));
    return;
  }
  if (!arguments.base_years && (arguments.update || !arguments.sets.empty()))
    throw sim::UserFault(fmt::format("{} changes nothing of a city's page or population (it goes with --base-years)",
                                     arguments.update ? "--update" : "--set"));
  const std::filesystem::path folder = scenarios::cities_folder(scenarios::find_home()) / arguments.what;
  if (!arguments.population && !arguments.base_years) {
    scenarios::FaultList faults;
    const scenarios::CityPage page = scenarios::read_city_page(folder.string(), faults);
    faults.throw_if_any();
    fmt::print("{}\n", scenarios::city_page_text(page));
  }
  if (arguments.population || !arguments.base_years) {
    fmt::print("{}", analysis::population_text(scenarios::read_city(folder.string())));
  }
  if (arguments.base_years) check_base_years(arguments, folder);
}

}  // namespace

void add_check(Program& program) {
  auto arguments = std::make_shared<CheckArguments>();
  CLI::App* command = program.app.add_subcommand(
      "check", "Every fault of a scenario in one pass; or a city's population and base years");
  command->add_option("what", arguments->what, "a scenario (name or file) or a city")->required();
  command->add_option("--set", arguments->sets, "NAME=VALUE, as for run")->take_all();
  command->add_flag("--population", arguments->population,
                    "CITY: every margin of the synthetic population against the published one");
  command->add_flag("--base-years", arguments->base_years,
                    "CITY: every scale factor between activity x factor and the inventory");
  command->add_flag("--update", arguments->update,
                    "with --base-years: write the fitted factors to the city's scale.yaml");
  command->add_option("--seed", arguments->seed, "seed of the runs behind --base-years")->capture_default_str();
  command->callback([arguments] { check(*arguments); });
}

}  // namespace skifte::program
