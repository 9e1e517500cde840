#include "agents/cars/purchase_catalogue.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "sim/math.hpp"
#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

constexpr std::array<double, 5> equal_incomes = {1, 1, 1, 1, 1};
constexpr int new_battery = alternative_of(Condition::fresh, CarClass::medium, index(Powertrain::battery));
constexpr int new_petrol = alternative_of(Condition::fresh, CarClass::medium, index(Powertrain::petrol));

struct Shop {
  sim::AssumptionValues values = test::car_values();
  test::CarWorld world;
  double peers = 0;
  bool aware = true;
  MarketYear luck;
  double wait = 0;
  sim::Time date = sim::from_civil({2022, 6, 1});
  ByVariant dearer{};  ///< [SEK] on a new car's price

  /// Calls `look` with the catalogue of this world.
  void open(const std::function<void(const PurchaseCatalogue&)>& look) const {
    sim::AssumptionReader read(values);
    const PurchaseAssumptions purchase(read);
    const CarLifeAssumptions life(read);
    const ClassAssumptions classes(read);
    ClassOffer offer = class_offer(classes, world.national.used_car_age, date);
    for (std::size_t v = 0; v < dearer.size(); ++v) {
      if (dearer[v] != 0) offer.price[v] += dearer[v] / world.national.car_price[v % powertrains];
    }
    ByVariant used = offer.used_share;
    for (std::size_t v = 0; v < used.size(); ++v) used[v] *= world.national.used_car_share[v % powertrains];
    PurchaseCatalogue catalogue;
    catalogue.update(
        purchase, classes, life,
        {world.policy, world.prices, world.national, world.charging, equal_incomes, offer, used, luck, wait, 0, date});
    look(catalogue);
  }
  std::vector<int> choices(bool company, bool home) const {
    std::vector<int> chosen;
    const sim::RandomSource random(7, 0);
    open([&](const PurchaseCatalogue& catalogue) {
      for (std::uint32_t buyer = 0; buyer < 6000; ++buyer) {
        chosen.push_back(
            catalogue.choose({company, static_cast<int>(buyer % 5), 1, home, 0.0, 14000, buyer % 3 == 0, aware, peers},
                             random, sim::agent_id("household", buyer), 1));
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

/// Shares of a nested logit over what is on offer [1]: exp(V/l) / D, D of the nest raised to l over both nests' sum.
std::array<double, alternatives> shares(const Shop& shop, const Buyer& buyer) {
  std::array<double, alternatives> share{};
  sim::AssumptionReader read(shop.values);
  const double nest = PurchaseAssumptions(read).nest;
  shop.open([&](const PurchaseCatalogue& catalogue) {
    std::array<double, 2> sum{};
    for (int a = 0; a < alternatives; ++a) {
      if (!catalogue.on_offer(buyer, a)) continue;
      share[static_cast<std::size_t>(a)] = std::exp(catalogue.utility(buyer, a) / nest);
      sum[static_cast<std::size_t>(index(condition_of(a)))] += share[static_cast<std::size_t>(a)];
    }
    const double all = std::pow(sum[0], nest) + std::pow(sum[1], nest);
    for (int a = 0; a < alternatives; ++a) {
      const double of_nest = sum[static_cast<std::size_t>(index(condition_of(a)))];
      if (of_nest > 0) share[static_cast<std::size_t>(a)] *= std::pow(of_nest, nest - 1) / all;
    }
  });
  return share;
}

constexpr std::array<CarClass, 3> classes_of_cars = {CarClass::small, CarClass::medium, CarClass::large};
/// By which the logarithm of a class's odds among new cars falls when all its new cars become 20 000 SEK dearer [1].
/// Odds, because the larger of two classes loses the smaller part of its share for the same reason.
double fall(Shop shop, CarClass car_class) {
  const auto odds = [&] {
    const auto all = shares(shop, someone);
    double in = 0, out = 0;
    for (int v = 0; v < variants; ++v) (class_of(v) == car_class ? in : out) += all[static_cast<std::size_t>(v)];
    return in / out;
  };
  const double before = odds();
  for (int j = 0; j < powertrains; ++j) shop.dearer[static_cast<std::size_t>(variant_of(car_class, j))] = 20000;
  return std::log(before / odds());
}

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

TEST_CASE("classes keep the powertrain's mean price and energy use") {
  const auto values = test::car_values();
  sim::AssumptionReader read(values);
  const ClassAssumptions classes(read);
  const ClassOffer offer = class_offer(classes, {9, 8, 9, 8, 6, 3, 3}, sim::from_civil({2022, 6, 1}));
  const auto v = [](CarClass c) { return static_cast<std::size_t>(variant_of(c, 0)); };
  // a quarter small at 0.7, half medium, a quarter large at 1.3: mean 0.25 * 0.7 + 0.5 + 0.25 * 1.3 = 1
  CHECK(offer.price[v(CarClass::small)] == Approx(0.7));
  CHECK(offer.price[v(CarClass::large)] == Approx(1.3));
  double price = 0, energy = 0, share = 0;
  for (CarClass c : {CarClass::small, CarClass::medium, CarClass::large}) {
    share += offer.share[v(c)];
    price += offer.share[v(c)] * offer.price[v(c)], energy += offer.share[v(c)] * offer.energy_use[v(c)];
  }
  CHECK(share == Approx(1));
  CHECK(price == Approx(1));
  CHECK(energy == Approx(1));
  CHECK(used_class(offer, Powertrain::petrol, 0.2) == CarClass::small);
  CHECK(used_class(offer, Powertrain::petrol, 0.6) == CarClass::medium);
  CHECK(used_class(offer, Powertrain::petrol, 0.8) == CarClass::large);
}

TEST_CASE("a krona weighs by the price of the class, for households") {
  // a^-k of 0.7, 1 and 1.3: k = 0: 1; k = 0.5: 1.195229, 1, 0.877058; k = 1: 1 / 0.7, 1, 1 / 1.3
  const double exponent = GENERATE(0.0, 0.5, 1.0);
  const std::array<double, 3> weight = exponent == 0.0   ? std::array{1.0, 1.0, 1.0}
                                       : exponent == 0.5 ? std::array{1.195229, 1.0, 0.877058}
                                                         : std::array{1.428571, 1.0, 0.769231};
  Shop shop;
  shop.values.set("car.class.cost_exponent", exponent);
  // 10 000 SEK at 5 % over 5.5 years, of which exp(-0.19 * 5.5) = 0.351692 comes back:
  // 10 * 0.648308 * 0.05 / 0.240428 = 1.348237 kSEK a year, times 0.02 a kSEK
  const double plain = 0.02 * 1.348237;
  for (const CarClass c : classes_of_cars) {
    const int petrol = alternative_of(Condition::fresh, c, 0), used = alternative_of(Condition::used, c, 0);
    Shop after = shop;
    after.dearer[static_cast<std::size_t>(variant_of(c, 0))] = 10000;
    CHECK(utility(shop, someone, petrol) - utility(after, someone, petrol) ==
          Approx(plain * weight[static_cast<std::size_t>(index(c))]).epsilon(1e-5));
    // Energy too, of used cars too: 640 Wh/km of petrol at 15 and 16 SEK/l, 8.9 kWh/l, classes' use 0.8, 1, 1.2.
    after = shop;
    after.world.prices.petrol = 16;
    const double energy_use = index(c) == 0 ? 0.8 : index(c) == 1 ? 1 : 1.2;
    CHECK(utility(shop, someone, used) - utility(after, someone, used) ==
          Approx(0.02 * 14 * 0.64 / 8.9 * energy_use * weight[static_cast<std::size_t>(index(c))]).epsilon(1e-5));
  }
}

TEST_CASE("firms weigh a krona alike in all classes") {
  Shop shop;
  const Buyer firm = {true, 2, 1, true, 0, 14000};
  shop.values.set("car.class.cost_exponent", 0);
  Shop other = shop;
  other.values.set("car.class.cost_exponent", 1);
  for (int v = 0; v < variants; ++v) {
    if (powertrain_of(v) != Powertrain::ethanol) CHECK(utility(shop, firm, v) == utility(other, firm, v));
  }
}

TEST_CASE("where a class costs its reference, its utility does not hang on the exponent") {
  Shop plain;
  plain.values.set("car.class.cost_exponent", 0);
  Shop keen = plain, bent = plain;
  keen.values.set("car.choice.cost_sensitivity", 0.03);
  for (const Condition condition : {Condition::fresh, Condition::used}) {
    for (const CarClass c : classes_of_cars) {
      const int petrol = alternative_of(condition, c, 0);
      // 0.01 more a kSEK takes 0.01 C [kSEK/year]
      const double cost = (utility(plain, someone, petrol) - utility(keen, someone, petrol)) / 0.01;
      const std::string name = std::string("car.class.reference_cost.") +
                               (condition == Condition::fresh ? "new." : "used.") +
                               std::string(car_class_labels[static_cast<std::size_t>(index(c))]);
      bent.values.set("car.class.cost_exponent", 0.8), bent.values.set(name, cost);
      CHECK(utility(bent, someone, petrol) == Approx(utility(plain, someone, petrol)).epsilon(1e-9));
      // 5 kSEK a year over the reference: (m - 1) b 5 more is lost, m = a^-0.8
      bent.values.set(name, cost - 5);
      const double price = index(c) == 0 ? 0.7 : index(c) == 1 ? 1 : 1.3;
      CHECK(utility(plain, someone, petrol) - utility(bent, someone, petrol) ==
            Approx((std::pow(price, -0.8) - 1) * 0.02 * 5).margin(1e-9));
    }
  }
}

TEST_CASE("a class's own-price elasticity is the closed form of the nested logit") {
  Shop shop;
  // e = -b m A p / lambda (1 - (1 - lambda) s_nest - lambda s), A = 0.1348237 1/year as above, p its price, s its share
  // in all, s_nest within new cars
  for (const CarClass c : classes_of_cars) {
    const auto a = static_cast<std::size_t>(alternative_of(Condition::fresh, c, 0));
    const auto before = shares(shop, someone);
    double fresh = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(variants); ++i) fresh += before[i];
    const double weight = index(c) == 0 ? 1.195229 : index(c) == 1 ? 1 : 0.877058;
    const double price = (index(c) == 0 ? 0.7 : index(c) == 1 ? 1 : 1.3) * shop.world.national.car_price[0];
    const double expected =
        -0.02 * weight * 0.1348237 * price / 1000 / 0.5 * (1 - 0.5 * before[a] / fresh - 0.5 * before[a]);
    Shop up = shop, down = shop;
    up.dearer[static_cast<std::size_t>(variant_of(c, 0))] = price * 0.001;
    down.dearer[static_cast<std::size_t>(variant_of(c, 0))] = -price * 0.001;
    const double found = std::log(shares(up, someone)[a] / shares(down, someone)[a]) / std::log(1.001 / 0.999);
    CHECK(found == Approx(expected).epsilon(1e-4));
  }
}

TEST_CASE("a class that becomes dearer by a sum loses the more of its odds the cheaper its cars") {
  Shop shop;
  SECTION("by the closed form") {
    CHECK(fall(shop, CarClass::small) > 1.1 * fall(shop, CarClass::medium));
    CHECK(fall(shop, CarClass::medium) > 1.05 * fall(shop, CarClass::large));
  }
  SECTION("not where the exponent is nought") {
    shop.values.set("car.class.cost_exponent", 0);
    CHECK(fall(shop, CarClass::small) == Approx(fall(shop, CarClass::large)).epsilon(0.05));
  }
  SECTION("by the same buyers' choices: nobody enters a class because it became dearer") {
    for (const CarClass c : classes_of_cars) {
      const auto of_class = [c](int a) { return condition_of(a) == Condition::fresh && class_of(a) == c; };
      Shop after = shop;
      for (int j = 0; j < powertrains; ++j) after.dearer[static_cast<std::size_t>(variant_of(c, j))] = 20000;
      const auto before = shop.choices(false, true), then = after.choices(false, true);
      int left = 0;
      for (std::size_t i = 0; i < before.size(); ++i) {
        if (of_class(then[i])) CHECK(of_class(before[i]));
        if (of_class(before[i]) && !of_class(then[i])) ++left;
      }
      CHECK(left > 5);
    }
  }
}

TEST_CASE("children and income move a buyer to larger cars") {
  Shop shop;
  const int small = alternative_of(Condition::fresh, CarClass::small, 0);
  const int large = alternative_of(Condition::fresh, CarClass::large, 0);
  Buyer family = someone;
  family.children = true;
  // from small to large the taste of 0.3 counts twice
  const double before = utility(shop, someone, large) - utility(shop, someone, small);
  CHECK(utility(shop, family, large) - utility(shop, family, small) == Approx(before + 0.6));
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
