#include <fmt/format.h>

#include "program/commands.hpp"
#include "program/session.hpp"
#include "scenarios/bounds_reading.hpp"
#include "scenarios/check.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct AssumptionArguments {
  std::string name;
  std::string scenario = "baseline";
};

std::string value_words(const scenarios::Assumption& assumption) {
  const std::string& unit = assumption.declaration.unit;
  const std::string suffix = unit == "1" ? "" : " " + unit;
  if (const double* number = std::get_if<double>(&assumption.value)) return scenarios::rounded_number(*number) + suffix;
  const auto& points = std::get<sim::Series>(assumption.value).points();
  return fmt::format("series of {} points, {} to {}{}", points.size(), scenarios::rounded_number(points.front().value),
                     scenarios::rounded_number(points.back().value), suffix);
}

void print_assumption(const scenarios::Assumption& assumption) {
  const sim::AssumptionDeclaration& declared = assumption.declaration;
  fmt::print("{}\n  {}\n  value: {}\n", declared.name, declared.meaning, value_words(assumption));
  if (const std::string bounds = scenarios::describe(declared.bounds); !bounds.empty())
    fmt::print("  bounds: {}\n", bounds);
  if (assumption.distribution) fmt::print("  uncertain: {}\n", assumption.distribution->describe(declared.unit));
  fmt::print("  read by: {}\n  certainty: {}\n  source: {}\n", declared.reader,
             scenarios::to_word(assumption.certainty), assumption.source);
  if (!assumption.note.empty()) fmt::print("  note: {}\n", assumption.note);
}

void show(const AssumptionArguments& arguments) {
  const scenarios::Scenario scenario = read_scenario({arguments.scenario, {}});
  std::vector<std::string> names;
  int shown = 0;
  for (const scenarios::Assumption& assumption : scenario.book.all()) {
    names.push_back(assumption.declaration.name);
    const bool wanted = arguments.name.empty() || assumption.declaration.name == arguments.name ||
                        assumption.declaration.name.starts_with(arguments.name + ".");
    if (!wanted) continue;
    if (shown++ > 0) fmt::print("\n");
    print_assumption(assumption);
  }
  if (shown > 0) return;
  const std::string near = sim::nearest_name(arguments.name, names);
  throw sim::UserFault(fmt::format("no assumption is called '{}'{}", arguments.name,
                                   near.empty() ? std::string() : fmt::format(", did you mean '{}'?", near)));
}

}  // namespace

void add_assumptions(Program& program) {
  auto arguments = std::make_shared<AssumptionArguments>();
  CLI::App* command = program.app.add_subcommand(
      "assumptions", "Every assumption: meaning, value, range, source, certainty, who reads it");
  command->add_option("name", arguments->name, "one assumption, or the beginning of several (car.choice)");
  command->add_option("--scenario", arguments->scenario, "whose city's values")->capture_default_str();
  command->callback([arguments] { show(*arguments); });
}

void add_schema(Program& program) {
  CLI::App* command = program.app.add_subcommand("schema", "JSON Schema of the scenario language, for editors");
  command->callback([] { fmt::print("{}", scenarios::scenario_schema(scenarios::model_vocabulary())); });
}

}  // namespace skifte::program
