#include "agents/housing/housing.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "agents/firms/signals.hpp"
#include "agents/housing/heat_ledger.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "agents/weather/signals.hpp"

#include "tests/agents/housing/town.hpp"

using namespace skifte;
using namespace skifte::agents;
using agents::testing::gas;
using agents::testing::Stage;
using agents::testing::Town;
using agents::testing::town_values;

TEST_CASE("a month's share of heat adds to one over the year and is greatest in winter") {
  const sim::AssumptionValues all = town_values();
  sim::AssumptionReader read(all);
  const DwellingEnergyAssumptions energy(read);
  double sum = 0;
  for (int month = 1; month <= 12; ++month) sum += HeatLedger::month_share(energy, month);
  CHECK(sum == Approx(1));
  // Degree days 6 * 2 + 6 * 0.5 = 15: January 0.8 * 2 / 15 + 0.2 / 12 = 0.123333.
  CHECK(HeatLedger::month_share(energy, 1) == Approx(0.123333).epsilon(1e-5));
  // A fifth colder: 0.8 * 1.2 * 2 / 15 + 0.2 / 12 = 0.144667; hot water does not follow the weather.
  CHECK(HeatLedger::month_share(energy, 1, 1.2) == Approx(0.144667).epsilon(1e-5));
}

TEST_CASE("emissions are heat over efficiency times the factor") {
  const sim::AssumptionValues all = town_values();
  Stage stage(all);
  HeatLedger ledger;
  ledger.count(Heating::natural_gas, Owner::occupier, 10, 12000, 1);
  const HousingInputs inputs = stage.inputs<HousingInputs>();
  for (int month = 0; month < 12; ++month) {
    ledger.post_month({stage.calendar.window(month), inputs, {}, {}, 1.0}, stage.accounts, stage.flows);
  }
  // 10 * 12 000 kWh / 0.8 * 200 g/kWh = 30 t
  CHECK(static_cast<double>(stage.accounts.activity_emissions.cut(0, 0, index(Subsector::dwellings))) ==
        Approx(30e6).epsilon(1e-6));
  CHECK(static_cast<double>(stage.flows.vehicle_and_fuel_gas[static_cast<std::size_t>(GasUser::dwellings)]) ==
        Approx(150e6).epsilon(1e-6));
}

TEST_CASE("every household has a heating system, all years") {
  Town town;
  const auto& population = town.stage.board.of<PopulationSignals>();
  for (int i = 0; i < town.stage.calendar.months(); ++i) {
    town.stage.step(i, *town.residents, *town.housing, *town.people);
    const auto& dwellings = town.signals().dwellings;
    CHECK(std::accumulate(dwellings.begin(), dwellings.end(), 0.0) == population.households);
  }
  // Gas boilers of 0-20 years fail within the years; nobody is newly connected.
  CHECK(town.signals().dwellings_on_gas < 190);
  CHECK(town.signals().dwellings_on_gas > 20);
}

TEST_CASE("a closed gas network empties within a year and the installers' wait") {
  Town town;
  town.stage.board.of<UtilitySignals>().gas_network_open = 0;
  town.run();
  CHECK(town.signals().dwellings_on_gas == 0);
}

TEST_CASE("the conversion programme moves as many homes as it says, and no gas is left of them") {
  Town without;
  without.run();
  sim::LeverValues levers;
  sim::LeverSetting conversion;
  conversion.start = sim::from_civil({2016, 1, 1});
  conversion.ramp = 2;
  conversion.numbers["dwellings"] = 60;
  levers["gas_homes_conversion"] = conversion;
  Town with(levers);
  with.run();
  // Some of the sixty would have left gas anyway by 2020.
  CHECK(with.signals().dwellings_on_gas <= without.signals().dwellings_on_gas - 25);
  CHECK(with.signals().dwellings_on_gas >= without.signals().dwellings_on_gas - 60);
}

TEST_CASE("a renovation programme lowers heat, more district heat is offered when the network grows") {
  Town base;
  base.run();
  sim::LeverValues levers;
  levers["renovation_programme"].numbers["rate"] = 0.2;
  Town renovated(levers);
  renovated.run();
  CHECK(renovated.signals().heat_demand < 0.95 * base.signals().heat_demand);
  levers = {};
  levers["district_heat_expansion"].numbers["offers"] = 0.5;
  Town offered(levers);
  offered.run();
  CHECK(offered.signals().dwellings[0] > base.signals().dwellings[0]);
  CHECK(offered.signals().dwellings[gas] < base.signals().dwellings[gas]);
}

TEST_CASE("in a frozen world what fails is replaced like with like and no heat is saved") {
  sim::LeverValues levers;
  levers["renovation_programme"].numbers["rate"] = 0.2;
  levers["district_heat_expansion"].numbers["offers"] = 0.5;
  Town town(levers, 2030);
  std::vector<double> heat;
  std::array<double, 7> dwellings{};
  for (int i = 0; i < town.stage.calendar.months(); ++i) {
    if (i == 24) {
      auto& policy = town.stage.board.of<PolicySignals>();
      policy.frozen = true;
      policy.driver_date = town.stage.calendar.window(i).begin - 1;
      dwellings = town.signals().dwellings;
    }
    town.stage.step(i, *town.residents, *town.housing, *town.people);
    heat.push_back(town.signals().heat_demand);
    if (i < 24) continue;
    CHECK(town.signals().dwellings == dwellings);
    if (i >= 36) CHECK(heat.back() == heat[static_cast<std::size_t>(i) - 12]);
  }
  CHECK(dwellings[gas] > 0);
  // 20-year boilers keep failing: somebody pays for new ones in 2030.
  CHECK(town.money(MoneyKind::investment, Payer::households, 15) > 0);
}

TEST_CASE("offers that nobody takes change nobody's later luck") {
  sim::AssumptionValues all = town_values();
  all.set("heating.choice.hassle", 1000.0);  // occupiers never change system
  all.set("heating.renovation_cost", 1000.0);
  Town base({}, 2050, all);
  base.run();
  sim::LeverValues levers;
  levers["district_heat_expansion"].numbers["offers"] = 0.1;
  Town with(levers, 2050, all);
  with.run();
  for (int year = 0; year < 36; ++year) {
    CHECK(with.money(MoneyKind::investment, Payer::households, year) ==
          base.money(MoneyKind::investment, Payer::households, year));
  }
}

TEST_CASE("a colder year takes more heat and costs more, by the part that is not hot water") {
  Town mild;
  mild.run();
  Town cold;
  cold.stage.board.of<WeatherSignals>().degree_days = 1.1;
  cold.run();
  // Every decision is the same, so that 0.8 of the heat and of the bills is 1.1 times as large.
  CHECK(cold.signals().dwellings == mild.signals().dwellings);
  CHECK(cold.household_item(HouseholdItem::heating, 3) ==
        Approx(1.08 * mild.household_item(HouseholdItem::heating, 3)).epsilon(1e-7));
  const auto heat = [](const Town& town) {
    return static_cast<double>(town.stage.flows.district_heat[static_cast<std::size_t>(EndUse::dwellings)]);
  };
  CHECK(heat(cold) > heat(mild));
}

TEST_CASE("electric heating's power on the design day follows the systems and is none where nothing is electric") {
  Town town({}, 2015);
  auto& weather = town.stage.board.of<WeatherSignals>();
  weather.normal_degree_days = 3000;
  weather.design_difference = 27;
  town.run();
  const HousingSignals& signals = town.signals();
  CHECK(signals.heating_power[0] == 0);    // district heat
  CHECK(signals.heating_power[gas] == 0);  // all its heat is gas
  CHECK(signals.district_heat_power > 0);
  const auto booked = [&](std::size_t s) {
    return static_cast<double>(town.stage.accounts.heating_power.at(0, {static_cast<int>(s)}));
  };
  for (std::size_t s = 0; s < signals.heating_power.size(); ++s) {
    CHECK((signals.heating_power[s] > 0) == (signals.dwellings[s] > 0 && s > gas && s < 5));
    CHECK(booked(s) == Approx(signals.heating_power[s]).margin(1));
  }
}

TEST_CASE("installers who plan with less than all their days keep the queue short") {
  const auto wait = [](double utilisation) {
    sim::AssumptionValues all = town_values();
    all.set("heating.crews_per_1000_houses", 2.0);
    all.set("heating.crew_growth", 0.3);
    all.set("heating.crew_utilisation", utilisation);
    all.set("heating.crew_days", 20.0);
    Town town({}, 2050, all);
    town.run();
    double days = 0;
    for (int year = 10; year < 36; ++year) {
      days += static_cast<double>(town.stage.accounts.bottlenecks.at(year, {index(Bottleneck::heating_installers)}));
    }
    return days;
  };
  CHECK(wait(0.6) < wait(0.95));
}

TEST_CASE("what premises ask of installers stands in the homes' queue, and crews are hired for it") {
  const auto wait = [](int orders, int from, int to) {
    sim::AssumptionValues all = town_values();
    all.set("heating.crews_per_1000_houses", 2.0);
    all.set("heating.crew_growth", 0.3);
    all.set("heating.crew_days", 20.0);
    Town town({}, 2050, all);
    town.stage.board.of<FirmSignals>() = {orders, 1.0 * orders};
    town.run();
    double days = 0;
    for (int year = from; year < to; ++year) {
      days += static_cast<double>(town.stage.accounts.bottlenecks.at(year, {index(Bottleneck::heating_installers)}));
    }
    return days;
  };
  const double alone = wait(0, 0, 5), beside = wait(4, 0, 5);
  CHECK(beside > alone);
  // Crews for 48 days of work a year more at 20 days each come within ten years.
  CHECK(wait(4, 20, 36) < 3 * wait(0, 20, 36) + 1000);
}

TEST_CASE("a renovation programme makes owners think of their gas boilers, as any renovation does") {
  Town base;
  base.run();
  sim::LeverValues levers;
  levers["renovation_programme"].numbers["rate"] = 0.2;
  Town changed(levers);
  changed.run();
  CHECK(base.signals().dwellings[gas] > 100);
  CHECK(changed.signals().dwellings[gas] < 0.98 * base.signals().dwellings[gas]);
}
