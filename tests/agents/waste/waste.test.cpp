#include "agents/waste/waste.hpp"

#include <catch2/catch.hpp>

#include "agents/demography/signals.hpp"
#include "agents/waste/signals.hpp"
#include "tests/agents/values.hpp"
#include "tests/sim/forked.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

// 90 kt burnt a year, as known to 2020; 100 000 people with 200 kg each, firms 40 kt, so 30 kt bought.
sim::AssumptionValues town() {
  sim::AssumptionValues values = testing::plain_values<WasteInputs>(0.0);
  values.set("waste.boiler.throughput", testing::line({{2014, 90e9}, {2020, 90e9}}));
  values.set("waste.boiler.throughput_factor", 1.0);
  values.set("waste.residual_per_person", 200e3);
  values.set("waste.plastic_per_person", 50e3);
  values.set("waste.baseline_sorting", 0.2);
  values.set("waste.firms", sim::Series::constant(40e9));
  values.set("waste.plastic_share.firms", 0.1);
  values.set("waste.plastic_share.bought", 0.2);
  values.set("waste.co2_per_plastic", 2.5);
  values.set("waste.co2_per_waste", 1.0);
  values.set("waste.fossil_shock", sim::Series::constant(1.0));
  values.set("waste.bought.spread", 100.0);
  values.set("ccs.capture_rate", 0.9);
  values.set("ccs.availability", 0.8);
  values.set("ccs.permit", 2015.0);
  values.set("ccs.financing", 2015.0);
  values.set("ccs.contracts", 2015.5);
  values.set("ccs.construction", 1.0);
  values.set("ccs.permit_lapses", 2020.0);
  values.set("ccs.store_ready", 2016.0);
  values.set("ccs.biogenic_sold", 0.25);
  return values;
}

double year_of(const sim::Table<1>& table, int year, int index) {
  return static_cast<double>(table.at(year, {index}));
}

TEST_CASE("waste: a year's stack by hand") {
  testing::World world(2015, 2016);
  world.board.of<PopulationSignals>().persons = 100000;
  const auto kind = make_waste(testing::read_inputs<WasteInputs>(town()), world.setting());
  for (int month = 0; month < 12; ++month) kind->account(world.calendar.window(month));
  // Plastic: households 100 000 x 50 kg x 0.8 = 4 kt, firms 4 kt, bought 0.2 x 30 kt = 6 kt: 14 kt x 2.5 = 35 kt fossil
  // of 90.
  const auto filborna = static_cast<int>(Subsector::filbornaverket);
  CHECK(static_cast<double>(world.accounts.emissions.cut(0, 0, filborna)) == Approx(35e9).epsilon(1e-3));
  CHECK(year_of(world.accounts.biogenic, 0, filborna) == Approx(55e9).epsilon(1e-3));
  CHECK(world.board.of<WasteSignals>().fossil_share == Approx(35.0 / 90.0));
}

TEST_CASE("waste: capture conserves carbon, and sold tonnes leave the sink") {
  const tests::ForkedResult result = tests::run_forked([] {
    testing::World world(2015, 2018);
    world.board.of<PopulationSignals>().persons = 100000;
    sim::LeverSetting lever;
    lever.numbers["capture"] = 1e12;
    lever.dates["operating"] = sim::from_civil({2016, 12, 1});
    std::vector<std::unique_ptr<sim::Kind>> kinds;
    kinds.push_back(make_waste(testing::read_inputs<WasteInputs>(town(), {{"filborna_ccs", lever}}), world.setting()));
    sim::Processes processes(world.calendar.begin());
    sim::run_months(world.calendar, processes, kinds, 1);
    const auto filborna = static_cast<int>(Subsector::filbornaverket);
    const double emitted = static_cast<double>(world.accounts.emissions.cut(3, 0, filborna));
    const double fossil = year_of(world.accounts.captured, 3, 0);
    const double biogenic = year_of(world.accounts.captured, 3, 1);
    const double sold = year_of(world.accounts.captured, 3, 2);
    const double sink = year_of(world.accounts.sinks, 3, 1);
    const bool conserved = std::abs(emitted + fossil - 35e9) < 1e8 && std::abs(biogenic - sold - sink) < 100;
    // 0.9 x 0.8 of the 55 kt.
    const bool amount = std::abs(biogenic - 0.72 * 55e9) < 1e8 && std::abs(sold - 0.25 * biogenic) < 100;
    const bool none_before = year_of(world.accounts.captured, 0, 0) == 0.0;
    return std::string(conserved ? "conserved " : "lost ") + (amount ? "amount " : "wrong ") +
           (none_before ? "later" : "early");
  });
  CHECK(result.text == "conserved amount later");
}

}  // namespace
