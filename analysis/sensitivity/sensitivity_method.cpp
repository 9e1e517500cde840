#include <fmt/format.h>

#include <algorithm>

#include "analysis/sensitivity/sensitivity.hpp"
#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

const std::vector<std::string> method_words = {"sobol", "morris", "pawn", "delta", "given-data"};

}  // namespace

SensitivityMethod sensitivity_method(const std::string& word) {
  const auto found = std::find(method_words.begin(), method_words.end(), word);
  if (found == method_words.end()) {
    const std::string near = scenarios::suggestion(word, method_words);
    throw sim::UserFault(
        fmt::format("no method is called '{}'{}", word,
                    near.empty() ? fmt::format(" (there are {})", fmt::join(method_words, ", ")) : near));
  }
  return static_cast<SensitivityMethod>(found - method_words.begin());
}

std::string to_word(SensitivityMethod method) {
  return method_words[static_cast<std::size_t>(method)];
}

const std::vector<std::string>& sensitivity_methods() {
  return method_words;
}

std::vector<std::string> measures_of(SensitivityMethod method) {
  switch (method) {
    case SensitivityMethod::morris:
      return {"mu_star", "mu", "sigma"};
    case SensitivityMethod::pawn:
      return {"median", "largest"};
    case SensitivityMethod::delta:
      return {"delta", "first"};
    default:  // shares of the variance
      return {"first", "total"};
  }
}

SensitivityMethod usual_method(const Study& study) {
  if (study.design == "saltelli") return SensitivityMethod::sobol;
  return study.design == "morris" ? SensitivityMethod::morris : SensitivityMethod::delta;
}

}  // namespace skifte::analysis
