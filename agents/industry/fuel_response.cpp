#include "agents/industry/fuel_response.hpp"

#include "sim/math.hpp"

namespace skifte::agents {

FuelResponseAssumptions::FuelResponseAssumptions(sim::AssumptionReader& read)
    : elasticity(read.number("industry.fuel_elasticity", "1", "Elasticity of fuel per output on its price, positive")),
      recovery(read.number("industry.fuel_recovery", "1", "Part of that demand that comes back as the price falls")) {}

double fuel_response(const FuelResponseAssumptions& assumptions, double price, double reference) {
  if (price <= 0 || reference <= 0) return 1.0;
  const double ratio = price / reference;
  return sim::pow(ratio, -assumptions.elasticity * (ratio > 1.0 ? 1.0 : assumptions.recovery));
}

FuelResponse::FuelResponse(const FuelResponseAssumptions& assumptions, int last_known_year)
    : in_(assumptions), last_known_year_(last_known_year) {}

void FuelResponse::observe(const sim::Window& window, double price) {
  if (window.year < last_known_year_) return;
  if (window.year == last_known_year_) {
    sum_ += price;
    ++months_;
  } else if (months_ > 0) {
    factor_ = fuel_response(in_, price, sum_ / months_);
  }
}

}  // namespace skifte::agents
