#include "agents/cars/purchase_choice.hpp"

#include <catch2/catch.hpp>
#include <functional>

#include "sim/math.hpp"
#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

constexpr std::array<double, 5> equal_incomes = {1, 1, 1, 1, 1};
constexpr std::array<double, 3> no_peers = {0, 0, 0};
constexpr int new_battery = alternative_of(Condition::fresh, index(Powertrain::battery));
constexpr int new_petrol = alternative_of(Condition::fresh, index(Powertrain::petrol));

struct Shop {
  sim::AssumptionValues values = test::car_values();
  test::CarWorld world;
  std::array<double, 3> peers = no_peers;
  sim::Time date = sim::from_civil({2022, 6, 1});

  /// Calls `look` with the catalogue of this world.
  void open(const std::function<void(const PurchaseCatalogue&)>& look) const {
    sim::AssumptionReader read(values);
    const PurchaseAssumptions purchase(read);
    const CarLifeAssumptions life(read);
    PurchaseCatalogue catalogue;
    catalogue.update(purchase, life, world.policy, world.prices, world.national, world.charging, equal_incomes,
                     world.national.used_car_share, peers, date);
    look(catalogue);
  }
  std::vector<int> choices(bool company, bool home) const {
    std::vector<int> chosen;
    const sim::RandomSource random(7, 0);
    open([&](const PurchaseCatalogue& catalogue) {
      for (std::uint32_t buyer = 0; buyer < 2000; ++buyer) {
        chosen.push_back(catalogue.choose({company, static_cast<int>(buyer % 5), 1, home, 0.0, 14000}, random,
                                          sim::agent_id("household", buyer), 1));
      }
    });
    return chosen;
  }
};

constexpr Buyer someone = {false, 2, 1, true, 0, 14000};
constexpr Buyer lodger = {false, 2, 1, false, 0, 14000};

double utility(const Shop& shop, const Buyer& buyer, int alternative) {
  double value = 0;
  shop.open([&](const PurchaseCatalogue& catalogue) { value = catalogue.utility(buyer, alternative); });
  return value;
}

int battery_cars(const std::vector<int>& chosen) {
  int n = 0;
  for (int alternative : chosen) n += powertrain_of(alternative) == Powertrain::battery ? 1 : 0;
  return n;
}

/// Who bought a battery car in `before` still does in `after`, and some more do.
void check_more_battery(const std::vector<int>& before, const std::vector<int>& after) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == new_battery) CHECK(after[i] == new_battery);
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
    shop.peers = {0.3, 0.3, 0.3};
  }
  check_more_battery(before, shop.choices(false, true));
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
      CHECK(alternative != alternative_of(Condition::fresh, index(Powertrain::ethanol)));
    }
  }
  SECTION("used cars by firms") {
    for (int alternative : shop.choices(true, true)) CHECK(condition_of(alternative) == Condition::fresh);
  }
  SECTION("new combustion cars after their ban") {
    shop.world.policy.announced_combustion_end = sim::from_civil({2022, 1, 1});
    for (int alternative : shop.choices(false, true)) {
      CHECK((condition_of(alternative) == Condition::used || alternative == new_battery));
    }
  }
}

TEST_CASE("a ban that draws near takes buyers from combustion cars") {
  Shop shop;
  shop.world.policy.announced_combustion_end = sim::from_civil({2035, 1, 1});
  const double far = utility(shop, someone, new_petrol);
  shop.world.policy.announced_combustion_end = sim::from_civil({2024, 6, 1});
  // two of six years left: 1 - 2/6 of one util, by mean Gregorian years
  CHECK(far - utility(shop, someone, new_petrol) == Approx(1 - (731.0 / 365.2425) / 6).epsilon(1e-6));
}

TEST_CASE("used cars' prices clear: fixed costs are the same for each powertrain") {
  Shop shop;
  const Buyer parked = {false, 2, 1, true, 0, 0};  // drives nothing, so only fixed costs and the offer count
  const int used_petrol = alternative_of(Condition::used, 0), used_diesel = alternative_of(Condition::used, 1);
  // lambda log(0.6 / 0.3) = 0.5 * 0.693147
  CHECK(utility(shop, parked, used_petrol) - utility(shop, parked, used_diesel) ==
        Approx(0.5 * 0.693147).epsilon(1e-5));
}
