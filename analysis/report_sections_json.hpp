#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "analysis/report_sections.hpp"

/// The page's numbers as JSON: fans and the sections of report_sections.hpp.
namespace skifte::analysis {

/// Null where it is not finite: JSON knows no infinity.
nlohmann::json number(double value);

/// A list of `convert(item)`; an empty list stays a list (json's own default would be null).
template <class Items, class Convert>
nlohmann::json list(const Items& items, Convert convert) {
  nlohmann::json result = nlohmann::json::array();
  for (const auto& item : items) result.push_back(convert(item));
  return result;
}

nlohmann::json to_json(const Text& text);
nlohmann::json to_json(const FanRow& row);
nlohmann::json to_json(const Fan& fan);
nlohmann::json to_json(const std::vector<NamedFan>& fans);
nlohmann::json to_json(const std::optional<PairedMean>& mean);
nlohmann::json to_json(const std::optional<FanRow>& row);
nlohmann::json to_json(const MoneyReport& money);
nlohmann::json to_json(const PeopleReport& people);
nlohmann::json to_json(const DriverReport& report);
nlohmann::json to_json(const AttributionReport& report);
nlohmann::json to_json(const SensitivityReport& report);
nlohmann::json to_json(const DiscoveryReport& report);
nlohmann::json to_json(const InformationReport& report);

}  // namespace skifte::analysis
