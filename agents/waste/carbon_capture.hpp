#pragma once
#include <optional>

#include "agents/contractors.hpp"
#include "agents/setting.hpp"
#include "agents/waste/capture_contract.hpp"
#include "agents/waste/incineration.hpp"
#include "agents/waste/project_slip.hpp"
#include "sim/processes.hpp"

namespace skifte::agents {

/// Filborna's carbon capture as a staged project: permit -> financing -> contracts with suppliers and a store ->
/// construction -> commissioning -> operation.
///
///   contracts        signed, put off or given up by `decide_contract`, first at x0, known or assumed
///   planned date     D   = the lever's `operating`
///   slip             N   = further_slip(history, (x - f) + k b)   f  financing, x  signature, b  shortest time of
///                                                                 construction, k  slip rate after the contracts
///   in operation     D'  = max(D + N, x + b, z) + w   z  the store takes CO2, w  wait for a contractor, who builds
///                                                     for the last b years (agents/contractors.hpp)
///   availability     v(t) = v (c + (1 - c) min(1, t/r))           t  since the start, r  ramp, c  availability at
///   start captured         K   = min(r_c v T, A/12)         r_c  capture rate, T  CO2 in the flue gas, A  the lever's
///   `capture`
///
/// Nothing is signed while the payer waits for money (LeverCourse::waiting); what is signed is built and paid. The
/// lever's state_share and klimatklivet are of what the grant leaves of the investment.
/// Both kinds of carbon go in the flue gas's proportion: the fossil part is a reduction (and saves allowances), the
/// biogenic one a sink, unless others buy it: removals sold are no sink of the city's. Source of the stages: the
/// project's published milestones. Deviations: one train; stops at ship or store are part of the availability.
struct CaptureAssumptions {
  explicit CaptureAssumptions(sim::AssumptionReader& read);
  double permit;     // [year] decimal calendar year
  double financing;  // [year]
  double contracts;  // [year]
  ContractAssumptions contract;
  SlipHistory slip;
  double slip_after_factor;   // k [1]
  double construction;        // b [year]
  double store_ready;         // z [year] decimal calendar year
  double rate;                // [1]
  double availability;        // [1]
  double first_years;         // r [year]
  double first_years_factor;  // c [1]
  double power_loss;          // [1] of the plant's power at full capture
  double heat_change;         // [1] of the plant's heat at full capture, positive is more
  double biogenic_sold;       // [1]
  double removal_price;       // [SEK/t] of removals sold
  double auction;             // [year] decimal calendar year of the state's reverse auction
  double auction_chance;      // [1] that this plant wins
  double auction_support;     // [SEK/t] biogenic tonne stored
  double auction_years;       // [year] that support lasts
  double investment;          // [SEK]
  double planned_investment;  // [SEK] that the plan reckons with
  double grant;               // [SEK]
  double capture_cost;        // [SEK/t] running, without lost power
  double transport_cost;      // [SEK/t]
  double storage_cost;        // [SEK/t]
};

struct CaptureMonth {
  double fossil = 0;         ///< [g CO2]
  double biogenic = 0;       ///< [g CO2]
  double biogenic_sold = 0;  ///< [g CO2]
  double share = 0;          ///< of the flue gas [1]
};

/// Dates of one replicate's project [d], 0 while unknown.
struct CapturePlan {
  sim::Time contracts = 0;
  sim::Time operation = 0;
};

/// The plan once the contracts are signed at `signing` [d], at the draw `u_slip` in (0, 1).
CapturePlan plan_capture(const CaptureAssumptions& assumptions, sim::Time planned, sim::Time signing, double u_slip);

class CarbonCapture {
 public:
  CarbonCapture(const CaptureAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever,
                const Setting& setting);
  /// Adds the project to the calendar when the lever is pulled.
  void start(sim::Processes& processes);
  /// What the owner knows when the contracts are to be signed, told every month.
  struct Terms {
    double fossil_share = 0;  ///< [1]
    double ets_share = 0;     ///< [1]
    double ets_price = 0;     ///< [SEK/t]
    double support = 0;       ///< decided by law, per biogenic tonne [SEK/t]
  };
  void learn(const Terms& terms) { terms_ = terms; }
  /// What is captured of a month's flue gas.
  CaptureMonth capture(const FlueGas& gas, const sim::Window& window) const;
  /// State support per stored biogenic tonne: the larger of the law's and the auction's [SEK/t].
  double support(sim::Time date) const;
  /// Investment net of grant, grant, and by what both exceed the plan's price, that fall in the window [SEK]; nothing
  /// when the scenario states its own investment.
  struct Money {
    double own = 0;
    double grant = 0;
    double overrun = 0;
  };
  Money investment(const sim::Window& window);
  /// Capture, transport and storage [SEK]; nothing when the scenario states its own running cost.
  double running_cost(const CaptureMonth& month) const;
  /// What buyers of removals pay [SEK].
  double removals_income(const CaptureMonth& month) const {
    return assumptions_.removal_price * month.biogenic_sold / 1e6;
  }
  bool operating() const { return operating_; }

 private:
  void ask();
  void decide(sim::Time date);
  bool wins_auction() const;
  void hold_books(sim::Time now);
  void release_books();
  double late() const { return lever_->course ? lever_->course->delay : 0; }  // [d]

  CaptureAssumptions assumptions_;
  std::optional<sim::LeverSetting> lever_;
  const Setting setting_;
  Contractors& contractors_;
  Terms terms_;
  ContractDecision decision_ = ContractDecision::pending;
  bool operating_ = false;
  CapturePlan plan_;
  std::optional<Instalments> instalments_;
};

}  // namespace skifte::agents
