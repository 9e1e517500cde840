#pragma once
#include <array>
#include <optional>

#include "agents/setting.hpp"
#include "agents/utility/connection_queue.hpp"
#include "sim/processes.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// The electricity grid's capacity and how long a new connection takes, in the city and by area.
///
///   peak      P = sum_u E_u f_u / T            E_u  electricity of use u in the month [Wh], f_u  peak over mean [1], T
///   hours headroom  H = clamp((C - P - Q) / (m C), 0, 1)
///                                              C  capacity, Q  asked for and waiting [W], m  margin that counts as
///                                              ample [1]
///   area a    P_a = sum_u s_(a,g(u)) P_u,  C_a = c_a C plus reinforcements there; H_a with its own queue's Q_a
///             s  area's share of the load group g of use u [1], c  share of capacity [1]
///   lead time L_a = L0 + L1 (1 - min(H, H_a))       L0 with ample capacity, L1 extra where there is none [d];
///             the city's is the mean over areas by their share of business load
///
/// The queue (`connection_queue.hpp`) is served from what area and city have free. The company starts a reinforcement
/// of its own, where headroom is least, when it falls below its threshold, one at a time; it takes planning, permits
/// and building, with a lognormal slip. The lever `grid_reinforcement` adds a further one, paid by the company where
/// the scenario names no sum. Source: shape assumed; lead times after grid companies' public statements (see YAML).
/// Deviation: askers go by the lead time of the day they ask; the queue says who waits, and lengthens it.
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
  double point_power;                 // [W] that a public charging point asks for
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
  double slip_median;                 // [year]
  double slip_spread;                 // [1]
  double investment;                  // [SEK/W]
};

class Grid {
 public:
  Grid(const GridAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever, const Setting& setting);
  void start(sim::Processes& processes);
  /// What is asked for and not yet connected.
  struct Asked {
    double industry = 0;         ///< [W]
    double charging_points = 0;  ///< [points]
    double depots = 0;           ///< firms' trucks [W]
  };
  /// Takes the month's electricity by use [Wh] and what is asked for.
  void step(const std::array<std::int64_t, 9>& electricity, const sim::Window& window, const Asked& asked);
  /// The company's yearly decision on a reinforcement.
  void decide(const sim::Window& window);
  double headroom() const { return headroom_; }  ///< [1]
  double lead_time() const;                      ///< the city's mean [d]
  double lead_time(GridArea area) const;         ///< [d]
  double waiting(GridArea area) const {
    return areas_[static_cast<std::size_t>(index(area))].queue.waiting();
  }                                                      ///< [W]
  double peak_of_year() const { return peak_of_year_; }  ///< [W]
  double capacity() const { return capacity_; }          ///< [W]
  void turn_year() {
    peak_of_year_ = 0;
    for (AreaState& area : areas_) area.peak = 0;
  }

 private:
  /// One reinforcement from its beginning to operation, in a process of its own.
  void build(sim::ProcessContext& context, const std::string& name, sim::Time begin, double capacity,
             std::uint32_t ordinal);

  struct AreaState {
    ConnectionQueue queue;
    double added = 0;     // [W] by projects
    double peak = 0;      // of the year so far [W]
    double headroom = 1;  // [1]
  };
  void ask(const Asked& asked, sim::Time date);
  void serve(const sim::Window& window);
  void reinforce(double capacity);
  double area_capacity(std::size_t area) const;
  double room(double capacity, double peak, double queued) const;

  GridAssumptions assumptions_;
  std::array<AreaState, grid_area_labels.size()> areas_{};
  std::optional<sim::LeverSetting> lever_;
  const Setting setting_;
  sim::Processes* processes_ = nullptr;
  double added_ = 0;  // [W] by projects
  double capacity_;
  double headroom_ = 1;
  double peak_of_year_ = 0;
  int building_ = 0;
  std::uint32_t projects_ = 0;
};

}  // namespace skifte::agents
