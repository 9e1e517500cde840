#include "agents/firms/truck_choice.hpp"

#include <catch2/catch.hpp>

#include "sim/math.hpp"
#include "tests/agents/firms/freight_values.hpp"

using namespace skifte;
using namespace skifte::agents;
using testing::Vans;

namespace {

const TruckUse typical = {15000, 0.25, 0.6, 0.02, false, false};
constexpr int buyers = 4000;
const TruckAccess no_quota = {0, 0, {1, 0, 0, 0}};

/// What each of the buyers takes, with its draws held fixed.
std::vector<TruckFuel> taken(const Vans& vans, const TruckOffer& offer, const TruckUse& use,
                             const std::array<bool, truck_fuels>& available) {
  const sim::RandomSource random(3, 0);
  std::vector<TruckFuel> fuels;
  for (std::uint64_t i = 0; i < buyers; ++i)
    fuels.push_back(choose_fuel(vans.van(), vans.market, offer, use, no_quota, available, 0, random,
                                sim::agent_id("test.buyer", i), 1));
  return fuels;
}

int battery(const std::vector<TruckFuel>& fuels) {
  return static_cast<int>(std::count(fuels.begin(), fuels.end(), TruckFuel::battery));
}

/// Nobody who took battery in `before` takes another fuel in `after`, and some more take it.
void check_never_fewer(const std::vector<TruckFuel>& before, const std::vector<TruckFuel>& after) {
  int lost = 0;
  for (std::size_t i = 0; i < before.size(); ++i)
    lost += before[i] == TruckFuel::battery && after[i] != TruckFuel::battery ? 1 : 0;
  CHECK(lost == 0);
  CHECK(battery(after) > battery(before));
}

constexpr std::array<bool, truck_fuels> diesel_or_battery = {true, false, false, true};
constexpr std::array<bool, truck_fuels> all_fuels = {true, true, true, true};

}  // namespace

TEST_CASE("freight: shares of fuels follow the logit of yearly cost") {
  const Vans vans;
  const TruckOffer offer = vans.offer();
  const double diesel = yearly_cost(vans.van(), vans.market, offer, typical, {vans.van(), typical}, TruckFuel::diesel);
  const double current =
      yearly_cost(vans.van(), vans.market, offer, typical, {vans.van(), typical}, TruckFuel::battery);
  const double p = 1 / (1 + sim::exp(1e-4 * (current - diesel)));
  const double standard_error = sim::sqrt(p * (1 - p) / buyers);
  const double share = battery(taken(vans, offer, typical, diesel_or_battery)) / static_cast<double>(buyers);
  CHECK(std::abs(share - p) < 3.29 * standard_error);  // alpha = 0.001
}

TEST_CASE("freight: an owner's leaning adds to the utility of battery trucks") {
  const Vans vans;
  const TruckOffer offer = vans.offer();
  TruckUse leaning = typical;
  leaning.battery_leaning = 0.8;
  const double diesel = yearly_cost(vans.van(), vans.market, offer, typical, {vans.van(), typical}, TruckFuel::diesel);
  const double current =
      yearly_cost(vans.van(), vans.market, offer, typical, {vans.van(), typical}, TruckFuel::battery);
  const double p = 1 / (1 + sim::exp(1e-4 * (current - diesel) - 0.8));
  const double standard_error = sim::sqrt(p * (1 - p) / buyers);
  const auto leaning_ones = taken(vans, offer, leaning, diesel_or_battery);
  const double share = battery(leaning_ones) / static_cast<double>(buyers);
  CHECK(std::abs(share - p) < 3.29 * standard_error);  // alpha = 0.001
  check_never_fewer(taken(vans, offer, typical, diesel_or_battery), leaning_ones);
}

TEST_CASE("freight: a buyer never answers with the wrong sign") {
  const Vans vans;
  const auto base = taken(vans, vans.offer(), typical, all_fuels);
  REQUIRE(battery(base) > 0);
  SECTION("a grant") {
    check_never_fewer(base, taken(vans, vans.offer(30000), typical, all_fuels));
  }
  SECTION("dearer diesel") {
    Vans dear;
    dear.prices.diesel = 22;
    check_never_fewer(base, taken(dear, dear.offer(), typical, all_fuels));
  }
  SECTION("cheaper current") {
    Vans cheap;
    cheap.prices.depot_charging = 0.8;
    check_never_fewer(base, taken(cheap, cheap.offer(), typical, all_fuels));
  }
  SECTION("a longer payback") {
    TruckUse bound = typical;
    bound.hurdle_rate /= 1.5;
    check_never_fewer(base, taken(vans, vans.offer(), bound, all_fuels));
  }
  SECTION("a contract that demands fossil-free") {
    TruckUse bound = typical;
    bound.fossil_free = true;
    check_never_fewer(base, taken(vans, vans.offer(), bound, all_fuels));
  }
  SECTION("a longer range") {
    const Vans near(testing::van_values({}, {{"light_truck.range", 50}}));
    check_never_fewer(taken(near, near.offer(), typical, all_fuels), base);
  }
}

TEST_CASE("freight: a battery van needs an offer, and a charger where days are long") {
  const Vans vans(testing::van_values({}, {{"light_truck.offered.battery", 0.5}, {"light_truck.range", 80}}));
  const auto can = [&](double offer_rank, double charging_rank, double access, double km) {
    TruckUse use = typical;
    use.km = km;
    return available_fuels(vans.van(), vans.offer(), use, {{0, 0, 0, offer_rank}, charging_rank, 0.5}, {access, 0, {}},
                           0)[at(TruckFuel::battery)];
  };
  // Days of 20 km: P(d > 80) = Phi((ln 0.25 - 0.125) / 0.5) = Phi(-3.02) = 0.0013 <= 0.02; of 60 km 0.20.
  CHECK(can(0.4, 0.9, 0, 5000));
  CHECK_FALSE(can(0.6, 0.9, 0, 5000));
  CHECK_FALSE(can(0.4, 0.3, 0.2, 15000));
  CHECK(can(0.4, 0.3, 0.4, 15000));  // a nearer charger
}

TEST_CASE("freight: makers' quota is what the nation's buyers leave of the standard") {
  CHECK(makers_quota(0.5, 0.2) == Approx(0.375));  // 0.2 + 0.8 x 0.375 = 0.5
  CHECK(makers_quota(0.5, 0.6) == 0.0);
  CHECK(makers_quota(1.0, 0.4) == Approx(1.0));
  const Vans vans;
  const TruckDuty duty = {{0, 0, 0, 0.5}, 0.5, 0.3};
  TruckUse use = typical;
  use.km = 5000;
  const auto free = available_fuels(vans.van(), vans.offer(), use, duty, {0, 0.2, {}}, 0);
  CHECK(free[at(TruckFuel::diesel)]);
  const auto held_back = available_fuels(vans.van(), vans.offer(), use, duty, {0, 0.4, {}}, 0);
  CHECK_FALSE(held_back[at(TruckFuel::diesel)]);
  CHECK(held_back[at(TruckFuel::battery)]);
  // Whoever can't run on battery is served all the same.
  use.km = 60000;
  CHECK(available_fuels(vans.van(), vans.offer(), use, duty, {0, 0.4, {}}, 0)[at(TruckFuel::diesel)]);
}
