#include "scenarios/words.hpp"

#include <set>

#include "scenarios/lever_reading.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {

std::string Words::meaning(const sim::LeverDeclaration& lever) const {
  const auto found = levers.find(lever.name);
  return found == levers.end() ? lever.meaning : found->second;
}

std::string Words::assumption(const std::string& name) const {
  const auto found = assumptions.find(name);
  return found == assumptions.end() ? std::string() : found->second;
}

std::string Words::parameter(const std::string& name) const {
  const auto found = parameters.find(name);
  if (found != parameters.end()) return found->second;
  static const std::map<std::string, std::string, std::less<>> plainer = {{"klimatklivet", "Klimatklivet's share"},
                                                                          {"oxidation", "share oxidised"},
                                                                          {"added", "length added"},
                                                                          {"points", "charging points"}};
  if (const auto word = plainer.find(name); word != plainer.end()) return word->second;
  std::string spaced = name;
  for (char& c : spaced)
    if (c == '_') c = ' ';
  return spaced;
}

namespace {

/// Reads a map of words, one for each name of `known`.
void read_section(const YamlNode& root, const std::string& section, const std::string& one,
                  const std::vector<std::string>& known, std::map<std::string, std::string, std::less<>>& words,
                  FaultList& faults) {
  const YamlEntry* entries = root.find(section);
  if (entries == nullptr) {
    faults.add(root.position, "no " + section + " (the report would fall back on English)");
    return;
  }
  if (!require_map(entries->value, section, faults)) return;
  require_known_keys(entries->value, section, known, faults);
  for (const YamlEntry& entry : entries->value.entries) {
    if (const auto text = read_text(entry.value, entry.key, faults)) words[entry.key] = *text;
  }
  for (const std::string& name : known) {
    if (words.contains(name)) continue;
    faults.add(entries->position, one + " '" + name + "' has no words here (the report would fall back on English)");
  }
}

}  // namespace

Words read_words(const std::filesystem::path& file, const Vocabulary& vocabulary, FaultList& faults) {
  Words words;
  const auto text = faults.attempt({}, "", [&] { return read_file(file); });
  if (!text) return words;
  const YamlDocument document = read_yaml(*text, file.string(), faults);
  if (!require_map(document.root, "the file of words", faults)) return words;
  require_known_keys(document.root, "a file of words", {"levers", "parameters"}, faults);
  std::vector<std::string> levers;
  std::set<std::string> parameters{"rule"};
  for (const sim::LeverParameter& common : common_lever_parameters()) parameters.insert(common.name);
  for (const sim::LeverDeclaration& lever : vocabulary.levers) {
    levers.push_back(lever.name);
    for (const sim::LeverParameter& own : lever.parameters) parameters.insert(own.name);
  }
  read_section(document.root, "levers", "the lever", levers, words.levers, faults);
  read_section(document.root, "parameters", "the parameter", {parameters.begin(), parameters.end()}, words.parameters,
               faults);
  return words;
}

void read_assumption_words(const std::filesystem::path& file, const Vocabulary& vocabulary, Words& words,
                           FaultList& faults) {
  if (!std::filesystem::exists(file)) return;
  const auto text = faults.attempt({}, "", [&] { return read_file(file); });
  if (!text) return;
  const YamlDocument document = read_yaml(*text, file.string(), faults);
  if (!require_map(document.root, "the file of words", faults)) return;
  require_known_keys(document.root, "a file of words", {"assumptions"}, faults);
  const YamlEntry* entries = document.root.find("assumptions");
  if (entries == nullptr || !require_map(entries->value, "assumptions", faults)) return;
  std::vector<std::string> known;
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions) known.push_back(assumption.name);
  require_known_keys(entries->value, "assumptions", known, faults);
  for (const YamlEntry& entry : entries->value.entries) {
    if (const auto meaning = read_text(entry.value, entry.key, faults)) words.assumptions[entry.key] = *meaning;
  }
}

Words all_words(const std::filesystem::path& home, const std::string& language, const Vocabulary& vocabulary,
                FaultList& faults) {
  Words words = read_words(words_file(home, language), vocabulary, faults);
  read_assumption_words(home / "scenarios" / "words" / ("assumptions_" + language + ".yaml"), vocabulary, words,
                        faults);
  return words;
}

std::filesystem::path words_file(const std::filesystem::path& home, const std::string& language) {
  return home / "scenarios" / "words" / (language + ".yaml");
}

}  // namespace skifte::scenarios
