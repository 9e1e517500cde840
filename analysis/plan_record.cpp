#include "analysis/plan_record.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

using Json = nlohmann::json;

PlanSpec read_spec(const Json& json, const std::filesystem::path& home) {
  PlanSpec spec;
  spec.table = json.at("table").get<std::string>();
  if (spec.table.empty()) spec.design.kind = design_kind(json.at("design").get<std::string>());
  spec.design.size = json.at("size").get<std::uint32_t>();
  spec.design.second_order = json.at("second_order").get<bool>() ? SecondOrder::yes : SecondOrder::no;
  for (const Json& place : json.at("scenarios")) spec.scenarios.push_back((home / place.get<std::string>()).string());
  for (const Json& factor : json.at("factors")) {
    spec.factors.push_back({factor.at("name").get<std::string>(), factor.at("levels").get<std::vector<std::string>>()});
  }
  spec.join = json.at("zipped").get<bool>() ? Join::zipped : Join::crossed;
  spec.replicates = json.at("replicates").get<std::uint32_t>();
  spec.vary = json.at("vary").get<std::vector<std::string>>();
  spec.correlations = json.at("independent").get<bool>() ? Correlations::left_out : Correlations::declared;
  return spec;
}

}  // namespace

std::string plan_text(const Plan& plan, const std::vector<std::string>& places) {
  const PlanSpec& spec = plan.spec();
  Json factors = Json::array();
  if (spec.table.empty()) {
    for (const Factor& factor : spec.factors) factors.push_back({{"name", factor.name}, {"levels", factor.levels}});
  }
  const Json json = {{"design", plan.design()},
                     {"size", spec.design.size},
                     {"second_order", spec.design.second_order == SecondOrder::yes},
                     {"scenarios", places},
                     {"factors", factors},
                     {"zipped", spec.join == Join::zipped},
                     {"replicates", spec.replicates},
                     {"vary", spec.vary},
                     {"independent", spec.correlations == Correlations::left_out},
                     {"table", spec.table}};
  return json.dump(1) + "\n";
}

Plan recorded_plan(const std::string& text, std::uint64_t seed, const std::vector<std::string>& sets,
                   const std::filesystem::path& home) {
  PlanSpec spec;
  try {
    spec = read_spec(Json::parse(text), home);
  } catch (const Json::exception& fault) {
    throw sim::UserFault(fmt::format("the result's design cannot be read ({})", fault.what()));
  }
  spec.seed = seed;
  const scenarios::Vocabulary& vocabulary = scenarios::model_vocabulary();
  const ScenarioLoader load = [&](const std::string& path, const std::vector<std::string>& further) {
    std::vector<std::string> all = sets;
    all.insert(all.end(), further.begin(), further.end());
    return scenarios::load_scenario(path, all, vocabulary, home);
  };
  if (spec.table.empty()) return {spec, load};
  scenarios::FaultList faults;
  const scenarios::CsvTable table(spec.table, "design", faults);
  faults.throw_if_any();
  return {spec, table, load, vocabulary};
}

}  // namespace skifte::analysis
