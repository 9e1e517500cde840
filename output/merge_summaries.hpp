#pragma once
#include <string>
#include <vector>

#include "output/merge.hpp"

namespace skifte::output {

/// merge_results for shards that are summaries: their sketches are added, two at a time in memory.
MergeOutcome merge_summaries(const std::string& path, const std::vector<std::string>& shards,
                             const std::string& command, const std::string& host, Completeness completeness,
                             Overwrite overwrite);

}  // namespace skifte::output
