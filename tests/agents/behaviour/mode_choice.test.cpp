#include "agents/behaviour/mode_choice.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "agents/behaviour/travel_demand.hpp"
#include "sim/math.hpp"
#include "tests/agents/behaviour/travellers.hpp"

using namespace skifte;
using namespace skifte::agents;
using agents::testing::mode_choice;
using agents::testing::some_people;

namespace {

constexpr std::size_t walk = 0, cycle = 1, bus = 2, train = 3, car = 4;

/// Shares of the city's trips, or km by mode per trip, once habits have followed the situation.
CityTrips settled(const ModeChoice& choice, const TravelSituation& situation) {
  const TravelPopulation people = some_people();
  TravelDemand demand(choice, 1, 0.4, people, {}, situation);
  return demand.sum(people, 0);
}

/// Long-run arc elasticities by mode of trips to a change by 10 %.
template <class Change>
ByMode elasticity(const ModeChoice& choice, Change change) {
  TravelSituation changed;
  change(changed);
  const ByMode before = settled(choice, {}).trips, after = settled(choice, changed).trips;
  ByMode result{};
  for (std::size_t m = 0; m < trip_modes; ++m) result[m] = sim::log(after[m] / before[m]) / sim::log(1.1);
  return result;
}

}  // namespace

TEST_CASE("calibrated mode shares are the surveyed ones") {
  const ModeChoice choice = mode_choice();
  const CityTrips city = settled(choice, {});
  CHECK(std::accumulate(city.trips.begin(), city.trips.end(), 0.0) == Approx(1));
  CHECK(city.trips[walk] == Approx(0.112).epsilon(1e-6));
  CHECK(city.trips[bus] == Approx(0.129).epsilon(1e-6));
  CHECK(city.trips[car] == Approx(0.543).epsilon(1e-6));
}

TEST_CASE("generalised minutes of a trip") {
  const TripCost cost = mode_choice().cost;
  // 4 km in the outer city, 1.25 SEK/min, all as in the survey year:
  const ByMode g = cost.minutes(2, 1, 0, 1.25, cost.felt({}));
  CHECK(g[walk] == Approx(48));                                                     // 4 / 5 h
  CHECK(g[cycle] == Approx(16));                                                    // 4 / 15 h
  CHECK(g[bus] == Approx(2 * (8 + 12) + 15 + (10 + 0.3 * 4) / 1.25));               // 63.96
  CHECK(g[train] == Approx(2 * (17 + 9) + 3.2 + 11.2 / 1.25));                      // 64.16
  CHECK(g[car] == Approx(4 + 4.0 / 33 * 60 + (0.95 * 4 / 1.4 + 15 * 0.2) / 1.25));  // 15.84
  TravelSituation changed;
  changed.bus_supply = 4, changed.fare = 0, changed.express[2] = 3, changed.car_cost = 2;
  const ByMode h = cost.minutes(2, 1, 2, 1.25, cost.felt(changed));
  CHECK(h[bus] == Approx(2 * (8 + 6) + 15 - 3));  // the wait halves
  CHECK(h[car] - g[car] == Approx(0.95 * 4 / 1.4 / 1.25));
}

TEST_CASE("shares of a trip are the nested logit's") {
  // One class of trips of 4 km, no disutility of time, constants log 1, log 4, 0, 0, log 3, lambda 0.5: nest sum of
  // exp(V / 0.5) = 1 + 16 + 1 + 1 = 19, S^0.5 = 4.3589; P_car = 3 / 7.3589 = 0.40767, P_cycle = 0.59233 16 / 19.
  const ModeChoice choice = mode_choice({{"travel.choice.time_weight", 0}});
  TripWeights weights = choice.weights();
  weights.share[1] = {0, 0, 1, 0, 0, 0};
  const ByMode constants = {0, sim::log(4), 0, 0, sim::log(3)};
  const auto shares = choice.shares(constants, weights, {1, 0, 1.25}, choice.cost.felt({}));
  CHECK(shares[2].trips[car] == Approx(0.40767).epsilon(1e-4));
  CHECK(shares[2].trips[cycle] == Approx(0.59233 * 16 / 19).epsilon(1e-4));
  CHECK(shares[2].km[car] == Approx(4 * 0.40767).epsilon(1e-4));
  // Without a car: 3 exp(-2.2) = 0.33241 against 4.3589.
  CHECK(shares[0].trips[car] == Approx(0.33241 / (0.33241 + 4.3589)).epsilon(1e-4));
}

TEST_CASE("minutes weigh less on long trips, and a trip's weights add up") {
  const TripWeights weights = mode_choice().weights();
  CHECK(weights.minute[0] == 0.04);
  CHECK(weights.minute[2] == 0.04);
  CHECK(weights.minute[5] == Approx(0.04 / sim::sqrt(75.0 / 5)));
  CHECK(std::accumulate(weights.share[1].begin(), weights.share[1].end(), 0.0) == Approx(1));
}

TEST_CASE("each change moves one traveller's choice in its direction") {
  const ModeChoice choice = mode_choice();
  const TravelPopulation people = some_people();
  const ByMode constants = choice.calibrate(people, {});
  const TripWeights weights = choice.weights();
  const auto of = [&](const TravelSituation& s, std::size_t zone, std::size_t corridor, std::size_t access) {
    return choice.shares(constants, weights, {zone, corridor, 1.25}, choice.cost.felt(s))[access];
  };
  for (std::size_t zone = 0; zone < zones; ++zone) {
    for (std::size_t access = 0; access < car_accesses; ++access) {
      const TripShares base = of({}, zone, 1, access);
      TravelSituation s;
      s.car_cost = 1.3;
      CHECK(of(s, zone, 1, access).trips[car] < base.trips[car]);
      CHECK(of(s, zone, 1, access).car_km_reference == Approx(base.car_km_reference));
      s = {}, s.parking_price = 2;
      CHECK(of(s, zone, 1, access).trips[car] < base.trips[car]);
      s = {}, s.fare = 0.5;
      CHECK(of(s, zone, 1, access).trips[bus] > base.trips[bus]);
      CHECK(of(s, zone, 1, access).car_km_reference < base.car_km_reference);
      s = {}, s.bus_supply = 1.2;
      CHECK(of(s, zone, 1, access).trips[bus] > base.trips[bus]);
      s = {}, s.cycle_network = 1.2;
      CHECK(of(s, zone, 1, access).trips[cycle] > base.trips[cycle]);
      s = {}, s.cycle_peers.fill(1.2);
      CHECK(of(s, zone, 1, access).trips[cycle] > base.trips[cycle]);
      s = {}, s.express[1] = 2;
      CHECK(of(s, zone, 1, access).trips[bus] > base.trips[bus]);
      CHECK(of(s, zone, 0, access).trips == of({}, zone, 0, access).trips);  // where no line runs nothing happens
      if (access > 0) CHECK(base.trips[car] > of({}, zone, 1, access - 1).trips[car]);
    }
  }
}

TEST_CASE("elasticities of trips are within published ranges") {
  const ModeChoice choice = mode_choice();
  const ByMode fare = elasticity(choice, [](TravelSituation& s) { s.fare = 1.1; });
  const ByMode supply = elasticity(choice, [](TravelSituation& s) { s.bus_supply = 1.1; });
  const ByMode fuel = elasticity(choice, [](TravelSituation& s) { s.car_cost = 1.1; });
  const ByMode parking = elasticity(choice, [](TravelSituation& s) { s.parking_price = 1.1; });
  const ByMode network = elasticity(choice, [](TravelSituation& s) { s.cycle_network = 1.1; });
  // Balcombe et al. 2004 (TRL593): bus fares -0.4 in the short, -1.0 in the long run; supply 0.4 and 0.7. A year with a
  // habit time of a year is 1 - 1 / e = 0.63 of the long run.
  const double one_year = 1 - sim::exp(-1);
  CHECK((fare[bus] > -1.0 && fare[bus] < -0.4));
  CHECK((fare[bus] * one_year > -0.5 && fare[bus] * one_year < -0.2));
  CHECK((supply[bus] > 0.35 && supply[bus] < 0.75));
  CHECK((supply[bus] * one_year > 0.2 && supply[bus] * one_year < 0.5));
  // Fuel price on public transport 0.02 to 0.4 (Balcombe et al. 2004, ch. 9); on the car's own trips, below the
  // elasticity of all car-kilometres in size.
  CHECK((fuel[bus] > 0.02 && fuel[bus] < 0.4));
  CHECK((fuel[train] > 0.02 && fuel[train] < 0.4));
  CHECK((fuel[car] < -0.02 && fuel[car] > -0.2));
  // Cycle paths: Buehler & Pucher 2012: 0.25 to 0.31 across cities.
  CHECK((network[cycle] > 0.15 && network[cycle] < 0.45));
  // Parking: -0.1 to -0.3 for trips that pay (TCRP Report 95, ch. 13); of all trips a fifth pays.
  const ModeChoice centre = mode_choice({{"travel.parking.share.inner_city", 1},
                                         {"travel.parking.share.outer_city", 1},
                                         {"travel.parking.share.villages", 1}});
  const ByMode paying = elasticity(centre, [](TravelSituation& s) { s.parking_price = 1.1; });
  CHECK((paying[car] > -0.3 && paying[car] < -0.1));
  CHECK((parking[car] < 0 && parking[car] > paying[car]));
}

TEST_CASE("new bus trips come from the car in a published proportion") {
  // 0.12 to 0.4 of them (Dunkerley et al. 2018, RAND RR2367).
  const ModeChoice choice = mode_choice();
  TravelSituation more;
  more.bus_supply = 1.1;
  const ByMode before = settled(choice, {}).trips, after = settled(choice, more).trips;
  const double diverted = (before[car] - after[car]) / (after[bus] - before[bus]);
  CHECK(diverted > 0.12);
  CHECK(diverted < 0.4);
}

TEST_CASE("trips that leave the car for the cycle are short ones: they save less than the mean trip's kilometres") {
  const ModeChoice choice = mode_choice();
  TravelSituation paths;
  paths.cycle_network = 1.3;
  const CityTrips before = settled(choice, {}), after = settled(choice, paths);
  const double trips = before.trips[car] - after.trips[car];
  const double km = before.km[car] - after.km[car];
  CHECK(trips > 0);
  CHECK(km > 0);
  CHECK(km / trips < 0.5 * before.km[car] / before.trips[car]);
  // All modes' kilometres stay: trips keep their length.
  CHECK(std::accumulate(after.km.begin(), after.km.end(), 0.0) ==
        Approx(std::accumulate(before.km.begin(), before.km.end(), 0.0)));
}
