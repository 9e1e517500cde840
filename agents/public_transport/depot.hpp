#pragma once
#include <vector>

#include "agents/grid_connections.hpp"
#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// Depots where electric buses charge. Places are added in steps, asked for when the electric buses expected within the
/// time an extension takes would not find room:
///   places + under way - electric < expected additions until it would be ready,
///   ready = asked + max(building time, grid connection), the latter as the grid company states it; it opens when it is
///   built and connected (agents/grid_connections.hpp); nobody reckons with a wait for contractors
/// Source of the form: capacity expansion with lead time (Manne 1961, doi:10.2307/1911809). Deviation: one depot for
/// the city; no choice of charging along the line.
struct DepotAssumptions {
  explicit DepotAssumptions(sim::AssumptionReader& read);
  double places_start;   // [vehicle]
  double step;           // [vehicle]
  double building_time;  // [year]
  double investment;     // [SEK] per place
  double power;          // [W] that a place asks the grid for
};

/// Electric buses that tenders will bring within `years` [vehicle]: e (o min(1, t / c) + g)
///   e  share of them that must be electric [1], o  other buses now, each renewed once in its contract's time c [year],
///   t  years, g  buses that the traffic decided on adds [vehicle]
double expected_additions(double electric_share, double others, double contract, double years, double added);

class ElectricDepot {
 public:
  explicit ElectricDepot(const DepotAssumptions& assumed) : assumed_(assumed), places_(assumed.places_start) {}
  /// When an extension asked for now would be ready [d].
  sim::Time horizon(sim::Time now, const GridOffer& offer, GridArea area) const;
  /// Opens what is ready and asks for an extension in `area` if `electric` buses and `expected` more, until the
  /// horizon, need one. Returns what is spent [SEK].
  double advance(sim::Time now, double electric, double expected, const GridOffer& offer, GridArea area);
  /// The extensions asked for since the last call, by number: whoever builds them says when they are built.
  std::vector<int> hand_over();
  /// Extension `number` is built on `date` [d].
  void built(int number, sim::Time date);
  double places() const { return places_; }
  /// Places that are built but wait for the grid [vehicle].
  double waiting(sim::Time now) const;
  GridRequests::Customer grid_state(sim::Time date) const { return grid_.state(date); }

 private:
  struct Extension {
    int number;
    sim::Time built;  ///< but for the grid [d]
    GridConnections::Request connection;
  };
  DepotAssumptions assumed_;
  double places_;
  std::vector<Extension> under_way_;
  int asked_ = 0;        // extensions so far
  int handed_over_ = 0;  // of them
  GridConnections grid_;
};

}  // namespace skifte::agents
