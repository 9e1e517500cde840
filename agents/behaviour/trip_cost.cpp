#include "agents/behaviour/trip_cost.hpp"

#include <string>

#include "agents/city_data.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr double minutes_per_hour = 60;
constexpr Labels<trip_classes> class_names = {"under_1_km", "1_3_km", "3_5_km", "5_10_km", "10_30_km", "over_30_km"};

ByClass read_by_class(sim::AssumptionReader& read, const std::string& prefix, std::string_view unit,
                      std::string_view meaning) {
  ByClass values{};
  for (std::size_t k = 0; k < values.size(); ++k) {
    values[k] = read.number(prefix + "." + std::string(class_names[k]), unit, meaning);
  }
  return values;
}

std::array<double, 3> read_by_zone(sim::AssumptionReader& read, const std::string& prefix, std::string_view unit,
                                   std::string_view meaning) {
  std::array<double, 3> values{};
  for (std::size_t z = 0; z < values.size(); ++z) {
    values[z] = read.number(prefix + "." + std::string(zone_labels[z]), unit, meaning);
  }
  return values;
}

std::array<std::array<double, 3>, trip_classes> read_shares(sim::AssumptionReader& read) {
  std::array<std::array<double, 3>, trip_classes> values{};
  for (std::size_t k = 0; k < values.size(); ++k) {
    values[k] = read_by_zone(read, "travel.trip_share." + std::string(class_names[k]), "1",
                             "Share of trips of this length among the trips of the zone's inhabitants");
  }
  return values;
}

}  // namespace

TripCost::TripCost(sim::AssumptionReader& read)
    : length(read_by_class(read, "travel.trip_length", "km", "Mean length of trips of this class")),
      share(read_shares(read)),
      walk_speed(read.number("travel.speed.walk", "km/h", "Speed on foot")),
      cycle_speed(read.number("travel.speed.cycle", "km/h", "Speed by cycle")),
      bus_speed(read.number("travel.speed.bus", "km/h", "Speed by bus, stops included")),
      train_speed(read.number("travel.speed.train", "km/h", "Speed by train, stops included")),
      car_speed(read_by_class(read, "travel.speed.car", "km/h", "Speed by car on trips of this length")),
      bus_access(read.number("travel.access.bus", "min", "Walk to and from bus stops")),
      train_access(read.number("travel.access.train", "min", "Way to and from stations")),
      car_access(read.number("travel.access.car", "min", "Walk to and from the car, search for a place")),
      bus_wait(read.number("travel.wait.bus", "min", "Wait for buses, hidden wait included, at the reference supply")),
      train_wait(read.number("travel.wait.train", "min", "Wait for trains, hidden wait included")),
      wait_to_supply(read.number("travel.wait.supply_elasticity", "1",
                                 "Elasticity of the wait for buses to their vehicle-kilometres, without its sign")),
      transit_extra(read_by_zone(read, "travel.access.extra", "min",
                                 "What the zone adds to the access and wait of public transport")),
      outside_weight(read.number("travel.weight.outside", "1", "Weight of access and wait over time in the vehicle")),
      fare_base(read.number("travel.fare.base", "SEK", "Fare of a trip whatever its length, season tickets included")),
      fare_per_km(read.number("travel.fare.per_km", "SEK/km", "Fare for each kilometre")),
      fare_paid_share(read.number("travel.fare.paid_share", "1",
                                  "Share of the fares of all surveyed trips that travellers pay for themselves")),
      occupancy(read.number("travel.car.occupancy", "1", "Persons in a car")),
      cost_reference(read.number("travel.car.cost_reference", "SEK/km", "Marginal cost of a car-kilometre in 2015")),
      parking(read.number("travel.parking.price", "SEK", "Parking fee of a car trip that pays one")),
      parking_city_share(read.number("travel.parking.city_share", "1",
                                     "Share of parking fees that the city and its parking company have")),
      parking_share(read_by_zone(read, "travel.parking.share", "1",
                                 "Share of possible car trips of the zone's inhabitants with a parking fee")),
      value_of_time(read.number("travel.value_of_time", "SEK/min", "Mean value of time in the vehicle")),
      income_exponent(read.number("travel.value_of_time.income_exponent", "1",
                                  "Elasticity of the value of time to household income")) {}

double TripCost::value_of_time_at(double relative) const {
  return value_of_time * (relative > 0 ? sim::pow(relative, income_exponent) : 1.0);
}

FeltSituation TripCost::felt(const TravelSituation& situation) const {
  return {situation, bus_wait * sim::pow(situation.bus_supply, -wait_to_supply)};
}

ByMode TripCost::minutes(std::size_t length_class, std::size_t zone, std::size_t corridor,
                         double value_of_time_of_quintile, const FeltSituation& felt) const {
  const TravelSituation& s = felt.met;
  const double km = length[length_class];
  const double v = value_of_time_of_quintile;
  const double fare = s.fare * (fare_base + fare_per_km * km) / v;
  ByMode g{};
  g[at(Mode::walk)] = minutes_per_hour * km / walk_speed;
  g[at(Mode::cycle)] = minutes_per_hour * km / cycle_speed;
  g[at(Mode::bus)] = outside_weight * (bus_access + felt.bus_wait + transit_extra[zone]) +
                     minutes_per_hour * km / bus_speed + fare - s.express[corridor];
  g[at(Mode::train)] =
      outside_weight * (train_access + train_wait + transit_extra[zone]) + minutes_per_hour * km / train_speed + fare;
  g[at(Mode::car)] =
      car_access + minutes_per_hour * km / car_speed[length_class] +
      (cost_reference * s.car_cost * km / occupancy + parking * s.parking_price * parking_share[zone]) / v;
  return g;
}

}  // namespace skifte::agents
