#include "agents/products/refrigerants.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte::agents;
using skifte::sim::AssumptionReader;
using skifte::sim::AssumptionValues;
using skifte::sim::Series;

AssumptionValues round_values() {
  AssumptionValues values;
  for (const auto label : equipment_labels) {
    const std::string name(label);
    values.set("products.charge." + name, 100.0);
    values.set("products.gwp." + name, 2000.0);
    values.set("products.leakage." + name, 0.1);
    values.set("products.end_of_life_loss." + name, 0.2);
    values.set("products.lifetime." + name, 10.0);
    values.set("products.low_gwp_premium." + name, 200.0);
    values.set("products.banned." + name, Series::constant(0.0));
    values.set("products.charge_growth." + name, 0.0);
  }
  values.set("products.low_gwp", 0.0);
  values.set("products.gas_price", 100.0);
  values.set("products.scarcity_elasticity", 1.0);
  values.set("products.premium_spread", 50.0);
  values.set("products.retrofit_rate", 0.0);
  values.set("products.exchange_cost", 0.0);
  return values;
}

TEST_CASE("refrigerants: gas price and choice by hand") {
  const AssumptionValues values = round_values();
  AssumptionReader read(values);
  const RefrigerantAssumptions assumptions(read);
  // p(0.5) = 100 / 0.5 = 200 SEK/kg equals the premium, so half choose low GWP.
  CHECK(ordinary_gas_price(assumptions, 0.5) == Approx(200.0));
  CHECK(low_gwp_share(assumptions, Equipment::refrigeration, 0.5, 0) == Approx(0.5));
  // p(1) = 100: 1 / (1 + e^2) = 0.119203.
  CHECK(low_gwp_share(assumptions, Equipment::refrigeration, 1.0, 0) == Approx(0.1192029));
}

TEST_CASE("refrigerants: a smaller quota strictly raises the share of low-GWP gas") {
  const AssumptionValues values = round_values();
  AssumptionReader read(values);
  const RefrigerantAssumptions assumptions(read);
  double before = 0;
  for (const double quota : {1.0, 0.93, 0.63, 0.45, 0.31, 0.24}) {
    const double share = low_gwp_share(assumptions, Equipment::vehicles, quota, 0);
    CHECK(share > before);
    before = share;
  }
}

TEST_CASE("refrigerants: the bank leaks by hand and keeps its charge") {
  const AssumptionValues values = round_values();
  AssumptionReader read(values);
  const RefrigerantAssumptions assumptions(read);
  RefrigerantBank bank(assumptions, Equipment::other, 1000.0);
  // 1000 persons x 100 g x 2000 = 2e8 g CO2e; leakage 10 % = 2e7; scrapped cohort a tenth of it, 20 % lost = 4e6.
  CHECK(bank.bank() == Approx(2e8));
  CHECK(bank.emissions_per_year() == Approx(2.4e7));
  for (int year = 0; year < 5; ++year) bank.turn_year(1000.0, 0.5, 0.0, 0);
  CHECK(bank.charge() == Approx(1e5));
  // Five cohorts of ten bought with half the gas at GWP 0: 1 - 0.5 x 0.5 of the bank is left.
  CHECK(bank.bank() == Approx(1.5e8));
}

TEST_CASE("refrigerants: without a cheaper alternative the bank is stationary") {
  AssumptionValues values = round_values();
  for (const auto label : equipment_labels) values.set("products.low_gwp_premium." + std::string(label), 1e6);
  AssumptionReader read(values);
  const RefrigerantAssumptions assumptions(read);
  RefrigerantBank bank(assumptions, Equipment::vehicles, 500.0);
  const double emissions = bank.emissions_per_year();
  for (int year = 0; year < 30; ++year) bank.turn_year(500.0, 1.0, 0.0, 0);
  CHECK(bank.emissions_per_year() == Approx(emissions).epsilon(1e-12));
}

TEST_CASE("refrigerants: early replacement empties the bank of ordinary gas") {
  const AssumptionValues values = round_values();
  AssumptionReader read(values);
  const RefrigerantAssumptions assumptions(read);
  RefrigerantBank bank(assumptions, Equipment::other, 1000.0);
  bank.turn_year(1000.0, 1.0, 1.0, 0);
  // All but the newest cohort, a tenth of the charge with 1 - 0.1192 ordinary gas.
  CHECK(bank.bank() == Approx(2e8 * 0.1 * (1 - 0.1192029)));
}

TEST_CASE("refrigerants: a ban of part of new equipment leaves that part without a choice") {
  AssumptionValues values = round_values();
  values.set("products.banned.refrigeration", Series::constant(0.4));
  AssumptionReader read(values);
  const RefrigerantAssumptions assumptions(read);
  // 1 - 0.6 x 0.5.
  CHECK(low_gwp_share(assumptions, Equipment::refrigeration, 0.5, 0) == Approx(0.7));
}

TEST_CASE("refrigerants: the charge in use grows at the stated rate") {
  AssumptionValues values = round_values();
  values.set("products.charge_growth.air_conditioning", 0.05);
  AssumptionReader read(values);
  const RefrigerantAssumptions assumptions(read);
  RefrigerantBank bank(assumptions, Equipment::air_conditioning, 1000.0);
  const double before = bank.charge();
  for (int year = 0; year < 5; ++year) bank.turn_year(1000.0, 1.0, 0.0, 0);
  // exp(0.25) = 1.284025.
  CHECK(bank.charge() == Approx(1.284025 * before));
}

}  // namespace
