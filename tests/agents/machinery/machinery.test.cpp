#include "agents/machinery/machinery.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "tests/agents/values.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

sim::AssumptionValues yard() {
  sim::AssumptionValues values = testing::plain_values<MachineryInputs>(0.0);
  for (const auto label : machine_owner_labels) {
    const std::string name(label);
    values.set("machinery.energy." + name, 1e9);
    values.set("machinery.activity." + name, sim::Series::constant(1.0));
    values.set("machinery.lifetime." + name, 8.0);
    values.set("machinery.price." + name, 0.015);
    values.set("machinery.premium_factor." + name, 1.0);
    values.set("machinery.public_share." + name, 0.0);
  }
  values.set("machinery.lifetime_shape", 4.0);
  values.set("machinery.annuity", 0.14);
  values.set("machinery.electricity_per_fuel", 0.4);
  values.set("machinery.cost_sensitivity", 8.0);
  values.set("machinery.availability", sim::Series::constant(0.5));
  values.set("machinery.port_own_share", 0.2);
  values.set("machinery.hvo_energy", 9440.0);
  values.set("machinery.hvo_supply_share", 10.0);  // no shortage
  values.set("machinery.cohort_size_spread", 0.5);
  values.set("machinery.demand_compliance", 1.0);
  values.set("machinery.hvo_price_cap", 1.0);  // rationed, not priced
  values.set("emission_factor.biofuel", 0.26);
  values.set("tax.vat_factor", 1.25);
  return values;
}

void show_prices(testing::World& world) {
  PriceSignals& prices = world.board.of<PriceSignals>();
  prices.petrol = 16;
  prices.diesel = 16;
  prices.hvo = 22;
  prices.electricity_firm = 0.9;
  prices.electricity_household = 1.6;
  PolicySignals& policy = world.board.of<PolicySignals>();
  policy.diesel_energy = 9800;
  policy.petrol_energy = 9000;
  policy.diesel_fossil_factor = 0.2;
  policy.petrol_fossil_factor = 0.25;
}

double emitted(const testing::World& world, int year, Subsector row) {
  return static_cast<double>(world.accounts.emissions.cut(year, 0, static_cast<int>(row)));
}

void run(testing::World& world, const sim::LeverValues& levers = {}, const sim::AssumptionValues& values = yard()) {
  const auto kind = make_machinery(testing::read_inputs<MachineryInputs>(values, levers), world.setting());
  for (int month = 0; month < world.calendar.months(); ++month) {
    const sim::Window window = world.calendar.window(month);
    kind->propose(window, 1);
    kind->commit(window);
    kind->account(window);
  }
}

TEST_CASE("machinery: a frozen world is stationary") {
  testing::World world(2015, 2030);
  show_prices(world);
  world.board.of<PolicySignals>().frozen = true;
  world.board.of<PolicySignals>().driver_date = sim::from_civil({2015, 1, 1});
  run(world);
  // 1e9 Wh x 0.2 g/Wh.
  CHECK(emitted(world, 0, Subsector::construction_machinery) == Approx(2e8));
  CHECK(emitted(world, 15, Subsector::construction_machinery) == Approx(2e8));
}

TEST_CASE("machinery: the port's electrification saves what the port burns, not the allotted remainder") {
  sim::LeverSetting lever;
  lever.numbers["share"] = 1.0;
  testing::World world(2015, 2040);
  show_prices(world);
  run(world, {{"port_electrification", lever}});
  CHECK(emitted(world, 25, Subsector::port_airport_allocation) == Approx(0.8 * 2e8));
}

TEST_CASE("machinery: sites that demand it run on fossil-free fuel in the stated share") {
  sim::LeverSetting lever;
  lever.numbers["share"] = 1.0;
  lever.start = sim::from_civil({2017, 1, 1});
  testing::World world(2015, 2018);
  show_prices(world);
  run(world, {{"fossil_free_construction_sites", lever}});
  CHECK(emitted(world, 0, Subsector::construction_machinery) > 1e8);
  CHECK(emitted(world, 3, Subsector::construction_machinery) == 0.0);
  CHECK(emitted(world, 3, Subsector::farm_machinery) > 1e8);
}

double energy(const testing::World& world, int year, Carrier carrier) {
  return static_cast<double>(world.accounts.energy.at(year, {index(carrier), index(EndUse::machinery)}));
}

TEST_CASE("machinery: cheap pure HVO is bought up to its supply, and what is missing is told") {
  sim::AssumptionValues values = yard();
  values.set("machinery.hvo_supply_share", 0.06);
  values.set("machinery.availability", sim::Series::constant(0.0));
  testing::World world(2015, 2020);
  show_prices(world);
  world.board.of<PriceSignals>().hvo = 10;  // far below the blend's 16 SEK/l
  run(world, {}, values);
  // All but households want it: 4 x 1e9 Wh a year and a fifth of the port's 1e9.
  const double supply = 0.06 * 4.2e9;
  for (int year = 0; year <= 5; ++year) CHECK(energy(world, year, Carrier::hvo) == Approx(supply).epsilon(1e-6));
  CHECK(static_cast<double>(world.accounts.bottlenecks.at(5, {index(Bottleneck::pure_biofuel)})) ==
        Approx((4.2e9 - supply) / 1e6).epsilon(2e-3));  // whole MWh a month
}

TEST_CASE("machinery: demanded HVO is served before what is bought for its price") {
  sim::AssumptionValues values = yard();
  values.set("machinery.hvo_supply_share", 0.5);
  values.set("machinery.availability", sim::Series::constant(0.0));
  sim::LeverSetting lever;
  lever.numbers["share"] = 1.0;
  testing::World world(2015, 2016);
  show_prices(world);
  world.board.of<PriceSignals>().hvo = 10;
  run(world, {{"fossil_free_construction_sites", lever}}, values);
  CHECK(emitted(world, 1, Subsector::construction_machinery) == 0.0);
  CHECK(emitted(world, 1, Subsector::farm_machinery) > 0.0);
}

TEST_CASE("machinery: biogenic CO2 is bio-energy times its factor") {
  testing::World world(2015, 2016);
  show_prices(world);
  PolicySignals& policy = world.board.of<PolicySignals>();
  policy.diesel_bio_share = 0.2;
  policy.petrol_bio_share = 0.05;
  sim::LeverSetting lever;
  lever.numbers["share"] = 0.5;
  run(world, {{"fossil_free_construction_sites", lever}});
  const double bio = 0.2 * energy(world, 1, Carrier::diesel) + 0.05 * energy(world, 1, Carrier::petrol) +
                     energy(world, 1, Carrier::hvo);
  REQUIRE(energy(world, 1, Carrier::hvo) > 0);
  double biogenic = 0;
  for (int s = 0; s < subsectors; ++s) biogenic += static_cast<double>(world.accounts.biogenic.at(1, {s}));
  CHECK(biogenic == Approx(0.26 * bio));
}

TEST_CASE("machinery: where HVO's price answers, those who gain least give up and nobody goes without") {
  sim::AssumptionValues values = yard();
  values.set("machinery.hvo_supply_share", 0.06);
  values.set("machinery.hvo_price_cap", 3.0);
  values.set("machinery.hvo_elasticity", 0.5);
  values.set("machinery.hvo_willingness", 0.05);
  values.set("machinery.availability", sim::Series::constant(0.0));
  testing::World world(2015, 2020);
  show_prices(world);
  world.board.of<PriceSignals>().hvo = 10;
  run(world, {}, values);
  // Far less than the 4.2 TWh asked for at the list price, but more than the 0.06 of it that came at that price.
  const double used = energy(world, 5, Carrier::hvo);
  CHECK(used > 0.06 * 4.2e9);
  CHECK(used < 0.06 * 4.2e9 * std::sqrt(3.0));
  CHECK(world.accounts.bottlenecks.at(5, {index(Bottleneck::pure_biofuel)}) == 0);
}

TEST_CASE("machinery: a slow grid keeps large machines on fuel, and says so") {
  sim::AssumptionValues values = yard();
  values.set("machinery.availability", sim::Series::constant(1.0));
  values.set("machinery.grid_share", 1.0);
  values.set("machinery.site_planning_time", 0.5);
  const auto electric = [&](double lead_time) {
    testing::World world(2015, 2030);
    show_prices(world);
    world.board.of<UtilitySignals>().connection_lead_time = lead_time;
    run(world, {}, values);
    return std::pair{energy(world, 15, Carrier::electricity),
                     world.accounts.bottlenecks.at(15, {index(Bottleneck::grid_connection)})};
  };
  const auto fast = electric(100), slow = electric(1500);
  CHECK(slow.first < fast.first);
  CHECK(fast.second == 0);
  CHECK(slow.second > 0);
}

}  // namespace
