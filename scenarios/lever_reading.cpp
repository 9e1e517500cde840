#include "scenarios/lever_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "scenarios/bounds_reading.hpp"
#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {
namespace {

std::string as_written(const PulledLever& pulled) {
  std::string text;
  for (const auto& [name, entry] : pulled.parameters) {
    if (!text.empty()) text += ", ";
    text += name + ": " + entry.value.text;
  }
  return text;
}

/// Fills a LeverSetting from the parameters of one lever.
class SettingReader {
 public:
  SettingReader(const std::string& lever, const std::vector<std::string>& payers, DateBounds bounds, LeverStart starts,
                FaultList& faults)
      : lever_(lever), payers_(payers), bounds_(bounds), starts_(starts), faults_(faults) {
    setting_.by_rule = starts == LeverStart::by_rule;
  }

  void read_common(const sim::LeverParameter& parameter, const YamlNode& node) {
    const std::string& name = parameter.name;
    if (name == "payer") {
      read_payer(node);
    } else if (name == "start" && starts_ == LeverStart::by_rule) {
      faults_.add(node.position, label(name) + " is not to be given (the rule starts it) its 'lead_time' perhaps?");
    } else if (name == "start") {
      setting_.start = date(name, node);
    } else if (name == "end") {
      setting_.end = date(name, node);
    } else {
      slot_of(name) = number(parameter, node).value_or(0);
      setting_.states_investment |= name == "investment";
      setting_.states_running_cost |= name == "running_cost";
    }
  }

  void read_own(const sim::LeverParameter& parameter, const YamlNode& node) {
    if (parameter.unit == "date") {
      if (const auto value = date(parameter.name, node)) setting_.dates[parameter.name] = *value;
      require_ahead(parameter.name, node);
    } else if (const auto value = number(parameter, node)) {
      setting_.numbers[parameter.name] = *value;
      require_possible(parameter, *value, node);
    }
  }

  void require_order(const PulledLever& pulled) {
    if (!setting_.start || !setting_.end || *setting_.start < *setting_.end) return;
    faults_.add(pulled.parameters.find("end")->second.value.position,
                label("end") + " is not after the start (the lever would never act)");
  }

  void require_shares(const PulledLever& pulled) {
    if (setting_.state_share + setting_.klimatklivet <= 1) return;
    faults_.add(pulled.position,
                lever_ + ": state_share and klimatklivet exceed 1 (together they pay more than it costs)");
  }

  /// A payer needs something to pay, the state's parts an investment.
  void require_money(const PulledLever& pulled, const sim::LeverMoney& money) {
    const bool invests = money.investment || setting_.states_investment;
    const std::string why = money.otherwise.empty() ? "" : "; " + money.otherwise;
    const auto refuse = [&](const char* name, const std::string& lacks, const char* give) {
      const auto found = pulled.parameters.find(name);
      if (found == pulled.parameters.end()) return;
      faults_.add(found->second.position, label(name) + " has nothing to act on (the lever has " + lacks +
                                              " of its own" + why + ") give it " + give + " too?");
    };
    if (!invests && !money.running_cost && !setting_.states_running_cost)
      refuse("payer", "no cost", "'investment' or 'running_cost'");
    if (invests) return;
    for (const char* name : {"state_share", "klimatklivet"}) refuse(name, "no investment", "'investment'");
  }

  const sim::LeverSetting& setting() const { return setting_; }

 private:
  double& slot_of(const std::string& name) {
    if (name == "ramp") return setting_.ramp;
    if (name == "investment") return setting_.investment;
    if (name == "state_share") return setting_.state_share;
    return name == "klimatklivet" ? setting_.klimatklivet : setting_.running_cost;
  }

  std::string label(const std::string& parameter) const { return lever_ + ": " + parameter; }

  std::optional<double> number(const sim::LeverParameter& parameter, const YamlNode& node) {
    const std::string what = label(parameter.name);
    const auto value = read_quantity(node, what, parameter.unit, faults_);
    if (!value || !parameter.bounds) return value;
    return require_within(*parameter.bounds, *value, parameter.unit, node.position, what, faults_) ? value
                                                                                                   : std::nullopt;
  }

  std::optional<sim::Time> date(const std::string& name, const YamlNode& node) {
    if (starts_ == LeverStart::by_rule) return time_from_start(name, node);
    return read_date(node, label(name), bounds_.first_year, bounds_.last_year, faults_);
  }

  std::optional<sim::Time> time_from_start(const std::string& name, const YamlNode& node) {
    if (node.is_scalar() && sim::parse_date(node.text)) {
      faults_.add(node.position,
                  label(name) + " is a date (a rule starts the lever) give the time from its start, as in '3 year'?");
      return std::nullopt;
    }
    const auto days = read_quantity(node, label(name), "d", faults_);
    if (days && *days <= 0) {
      faults_.add(node.position, label(name) + " is not above 0 (it is the time from the lever's start)");
    }
    return days;
  }

  /// A project's date lies in the period or after it: what was there before stands in the city's data.
  void require_ahead(const std::string& name, const YamlNode& node) {
    const auto planned = setting_.dates.find(name);
    if (starts_ == LeverStart::by_rule || planned == setting_.dates.end()) return;
    if (planned->second >= sim::from_civil({bounds_.period_begins, 1, 1})) return;
    faults_.add(node.position, label(name) + " is " + node.text + ", before the period (it begins in " +
                                   std::to_string(bounds_.period_begins) +
                                   ", and what stood then is in the city's data)");
  }

  void require_possible(const sim::LeverParameter& parameter, double value, const YamlNode& node) {
    if (!parameter.limit || bounds_.values == nullptr) return;
    const double most = parameter.limit->most(*bounds_.values);
    if (value <= most) return;
    faults_.add(node.position, label(parameter.name) + " is " + node.text + ", " + fmt::format("{:.2g}", value / most) +
                                   " times the most there can be (" + parameter.limit->what + ")");
  }

  void read_payer(const YamlNode& node) {
    const auto payer = read_text(node, label("payer"), faults_);
    if (!payer) return;
    if (std::find(payers_.begin(), payers_.end(), *payer) == payers_.end()) {
      faults_.add(node.position, label("payer") + " is '" + *payer + "' (it takes " + alternatives(payers_) + ")" +
                                     suggestion(*payer, payers_));
    }
    setting_.payer = *payer;
    setting_.states_payer = true;
  }

  const std::string& lever_;
  const std::vector<std::string>& payers_;
  DateBounds bounds_;
  LeverStart starts_;
  FaultList& faults_;
  sim::LeverSetting setting_;
};

const sim::LeverParameter* find_parameter(const std::vector<sim::LeverParameter>& parameters, const std::string& name) {
  const auto found =
      std::find_if(parameters.begin(), parameters.end(), [&](const auto& parameter) { return parameter.name == name; });
  return found == parameters.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<sim::LeverParameter>& common_lever_parameters() {
  static const std::vector<sim::LeverParameter> parameters = {
      {"start", "date", "When it begins to act (default: the period's beginning)"},
      {"ramp", "year", "Time from the start to full strength, rising linearly (default: 0)", false,
       sim::Bounds::between(0, std::numeric_limits<double>::infinity(), "it is a duration")},
      {"end", "date", "When it ceases (default: never)"},
      {"investment", "MSEK", "Cost, spread over the ramp (default: by unit costs)", false, sim::Bounds::not_negative()},
      {"running_cost", "MSEK/year",
       "Cost while in force, times strength; below 0 what it saves (default: by unit costs)"},
      {"payer", "payer", "Who bears both costs (default: who owns what it builds, else the city)"},
      {"state_share", "1", "Of the investment that the state has agreed to pay (default: 0)", false,
       sim::Bounds::between(0, 1, "it is a share")},
      {"klimatklivet", "1", "Of the investment that Klimatklivet pays while its year's money lasts (default: 0)", false,
       sim::Bounds::between(0, 1, "it is a share")},
  };
  return parameters;
}

const sim::LeverDeclaration* find_lever(const std::string& name, const sim::Position& position,
                                        const Vocabulary& vocabulary, FaultList& faults) {
  std::vector<std::string> known;
  for (const sim::LeverDeclaration& lever : vocabulary.levers) {
    if (lever.name == name) return &lever;
    known.push_back(lever.name);
  }
  faults.add(position, "no lever '" + name + "' (no part of the model declares it)" + suggestion(name, known));
  return nullptr;
}

void pull_lever(const YamlEntry& entry, const std::string& origin,
                std::map<std::string, PulledLever, std::less<>>& levers, FaultList& faults) {
  if (entry.value.is_scalar() && entry.value.text == "off") {
    levers.erase(entry.key);
    return;
  }
  const bool as_it_stands = entry.value.is_scalar() && entry.value.text == "on";
  if (!as_it_stands && !entry.value.is_map()) {
    faults.add(entry.value.position,
               "the lever '" + entry.key + "' is " +
                   (entry.value.is_scalar() ? "'" + entry.value.text + "'" : describe(entry.value.kind)) +
                   " (it takes a map of parameters, 'on' or 'off')");
    return;
  }
  PulledLever& pulled = levers[entry.key];
  pulled.position = entry.position;
  pulled.origin = origin;
  if (!as_it_stands) pulled.source.reset();
  for (const YamlEntry& parameter : entry.value.entries) {
    if (parameter.key == "source") {
      pulled.source = parameter.value;
    } else {
      pulled.parameters.insert_or_assign(parameter.key, parameter);
    }
  }
}

std::optional<LeverEntry> read_lever(const std::string& name, const PulledLever& pulled,
                                     const sim::LeverDeclaration& declaration, const std::vector<std::string>& payers,
                                     DateBounds bounds, LeverStart starts, FaultList& faults) {
  const std::size_t before = faults.all().size();
  std::vector<std::string> known;
  for (const sim::LeverParameter& parameter : declaration.parameters) known.push_back(parameter.name);
  for (const sim::LeverParameter& parameter : common_lever_parameters()) known.push_back(parameter.name);
  known.emplace_back("source");
  SettingReader reader(name, payers, bounds, starts, faults);
  for (const auto& [key, entry] : pulled.parameters) {
    if (const auto* own = find_parameter(declaration.parameters, key)) {
      reader.read_own(*own, entry.value);
    } else if (const auto* common = find_parameter(common_lever_parameters(), key)) {
      reader.read_common(*common, entry.value);
    } else {
      const std::string near = suggestion(key, known);
      faults.add(entry.position, "the lever '" + name + "' has no parameter '" + key + "'" +
                                     (near.empty() ? " (it takes " + alternatives(known) + ")" : near));
    }
  }
  for (const sim::LeverParameter& parameter : declaration.parameters) {
    if (parameter.required && !pulled.parameters.contains(parameter.name)) {
      faults.add(pulled.position, "the lever '" + name + "' lacks '" + parameter.name + "' (it cannot act without)");
    }
  }
  reader.require_order(pulled);
  reader.require_shares(pulled);
  reader.require_money(pulled, declaration.money);
  const LocalizedText source =
      pulled.source ? read_localized(*pulled.source, name + ": source", faults) : LocalizedText{};
  if (faults.all().size() > before) return std::nullopt;
  return LeverEntry{name, reader.setting(), as_written(pulled), pulled.position, pulled.origin, source, ""};
}

}  // namespace skifte::scenarios
