#pragma once
#include "agents/grid_connections.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// The grid connection of the large heat pumps that a lever adds to those that stand.
///   heat     Q(t) = min(A(t), e C(t))                 [W]
///   asked    P(t) = max over s <= t of A(s + L(s)) / e  [W]
/// A: heat that the lever has built by then [W]; e: heat per electricity [1]; C: power connected [W]; L: lead time that
/// the grid company states [d] and a month, by which the district heating company asks ahead once the lever has begun:
/// a ramp is met, the first pumps wait. Deviation: what has been asked for is not taken back when the lever ends.
class PumpConnection {
 public:
  /// Heat that can be made of what is built at `date`, the pumps' heat per electricity being `cop` [W].
  double heat(double built, double cop, sim::Time date) const;
  /// Looks at what is granted and asks in `area` for what the pumps built within the stated lead time will draw beyond
  /// what has been asked for; `built` tells their heat at a date [W].
  template <class Built>
  void advance(const GridOffer& offer, GridArea area, double cop, sim::Time now, Built built) {
    constexpr double month = 31;  // [d]
    grid_.look(offer, now);
    const double power = built(now + month + offer.lead_time[static_cast<std::size_t>(index(area))]) / cop;
    if (power < asked_ + no_power) return;
    grid_.ask(area, power - asked_, now);
    asked_ = power;
  }
  GridRequests::Customer grid_state(sim::Time date) const { return grid_.state(date); }

 private:
  GridConnections grid_;
  double asked_ = 0;  ///< [W]
};

}  // namespace skifte::agents
