#pragma once
#include <array>

#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// What a car costs a household, what it earns, and what both do to how many it wants.
///   C_z   = F + K (p + g_z)                  [SEK/year]
///   dL_z/dt = (log C_z - L_z) / T
///   dY/dt   = (log y - Y) / T
///   wanted cars = index(t) exp(e (L_z - L_z,known) + i (Y - Y_known)) times those at the start
/// F: capital, tax and service of the mean used car for sale, which is what a household takes on or gives up; K, p: a
/// household car's distance [km/year] and energy [SEK/km], as driven now; g_z: congestion charge and parking fees for
/// the inhabitants of zone z [SEK/km]; y: real income of a household like any over 2022's [1]; T: memory. Up to the
/// ownership index's last point the index is what was registered, with what costs did and incomes did in it; from there
/// on they move it from their level then (L_known, Y_known). e: long-run elasticity to the whole yearly cost. Published
/// ones are to parts of it: to the fuel price -0.1 to -0.25 (Goodwin, Dargay & Hanly 2004,
/// doi:10.1080/0144164042000181725), a third of this C, to purchase and fixed costs -0.1 to -0.3 (de Jong et al. 2004,
/// doi:10.1080/0144164032000138733). Cars in excess go when they would be replaced, so the effect comes over some
/// years. i: long-run elasticity of cars to income, lower where most have one (Dargay, Gately & Sommer 2007,
/// doi:10.5547/ISSN0195-6574-EJ-Vol28-No4-7). Deviations: one elasticity for all incomes; the cost of the mean car for
/// all.
struct OwnershipCostAssumptions {
  explicit OwnershipCostAssumptions(sim::AssumptionReader& read);
  double elasticity;         // e [1]
  double income_elasticity;  // i [1]
  double memory;             // T [year]
};

class OwnershipCost {
 public:
  explicit OwnershipCost(const OwnershipCostAssumptions& assumptions) : assumed_(assumptions) {}
  /// A month has passed with such yearly costs by zone [SEK/year] and real income [1]; `known`: the ownership index
  /// still knows better.
  void advance(const std::array<double, 3>& cost, double income, double years, bool known);
  /// Wanted cars over those at the known costs and incomes, by Zone [1].
  std::array<double, 3> level() const;

 private:
  const OwnershipCostAssumptions& assumed_;
  bool begun_ = false;
  std::array<double, 3> followed_{}, known_{};     ///< L
  double followed_income_ = 0, known_income_ = 0;  ///< Y
};

/// C_z [SEK/year]. `used_fixed_cost` F, `km` K, `energy` what K costs [SEK/year], `charges` g_z.
std::array<double, 3> ownership_cost(double used_fixed_cost, double km, double energy,
                                     const std::array<double, 3>& charges);

}  // namespace skifte::agents
