#pragma once
#include <string>
#include <vector>

#include "analysis/report_data.hpp"
#include "output/result_reader.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

namespace skifte::analysis {

/// What one result sets otherwise than another: levers, rules and assumptions.
struct ResultChanges {
  std::vector<Change> changes;  ///< levers first, each kind by name
  std::string incomplete;       ///< why the assumptions' central values could not be compared; "" when they were
};

/// Levers by their settings, assumptions by value and by the distribution drawn from. Values come from the input files
/// that the results carry. `words` names levers and their parameters in Swedish.
ResultChanges changes_between(const output::ResultFile& from, const output::ResultFile& to,
                              const scenarios::Vocabulary& vocabulary, const scenarios::Words& words);

}  // namespace skifte::analysis
