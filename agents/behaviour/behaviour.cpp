#include "agents/behaviour/behaviour.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "agents/behaviour/signals.hpp"
#include "agents/behaviour/travel_demand.hpp"
#include "agents/cars/signals.hpp"
#include "agents/city/signals.hpp"
#include "agents/demography/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/public_transport/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

class Behaviour final : public sim::Kind {
 public:
  Behaviour(const BehaviourInputs& inputs, const Setting& setting);
  std::string_view name() const override { return "behaviour"; }
  void commit(const sim::Window& window) override;
  void account(const sim::Window& window) override;
  void publish(const sim::Window& window) override;
  void close_year(const sim::Window& window) override;

 private:
  void count();
  TravelSituation situation() const;
  void begin_travel();
  void follow_costs(const sim::Window& window);
  void spread_habits(const sim::Window& window);
  void measure(const sim::Window& window);
  void measure_travel();
  void measure_charges();
  void account_fares(const sim::Window& window, double trips);
  void account_parking(const sim::Window& window, double trips);
  double trips_index() const { return 1 - inputs_.travel.commute_share * (1 - commuting_); }
  double trips_a_year() const {
    return population_.persons * inputs_.travel.trips_per_person * sim::days_per_year * trips_index();
  }
  double response(std::size_t quintile) const;
  void travel(double aversion);
  void settle_after_pandemic();
  double cars() const { return std::accumulate(cars_.stock.begin(), cars_.stock.end(), 0.0); }

  BehaviourInputs inputs_;
  Setting setting_;
  const Households& households_;
  const PopulationSignals& population_;
  const PolicySignals& policy_;
  const PriceSignals& prices_;
  const CarSignals& cars_;
  const CitySignals& city_;
  const TransitSignals& transit_;
  BehaviourSignals& signals_;
  ByGroup weights_{};  ///< persons by zone and quintile
  TravelPopulation people_;
  double income_reference_ = 0;         ///< mean at the start, whose values of time were assumed [kSEK/year]
  std::optional<TravelDemand> demand_;  ///< from the first window on, when cars are known
  CityTrips travel_;
  std::array<double, quintiles> car_km_start_{};  ///< K_q at the start [km]
  std::array<double, zones> cycling_start_{};
  CarDistance car_distance_;
  Habit plastic_, food_, plant_based_, fewer_flights_;
  double charge_ = 0;                                                   ///< congestion charge now [SEK/km]
  double commuting_ = 1;                                                ///< R
  bool settled_ = false;                                                ///< in the frozen world
  ByMode trips_of_year_{}, km_of_year_{};                               ///< so far [trips], [person-km]
  std::array<double, fare_cells> fares_of_year_{}, parking_of_year_{};  ///< so far [SEK/person]
  std::array<double, fare_cells> persons_of_fare_cell_{};
};

Behaviour::Behaviour(const BehaviourInputs& inputs, const Setting& setting)
    : inputs_(inputs),
      setting_(setting),
      households_(setting.board.of<Households>()),
      population_(setting.board.of<PopulationSignals>()),
      policy_(setting.board.of<PolicySignals>()),
      prices_(setting.board.of<PriceSignals>()),
      cars_(setting.board.of<CarSignals>()),
      city_(setting.board.of<CitySignals>()),
      transit_(setting.board.of<TransitSignals>()),
      signals_(setting.board.of<BehaviourSignals>()),
      car_distance_(inputs.car_distance),
      plastic_(inputs.plastic),
      food_(inputs.food),
      plant_based_(inputs.plant_based),
      fewer_flights_(inputs.fewer_flights) {
  const sim::Window first = setting_.calendar.window(0);
  commuting_ = inputs_.travel.remote_work.at(first.begin);
  count();
  signals_.mode_share = inputs_.modes.target();
  measure(first);
}

void Behaviour::count() {
  people_ =
      count_travellers(households_, cars_.cars_of_household, transit_.corridor_share, inputs_.travel.car_access_start);
  if (income_reference_ <= 0) income_reference_ = people_.mean_income();
  people_.income_reference = income_reference_;
  weights_ = {};
  persons_of_fare_cell_ = {};
  for (std::size_t cell = 0; cell < travel_cells; ++cell) {
    const std::size_t group = cell / (express_corridors * car_accesses);
    weights_[group] += people_.persons[cell];
    persons_of_fare_cell_[group * car_accesses + cell % car_accesses] += people_.persons[cell];
  }
}

TravelSituation Behaviour::situation() const {
  TravelSituation now;
  now.bus_supply = transit_.supply_index;
  now.fare = transit_.fare_index;
  for (std::size_t line = 0; line < transit_.express_saving.size(); ++line) {
    now.express[line + 1] = transit_.express_saving[line];
  }
  now.cycle_network = city_.cycle_network_index;
  for (std::size_t z = 0; z < zones; ++z) {
    if (demand_ && cycling_start_[z] > 0) now.cycle_peers[z] = travel_.cycling[z] / cycling_start_[z];
  }
  now.car_cost = car_distance_.relative_cost();
  now.parking_price = city_.parking_price_index;
  return now;
}

void Behaviour::begin_travel() {
  TravelSituation survey;
  survey.cycle_network = inputs_.travel.reference_cycle_network;
  survey.car_cost = inputs_.travel.reference_car_cost;
  demand_.emplace(inputs_.modes, inputs_.travel.habit_time, inputs_.travel.shifted, people_, survey, situation());
  const CityTrips start = demand_->sum(people_, 0);
  car_km_start_ = start.car_km_reference;
  cycling_start_ = start.cycling;
}

void Behaviour::follow_costs(const sim::Window& window) {
  charge_ = 0;
  if (inputs_.congestion_charge) {
    charge_ = inputs_.congestion_charge->strength(window.begin) * inputs_.congestion_charge->number("cost", 0);
  }
  car_distance_.advance(energy_prices_by_powertrain(prices_), cars_.cost_per_km_by_powertrain, cars_.cost_per_km,
                        charge_, window.years());
  signals_.congestion_charge = charge_;
}

void Behaviour::spread_habits(const sim::Window& window) {
  double campaign = city_.campaign;
  if (inputs_.campaign) campaign += inputs_.campaign->strength(window.begin) * inputs_.campaign->number("strength", 0);
  double ease = 1;
  if (inputs_.obligation) {
    const double full = inputs_.obligation->number("ease", inputs_.effects.obligation_ease);
    ease = 1 + (full - 1) * inputs_.obligation->strength(window.begin);
  }
  const double near = inputs_.effects.zone_contacts;
  plastic_.advance(weights_, near, campaign, ease, window.years());
  food_.advance(weights_, near, campaign, ease, window.years());
  plant_based_.advance(weights_, near, campaign, 1, window.years());
  fewer_flights_.advance(weights_, near, campaign, 1, window.years());
}

/// By car, person-kilometres are those of the choice of mode at the cost of 2015, times what costs do.
void Behaviour::commit(const sim::Window& window) {
  if (demand_ && policy_.frozen) {
    settle_after_pandemic();
    return;
  }
  const sim::Time middle = 0.5 * (window.begin + window.end);
  if (window.month == 1) count();
  if (!demand_) begin_travel();
  commuting_ = inputs_.travel.remote_work.mean(window.begin, window.end);
  follow_costs(window);
  demand_->advance(people_, situation(), window.index);
  travel(inputs_.travel.transit_aversion.at(middle));
  spread_habits(window);
}

void Behaviour::travel(double aversion) {
  travel_ = demand_->sum(people_, aversion);
  travel_.km[at(Mode::car)] = 0;
  for (std::size_t q = 0; q < quintiles; ++q) {
    const double persons = people_.all > 0 ? people_.of_quintile[q] / people_.all : 0;
    travel_.km[at(Mode::car)] += persons * travel_.car_km_reference[q] * response(q);
  }
}

/// A pandemic passes, whoever decides nothing: a world frozen after its beginning has the commuting, the use of public
/// transport and the flights that the series settle at, once and for all.
void Behaviour::settle_after_pandemic() {
  if (settled_) return;
  settled_ = true;
  if (policy_.driver_date <= inputs_.travel.transit_aversion.points().front().date) return;  // not yet begun
  const auto value = [](const sim::Series& series) { return series.at(series.last_date()); };
  commuting_ = value(inputs_.travel.remote_work);
  travel(value(inputs_.travel.transit_aversion));
  signals_.flights_index =
      value(inputs_.effects.flights) *
      (1 - inputs_.effects.flight_restraint * (fewer_flights_.share(weights_) - inputs_.fewer_flights.start));
  signals_.remote_work_index = commuting_;
  measure_travel();
}

/// What costs do to kilometres by car of a quintile, over the city's cars.
double Behaviour::response(std::size_t quintile) const {
  const double all = cars();
  if (all <= 0) return 1;
  double sum = 0;
  for (std::size_t j = 0; j < car_powertrains; ++j) sum += cars_.stock[j] / all * car_distance_.level(quintile, j);
  return sum;
}

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

/// Households pay fares, trains' to others than those in the books; the region, which pays for the buses, has those of
/// the buses.
void Behaviour::account_fares(const sim::Window& window, double trips) {
  const TripCost& cost = inputs_.modes.cost;
  const double level = transit_.fare_index;
  const auto paid = [&](std::size_t quintile, Mode mode) {  // [SEK] per trip that the quintile makes
    return level * (cost.fare_base * travel_.trips_by_quintile[quintile][at(mode)] +
                    cost.fare_per_km * travel_.km_by_quintile[quintile][at(mode)]);
  };
  double bus = 0, all = 0;
  for (std::size_t q = 0; q < quintiles; ++q) {
    const double of_quintile = people_.all > 0 ? trips * people_.of_quintile[q] / people_.all : 0;
    const double by_bus = of_quintile * paid(q, Mode::bus);
    const double fares = by_bus + of_quintile * paid(q, Mode::train);
    bus += by_bus, all += fares;
  }
  const double each = people_.all > 0 ? trips / people_.all : 0;
  for (std::size_t cell = 0; cell < fare_cells; ++cell) {
    fares_of_year_[cell] +=
        each * level * (cost.fare_base * travel_.transit_trips[cell] + cost.fare_per_km * travel_.transit_km[cell]);
  }
  Accounts& accounts = setting_.accounts;
  accounts.post_money(window, MoneyKind::running_cost, Payer::households, Measure::public_transport, all - bus);
  accounts.post_payment(window, Transfer::fare, MoneyKind::running_cost, Payer::households, Payer::region,
                        Measure::public_transport, bus);
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
  signals_.bus_trips_index = trips * travel_.trips[at(Mode::bus)] / inputs_.modes.surveyed[at(Mode::bus)] *
                             population_.relative_to_2022 / inputs_.travel.population_survey;
  signals_.bus_person_km = trips_a_year() * travel_.km[at(Mode::bus)];
}

void Behaviour::measure(const sim::Window& window) {
  signals_.remote_work_index = commuting_;
  signals_.sorting_rate = plastic_.share(weights_) * inputs_.effects.plastic_per_sorter;
  signals_.food_waste_sorting = food_.share(weights_) * inputs_.effects.food_per_sorter;
  signals_.plant_based_share = plant_based_.share(weights_);
  const sim::Time last = inputs_.effects.flights.last_date();
  const double growth_years = std::max(0.0, window.end - last) / sim::days_per_year;
  const double restraint = fewer_flights_.share(weights_) - inputs_.fewer_flights.start;
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

}  // namespace

std::unique_ptr<sim::Kind> make_behaviour(const BehaviourInputs& inputs, const Setting& setting) {
  return std::make_unique<Behaviour>(inputs, setting);
}

}  // namespace skifte::agents
