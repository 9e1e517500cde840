#pragma once
#include <array>
#include <numeric>
#include <optional>

#include "agents/behaviour/behaviour.hpp"
#include "agents/behaviour/signals.hpp"
#include "agents/behaviour/travel_demand.hpp"
#include "agents/cars/signals.hpp"
#include "agents/city/signals.hpp"
#include "agents/demography/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/public_transport/signals.hpp"
#include "agents/state/signals.hpp"

namespace skifte::agents {

/// The kind itself; for make_behaviour and its own two files: behaviour.cpp has how people travel and habits spread,
/// travel_accounts.cpp what is counted, paid and published of it.
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
  TravelPopulation people_;
  double income_reference_ = 0;         ///< mean at the start, whose values of time were assumed [kSEK/year]
  std::optional<TravelDemand> demand_;  ///< from the first window on, when cars are known
  CityTrips travel_;
  std::array<double, quintiles> car_km_start_{};  ///< K_q at the start [km]
  std::array<double, zones> cycling_start_{};
  CarDistance car_distance_;
  Habit plastic_, food_, plant_based_, fewer_flights_;
  double charge_ = 0;                      ///< congestion charge now, on the mean of residents' km anywhere [SEK/km]
  double commuting_ = 1;                   ///< R
  bool settled_ = false;                   ///< in the frozen world
  ByMode trips_of_year_{}, km_of_year_{};  ///< so far [trips], [person-km]
  std::array<double, fare_cells> fares_of_year_{}, parking_of_year_{};  ///< so far [SEK/person]
  std::array<double, fare_cells> persons_of_fare_cell_{};
};

}  // namespace skifte::agents
