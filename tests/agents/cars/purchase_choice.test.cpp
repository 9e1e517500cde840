#include "agents/cars/purchase_choice.hpp"

#include "tests/agents/cars/shop.hpp"

using namespace skifte;
using namespace skifte::agents;
using namespace skifte::agents::test;

namespace {

bool is_new_battery(int alternative) {
  return condition_of(alternative) == Condition::fresh && powertrain_of(alternative) == Powertrain::battery;
}

/// Who bought a new battery car in `before` still does in `after`, and some more do.
void check_more_battery(const std::vector<int>& before, const std::vector<int>& after) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (is_new_battery(before[i])) CHECK(powertrain_of(after[i]) == Powertrain::battery);
  }
  CHECK(battery_cars(after) > battery_cars(before));
}

}  // namespace

TEST_CASE("energy cost per kilometre is use times price") {
  const test::CarWorld world;
  const auto values = test::car_values();
  sim::AssumptionReader read(values);
  const PurchaseAssumptions purchase(read);
  const EnergyPrices cost = energy_prices(purchase, world.prices, world.policy, world.national.car_energy_use);
  // 640 Wh/km * 15 SEK/l / 8900 Wh/l = 1.07865
  CHECK(cost.home[0] == Approx(1.07865));
  // firms get the VAT back: 1.07865 / 1.25
  CHECK(cost.company[0] == Approx(0.86292));
  // 190 Wh/km * (0.85 * 1.5 + 0.15 * 4) SEK/kWh / 1000 = 0.35625
  CHECK(cost.home[6] == Approx(0.35625));
  CHECK(cost.elsewhere[6] == Approx(190 * 4 / 1000.0));
  // plug-in hybrid: 0.47 * 210 * 1.875 / 1000 + 0.53 * 600 * 15 / 8900
  CHECK(cost.home[5] == Approx(0.47 * 210 * 1.875 / 1000 + 0.53 * 600 * 15 / 8900));
}

TEST_CASE("a bonus is worth its annuity") {
  Shop shop;
  const double before = utility(shop, someone, new_battery);
  shop.world.policy.purchase_bonus[6] = 50000;
  // 50 kSEK * 0.05 / (1 - exp(-0.05 * 5.5)) = 2.5 / 0.240428 = 10.3981 kSEK/year, times 0.02 = 0.20796 utils
  const double annuity = 50 * 0.05 / (1 - sim::exp(-0.275));
  CHECK(annuity == Approx(10.3981).epsilon(1e-4));
  CHECK(utility(shop, someone, new_battery) - before == Approx(0.02 * annuity));
}

TEST_CASE("the same buyers never choose a battery car less when it gets better") {
  Shop shop;
  const auto before = shop.choices(false, true);
  REQUIRE(battery_cars(before) > 5);
  SECTION("by a bonus") {
    shop.world.policy.purchase_bonus[6] = 60000;
  }
  SECTION("by a dearer petrol") {
    shop.world.prices.petrol = 22, shop.world.prices.diesel = 22;
  }
  SECTION("by cheaper current") {
    shop.world.prices.electricity_household = 0.7;
  }
  SECTION("by range") {
    shop.world.national.battery_range = 480;
  }
  SECTION("by more models") {
    shop.world.national.models_on_offer[6] = 0.6;
  }
  SECTION("by neighbours who have one") {
    shop.peers = 0.3;
  }
  check_more_battery(before, shop.choices(false, true));
}

TEST_CASE("the longer new cars wait, the fewer households buy new; firms have no other") {
  Shop shop;
  const auto is_new = [](int alternative) { return condition_of(alternative) == Condition::fresh; };
  const auto before = shop.choices(false, true), firms_before = shop.choices(true, true);
  const double at_once = utility(shop, someone, new_petrol);
  shop.wait = 5;
  // 0.1 a month
  CHECK(at_once - utility(shop, someone, new_petrol) == Approx(0.5));
  const auto after = shop.choices(false, true);
  int fewer = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (is_new(after[i])) CHECK(is_new(before[i]));
    if (is_new(before[i]) && !is_new(after[i])) ++fewer;
  }
  CHECK(fewer > 5);
  CHECK(shop.choices(true, true) == firms_before);
}

TEST_CASE("a charger nearby helps those who cannot charge at home") {
  Shop shop;
  const auto before = shop.choices(false, false);
  shop.world.charging.access = 0.9;
  check_more_battery(before, shop.choices(false, false));
  CHECK(utility(shop, lodger, new_battery) < utility(shop, someone, new_battery));
}

TEST_CASE("a company car's lower benefit tax sells battery cars to firms") {
  Shop shop;
  const auto before = shop.choices(true, true);
  shop.world.policy.company_car_benefit[6] = 0.3;
  check_more_battery(before, shop.choices(true, true));
}

TEST_CASE("what is not on offer is not bought") {
  Shop shop;
  SECTION("new ethanol cars") {
    for (int alternative : shop.choices(false, true)) {
      CHECK((condition_of(alternative) == Condition::used || powertrain_of(alternative) != Powertrain::ethanol));
    }
  }
  SECTION("used cars by firms") {
    for (int alternative : shop.choices(true, true)) CHECK(condition_of(alternative) == Condition::fresh);
  }
  SECTION("new combustion cars after their ban") {
    shop.world.policy.announced_combustion_end = sim::from_civil({2022, 1, 1});
    for (int alternative : shop.choices(false, true)) {
      CHECK((condition_of(alternative) == Condition::used || is_new_battery(alternative)));
    }
  }
}

TEST_CASE("a tenth of combustion models left after the ban weighs a tenth in the nest of new cars") {
  Shop shop;
  shop.world.policy.announced_combustion_end = sim::from_civil({2022, 1, 1});
  shop.world.policy.combustion_models_left = 1;
  const double all = utility(shop, someone, new_petrol);
  shop.world.policy.combustion_models_left = 0.1;
  sim::AssumptionReader read(shop.values);
  const double nest = PurchaseAssumptions(read).nest;
  CHECK(utility(shop, someone, new_petrol) - all == Approx(nest * sim::log(0.1)).epsilon(1e-9));
}

TEST_CASE("a ban that draws near takes buyers from new combustion cars; used ones' prices clear it") {
  constexpr int used_petrol = alternative_of(Condition::used, CarClass::medium, index(Powertrain::petrol));
  Shop shop;
  shop.world.policy.announced_combustion_end = sim::from_civil({2035, 1, 1});
  const double far = utility(shop, someone, new_petrol);
  const double far_used = utility(shop, someone, used_petrol);
  shop.world.policy.announced_combustion_end = sim::from_civil({2024, 6, 1});
  // two of six years left: 1 - 2/6 of one util, by mean Gregorian years
  CHECK(far - utility(shop, someone, new_petrol) == Approx(1 - (731.0 / 365.2425) / 6).epsilon(1e-6));
  CHECK(utility(shop, someone, used_petrol) == far_used);
}

TEST_CASE("used cars' prices clear: fixed costs are the same for each powertrain") {
  Shop shop;
  const Buyer parked = {false, 2, 1, true, 0, 0};  // drives nothing, so only fixed costs and the offer count
  const int used_petrol = alternative_of(Condition::used, CarClass::medium, 0),
            used_diesel = alternative_of(Condition::used, CarClass::medium, 1);
  // lambda log(0.6 / 0.3) = 0.5 * 0.693147
  CHECK(utility(shop, parked, used_petrol) - utility(shop, parked, used_diesel) ==
        Approx(0.5 * 0.693147).epsilon(1e-5));
}

TEST_CASE("who is not aware of plug-in cars buys none, and nobody else's choice moves") {
  Shop shop;
  const auto aware = shop.choices(false, true);
  shop.aware = false;
  const auto unaware = shop.choices(false, true);
  REQUIRE(battery_cars(aware) > 5);
  for (std::size_t i = 0; i < aware.size(); ++i) {
    CHECK_FALSE(plugs_in(index(powertrain_of(unaware[i]))));
    if (!plugs_in(index(powertrain_of(aware[i])))) CHECK(unaware[i] == aware[i]);
  }
}

TEST_CASE("a powertrain that leaves the market moves its own buyers alone") {
  Shop shop;
  const auto before = shop.choices(false, true);
  shop.world.national.models_on_offer[index(Powertrain::hybrid)] = 0;
  const auto after = shop.choices(false, true);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const bool new_hybrid =
        condition_of(before[i]) == Condition::fresh && powertrain_of(before[i]) == Powertrain::hybrid;
    if (!new_hybrid) CHECK(after[i] == before[i]);
  }
}

TEST_CASE("a powertrain's good year sells it to some and takes it from nobody") {
  Shop shop;
  const auto before = shop.choices(false, true);
  shop.luck.fresh[index(Powertrain::battery)] = 0.3;
  check_more_battery(before, shop.choices(false, true));
}

TEST_CASE("a year's luck has the assumed spread and is the same in every run of a replicate") {
  sim::AssumptionValues values = test::car_values();
  values.set("car.model_year_sd.petrol", 0.2), values.set("car.used_year_sd", 0.1);
  sim::AssumptionReader read(values);
  const PurchaseAssumptions purchase(read);
  const sim::RandomSource random(7, 0), again(7, 0);
  double sum = 0, squares = 0;
  for (int year = 1000; year < 2000; ++year) {
    const MarketYear luck = market_year(purchase, random, year);
    CHECK(luck.fresh[0] == market_year(purchase, again, year).fresh[0]);
    sum += luck.fresh[0], squares += luck.fresh[0] * luck.fresh[0];
    CHECK(luck.fresh[6] == 0);
  }
  // 1000 draws: the mean's standard error is 0.2 / sqrt(1000) = 0.0063, the deviation's 0.2 / sqrt(2000) = 0.0045; four
  CHECK(sum / 1000 == Approx(0).margin(0.0253));
  CHECK(std::sqrt(squares / 1000) == Approx(0.2).margin(0.0179));
}
