#pragma once
#include <map>
#include <string>
#include <string_view>

#include "scenarios/fault_list.hpp"
#include "scenarios/yaml_document.hpp"

namespace skifte::scenarios {

/// A text in one or more languages.
struct LocalizedText {
  std::map<std::string, std::string, std::less<>> by_language;  ///< language code ("sv", "en"; "" for any) -> text

  /// The text for a language, else the one for any, else the first; "" when there is none.
  std::string in(std::string_view language) const;
  bool empty() const { return by_language.empty(); }
};

/// A text, or `{sv: ..., en: ...}`; what is neither is recorded as a fault of `what`.
LocalizedText read_localized(const YamlNode& node, const std::string& what, FaultList& faults);

}  // namespace skifte::scenarios
