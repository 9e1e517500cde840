#include "scenarios/scenario_builder.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/city_page.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/named.hpp"
#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {
namespace {

constexpr int years_around_period = 60;

DateBounds bounds_of(const Scenario& scenario) {
  return {scenario.first_year - years_around_period, scenario.last_year + years_around_period, scenario.first_year,
          &scenario.values};
}

/// A lever may wait for a longer run or be done with before this one; where that was not meant, nothing else would say
/// so.
void note_if_outside_period(const LeverEntry& lever, Scenario& scenario) {
  const sim::Time begins = sim::from_civil({scenario.first_year, 1, 1});
  const sim::Time ends = sim::from_civil({scenario.last_year + 1, 1, 1});
  const auto note = [&](const std::string& what, sim::Time date, const std::string& why) {
    const std::string day = sim::to_string(sim::to_civil(date));
    scenario.notes.push_back({lever.position, lever.name + ": " + what + " is " + day + " (" + why + ")"});
  };
  const std::string after = "the period ends before it, with " + std::to_string(scenario.last_year);
  const std::string before = "the period begins after it, with " + std::to_string(scenario.first_year);
  if (lever.setting.start && *lever.setting.start >= ends) note("start", *lever.setting.start, after);
  if (lever.setting.end && *lever.setting.end <= begins) note("end", *lever.setting.end, before);
  for (const auto& [name, date] : lever.setting.dates) {
    if (date >= ends) note(name, date, after);
  }
}

bool is_off(const YamlNode& node) {
  return node.is_scalar() && node.text == "off";
}

}  // namespace

void ScenarioBuilder::add(const ScenarioLayer& layer) {
  if (layer.kind == ScenarioLayer::Kind::file) add_header(layer);
  for (const YamlEntry& entry : layer.root.entries) {
    const bool is_section = entry.key == "period" || entry.key == "levers" || entry.key == "rules" ||
                            entry.key == "assumptions" || entry.key == "uncertainties" || entry.key == "correlations" ||
                            entry.key == "targets";
    if (!is_section || !require_map(entry.value, entry.key, faults_)) continue;
    if (entry.key == "period") add_period(entry.value);
    if (entry.key == "assumptions") add_assumptions(entry.value);
    if (entry.key == "levers") {
      for (const YamlEntry& lever : entry.value.entries) {
        pull_lever(lever, layer.origin, levers_, faults_);
        if (!is_off(lever.value)) continue;
        drop_lever(lever.key, rules_);
        find_lever(lever.key, lever.position, vocabulary_, faults_);
      }
    }
    const auto replace_by_name = [&](auto& kept, const char* kind) {
      for (const YamlEntry& named : entry.value.entries) {
        require_written_below(named, kind);
        is_off(named.value) ? void(kept.erase(named.key)) : void(kept.insert_or_assign(named.key, named));
      }
    };
    if (entry.key == "targets") replace_by_name(targets_, "target");
    if (entry.key == "correlations") replace_by_name(correlations_, "correlation");
  }
  // After the levers: one switched off here leaves the rules of earlier levels, not this one's.
  if (const YamlEntry* entry = layer.root.find("rules"); entry != nullptr && entry->value.is_map()) {
    for (const YamlEntry& rule : entry->value.entries) {
      require_written_below(rule, "rule");
      write_rule(rule, layer.origin, rules_);
    }
  }
  // After the overrides, which make an assumption certain.
  if (const YamlEntry* entry = layer.root.find("uncertainties"); entry != nullptr && entry->value.is_map()) {
    add_uncertainties(entry->value);
  }
}

void ScenarioBuilder::require_written_below(const YamlEntry& entry, const std::string& kind) {
  std::set<std::string>& names = written_[kind];
  if (!is_off(entry.value)) {
    names.insert(entry.key);
  } else if (!names.contains(entry.key) && missing_ == Missing::fault) {
    faults_.add(entry.position, "the " + kind + " '" + entry.key +
                                    "' is set by no level below (there is nothing to switch off)" +
                                    suggestion(entry.key, {names.begin(), names.end()}));
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
    std::swap(scenario.first_year, scenario.last_year);  // so that dates and targets in between are no faults too
  } else if (vocabulary_.years) {
    require_simulated(from, to, *vocabulary_.years);
  }
}

void ScenarioBuilder::require_simulated(std::optional<int> from, std::optional<int> to, const SimulatedYears& years) {
  if (from && *from != years.first) {
    faults_.add(from_->value.position, "period: from is " + std::to_string(*from) + " (every run begins in " +
                                           std::to_string(years.first) + ")");
  }
  if (to && (*to < years.earliest_last || *to > years.latest_last)) {
    faults_.add(to_->value.position, "period: to is " + std::to_string(*to) + " (a run ends between " +
                                         std::to_string(years.earliest_last) + " and " +
                                         std::to_string(years.latest_last) + ")");
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
    if (!lever) continue;
    note_if_outside_period(*lever, scenario);
    scenario.levers.push_back(*lever);
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

}  // namespace skifte::scenarios
