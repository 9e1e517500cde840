#include "agents/behaviour/behaviour.hpp"

#include <catch2/catch.hpp>

#include "agents/city/signals.hpp"
#include "sim/math.hpp"
#include "tests/agents/behaviour/travellers.hpp"

using namespace skifte;
using namespace skifte::agents;
using agents::testing::Travellers;

namespace {

constexpr std::size_t bus = 2, car = 4, petrol = 0, battery = 6;

}  // namespace

TEST_CASE("at the costs of 2015 and the survey's situation distances and shares stand still") {
  // But for households that move between zones and quintiles in two years.
  Travellers town(2016);
  for (int i = 0; i < 24; ++i) town.step(i);
  CHECK(town.signals().car_km[2][petrol] == Approx(1).epsilon(1e-3));
  CHECK(town.signals().car_km[0][battery] == Approx(1.1979).epsilon(2e-3));  // 0.3^-0.15
  CHECK(town.signals().mode_share[car] == Approx(0.543).epsilon(3e-3));
}

TEST_CASE("kilometres by car answer the fuel price by its elasticity alone: mode choice is not counted again") {
  Travellers base(2046), dear(2046);
  for (int i = 0; i < 12 * 31; ++i) {
    if (i == 12) dear.price(15), dear.cost(1.5);
    base.step(i), dear.step(i);
  }
  CHECK(dear.signals().mode_share[car] < base.signals().mode_share[car]);
  const double change = dear.signals().car_km[2][petrol] / base.signals().car_km[2][petrol];
  // The middle quintile's elasticity over all's is 1 over the mean of 0.7, 1.1, 1, 0.9 and 0.8.
  CHECK(change == Approx(sim::pow(1.5, -0.5 / 0.9)).epsilon(0.001));
  const auto km = [&](Travellers& town) { return static_cast<double>(town.stage.accounts.person_km.at(30, {4})); };
  CHECK(km(dear) / km(base) == Approx(sim::pow(1.5, -0.5)).epsilon(0.01));  // of all quintiles
}

TEST_CASE("an express line changes travel where it runs and nowhere else") {
  const auto bus_share = [](double corridor) {
    Travellers town(2020);
    auto& transit = town.stage.board.of<TransitSignals>();
    transit.corridor_share[0] = {corridor, 0, 0};
    for (int i = 0; i < 48; ++i) {
      if (i == 12) transit.express_saving[0] = 3;
      town.step(i);
    }
    return town.signals().mode_share[bus];
  };
  CHECK(bus_share(0) == Approx(0.129).epsilon(0.005));
  CHECK(bus_share(0.3) > bus_share(0));
  CHECK(bus_share(0.6) > bus_share(0.3));
}

TEST_CASE("free public transport: no fares, more trips by bus, fewer kilometres by car") {
  Travellers paying(2018), free(2018);
  for (int i = 0; i < 48; ++i) {
    if (i == 12) free.stage.board.of<TransitSignals>().fare_index = 0;
    paying.step(i), free.step(i);
  }
  CHECK(free.signals().mode_share[bus] > paying.signals().mode_share[bus]);
  CHECK(free.signals().car_km[2][petrol] < paying.signals().car_km[2][petrol]);
  const auto fares = [](Travellers& town, Payer payer) {
    return town.stage.accounts.money.at(
        3, {index(MoneyKind::running_cost), index(payer), index(Measure::public_transport)});
  };
  CHECK(fares(paying, Payer::households) > 0);
  CHECK(-fares(paying, Payer::region) == fares(paying, Payer::households));  // buses' and trains'
  const auto noted = [](Travellers& town, Payer payer) {
    return town.stage.accounts.transfers.at(3, {index(Transfer::fare), index(payer)});
  };
  CHECK(noted(paying, Payer::households) == fares(paying, Payer::households));
  CHECK(noted(paying, Payer::region) == fares(paying, Payer::region));
  for (const Payer payer : {Payer::households, Payer::region}) {
    CHECK(fares(free, payer) == 0);
    CHECK(noted(free, payer) == 0);
  }
}

TEST_CASE("of the fares of all trips households pay their share, and travel as before") {
  const auto run = [](double share) {
    auto town = std::make_unique<Travellers>(2016, sim::LeverValues{},
                                             std::map<std::string, double>{{"travel.fare.paid_share", share}});
    for (int i = 0; i < 24; ++i) town->step(i);
    return town;
  };
  const auto all = run(1), some = run(0.7);
  const auto fares = [](Travellers& town) {
    return static_cast<double>(town.stage.accounts.transfers.at(1, {index(Transfer::fare), index(Payer::households)}));
  };
  CHECK(fares(*some) == Approx(0.7 * fares(*all)).epsilon(1e-6));
  CHECK(some->signals().mode_share == all->signals().mode_share);
  // What the cells are billed follows.
  const auto bill = [](Travellers& town) { return town.stage.board.of<PersonalFares>().year; };
  for (std::size_t cell = 0; cell < fare_cells; ++cell) CHECK(bill(*some)[cell] == Approx(0.7 * bill(*all)[cell]));
}

TEST_CASE("a congestion charge is felt and paid for the kilometres in the municipality") {
  // 45 % of them: a mean kilometre of 1 SEK costs 1.45, not 2. In the long run 1.45^-0.5 = 0.8305.
  sim::LeverValues charge;
  charge["congestion_charge"].start = sim::from_civil({2016, 1, 1});
  charge["congestion_charge"].numbers["cost"] = 1;
  const std::map<std::string, double> local = {{"car.local_share", 0.45}, {"footprint.car.private_share", 0.8}};
  Travellers base(2046, {}, local), charged(2046, charge, local);
  for (Travellers* town : {&base, &charged}) town->stage.board.of<CarSignals>().annual_km = 1e6;
  for (int i = 0; i < 12 * 31; ++i) base.step(i), charged.step(i);
  const double change = charged.signals().car_km[2][petrol] / base.signals().car_km[2][petrol];
  CHECK(change == Approx(sim::pow(1.45, -0.5 / 0.9)).epsilon(0.003));
  CHECK(charged.signals().congestion_charge == Approx(0.45));
  CHECK(charged.signals().congestion_charge_inside == Approx(1));
  CHECK(charged.signals().charged_cost == Approx(1.45));
  CHECK(charged.signals().charged_cost_inside == Approx(2));
  const auto paid = [&](Payer payer) {
    return charged.stage.accounts.money.at(30, {index(MoneyKind::tax_paid), index(payer), index(Measure::behaviour)});
  };
  CHECK(static_cast<double>(paid(Payer::households)) == Approx(0.8 * 0.45e6 * 100).epsilon(0.001));
  CHECK(static_cast<double>(paid(Payer::firms)) == Approx(0.2 * 0.45e6 * 100).epsilon(0.001));
}

TEST_CASE("in a frozen world travel and habits keep their value, whatever happens") {
  Travellers town(2020);
  BehaviourSignals before;
  for (int i = 0; i < 72; ++i) {
    town.cost(1 + 0.01 * i), town.price(10 + 0.1 * i);
    if (i == 36) {
      auto& policy = town.stage.board.of<PolicySignals>();
      policy.frozen = true;
      policy.driver_date = town.stage.calendar.window(i).begin - 1;
      before = town.signals();
    }
    if (i > 40) {
      town.stage.board.of<CarSignals>().stock = {100, 0, 0, 0, 0, 0, 500};
      town.stage.board.of<TransitSignals>().fare_index = 0.5;
    }
    town.step(i);
  }
  CHECK(before.car_km[2][petrol] < 1);
  CHECK(town.signals().car_km == before.car_km);
  CHECK(town.signals().mode_share == before.mode_share);
  CHECK(town.signals().sorting_rate == before.sorting_rate);
  for (int mode = 0; mode < static_cast<int>(trip_modes); ++mode) {
    // 2019 and 2020 differ by a day, not by trips.
    CHECK(town.stage.accounts.trips.at(4, {mode}) == town.stage.accounts.trips.at(5, {mode}));
    CHECK(town.stage.accounts.person_km.at(4, {mode}) == town.stage.accounts.person_km.at(5, {mode}));
  }
}

TEST_CASE("parking fees are households' cost and the city's and other owners' income") {
  Travellers plain(2016), dear(2016);
  dear.stage.board.of<CitySignals>().parking_price_index = 1.5;
  for (int i = 0; i < 24; ++i) plain.step(i), dear.step(i);
  const auto paid = [](Travellers& town, Payer payer) {
    return town.stage.accounts.transfers.at(1, {index(Transfer::parking), index(payer)});
  };
  for (Travellers* town : {&plain, &dear}) {
    CHECK(paid(*town, Payer::households) > 0);
    CHECK(paid(*town, Payer::city) < 0);
    CHECK(paid(*town, Payer::households) + paid(*town, Payer::city) + paid(*town, Payer::firms) == 0);
    const auto cost = town->stage.accounts.money.at(
        1, {index(MoneyKind::running_cost), index(Payer::households), index(Measure::behaviour)});
    CHECK(cost == paid(*town, Payer::households));
  }
  // Half as dear again, and some go otherwise; what is above 2022's price is a third of it.
  CHECK(paid(dear, Payer::households) > paid(plain, Payer::households));
  CHECK(2 * paid(dear, Payer::households) <= 3 * paid(plain, Payer::households));
  CHECK(plain.signals().parking_city_extra == 0);
  CHECK(dear.signals().parking_city_extra == Approx(dear.signals().parking_city / 3));
  // What each person's cell pays adds up to the ledger's.
  CHECK(dear.stage.board.of<PersonalFares>().parking.size() == fare_cells);
}
