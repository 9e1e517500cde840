#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/discovery/discovery.hpp"
#include "analysis/discovery/robustness.hpp"

namespace skifte::analysis {

/// Feature scores of one outcome.
struct ScoredOutcome {
  std::string outcome;
  std::vector<double> scores;  ///< by input of the study
};

std::string discovery_text(const Discovery& discovery);
nlohmann::json discovery_json(const Discovery& discovery);

/// The `most` inputs with the largest score in any outcome, by outcome.
std::string scores_text(const Study& study, const std::vector<ScoredOutcome>& scores, std::size_t most);
nlohmann::json scores_json(const Study& study, const std::vector<ScoredOutcome>& scores);

std::string robustness_text(const Robustness& robustness);
nlohmann::json robustness_json(const Robustness& robustness);

}  // namespace skifte::analysis
