#include "agents/products/refrigerants.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

RefrigerantAssumptions::RefrigerantAssumptions(sim::AssumptionReader& read) : equipment{} {
  for (std::size_t e = 0; e < equipment.size(); ++e) {
    const std::string name = std::string(equipment_labels[e]);
    equipment[e] = {
        read.number("products.charge." + name, "g/person", "Refrigerant or blowing agent in equipment in use in 2015"),
        read.number("products.gwp." + name, "1", "Mean global warming potential of that gas"),
        read.number("products.leakage." + name, "1/year", "Share of the gas that leaks a year"),
        read.number("products.end_of_life_loss." + name, "1", "Share of the gas lost at scrapping"),
        read.number("products.lifetime." + name, "year", "Lifetime of the equipment"),
        read.number("products.low_gwp_premium." + name, "SEK/kg", "Extra cost of low-GWP equipment per charge"),
        read.series("products.banned." + name, "1", "Share of new equipment barred by law from ordinary gas"),
        read.number("products.charge_growth." + name, "1/year", "Growth of gas in equipment per person"),
    };
  }
  low_gwp = read.number("products.low_gwp", "1", "Mean global warming potential of the alternatives");
  gas_price = read.number("products.gas_price", "SEK/kg", "Price of ordinary refrigerant before the quota bites");
  scarcity_elasticity = read.number("products.scarcity_elasticity", "1", "Rise of the gas price as the quota shrinks");
  premium_spread = read.number("products.premium_spread", "SEK/kg", "Spread of owners' extra cost, logistic scale");
  retrofit_rate =
      read.number("products.retrofit_rate", "1/year", "Share retrofitted a year where everybody gains by it");
  exchange_cost = read.number("products.exchange_cost", "SEK/kg",
                              "Cost of exchanging ordinary gas before the equipment is worn out");
}

double ordinary_gas_price(const RefrigerantAssumptions& assumptions, double quota) {
  return assumptions.gas_price * sim::pow(std::max(quota, 0.01), -assumptions.scarcity_elasticity);
}

double low_gwp_share(const RefrigerantAssumptions& assumptions, Equipment equipment, double quota, sim::Time date) {
  const EquipmentAssumptions& kind = assumptions.equipment[static_cast<std::size_t>(equipment)];
  const double advantage = (ordinary_gas_price(assumptions, quota) - kind.low_gwp_premium) / assumptions.premium_spread;
  const double free = 1.0 - std::clamp(kind.banned.at(date), 0.0, 1.0);
  return 1.0 - free * (1.0 - 1.0 / (1.0 + sim::exp(-advantage)));
}

RefrigerantBank::RefrigerantBank(const RefrigerantAssumptions& assumptions, Equipment equipment, double persons)
    : assumptions_(&assumptions), equipment_(equipment) {
  const EquipmentAssumptions& kind = assumptions.equipment[static_cast<std::size_t>(equipment)];
  const int years = std::max(1, static_cast<int>(std::floor(kind.lifetime + 0.5)));
  cohorts_.assign(static_cast<std::size_t>(years), {persons * kind.charge / years, 0.0});
  scrapped_ = co2e(cohorts_.back()) * kind.end_of_life_loss;
}

double RefrigerantBank::co2e(const Cohort& cohort) const {
  return cohort.ordinary * assumptions_->equipment[static_cast<std::size_t>(equipment_)].gwp +
         cohort.low * assumptions_->low_gwp;
}

void RefrigerantBank::turn_year(double persons, double quota, double early_replacement, sim::Time date) {
  const EquipmentAssumptions& kind = assumptions_->equipment[static_cast<std::size_t>(equipment_)];
  const double share = low_gwp_share(*assumptions_, equipment_, quota, date);
  charge_ *= sim::exp(kind.charge_growth);
  scrapped_ = co2e(cohorts_.back()) * kind.end_of_life_loss;
  cohorts_.pop_back();
  const double exchanged = std::clamp(assumptions_->retrofit_rate * share + early_replacement, 0.0, 1.0);
  const double early = exchanged - std::min(exchanged, assumptions_->retrofit_rate * share);
  double kept = 0;
  early_ = 0;
  for (Cohort& cohort : cohorts_) {
    early_ += early * cohort.ordinary;
    cohort.low += exchanged * cohort.ordinary;
    cohort.ordinary -= exchanged * cohort.ordinary;
    kept += cohort.ordinary + cohort.low;
  }
  const double bought = std::max(0.0, persons * kind.charge * charge_ - kept);
  cohorts_.insert(cohorts_.begin(), {bought * (1.0 - share), bought * share});
}

double RefrigerantBank::emissions_per_year() const {
  return bank() * assumptions_->equipment[static_cast<std::size_t>(equipment_)].leakage + scrapped_;
}

double RefrigerantBank::bank() const {
  double sum = 0;
  for (const Cohort& cohort : cohorts_) sum += co2e(cohort);
  return sum;
}

double RefrigerantBank::charge() const {
  double sum = 0;
  for (const Cohort& cohort : cohorts_) sum += cohort.ordinary + cohort.low;
  return sum;
}

}  // namespace skifte::agents
