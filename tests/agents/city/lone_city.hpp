#pragma once
#include <memory>
#include <string>
#include <vector>

#include "agents/city/adaptive_rules.hpp"
#include "agents/city/city.hpp"
#include "agents/city/lever_costs.hpp"
#include "agents/city/lever_unit_costs.hpp"
#include "agents/city/signals.hpp"

/// The city by itself, for tests of what it decides and pays.
namespace skifte::agents::testing {

/// Their names as the code declares them.
inline std::vector<std::string> unit_costs() {
  std::vector<sim::AssumptionDeclaration> declared;
  sim::AssumptionReader reader = sim::AssumptionReader::collecting(declared);
  agents::LeverUnitCosts costs(reader);
  std::vector<std::string> names;
  for (const auto& declaration : declared) names.push_back(declaration.name);
  return names;
}

inline sim::AssumptionValues city_values() {
  sim::AssumptionValues values;
  const auto step = sim::Series::Interpolation::step;
  values.set("city.net_debt", sim::Series(step, {{sim::from_civil({2024, 12, 31}), 7000}}));
  for (const char* name : {"city.ordinary_borrowing", "city.debt_ceiling_growth", "city.planned_climate_investment",
                           "city.operating_room", "city.interest_rate", "city.greenium", "city.green_bonds_issued",
                           "city.amortisation", "city.cycle_network_growth"}) {
    values.set(name, 0.0);
  }
  values.set("city.debt_ceiling", 7130.0);
  values.set("city.company_debt_share", 0.5);
  values.set("city.levers_in_plan", 1.0);
  for (const auto& declared : unit_costs()) values.set(declared, 0.0);
  values.set("klimatklivet.appropriation", sim::Series::constant(1000));
  values.set("klimatklivet.city_part", 0.01);
  values.set("lever.investment_factor", 1.0);
  values.set("lever.running_cost_factor", 1.0);
  values.set("city.investment_plan_begin", 2025.0);
  values.set("city.investment_plan_end", 2031.0);
  values.set("city.contract_need", 0.0);
  values.set("city.contract_need_outside", 0.0);
  values.set("city.cycle_network", sim::Series::constant(400));
  values.set("city.procurement_fossil_free", sim::Series::constant(0.1));
  values.set("city.climate_agreement", sim::Series::constant(0.03));
  return values;
}

inline agents::ScaleAssumptions no_scale() {
  sim::AssumptionValues values;
  for (const auto& label : agents::subsector_labels) values.set("inventory.scale." + std::string(label), 1.0);
  sim::AssumptionReader read(values);
  return agents::ScaleAssumptions(read);
}

/// The city alone, 2026-2030, under `levers`.
struct LoneCity {
  explicit LoneCity(sim::LeverValues pulled, const sim::AssumptionValues& values = city_values(),
                    std::vector<sim::LeverRule> rules = {})
      : levers(sim::in_run(pulled, calendar.begin())), accounts(calendar, no_scale()) {
    board.of<agents::LeverCosts>() = agents::lever_costs(levers, {});
    board.of<agents::AdaptivePlan>().rules = std::move(rules);
    sim::AssumptionReader read(values);
    sim::LeverReader reader(levers);
    const agents::Setting setting{calendar, random, data, accounts, board, flows};
    kind = agents::make_city(agents::CityInputs(read, reader), setting);
  }
  void live(int months) {
    for (int end = month + months; month < end; ++month) {
      const sim::Window window = calendar.window(month);
      kind->commit(window);
      kind->account(window);
      kind->publish(window);
      if (window.last_of_year()) kind->close_year(window);
    }
  }
  const agents::CitySignals& signals() { return board.of<agents::CitySignals>(); }
  double spent(agents::MoneyKind what, agents::Payer payer) const {
    std::int64_t sum = 0;
    for (int year = 0; year < calendar.years(); ++year) {
      for (int m = 0; m < 14; ++m) sum += accounts.money.at(year, {index(what), index(payer), m});
    }
    return static_cast<double>(sum) / 100;
  }

  sim::Calendar calendar{2026, 2030};
  sim::LeverValues levers;
  sim::RandomSource random{1, 0};
  agents::CityData data;
  agents::Accounts accounts;
  sim::Blackboard board;
  agents::Flows flows;
  std::unique_ptr<sim::Kind> kind;
  int month = 0;
};

inline sim::LeverSetting lever(sim::CivilDate start, double ramp, double investment) {
  sim::LeverSetting setting;
  setting.start = sim::from_civil(start);
  setting.ramp = ramp;
  setting.investment = investment;
  return setting;
}

}  // namespace skifte::agents::testing
