#pragma once
#include <array>
#include <string>

#include "agents/behaviour/diffusion.hpp"
#include "agents/categories.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Groups of households that meet each other: zone x income quintile.
inline constexpr int behaviour_groups = 3 * quintiles;
using ByGroup = std::array<double, behaviour_groups>;
constexpr std::size_t group_of(std::size_t zone, std::size_t quintile) {
  return zone * quintiles + quintile;
}

/// One habit's assumptions, named habit.NAME.*
struct HabitAssumptions {
  HabitAssumptions(sim::AssumptionReader& read, const std::string& name, const std::string& meaning);
  double start;            // share of households with the habit at the start of 2015 [1]
  double innovation;       // a [1/year]
  double contact;          // b [1/year]
  double relapse;          // g [1/year]
  double campaign_effect;  // added to a by a campaign of strength 1 [1/year]
};

/// A habit in all groups:
///   dx_i/dt = (a + c k + b m_i) (1 - x_i) - g x_i,   m_i = h x_zone(i) + (1 - h) x_city
/// x_i share in group i [1], c campaign's strength [1], k its effect [1/year], m what the group meets, h share of
/// contacts within the zone [1], the rest as in diffusion.hpp. Solved exactly over a step with m as it stood at its
/// beginning; `ease` (1 normally) multiplies what draws people in and divides relapse, for habits made easier. With one
/// group and short steps it is the closed form of diffusion.hpp (tested).
class Habit {
 public:
  explicit Habit(const HabitAssumptions& assumed);
  void advance(const ByGroup& weights, double zone_contacts, double campaign, double ease, double years);
  double share(const ByGroup& weights) const;
  const ByGroup& shares() const { return shares_; }

 private:
  HabitAssumptions assumed_;
  ByGroup shares_{};
};

}  // namespace skifte::agents
