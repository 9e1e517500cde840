#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/sensitivity/study.hpp"
#include "output/result_reader.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// The same futures under several scenarios.
struct PairedOutcomes {
  std::vector<std::string> scenarios;
  std::vector<std::vector<double>> values;  ///< by scenario and pair
  std::string unit;
  bool is_condition = false;
  std::size_t left_out = 0;           ///< futures that all of them hold but that are not done in each
  std::size_t unshared = 0;           ///< futures that only some of them hold
  std::vector<std::uint32_t> points;  ///< of the design, by pair: replicates share one; empty: each its own
  std::vector<StudyInput> inputs;     ///< what was drawn, the same in all scenarios
  Columns x;
};

/// An expression over the futures that all scenarios share: same seed, point of the design and replicate, and done in
/// each. A file of several scenarios counts for each of them. UserFault: fewer than two scenarios, no future in common,
/// futures that draw otherwise from the same distribution (hypercubes of another size), units that differ. The inputs
/// are the first scenario's.
PairedOutcomes pair_outcomes(const std::vector<output::ResultFile>& files, const std::string& outcome,
                             const scenarios::Vocabulary& vocabulary);

}  // namespace skifte::analysis
