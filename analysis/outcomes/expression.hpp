#pragma once
#include <string>

#include "analysis/outcomes/outcome_source.hpp"

namespace skifte::analysis {

/// What an expression of outcomes gives by member.
struct ExpressionValues {
  bool is_condition = false;  ///< values are 1 where it holds, else 0
  OutcomeValues values;       ///< NaN where an outcome in it is missing
};

/// Evaluates
///     CONDITION := COMPARISON { (and | or) COMPARISON }, `and` before `or`, ( ) as wanted
///     COMPARISON := SUM (< | <= | > | >=) SUM
///     SUM := TERM { (+ | -) TERM }
///     TERM := OUTCOME | NUMBER [UNIT] | NUMBER * OUTCOME
/// e.g. `net_emissions@2035 > 50 kt and cost@2025-2050 < 30000 MSEK`, or a SUM alone. Units are those of the first
/// outcome; quantities are converted to it; outcomes in other units need a weight (`cost@2030 + 0.0015 *
/// emissions@2030`), which then holds their unit too. A name with other characters than letters, digits and _ . @
/// stands in single quotes. UserFault with the place in the text.
ExpressionValues evaluate_expression(const std::string& text, const OutcomeSource& source);

}  // namespace skifte::analysis
