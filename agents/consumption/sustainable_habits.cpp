#include "agents/consumption/sustainable_habits.hpp"

#include <algorithm>

namespace skifte::agents {

SustainableHabitAssumptions::SustainableHabitAssumptions(sim::AssumptionReader& read)
    : initial(read.number("habits.sustainable.initial", "1", "Households that repair, share and buy used in 2015")),
      potential(read.number("habits.sustainable.potential", "1", "Households that ever would")),
      spontaneous(read.number("habits.sustainable.spontaneous", "1/year", "Uptake of its own among those who would")),
      campaign(read.number("habits.sustainable.campaign", "1/year", "Uptake through campaigns at full strength")),
      imitation(read.number("habits.sustainable.imitation", "1/year", "Uptake by contact")),
      relapse(read.number("habits.sustainable.relapse", "1/year", "Rate at which the habit is lost")) {}

double habit_after(const SustainableHabitAssumptions& habit, double share, double activation, double years) {
  const auto slope = [&](double a) {
    const double uptake = habit.spontaneous + habit.campaign * activation + habit.imitation * a;
    return uptake * std::max(0.0, habit.potential - a) - habit.relapse * a;
  };
  const double k1 = slope(share);
  const double k2 = slope(share + 0.5 * years * k1);
  const double k3 = slope(share + 0.5 * years * k2);
  const double k4 = slope(share + years * k3);
  return std::clamp(share + years / 6 * (k1 + 2 * k2 + 2 * k3 + k4), 0.0, 1.0);
}

}  // namespace skifte::agents
