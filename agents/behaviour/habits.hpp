#pragma once
#include <string>

#include "agents/behaviour/diffusion.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// One habit's assumptions, named habit.NAME.*
struct HabitAssumptions {
  HabitAssumptions(sim::AssumptionReader& read, const std::string& name, const std::string& meaning);
  double start;            // share of households with the habit at the start of 2015 [1]
  double innovation;       // a [1/year]
  double contact;          // b [1/year]
  double relapse;          // g [1/year]
  double campaign_effect;  // added to a by a campaign of strength 1 [1/year]
};

/// A habit in the city:
///   dx/dt = (a + c k + b m) (1 - x) - g x,   m = x
/// x share of households [1], c campaign's strength [1], k its effect [1/year], the rest as in diffusion.hpp. Solved
/// exactly over a step with m, whom they meet, as it stood at its beginning; `ease` (1 normally) multiplies what draws
/// people in and divides relapse, for habits made easier. In short steps it is the closed form of diffusion.hpp
/// (tested). Deviation: everybody meets everybody and is alike; no data tells habits apart by income or zone.
class Habit {
 public:
  explicit Habit(const HabitAssumptions& assumed);
  void advance(double campaign, double ease, double years);
  double share() const { return share_; }

 private:
  HabitAssumptions assumed_;
  double share_;
};

}  // namespace skifte::agents
