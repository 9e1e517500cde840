#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/sensitivity/index.hpp"
#include "analysis/sensitivity/sobol_indices.hpp"
#include "analysis/sensitivity/study.hpp"

namespace skifte::analysis {

enum class SensitivityMethod { sobol, morris, pawn, delta, given_data };
/// "sobol", "morris", "pawn", "delta", "given-data". UserFault for another word, with the nearest.
SensitivityMethod sensitivity_method(const std::string& word);
std::string to_word(SensitivityMethod method);
/// The words of all methods.
const std::vector<std::string>& sensitivity_methods();
/// What a method states of an input: `first` and `total`, `mu_star`, ...
std::vector<std::string> measures_of(SensitivityMethod method);
/// The method that suits the study's design: sobol for saltelli, morris for morris, else delta.
SensitivityMethod usual_method(const Study& study);

/// Whether too few runs are refused.
enum class TooFew { refuse, accept };

struct SensitivityRequest {
  SensitivityMethod method = SensitivityMethod::delta;
  std::vector<std::string> outcomes;  ///< expressions; of a condition the index is of its 0 and 1
  SobolEstimator estimator = SobolEstimator::martinez;
  std::size_t classes = 0;    ///< of pawn and delta; 0: by the number of runs
  std::size_t screened = 15;  ///< inputs that the polynomial chaos takes at most
  TooFew too_few = TooFew::refuse;
  Resampling resampling;
  std::filesystem::path openturns;  ///< the program skifte-analysis, for given_data
};

/// A table per outcome; of several those that are the same in all members are left out, and the first table says so.
/// UserFault: the design does not fit the method (and which does), too few runs (and how many are needed), an outcome
/// that does not exist or varies in no run.
std::vector<SensitivityTable> sensitivity(const Study& study, const SensitivityRequest& request);

}  // namespace skifte::analysis
