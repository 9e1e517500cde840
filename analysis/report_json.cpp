#include "analysis/report_json.hpp"

#include <algorithm>
#include <cmath>

namespace skifte::analysis {
namespace {

using nlohmann::json;

json number(double value) {
  return std::isfinite(value) ? json(value) : json(nullptr);
}

/// A list of `convert(item)`; an empty list stays a list (json's own default would be null).
template <class Items, class Convert>
json list(const Items& items, Convert convert) {
  json result = json::array();
  for (const auto& item : items) result.push_back(convert(item));
  return result;
}

json to_json(const Text& text) {
  return {{"sv", text.sv}, {"en", text.en}};
}

json to_json(const FanRow& row) {
  return json::array({row.year, number(row.q05), number(row.q25), number(row.q50), number(row.q75), number(row.q95)});
}

json to_json(const Fan& fan) {
  return list(fan, [](const FanRow& row) { return to_json(row); });
}

json to_json(const std::vector<NamedFan>& fans) {
  return list(fans, [](const NamedFan& named) { return json{{"name", named.name}, {"fan", to_json(named.fan)}}; });
}

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

json to_json(const CarbonBudget& budget) {
  return {{"amount", number(budget.amount)},
          {"from_year", budget.from_year},
          {"source", budget.source},
          {"spent_on", json::array({number(budget.spent_q05), number(budget.spent_q50), number(budget.spent_q95)})},
          {"spent", to_json(budget.spent)}};
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

json to_json(const std::optional<PairedMean>& mean) {
  if (!mean) return nullptr;
  return {{"members", mean->members}, {"mean", number(mean->mean)}, {"half_width", number(mean->half_width)},
          {"q05", number(mean->q05)}, {"q50", number(mean->q50)},   {"q95", number(mean->q95)}};
}

json to_json(const std::optional<FanRow>& row) {
  return row ? to_json(*row) : json(nullptr);
}

json to_json(const MoneyReport& money) {
  return {{"investment", to_json(money.investment)},
          {"running_cost", to_json(money.running_cost)},
          {"city", to_json(money.city)},
          {"sums", list(money.sums, [](const PayerSum& sum) {
             return json{{"payer", sum.payer}, {"kind", sum.kind},        {"from", sum.from},
                         {"to", sum.to},       {"sum", to_json(sum.sum)}, {"difference", to_json(sum.difference)}};
           })}};
}

json to_json(const PeopleReport& people) {
  return {{"gini", to_json(people.gini)},
          {"groups", list(people.groups,
                          [](const GroupYear& group) {
                            return json{{"name", group.name},
                                        {"year", group.year},
                                        {"people", number(group.people)},
                                        {"share", to_json(group.share)},
                                        {"bills", to_json(group.bills)},
                                        {"change", to_json(group.change)}};
                          })},
          {"adoption", list(people.adoption, [](const GroupAdoption& one) {
             return json{{"group", one.group}, {"thing", one.thing}, {"year", one.year}, {"share", to_json(one.share)}};
           })}};
}

json to_json(const DriverReport& report) {
  return {{"outcome", report.outcome},
          {"year", report.year},
          {"members", report.members},
          {"tested", report.tested},
          {"threshold", report.threshold},
          {"drivers", list(report.drivers, [](const Driver& driver) {
             return json{{"name", driver.name},
                         {"meaning", to_json(driver.meaning)},
                         {"correlation", driver.correlation},
                         {"low", driver.low},
                         {"high", driver.high}};
           })}};
}

json to_json(const AttributionReport& report) {
  return {{"outcome", report.outcome},
          {"unit", report.unit},
          {"is_chance", report.is_chance},
          {"method", report.method},
          {"difference", to_json(std::optional<PairedMean>(report.difference))},
          {"shares", list(report.shares, [](const MeasureShare& share) {
             return json{{"name", share.name},
                         {"label", to_json(share.label)},
                         {"share", to_json(std::optional<PairedMean>(share.share))},
                         {"alone", number(share.alone)},
                         {"last", number(share.last)}};
           })}};
}

json to_json(const SensitivityReport& report) {
  return {{"method", report.method},
          {"measure", report.measure},
          {"outcome", report.outcome},
          {"used", report.used},
          {"threshold", number(report.threshold)},
          {"tested", report.tested},
          {"above", report.above},
          {"is_of_tables", report.is_of_tables},
          {"inputs", list(report.inputs, [](const InputEstimate& input) {
             return json{{"name", input.name},
                         {"meaning", to_json(input.meaning)},
                         {"value", number(input.value)},
                         {"low", number(input.low)},
                         {"high", number(input.high)}};
           })}};
}

json to_json(const RuleReport& rule) {
  return {{"met", rule.met},
          {"members", rule.members},
          {"mean", number(rule.mean)},
          {"coverage", number(rule.coverage)},
          {"bounds", list(rule.bounds, [](const RuleBound& bound) {
             return json{{"name", bound.name},
                         {"meaning", to_json(bound.meaning)},
                         {"unit", bound.unit},
                         {"low", number(bound.low)},
                         {"high", number(bound.high)}};
           })}};
}

json to_json(const DiscoveryReport& report) {
  const auto rules = [](const std::vector<RuleReport>& all) {
    return list(all, [](const RuleReport& rule) { return to_json(rule); });
  };
  return {{"outcome", report.outcome},          {"unit", report.unit},          {"members", report.members},
          {"interest", report.interest},        {"boxes", rules(report.boxes)}, {"rules", rules(report.rules)},
          {"is_of_tables", report.is_of_tables}};
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
