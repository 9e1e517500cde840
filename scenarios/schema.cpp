#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/bounds_reading.hpp"
#include "scenarios/check.hpp"
#include "scenarios/lever_reading.hpp"
#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {
namespace {

using Json = nlohmann::ordered_json;

Json closed_map(Json properties) {
  return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

Json described(Json schema, const std::string& description) {
  schema["description"] = description;
  return schema;
}

/// A number's bounds are checked by editors where it is written without unit; the words say them in any case.
Json quantity(const std::string& unit, const std::string& description, const sim::Bounds& bounds = {}) {
  Json schema = {{"$ref", "#/$defs/quantity"}};
  const std::string limits = describe(bounds);
  std::string in_brackets = unit == "1" ? "" : unit;
  if (!limits.empty()) in_brackets += (in_brackets.empty() ? "" : "; ") + limits;
  if (unit == "1" && std::isfinite(bounds.least))
    schema[bounds.includes_least ? "minimum" : "exclusiveMinimum"] = bounds.least;
  if (unit == "1" && std::isfinite(bounds.most)) schema["maximum"] = bounds.most;
  return described(std::move(schema), description + (in_brackets.empty() ? "" : " [" + in_brackets + "]"));
}

Json parameter(const sim::LeverParameter& parameter, const Vocabulary& vocabulary, LeverStart starts) {
  if (parameter.unit == "date" && starts == LeverStart::by_rule)
    return quantity("year", parameter.meaning + ", from the lever's start");
  if (parameter.unit == "date") return described({{"$ref", "#/$defs/date"}}, parameter.meaning);
  if (parameter.unit == "payer") return described({{"enum", vocabulary.payers}}, parameter.meaning);
  return quantity(parameter.unit, parameter.meaning, parameter.bounds.value_or(sim::Bounds::any()));
}

Json text() {
  return {{"anyOf", {{{"type", "string"}}, closed_map({{"sv", {{"type", "string"}}}, {"en", {{"type", "string"}}}})}}};
}

Json levers(const Vocabulary& vocabulary, LeverStart starts) {
  Json properties = Json::object();
  for (const sim::LeverDeclaration& lever : vocabulary.levers) {
    Json parameters = Json::object();
    for (const sim::LeverParameter& own : lever.parameters) parameters[own.name] = parameter(own, vocabulary, starts);
    for (const sim::LeverParameter& common : common_lever_parameters()) {
      if (common.name == "start" && starts == LeverStart::by_rule) continue;
      parameters[common.name] = parameter(common, vocabulary, starts);
    }
    parameters["source"] = described(text(), "Where this setting comes from, for readers of the report");
    properties[lever.name] =
        described({{"anyOf", {closed_map(std::move(parameters)), {{"enum", {"on", "off"}}}, {{"type", "boolean"}}}}},
                  lever.meaning);
  }
  return closed_map(std::move(properties));
}

Json series(const std::string& unit, const sim::Bounds& bounds) {
  const Json points = {
      {"type", "object"},
      {"additionalProperties", quantity(unit, "Value from a year (2015) or a date (2015-07-01)", bounds)},
      {"minProperties", 1}};
  Json schema = closed_map({{"series", points}, {"interpolation", {{"enum", {"linear", "step"}}}}});
  schema["required"] = {"series", "interpolation"};
  return schema;
}

Json assumptions(const Vocabulary& vocabulary) {
  Json properties = Json::object();
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions) {
    Json value = quantity(assumption.unit, assumption.meaning, assumption.bounds);
    if (assumption.shape == sim::AssumptionShape::series) {
      value = described({{"anyOf", {value, series(assumption.unit, assumption.bounds)}}}, assumption.meaning);
    }
    properties[assumption.name] = value;
  }
  return closed_map(std::move(properties));
}

Json one_distribution(const char* kind, const std::vector<std::string>& required,
                      const std::vector<std::string>& optional = {}) {
  Json parameters = Json::object();
  for (const std::string& name : required) parameters[name] = {{"$ref", "#/$defs/quantity"}};
  for (const std::string& name : optional) parameters[name] = {{"$ref", "#/$defs/quantity"}};
  Json inner = closed_map(std::move(parameters));
  inner["required"] = required;
  Json outer = closed_map({{kind, std::move(inner)}});
  outer["required"] = {kind};
  return outer;
}

Json distribution() {
  return {{"anyOf",
           {one_distribution("fixed", {"value"}),
            one_distribution("uniform", {"low", "high"}),
            one_distribution("triangular", {"low", "mode", "high"}),
            one_distribution("normal", {"mean", "sd"}, {"low", "high"}),
            one_distribution("lognormal", {"median", "log_sd"}),
            one_distribution("beta", {"alpha", "beta", "low", "high"}),
            {{"enum", {"off"}}},
            {{"const", false}}}}};
}

Json uncertainties(const Vocabulary& vocabulary) {
  Json properties = Json::object();
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions) {
    const bool is_number = assumption.shape == sim::AssumptionShape::number;
    properties[assumption.name] = described(
        {{"$ref", "#/$defs/distribution"}},
        assumption.meaning + (is_number ? " [" + assumption.unit + "]" : " (the distribution is of a factor)"));
  }
  return closed_map(std::move(properties));
}

Json correlations(const Vocabulary& vocabulary) {
  Json names = Json::array();
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions) names.push_back(assumption.name);
  const Json between = {{"type", "array"}, {"items", {{"enum", names}}}, {"minItems", 2}, {"uniqueItems", true}};
  const Json rank = {{"type", "number"},
                     {"exclusiveMinimum", -1},
                     {"exclusiveMaximum", 1},
                     {"description", "Spearman's rank correlation of each pair"}};
  Json correlation = closed_map({{"between", between}, {"rank", rank}});
  correlation["required"] = {"between", "rank"};
  return {{"type", "object"},
          {"additionalProperties", {{"anyOf", {correlation, {{"enum", {"off"}}}, {{"const", false}}}}}}};
}

Json targets(const Vocabulary& vocabulary) {
  Json names = Json::array();
  for (const Outcome& outcome : vocabulary.outcomes) names.push_back(outcome.name);
  Json target = closed_map({{"variable", {{"enum", names}}},
                            {"year", {{"$ref", "#/$defs/year"}}},
                            {"at_most", {{"$ref", "#/$defs/quantity"}}},
                            {"at_least", {{"$ref", "#/$defs/quantity"}}}});
  target["required"] = {"variable", "year"};
  return {{"type", "object"}, {"additionalProperties", {{"anyOf", {target, {{"enum", {"off"}}}, {{"const", false}}}}}}};
}

Json rules(const Vocabulary& vocabulary) {
  Json names = Json::array();
  for (const Outcome& outcome : vocabulary.outcomes) {
    if (outcome.name.starts_with("emissions_published")) names.push_back(outcome.name);
  }
  const Json path = {{"type", "object"},
                     {"additionalProperties", quantity("t", "Threshold from a year on, linear to the next")},
                     {"minProperties", 1}};
  Json rule = closed_map({{"variable", {{"enum", names}}},
                          {"year", {{"$ref", "#/$defs/year"}}},
                          {"above", {{"anyOf", {quantity("t", "Threshold"), path}}}},
                          {"lead_time", quantity("year", "From the decision to the levers' start")},
                          {"levers", levers(vocabulary, LeverStart::by_rule)}});
  rule["required"] = {"variable", "above", "levers"};
  return {{"type", "object"}, {"additionalProperties", {{"anyOf", {rule, {{"enum", {"off"}}}, {{"const", false}}}}}}};
}

}  // namespace

std::string scenario_schema(const Vocabulary& vocabulary) {
  Json properties = {
      {"skifte", {{"const", 1}, {"description", "Format of the scenario language"}}},
      {"name", text()},
      {"description", text()},
      {"city", {{"type", "string"}, {"description", "A folder of scenarios/cities"}}},
      {"extends", {{"type", "string"}, {"description", "A shipped scenario's name, or a path from this file"}}},
      {"period", closed_map({{"from", {{"$ref", "#/$defs/year"}}}, {"to", {{"$ref", "#/$defs/year"}}}})},
      {"levers", levers(vocabulary, LeverStart::by_date)},
      {"rules", rules(vocabulary)},
      {"assumptions", assumptions(vocabulary)},
      {"uncertainties", uncertainties(vocabulary)},
      {"correlations", correlations(vocabulary)},
      {"targets", targets(vocabulary)},
  };
  Json schema = closed_map(std::move(properties));
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schema["title"] = "A Skifte scenario";
  schema["required"] = {"skifte"};
  schema["$defs"] = {
      {"quantity", {{"type", {"string", "number"}}, {"description", "A number and its unit, as in '200 kt/year'"}}},
      {"date", {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}},
      {"year", {{"type", "integer"}, {"minimum", earliest_year}, {"maximum", latest_year}}},
      {"distribution", distribution()},
  };
  return schema.dump(2) + "\n";
}

}  // namespace skifte::scenarios
