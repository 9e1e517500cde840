#include "scenarios/words.hpp"

#include "scenarios/locations.hpp"
#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {

std::string Words::meaning(const sim::LeverDeclaration& lever) const {
  const auto found = levers.find(lever.name);
  return found == levers.end() ? lever.meaning : found->second;
}

Words read_words(const std::filesystem::path& file, const Vocabulary& vocabulary, FaultList& faults) {
  Words words;
  const auto text = faults.attempt({}, "", [&] { return read_file(file); });
  if (!text) return words;
  const YamlDocument document = read_yaml(*text, file.string(), faults);
  if (!require_map(document.root, "the file of words", faults)) return words;
  require_known_keys(document.root, "a file of words", {"levers"}, faults);
  const YamlEntry* levers = document.root.find("levers");
  if (levers == nullptr || !require_map(levers->value, "levers", faults)) return words;
  std::vector<std::string> known;
  for (const sim::LeverDeclaration& lever : vocabulary.levers) known.push_back(lever.name);
  require_known_keys(levers->value, "levers", known, faults);
  for (const YamlEntry& entry : levers->value.entries) {
    if (const auto meaning = read_text(entry.value, entry.key, faults)) words.levers[entry.key] = *meaning;
  }
  for (const std::string& name : known) {
    if (words.levers.contains(name)) continue;
    faults.add(levers->position, "the lever '" + name + "' has no words here (the report would fall back on English)");
  }
  return words;
}

std::filesystem::path words_file(const std::filesystem::path& home, const std::string& language) {
  return home / "scenarios" / "words" / (language + ".yaml");
}

}  // namespace skifte::scenarios
