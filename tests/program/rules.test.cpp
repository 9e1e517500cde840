#include <catch2/catch.hpp>
#include <sstream>

#include "agents/registry.hpp"
#include "tests/program/yearly_digests.hpp"

/// Rules add nothing before they fire.
namespace {

using namespace skifte;
using namespace skifte::program::testing;

constexpr int first_year = 2015;

YearlyDigests digests(const sim::AssumptionValues& values, const sim::LeverValues& levers,
                      const std::vector<sim::LeverRule>& rules, int last_year) {
  return yearly_digests({sim::Calendar(first_year, last_year), 1, 0, values, levers, 1, rules});
}

/// Every lever the model knows, waiting for a rule; projects a year after it.
sim::LeverValues all_by_rule() {
  sim::LeverValues levers;
  for (const sim::LeverDeclaration& declared : agents::declared_levers()) {
    sim::LeverSetting setting;
    setting.by_rule = true;
    setting.investment = 100;
    setting.running_cost = 10;
    for (const sim::LeverParameter& parameter : declared.parameters) {
      if (parameter.unit == "date") {
        setting.dates[parameter.name] = sim::days_per_year;
      } else {
        setting.numbers[parameter.name] = parameter.unit == "1" ? 0.5 : 10;
      }
    }
    levers[declared.name] = setting;
  }
  return levers;
}

std::vector<sim::LeverRule> rule_of(const sim::LeverValues& levers, double threshold) {
  sim::LeverRule rule{"behind", "emissions_published", {{2023, threshold}}, 0, {}};
  for (const auto& [name, setting] : levers) rule.levers.push_back(name);
  return {rule};
}

}  // namespace

TEST_CASE("every lever waiting for a rule that never fires changes nothing") {
  const sim::LeverValues levers = all_by_rule();
  constexpr int last_year = 2028;
  const YearlyDigests without = digests(baseline().values, {}, {}, last_year);
  const YearlyDigests waiting = digests(baseline().values, levers, rule_of(levers, 1e12), last_year);
  CHECK(waiting.first_rule == 0);
  CHECK(without.years == waiting.years);
  // Fired by the inventory of 2023, published in 2025, all of them act, and not before.
  const YearlyDigests fired = digests(baseline().values, levers, rule_of(levers, 0), last_year);
  CHECK(fired.first_rule == 2025);
  CHECK(first_differing_year(without, fired) == 2025);
}

TEST_CASE("the shipped adaptive scenario is the contract's until its first rule fires") {
  const auto load = [](const char* name) {
    return scenarios::load_scenario(name, {}, scenarios::model_vocabulary(), home());
  };
  const scenarios::Scenario contract = load("contract-2030");
  const scenarios::Scenario adaptive = load("contract-2030-adaptive");
  const YearlyDigests plain = digests(contract.values, contract.lever_values(), {}, 2035);
  const YearlyDigests ruled = digests(adaptive.values, adaptive.lever_values(), adaptive.lever_rules(), 2035);
  const int fired = ruled.first_rule;
  CHECK(fired >= 2026);  // the inventory of 2024 is the first that is judged
  const int differs = first_differing_year(plain, ruled);
  CHECK(differs >= fired);
  CHECK(differs <= fired + 2);  // a year of lead time
}

TEST_CASE("a lever that waits for money acts late in the kind that reads it") {
  const auto points_of = [](double investment) {
    const auto& city = helsingborg();
    sim::LeverValues levers;
    sim::LeverSetting& lever = levers["port_electrification"];
    lever.start = sim::from_civil({2027, 1, 1});
    lever.investment = investment;
    lever.numbers["share"] = 1;
    const auto result = tests::run_forked([&] {
      const agents::Future future{sim::Calendar(first_year, 2034), 1, 0, baseline().values, levers};
      const agents::ModelRun run = agents::run_model(future, city);
      std::ostringstream text;
      text << run.lever_delays.size() << ' ' << run.accounts.emissions.total(19);
      return text.str();
    });
    CHECK(result.exit_status == 0);
    return result.text;
  };
  const std::string paid = points_of(1);
  const std::string unaffordable = points_of(1e6);  // a thousand billion SEK: never
  CHECK(paid.front() == '0');
  CHECK(unaffordable.front() == '1');
  const auto emissions = [](const std::string& text) { return std::stoll(text.substr(2)); };
  CHECK(emissions(unaffordable) > emissions(paid));
}
