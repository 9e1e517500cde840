#pragma once
#include <vector>

#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// Depots where electric buses charge. Places are added in steps, asked for when the electric buses expected within the
/// time an extension takes would not find room:
///   places + under way - electric < expected additions,  ready = asked + max(building time, grid connection)
/// Source of the form: capacity expansion with lead time (Manne 1961, doi:10.2307/1911809). Deviation: one depot for
/// the city; no choice of charging along the line.
struct DepotAssumptions {
  explicit DepotAssumptions(sim::AssumptionReader& read);
  double places_start;   // [vehicle]
  double step;           // [vehicle]
  double building_time;  // [year]
  double investment;     // [SEK] per place
};

class ElectricDepot {
 public:
  explicit ElectricDepot(const DepotAssumptions& assumed) : assumed_(assumed), places_(assumed.places_start) {}
  /// Opens what is ready and asks for an extension if `electric` buses and `expected_per_year` more need one.
  /// `connection` is the grid's lead time [d]. Returns what is spent [SEK].
  double advance(sim::Time now, double electric, double expected_per_year, double connection);
  double places() const { return places_; }
  /// Places that are built but wait for the grid [vehicle].
  double waiting(sim::Time now) const;

 private:
  struct Extension {
    sim::Time built;  ///< but for the grid [d]
    sim::Time ready;  ///< [d]
  };
  DepotAssumptions assumed_;
  double places_;
  std::vector<Extension> under_way_;
};

}  // namespace skifte::agents
