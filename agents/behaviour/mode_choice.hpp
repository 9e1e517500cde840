#pragma once
#include <array>

#include "agents/behaviour/travel_cells.hpp"
#include "agents/behaviour/trip_cost.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// What one group's trips of one length, or of all lengths together, come to.
struct TripShares {
  ByMode trips{};               ///< shares by mode [1]
  ByMode km{};                  ///< kilometres per trip made, by mode; the sum is the mean length [km]
  double car_km_reference = 0;  ///< km[car] were a car-kilometre as dear as in 2015 [km]
};

/// Who chooses: what the rule reads of a household beside its cars.
struct Traveller {
  std::size_t zone = 0;
  std::size_t corridor = 0;
  double value_of_time = 1;  ///< [SEK/min]
};

/// What depends on the length of trips alone.
struct TripWeights {
  ByClass minute{};                    ///< t(d) [1/min]
  std::array<ByClass, zones> share{};  ///< of a zone's trips, adding up to 1 [1]
};

/// Choice of mode by a nested logit over trip lengths, with the modes other than the car in one nest:
///   V_m = a_m - t(d) G_m,  V_cycle += n log(network) + b log(peers),  V_car -= no_car or shared_car by the household's
///   cars t(d) = t_0 min(1, (d / d_0)^-alpha) P_car = exp V_car / (exp V_car + S^lambda),  P_m = (1 - P_car) exp(V_m /
///   lambda) / S,  S = sum exp(V_m / lambda)
/// G generalised minutes (trip_cost.hpp), t_0 [1/min], alpha damping of cost with distance beyond d_0 [km], lambda in
/// (0, 1] the nest's dissimilarity [1], n weight of the cycle network, a matter of
/// safety felt and so the same for short and long trips [1], b weight of peers [1]. The constants a are solved so that
/// the city's shares at the reference are the surveyed ones. Sources: form, Train 2009, ch. 4; damping, Daly 2010 (cost
/// damping in travel demand models, RAND); peers, Goetzke & Rave 2011, doi:10.1177/0042098010379281. The elasticities
/// that come out are tested against published ranges.
struct ModeChoice {
  explicit ModeChoice(sim::AssumptionReader& read);
  ByMode surveyed;  // shares of trips in the survey, car the rest [1]
  TripCost cost;
  double time_weight;    // t_0 [1/min]
  double damping_from;   // d_0 [km]
  double damping;        // alpha [1]
  double dissimilarity;  // lambda [1]
  double no_car;         // utility lost by car trips without an own car [1]
  double shared_car;     // where adults share fewer cars [1]
  double cycle_network;  // n [1]
  double cycle_peers;    // b [1]

  /// Surveyed shares, the car's filled in.
  ByMode target() const;
  TripWeights weights() const;
  /// Constants that give the surveyed shares for `people` in `reference`, where no express line runs; car's is 0.
  ByMode calibrate(const TravelPopulation& people, const TravelSituation& reference) const;
  /// All trips of a traveller by the household's CarAccess.
  std::array<TripShares, car_accesses> shares(const ByMode& constants, const TripWeights& weights,
                                              const Traveller& traveller, const FeltSituation& situation) const;
  /// Value of time of each quintile [SEK/min].
  std::array<double, quintiles> values_of_time(const TravelPopulation& people) const;
};

}  // namespace skifte::agents
