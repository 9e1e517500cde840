#include "agents/cars/cars.hpp"

#include <catch2/catch.hpp>
#include <functional>
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
    sim::LeverReader levers(pulled);
    const Setting setting{calendar, random, city, *accounts, board, flows};
    const auto cars = make_cars(CarInputs(read, levers), setting);
    for (int m = 0; m < calendar.months(); ++m) {
      const auto window = calendar.window(m);
      if (before_month) before_month(m, board.of<PolicySignals>());
      if (m == frozen_from) {
        board.of<PolicySignals>().frozen = true;
        board.of<PolicySignals>().driver_date = window.begin - 1;
      }
      cars->propose(window, threads), cars->commit(window), cars->account(window), cars->publish(window);
      if (window.last_of_year()) cars->close_year(window);
      const CarSignals& shown = board.of<CarSignals>();
      occasions.push_back(shown.occasions), purchases.push_back(shown.purchases);
      new_battery_cars.push_back(accounts->new_cars.at(accounts->year_index(window), {6}));
    }
  }
  sim::Calendar calendar;
  sim::RandomSource random{5, 0};
  sim::AssumptionValues values;
  CityData city;
  sim::Blackboard board;
  Flows flows;
  std::unique_ptr<Accounts> accounts;
  sim::LeverValues pulled;
  std::function<void(int month, PolicySignals&)> before_month;  ///< changes policy
  std::vector<std::int64_t> occasions, purchases;               ///< by month
  std::vector<std::int64_t> new_battery_cars;                   ///< by month, since the year's beginning
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

TEST_CASE("what a lever adds to the bonus is its payer's, and buyers see but one bonus") {
  Town state, city;
  state.board.of<PolicySignals>().purchase_bonus[6] = 100000;
  city.board.of<PolicySignals>().purchase_bonus[6] = 40000;
  city.pulled["purchase_bonus"].numbers["battery"] = 60000;
  city.pulled["purchase_bonus"].payer = "city";
  state.run(), city.run();
  CHECK(outcome(state) == outcome(city));
  const auto money = [&](const Town& town, MoneyKind kind, Payer payer) {
    return town.accounts->money.at(0, {index(kind), index(payer), index(Measure::cars)});
  };
  const auto whole = money(state, MoneyKind::investment, Payer::state);
  REQUIRE(whole > 0);
  CHECK(money(state, MoneyKind::investment, Payer::city) == 0);
  CHECK(money(city, MoneyKind::investment, Payer::city) * 10 == whole * 6);
  CHECK(money(city, MoneyKind::investment, Payer::state) * 10 == whole * 4);
  CHECK(money(city, MoneyKind::grant_received, Payer::households) ==
        money(state, MoneyKind::grant_received, Payer::households));
}

TEST_CASE("before a bonus ends, those order who would have within the time, and nobody has a second chance") {
  // Nobody influences another, everybody is aware, and what is ordered comes the month after.
  constexpr int last_with_bonus = 3;  // April
  constexpr double days_ahead = 184;  // from May to October
  enum class Whose { state, lever, empty_lever, nobody };
  const auto town = [](bool ends, bool announced, Whose whose = Whose::state) {
    auto made = std::make_unique<Town>(false, false, 2020);
    for (const char* none : {"car.used.own_market_weight", "car.choice.peers", "car.used.price_speed"})
      made->values.set(none, 0);
    made->values.set("car.awareness.initial", 1);
    made->values.set("car.order_lag", 1e-6);
    made->values.set("car.choice.newness", 1);
    made->values.set("car.holding_time.shape", 8);  // nothing bought is replaced within months
    made->values.set("car.order_advance", 12 * (days_ahead - 0.01) / sim::days_per_year);
    if (whose == Whose::lever || whose == Whose::empty_lever) {
      sim::LeverSetting& lever = made->pulled["purchase_bonus"];
      lever.numbers["battery"] = whose == Whose::lever ? 150000 : 0;
      lever.end = sim::from_civil({2020, 5, 1});
    }
    made->before_month = [=](int month, PolicySignals& policy) {
      if (whose != Whose::state) return;
      policy.purchase_bonus[6] = ends && month > last_with_bonus ? 0 : 150000;
      const bool known = announced && month == last_with_bonus;
      policy.purchase_bonus_announced_end[6] = known ? sim::from_civil({2020, 4, 8}) : 0;
    };
    made->run();
    return made;
  };
  const auto stays = town(false, false), silent = town(true, false), announced = town(true, true);
  /// Battery cars ordered from month `first` to `last`.
  const auto ordered = [](const Town& of, int first, int last) {
    const auto until = [&](int month) { return of.new_battery_cars.at(static_cast<std::size_t>(month) + 1); };
    return until(last) - until(first - 1);
  };
  const auto rush =
      ordered(*announced, last_with_bonus, last_with_bonus) - ordered(*silent, last_with_bonus, last_with_bonus);
  CHECK(rush > 30);
  // Each of them once: the very ones who would have ordered in these six months, had the bonus stayed ...
  CHECK(rush == ordered(*stays, last_with_bonus + 1, last_with_bonus + 6));
  // ... and who did not take a battery car with the bonus takes none without it, though others would have.
  CHECK(ordered(*silent, last_with_bonus + 1, last_with_bonus + 6) > 5);
  CHECK(ordered(*announced, last_with_bonus + 1, last_with_bonus + 6) == 0);
  // A lever's end is known from its beginning: the same orders as before a state's announced end.
  CHECK(town(true, true, Whose::lever)->new_battery_cars == announced->new_battery_cars);
  // A bonus of nothing that ends moves nobody, buyers of combustion cars included.
  const auto empty = town(true, true, Whose::empty_lever), nobody = town(true, true, Whose::nobody);
  CHECK(empty->new_battery_cars == nobody->new_battery_cars);
  CHECK(empty->accounts->new_cars.total(0) == nobody->accounts->new_cars.total(0));
  CHECK(empty->accounts->money.total(0) == nobody->accounts->money.total(0));
  // Beyond the time ahead all is as if nothing had been announced.
  CHECK(ordered(*announced, last_with_bonus + 7, 10) == ordered(*silent, last_with_bonus + 7, 10));
}

TEST_CASE("a bonus sells battery cars in the whole city") {
  Town without, with;
  with.board.of<PolicySignals>().purchase_bonus[6] = 100000;
  without.run(), with.run();
  CHECK(with.accounts->cars.at(2, {6}) > without.accounts->cars.at(2, {6}));
  CHECK(with.accounts->money.at(0, {index(MoneyKind::grant_received), index(Payer::households), index(Measure::cars)}) >
        0);
}
