#include "agents/cars/ownership_cost.hpp"

#include "sim/math.hpp"

namespace skifte::agents {

OwnershipCostAssumptions::OwnershipCostAssumptions(sim::AssumptionReader& read)
    : elasticity(read.number("car.ownership.cost_elasticity", "1",
                             "Elasticity of the cars that households want to a car's whole yearly cost, long run",
                             sim::Bounds::between(-5, 0, "dearer cars are never wanted more"))),
      income_elasticity(read.number("car.ownership.income_elasticity", "1",
                                    "Elasticity of the cars that households want to their real income, long run",
                                    sim::Bounds::between(0, 2, "richer households never want fewer cars"))),
      memory(read.number("car.ownership.cost_memory", "year", "Time in which households' idea of that cost follows it",
                         sim::Bounds::positive())) {}

void OwnershipCost::advance(const std::array<double, 3>& cost, double income, double years, bool known) {
  const double step = begun_ ? 1 - sim::exp(-years / assumed_.memory) : 1;
  for (std::size_t z = 0; z < cost.size(); ++z) {
    if (cost[z] <= 0) return;
    followed_[z] += step * (sim::log(cost[z]) - followed_[z]);
  }
  followed_income_ += step * (sim::log(income) - followed_income_);
  if (known || !begun_) {
    known_ = followed_;
    known_income_ = followed_income_;
  }
  begun_ = true;
}

std::array<double, 3> OwnershipCost::level() const {
  std::array<double, 3> level{};
  const double richer = assumed_.income_elasticity * (followed_income_ - known_income_);
  for (std::size_t z = 0; z < level.size(); ++z) {
    level[z] = sim::exp(assumed_.elasticity * (followed_[z] - known_[z]) + richer);
  }
  return level;
}

std::array<double, 3> ownership_cost(double used_fixed_cost, double km, double energy,
                                     const std::array<double, 3>& charges) {
  std::array<double, 3> cost{};
  for (std::size_t z = 0; z < cost.size(); ++z) cost[z] = used_fixed_cost + energy + km * charges[z];
  return cost;
}

}  // namespace skifte::agents
