#include "agents/behaviour/car_distance.hpp"

#include <numeric>

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr std::size_t at(Powertrain powertrain) {
  return static_cast<std::size_t>(index(powertrain));
}
constexpr int reference_steps = 12;
constexpr double middle_quintile = (quintiles - 1) / 2.0;

}  // namespace

CarDistanceAssumptions::CarDistanceAssumptions(sim::AssumptionReader& read)
    : elasticity_short(read.number("travel.vkt.fuel_price_elasticity.short_run", "1",
                                   "Elasticity of car-kilometres to their marginal cost within a year")),
      elasticity_long(read.number("travel.vkt.fuel_price_elasticity.long_run", "1",
                                  "Elasticity of car-kilometres to their marginal cost in the long run")),
      income_gradient(read.number("travel.vkt.elasticity_income_gradient", "1",
                                  "How much weaker than the middle quintile's the highest quintile's elasticity is",
                                  sim::Bounds::share())),
      lowest_weaker(read.number("travel.vkt.elasticity_lowest_weaker", "1",
                                "How much weaker than the middle quintile's the lowest quintile's elasticity is",
                                sim::Bounds::share())),
      adjustment_time(read.number("travel.vkt.adjustment_time", "year", "Time in which car use adjusts to costs")),
      rebound(read.number("travel.vkt.rebound", "1",
                          "Elasticity of a car's distance to its cost per km as another technology changes it")) {}

CarDistance::CarDistance(const CarDistanceAssumptions& assumed) : assumed_(assumed) {
  for (std::size_t q = 0; q < quintiles; ++q) {
    const double above = (static_cast<double>(q) - middle_quintile) / middle_quintile;
    stronger_[q] = 1 - (q == 0 ? assumed_.lowest_weaker : assumed_.income_gradient * above);
  }
  const double mean = std::accumulate(stronger_.begin(), stronger_.end(), 0.0) / quintiles;
  for (double& each : stronger_) each /= mean;
}

ByPowertrain energy_prices_by_powertrain(const PriceSignals& prices) {
  ByPowertrain by{};
  by[at(Powertrain::petrol)] = by[at(Powertrain::hybrid)] = prices.petrol;
  by[at(Powertrain::diesel)] = prices.diesel;
  by[at(Powertrain::ethanol)] = prices.ethanol;
  by[at(Powertrain::gas)] = prices.vehicle_gas;
  by[at(Powertrain::battery)] = prices.electricity_household;
  by[at(Powertrain::plugin_hybrid)] = sim::sqrt(prices.petrol * prices.electricity_household);
  return by;
}

void CarDistance::advance(const ByPowertrain& prices, const ByPowertrain& cost, double mean_cost, double charge,
                          double years) {
  if (mean_cost <= 0) return;
  if (steps_ < reference_steps) {
    reference_cost_ = (reference_cost_ * steps_ + mean_cost) / (steps_ + 1);
    for (std::size_t j = 0; j < car_powertrains; ++j) {
      reference_price_[j] = (reference_price_[j] * steps_ + prices[j]) / (steps_ + 1);
    }
    ++steps_;
  }
  relative_cost_ = (mean_cost + charge) / reference_cost_;
  const double charged = sim::log((reference_cost_ + charge) / reference_cost_);
  const double step = 1 - sim::exp(-years / assumed_.adjustment_time);
  for (std::size_t j = 0; j < car_powertrains; ++j) {
    const bool priced = prices[j] > 0 && reference_price_[j] > 0;
    const double dearer = priced ? sim::log(prices[j] / reference_price_[j]) : 0;
    now_[j] = dearer + charged;
    adapted_[j] += step * (now_[j] - adapted_[j]);
    if (cost[j] > 0) technology_[j] = sim::log(cost[j] / reference_cost_) - dearer;
  }
}

double CarDistance::level(std::size_t quintile, std::size_t powertrain) const {
  const double later = assumed_.elasticity_long - assumed_.elasticity_short;
  return sim::exp(stronger_[quintile] * (assumed_.elasticity_short * now_[powertrain] + later * adapted_[powertrain]) +
                  assumed_.rebound * technology_[powertrain]);
}

}  // namespace skifte::agents
