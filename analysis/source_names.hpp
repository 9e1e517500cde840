#pragma once
#include <string>
#include <string_view>

namespace skifte::analysis {

/// The city whose own plants and plans the model's labels are called by; others borrow its figures by rule.
inline constexpr std::string_view named_city = "helsingborg";

/// A sub-sector in plain English, as the report has it: "heavy trucks". Other cities have no Filbornaverket and no
/// Kemira.
std::string source_name(std::string_view subsector, std::string_view city);

/// An assumption's meaning with what it is about, which its name tells and the meaning takes for granted: "Industry,
/// output growth, Kemira: Growth of output from then on" of industry.output_growth.acid.
std::string placed_meaning(std::string_view name, std::string_view meaning);

}  // namespace skifte::analysis
