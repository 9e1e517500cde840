#include "agents/firms/truck_cost.hpp"

#include <catch2/catch.hpp>

#include "tests/agents/firms/freight_values.hpp"

using namespace skifte;
using namespace skifte::agents;
using testing::Vans;

namespace {

const TruckUse typical = {15000, 0.25, 0.6, 0, false, false};

}  // namespace

TEST_CASE("freight: days beyond a range follow the lognormal's closed form") {
  // m = 60, s = 0.5, R = 80: z = (ln 0.75 - 0.125) / 0.5 = -0.825364; Phi(z) = 0.204582, Phi(z + s) = 0.372450;
  // E[(d - R)+] = 60 x 0.372450 - 80 x 0.204582 = 5.980
  const LongDays days = long_days(60, 0.5, 80);
  CHECK(days.share == Approx(0.204582).epsilon(1e-4));
  CHECK(days.beyond == Approx(5.980).epsilon(1e-3));
  CHECK(long_days(60, 0.5, 0).beyond == 60);
  CHECK(long_days(60, 0.5, 1e6).beyond == Approx(0).margin(1e-9));
  CHECK(long_days(0, 0.5, 80).share == 0);
}

TEST_CASE("freight: days beyond a range agree with drawn days") {
  const sim::RandomSource random(5, 0);
  const int n = 40000;
  double beyond = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    const double u = random.uniform(sim::decision("test.day"), sim::agent_id("day", static_cast<std::uint64_t>(i)), 0);
    const double excess = std::max(0.0, 60 * sim::lognormal(u, 1, 0.5) * 0.8824969 - 80);  // exp(-0.125): mean 60
    beyond += excess / n;
    squares += excess * excess / n;
  }
  const double standard_error = std::sqrt((squares - beyond * beyond) / n);
  // Two-sided at alpha = 0.001.
  CHECK(std::abs(beyond - long_days(60, 0.5, 80).beyond) < 3.29 * standard_error);
}

TEST_CASE("freight: yearly cost of a diesel van by hand") {
  const Vans vans;
  // a(0.25, 8) = 0.25 / (1 - 1.25^-8) = 0.25 / 0.832228 = 0.300399; value after eight years 300 000 x 0.8^8 = 50 331.6,
  // discounted 8 444.2; capital 0.300399 x 291 555.8 = 87 583; fuel 800 x 15 / 1.25 / 9600 = 1.0 SEK/km and maintenance
  // 0.5: 22 500; tax 5 000
  CHECK(yearly_cost(vans.van(), vans.market, vans.offer(), typical, {vans.van(), typical}, TruckFuel::diesel) ==
        Approx(87583 + 22500 + 5000).epsilon(1e-4));
}

TEST_CASE("freight: yearly cost of a battery van by hand") {
  const Vans vans(testing::van_values({}, {{"light_truck.range", 80}}));
  // A day of 60 km: 5.980 km beyond, phi = 0.09967, P = 0.204582 (above). Depot 250 x 1.2 / 1000 = 0.3, fast
  // 250 x 4 / 1000 = 1.0 SEK/km: 0.36977 + maintenance 0.3 = 0.66977 x 15 000 = 10 046.5.
  // Stops: 5.980 x 250 / 50 000 = 0.0299 h/d below the 0.25 x 0.2046 = 0.0511 h/d of rest: none.
  // Capital: 0.300399 x (415 000 - 400 000 x 0.8^8 x 1.25^-8) = 0.300399 x (415 000 - 11 258.9) = 121 283
  CHECK(yearly_cost(vans.van(), vans.market, vans.offer(), typical, {vans.van(), typical}, TruckFuel::battery) ==
        Approx(121283 + 10046.5).epsilon(1e-4));
  const Vans hurried(testing::van_values({{"light_truck.free_stop", 0}}, {{"light_truck.range", 80}}));
  // 250 d x 0.0299 h x 400 SEK/h = 2 990
  CHECK(yearly_cost(hurried.van(), hurried.market, hurried.offer(), typical, {hurried.van(), typical},
                    TruckFuel::battery) == Approx(121283 + 10046.5 + 2990).epsilon(1e-4));
}

TEST_CASE("freight: without a return demanded the capital is the mean depreciation") {
  const Vans vans;
  TruckUse patient = typical;
  patient.hurdle_rate = 0;
  // (300 000 - 50 331.6) / 8 = 31 208.5
  CHECK(yearly_cost(vans.van(), vans.market, vans.offer(), patient, {vans.van(), patient}, TruckFuel::diesel) ==
        Approx(31208.5 + 22500 + 5000).epsilon(1e-5));
}

TEST_CASE("freight: a grant is an amount or a share of the price, each with its cap") {
  const Vans vans;
  CHECK(battery_grant(vans.offer(20000), 0.6) == Approx(20000));
  CHECK(battery_grant(vans.offer(50000), 0.6) == Approx(35000));    // 35 % of 100 000
  CHECK(battery_grant(vans.offer(0, 0.1), 0.6) == Approx(40000));   // of 400 000
  CHECK(battery_grant(vans.offer(0, 0.25), 0.6) == Approx(60000));  // 60 % of 100 000
  CHECK(battery_grant(vans.offer(0, 0.25), 0.4) == Approx(40000));
  CHECK(battery_grant(vans.offer(), 0.6) == 0.0);
}

TEST_CASE("freight: second-hand costs the value that is left, without a grant") {
  const Vans vans;
  TruckUse used = typical;
  used.used = true;
  // 300 000 x 0.8^5 = 98 304
  CHECK(purchase_price(vans.van(), vans.offer(), used, TruckFuel::diesel) == Approx(98304));
  // 400 000 x 0.8^5 + 15 000, whatever the grant
  CHECK(purchase_price(vans.van(), vans.offer(50000), used, TruckFuel::battery) == Approx(146072));
}

TEST_CASE("freight: who must be fossil-free pays for pure HVO") {
  const Vans vans;
  TruckUse bound = typical;
  bound.fossil_free = true;
  // 800 x 20 / 1.25 / 9440 = 1.355932 against 1.0 SEK/km, 15 000 km
  CHECK(yearly_cost(vans.van(), vans.market, vans.offer(), bound, {vans.van(), bound}, TruckFuel::diesel) -
            yearly_cost(vans.van(), vans.market, vans.offer(), typical, {vans.van(), typical}, TruckFuel::diesel) ==
        Approx(5338.98).epsilon(1e-5));
}

TEST_CASE("freight: a cheaper battery pack lowers the extra price by the pack") {
  Vans vans;
  vans.prices.battery_pack = 1000;
  CHECK(vans.offer().price[at(TruckFuel::battery)] == Approx(380000));  // 50 kWh x 400
}
