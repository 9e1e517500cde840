#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/categories.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

using ByGridArea = std::array<double, grid_area_labels.size()>;

/// Power below which a difference is none [W].
inline constexpr double no_power = 1.0;

/// What askers of one kind have asked for since the start, and what of it is in use [W]. On the blackboard: each kind
/// of agent writes its own customers' rows in account, agents/utility reads them.
struct GridRequests {
  struct Customer {
    ByGridArea asked{}, connected{};
  };
  std::array<Customer, grid_customer_labels.size()> of{};
};

/// What the grid company tells askers of one kind.
struct GridOffer {
  ByGridArea granted{};      ///< to them since the start [W]
  ByGridArea lead_time{};    ///< what it states for a connection asked for now [d]
  ByGridArea share{};        ///< of such askers, by where they are [1]
  double building_time = 0;  ///< from the grant to the connection [d]
};

/// The area that a uniform number falls in.
GridArea grid_area(const GridOffer& offer, double u);
/// Mean of the lead times stated, by where such askers are [d].
double mean_lead_time(const GridOffer& offer);

/// An asker's own list of connections, first come, first served within each area.
///
///   request i asks for p_i [W] at t_i; in its area  S_i = p_1 + ... + p_i
///   granted     at g_i, when what the company has granted reaches S_i; g_i = t_i where it had done so the first time
///   that
///               the asker looked (once a month) after asking, else the date of the look
///   connected   at g_i + b, b building time [d]
///
/// What is not granted is not connected. Deviations: requests are never taken back; the building begins at the grant.
class GridConnections {
 public:
  struct Request {
    GridArea area;
    std::uint32_t number;
  };
  Request ask(GridArea area, double power, sim::Time date);
  /// Looks at what is granted by now.
  void look(const GridOffer& offer, sim::Time now);
  /// When the connection stands or will [d]; `never` while it is not granted.
  sim::Time ready(const Request& request) const { return of(request).ready; }
  bool connected(const Request& request, sim::Time date) const { return ready(request) <= date; }
  /// When it stands as far as anybody can say: the company's statement of today where it is not granted [d].
  sim::Time expected(const Request& request, const GridOffer& offer, sim::Time now) const;
  /// Everything so far [W].
  GridRequests::Customer state(sim::Time date) const;

  static constexpr sim::Time never = 1e18;  ///< [d]

 private:
  struct Entry {
    sim::Time asked;
    double power_to_here;  // S_i [W]
    sim::Time ready;
  };
  struct Area {
    std::vector<Entry> entries;
    std::size_t granted = 0;  // entries
  };
  const Entry& of(const Request& request) const {
    return areas_[static_cast<std::size_t>(index(request.area))].entries[request.number];
  }
  std::array<Area, grid_area_labels.size()> areas_{};
  sim::Time looked_at_ = -never;  // last [d]
};

}  // namespace skifte::agents
