#include "agents/behaviour/mode_choice.hpp"

#include <algorithm>
#include <numeric>

#include "sim/math.hpp"

namespace skifte::agents {

ModeChoice::ModeChoice(sim::AssumptionReader& read)
    : surveyed{read.number("travel.mode_share.walk", "1", "Share of inhabitants' trips on foot in the survey year"),
               read.number("travel.mode_share.cycle", "1", "Share of inhabitants' trips by cycle in the survey year"),
               read.number("travel.mode_share.bus", "1", "Share of inhabitants' trips by bus in the survey year"),
               read.number("travel.mode_share.train", "1", "Share of inhabitants' trips by train in the survey year"),
               0.0},
      cost(read),
      time_weight(
          read.number("travel.choice.time_weight", "1/min", "Utility of a generalised minute, without its sign")),
      damping_from(read.number("travel.choice.damping_from", "km", "Trip length from which minutes weigh less")),
      damping(
          read.number("travel.choice.damping", "1", "Elasticity of a minute's weight to the length beyond, no sign")),
      dissimilarity(read.number("travel.choice.dissimilarity", "1",
                                "Dissimilarity of the nest of walking, cycling, bus and train")),
      no_car(read.number("travel.choice.no_car", "1", "Utility lost by car trips of households without a car")),
      shared_car(read.number("travel.choice.shared_car", "1",
                             "Utility lost by car trips of households with fewer cars than adults")),
      cycle_network(
          read.number("travel.choice.cycle_network", "1", "Utility of cycling per log of the network's length")),
      cycle_peers(read.number("travel.choice.cycle_peers", "1", "Utility of cycling per log of the zone's cycling")) {}

ByMode ModeChoice::target() const {
  ByMode shares = surveyed;
  shares[at(Mode::car)] = 1 - std::accumulate(surveyed.begin(), surveyed.end() - 1, 0.0);
  return shares;
}

TripWeights ModeChoice::weights() const {
  TripWeights result;
  for (std::size_t z = 0; z < zones; ++z) {
    double all = 0;
    for (std::size_t k = 0; k < trip_classes; ++k) all += cost.share[k][z];
    for (std::size_t k = 0; k < trip_classes; ++k) result.share[z][k] = all > 0 ? cost.share[k][z] / all : 0;
  }
  for (std::size_t k = 0; k < trip_classes; ++k) {
    const double km = cost.length[k];
    result.minute[k] = time_weight * (km > damping_from ? sim::pow(km / damping_from, -damping) : 1.0);
  }
  return result;
}

std::array<double, quintiles> ModeChoice::values_of_time(const TravelPopulation& people) const {
  const double mean = people.income_reference > 0 ? people.income_reference : people.mean_income();
  std::array<double, quintiles> values{};
  for (std::size_t q = 0; q < quintiles; ++q) values[q] = cost.value_of_time_at(mean > 0 ? people.income[q] / mean : 1);
  return values;
}

std::array<TripShares, car_accesses> ModeChoice::shares(const ByMode& constants, const TripWeights& weights,
                                                        const Traveller& traveller, const FeltSituation& felt) const {
  constexpr std::size_t car = at(Mode::car);
  const std::array<double, car_accesses> access = {sim::exp(-no_car), sim::exp(-shared_car), 1.0};
  const double cycling =
      cycle_network * sim::log(felt.met.cycle_network) + cycle_peers * sim::log(felt.met.cycle_peers[traveller.zone]);
  // What a car-kilometre costs beyond the reference [min/km].
  const double dearer = cost.cost_reference * (felt.met.car_cost - 1) / cost.occupancy / traveller.value_of_time;
  std::array<TripShares, car_accesses> result{};
  for (std::size_t k = 0; k < trip_classes; ++k) {
    const double weight = weights.share[traveller.zone][k];
    const double minute = weights.minute[k];
    const double km = cost.length[k];
    const ByMode g = cost.minutes(k, traveller.zone, traveller.corridor, traveller.value_of_time, felt);
    ByMode nest{};
    double sum = 0;
    for (std::size_t m = 0; m < car; ++m) {
      const double v = constants[m] - minute * g[m] + (m == at(Mode::cycle) ? cycling : 0);
      sum += nest[m] = sim::exp(v / dissimilarity);
    }
    const double others = sim::exp(dissimilarity * sim::log(sum));
    const double by_car = sim::exp(constants[car] - minute * g[car]);
    const double at_reference = by_car * sim::exp(minute * dearer * km);
    for (std::size_t a = 0; a < car_accesses; ++a) {
      const double p_car = by_car * access[a] / (by_car * access[a] + others);
      const double p_reference = at_reference * access[a] / (at_reference * access[a] + others);
      TripShares& to = result[a];
      for (std::size_t m = 0; m < trip_modes; ++m) {
        const double p = weight * (m == car ? p_car : (1 - p_car) * nest[m] / sum);
        to.trips[m] += p;
        to.km[m] += p * km;
      }
      to.car_km_reference += weight * p_reference * km;
    }
  }
  return result;
}

ByMode ModeChoice::calibrate(const TravelPopulation& people, const TravelSituation& reference) const {
  const ByMode wanted = target();
  const TripWeights trips = weights();
  const FeltSituation felt = cost.felt(reference);
  const std::array<double, quintiles> values = values_of_time(people);
  std::array<std::array<std::array<double, car_accesses>, quintiles>, zones> share{};  // without corridors
  for (std::size_t z = 0; z < zones; ++z) {
    for (std::size_t q = 0; q < quintiles; ++q) {
      for (std::size_t line = 0; line < express_corridors; ++line) {
        for (std::size_t a = 0; a < car_accesses; ++a)
          share[z][q][a] += people.persons[cell_of({z, q, line, a})] / people.all;
      }
    }
  }
  ByMode constants{};
  // The contraction of Berry, Levinsohn & Pakes 1995, damped by the nest: each constant moves by lambda log(target /
  // model) until nothing moves.
  constexpr int most_rounds = 300;
  constexpr double near_enough = 1e-9;
  double farthest = 1;
  for (int round = 0; round < most_rounds && people.all > 0 && farthest > near_enough; ++round) {
    ByMode model{};
    for (std::size_t z = 0; z < zones; ++z) {
      for (std::size_t q = 0; q < quintiles; ++q) {
        const auto by_access = shares(constants, trips, {z, 0, values[q]}, felt);
        for (std::size_t a = 0; a < car_accesses; ++a) {
          for (std::size_t m = 0; m < trip_modes; ++m) model[m] += share[z][q][a] * by_access[a].trips[m];
        }
      }
    }
    farthest = 0;
    for (std::size_t m = 0; m < trip_modes; ++m) {
      if (wanted[m] <= 0) continue;
      const double step = dissimilarity * sim::log(wanted[m] / model[m]);
      constants[m] += step;
      farthest = std::max(farthest, std::abs(step));
    }
    const double car = constants[at(Mode::car)];
    for (double& constant : constants) constant -= car;
  }
  return constants;
}

}  // namespace skifte::agents
