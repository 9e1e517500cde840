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
                                                             {"efficiency_gain", 0}}) {
    values.set(std::string("premises.") + name, value);
  }
  values.set("emission_factor.natural_gas", 200.0);
  values.set("emission_factor.heating_oil", 270.0);
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
