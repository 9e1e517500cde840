#pragma once
#include <array>
#include <vector>

#include "agents/machinery/machine_choice.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Work that machines do, relative to 2015.
///
///   known years   A(y) as given;  later  A(y) = A0 exp(g n + x(y)),  x(y) = rho x(y-1) + s e(y),  x = 0 at first
///     n  years after the last known one, g  trend [1/year], e  one standard normal shock a year and owner group
///
/// Source: first-order autoregression; s from the rows' yearly changes 2015-2022. Deviation: owner groups' shocks are
/// independent of each other and of construction in agents/construction.
class MachineWork {
 public:
  MachineWork(const MachineAssumptions& assumptions, const Setting& setting);
  /// Of an owner group at `date` [1].
  double index(MachineOwner owner, sim::Time date) const;
  /// exp(x) of the allotted rest of the port's row [1].
  double allotted_shock(sim::Time date) const;

 private:
  double shock(std::size_t series, sim::Time date) const;
  MachineAssumptions in_;
  int first_year_;
  std::array<std::vector<double>, 7> shock_;  // x by owner, then the allotted rest; by year
};

}  // namespace skifte::agents
