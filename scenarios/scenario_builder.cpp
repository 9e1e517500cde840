#include "scenarios/scenario_builder.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/city_page.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/named.hpp"
#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {
namespace {

constexpr std::string_view format = "1";
constexpr int years_around_period = 60;

DateBounds bounds_of(const Scenario& scenario) {
  return {scenario.first_year - years_around_period, scenario.last_year + years_around_period, scenario.first_year,
          &scenario.values};
}

bool is_off(const YamlNode& node) {
  return node.is_scalar() && node.text == "off";
}

}  // namespace

void ScenarioBuilder::add(const ScenarioLayer& layer) {
  if (layer.kind == ScenarioLayer::Kind::file) add_header(layer);
  for (const YamlEntry& entry : layer.root.entries) {
    const bool is_section = entry.key == "period" || entry.key == "levers" || entry.key == "rules" ||
                            entry.key == "assumptions" || entry.key == "uncertainties" ||
                            entry.key == "correlations" || entry.key == "targets";
    if (!is_section || !require_map(entry.value, entry.key, faults_)) continue;
    if (entry.key == "period") add_period(entry.value);
    if (entry.key == "assumptions") add_assumptions(entry.value);
    if (entry.key == "levers") {
      for (const YamlEntry& lever : entry.value.entries) {
        pull_lever(lever, layer.origin, levers_, faults_);
        if (is_off(lever.value)) drop_lever(lever.key, rules_);
      }
    }
    const auto replace_by_name = [&](auto& kept) {
      for (const YamlEntry& named : entry.value.entries) {
        is_off(named.value) ? void(kept.erase(named.key)) : void(kept.insert_or_assign(named.key, named));
      }
    };
    if (entry.key == "targets") replace_by_name(targets_);
    if (entry.key == "correlations") replace_by_name(correlations_);
  }
  // After the levers: one switched off here leaves the rules of earlier levels, not this one's.
  if (const YamlEntry* entry = layer.root.find("rules"); entry != nullptr && entry->value.is_map()) {
    for (const YamlEntry& rule : entry->value.entries) write_rule(rule, layer.origin, rules_);
  }
  // After the overrides, which make an assumption certain.
  if (const YamlEntry* entry = layer.root.find("uncertainties"); entry != nullptr && entry->value.is_map()) {
    add_uncertainties(entry->value);
  }
}

void ScenarioBuilder::add_header(const ScenarioLayer& layer) {
  file_ = {layer.root.position.file, 0, 0};
  require_known_keys(layer.root, "a scenario",
                     {"skifte", "name", "description", "city", "extends", "period", "levers", "rules", "assumptions",
                      "uncertainties", "correlations", "targets"},
                     faults_);
  const YamlEntry* version = layer.root.find("skifte");
  if (version == nullptr) {
    faults_.add(file_, "the key 'skifte' is missing (it gives the format) write 'skifte: 1' first?");
  } else if (version->value.text != format) {
    faults_.add(version->value.position, "the format is '" + version->value.text + "' (this program reads format 1)");
  }
  // A title and a description tell of one scenario: they are not inherited.
  const YamlEntry* name = layer.root.find("name");
  title_ = name == nullptr ? LocalizedText{} : read_localized(name->value, "name", faults_);
  const YamlEntry* description = layer.root.find("description");
  description_ = description == nullptr ? LocalizedText{} : read_localized(description->value, "description", faults_);
  if (const YamlEntry* city = layer.root.find("city")) city_ = *city;
}

void ScenarioBuilder::add_period(const YamlNode& node) {
  require_known_keys(node, "period", {"from", "to"}, faults_);
  if (const YamlEntry* from = node.find("from")) from_ = *from;
  if (const YamlEntry* to = node.find("to")) to_ = *to;
}

void ScenarioBuilder::add_assumptions(const YamlNode& node) {
  for (const YamlEntry& entry : node.entries) {
    AssumptionChange& change = changes_[entry.key];
    change.value = entry;
    change.range = AssumptionChange::Range::certain;
    change.distribution.reset();
  }
}

void ScenarioBuilder::add_uncertainties(const YamlNode& node) {
  for (const YamlEntry& entry : node.entries) {
    AssumptionChange& change = changes_[entry.key];
    const bool certain = is_off(entry.value);
    change.range = certain ? AssumptionChange::Range::certain : AssumptionChange::Range::given;
    change.distribution = entry;
  }
}

Scenario ScenarioBuilder::finish(const std::string& name, std::vector<SourceFile> sources) {
  Scenario scenario;
  scenario.name = name;
  scenario.title = title_;
  scenario.description = description_;
  if (scenario.title.empty()) scenario.title.by_language[""] = name;
  scenario.files = std::move(sources);
  finish_period(scenario);
  read_city(scenario);
  apply_changes(scenario);
  finish_correlations(scenario);
  finish_levers(scenario);
  finish_rules(scenario);
  finish_targets(scenario);
  return scenario;
}

void ScenarioBuilder::finish_period(Scenario& scenario) {
  const auto year = [&](const std::optional<YamlEntry>& entry, const char* key) -> std::optional<int> {
    if (entry) return read_year(entry->value, std::string("period: ") + key, earliest_year, latest_year, faults_);
    if (missing_ == Missing::fault)
      faults_.add(file_,
                  std::string("period: '") + key + "' is missing (neither the scenario nor what it extends gives it)");
    return std::nullopt;
  };
  const auto from = year(from_, "from");
  const auto to = year(to_, "to");
  scenario.first_year = from.value_or(earliest_year + years_around_period);
  scenario.last_year = to.value_or(latest_year - years_around_period);
  if (from && to && *from > *to) {
    faults_.add(to_->value.position, "period: to " + std::to_string(*to) + " comes before from " +
                                         std::to_string(*from) + " (the period would be empty)");
  }
}

void ScenarioBuilder::read_city(Scenario& scenario) {
  if (!city_) {
    if (missing_ == Missing::fault)
      faults_.add(file_, "the key 'city' is missing (neither the scenario nor what it extends gives it)");
    return;
  }
  const auto city = read_text(city_->value, "city", faults_);
  if (!city) return;
  const std::vector<std::string> cities = folder_names(cities_folder(home_));
  if (std::find(cities.begin(), cities.end(), *city) == cities.end()) {
    const std::string near = suggestion(*city, cities);
    faults_.add(city_->value.position, "no city '" + *city + "'" +
                                           (!near.empty()    ? near
                                            : cities.empty() ? std::string(" (there is none in scenarios/cities)")
                                                             : " (there is " + alternatives(cities) + ")"));
    return;
  }
  scenario.city = *city;
  const std::filesystem::path folder = cities_folder(home_) / *city;
  for (const std::filesystem::path& file : yaml_files(folder)) {
    if (const auto text = faults_.attempt({}, "", [&] { return read_file(file); }))
      scenario.files.push_back({file.string(), *text});
  }
  std::vector<std::filesystem::path> shared = yaml_files(shared_assumptions_folder(home_));
  for (const std::filesystem::path& file : yaml_files(any_city_folder(home_) / "assumptions")) shared.push_back(file);
  scenario.book = AssumptionBook::read(shared, yaml_files(folder / "assumptions"), vocabulary_.assumptions, faults_,
                                       scenario.files, {any_city_folder(home_) / "quantities.yaml", folder});
  scenario.values = scenario.book.values();
}

void ScenarioBuilder::finish_correlations(Scenario& scenario) {
  const std::vector<std::string> known = names_of(vocabulary_.assumptions);
  const std::vector<std::string> uncertain = names_of(scenario.uncertainties);
  for (const auto& [name, entry] : correlations_) {
    if (auto read = read_correlation(entry, known, uncertain, faults_, scenario.notes))
      scenario.correlations.push_back(std::move(*read));
  }
  require_consistent(scenario.correlations, faults_);
}

void ScenarioBuilder::finish_levers(Scenario& scenario) {
  const std::map<std::string, std::string> absent =
      scenario.city.empty() ? std::map<std::string, std::string>()
                            : read_absent_levers(cities_folder(home_) / scenario.city, faults_);
  const std::vector<std::string> known = names_of(vocabulary_.levers);
  for (const auto& [name, why] : absent) {
    if (find_named(vocabulary_.levers, name) != nullptr) continue;
    faults_.add({(cities_folder(home_) / scenario.city / "city.yaml").string(), 0, 0},
                "without: no lever '" + name + "' (no part of the model declares it)" + suggestion(name, known));
  }
  const DateBounds bounds = bounds_of(scenario);
  for (const auto& [name, pulled] : levers_) {
    const sim::LeverDeclaration* declaration = find_lever(name, pulled.position, vocabulary_, faults_);
    if (declaration == nullptr) continue;
    if (const auto why = absent.find(name); why != absent.end()) {
      faults_.add(pulled.position, "the lever '" + name + "' has nothing to act on in " + scenario.city + " (" +
                                       why->second + ") write '" + name + ": off'?");
      continue;
    }
    const auto lever = read_lever(name, pulled, *declaration, vocabulary_.payers, bounds, LeverStart::by_date, faults_);
    if (lever) scenario.levers.push_back(*lever);
  }
}

/// A lever has one start: its own or one rule's.
void ScenarioBuilder::finish_rules(Scenario& scenario) {
  const DateBounds bounds = bounds_of(scenario);
  std::map<std::string, std::string> started_by;
  for (const auto& [name, written] : rules_) {
    const auto read = read_rule(written, scenario, vocabulary_, bounds, faults_);
    if (!read) continue;
    scenario.rules.push_back(read->rule);
    for (const LeverEntry& lever : read->levers) {
      const auto [other, is_new] = started_by.emplace(lever.name, name);
      if (!is_new) {
        faults_.add(lever.position, "the lever '" + lever.name + "' is in the rule '" + other->second +
                                        "' as well (a lever has one start)");
      } else if (levers_.contains(lever.name)) {
        faults_.add(lever.position, "the lever '" + lever.name +
                                        "' is pulled under 'levers' as well (a lever has one start) '" + lever.name +
                                        ": off' there?");
      } else {
        scenario.levers.push_back(lever);
      }
    }
  }
  std::sort(scenario.levers.begin(), scenario.levers.end(),
            [](const LeverEntry& a, const LeverEntry& b) { return a.name < b.name; });
}

void ScenarioBuilder::finish_targets(Scenario& scenario) {
  for (const auto& [name, entry] : targets_) {
    if (const auto target = read_target(entry, scenario)) scenario.targets.push_back(*target);
  }
}

std::optional<Target> ScenarioBuilder::read_target(const YamlEntry& entry, const Scenario& scenario) {
  if (!require_map(entry.value, "the target '" + entry.key + "'", faults_)) return std::nullopt;
  const std::size_t before = faults_.all().size();
  require_known_keys(entry.value, "the target '" + entry.key + "'", {"variable", "year", "at_most", "at_least"},
                     faults_);
  Target target;
  target.name = entry.key;
  target.position = entry.position;
  const auto needed = [&](const char* key) -> const YamlNode* {
    if (const YamlEntry* found = entry.value.find(key)) return &found->value;
    faults_.add(entry.position,
                "the target '" + entry.key + "' lacks '" + key + "' (it names an outcome, a year and a bound)");
    return nullptr;
  };
  if (const YamlNode* node = needed("year")) {
    target.year = read_year(*node, entry.key + ": year", scenario.first_year, scenario.last_year, faults_).value_or(0);
  }
  const YamlNode* variable = needed("variable");
  target.variable = variable == nullptr ? "" : read_text(*variable, entry.key + ": variable", faults_).value_or("");
  const Outcome* outcome = find_named(vocabulary_.outcomes, target.variable);
  if (outcome != nullptr) {
    target.unit = outcome->unit;
    const auto bound = [&](const char* key) -> std::optional<double> {
      const YamlEntry* found = entry.value.find(key);
      return found == nullptr ? std::nullopt
                              : read_quantity(found->value, entry.key + ": " + key, outcome->unit, faults_);
    };
    target.at_most = bound("at_most");
    target.at_least = bound("at_least");
  } else if (!target.variable.empty()) {
    const std::vector<std::string> known = names_of(vocabulary_.outcomes);
    const std::string near = suggestion(target.variable, known);
    faults_.add(variable->position, "no outcome '" + target.variable + "'" +
                                        (near.empty() ? " (it takes " + alternatives(known) + ")" : near));
  }
  if (entry.value.find("at_most") == nullptr && entry.value.find("at_least") == nullptr) {
    faults_.add(entry.position, "the target '" + entry.key + "' has no bound (it takes 'at_most' or 'at_least')");
  }
  if (target.at_most && target.at_least && *target.at_most < *target.at_least) {
    faults_.add(entry.position, "the target '" + entry.key + "' can never be met (at_most is below at_least)");
  }
  if (faults_.all().size() > before) return std::nullopt;
  return target;
}

}  // namespace skifte::scenarios
