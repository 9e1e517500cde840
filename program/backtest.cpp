#include <fmt/format.h>

#include "analysis/backtest.hpp"
#include "analysis/result_variants.hpp"
#include "program/commands.hpp"
#include "program/session.hpp"
#include "program/text_file.hpp"
#include "scenarios/locations.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct BacktestArguments {
  std::string file;
  std::string scenario;
  std::string observations;
  std::string output;
  std::string scores;
  analysis::BacktestPeriod period;
};

/// The result's city, as far as its tables are here.
std::filesystem::path city_folder(const output::ResultFile& file) {
  return scenarios::cities_folder(scenarios::find_home()) / file.header().city;
}

void run_backtest(const BacktestArguments& arguments) {
  const analysis::BacktestPeriod& period = arguments.period;
  if (period.first > period.origin || period.origin > period.last) {
    throw sim::UserFault(
        fmt::format("--from {} --origin {} --to {} (must not decrease)", period.first, period.origin, period.last));
  }
  output::ResultFile file(arguments.file);
  if (!arguments.scenario.empty()) analysis::keep_scenario(file, arguments.scenario);
  const std::filesystem::path city = city_folder(file);
  const std::filesystem::path tables =
      arguments.observations.empty() ? city : std::filesystem::path(arguments.observations);
  if (!std::filesystem::is_directory(tables)) {
    throw sim::UserFault(arguments.observations.empty()
                             ? fmt::format("{} is of '{}', which is no city here (its observations are not known) give "
                                           "a folder with --observations?",
                                           arguments.file, file.header().city)
                             : fmt::format("{} is no folder", arguments.observations));
  }
  auto used = scenarios::read_used_years(scenarios::any_city_folder(scenarios::find_home()));
  for (auto& statement : scenarios::read_used_years(city)) used.push_back(std::move(statement));
  const analysis::Backtest test = analysis::backtest(file, scenarios::read_observations(tables), used, period);
  fmt::print("{}", analysis::backtest_text(test));
  if (!arguments.output.empty()) {
    write_text_file(arguments.output, analysis::backtest_csv(test));
    fmt::print("Written: {}\n", arguments.output);
  }
  if (!arguments.scores.empty()) {
    write_text_file(arguments.scores, analysis::backtest_scores_csv(test));
    fmt::print("Written: {}\n", arguments.scores);
  }
}

}  // namespace

void add_backtest(Program& program) {
  auto arguments = std::make_shared<BacktestArguments>();
  CLI::App* command = program.app.add_subcommand(
      "backtest", "A result against what was observed, beside the forecasts everybody has for free");
  command->add_option("file", arguments->file, "result of a run or an ensemble")->required();
  command->add_option("--scenario", arguments->scenario, "of a result that holds several");
  command
      ->add_option("--observations", arguments->observations,
                   "folder with tables in the form of a city's; the result's city if absent")
      ->check(not_empty());
  command->add_option("-o,--output", arguments->output, "CSV, one line a series and year")->check(not_empty());
  command->add_option("--scores", arguments->scores, "CSV, one line a series")->check(not_empty());
  command->add_option("--from", arguments->period.first, "first year compared")->capture_default_str();
  command->add_option("--to", arguments->period.last, "last year compared")->capture_default_str();
  command->add_option("--origin", arguments->period.origin, "last year the free forecasts know")->capture_default_str();
  command->callback([arguments] { run_backtest(*arguments); });
}

}  // namespace skifte::program
