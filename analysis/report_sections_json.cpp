#include "analysis/report_sections_json.hpp"

#include <cmath>

namespace skifte::analysis {

using nlohmann::json;

json number(double value) {
  return std::isfinite(value) ? json(value) : json(nullptr);
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
                         {"levers", list(share.levers,
                                         [](const NamedLever& lever) {
                                           return json{{"name", lever.name}, {"label", to_json(lever.label)}};
                                         })},
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

namespace {

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

}  // namespace

json to_json(const DiscoveryReport& report) {
  const auto rules = [](const std::vector<RuleReport>& all) {
    return list(all, [](const RuleReport& rule) { return to_json(rule); });
  };
  return {{"outcome", report.outcome},          {"unit", report.unit},          {"members", report.members},
          {"interest", report.interest},        {"boxes", rules(report.boxes)}, {"rules", rules(report.rules)},
          {"is_of_tables", report.is_of_tables}};
}

namespace {

json to_json(const InputWorth& worth) {
  return {{"name", worth.name},           {"meaning", to_json(worth.meaning)},
          {"value", number(worth.value)}, {"low", number(worth.low)},
          {"high", number(worth.high)},   {"changes_choice", number(worth.changes_choice)}};
}

}  // namespace

json to_json(const InformationReport& report) {
  return {{"outcome", report.outcome},
          {"unit", report.unit},
          {"scenarios", report.scenarios},
          {"chosen", report.chosen},
          {"more_is_better", report.more_is_better},
          {"futures", report.futures},
          {"everything", to_json(report.everything)},
          {"noise", number(report.noise)},
          {"tested", report.tested},
          {"above", report.above},
          {"inputs", list(report.inputs, [](const InputWorth& worth) { return to_json(worth); })}};
}

}  // namespace skifte::analysis
