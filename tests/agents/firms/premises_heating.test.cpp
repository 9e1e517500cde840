#include "agents/firms/premises_heating.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::agents;

namespace {

/// Two hundred boilers of 100 MWh, all on gas, which last some twenty years; gas is so cheap that nobody leaves it.
sim::AssumptionValues premises_values() {
  sim::AssumptionValues values;
  for (const auto& [name, value] :
       std::initializer_list<std::pair<const char*, double>>{{"boilers", 200},
                                                             {"gas_share", 1},
                                                             {"heat", 100e6},
                                                             {"heat_log_sd", 0.5},
                                                             {"boiler_life", 20},
                                                             {"boiler_life_shape", 4},
                                                             {"boiler_efficiency", 0.9},
                                                             {"heat_pump_scop", 3},
                                                             {"near_network", 0.5},
                                                             {"investment.boiler", 1},
                                                             {"investment.heat_pump", 6},
                                                             {"investment.district_heat", 2},
                                                             {"payback_median", 5},
                                                             {"payback_log_sd", 0.5},
                                                             {"agreement", 0.5},
                                                             {"install_days", 0},
                                                             {"efficiency_gain", 0}}) {
    values.set(std::string("premises.") + name, value);
  }
  values.set("emission_factor.natural_gas", 200.0);
  values.set("emission_factor.heating_oil", 270.0);
  values.set("price.ets2.pass_through", 0.5);
  return values;
}

/// Useful heat still from gas at the end of each year from 2025 on, over that at the start.
std::vector<double> gas_left(const GasClosure& closure) {
  const sim::AssumptionValues values = premises_values();
  sim::AssumptionReader read(values);
  const PremisesAssumptions assumptions(read, "premises");
  const sim::Calendar calendar(2025, 2032);
  const sim::RandomSource random(3, 0);
  PriceSignals prices;
  prices.natural_gas_firm = 0.1, prices.heating_oil = 1, prices.district_heat = 1.25, prices.electricity_firm = 1.5;
  const PolicySignals policy;
  PremisesHeating heating("premises", assumptions, calendar, random);
  const double start = heating.heat(PremisesHeat::gas);
  std::vector<double> left;
  for (int month = 0; month < calendar.months(); ++month) {
    heating.renew(calendar.window(month), prices, policy, 0, 1.25, closure);
    if (calendar.window(month).last_of_year()) left.push_back(heating.heat(PremisesHeat::gas) / start);
    double all = 0;
    for (int h = 0; h < premises_heats; ++h) all += heating.heat(static_cast<PremisesHeat>(h));
    REQUIRE(all == Approx(start));
  }
  return left;
}

}  // namespace

TEST_CASE("premises: nobody leaves cheap gas by himself, all have left it when the network closes") {
  const sim::Time end = sim::from_civil({2030, 1, 1});
  const GasClosure closed{1, end - 3 * sim::days_per_year, end};
  CHECK(gas_left({}).back() == 1.0);
  const std::vector<double> left = gas_left(closed);
  CHECK(left[1] == 1.0);  // 2026: not known yet
  CHECK(left[3] < 1.0);   // 2028: boilers that were due after it was known
  CHECK(left[3] > 0.5);
  CHECK(left[4] == 0.0);  // 2029: the network's last year
  CHECK(left[7] == 0.0);
}

TEST_CASE("premises: a part of the network takes its part of the premises") {
  const sim::Time end = sim::from_civil({2030, 1, 1});
  // 200 premises of unequal heat: a share of 0.4 leaves 0.6 with a standard error of some 0.04.
  CHECK(gas_left({0.4, end - 3 * sim::days_per_year, end}).back() == Approx(0.6).margin(0.13));
}

TEST_CASE("premises: dearer ETS2 makes gas dearer by hand, and never leaves more of it") {
  const sim::AssumptionValues values = premises_values();
  sim::AssumptionReader read(values);
  const PremisesAssumptions assumptions(read, "premises");
  const sim::Calendar calendar(2025, 2050);
  PriceSignals prices;
  prices.natural_gas_firm = 0.4, prices.heating_oil = 1.5, prices.district_heat = 1.25, prices.electricity_firm = 1.2;
  PolicySignals policy;
  policy.carbon_tax = 1.4;
  double before = 2, first = 0;
  for (const double ets2 : {0.0, 600.0, 1500.0, 3000.0}) {
    prices.ets2_price = ets2;
    double left = 0;
    for (std::uint32_t replicate = 0; replicate < 4; ++replicate) {
      const sim::RandomSource random(3, replicate);
      PremisesHeating heating("premises", assumptions, calendar, random);
      // (0.4 + 0.2 kg/kWh x (1.4 + 0.5 ETS2 / 1000)) / 0.9
      const double gas = heating.cost(prices, policy, 1.25)[static_cast<std::size_t>(PremisesHeat::gas)];
      CHECK(gas == Approx((0.4 + 0.2 * (1.4 + 0.5 * ets2 / 1000)) / 0.9));
      const double start = heating.heat(PremisesHeat::gas);
      for (int month = 0; month < calendar.months(); ++month)
        heating.renew(calendar.window(month), prices, policy, 0, 1.25, {});
      left += heating.heat(PremisesHeat::gas) / start / 4;
    }
    CHECK(left <= before);
    if (ets2 == 0) first = left;
    before = left;
  }
  CHECK(before < first);
}

TEST_CASE("premises: new systems ask for a crew's days in proportion to their heat, by hand") {
  sim::AssumptionValues values = premises_values();
  values.set("premises.heat_log_sd", 0.0);
  values.set("premises.install_days", 0.00015);
  sim::AssumptionReader read(values);
  const PremisesAssumptions assumptions(read, "premises");
  const sim::Calendar calendar(2025, 2030);
  const sim::RandomSource random(3, 0);
  PriceSignals prices;
  prices.natural_gas_firm = 0.1, prices.heating_oil = 1, prices.district_heat = 1.25, prices.electricity_firm = 1.5;
  PremisesHeating heating("premises", assumptions, calendar, random);
  int systems = 0;
  for (int month = 0; month < calendar.months(); ++month) {
    const auto orders = heating.renew(calendar.window(month), prices, {}, 0, 1.25, {});
    CHECK(orders.crew_days == Approx(15.0 * orders.systems));  // 100 000 kWh x 0.00015
    systems += orders.systems;
  }
  CHECK(systems > 20);
}
