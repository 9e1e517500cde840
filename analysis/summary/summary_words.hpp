#pragma once
#include <string>

#include "analysis/summary/summary.hpp"

namespace skifte::analysis {

/// The answer in sentences: the chances, how far off, what decides, what the model does not cover. Plain text, English,
/// lines of at most 120 letters, indented by two.
std::string summary_words(const ResultSummary& summary);

}  // namespace skifte::analysis
