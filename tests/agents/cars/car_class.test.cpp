#include "agents/cars/car_class.hpp"

#include "tests/agents/cars/shop.hpp"

using namespace skifte;
using namespace skifte::agents;
using namespace skifte::agents::test;

namespace {

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

}  // namespace

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
