#include "agents/cars/cars.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "agents/cars/signals.hpp"
#include "tests/agents/cars/world.hpp"

using namespace skifte;
using namespace skifte::agents;

namespace {

/// A town of households that never move, with or without an empty dwelling at the end.
struct Town {
  explicit Town(bool empty_dwelling = false, bool frozen = false, int last_year = 2022) : calendar(2020, last_year) {
    values = test::car_values();
    for (auto label : subsector_labels) values.set("inventory.scale." + std::string(label), 1.0);
    Households& h = board.of<Households>();
    const std::size_t n = 3000;
    h.assign(n, {.income = 300, .active = 1, .home_charging = 1});
    for (std::size_t i = 0; i < n; ++i) {
      h[i].type = i % 7 & 7U;
      h[i].zone = i % 3 & 3U;
      h[i].quintile = i % 5 & 7U;
    }
    if (empty_dwelling) h.push_back({});
    const test::CarWorld world;
    board.of<PolicySignals>() = world.policy;
    board.of<PolicySignals>().frozen = frozen;
    board.of<PolicySignals>().driver_date = calendar.begin();
    board.of<PriceSignals>() = world.prices;
    board.of<NationalSignals>() = world.national;
    board.of<ChargingSignals>() = world.charging;
    city.cars_2015 = {1400, 700, 80, 30, 30, 20, 10};
    sim::AssumptionReader read(values);
    accounts = std::make_unique<Accounts>(calendar, ScaleAssumptions(read));
  }
  /// From month `frozen_from` on nothing changes.
  void run(int threads = 1, int frozen_from = -1) {
    sim::AssumptionReader read(values);
    const sim::LeverValues no_levers;
    sim::LeverReader levers(no_levers);
    const Setting setting{calendar, random, city, *accounts, board, flows};
    const auto cars = make_cars(CarInputs(read, levers), setting);
    for (int m = 0; m < calendar.months(); ++m) {
      const auto window = calendar.window(m);
      if (m == frozen_from) {
        board.of<PolicySignals>().frozen = true;
        board.of<PolicySignals>().driver_date = window.begin - 1;
      }
      cars->propose(window, threads), cars->commit(window), cars->account(window), cars->publish(window);
      if (window.last_of_year()) cars->close_year(window);
      const CarSignals& shown = board.of<CarSignals>();
      occasions.push_back(shown.occasions), purchases.push_back(shown.purchases);
    }
  }
  sim::Calendar calendar;
  sim::RandomSource random{5, 0};
  sim::AssumptionValues values;
  CityData city;
  sim::Blackboard board;
  Flows flows;
  std::unique_ptr<Accounts> accounts;
  std::vector<std::int64_t> occasions, purchases;  ///< by month
};

std::vector<std::int64_t> outcome(const Town& town) {
  std::vector<std::int64_t> all;
  for (int y = 0; y < town.calendar.years(); ++y) {
    for (int j = 0; j < powertrains; ++j) {
      all.push_back(town.accounts->cars.at(y, {j})), all.push_back(town.accounts->new_cars.at(y, {j}));
      all.push_back(town.accounts->car_border_flow.at(y, {j}));
    }
    all.push_back(town.accounts->emissions.total(y));
  }
  return all;
}

}  // namespace

TEST_CASE("the stock starts as registered and is kept up by households that do not change") {
  Town town;
  town.run();
  for (int y = 0; y < 3; ++y) {
    // 2270 cars in all; waiting for an order keeps a car beyond its day, so nobody is ever without.
    CHECK(town.accounts->cars.total(y) == Approx(2270).margin(2));
    CHECK(town.accounts->new_cars.total(y) < 2270);
  }
}

TEST_CASE("an empty dwelling changes nothing") {
  Town without, with(true);
  without.run(), with.run();
  CHECK(outcome(without) == outcome(with));
}

TEST_CASE("the number of threads changes nothing") {
  Town one, two;
  one.run(1), two.run(2);
  CHECK(outcome(one) == outcome(two));
}

TEST_CASE("in the frozen world the powertrains stay as they are") {
  Town town(false, true, 2027);
  town.run();
  for (int j = 0; j < powertrains; ++j) CHECK(town.accounts->cars.at(7, {j}) == town.accounts->cars.at(0, {j}));
  // Energy use and distance stay too, though 2027's new and used cars are others than 2020's: rounding alone remains.
  CHECK(static_cast<double>(town.accounts->emissions.total(7)) ==
        Approx(static_cast<double>(town.accounts->emissions.total(0))).epsilon(1e-6));
  // New cars are replaced with new ones, used with used.
  CHECK(town.accounts->new_cars.total(7) > 0);
}

TEST_CASE("what was on order at the freeze comes as a car like the present one") {
  Town town(false, false, 2024);
  town.board.of<PolicySignals>().purchase_bonus[6] = 150000;  // so that battery cars are on order
  town.values.set("car.order_lag", 6.0);
  town.run(1, 12);  // frozen from 2021 on
  REQUIRE(town.accounts->cars.at(0, {6}) > 20);
  for (int y = 1; y < 5; ++y) {
    for (int j = 0; j < powertrains; ++j) CHECK(town.accounts->cars.at(y, {j}) == town.accounts->cars.at(0, {j}));
  }
}

TEST_CASE("nobody buys more than one car at an occasion") {
  Town town;
  town.board.of<PolicySignals>().purchase_bonus[6] = 200000;
  town.board.of<PolicySignals>().purchase_bonus_announced_end[6] = sim::from_civil({2020, 3, 8});
  town.values.set("car.ownership.index",
                  sim::Series(sim::Series::Interpolation::linear,
                              {{sim::from_civil({2020, 1, 1}), 1.0}, {sim::from_civil({2022, 1, 1}), 1.1}}));
  town.run();
  REQUIRE(town.purchases.size() == 36);
  std::int64_t all = 0;
  for (std::size_t m = 0; m < town.purchases.size(); ++m) {
    CHECK(town.purchases[m] <= town.occasions[m]);
    all += town.purchases[m];
  }
  CHECK(all > 1000);
  // What is delivered was bought, once.
  CHECK(all >= town.accounts->new_cars.at(0, {6}) + town.accounts->new_cars.at(1, {6}));
}

TEST_CASE("a company car too many retires alone") {
  Town constant, fewer;
  for (Town* town : {&constant, &fewer}) {  // no way for one buyer to influence another
    town->values.set("car.used.own_market_weight", 0), town->values.set("car.choice.peers", 0);
  }
  fewer.values.set("car.company.number",
                   sim::Series(sim::Series::Interpolation::step,
                               {{sim::from_civil({2020, 1, 1}), 200.0}, {sim::from_civil({2020, 7, 1}), 199.0}}));
  constant.run(), fewer.run();
  CHECK(constant.accounts->cars.total(2) - fewer.accounts->cars.total(2) == 1);
  // The one place bought at most one car a year; the other 199 firms bought what they would have bought.
  for (int y = 0; y < 3; ++y) {
    const auto difference = constant.accounts->new_cars.total(y) - fewer.accounts->new_cars.total(y);
    CHECK(difference >= 0);
    CHECK(difference <= 1);
  }
}

TEST_CASE("a bonus is the state's investment, its buyers' grant and no investment of theirs") {
  Town town;
  town.board.of<PolicySignals>().purchase_bonus[6] = 100000;
  town.run();
  const auto money = [&](MoneyKind kind, Payer payer) {
    return town.accounts->money.at(0, {index(kind), index(payer), index(Measure::cars)});
  };
  const auto households = money(MoneyKind::grant_received, Payer::households);
  CHECK(households > 0);
  CHECK(money(MoneyKind::investment, Payer::state) == households + money(MoneyKind::grant_received, Payer::firms));
  std::int64_t by_quintile = 0;
  for (int q = 0; q < quintiles; ++q) by_quintile += town.accounts->people.at(0, {q, index(HouseholdItem::grants)});
  CHECK(by_quintile == households);
  // 100 000 SEK = 10 million ore a car: whole bonuses.
  CHECK(households % 10000000 == 0);
}

TEST_CASE("orders are moved forward before a bonus that is known to end") {
  Town silent, announced;
  for (Town* town : {&silent, &announced}) town->board.of<PolicySignals>().purchase_bonus[6] = 200000;
  announced.board.of<PolicySignals>().purchase_bonus_announced_end[6] = sim::from_civil({2020, 1, 8});
  silent.run(), announced.run();
  const auto grants = [](const Town& town) {
    return town.accounts->money.at(0,
                                   {index(MoneyKind::grant_received), index(Payer::households), index(Measure::cars)});
  };
  CHECK(grants(announced) > grants(silent));
}

TEST_CASE("a bonus sells battery cars in the whole city") {
  Town without, with;
  with.board.of<PolicySignals>().purchase_bonus[6] = 100000;
  without.run(), with.run();
  CHECK(with.accounts->cars.at(2, {6}) > without.accounts->cars.at(2, {6}));
  CHECK(with.accounts->money.at(0, {index(MoneyKind::grant_received), index(Payer::households), index(Measure::cars)}) >
        0);
}
