#include "scenarios/city_page.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <functional>

#include "scenarios/locations.hpp"
#include "scenarios/node_reading.hpp"
#include "scenarios/yaml_document.hpp"

namespace skifte::scenarios {
namespace {

/// The entry's value, or a fault that it is missing.
const YamlNode* required(const YamlNode& map, const std::string& key, FaultList& faults) {
  const YamlEntry* entry = map.find(key);
  if (entry == nullptr) faults.add(map.position, "'" + key + "' is missing");
  return entry == nullptr ? nullptr : &entry->value;
}

std::string required_text(const YamlNode& map, const std::string& key, FaultList& faults) {
  const YamlNode* node = required(map, key, faults);
  return node == nullptr ? "" : read_text(*node, key, faults).value_or("");
}

/// `{value: 120 kSEK/year, source: ...}` in `unit`.
double sourced_quantity(const YamlNode& map, const std::string& key, std::string_view unit, FaultList& faults) {
  const YamlNode* node = required(map, key, faults);
  if (node == nullptr || !require_map(*node, key, faults)) return 0;
  require_known_keys(*node, key, {"value", "source", "note"}, faults);
  required_text(*node, "source", faults);
  const YamlNode* value = required(*node, "value", faults);
  return value == nullptr ? 0 : read_quantity(*value, key, unit, faults).value_or(0);
}

void read_zone_shares(const YamlNode& map, agents::SynthesisAssumptions& synthesis, FaultList& faults) {
  const YamlNode* zones = required(map, "zone_share", faults);
  if (zones == nullptr || !require_map(*zones, "zone_share", faults)) return;
  required_text(*zones, "source", faults);
  for (std::size_t d = 0; d < agents::dwelling_labels.size(); ++d) {
    const std::string dwelling(agents::dwelling_labels[d]);
    const YamlNode* shares = required(*zones, dwelling, faults);
    if (shares == nullptr || !require_map(*shares, dwelling, faults)) continue;
    double sum = 0;
    for (std::size_t z = 0; z < agents::zone_labels.size(); ++z) {
      const std::string zone(agents::zone_labels[z]);
      const YamlNode* share = required(*shares, zone, faults);
      if (share == nullptr) continue;
      synthesis.zone_share[d][z] = read_quantity(*share, zone, "1", faults).value_or(0);
      if (synthesis.zone_share[d][z] < 0)
        faults.add(share->position, zone + " is negative (a share must be 0 or more)");
      sum += synthesis.zone_share[d][z];
    }
    if (std::abs(sum - 1) > 1e-6) {
      faults.add(shares->position, "shares of zones add to " + std::to_string(sum) + " (must add to 1)");
    }
  }
}

void read_synthesis(const YamlNode& root, agents::SynthesisAssumptions& synthesis, FaultList& faults) {
  const YamlNode* map = required(root, "synthesis", faults);
  if (map == nullptr || !require_map(*map, "synthesis", faults)) return;
  require_known_keys(
      *map, "synthesis",
      {"zone_share", "single_parent_size_decay", "elderly_share_in_couples", "elderly_per_elderly_couple",
       "elderly_income_factor", "tenure_income_factor", "income_correlation", "untaxed_income", "child_benefit"},
      faults);
  read_zone_shares(*map, synthesis, faults);
  synthesis.single_parent_size_decay = sourced_quantity(*map, "single_parent_size_decay", "1", faults);
  synthesis.elderly_share_in_couples = sourced_quantity(*map, "elderly_share_in_couples", "1", faults);
  synthesis.elderly_per_elderly_couple = sourced_quantity(*map, "elderly_per_elderly_couple", "person", faults);
  synthesis.elderly_income_factor = sourced_quantity(*map, "elderly_income_factor", "1", faults);
  synthesis.income_correlation = sourced_quantity(*map, "income_correlation", "1", faults);
  synthesis.untaxed_income = sourced_quantity(*map, "untaxed_income", "kSEK/year", faults);
  synthesis.child_benefit = sourced_quantity(*map, "child_benefit", "kSEK/year", faults);
  const YamlNode* tenures = required(*map, "tenure_income_factor", faults);
  if (tenures == nullptr || !require_map(*tenures, "tenure_income_factor", faults)) return;
  required_text(*tenures, "source", faults);
  for (std::size_t t = 0; t < agents::tenure_labels.size(); ++t) {
    const std::string tenure(agents::tenure_labels[t]);
    const YamlNode* factor = required(*tenures, tenure, faults);
    if (factor != nullptr) synthesis.tenure_income_factor[t] = read_quantity(*factor, tenure, "1", faults).value_or(1);
  }
}

void read_facts(const YamlNode& root, CityPage& page, FaultList& faults) {
  const YamlEntry* facts = root.find("facts");
  if (facts == nullptr || !require_map(facts->value, "facts", faults)) return;
  for (const YamlEntry& fact : facts->value.entries) {
    if (!require_map(fact.value, fact.key, faults)) continue;
    require_known_keys(fact.value, fact.key, {"value", "source"}, faults);
    page.facts.push_back(
        {fact.key, required_text(fact.value, "value", faults), required_text(fact.value, "source", faults)});
  }
}

/// Reads the synthesis of the page, or of any_city's where the page has none.
void read_synthesis_or_generic(const YamlNode& root, const std::filesystem::path& folder,
                               agents::SynthesisAssumptions& synthesis, FaultList& faults) {
  const std::filesystem::path generic =
      std::filesystem::absolute(folder).lexically_normal().parent_path().parent_path() / "any_city" / "city.yaml";
  if (root.find("synthesis") != nullptr || !std::filesystem::exists(generic)) {
    read_synthesis(root, synthesis, faults);
    return;
  }
  const YamlDocument document = read_yaml(read_file(generic), generic.string(), faults);
  if (!document.complete || !require_map(document.root, "city.yaml", faults)) return;
  require_known_keys(document.root, "any_city/city.yaml", {"synthesis"}, faults);
  read_synthesis(document.root, synthesis, faults);
}

void read_rules(const YamlNode& root, CityPage& page, FaultList& faults) {
  const YamlEntry* rules = root.find("rules");
  if (rules == nullptr) return;
  if (rules->value.kind != YamlNode::Kind::list) {
    faults.add(rules->position, "'rules' is no list (it takes a sentence for each system without data)");
    return;
  }
  for (const YamlNode& rule : rules->value.items) page.rules.push_back(read_text(rule, "rules", faults).value_or(""));
}

}  // namespace

CityPage read_city_page(const std::string& city_folder, FaultList& faults) {
  const std::filesystem::path folder(city_folder);
  const std::string file = (folder / "city.yaml").string();
  const YamlDocument document = read_yaml(read_file(file), file, faults);
  const YamlNode& root = document.root;
  CityPage page;
  if (!document.complete || !require_map(root, "city.yaml", faults)) return page;
  require_known_keys(
      root, "city.yaml",
      {"name", "titles", "county", "reference_year", "baseline", "synthesis", "facts", "rules", "without"}, faults);
  page.name = required_text(root, "name", faults);
  page.county = required_text(root, "county", faults);
  if (const YamlNode* year = required(root, "reference_year", faults)) {
    page.reference_year = read_year(*year, "reference_year", earliest_year, latest_year, faults).value_or(2019);
  }
  if (const YamlNode* titles = required(root, "titles", faults); titles && require_map(*titles, "titles", faults)) {
    for (const std::string language : {"sv", "en"}) page.titles[language] = required_text(*titles, language, faults);
  }
  if (const YamlNode* baseline = required(root, "baseline", faults);
      baseline && require_map(*baseline, "baseline", faults)) {
    require_known_keys(*baseline, "baseline", {"year", "value", "source"}, faults);
    if (const YamlNode* year = required(*baseline, "year", faults)) {
      page.baseline_year = read_year(*year, "year", earliest_year, latest_year, faults).value_or(1990);
    }
    if (const YamlNode* value = required(*baseline, "value", faults)) {
      page.baseline_emissions = read_quantity(*value, "value", "t CO2e", faults).value_or(0);
    }
    page.baseline_source = required_text(*baseline, "source", faults);
  }
  read_synthesis_or_generic(root, folder, page.synthesis, faults);
  read_facts(root, page, faults);
  read_rules(root, page, faults);
  return page;
}

std::map<std::string, std::string> read_absent_levers(const std::filesystem::path& city_folder, FaultList& faults) {
  const std::filesystem::path file = city_folder / "city.yaml";
  std::map<std::string, std::string> absent;
  FaultList of_the_page;  // who reads the whole page reports them
  const auto text = faults.attempt({}, "", [&] { return read_file(file); });
  if (!text) return absent;
  const YamlDocument document = read_yaml(*text, file.string(), of_the_page);
  const YamlEntry* without = document.root.is_map() ? document.root.find("without") : nullptr;
  if (without == nullptr || !require_map(without->value, "without", faults)) return absent;
  for (const YamlEntry& lever : without->value.entries) {
    absent[lever.key] = read_text(lever.value, lever.key, faults).value_or("");
  }
  return absent;
}

std::string city_page_text(const CityPage& page) {
  const auto title = page.titles.find("en");
  std::string text =
      fmt::format("{}, {}\nBaseline {}: {:.0f} t CO2e ({})\n", title == page.titles.end() ? page.name : title->second,
                  page.county, page.baseline_year, page.baseline_emissions, page.baseline_source);
  for (const CityFact& fact : page.facts) text += fmt::format("  {}: {} ({})\n", fact.name, fact.value, fact.source);
  if (!page.rules.empty()) text += "Where the city's own data are missing\n";
  for (const std::string& rule : page.rules) text += "  " + rule + "\n";
  return text;
}

}  // namespace skifte::scenarios
