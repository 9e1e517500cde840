#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "agents/model.hpp"
#include "output/dataset.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::output {

/// A variable by year of format 1 and how a run fills one year of it.
struct ModelVariable {
  VariableSpec spec;  ///< the first dimension is year
  std::function<void(const agents::ModelRun& run, int year, std::span<double> row)> fill;
};

/// All of them, in the file's order.
const std::vector<ModelVariable>& model_variables();

/// `at most 170000 t in 2030`.
std::string bound_text(const scenarios::Target& target);

}  // namespace skifte::output
