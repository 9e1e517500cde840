#include "analysis/attribution_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "agents/categories.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"
#include "sim/ledger.hpp"

namespace skifte::analysis {

namespace {

constexpr double millionths = 1e6;  // grams in a tonne
constexpr double oere_per_msek = 1e8;
const std::string target_prefix = "target.";

struct MoneyOutcome {
  std::string name;
  std::string meaning;
  std::vector<agents::MoneyKind> kinds;
  std::optional<agents::Payer> payer;  ///< empty: all
};

std::vector<MoneyOutcome> money_outcomes() {
  using agents::MoneyKind;
  const std::vector<MoneyOutcome> wholes = {
      {"cost",
       "Investment and running cost, interest on debt apart",
       {MoneyKind::investment, MoneyKind::running_cost},
       {}},
      {"investment", "Investment", {MoneyKind::investment}, {}},
      {"running_cost", "Running cost", {MoneyKind::running_cost}, {}},
      {"grants", "Grants received", {MoneyKind::grant_received}, {}},
      {"taxes", "Taxes and allowances booked apart from prices", {MoneyKind::tax_paid}, {}}};
  std::vector<MoneyOutcome> all;
  for (const MoneyOutcome& whole : wholes) {
    all.push_back(whole);
    all.back().meaning += ", all payers";
    for (std::size_t p = 0; p < agents::payer_labels.size(); ++p) {
      const std::string payer(agents::payer_labels[p]);
      all.push_back(
          {whole.name + "." + payer, whole.meaning + ", " + payer, whole.kinds, static_cast<agents::Payer>(p)});
    }
  }
  return all;
}

Count money_of_year(const MoneyOutcome& outcome, const agents::ModelRun& run, int year) {
  const auto& sizes = run.accounts.money.sizes();
  Count sum = 0;
  for (const agents::MoneyKind kind : outcome.kinds) {
    for (int payer = 0; payer < sizes[1]; ++payer) {
      if (outcome.payer && agents::index(*outcome.payer) != payer) continue;
      for (int measure = 0; measure < sizes[2]; ++measure) {
        sum += run.accounts.money.at(year, {agents::index(kind), payer, measure});
      }
    }
  }
  return sum;
}

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

struct Years {
  int first;
  int last;
};

Years parse_years(const std::string& text, const std::string& years, const scenarios::Scenario& scenario) {
  const std::size_t dash = years.find('-');
  const auto first = whole_number(years.substr(0, dash));
  const auto last = dash == std::string::npos ? first : whole_number(years.substr(dash + 1));
  if (!first || !last) {
    throw sim::UserFault(
        fmt::format("outcome '{}': '{}' is no year (expected NAME@YEAR or NAME@FROM-TO)", text, years));
  }
  if (*first > *last || *first < scenario.first_year || *last > scenario.last_year) {
    throw sim::UserFault(fmt::format("outcome '{}': {} lies outside the run (years {} to {})", text, years,
                                     scenario.first_year, scenario.last_year));
  }
  return {*first, *last};
}

/// The outcome over the years, given its count in one year.
void over_years(AttributedOutcome& outcome, const Years& years, const scenarios::Scenario& scenario, bool is_sum,
                std::function<Count(const agents::ModelRun&, int)> of_year) {
  const int first = years.first - scenario.first_year;
  const int last = years.last - scenario.first_year;
  outcome.count = [first, last, is_sum, of_year = std::move(of_year)](const agents::ModelRun& run) {
    Count sum = 0;
    for (int year = first; year <= last; ++year) sum += of_year(run, year);
    return is_sum ? sum : sum / (last - first + 1);
  };
  outcome.last_year = years.last;
  if (first != last) outcome.meaning += is_sum ? ", sum over the years" : ", mean over the years";
}

AttributedOutcome target_outcome(const std::string& name, const scenarios::Scenario& scenario) {
  std::vector<std::string> known;
  for (const scenarios::Target& target : scenario.targets) {
    known.push_back(target_prefix + target.name);
    if (known.back() != name) continue;
    AttributedOutcome outcome{
        name, "Chance that the target is met in its year", "1", OutcomeKind::chance, millionths, target.year, {}};
    outcome.count = [target](const agents::ModelRun& run) {
      return scenarios::target_met(target, run) ? static_cast<Count>(millionths) : 0;
    };
    return outcome;
  }
  const std::string near = sim::nearest_name(name, known);
  throw sim::UserFault(fmt::format(
      "outcome '{}': the scenario has no such target{}", name,
      near.empty() ? fmt::format(" (it has {})", fmt::join(known, ", ")) : ", did you mean '" + near + "'?"));
}

[[noreturn]] void refuse_name(const std::string& name, const std::vector<MoneyOutcome>& money) {
  std::vector<std::string> known;
  for (const auto& outcome : scenarios::outcomes()) known.push_back(outcome.name);
  for (const MoneyOutcome& outcome : money) known.push_back(outcome.name);
  const std::string near = sim::nearest_name(name, known);
  throw sim::UserFault(fmt::format(
      "no outcome is called '{}'{}", name,
      near.empty() ? " (`skifte schema` lists those that targets may name)" : ", did you mean '" + near + "'?"));
}

}  // namespace

AttributedOutcome parse_outcome(const std::string& text, const scenarios::Scenario& scenario) {
  const std::size_t at = text.find('@');
  const std::string name = text.substr(0, at);
  if (name.starts_with(target_prefix)) {
    if (at != std::string::npos) {
      throw sim::UserFault(
          fmt::format("outcome '{}': a target has a year of its own (leave '{}' out)", text, text.substr(at)));
    }
    return target_outcome(name, scenario);
  }
  const std::vector<MoneyOutcome> money = money_outcomes();
  const auto sum = std::find_if(money.begin(), money.end(), [&](const MoneyOutcome& one) { return one.name == name; });
  const scenarios::OutcomeSeries* series = scenarios::find_outcome(name);
  if (sum == money.end() && series == nullptr) refuse_name(name, money);
  if (at == std::string::npos) {
    throw sim::UserFault(
        fmt::format("outcome '{}': a year is missing (expected {}@YEAR or {}@FROM-TO)", text, name, name));
  }
  const Years years = parse_years(text, text.substr(at + 1), scenario);
  if (sum != money.end()) {
    AttributedOutcome outcome{text, sum->meaning, "MSEK", OutcomeKind::amount, oere_per_msek, 0, {}};
    over_years(outcome, years, scenario, true,
               [money_of = *sum](const agents::ModelRun& run, int year) { return money_of_year(money_of, run, year); });
    return outcome;
  }
  const bool is_chance = name == "neutral" || name == "neutral_published";
  AttributedOutcome outcome{
      text, series->meaning, series->unit, is_chance ? OutcomeKind::chance : OutcomeKind::amount, millionths, 0, {}};
  over_years(outcome, years, scenario, series->unit == "t", [series](const agents::ModelRun& run, int year) {
    return sim::to_count(series->value(run, year) * millionths);
  });
  return outcome;
}

std::vector<AttributedOutcome> parse_outcomes(const std::vector<std::string>& texts,
                                              const scenarios::Scenario& scenario) {
  std::vector<AttributedOutcome> all;
  std::vector<sim::Fault> faults;
  std::set<std::string> seen;
  for (const std::string& text : texts) {
    if (!seen.insert(text).second) continue;
    try {
      all.push_back(parse_outcome(text, scenario));
    } catch (const sim::UserFault& fault) {
      faults.insert(faults.end(), fault.faults().begin(), fault.faults().end());
    }
  }
  if (!faults.empty()) throw sim::UserFault(faults);
  return all;
}

std::vector<std::string> default_outcomes(const scenarios::Scenario& scenario) {
  std::vector<std::string> names;
  std::set<int> years;
  for (const scenarios::Target& target : scenario.targets) {
    if (target.year >= scenario.first_year && target.year <= scenario.last_year) years.insert(target.year);
  }
  if (years.empty()) years.insert(scenario.last_year);
  for (const int year : years) {
    for (const char* name : {"emissions", "emissions_published", "net_emissions", "footprint_per_capita"}) {
      names.push_back(fmt::format("{}@{}", name, year));
    }
  }
  for (const scenarios::Target& target : scenario.targets) names.push_back(target_prefix + target.name);
  names.push_back(fmt::format("neutral@{}", scenario.last_year));
  const int from = std::clamp(static_cast<int>(scenario.values.number("contract.carbon_budget_from")),
                              scenario.first_year, scenario.last_year);
  for (const char* name : {"emissions", "emissions_published", "cost"}) {
    names.push_back(fmt::format("{}@{}-{}", name, from, scenario.last_year));
  }
  for (const std::string_view payer : agents::payer_labels) {
    names.push_back(fmt::format("cost.{}@{}-{}", payer, from, scenario.last_year));
  }
  return names;
}

}  // namespace skifte::analysis
