#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "output/result_reader.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// What came of computing a member of a result again.
struct Reproduction {
  std::size_t numbers = 0;               ///< compared
  std::size_t different = 0;             ///< of these; NaN equals NaN
  std::vector<std::string> differences;  ///< the first of each variable, in words
  /// What may explain a difference: another program, compiler or library, files that read otherwise now.
  std::vector<std::string> surroundings;
  bool identical() const { return different == 0 && differences.empty(); }
};

/// Computes `member` of the result at `path` again, from the input files, draws, seed and replicate that the file
/// carries, and compares every value bit by bit. What lies in this machine's scenarios is not read, only compared.
/// UserFault when the file has no such member, does not carry its inputs, this program refuses them, or the member had
/// failed and fails again (with both reasons).
Reproduction reproduce_member(const std::string& path, std::uint32_t member, int threads);

/// The scenario that the result was computed from, read again from the input files it carries. UserFault when it
/// carries none or this program refuses them.
scenarios::Scenario stored_scenario(const output::ResultFile& file);

/// Writes the input files that the result carries below `folder`, which becomes a home for SKIFTE_HOME, and returns
/// their places.
std::vector<std::string> extract_inputs(const std::string& path, const std::string& folder);

}  // namespace skifte::analysis
