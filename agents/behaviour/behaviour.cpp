#include "agents/behaviour/behaviour.hpp"

#include <algorithm>
#include <numeric>

#include "agents/behaviour/signals.hpp"
#include "agents/cars/signals.hpp"
#include "agents/city/signals.hpp"
#include "agents/demography/signals.hpp"
#include "agents/public_transport/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr std::size_t at(Mode mode) {
  return static_cast<std::size_t>(index(mode));
}

/// An index that its owner has not published yet stands at its reference.
double known(double value) {
  return value > 0 ? value : 1.0;
}

class Behaviour final : public sim::Kind {
 public:
  Behaviour(const BehaviourInputs& inputs, const Setting& setting);
  std::string_view name() const override { return "behaviour"; }
  void commit(const sim::Window& window) override;
  void account(const sim::Window& window) override;
  void publish(const sim::Window& window) override;
  void close_year(const sim::Window& window) override;

 private:
  void count_groups();
  void follow_costs(const sim::Window& window);
  void follow_modes(const sim::Window& window);
  void spread_habits(const sim::Window& window);
  void measure(const sim::Window& window);
  double trips_index() const { return 1 - inputs_.travel.commute_share * (1 - commuting_); }
  double price_index() const;

  BehaviourInputs inputs_;
  Setting setting_;
  const Households& households_;
  const PopulationSignals& population_;
  const PolicySignals& policy_;
  const CarSignals& cars_;
  const CitySignals& city_;
  const TransitSignals& transit_;
  BehaviourSignals& signals_;
  ByGroup weights_{};   ///< persons by group
  ByGroup with_car_{};  ///< share of households with a car
  ByMode constants_{};
  std::array<ByMode, behaviour_groups> shares_{};  ///< habitual shares of trips
  ByMode city_shares_{};
  ByGroup car_at_reference_cost_{};  ///< habitual shares of car trips but for the cost
  double city_car_at_reference_cost_ = 0;
  Habit plastic_, food_, plant_based_, fewer_flights_;
  double reference_cost_ = 0;  ///< [SEK/km]
  double observed_costs_ = 0;  ///< months in the reference
  double log_cost_ = 0;        ///< log(c / c0)
  double charge_ = 0;          ///< congestion charge now [SEK/km]
  double smoothed_cost_ = 0;   ///< L
  double commuting_ = 1;       ///< R
};

Behaviour::Behaviour(const BehaviourInputs& inputs, const Setting& setting)
    : inputs_(inputs),
      setting_(setting),
      households_(setting.board.of<Households>()),
      population_(setting.board.of<PopulationSignals>()),
      policy_(setting.board.of<PolicySignals>()),
      cars_(setting.board.of<CarSignals>()),
      city_(setting.board.of<CitySignals>()),
      transit_(setting.board.of<TransitSignals>()),
      signals_(setting.board.of<BehaviourSignals>()),
      plastic_(inputs.plastic),
      food_(inputs.food),
      plant_based_(inputs.plant_based),
      fewer_flights_(inputs.fewer_flights) {
  count_groups();
  constants_ = inputs_.modes.calibrate(weights_, with_car_);
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    shares_[i] = inputs_.modes.shares(constants_, i / quintiles, with_car_[i], {});
    car_at_reference_cost_[i] = shares_[i][at(Mode::car)];
  }
  const sim::Window first = setting_.calendar.window(0);
  commuting_ = inputs_.travel.remote_work.at(first.begin);
  follow_modes(first);
  measure(first);
}

void Behaviour::count_groups() {
  weights_ = {};
  ByGroup households{};
  ByGroup motorised{};
  const bool told = cars_.cars_of_household.size() == households_.size() && !cars_.cars_of_household.empty();
  for (std::size_t slot = 0; slot < households_.size(); ++slot) {
    if (households_[slot].active == 0) continue;
    const std::size_t group = group_of(households_[slot].zone, households_[slot].quintile);
    weights_[group] += households_[slot].persons;
    households[group] += 1;
    if (told && cars_.cars_of_household[slot] > 0) motorised[group] += 1;
  }
  for (std::size_t i = 0; i < with_car_.size(); ++i) {
    with_car_[i] = told && households[i] > 0 ? motorised[i] / households[i] : inputs_.travel.car_access_start;
  }
}

void Behaviour::follow_costs(const sim::Window& window) {
  if (cars_.cost_per_km <= 0) return;
  if (observed_costs_ < 12) {
    reference_cost_ = (reference_cost_ * observed_costs_ + cars_.cost_per_km) / (observed_costs_ + 1);
    ++observed_costs_;
  }
  charge_ = 0;
  if (inputs_.congestion_charge) {
    charge_ = inputs_.congestion_charge->strength(window.begin) * inputs_.congestion_charge->number("cost", 0);
  }
  log_cost_ = sim::log((cars_.cost_per_km + charge_) / reference_cost_);
  smoothed_cost_ += (1 - sim::exp(-window.years() / inputs_.travel.adjustment_time)) * (log_cost_ - smoothed_cost_);
}

void Behaviour::follow_modes(const sim::Window& window) {
  const sim::Time middle = 0.5 * (window.begin + window.end);
  const double step = 1 - sim::exp(-window.years() / inputs_.travel.habit_time);
  const double all = std::accumulate(weights_.begin(), weights_.end(), 0.0);
  TravelSituation now;
  now.train_supply = known(transit_.supply_index);
  now.cycle_network = known(city_.cycle_network_index);
  now.parking_price = known(city_.parking_price_index);
  now.car_cost = sim::exp(log_cost_);
  now.transit_aversion = inputs_.travel.transit_aversion.at(middle);
  TravelSituation at_reference_cost = now;
  at_reference_cost.car_cost = 1;
  city_shares_ = {};
  city_car_at_reference_cost_ = 0;
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    now.transit_quality = known(transit_.quality_by_zone[i / quintiles]);
    at_reference_cost.transit_quality = now.transit_quality;
    const double by_car =
        inputs_.modes.shares(constants_, i / quintiles, with_car_[i], at_reference_cost)[at(Mode::car)];
    car_at_reference_cost_[i] += step * (by_car - car_at_reference_cost_[i]);
    if (all > 0) city_car_at_reference_cost_ += weights_[i] / all * car_at_reference_cost_[i];
    const ByMode wanted = inputs_.modes.shares(constants_, i / quintiles, with_car_[i], now);
    for (std::size_t m = 0; m < trip_modes; ++m) {
      shares_[i][m] += step * (wanted[m] - shares_[i][m]);
      if (all > 0) city_shares_[m] += weights_[i] / all * shares_[i][m];
    }
  }
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

void Behaviour::commit(const sim::Window& window) {
  if (policy_.frozen) return;
  if (window.month == 1) count_groups();
  commuting_ = inputs_.travel.remote_work.mean(window.begin, window.end);
  follow_costs(window);
  follow_modes(window);
  spread_habits(window);
}

/// What the marginal cost of a kilometre does to kilometres per car, relative to the cost c0.
double Behaviour::price_index() const {
  const double later = inputs_.travel.elasticity_long - inputs_.travel.elasticity_short;
  return sim::exp(inputs_.travel.elasticity_short * log_cost_ + later * smoothed_cost_);
}

void Behaviour::account(const sim::Window& window) {
  const double trips =
      population_.persons * inputs_.travel.trips_per_person * sim::days_per_year * window.years() * trips_index();
  for (int m = 0; m < static_cast<int>(trip_modes); ++m) {
    setting_.accounts.trips.post(setting_.accounts.year_index(window), {m},
                                 sim::to_count(trips * city_shares_[static_cast<std::size_t>(m)]));
  }
  const double charged = charge_ * cars_.annual_km * window.years();  // [SEK]
  setting_.accounts.post_money(window, MoneyKind::tax_paid, Payer::households, Measure::behaviour,
                               inputs_.private_share * charged);
  setting_.accounts.post_money(window, MoneyKind::tax_paid, Payer::firms, Measure::behaviour,
                               (1 - inputs_.private_share) * charged);
}

void Behaviour::publish(const sim::Window& window) {
  if (!policy_.frozen) measure(window);  // habits and travel keep the value of the freeze
}

void Behaviour::measure(const sim::Window& window) {
  const ByMode& surveyed = inputs_.modes.surveyed;
  const double surveyed_car = 1 - std::accumulate(surveyed.begin(), surveyed.end() - 1, 0.0);
  const double trips = trips_index();
  signals_.mode_share = city_shares_;
  signals_.remote_work_index = commuting_;
  const double stock = std::accumulate(cars_.stock.begin(), cars_.stock.end(), 0.0);
  const double persons_per_car =
      stock > 0 && population_.persons > 0 ? inputs_.travel.cars_per_person * population_.persons / stock : 1.0;
  signals_.car_km_index = trips * city_car_at_reference_cost_ / surveyed_car * price_index() *
                          sim::pow(persons_per_car, inputs_.travel.dilution);
  signals_.bus_trips_index = trips * city_shares_[at(Mode::bus)] / surveyed[at(Mode::bus)] *
                             population_.relative_to_2022 / inputs_.travel.population_survey;
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
  setting_.accounts.set_indicator(window, Accounts::Indicator::sorting_per_mille, signals_.sorting_rate * per_mille);
}

}  // namespace

std::unique_ptr<sim::Kind> make_behaviour(const BehaviourInputs& inputs, const Setting& setting) {
  return std::make_unique<Behaviour>(inputs, setting);
}

}  // namespace skifte::agents
