#include "agents/housing/heating_choice.hpp"

#include <catch2/catch.hpp>

#include "agents/housing/housing.hpp"
#include "sim/math.hpp"
#include "tests/agents/small_city.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

sim::AssumptionValues values() {
  sim::AssumptionValues all = agents::testing::values_for<HousingInputs>({{"heating.lifetime_shape", 3.5},
                                                                          {"heating.block_cost_factor", 0.35},
                                                                          {"heating.material_share", 0.65},
                                                                          {"heating.gas_main_share", 1},
                                                                          {"heating.choice.cost_sensitivity", 0.2},
                                                                          {"heating.choice.inertia", 1.5},
                                                                          {"heating.choice.peer_effect", 0.8},
                                                                          {"heating.choice.attitude_effect", 0.2},
                                                                          {"heating.choice.hassle", 0.5},
                                                                          {"heating.choice.discount_middle", 0.08},
                                                                          {"heating.choice.discount_slope", 0.015},
                                                                          {"heating.choice.discount_landlord", 0.05},
                                                                          {"heating.choice.landlord_felt", 0.85},
                                                                          {"heating.choice.heat_pump_nest", 0.6}});
  const std::array<double, 7> investment = {75e3, 60e3, 45e3, 140e3, 165e3, 95e3, 70e3};
  const std::array<double, 7> efficiency = {1, 0.92, 1, 2.7, 3.3, 0.8, 0.85};
  for (std::size_t s = 0; s < heating_labels.size(); ++s) {
    const std::string label(heating_labels[s]);
    all.set("heating.investment." + label, investment[s]);
    all.set("heating.efficiency." + label, efficiency[s]);
    all.set("heating.lifetime." + label, 20.0);
    all.set("heating.maintenance." + label, 1000.0);
  }
  return all;
}

struct Rule {
  Rule() : all(values()), read(all), technology(read), choice(read), loans(choice, technology) {
    prices.district_heat = 0.9;
    prices.natural_gas_household = 1.3;
    prices.electricity_household = 1.8;
    prices.pellets = 0.7;
    prices.heating_oil = 1.6;
  }
  sim::AssumptionValues all;
  sim::AssumptionReader read;
  HeatingTechnology technology;
  HeatingChoice choice;
  HeatingLoans loans;
  PriceSignals prices;
};

HeatingSituation gas_house() {
  HeatingSituation house;
  house.current = Heating::natural_gas;
  house.heat = 14000;
  house.on_offer = {true, true, true, true, true, true, false};
  return house;
}

bool pump(Heating system) {
  return HeatingTechnology::is_heat_pump(system);
}

}  // namespace

TEST_CASE("the annuity is the loan's") {
  CHECK(annuity(0.05, 20) == Approx(0.0802426).epsilon(1e-6));  // 0.05 / (1 - 1.05^-20)
  CHECK(annuity(0, 20) == 0.05);
}

TEST_CASE("utility of a heat pump by hand") {
  const Rule rule;
  HeatingSituation house = gas_house();
  house.peers = 0.5;
  house.attitude = 1;
  // bill 14 000 / 2.7 * 1.8 = 9 333.33; maintenance 1 000; 140 000 * 0.101852 (8 %, 20 years) = 14 259.31: 24 592.64
  // SEK a year. -0.2 * 24.59264 - 0.5 + 0.8 * 0.5 + 0.2 = -4.818528
  CHECK(rule.choice.utility(Heating::air_source_heat_pump, house, rule.technology, rule.loans, rule.prices) ==
        Approx(-4.818528).epsilon(1e-5));
  // Keeping a working gas boiler: bill 14 000 / 0.92 * 1.3 = 19 782.61 + 1 000, no investment: -4.156522 + 1.5.
  house.has_failed = false;
  CHECK(rule.choice.utility(Heating::natural_gas, house, rule.technology, rule.loans, rule.prices) ==
        Approx(-2.656522).epsilon(1e-5));
}

TEST_CASE("poorer owners discount more, landlords by their own rate") {
  const Rule rule;
  HeatingSituation house = gas_house();
  house.quintile = 0;
  CHECK(rule.choice.discount(house) == Approx(0.11));
  house.quintile = 4;
  CHECK(rule.choice.discount(house) == Approx(0.05));
  house.owner = Owner::private_landlord;
  CHECK(rule.choice.discount(house) == 0.05);
}

TEST_CASE("the same owner never turns from a heat pump when it gets cheaper", "[property]") {
  const Rule rule;
  const sim::RandomSource random(11, 0);
  int turned_to = 0;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    HeatingSituation house = gas_house();
    house.quintile = static_cast<int>(i % 5);
    HeatingSituation granted = house;
    granted.grant[static_cast<std::size_t>(index(Heating::air_source_heat_pump))] = 30e3;
    granted.grant[static_cast<std::size_t>(index(Heating::ground_source_heat_pump))] = 30e3;
    PriceSignals dear_gas = rule.prices;
    dear_gas.natural_gas_household *= 1.5;
    const sim::AgentId id = sim::agent_id("building", i);
    const Heating base = rule.choice.choose(house, rule.technology, rule.loans, rule.prices, random, id, 0);
    const Heating with_grant = rule.choice.choose(granted, rule.technology, rule.loans, rule.prices, random, id, 0);
    const Heating with_dear_gas = rule.choice.choose(house, rule.technology, rule.loans, dear_gas, random, id, 0);
    if (pump(base)) CHECK(pump(with_grant));
    if (base != Heating::natural_gas) CHECK(with_dear_gas == base);
    turned_to += pump(with_grant) && !pump(base) ? 1 : 0;
  }
  CHECK(turned_to > 20);
}

TEST_CASE("choices come in the nested logit's shares") {
  const Rule rule;
  const sim::RandomSource random(12, 0);
  HeatingSituation house = gas_house();
  house.on_offer = {true, true, false, false, false, false, false};  // no nest: binary logit
  const double difference =
      rule.choice.utility(Heating::district_heat, house, rule.technology, rule.loans, rule.prices) -
      rule.choice.utility(Heating::natural_gas, house, rule.technology, rule.loans, rule.prices);
  const double p = 1 / (1 + sim::exp(-difference));
  constexpr int n = 20000;
  int district = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const Heating chosen =
        rule.choice.choose(house, rule.technology, rule.loans, rule.prices, random, sim::agent_id("building", i), 0);
    district += chosen == Heating::district_heat ? 1 : 0;
  }
  // Two-sided alpha 0.001: 3.29 standard deviations.
  CHECK(district / double{n} == Approx(p).margin(3.29 * sim::sqrt(p * (1 - p) / n)));
}

TEST_CASE("a co-operative's members can vote a change down") {
  const Rule rule;
  const sim::RandomSource random(13, 0);
  HeatingSituation block = gas_house();
  block.is_block = true;
  block.dwellings = 25;
  block.heat = 8000;
  int owner_changes = 0;
  int board_changes = 0;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const sim::AgentId id = sim::agent_id("building", i);
    block.owner = Owner::private_landlord;
    owner_changes +=
        rule.choice.choose(block, rule.technology, rule.loans, rule.prices, random, id, 0) != block.current ? 1 : 0;
    block.owner = Owner::cooperative;
    board_changes +=
        rule.choice.choose(block, rule.technology, rule.loans, rule.prices, random, id, 0) != block.current ? 1 : 0;
  }
  CHECK(board_changes < owner_changes);
}

TEST_CASE("a gas home's heat costs what its gas and its electricity cost") {
  Rule rule;
  rule.technology.gas_main_share = 0.45;
  // 0.45 * 1.3 / 0.92 + 0.55 * 1.8 / 1 = 0.635870 + 0.99
  CHECK(rule.technology.unit_cost(Heating::natural_gas, rule.prices) == Approx(1.625870).epsilon(1e-6));
  CHECK(rule.technology.unit_cost(Heating::air_source_heat_pump, rule.prices) == Approx(1.8 / 2.7));
  HeatingSituation house = gas_house();
  house.has_failed = false;
  // -0.2 * (14 000 * 1.625870 + 1 000) / 1 000 + 1.5 = -4.752436 + 1.5
  CHECK(rule.choice.utility(Heating::natural_gas, house, rule.technology, rule.loans, rule.prices) ==
        Approx(-3.252436).epsilon(1e-6));
}

TEST_CASE("what the municipal company reckons its carbon at counts against gas for it alone") {
  Rule rule;
  rule.choice.municipal_carbon = 0;
  HeatingSituation block = gas_house();
  block.is_block = true;
  const auto utility = [&](Owner owner, Heating system, double value) {
    block.owner = owner;
    rule.choice.municipal_carbon = value;
    return rule.choice.utility(system, block, rule.technology, rule.loans, rule.prices);
  };
  rule.technology.gas_factor = 200;
  // 14 000 kWh / 0.92 x 0.2 kg/kWh x 2 SEK/kg = 6087 SEK a year, at 0.2 a thousand 1.2174.
  const double less = utility(Owner::municipal_landlord, Heating::natural_gas, 0) -
                      utility(Owner::municipal_landlord, Heating::natural_gas, 2);
  CHECK(less == Approx(1.21739).epsilon(1e-5));
  CHECK(utility(Owner::private_landlord, Heating::natural_gas, 2) ==
        utility(Owner::private_landlord, Heating::natural_gas, 0));
  CHECK(utility(Owner::municipal_landlord, Heating::district_heat, 2) ==
        utility(Owner::municipal_landlord, Heating::district_heat, 0));
}
