#pragma once
#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// Fuel used for a given output answers to its price, carbon included, after the last year whose output is known from
/// emissions (in those the answer is part of the output).
///
///   F = F0 (p / p0)^-e          p > p0      p  price now, p0  mean of the last known year [SEK/Wh], both
///                                       with the CO2 tax and ETS2, or in the ETS with the allowance
///   F = F0 (p / p0)^-(e v)      p <= p0     e  elasticity [1], v  part of the lost demand that comes back [1]
///
/// Source: short-run elasticity of natural gas, Labandeira, Labeaga & Lopez-Otero 2017
/// (doi:10.1016/j.enpol.2017.01.002); unequal answer to rise and fall, Gately & Huntington 2002
/// (doi:10.5547/ISSN0195-6574-EJ-Vol23-No1-2). A higher price never raises F. Deviation: dual-fuel burners are left
/// out.
struct FuelResponseAssumptions {
  explicit FuelResponseAssumptions(sim::AssumptionReader& read);
  double elasticity;  // [1] e
  double recovery;    // [1] v
};

/// F / F0 [1]; 1 without a reference price.
double fuel_response(const FuelResponseAssumptions& assumptions, double price, double reference);

/// Watches prices and gives the answer.
class FuelResponse {
 public:
  FuelResponse(const FuelResponseAssumptions& assumptions, int last_known_year);
  void observe(const sim::Window& window, double price);
  double factor() const { return factor_; }

 private:
  FuelResponseAssumptions in_;
  int last_known_year_;
  double sum_ = 0;
  int months_ = 0;
  double factor_ = 1;
};

}  // namespace skifte::agents
