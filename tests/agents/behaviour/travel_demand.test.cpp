#include "agents/behaviour/travel_demand.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "sim/math.hpp"
#include "tests/agents/behaviour/travellers.hpp"

using namespace skifte;
using namespace skifte::agents;
using agents::testing::mode_choice;
using agents::testing::some_people;

TEST_CASE("a household's cars against its adults") {
  CHECK(car_access(0, 2) == CarAccess::none);
  CHECK(car_access(1, 2) == CarAccess::shared);
  CHECK(car_access(2, 2) == CarAccess::own);
  CHECK(car_access(1, 1) == CarAccess::own);
}

TEST_CASE("households in cells choose as each of them would: grouping loses nothing") {
  Households households;
  std::vector<std::uint8_t> cars;
  for (std::size_t i = 0; i < 600; ++i) {
    households.push_back({.income = static_cast<float>(100 + 100 * (i / 3 % 5)),
                          .active = i % 7 == 0 ? std::uint8_t{0} : std::uint8_t{1},
                          .persons = static_cast<std::uint8_t>(1 + i % 4),
                          .children = static_cast<std::uint8_t>(i % 4 / 2)});
    households.back().zone = i % 3 & 3U;
    households.back().quintile = i / 3 % 5 & 7U;
    cars.push_back(static_cast<std::uint8_t>(i % 5 / 2));
  }
  const std::array<std::array<double, 3>, 3> corridor = {{{0.3, 0.2, 0.1}, {0.2, 0.1, 0}, {0, 0, 0}}};
  const TravelPopulation people = count_travellers(households, &cars, corridor, 0.7);
  const ModeChoice choice = mode_choice();
  TravelSituation situation;
  situation.express = {0, 3, 0, 2}, situation.fare = 0.9;
  const CityTrips cells = TravelDemand(choice, 1, 0.4, people, {}, situation).sum(people, 0);

  // One by one, each household's expectation over the corridors:
  const ByMode constants = choice.calibrate(people, {});
  const auto values = choice.values_of_time(people);
  ByMode sum{};
  double persons = 0;
  for (std::size_t i = 0; i < cars.size(); ++i) {
    if (households[i].active == 0) continue;
    const std::size_t zone = households[i].zone;
    const auto& near = corridor[zone];
    const std::array<double, 4> share = {1 - near[0] - near[1] - near[2], near[0], near[1], near[2]};
    const int adults = std::max(1, households[i].persons - households[i].children);
    for (std::size_t line = 0; line < share.size(); ++line) {
      const auto wanted = choice.shares(constants, choice.weights(), {zone, line, values[households[i].quintile]},
                                        choice.cost.felt(situation));
      const TripShares& own = wanted[static_cast<std::size_t>(car_access(cars[i], adults))];
      for (std::size_t m = 0; m < trip_modes; ++m) sum[m] += share[line] * households[i].persons * own.trips[m];
    }
    persons += households[i].persons;
  }
  CHECK(people.all == persons);
  for (std::size_t m = 0; m < trip_modes; ++m) CHECK(cells.trips[m] == Approx(sum[m] / persons).epsilon(1e-12));
}

TEST_CASE("habits follow a changed situation in the habit time, a third of the cells a month") {
  const ModeChoice choice = mode_choice({{"travel.choice.cycle_peers", 0}});
  const TravelPopulation people = some_people();
  TravelSituation cheap;
  cheap.fare = 0.5;
  const double from = TravelDemand(choice, 1, 0.4, people, {}, {}).sum(people, 0).trips[at(Mode::bus)];
  const double to = TravelDemand(choice, 1, 0.4, people, {}, cheap).sum(people, 0).trips[at(Mode::bus)];
  TravelDemand demand(choice, 1, 0.4, people, {}, {});
  for (int month = 0; month < 12; ++month) demand.advance(people, cheap, month);
  // Each cell has thought again four times: exp(-4 / 4) of the distance is left.
  CHECK(demand.sum(people, 0).trips[at(Mode::bus)] == Approx(to + (from - to) * sim::exp(-1)).epsilon(1e-9));
  for (int month = 12; month < 240; ++month) demand.advance(people, cheap, month);
  CHECK(demand.sum(people, 0).trips[at(Mode::bus)] == Approx(to).epsilon(1e-7));
}

TEST_CASE("an unchanged situation moves nothing") {
  const TravelPopulation people = some_people();
  const ModeChoice choice = mode_choice();
  TravelDemand demand(choice, 1, 0.4, people, {}, {});
  const CityTrips before = demand.sum(people, 0);
  for (int month = 0; month < 60; ++month) demand.advance(people, {}, month);
  CHECK(demand.sum(people, 0).trips == before.trips);
  CHECK(demand.sum(people, 0).km == before.km);
}

TEST_CASE("a pandemic stops trips by public transport at once, and some are made otherwise") {
  const TravelPopulation people = some_people();
  const ModeChoice choice = mode_choice();
  const TravelDemand demand(choice, 1, 0.4, people, {}, {});
  const CityTrips before = demand.sum(people, 0), shunned = demand.sum(people, -sim::log(0.5));
  CHECK(shunned.trips[at(Mode::bus)] == Approx(0.5 * before.trips[at(Mode::bus)]));
  // Half of 0.129 + 0.103 is not travelled by public transport, 0.6 of that not at all: 1 - 0.6 * 0.116 = 0.9304.
  CHECK(std::accumulate(shunned.trips.begin(), shunned.trips.end(), 0.0) == Approx(0.9304).epsilon(1e-6));
  CHECK(shunned.trips[at(Mode::car)] > before.trips[at(Mode::car)]);
}
