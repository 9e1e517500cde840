#include "agents/behaviour/habits.hpp"

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

Habit::Habit(const HabitAssumptions& assumed) : assumed_(assumed), share_(assumed.start) {}

void Habit::advance(double campaign, double ease, double years) {
  const double drawn = (assumed_.innovation + campaign * assumed_.campaign_effect + assumed_.contact * share_) * ease;
  share_ = spread(share_, {drawn, 0.0, assumed_.relapse / ease}, years);
}

}  // namespace skifte::agents
