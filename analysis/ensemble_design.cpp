#include "analysis/ensemble_design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "analysis/plan_record.hpp"
#include "analysis/provenance.hpp"
#include "output/model_results.hpp"
#include "scenarios/locations.hpp"

namespace skifte::analysis {

namespace {

constexpr double not_drawn = std::numeric_limits<double>::quiet_NaN();

bool pulls(const scenarios::Scenario& scenario, const std::string& lever) {
  return std::any_of(scenario.levers.begin(), scenario.levers.end(),
                     [&](const scenarios::LeverEntry& entry) { return entry.name == lever; });
}

}  // namespace

output::Layout ensemble_layout(const Plan& plan) {
  const output::Layout model = output::model_layout(plan.merged());
  std::vector<output::Dimension> dimensions = model.dimensions();
  std::vector<output::VariableSpec> variables = model.variables();
  dimensions.push_back({"scenario", plan.scenario_names(), {}, "scenario"});
  output::Dimension factors{"design_factor", {}, {}, "lever setting that the design varies"};
  for (const Factor& factor : plan.factors()) factors.labels.push_back(factor.name);
  dimensions.push_back(std::move(factors));
  variables.push_back({"design_point", {}, "1", "point of the design, from 0"});
  variables.push_back({"design_scenario", {}, "1", "place in the dimension scenario, from 0"});
  variables.push_back({"design_level", {"design_factor"}, "1", "level of the factor in design_levels, from 0"});
  variables.push_back({"design_unit",
                       {"assumption"},
                       "1",
                       "place in the unit cube, whose quantile assumption_value is; NaN: not drawn",
                       output::Missing::allowed});
  return output::Layout(std::move(dimensions), std::move(variables));
}

void fill_design(const Plan& plan, const output::Layout& layout, const PlannedMember& member,
                 std::vector<double>& values) {
  const Variant& variant = plan.variants()[member.variant];
  output::fill_inputs(layout, plan.merged(), member.values, values);
  const std::vector<scenarios::LeverEntry>& levers = plan.merged().levers;
  for (std::size_t i = 0; i < levers.size(); ++i) {
    values[layout.offset("lever_value") + i] = pulls(variant.content, levers[i].name) ? 1 : 0;
  }
  values[layout.offset("design_point")] = member.point;
  values[layout.offset("design_scenario")] = static_cast<double>(variant.scenario);
  for (std::size_t f = 0; f < variant.levels.size(); ++f) {
    values[layout.offset("design_level") + f] = static_cast<double>(variant.levels[f]);
  }
  for (std::size_t i = 0; i < member.values.size(); ++i) {
    values[layout.offset("design_unit") + i] = member.unit.empty() ? not_drawn : member.unit[i];
  }
}

void describe_design(const Plan& plan, output::FileHeader& header) {
  header.scenario = fmt::format("{}", fmt::join(plan.scenario_names(), " "));
  header.extra["design"] = plan.design();
  header.extra["design_description"] = plan.describe();
  header.extra["design_size"] = std::to_string(plan.spec().design.size);
  header.extra["design_block"] = std::to_string(plan.block());
  header.extra["design_second_order"] = plan.spec().design.second_order == SecondOrder::yes ? "yes" : "no";
  header.extra["design_replicates"] = std::to_string(plan.replicates());
  output::LabelTexts levels{
      "design_levels", "design_factor", {}, "the factor's levels, design_level counts them from 0"};
  for (const Factor& factor : plan.factors()) levels.texts.push_back(fmt::format("{}", fmt::join(factor.levels, "|")));
  header.label_texts.push_back(std::move(levels));
  const InputFiles files = input_files(plan.merged(), scenarios::find_home());
  std::vector<std::string> places;
  for (const std::string& path : plan.scenario_files()) places.push_back(files.places.at(path));
  header.provenance.push_back({"design", plan_text(plan, places)});
}

output::Observation convergence_series(const Until& until, const std::vector<Convergence>& convergence,
                                       std::uint32_t members_per_point) {
  output::Observation series{
      "convergence", {}, {}, "1", "share of members that meet it and its half-width by members", ""};
  series.source = fmt::format("{}; 95 % interval, judged after every {} points", until.text, until.batch);
  output::Dimension members{"members", {}, {}, "members judged"};
  for (const Convergence& each : convergence) {
    members.labels.push_back(std::to_string(each.points * members_per_point));
    series.values.insert(series.values.end(), {each.estimate, each.half_width});
  }
  series.dimensions = {members, {"measure", {"estimate", "half_width"}, {}, "what is judged"}};
  return series;
}

}  // namespace skifte::analysis
