#pragma once
#include <optional>

#include "agents/setting.hpp"
#include "agents/waste/incineration.hpp"
#include "sim/processes.hpp"

namespace skifte::agents {

/// Filborna's carbon capture as a staged project: permit -> financing -> contracts -> construction -> commissioning ->
/// operation.
///
///   contracts        x   = date of supplier and storage contracts, known or assumed
///   cancelled with probability q, one draw a replicate, at the contracts
///   planned date     D   = the lever's `operating`
///   slip             s   = a (x - f) + s2     a  years of slip per year between financing f and contracts x,
///                                             s2 lognormal, delay after contracts
///   in operation     D'  = max(D + s, x + b)  b  shortest time of construction
///   captured         K   = min(r v T, A/12)   r  capture rate, v  availability (lower in the first years), T  CO2 in
///   the flue
///                                             gas, A  the lever's `capture` [g/year]
///   both kinds of carbon in the flue gas's proportion; the biogenic part sold to others is no sink of the city's.
///
/// Its own history: plans of 2023, 2024 and 2026 said 2027, 2028 and 2029: 0.7-1 year of slip per year elapsed. Source
/// of the stages: the project's published milestones. Deviation: one train, no partial outages.
struct CaptureAssumptions {
  explicit CaptureAssumptions(sim::AssumptionReader& read);
  double permit;                 // [year] decimal calendar year
  double financing;              // [year]
  double contracts;              // [year]
  double cancellation;           // [1]
  double slip_before_contracts;  // [1]
  double slip_after_median;      // [year]
  double slip_after_spread;      // [1]
  double construction;           // [year] shortest
  double rate;                   // [1]
  double availability;           // [1]
  double first_years;            // [year] of lower availability
  double first_years_factor;     // [1]
  double power_loss;             // [1] of the plant's power at full capture
  double heat_change;            // [1] of the plant's heat at full capture, positive is more
  double biogenic_sold;          // [1]
  double investment;             // [SEK]
  double grant;                  // [SEK]
  double chain_cost;             // [SEK/t] running: energy, transport, storage
};

struct CaptureMonth {
  double fossil = 0;         ///< [g CO2]
  double biogenic = 0;       ///< [g CO2]
  double biogenic_sold = 0;  ///< [g CO2]
  double share = 0;          ///< of the flue gas [1]
};

/// Dates of one replicate's project [d]; `cancelled` at the contracts.
struct CapturePlan {
  sim::Time contracts = 0;
  sim::Time operation = 0;
  bool cancelled = false;
};

/// The plan that two draws in (0, 1) give.
CapturePlan plan_capture(const CaptureAssumptions& assumptions, sim::Time planned, double u_cancelled, double u_slip);

class CarbonCapture {
 public:
  CarbonCapture(const CaptureAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever,
                const Setting& setting);
  /// Adds the project to the calendar when the lever is pulled.
  void start(sim::Processes& processes);
  /// What is captured of a month's flue gas.
  CaptureMonth capture(const FlueGas& gas, const sim::Window& window) const;
  /// Investment net of grant, and grant, that fall in the window [SEK]; nothing when the scenario states its own
  /// investment.
  struct Money {
    double own = 0;
    double grant = 0;
  };
  Money investment(const sim::Window& window) const;
  double running_cost(const CaptureMonth& month) const;  ///< [SEK]
  bool operating() const { return operating_; }

 private:
  CaptureAssumptions assumptions_;
  std::optional<sim::LeverSetting> lever_;
  const Setting setting_;
  bool building_ = false;
  bool operating_ = false;
  CapturePlan plan_;
};

}  // namespace skifte::agents
