#include "agents/behaviour/behaviour.hpp"

#include <algorithm>

#include "agents/behaviour/behaviour_kind.hpp"

// How people travel, and how habits spread.

namespace skifte::agents {

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
  persons_of_fare_cell_ = {};
  for (std::size_t cell = 0; cell < travel_cells; ++cell) {
    const std::size_t group = cell / (express_corridors * car_accesses);
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
  double inside = 0;
  if (inputs_.congestion_charge) {
    inside = inputs_.congestion_charge->strength(window.begin) * inputs_.congestion_charge->number("cost", 0);
  }
  charge_ = inputs_.local_share * inside;
  car_distance_.advance(energy_prices_by_powertrain(prices_), cars_.cost_per_km_by_powertrain, cars_.cost_per_km,
                        charge_, window.years());
  signals_.congestion_charge = charge_;
  signals_.congestion_charge_inside = inside;
  signals_.charged_cost = car_distance_.charged(charge_);
  signals_.charged_cost_inside = car_distance_.charged(inside);
}

void Behaviour::spread_habits(const sim::Window& window) {
  double campaign = city_.campaign;
  if (inputs_.campaign) campaign += inputs_.campaign->strength(window.begin) * inputs_.campaign->number("strength", 0);
  double ease = 1;
  if (inputs_.obligation) {
    const double full = inputs_.obligation->number("ease", inputs_.effects.obligation_ease);
    ease = 1 + (full - 1) * inputs_.obligation->strength(window.begin);
  }
  plastic_.advance(campaign, ease, window.years());
  food_.advance(campaign, ease, window.years());
  plant_based_.advance(campaign, 1, window.years());
  fewer_flights_.advance(campaign, 1, window.years());
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
      (1 - inputs_.effects.flight_restraint * (fewer_flights_.share() - inputs_.fewer_flights.start));
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

std::unique_ptr<sim::Kind> make_behaviour(const BehaviourInputs& inputs, const Setting& setting) {
  return std::make_unique<Behaviour>(inputs, setting);
}

}  // namespace skifte::agents
