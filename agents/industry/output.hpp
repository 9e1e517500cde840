#pragma once
#include <array>
#include <string>
#include <vector>

#include "agents/setting.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// How much plants make, relative to 2015.
///
///   known years    Q(y) as given
///   later years    Q(y) = Q0 q exp(g n + x(y)) prod_{stops before y} (1 - d)     n  years after the last known one
///     x(y) = rho x(y-1) + s (sqrt(w) e(y) + sqrt(1-w) e_g(y)), x = 0 in the last known year; e  standard normal shock
///     of the whole manufacturing sector, e_g the group's own, w  the sector's share of the variance [1], q  doubt
///     about the level today [1], g  trend [1/year]
///   line stops     every year with probability h a line closes for good and takes a share d ~ U(0, 2 m) away
///   closures       a plant closes for good with probability c a year
///
/// Source: first-order autoregressive log output as in business-cycle work; s, rho, h from the plant register
/// 2005-2020 and the sector 2015-2022 (README). Exit as a constant hazard: Dunne, Roberts & Samuelson 1989
/// (doi:10.2307/2937862). Deviation: new plants are within g.
enum class PlantGroup : std::uint8_t { kemira, elcowire, other };
inline constexpr Labels<3> plant_group_labels = {"kemira", "elcowire", "others"};

struct OutputAssumptions {
  OutputAssumptions(sim::AssumptionReader& read, const std::string& group);
  sim::Series known;    // [1] relative to 2015
  double now;           // [1] q
  double growth;        // [1/year] g
  double sd;            // [1] s
  double stop_rate;     // [1/year] h
  double stop_size;     // [1] mean of d
  double closure_rate;  // [1/year] c
};

struct CycleAssumptions {
  explicit CycleAssumptions(sim::AssumptionReader& read);
  double persistence;   // [1] rho
  double common_share;  // [1] w
};

class OutputPath {
 public:
  OutputPath(const OutputAssumptions& assumptions, const CycleAssumptions& cycle, PlantGroup group,
             const Setting& setting);
  /// Of the group's plants that have not closed [1].
  double level(int year) const;
  int last_known_year() const { return last_known_; }

 private:
  double known(int year) const;
  OutputAssumptions in_;
  int first_year_;
  int last_known_;
  std::vector<double> level_;  // by year from the first one on
};

/// First year in which a plant stands still for good; after the last known year. One draw a year and plant.
int closure_year(const OutputAssumptions& assumptions, sim::AgentId plant, const Setting& setting);

}  // namespace skifte::agents
