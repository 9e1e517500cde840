#pragma once
#include <array>
#include <optional>

#include "agents/setting.hpp"
#include "sim/processes.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// The electricity grid's capacity and how long a new connection takes.
///
///   peak      P = sum_u E_u f_u / T            E_u  electricity of use u in the month [Wh], f_u  peak over mean [1], T
///   hours headroom  H = clamp((C - P - Q) / (m C), 0, 1)
///                                              C  capacity, Q  asked for and waiting [W], m  margin that counts as
///                                              ample [1]
///   lead time L = L0 + L1 (1 - H)              L0 with ample capacity, L1 extra where there is none [d]
///
/// The company starts a reinforcement of its own when the headroom falls below its threshold, one at a time; it takes
/// planning, permits and building, with a lognormal slip. The lever `grid_reinforcement` adds a further one.
/// Source: shape assumed; lead times after grid companies' public statements (see YAML). Deviation: one node for the
/// city.
struct GridAssumptions {
  explicit GridAssumptions(sim::AssumptionReader& read);
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
  /// Takes the month's electricity by use [Wh], hours [h] and the waiting requests [W].
  void step(const std::array<std::int64_t, 9>& electricity, const sim::Window& window, double waiting);
  /// The company's yearly decision on a reinforcement.
  void decide(const sim::Window& window);
  double headroom() const { return headroom_; }          ///< [1]
  double lead_time() const;                              ///< [d]
  double peak_of_year() const { return peak_of_year_; }  ///< [W]
  double capacity() const { return capacity_; }          ///< [W]
  void turn_year() { peak_of_year_ = 0; }

 private:
  /// One reinforcement from its beginning to operation, in a process of its own.
  void build(sim::ProcessContext& context, const std::string& name, sim::Time begin, double capacity,
             std::uint32_t ordinal);

  GridAssumptions assumptions_;
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
