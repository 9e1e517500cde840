#include <algorithm>
#include <array>
#include <numeric>

#include "agents/behaviour/behaviour_kind.hpp"
#include "sim/math.hpp"

// What is counted, paid and published of how people travel.

namespace skifte::agents {

void Behaviour::account(const sim::Window& window) {
  const double trips = trips_a_year() * window.years();
  for (std::size_t m = 0; m < trip_modes; ++m) {
    trips_of_year_[m] += trips * travel_.trips[m];
    km_of_year_[m] += trips * travel_.km[m];
  }
  account_fares(window, trips);
  account_parking(window, trips);
  const double charged = charge_ * cars_.annual_km * window.years();  // [SEK]
  setting_.accounts.post_money(window, MoneyKind::tax_paid, Payer::households, Measure::behaviour,
                               inputs_.private_share * charged);
  setting_.accounts.post_money(window, MoneyKind::tax_paid, Payer::firms, Measure::behaviour,
                               (1 - inputs_.private_share) * charged);
}

/// Households pay fares to the region, which runs buses and trains, so that they change no sum over payers. What trains
/// cost the region is not in the books, nor does it change: their supply is constant.
void Behaviour::account_fares(const sim::Window& window, double trips) {
  const TripCost& cost = inputs_.modes.cost;
  const double level = transit_.fare_index * cost.fare_paid_share;
  const auto paid = [&](std::size_t quintile, Mode mode) {  // [SEK] per trip that the quintile makes
    return level * (cost.fare_base * travel_.trips_by_quintile[quintile][at(mode)] +
                    cost.fare_per_km * travel_.km_by_quintile[quintile][at(mode)]);
  };
  double all = 0;
  for (std::size_t q = 0; q < quintiles; ++q) {
    const double of_quintile = people_.all > 0 ? trips * people_.of_quintile[q] / people_.all : 0;
    all += of_quintile * (paid(q, Mode::bus) + paid(q, Mode::train));
  }
  const double each = people_.all > 0 ? trips / people_.all : 0;
  for (std::size_t cell = 0; cell < fare_cells; ++cell) {
    fares_of_year_[cell] +=
        each * level * (cost.fare_base * travel_.transit_trips[cell] + cost.fare_per_km * travel_.transit_km[cell]);
  }
  setting_.accounts.post_payment(window, Transfer::fare, MoneyKind::running_cost, Payer::households, Payer::region,
                                 Measure::public_transport, all);
}

/// Households pay for parking; the city and its company have their part, owners of other car parks the rest. The fee is
/// the price of land that costs nothing else in these books, so that it is a payment from one to another.
void Behaviour::account_parking(const sim::Window& window, double trips) {
  const TripCost& cost = inputs_.modes.cost;
  const double index = city_.parking_price_index;
  const double each = people_.all > 0 ? trips / people_.all : 0;
  double all = 0;  // [SEK]
  for (std::size_t cell = 0; cell < fare_cells; ++cell) {
    const std::size_t zone = cell / (quintiles * car_accesses);
    const double person = each * travel_.car_trips[cell] * cost.parking_per_trip(zone, index);
    parking_of_year_[cell] += person;
    all += person * persons_of_fare_cell_[cell];
  }
  const double city = all * cost.parking_city_share;
  signals_.parking_city = city;
  signals_.parking_city_extra = index > 0 ? city * (1 - 1 / index) : 0;
  Accounts& accounts = setting_.accounts;
  accounts.post_payment(window, Transfer::parking, MoneyKind::running_cost, Payer::households, Payer::city,
                        Measure::behaviour, city);
  accounts.post_payment(window, Transfer::parking, MoneyKind::running_cost, Payer::households, Payer::firms,
                        Measure::behaviour, all - city);
}

void Behaviour::publish(const sim::Window& window) {
  if (policy_.frozen) return;  // habits and travel keep the value of the freeze
  measure(window);
  measure_travel();
}

void Behaviour::measure_charges() {
  const TripCost& cost = inputs_.modes.cost;
  const double trips = travel_.trips[at(Mode::car)];
  const double length = trips > 0 ? travel_.km[at(Mode::car)] / trips : 0;  // [km]
  for (std::size_t z = 0; z < zones; ++z) {
    const double parking = cost.parking * city_.parking_price_index * cost.parking_share[z];  // [SEK] a trip
    signals_.car_charge[z] = charge_ + (length > 0 ? parking / length : 0);
  }
}

void Behaviour::measure_travel() {
  const double trips = trips_index();
  const double made = std::accumulate(travel_.trips.begin(), travel_.trips.end(), 0.0);
  for (std::size_t m = 0; m < trip_modes; ++m) signals_.mode_share[m] = made > 0 ? travel_.trips[m] / made : 0;
  measure_charges();
  const double stock = cars();
  const double persons_per_car =
      stock > 0 && population_.persons > 0 ? inputs_.travel.cars_per_person * population_.persons / stock : 1.0;
  const double diluted = trips * sim::pow(persons_per_car, inputs_.travel.dilution);
  signals_.car_km_index = 0;
  for (std::size_t q = 0; q < quintiles; ++q) {
    const double habit = car_km_start_[q] > 0 ? diluted * travel_.car_km_reference[q] / car_km_start_[q] : diluted;
    for (std::size_t j = 0; j < car_powertrains; ++j) signals_.car_km[q][j] = habit * car_distance_.level(q, j);
    const double persons = people_.all > 0 ? people_.of_quintile[q] / people_.all : 0;
    signals_.car_km_index += persons * habit * response(q);
  }
  signals_.bus_person_km = trips_a_year() * travel_.km[at(Mode::bus)];
}

void Behaviour::measure(const sim::Window& window) {
  signals_.remote_work_index = commuting_;
  signals_.sorting_rate = plastic_.share() * inputs_.effects.plastic_per_sorter;
  signals_.food_waste_sorting = food_.share() * inputs_.effects.food_per_sorter;
  signals_.plant_based_share = plant_based_.share();
  const sim::Time last = inputs_.effects.flights.last_date();
  const double growth_years = std::max(0.0, window.end - last) / sim::days_per_year;
  const double restraint = fewer_flights_.share() - inputs_.fewer_flights.start;
  signals_.flights_index = inputs_.effects.flights.at(window.end) *
                           sim::pow(1 + inputs_.effects.flights_growth, growth_years) *
                           (1 - inputs_.effects.flight_restraint * restraint);
}

void Behaviour::close_year(const sim::Window& window) {
  constexpr double per_mille = 1000;
  // Once a year, so that a year of the same travel is the same count whatever its days.
  for (int m = 0; m < static_cast<int>(trip_modes); ++m) {
    const auto i = static_cast<std::size_t>(m);
    setting_.accounts.trips.post(setting_.accounts.year_index(window), {m}, sim::to_count(trips_of_year_[i]));
    setting_.accounts.person_km.post(setting_.accounts.year_index(window), {m}, sim::to_count(km_of_year_[i]));
  }
  trips_of_year_ = km_of_year_ = {};
  PersonalFares& paid = setting_.board.of<PersonalFares>();
  paid.year.assign(fares_of_year_.begin(), fares_of_year_.end());
  paid.parking.assign(parking_of_year_.begin(), parking_of_year_.end());
  fares_of_year_ = parking_of_year_ = {};
  setting_.accounts.set_indicator(window, Accounts::Indicator::sorting_per_mille, signals_.sorting_rate * per_mille);
}

}  // namespace skifte::agents
