#include "agents/charging/charging.hpp"

#include <catch2/catch.hpp>

#include "agents/cars/signals.hpp"
#include "agents/charging/signals.hpp"
#include "agents/demography/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "tests/agents/values.hpp"

using namespace skifte;
using namespace skifte::agents;

TEST_CASE("charging: grants and support have a payer, and add nothing to the sum over payers") {
  sim::AssumptionValues values = testing::plain_values<ChargingInputs>();
  values.set("charging.initial_points", 100.0);
  values.set("charging.investment.normal", 50000.0);
  values.set("charging.point_cost.normal", 8000.0);
  values.set("charging.site_size.normal", 4.0);
  values.set("charging.site_size.fast", 1e9);  // none
  values.set("charging.building_time.normal", 0.5);
  values.set("charging.building_log_sd", 0.1);
  values.set("charging.state_support", sim::Series::constant(0.4));
  sim::LeverValues levers;
  levers["public_charging"].start = sim::from_civil({2026, 1, 1});
  levers["public_charging"].numbers = {{"points", 200}, {"support", 0.25}};
  testing::World world(2026, 2027);
  world.board.of<PopulationSignals>().persons = 100000;
  const auto kind = make_charging(testing::read_inputs<ChargingInputs>(values, levers), world.setting());
  for (int month = 0; month < world.calendar.months(); ++month) {
    const sim::Window window = world.calendar.window(month);
    kind->propose(window, 1);
    kind->commit(window);
    kind->account(window);
    kind->publish(window);
    if (window.last_of_year()) kind->close_year(window);
  }
  const auto booked = [&](MoneyKind what, Payer payer) {
    return world.accounts.money.at(0, {index(what), index(payer), index(Measure::charging)});
  };
  const std::int64_t invested = world.accounts.money.cut(0, 0, index(MoneyKind::investment));
  CHECK(invested > 0);
  CHECK(booked(MoneyKind::investment, Payer::state) == Approx(0.4 * static_cast<double>(invested)));
  CHECK(booked(MoneyKind::investment, Payer::firms) == Approx(0.6 * static_cast<double>(invested)));
  CHECK(booked(MoneyKind::running_cost, Payer::city) > 0);
  CHECK(booked(MoneyKind::running_cost, Payer::firms) == -booked(MoneyKind::running_cost, Payer::city));
  CHECK(booked(MoneyKind::grant_received, Payer::firms) ==
        booked(MoneyKind::investment, Payer::state) + booked(MoneyKind::running_cost, Payer::city));
}
