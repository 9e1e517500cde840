#include "scenarios/localized_text.hpp"

#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {

std::string LocalizedText::in(std::string_view language) const {
  if (const auto found = by_language.find(language); found != by_language.end()) return found->second;
  return by_language.empty() ? std::string() : by_language.begin()->second;
}

LocalizedText read_localized(const YamlNode& node, const std::string& what, FaultList& faults) {
  LocalizedText result;
  if (!node.is_map()) {
    if (const auto text = read_text(node, what, faults)) result.by_language[""] = *text;
    return result;
  }
  require_known_keys(node, what, {"sv", "en"}, faults);
  for (const YamlEntry& entry : node.entries) {
    if (const auto text = read_text(entry.value, what + ": " + entry.key, faults))
      result.by_language[entry.key] = *text;
  }
  return result;
}

}  // namespace skifte::scenarios
