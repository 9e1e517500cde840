#pragma once
#include <string>
#include <vector>

#include "analysis/discovery/paired_outcomes.hpp"
#include "analysis/report_data.hpp"

namespace skifte::analysis {

/// Whether less or more of an outcome is wanted.
enum class Better { less, more };

/// A scenario beside the others over the futures they share.
struct RobustScenario {
  std::string name;
  MemberCount satisfied;   ///< of a condition: futures in which it holds
  double mean = 0;         ///< of an amount
  double regret_mean = 0;  ///< of an amount: distance to the future's best scenario
  double regret_q95 = 0;
  double regret_largest = 0;
  double best_share = 0;  ///< futures in which none is better
};

struct Robustness {
  std::string outcome;
  std::string unit;
  bool is_condition = false;
  std::size_t futures = 0;
  std::size_t left_out = 0;
  std::size_t unshared = 0;
  std::vector<RobustScenario> scenarios;
};

/// Regret (Savage 1951) and satisficing (Starr 1963; Lempert & Collins 2007, doi:10.1111/j.1539-6924.2007.00940.x):
///     regret_s(f) = |value_s(f) - best over scenarios of value(f)|
/// a condition's satisficing is the share of futures in which it holds.
Robustness robustness(const PairedOutcomes& paired, const std::string& outcome, Better better);

}  // namespace skifte::analysis
