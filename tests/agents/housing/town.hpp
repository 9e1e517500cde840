#pragma once
#include "agents/demography/demography.hpp"
#include "agents/housing/housing.hpp"
#include "agents/housing/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/people/people.hpp"
#include "tests/agents/small_city.hpp"

/// The small town in which the tests of housing are set.
namespace skifte::agents::testing {

inline constexpr auto gas = static_cast<std::size_t>(1);

/// A town where every house has gas and every block district heat; nothing but what a test adds.
inline sim::AssumptionValues town_values(double persons = 1700) {
  sim::AssumptionValues all = values_for<HousingInputs>({{"heating.lifetime_shape", 3.5},
                                                         {"heating.block_cost_factor", 0.35},
                                                         {"heating.material_share", 0.65},
                                                         {"heating.choice.cost_sensitivity", 0.2},
                                                         {"heating.choice.inertia", 1.5},
                                                         {"heating.choice.hassle", 0.5},
                                                         {"heating.choice.discount_middle", 0.08},
                                                         {"heating.choice.discount_landlord", 0.05},
                                                         {"heating.choice.landlord_felt", 0.85},
                                                         {"heating.choice.heat_pump_nest", 0.6},
                                                         {"heating.share.house.natural_gas", 1},
                                                         {"heating.share.flat.district_heat", 1},
                                                         {"heating.share.new_house.district_heat", 1},
                                                         {"heating.house_area", 120},
                                                         {"heating.flat_area", 70},
                                                         {"heating.house_heat", 100},
                                                         {"heating.flat_heat", 100},
                                                         {"heating.new_heat", 0.5},
                                                         {"heating.municipal_share", 0.5},
                                                         {"heating.block_size", 25},
                                                         {"heating.hot_water_share", 0.2},
                                                         {"heating.gas_main_share", 1},
                                                         {"emission_factor.natural_gas", 200},
                                                         {"heating.renovation_interval", 40},
                                                         {"heating.renovation_saving", 0.15},
                                                         {"heating.crews_per_1000_houses", 50},
                                                         {"heating.crew_growth", 0.1},
                                                         {"heating.crew_days", 210},
                                                         {"heating.crew_utilisation", 0.85},
                                                         {"heating.network_cost", 50e3},
                                                         {"demography.income_price_level", 1},
                                                         {"demography.young_house_rate", 1}});
  for (int m = 1; m <= 12; ++m) {
    all.set(std::string("heating.degree_days.") + (m < 10 ? "0" : "") + std::to_string(m), m < 4 || m > 9 ? 2.0 : 0.5);
  }
  const std::array<double, 7> investment = {75e3, 60e3, 45e3, 140e3, 165e3, 95e3, 70e3};
  const std::array<double, 7> efficiency = {1, 0.8, 1, 2.7, 3.3, 0.8, 0.85};
  for (std::size_t s = 0; s < heating_labels.size(); ++s) {
    const std::string label(heating_labels[s]);
    all.set("heating.investment." + label, investment[s]);
    all.set("heating.efficiency." + label, efficiency[s]);
    all.set("heating.lifetime." + label, 20.0);
    all.set("heating.install_days." + label, 2.0);
  }
  for (const char* pump : {"air_source_heat_pump", "ground_source_heat_pump"}) {
    all.set(std::string("heating.design.performance.") + pump, 2.0);
    all.set(std::string("heating.design.coverage.") + pump, 0.7);
  }
  all.set("heating.design.coincidence", 0.9);
  const sim::AssumptionValues demography =
      values_for<DemographyInputs>({{"demography.income_price_level", 1}, {"demography.young_house_rate", 1}},
                                   {{"demography.population", sim::Series::constant(persons)}});
  for (const auto& [name, value] : demography.all()) {
    std::visit([&](const auto& v) { all.set(name, v); }, value);
  }
  return all;
}

/// Population and housing on one stage, with prices.
struct Town {
  explicit Town(sim::LeverValues levers = {}, int last_year = 2020,
                const sim::AssumptionValues& assumed = town_values())
      : stage(assumed, std::move(levers), 1, last_year) {
    auto& prices = stage.board.of<PriceSignals>();
    prices.district_heat = 0.9;
    prices.natural_gas_household = 1.3;
    prices.electricity_household = 1.8;
    prices.pellets = 0.9;
    residents = make_demography(stage.inputs<DemographyInputs>(), stage.setting());
    housing = make_housing(stage.inputs<HousingInputs>(), stage.setting());
    people = make_people(stage.inputs<PeopleInputs>(), stage.setting());
  }
  void run() { stage.run(*residents, *housing, *people); }
  double money(MoneyKind kind, Payer payer, int year) {
    return static_cast<double>(stage.accounts.money.at(year, {index(kind), index(payer), index(Measure::heating)}));
  }
  double household_item(HouseholdItem item, int year) {
    double sum = 0;
    for (int q = 0; q < quintiles; ++q) sum += static_cast<double>(stage.accounts.people.at(year, {q, index(item)}));
    return sum;
  }
  const HousingSignals& signals() { return stage.board.of<HousingSignals>(); }
  Stage stage;
  std::unique_ptr<sim::Kind> residents;
  std::unique_ptr<sim::Kind> housing;
  std::unique_ptr<sim::Kind> people;
};

}  // namespace skifte::agents::testing
