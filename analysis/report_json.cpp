#include "analysis/report_json.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/report_sections_json.hpp"

namespace skifte::analysis {
namespace {

using nlohmann::json;

json to_json(const MemberCount& count) {
  const ShareInterval interval = wilson_interval(count);
  return {{"met", count.met}, {"members", count.members}, {"low", interval.low}, {"high", interval.high}};
}

json to_json(const std::vector<ObservedSeries>& series) {
  return list(series, [](const ObservedSeries& one) {
    return json{{"release", one.release},
                {"label", to_json(one.label)},
                {"category", one.category},
                {"source", to_json(one.source)},
                {"points", list(one.points, [](const YearValue& point) {
                   return json::array({point.year, number(point.value)});
                 })}};
  });
}

json to_json(const TargetOutcome& outcome) {
  return {{"account", word_of(outcome.account)},
          {"chance", to_json(outcome.chance)},
          {"gap", outcome.gap ? to_json(*outcome.gap) : json(nullptr)},
          {"first_met", outcome.first_met ? to_json(*outcome.first_met) : json(nullptr)},
          {"by_year", list(outcome.by_year, [](const YearCount& entry) {
             json result = to_json(entry.count);
             result["year"] = entry.year;
             return result;
           })}};
}

json to_json(const Target& target) {
  return {{"name", target.name},
          {"label", to_json(target.label)},
          {"variable", target.variable},
          {"unit", target.unit},
          {"year", target.year},
          {"at_most", number(target.at_most)},
          {"source", target.source},
          {"outcomes", list(target.outcomes, [](const TargetOutcome& outcome) { return to_json(outcome); })}};
}

json to_json(const SpentDates& dates) {
  return {{"on", json::array({number(dates.q05), number(dates.q50), number(dates.q95)})},
          {"count", to_json(dates.spent)}};
}

json to_json(const CarbonBudget& budget) {
  return {{"amount", number(budget.amount)},
          {"from_year", budget.from_year},
          {"source", budget.source},
          {"all_gases", to_json(budget.all_gases)},
          {"carbon_dioxide", budget.carbon_dioxide ? to_json(*budget.carbon_dioxide) : json(nullptr)}};
}

json to_json(const std::optional<std::vector<Setting>>& settings) {
  if (!settings) return nullptr;
  return list(*settings, [](const Setting& setting) {
    return json{{"key", setting.key}, {"name", to_json(setting.name)}, {"value", setting.value}};
  });
}

const char* kind_word(Change::Kind kind) {
  if (kind == Change::Kind::lever) return "lever";
  return kind == Change::Kind::rule ? "rule" : "assumption";
}

json to_json(const Change& change) {
  return {{"kind", kind_word(change.kind)}, {"name", change.name},      {"meaning", to_json(change.meaning)},
          {"from", to_json(change.from)},   {"to", to_json(change.to)}, {"source", to_json(change.source)}};
}

json to_json(const ScenarioReport& scenario) {
  return {
      {"id", scenario.id},
      {"label", to_json(scenario.label)},
      {"description", to_json(scenario.description)},
      {"members", scenario.members},
      {"failed", scenario.failed},
      {"replicates", scenario.replicates},
      {"emissions",
       {{"physical", to_json(scenario.emissions_physical)}, {"published", to_json(scenario.emissions_published)}}},
      {"net", to_json(scenario.net_emissions)},
      {"sectors",
       {{"physical", to_json(scenario.sectors_physical)}, {"published", to_json(scenario.sectors_published)}}},
      {"subsectors", to_json(scenario.subsectors)},
      {"cars", to_json(scenario.cars)},
      {"new_cars", to_json(scenario.new_cars)},
      {"heating", to_json(scenario.heating)},
      {"heat_production", to_json(scenario.heat_production)},
      {"bottlenecks", to_json(scenario.bottlenecks)},
      {"money", to_json(scenario.money)},
      {"people", to_json(scenario.people)},
      {"drivers", list(scenario.drivers, [](const DriverReport& report) { return to_json(report); })},
      {"attribution", list(scenario.attribution, [](const AttributionReport& report) { return to_json(report); })},
      {"targets", list(scenario.targets, [](const Target& target) { return to_json(target); })},
      {"sensitivity", list(scenario.sensitivity, [](const SensitivityReport& report) { return to_json(report); })},
      {"discovery", list(scenario.discovery, [](const DiscoveryReport& report) { return to_json(report); })},
      {"budget", scenario.budget ? to_json(*scenario.budget) : json(nullptr)},
      {"is_baseline", scenario.is_baseline},
      {"unpaired", scenario.unpaired},
      {"changes", list(scenario.changes, [](const Change& change) { return to_json(change); })},
      {"difference",
       {{"physical", to_json(scenario.difference_physical)}, {"published", to_json(scenario.difference_published)}}}};
}

json to_json(const ResultOrigin& origin) {
  return {{"file", origin.file},       {"scenario", origin.scenario},  {"city", origin.city},
          {"design", origin.design},   {"seed", origin.seed},          {"members", origin.members},
          {"created", origin.created}, {"version", origin.version},    {"commit", origin.commit},
          {"command", origin.command}, {"data_hash", origin.data_hash}};
}

}  // namespace

ShareInterval wilson_interval(const MemberCount& count) {
  if (count.members <= 0) return {};
  const auto interval = [](double p, double n) {
    constexpr double z = 1.96;
    const double centre = p + z * z / (2 * n);
    const double spread = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;
    return ShareInterval{std::max(0.0, (centre - spread) / scale), std::min(1.0, (centre + spread) / scale)};
  };
  const auto met = static_cast<std::int64_t>(count.met);
  const std::int64_t futures = count.independent();
  // Whole points on either side: of exact copies it is the interval of one of each.
  const std::int64_t fewest = met * futures / count.members;
  const std::int64_t most = (met * futures + count.members - 1) / count.members;
  const auto n = static_cast<double>(futures);
  return {interval(static_cast<double>(fewest) / n, n).low, interval(static_cast<double>(most) / n, n).high};
}

nlohmann::json report_json(const ReportData& data) {
  return {{"format", 1},
          {"title", to_json(data.title)},
          {"city", data.city},
          {"created", data.created},
          {"baseline", data.baseline},
          {"headline_years", data.headline_years},
          {"scenarios", list(data.scenarios, [](const ScenarioReport& scenario) { return to_json(scenario); })},
          {"observed",
           {{"emissions", to_json(data.observed_emissions)},
            {"sectors", to_json(data.observed_sectors)},
            {"cars", to_json(data.observed_cars)},
            {"new_cars", to_json(data.observed_new_cars)},
            {"heating", to_json(data.observed_heating)}}},
          {"information", list(data.information, [](const InformationReport& report) { return to_json(report); })},
          {"limits", list(data.limits,
                          [](const Limit& limit) {
                            return json{{"title", to_json(limit.title)}, {"detail", to_json(limit.detail)}};
                          })},
          {"origins", list(data.origins, [](const ResultOrigin& origin) { return to_json(origin); })},
          {"sources", list(data.sources,
                           [](const DataSource& source) {
                             return json{{"title", to_json(source.title)},
                                         {"source", to_json(source.source)},
                                         {"certainty", source.certainty}};
                           })},
          {"certainties", list(data.certainties, [](const CertaintyCount& count) {
             return json{
                 {"certainty", count.certainty}, {"assumptions", count.assumptions}, {"uncertain", count.uncertain}};
           })}};
}

}  // namespace skifte::analysis
