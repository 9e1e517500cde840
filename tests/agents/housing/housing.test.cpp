#include "agents/housing/housing.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "agents/demography/demography.hpp"
#include "agents/housing/heat_ledger.hpp"
#include "agents/housing/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/people/people.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "agents/weather/signals.hpp"
#include "tests/agents/small_city.hpp"

using namespace skifte;
using namespace skifte::agents;
using agents::testing::Stage;

namespace {

constexpr auto gas = static_cast<std::size_t>(1);

/// A town where every house has gas and every block district heat; nothing but what a test adds.
sim::AssumptionValues values(double persons = 1700) {
  sim::AssumptionValues all = agents::testing::values_for<HousingInputs>({{"heating.lifetime_shape", 3.5},
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
  const sim::AssumptionValues demography = agents::testing::values_for<DemographyInputs>(
      {{"demography.income_price_level", 1}, {"demography.young_house_rate", 1}},
      {{"demography.population", sim::Series::constant(persons)}});
  for (const auto& [name, value] : demography.all()) {
    std::visit([&](const auto& v) { all.set(name, v); }, value);
  }
  return all;
}

/// Population and housing on one stage, with prices.
struct Town {
  explicit Town(sim::LeverValues levers = {}, int last_year = 2020, const sim::AssumptionValues& assumed = values())
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

}  // namespace

TEST_CASE("a month's share of heat adds to one over the year and is greatest in winter") {
  const sim::AssumptionValues all = values();
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
  const sim::AssumptionValues all = values();
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

TEST_CASE("grants never exceed the year's budget") {
  Town town;
  auto& policy = town.stage.board.of<PolicySignals>();
  policy.heating_grant_share = 0.5;
  policy.heating_grant_ceiling = 30e3;
  policy.heating_grant_budget = 100e3;
  town.run();
  double most = 0;
  for (int year = 0; year < 6; ++year) {
    double paid = 0;
    for (int payer = 0; payer < 6; ++payer) {
      paid += static_cast<double>(
          town.stage.accounts.money.at(year, {index(MoneyKind::grant_received), payer, index(Measure::heating)}));
    }
    CHECK(paid <= 100e3 * 100);
    most = std::max(most, paid);
  }
  CHECK(most > 50e3 * 100);
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

TEST_CASE("a lever's grant for blocks is a share of their cost, borne by its payer") {
  sim::AssumptionValues all = values();
  all.set("heating.share.house.natural_gas", 0.0);
  all.set("heating.share.house.district_heat", 1.0);
  all.set("heating.share.flat.natural_gas", 1.0);
  all.set("heating.share.flat.district_heat", 0.0);
  sim::LeverValues levers;
  sim::LeverSetting conversion;
  conversion.start = sim::from_civil({2015, 1, 1});
  conversion.numbers["dwellings"] = 100000;
  conversion.numbers["grant_share"] = 0.35;
  levers["gas_homes_conversion"] = conversion;
  Town town(levers, 2015, all);
  town.run();
  for (const Payer landlord : {Payer::firms, Payer::municipal_companies}) {
    const double net = town.money(MoneyKind::investment, landlord, 0);
    const double grant = town.money(MoneyKind::grant_received, landlord, 0);
    CHECK(grant > 0);
    CHECK(grant / (net + grant) == Approx(0.35).epsilon(1e-6));
  }
  double received = 0;
  for (int payer = 0; payer < 6; ++payer) {
    received += town.money(MoneyKind::grant_received, static_cast<Payer>(payer), 0);
  }
  CHECK(town.money(MoneyKind::investment, Payer::city, 0) == Approx(received).epsilon(1e-9));
  // Of these, co-operatives' go to their members, to the öre.
  CHECK(town.money(MoneyKind::grant_received, Payer::households, 0) > 0);
  CHECK(town.household_item(HouseholdItem::grants, 0) == town.money(MoneyKind::grant_received, Payer::households, 0));
}

TEST_CASE("the state's grant is its investment, the owner's is net of it, and groups of households get what they get") {
  Town town;
  auto& policy = town.stage.board.of<PolicySignals>();
  policy.heating_grant_share = 0.5;
  policy.heating_grant_ceiling = 30e3;
  policy.heating_grant_budget = 1e6;
  town.run();
  double all = 0;
  for (int year = 0; year < 6; ++year) {
    const double grant = town.money(MoneyKind::grant_received, Payer::households, year);
    CHECK(town.money(MoneyKind::investment, Payer::state, year) == Approx(grant));
    CHECK(town.household_item(HouseholdItem::grants, year) == Approx(grant));
    all += grant;
  }
  CHECK(all > 0);
}

TEST_CASE("offers that nobody takes change nobody's later luck") {
  sim::AssumptionValues all = values();
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

TEST_CASE("households' heating, tenants' part of the rent included, is what owners pay for energy") {
  Town town;
  town.run();
  const double paid = town.money(MoneyKind::running_cost, Payer::households, 3) +
                      town.money(MoneyKind::running_cost, Payer::firms, 3) +
                      town.money(MoneyKind::running_cost, Payer::municipal_companies, 3);
  // The year's bill is reckoned with the system at its end; some houses change within the year.
  CHECK(town.household_item(HouseholdItem::heating, 3) == Approx(paid).epsilon(0.02));
  CHECK(town.money(MoneyKind::running_cost, Payer::households, 3) < 0.8 * paid);
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

TEST_CASE("households' bills, grants and waiting add up to the accounts") {
  Town town;
  auto& policy = town.stage.board.of<PolicySignals>();
  policy.heating_grant_share = 0.5;
  policy.heating_grant_ceiling = 30e3;
  policy.heating_grant_budget = 1e6;
  const auto& heating = town.stage.board.of<HouseholdHeating>();
  const auto& households = town.stage.board.of<Households>();
  for (int i = 0; i < town.stage.calendar.months(); ++i) {
    town.stage.step(i, *town.residents, *town.housing, *town.people);
    const sim::Window window = town.stage.calendar.window(i);
    if (!window.last_of_year()) continue;
    const int year = town.stage.accounts.year_index(window);
    double bills = 0;
    for (std::size_t slot = 0; slot < households.size(); ++slot) {
      if (households[slot].active != 0) bills += double{heating.of[heating.building[slot]].bill};
    }
    CHECK(100 * bills == Approx(town.household_item(HouseholdItem::heating, year)).epsilon(1e-5));  // [SEK] and [öre]
    CHECK(town.household_item(HouseholdItem::grants, year) ==
          town.money(MoneyKind::grant_received, Payer::households, year));
    // Each building's wait is one agent's at the bottleneck and each of its households' here.
    CHECK(town.household_item(HouseholdItem::heating_wait, year) >=
          static_cast<double>(town.stage.accounts.bottlenecks.at(year, {index(Bottleneck::heating_installers)})));
    CHECK(town.household_item(HouseholdItem::new_heating, year) > 0);
    CHECK(town.household_item(HouseholdItem::new_heating, year) <=
          town.household_item(HouseholdItem::households, year));
  }
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
    sim::AssumptionValues all = values();
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
