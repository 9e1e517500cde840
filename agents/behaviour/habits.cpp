#include "agents/behaviour/habits.hpp"

#include <algorithm>
#include <numeric>

#include "sim/math.hpp"

namespace skifte::agents {

HabitAssumptions::HabitAssumptions(sim::AssumptionReader& read, const std::string& name, const std::string& meaning)
    : start(read.number("habit." + name + ".start", "1", "Share of households at the start of 2015 who " + meaning)),
      innovation(read.number("habit." + name + ".innovation", "1/year",
                             "Rate of beginning unprompted: households who " + meaning)),
      contact(read.number("habit." + name + ".contact", "1/year", "Rate of beginning when all peers " + meaning)),
      relapse(read.number("habit." + name + ".relapse", "1/year", "Rate of giving up: households who " + meaning)),
      campaign_effect(
          read.number("habit." + name + ".campaign_effect", "1/year",
                      "Added rate of beginning under a campaign of strength 1: households who " + meaning)) {}

Habit::Habit(const HabitAssumptions& assumed) : assumed_(assumed) {
  shares_.fill(assumed.start);
}

double Habit::share(const ByGroup& weights) const {
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  double with = 0;
  for (std::size_t i = 0; i < shares_.size(); ++i) with += weights[i] * shares_[i];
  return all > 0 ? with / all : assumed_.start;
}

void Habit::advance(const ByGroup& weights, double zone_contacts, double campaign, double ease, double years) {
  const double city = share(weights);
  std::array<double, 3> zone{};
  for (std::size_t z = 0; z < zone.size(); ++z) {
    double all = 0;
    for (std::size_t q = 0; q < quintiles; ++q) {
      all += weights[group_of(z, q)];
      zone[z] += weights[group_of(z, q)] * shares_[group_of(z, q)];
    }
    zone[z] = all > 0 ? zone[z] / all : city;
  }
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    const double met = zone_contacts * zone[i / quintiles] + (1 - zone_contacts) * city;
    const double drawn = (assumed_.innovation + campaign * assumed_.campaign_effect + assumed_.contact * met) * ease;
    shares_[i] = spread(shares_[i], {drawn, 0.0, assumed_.relapse / ease}, years);
  }
}

}  // namespace skifte::agents
