#pragma once
#include <vector>

#include "agents/model.hpp"
#include "output/dataset.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::output {

/// The layout of a result of this scenario, format 1: what design and docs/formats/results.md promise, by year.
Layout model_layout(const scenarios::Scenario& scenario);

/// Fills a member's values from a finished run. `draws` are the drawn values of scenario.uncertainties, in their order.
/// `values` has layout.total() numbers, in the layout of model_layout(scenario).
void fill_values(const Layout& layout, const scenarios::Scenario& scenario, const agents::ModelRun& run,
                 const std::vector<double>& draws, std::vector<double>& values);

/// Writes the inputs part only (assumption and lever values), which a member that failed keeps.
void fill_inputs(const Layout& layout, const scenarios::Scenario& scenario, const std::vector<double>& draws,
                 std::vector<double>& values);

/// The observed series of the city, for the file's /observations group.
std::vector<Observation> model_observations(const agents::CityData& city);

/// Units of assumptions and targets, along their dimensions.
std::vector<LabelTexts> model_label_texts(const scenarios::Scenario& scenario);

}  // namespace skifte::output
