#pragma once
#include <array>
#include <optional>

#include "agents/contractors.hpp"
#include "agents/grid_connections.hpp"
#include "agents/setting.hpp"
#include "agents/utility/connection_queue.hpp"
#include "sim/processes.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// The electricity grid's capacity, who is connected, and how long a new connection takes, in the city and by area.
///
///   peak      P = sum_u E_u f_u / T + P0     E_u  electricity of use u in the month [Wh], f_u  peak over mean [1],
///                                            T  hours, P0  uses the model does not follow [W]
///   area a    P_a = sum_u s_(a,g(u)) P_u,  C_a = c_a C plus reinforcements there
///             s  area's share of the load group g of use u [1], c  share of capacity [1]
///   free      F_a = min(C_a - P_a, c_a (C - P) + reinforcements there) less what is reserved: the queue is served from
///   it
///             (`connection_queue.hpp`); a connection stands when it is granted and the building time L0 is over
///             (`agents/grid_connections.hpp`)
///   headroom  H = clamp((C - P - Q) / (m C), 0, 1), H_a likewise by area
///                                            C  capacity, Q  reserved and waiting [W], m  margin that counts as ample
///                                            [1]
///   stated    L_a = L0 + max(W_a, L1 (1 - min(H, H_a)))    L0 with ample capacity, L1 the company's own estimate of
///   the
///             wait where nothing is free, W_a  for how long the first in the queue has waited [d]
///
/// The company starts a reinforcement
/// of its own, where headroom is least, when it falls below its threshold, one at a time; it takes planning, permits
/// and building, with a lognormal slip of what comes before a contractor builds it (agents/contractors.hpp). The lever
/// `grid_reinforcement` adds a further one, paid by the company where the scenario names no sum. Source: shape assumed;
/// lead times after grid companies' public statements (see YAML). Deviations: an area without capacity of its own binds
/// nobody; machines on sites go by the stated lead time alone.
struct GridAssumptions {
  explicit GridAssumptions(sim::AssumptionReader& read);
  struct Area {
    double capacity;   // c [1] of the city's
    double dwellings;  // s [1] of dwellings' and their cars' load
    double business;   // [1] of premises, transport and heat plants
    double industry;   // [1]
    double of(EndUse use) const;
  };
  std::array<Area, grid_area_labels.size()> areas;
  std::array<double, 9> peak_factor;  // [1] by EndUse
  double other_load;                  // [W] at the peak, uses the model does not follow
  double capacity;                    // [W] in 2015
  sim::Series granted;                // [W] added by the regional grid, known and decided
  double ample_margin;                // [1]
  double lead_time;                   // [d]
  double lead_time_full;              // [d]
  double threshold;                   // [1]
  double reinforcement;               // [W] of one project
  double project_time;                // [year]
  double construction;                // [year] of it, at its end
  double slip_median;                 // [year]
  double slip_spread;                 // [1]
  double investment;                  // [SEK/W]
};

class Grid {
 public:
  Grid(const GridAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever, const Setting& setting);
  void start(sim::Processes& processes);
  /// Takes the month's electricity by use [Wh] and all that has been asked for.
  void step(const std::array<std::int64_t, 9>& electricity, const sim::Window& window, const GridRequests& requests);
  /// The company's yearly decision on a reinforcement.
  void decide(const sim::Window& window);
  GridOffer offer(GridCustomer customer) const;
  double lead_time(GridArea area) const;                 ///< stated [d]
  double peak_of_year() const { return peak_of_year_; }  ///< [W]
  double capacity() const { return capacity_; }          ///< [W]
  void turn_year() {
    peak_of_year_ = 0;
    for (AreaState& area : areas_) area.peak = 0;
  }

 private:
  /// One reinforcement from its beginning to operation, in a process of its own.
  void build(sim::ProcessContext& context, const std::string& name, const sim::LeverSetting* lever, sim::Time begin,
             double capacity, std::uint32_t ordinal);

  struct AreaState {
    ConnectionQueue queue;
    double added = 0;     // [W] by projects
    double peak = 0;      // of the year so far [W]
    double headroom = 1;  // [1]
    double free = 1;      // of its capacity after all who asked, less than nothing where they ask for more [1]
    double wait = 0;      // of the first in the queue [d]
  };
  void ask(const GridRequests& requests, sim::Time date);
  void serve(const sim::Window& window);
  void reinforce(double capacity);
  double area_capacity(std::size_t area) const;
  double room(double capacity, double peak, double queued) const;

  GridAssumptions assumptions_;
  std::array<AreaState, grid_area_labels.size()> areas_{};
  std::optional<sim::LeverSetting> lever_;
  const Setting setting_;
  Contractors& contractors_;
  sim::Processes* processes_ = nullptr;
  double added_ = 0;  // [W] by projects
  double capacity_;
  double headroom_ = 1;
  double peak_of_year_ = 0;
  int building_ = 0;
  std::uint32_t projects_ = 0;
};

}  // namespace skifte::agents
