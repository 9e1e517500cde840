#include "agents/markets/pump_price.hpp"

#include <string>

namespace skifte::agents {
namespace {

std::string label(RoadFuel fuel) {
  return fuel == RoadFuel::petrol ? "petrol" : "diesel";
}

}  // namespace

PumpPrice::PumpPrice(sim::AssumptionReader& read, RoadFuel road_fuel)
    : fuel(road_fuel),
      known(read, label(road_fuel), "SEK/l",
            "Pump price of " + label(road_fuel) +
                ", yearly mean, VAT included; growth is that of its part without tax, "
                "blend and VAT"),
      tax(read.series("tax." + label(road_fuel), "SEK/l",
                      "Energy and CO2 tax on " + label(road_fuel) + ", without VAT")) {}

double PumpPrice::base_as_known(const FuelLawAssumptions& law, double vat, sim::Time date) const {
  return known.history.at(date) / vat - tax.at(date) - decided_blend_cost(law, fuel, date);
}

double PumpPrice::base(const FuelLawAssumptions& law, double vat, sim::Time date) const {
  const sim::Time last = known.history.last_date();
  if (date <= last) return base_as_known(law, vat, date);
  return base_as_known(law, vat, last) * known.at(date) / known.history.at(last);
}

double PumpPrice::decided(const FuelLawAssumptions& law, double vat, sim::Time date) const {
  return vat * (base(law, vat, date) + tax.at(date) + decided_blend_cost(law, fuel, date));
}

}  // namespace skifte::agents
