#pragma once
#include <functional>
#include <string>
#include <vector>

#include "agents/model.hpp"
#include "analysis/attribution.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// How an outcome reads: an amount, or a yes or no whose mean over members is a chance.
enum class OutcomeKind { amount, chance };

/// A figure of one run, in whole counts.
struct AttributedOutcome {
  std::string name;     ///< `emissions@2030`, `cost.city@2020-2050`, `target.residual_2030`
  std::string meaning;  ///< one sentence
  std::string unit;     ///< of value(), a sum over years included
  OutcomeKind kind = OutcomeKind::amount;
  double counts_per_unit = 1;  ///< grams in a tonne, öre in a MSEK; millionths of all else
  int last_year = 0;           ///< that it looks at
  std::function<Count(const agents::ModelRun&)> count;

  double value(double counts) const { return counts / counts_per_unit; }
};

/// `NAME@YEAR`: the outcome's value in the year; `NAME@FROM-TO`: its sum over the years for amounts by year [t, MSEK],
/// its mean for all else. Names are those of targets (scenarios/outcomes.hpp) and money by payer: `cost` (investment
/// and running cost), `investment`, `running_cost`, `grants`, `taxes`, each also as `cost.PAYER`. `target.NAME`,
/// without a year, is whether the scenario's target is met in its year. UserFault with the nearest name or the years
/// there are.
AttributedOutcome parse_outcome(const std::string& text, const scenarios::Scenario& scenario);

/// All of them, every fault in one pass.
std::vector<AttributedOutcome> parse_outcomes(const std::vector<std::string>& texts,
                                              const scenarios::Scenario& scenario);

/// What is attributed when nothing is asked for: emissions by both accounts, net emissions and footprint in the
/// targets' years, each target's chance, neutrality in the last year, and, from the carbon budget's first year to the
/// last, cumulative emissions by both accounts and cost in all and by payer.
std::vector<std::string> default_outcomes(const scenarios::Scenario& scenario);

}  // namespace skifte::analysis
