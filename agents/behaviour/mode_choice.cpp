#include "agents/behaviour/mode_choice.hpp"

#include <algorithm>
#include <numeric>

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr std::size_t at(Mode mode) {
  return static_cast<std::size_t>(index(mode));
}

ByMode logit(const ByMode& utility) {
  const double best = *std::max_element(utility.begin(), utility.end());
  ByMode share{};
  for (std::size_t m = 0; m < trip_modes; ++m) share[m] = sim::exp(utility[m] - best);
  const double sum = std::accumulate(share.begin(), share.end(), 0.0);
  for (double& s : share) s /= sum;
  return share;
}

}  // namespace

ModeChoice::ModeChoice(sim::AssumptionReader& read)
    : surveyed{read.number("travel.mode_share.walk", "1", "Share of inhabitants' trips on foot in the survey year"),
               read.number("travel.mode_share.cycle", "1", "Share of inhabitants' trips by cycle in the survey year"),
               read.number("travel.mode_share.bus", "1", "Share of inhabitants' trips by bus in the survey year"),
               read.number("travel.mode_share.train", "1", "Share of inhabitants' trips by train in the survey year"),
               0.0},
      transit_weight(
          read.number("travel.choice.transit_weight", "1", "Utility of public transport per log of its quality")),
      cycle_weight(
          read.number("travel.choice.cycle_weight", "1", "Utility of cycling per log of the network's length")),
      cost_weight(read.number("travel.choice.cost_weight", "1", "Utility of the car per log of its marginal cost")),
      parking_weight(
          read.number("travel.choice.parking_weight", "1", "Utility of the car per log of the parking price")),
      no_car(read.number("travel.choice.no_car", "1", "Utility lost by car trips of households without a car")),
      village_walk(read.number("travel.choice.village_walk", "1",
                               "Utility of walking, cycling and bus in villages against the inner city")) {}

ByMode ModeChoice::shares(const ByMode& constants, std::size_t zone, double with_car, const TravelSituation& s) const {
  ByMode utility = constants;
  // The outer city stands half-way between the inner city and the villages.
  const double remote = village_walk * static_cast<double>(zone) / 2;
  utility[at(Mode::walk)] += remote;
  utility[at(Mode::cycle)] += remote + cycle_weight * sim::log(s.cycle_network);
  utility[at(Mode::bus)] += remote + transit_weight * sim::log(s.transit_quality) - s.transit_aversion;
  utility[at(Mode::train)] += transit_weight * sim::log(s.train_supply) - s.transit_aversion;
  utility[at(Mode::car)] += cost_weight * sim::log(s.car_cost) + parking_weight * sim::log(s.parking_price);
  const ByMode motorised = logit(utility);
  utility[at(Mode::car)] -= no_car;
  const ByMode carless = logit(utility);
  ByMode share{};
  for (std::size_t m = 0; m < trip_modes; ++m) share[m] = with_car * motorised[m] + (1 - with_car) * carless[m];
  return share;
}

ByMode ModeChoice::calibrate(const ByGroup& weights, const ByGroup& with_car) const {
  ByMode target = surveyed;
  target[at(Mode::car)] = 1 - std::accumulate(surveyed.begin(), surveyed.end() - 1, 0.0);
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  ByMode constants{};
  // The contraction of Berry, Levinsohn & Pakes 1995: each constant is raised by log(target / model).
  constexpr int rounds = 200;
  for (int round = 0; round < rounds && all > 0; ++round) {
    ByMode model{};
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const ByMode share = shares(constants, i / quintiles, with_car[i], {});
      for (std::size_t m = 0; m < trip_modes; ++m) model[m] += weights[i] / all * share[m];
    }
    for (std::size_t m = 0; m < trip_modes; ++m) {
      if (target[m] > 0) constants[m] += sim::log(target[m] / model[m]);
    }
  }
  return constants;
}

}  // namespace skifte::agents
