#pragma once
#include <string>
#include <vector>

namespace skifte::analysis {

/// A text of ours or of a scenario's author. An empty language falls back on the other one, marked as such on the page.
struct Text {
  std::string sv;
  std::string en;
};

/// The members' values in one year, by their quantiles.
struct FanRow {
  int year = 0;
  double q05 = 0;
  double q25 = 0;
  double q50 = 0;
  double q75 = 0;
  double q95 = 0;
};
using Fan = std::vector<FanRow>;  ///< ascending years

/// A fan per name of a category: sector_labels, powertrain_labels, heating_labels or subsector_labels.
struct NamedFan {
  std::string name;
  Fan fan;
};

struct YearValue {
  int year = 0;
  double value = 0;
};

}  // namespace skifte::analysis
