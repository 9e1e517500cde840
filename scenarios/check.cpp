#include "scenarios/check.hpp"

#include <fmt/format.h>

#include <set>

namespace skifte::scenarios {
namespace {

std::string counted(std::size_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string shown_path(const std::string& file, const std::filesystem::path& working_folder) {
  const std::filesystem::path path(file);
  if (!path.is_absolute()) return file;
  const std::filesystem::path relative = path.lexically_relative(working_folder);
  return relative.empty() || *relative.begin() == ".." ? file : relative.string();
}

}  // namespace

std::string format_faults(const std::vector<sim::Fault>& faults, const std::filesystem::path& working_folder) {
  std::string text;
  std::set<std::string> files;
  for (const sim::Fault& fault : faults) {
    sim::Fault shown = fault;
    shown.position.file = shown_path(fault.position.file, working_folder);
    text += sim::to_string(shown) + "\n";
    const bool is_file = !fault.position.file.empty() && !fault.position.file.starts_with("--");
    if (is_file) files.insert(fault.position.file);
  }
  text += counted(faults.size(), "fault");
  if (!files.empty()) text += " in " + counted(files.size(), "file");
  return text + "\n";
}

std::string describe_scenario(const Scenario& scenario) {
  std::string text = fmt::format("{}: {}\n{}, {} to {}\n", scenario.name, scenario.title.in("en"), scenario.city,
                                 scenario.first_year, scenario.last_year);
  text += counted(scenario.levers.size(), "lever") + "\n";
  for (const LeverEntry& lever : scenario.levers)
    text += fmt::format("  {}: {{{}}} ({}{})\n", lever.name, lever.text, lever.origin,
                        lever.rule.empty() ? "" : ", started by the rule " + lever.rule);
  if (!scenario.rules.empty()) text += counted(scenario.rules.size(), "rule") + "\n";
  for (const RuleEntry& rule : scenario.rules)
    text += fmt::format("  {}: {{{}}} ({})\n", rule.rule.name, rule.text, rule.origin);
  text += counted(scenario.changed_assumptions.size(), "changed assumption") + "\n";
  for (const std::string& name : scenario.changed_assumptions) text += "  " + name + "\n";
  text += counted(scenario.uncertainties.size(), "uncertain assumption") + "\n";
  text += counted(scenario.targets.size(), "target") + "\n";
  for (const Target& target : scenario.targets) {
    text += fmt::format("  {}: {} in {}", target.name, target.variable, target.year);
    if (target.at_least) text += fmt::format(" at least {} {}", short_number(*target.at_least), target.unit);
    if (target.at_most) text += fmt::format(" at most {} {}", short_number(*target.at_most), target.unit);
    text += "\n";
  }
  return text;
}

}  // namespace skifte::scenarios
