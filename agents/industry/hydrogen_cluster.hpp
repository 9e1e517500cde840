#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "agents/contractors.hpp"
#include "agents/grid_connections.hpp"
#include "agents/setting.hpp"
#include "sim/processes.hpp"

namespace skifte::agents {

/// The hydrogen cluster as a staged project: prestudy -> decision on a first phase -> build -> operation, then the
/// same for the rest.
///
///   a phase is decided at the lever's date, once the prestudy is ready and the phase before it has run for a time
///   cost   h = (i (1 - s) a + p_e full-load hours) / (full-load hours * e)      [SEK/Wh of hydrogen]
///   worth  v = (p_g + k c) / f                                                  [SEK/Wh of hydrogen]
///   go     with probability min(1, 2 q / (1 + exp((h - v) / w)))                one draw a phase
///     i  investment [SEK/W], s  grant share [1], a  annuity [1/year], p_e  electricity [SEK/Wh], e  hydrogen's lower
///     heating value per electricity [1], p_g  gas [SEK/Wh], k c  its carbon cost [SEK/Wh], f  reformer's efficiency
///     [1], q  chance of going ahead at equal cost [1], w  what strategy and customers may bridge [SEK/Wh]
///   in operation when it is built, with a lognormal slip and then by a contractor (agents/contractors.hpp), and
///   connected to the grid (agents/grid_connections.hpp) hydrogen made <= P h e [Wh/year] and never more than is asked
///   for          P  power [W]
///
/// A higher carbon price or grant never makes a phase less likely. Source: stages after the city's contract (prestudy
/// with the utility and two plants); few announced projects reach a decision: Odenweller & Ueckerdt 2025
/// (doi:10.1038/s41560-024-01684-7); delay's shape after Flyvbjerg's work on large projects. Deviation: what a phase
/// costs per power does not fall with its size.
struct HydrogenAssumptions {
  explicit HydrogenAssumptions(sim::AssumptionReader& read);
  double prestudy_ready;       // [year] decimal calendar year
  double go_probability;       // [1] q
  double go_spread;            // [SEK/Wh] w
  double first_phase;          // [1] share of the capacity
  double phase_gap;            // [year] operation before the next phase is decided
  double build_time;           // [year]
  double slip_median;          // [year]
  double slip_spread;          // [1]
  double full_load_hours;      // [h/year]
  double efficiency;           // [1]
  double investment;           // [SEK/W]
  double annuity;              // [1/year] with operation and maintenance
  double reformer_efficiency;  // [1] f
};

/// What a decision meets.
struct HydrogenMarket {
  double gas = 0;          // [SEK/Wh]
  double carbon = 0;       // [SEK/Wh] of gas
  double electricity = 0;  // [SEK/Wh]
  double grant_share = 0;  // [1]
};

/// h and v above [SEK/Wh].
double hydrogen_cost(const HydrogenAssumptions& assumptions, const HydrogenMarket& market);
double hydrogen_worth(const HydrogenAssumptions& assumptions, const HydrogenMarket& market);
/// Chance that a phase is decided on [1].
double go_ahead_probability(const HydrogenAssumptions& assumptions, const HydrogenMarket& market);

class HydrogenCluster {
 public:
  HydrogenCluster(const HydrogenAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever,
                  const Setting& setting);
  /// How a phase asks for its power [W] and when its connection stands [d], GridConnections::never while not granted.
  struct GridDesk {
    std::function<GridConnections::Request(double power, sim::Time date)> ask;
    std::function<sim::Time(const GridConnections::Request&)> ready;
  };
  /// Adds the project to the calendar when the lever is pulled; `market` is asked at every decision.
  void start(sim::Processes& processes, const std::function<HydrogenMarket(sim::Time)>& market, const GridDesk& grid);
  double capacity() const { return capacity_; }  ///< in operation [W]
  double hydrogen_per_year() const;              ///< at most [Wh/year]
  /// Electricity for so much hydrogen [Wh].
  double electricity_for(double hydrogen) const { return hydrogen / assumptions_.efficiency; }
  double reformer_efficiency() const { return assumptions_.reformer_efficiency; }
  /// Investment that falls due in the window [SEK], spread over the time of building.
  double investment(const sim::Window& window);

 private:
  struct Phase {
    double power;   // [W]
    sim::Time end;  // built, with a contractor at once [d]
    Instalments instalments;
  };
  void carry_out(sim::ProcessContext& context, std::uint32_t number, sim::Time planned);
  void release_books(sim::Time now);
  bool decide(std::uint32_t number, sim::Time now, double power, const HydrogenMarket& market);
  HydrogenAssumptions assumptions_;
  std::optional<sim::LeverSetting> lever_;
  const Setting setting_;
  Contractors& contractors_;
  double capacity_ = 0;
  std::vector<Phase> phases_;
};

}  // namespace skifte::agents
