#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/sensitivity/index.hpp"

namespace skifte::analysis {

/// In words first, then tables of the `most` largest inputs; plain text, English. Over several outcomes, a table of the
/// ranking measure by outcome.
std::string sensitivity_text(const std::vector<SensitivityTable>& tables, std::size_t most);
/// All inputs, groups and pairs; an index is [value, low, high].
nlohmann::json sensitivity_json(const std::vector<SensitivityTable>& tables);
/// outcome, method, kind (input, group, pair), name, group, measure, value, low, high.
std::string sensitivity_csv(const std::vector<SensitivityTable>& tables);

}  // namespace skifte::analysis
