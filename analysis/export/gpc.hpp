#pragma once
#include <string_view>
#include <vector>

/// Where the model's sub-sectors stand in the Global Protocol for Community-Scale Greenhouse Gas Inventories, version
/// 1.1 (World Resources Institute, C40, ICLEI 2021), tables 4.1 and 4.3.
namespace skifte::analysis {

struct GpcRow {
  std::string_view reference;  ///< `I.1.1`
  int scope = 1;
  std::string_view sector;
  std::string_view name;
  std::vector<std::string_view> subsectors;  ///< of the model, added up; none: see notation
  std::string_view notation = {};  ///< `NE` not estimated, `IE` included elsewhere, `NO` not occurring; "" with figures
  std::string_view note = {};
};

/// In the protocol's order. Each of the model's sub-sectors stands in exactly one row.
const std::vector<GpcRow>& gpc_rows();

}  // namespace skifte::analysis
