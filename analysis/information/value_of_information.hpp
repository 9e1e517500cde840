#pragma once
#include <string>
#include <vector>

#include "analysis/discovery/paired_outcomes.hpp"
#include "analysis/discovery/robustness.hpp"
#include "analysis/sensitivity/index.hpp"

namespace skifte::analysis {

/// What knowing one assumption before deciding would be worth.
struct InputInformation {
  std::string input;
  std::string group;
  std::string unit;
  std::string meaning;
  Index value;                ///< expected value of partial perfect information [the outcome's unit]
  double changes_choice = 0;  ///< share of futures in which knowing it would change the choice
};

struct ValueOfInformation {
  std::string outcome;
  std::string unit;
  std::vector<std::string> scenarios;
  Better better = Better::less;
  std::vector<double> means;  ///< by scenario
  std::size_t chosen = 0;     ///< best on average
  Index perfect;              ///< of knowing everything, luck included: no study is worth more
  double noise = 0;           ///< what an assumption that tells nothing stays below in 19 of 20 cases
  std::size_t futures = 0;
  std::size_t points = 0;  ///< of the design in which they stand: their replicates are averaged, but for `perfect`
  std::size_t left_out = 0;
  std::size_t unshared = 0;
  std::vector<InputInformation> inputs;  ///< most valuable first
};

/// Expected value of perfect and of partial perfect information for a choice between scenarios (Raiffa & Schlaifer
/// 1961), from the ensemble itself by regression (Strong, Oakley & Brennan 2014, doi:10.1177/0272989X13505910):
///     EVPI  = E max_s v_s - max_s E v_s
///     EVPPI = E max_s g_s(x_i) - max_s E v_s,   g_s(x_i) = v_ref + smooth of (v_s - v_ref) over x_i's ranks
/// with v the outcome where more is better, its negative where less is; ref the best scenario on average. Differences
/// between paired futures are smoothed, so luck that scenarios share falls out. Intervals, of the
/// thirty most valuable: bootstrap over points of the design.
/// noise: 200 random orders of an input. UserFault: fewer than 100 points, unless `force`.
ValueOfInformation value_of_information(const PairedOutcomes& paired, const std::string& outcome, Better better,
                                        const Resampling& resampling, bool force);

}  // namespace skifte::analysis
