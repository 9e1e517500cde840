#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "analysis/information/value_of_information.hpp"

namespace skifte::analysis {

/// In words first, then the `most` most valuable assumptions.
std::string information_text(const ValueOfInformation& information, std::size_t most);
nlohmann::json information_json(const ValueOfInformation& information);

}  // namespace skifte::analysis
