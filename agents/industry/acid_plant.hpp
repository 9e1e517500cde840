#pragma once
#include <vector>

#include "agents/setting.hpp"

namespace skifte::agents {

/// Waste heat of the sulphuric acid plant. Burning sulphur is exothermic: heat goes with the acid made, not with the
/// gas used for hydrogen peroxide.
///
///   W(m) = W0 / 12 * q(y) * a(m) / mean(a) * k(m) [Wh/month]
///     W0  yearly heat in normal operation [Wh/year], q(y)  acid made relative to normal, an autoregressive logarithm
///     as in output.hpp, 0 until the last known year; a(m)  share of the month in operation: the planned stop takes its
///     month's share away, and each month with probability p an outage takes o; k  1 under a contract, the share still
///     delivered without
///   the plant closes for good with probability c a year; outages and closure come after the last known year too
///
/// Source: agreement and heat of the company's own pages (assumptions); the shape is ours. Deviation: the heat's
/// temperature and the network's need are the utility's matter.
struct AcidAssumptions {
  explicit AcidAssumptions(sim::AssumptionReader& read);
  double heat;              // [Wh/year] W0
  double sd, persistence;   // [1] of q's logarithm
  double closure_rate;      // [1/year] c
  double stop_month;        // [1] calendar month of the planned stop
  double stop_share;        // [1] of that month
  double outage_rate;       // [1] p, a month
  double outage_share;      // [1] o
  double contract_end;      // [year] with decimals
  double contract_renewal;  // [1] chance
  double without_contract;  // [1] share still delivered
};

class AcidPlant {
 public:
  AcidPlant(const AcidAssumptions& assumptions, int last_known_year, const Setting& setting);
  /// Heat offered in the month that begins at `date` [Wh].
  double heat(sim::Time date) const;
  /// In normal operation, a twelfth of the year's [Wh]: what a frozen world offers.
  double normal_heat() const { return in_.heat / 12.0; }

 private:
  double output(int year) const;
  AcidAssumptions in_;
  const Setting setting_;
  int first_year_;
  int last_known_year_;
  std::vector<double> output_;  // by year, 0 once closed
  bool renewed_;
};

}  // namespace skifte::agents
