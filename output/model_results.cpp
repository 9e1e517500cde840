#include "output/model_results.hpp"

#include <limits>
#include <span>
#include <string>

#include "agents/categories.hpp"
#include "output/model_variables.hpp"
#include "scenarios/outcomes.hpp"

namespace skifte::output {

namespace {

template <std::size_t N>
Dimension labelled(const std::string& name, const agents::Labels<N>& labels, const std::string& long_name) {
  return {name, {labels.begin(), labels.end()}, {}, long_name};
}

std::vector<std::string> names_of(const std::vector<scenarios::Uncertainty>& uncertainties) {
  std::vector<std::string> names;
  for (const auto& uncertainty : uncertainties) names.push_back(uncertainty.name);
  return names;
}

template <class Entry>
std::vector<std::string> entry_names(const std::vector<Entry>& entries) {
  std::vector<std::string> names;
  for (const Entry& entry : entries) names.push_back(entry.name);
  return names;
}

std::vector<std::string> rule_names(const scenarios::Scenario& scenario) {
  std::vector<std::string> names;
  for (const auto& entry : scenario.rules) names.push_back(entry.rule.name);
  return names;
}

/// What becomes of rules and levers in the run.
void fill_courses(const Layout& layout, const scenarios::Scenario& scenario, const agents::ModelRun& run,
                  std::vector<double>& values) {
  for (std::size_t i = 0; i < scenario.rules.size(); ++i) {
    const auto fired = run.rules_fired.find(scenario.rules[i].rule.name);
    values[layout.offset("rule_fired") + i] =
        fired == run.rules_fired.end() ? std::numeric_limits<double>::quiet_NaN() : sim::decimal_year(fired->second);
  }
  for (std::size_t i = 0; i < scenario.levers.size(); ++i) {
    const auto late = run.lever_delays.find(scenario.levers[i].name);
    values[layout.offset("lever_delay") + i] = late == run.lever_delays.end() ? 0 : late->second;
  }
}

}  // namespace

Layout model_layout(const scenarios::Scenario& scenario) {
  Dimension years{"year", {}, {}, "calendar year"};
  for (int year = scenario.first_year; year <= scenario.last_year; ++year) years.years.push_back(year);
  std::vector<Dimension> dimensions{
      years,
      labelled("sector", agents::sector_labels, "sector of the national inventory"),
      labelled("subsector", agents::subsector_labels, "sub-sector"),
      labelled("carrier", agents::carrier_labels, "energy carrier, or process"),
      labelled("powertrain", agents::powertrain_labels, "powertrain"),
      labelled("heating", agents::heating_labels, "main heating system"),
      labelled("payer", agents::payer_labels, "who pays"),
      labelled("measure", agents::measure_labels, "what the money is for"),
      labelled("quintile", agents::quintile_labels, "household income quintile"),
      labelled("group", agents::household_group_labels,
               "group of households: by income quintile, tenure, dwelling or type, each dividing all of them"),
      labelled("bill", agents::household_bill_labels, "what households pay a year"),
      labelled("adoption", agents::household_adoption_labels, "what households have"),
      labelled("sink", agents::sink_labels, "kind of removal"),
      labelled("capture", agents::captured_labels, "what is captured"),
      labelled("footprint_category", agents::footprint_labels, "category of the consumption footprint"),
      labelled("mode", agents::mode_labels, "mode of travel"),
      labelled("transfer", agents::transfer_labels, "what payers pay each other"),
      labelled("city_finance_item", agents::city_finance_labels, "the city's climate money"),
      labelled("bottleneck", agents::bottleneck_labels, "what was short"),
      labelled("works", agents::works_labels, "large works that contractors build"),
      labelled("heat_source", agents::heat_source_labels, "what makes the district network's heat"),
      labelled("grid_customer", agents::grid_customer_labels, "who waits for a connection"),
      Dimension{"assumption", names_of(scenario.uncertainties), {}, "uncertain assumption"},
      Dimension{"lever", entry_names(scenario.levers), {}, "lever the scenario pulls"},
      Dimension{"rule", rule_names(scenario), {}, "rule that starts levers"},
      Dimension{"target", entry_names(scenario.targets), {}, "target"},
  };
  std::vector<VariableSpec> variables;
  for (const ModelVariable& variable : model_variables()) variables.push_back(variable.spec);
  variables.push_back({"target_met", {"target"}, "1", "1 when the target is met in its year"});
  variables.push_back(
      {"first_year_met", {"target"}, "year", "first year in which the target's bound holds", Missing::allowed});
  variables.push_back({"first_year_neutral",
                       {},
                       "year",
                       "first year in which both tests of neutrality hold, physical account",
                       Missing::allowed});
  variables.push_back({"assumption_value", {"assumption"}, "1", "value drawn, in assumption_units"});
  variables.push_back({"lever_delay", {"lever"}, "d", "by which the lever is late for want of the city's money"});
  variables.push_back(
      {"rule_fired", {"rule"}, "year", "when the rule fired, decimal year; missing if it did not", Missing::allowed});
  variables.push_back({"lever_value", {"lever"}, "1", "1: the scenario pulls the lever"});
  return Layout(std::move(dimensions), std::move(variables));
}

void fill_inputs(const Layout& layout, const scenarios::Scenario& scenario, const std::vector<double>& draws,
                 std::vector<double>& values) {
  for (std::size_t i = 0; i < draws.size(); ++i) values[layout.offset("assumption_value") + i] = draws[i];
  for (std::size_t i = 0; i < scenario.levers.size(); ++i) values[layout.offset("lever_value") + i] = 1;
}

void fill_values(const Layout& layout, const scenarios::Scenario& scenario, const agents::ModelRun& run,
                 const std::vector<double>& draws, std::vector<double>& values) {
  const std::size_t years = static_cast<std::size_t>(run.accounts.calendar().years());
  for (const ModelVariable& variable : model_variables()) {
    const std::size_t width = layout.size(variable.spec.name) / years;
    const std::span<double> rows(values.data() + layout.offset(variable.spec.name), layout.size(variable.spec.name));
    for (std::size_t year = 0; year < years; ++year) {
      variable.fill(run, static_cast<int>(year), rows.subspan(year * width, width));
    }
  }
  constexpr double never = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t i = 0; i < scenario.targets.size(); ++i) {
    values[layout.offset("target_met") + i] = scenarios::target_met(scenario.targets[i], run) ? 1 : 0;
    const int first = scenarios::first_year_met(scenario.targets[i], run);
    values[layout.offset("first_year_met") + i] = first > 0 ? first : never;
  }
  fill_courses(layout, scenario, run, values);
  double& neutral = values[layout.offset("first_year_neutral")];
  neutral = never;
  for (int year = static_cast<int>(years) - 1; year >= 0; --year) {
    if (agents::is_neutral(run.accounts, agents::Account::physical, run.contract, year)) {
      neutral = run.accounts.calendar().first_year() + year;
    }
  }
  fill_inputs(layout, scenario, draws, values);
}

std::vector<LabelTexts> model_label_texts(const scenarios::Scenario& scenario) {
  LabelTexts units{"assumption_units", "assumption", {}, "unit of assumption_value"};
  LabelTexts laws{"assumption_distribution", "assumption", {}, "distribution drawn from"};
  for (const auto& uncertainty : scenario.uncertainties) {
    units.texts.push_back(uncertainty.unit);
    laws.texts.push_back(uncertainty.distribution.describe(uncertainty.unit));
  }
  LabelTexts settings{"lever_setting", "lever", {}, "the lever as the scenario sets it"};
  LabelTexts origins{"lever_origin", "lever", {}, "the scenario that set it last"};
  LabelTexts sources_sv{"lever_source_sv", "lever", {}, "where the setting comes from, in Swedish; may be empty"};
  LabelTexts sources_en{"lever_source_en", "lever", {}, "where the setting comes from, in English; may be empty"};
  for (const auto& lever : scenario.levers) {
    settings.texts.push_back(lever.text);
    origins.texts.push_back(lever.origin);
    sources_sv.texts.push_back(lever.source.in("sv"));
    sources_en.texts.push_back(lever.source.in("en"));
  }
  LabelTexts starts{"lever_rule", "lever", {}, "the rule that starts the lever; empty where its dates do"};
  for (const auto& lever : scenario.levers) starts.texts.push_back(lever.rule);
  LabelTexts rules{"rule_setting", "rule", {}, "the rule as the scenario sets it"};
  for (const auto& rule : scenario.rules) rules.texts.push_back(rule.text);
  LabelTexts variables{"target_variable", "target", {}, "what the target is about"};
  LabelTexts bounds{"target_bound", "target", {}, "the bound as number, unit and year"};
  LabelTexts limits{
      "target_limit", "target", {}, "upper bound of the target, in the outcome's unit; empty for a lower bound"};
  LabelTexts target_years{"target_year", "target", {}, "year of the target"};
  LabelTexts target_units{"target_units", "target", {}, "unit of the target's outcome"};
  for (const auto& target : scenario.targets) {
    limits.texts.push_back(target.at_most ? scenarios::short_number(*target.at_most) : "");
    target_years.texts.push_back(std::to_string(target.year));
    target_units.texts.push_back(target.unit);
    variables.texts.push_back(target.variable);
    bounds.texts.push_back(bound_text(target));
  }
  return {units,      laws,      settings, origins, starts,       rules,       sources_sv,
          sources_en, variables, bounds,   limits,  target_years, target_units};
}

std::vector<Observation> model_observations(const agents::CityData& city) {
  std::vector<Observation> all;
  const auto sectors = labelled("sector", agents::sector_labels, "sector of the national inventory");
  const auto powertrains = labelled("powertrain", agents::powertrain_labels, "powertrain");
  Observation emissions{"emissions",           {{"year", {}, {}, "calendar year"}, sectors},      {}, "t CO2e",
                        "Published emissions", "SMHI, national emission database, newest release"};
  for (const agents::InventoryObservation& row : city.inventory) {
    emissions.dimensions[0].years.push_back(row.year);
    std::vector<double> sums(agents::sector_labels.size(), 0);
    for (int s = 0; s < agents::subsectors; ++s) {
      sums[static_cast<std::size_t>(agents::index(agents::sector_of(static_cast<agents::Subsector>(s))))] +=
          row.tonnes[static_cast<std::size_t>(s)];
    }
    emissions.values.insert(emissions.values.end(), sums.begin(), sums.end());
  }
  if (!emissions.values.empty()) all.push_back(emissions);
  Observation older{"emissions_release_2025",
                    {{"year", {}, {}, "calendar year"}, sectors},
                    {},
                    "t CO2e",
                    "Published emissions, the release before",
                    "SMHI, national emission database, release 2025"};
  for (const agents::OlderInventory& row : city.older_inventory) {
    older.dimensions[0].years.push_back(row.year);
    older.values.insert(older.values.end(), row.tonnes.begin(), row.tonnes.end());
  }
  if (!older.values.empty()) all.push_back(older);
  auto vehicles = [&](const std::string& name, const std::string& meaning,
                      const std::map<int, std::array<double, 7>>& rows) {
    Observation series{name,    {{"year", {}, {}, "calendar year"}, powertrains}, {}, "vehicle",
                       meaning, "Trafikanalys, Fordon i län och kommuner"};
    for (const auto& [year, counts] : rows) {
      series.dimensions[0].years.push_back(year);
      series.values.insert(series.values.end(), counts.begin(), counts.end());
    }
    if (!series.values.empty()) all.push_back(series);
  };
  vehicles("cars", "Cars in use at the year's end", city.cars);
  vehicles("new_cars", "Cars registered new", city.new_cars);
  return all;
}

}  // namespace skifte::output
