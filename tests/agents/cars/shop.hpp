#pragma once
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "agents/cars/purchase_catalogue.hpp"
#include "sim/math.hpp"
#include "tests/agents/cars/world.hpp"

/// A month's offer of cars and who buys from it.
namespace skifte::agents::test {

inline constexpr std::array<double, 5> equal_incomes = {1, 1, 1, 1, 1};
inline constexpr int new_battery = alternative_of(Condition::fresh, CarClass::medium, index(Powertrain::battery));
inline constexpr int new_petrol = alternative_of(Condition::fresh, CarClass::medium, index(Powertrain::petrol));

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

inline constexpr Buyer someone = {false, 2, 1, true, 0, 14000};
inline constexpr Buyer lodger = {false, 2, 1, false, 0, 14000};

inline double utility(const Shop& shop, const Buyer& buyer, int alternative) {
  double value = 0;
  shop.open([&](const PurchaseCatalogue& catalogue) { value = catalogue.utility(buyer, alternative); });
  return value;
}

inline int battery_cars(const std::vector<int>& chosen) {
  int n = 0;
  for (int alternative : chosen) n += powertrain_of(alternative) == Powertrain::battery ? 1 : 0;
  return n;
}

/// Shares of a nested logit over what is on offer [1]: exp(V/l) / D, D of the nest raised to l over both nests' sum.
inline std::array<double, alternatives> shares(const Shop& shop, const Buyer& buyer) {
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

}  // namespace skifte::agents::test
