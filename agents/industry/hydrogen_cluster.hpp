#pragma once
#include <optional>

#include "agents/setting.hpp"
#include "sim/processes.hpp"

namespace skifte::agents {

/// The hydrogen cluster as a staged project: prestudy -> decision -> build -> operation.
///
///   the decision is taken at the lever's date, or once the prestudy is ready if that is later
///   go ahead with probability q                        (one draw a replicate)
///   in operation after build time B + slip, slip lognormal with the given median and spread
///   hydrogen  H = P h e  [Wh/year]                     P  electrolyser [W], h  full-load hours, e  efficiency [1]
///
/// Source: stages after the city's contract (prestudy with Öresundskraft, Kemira and Elcowire); the slip's shape after
/// the literature on large projects. Deviation: the whole capacity starts at once.
struct HydrogenAssumptions {
  explicit HydrogenAssumptions(sim::AssumptionReader& read);
  double prestudy_ready;   // [year] decimal calendar year
  double go_probability;   // [1]
  double build_time;       // [year]
  double slip_median;      // [year]
  double slip_spread;      // [1]
  double full_load_hours;  // [h/year]
  double efficiency;       // [1]
  double investment;       // [SEK/W]
};

class HydrogenCluster {
 public:
  HydrogenCluster(const HydrogenAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever,
                  const Setting& setting);
  /// Adds the project to the calendar when the lever is pulled.
  void start(sim::Processes& processes);
  double capacity() const { return capacity_; }  ///< in operation [W]
  double hydrogen_per_year() const;              ///< [Wh/year]
  double electricity_per_year() const;           ///< [Wh/year]
  /// Investment that falls in [begin, end) [SEK], spread over the time of building.
  double investment(sim::Time begin, sim::Time end) const;

 private:
  HydrogenAssumptions assumptions_;
  std::optional<sim::LeverSetting> lever_;
  const Setting setting_;
  double capacity_ = 0;
  sim::Time build_begin_ = 0;
  sim::Time build_end_ = 0;
};

}  // namespace skifte::agents
