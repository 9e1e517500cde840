#include "agents/demography/home_charging.hpp"

#include <algorithm>

namespace skifte::agents {

HomeChargingAssumptions::HomeChargingAssumptions(sim::AssumptionReader& read)
    : house(read.number("demography.home_charging.house", "1",
                        "Share of houses whose household can charge a car at home")),
      cooperative_start(read.number("demography.home_charging.cooperative_start", "1",
                                    "Share of co-operative flats with charging at home at the start of 2015")),
      cooperative_growth(read.number("demography.home_charging.cooperative_growth", "1/year",
                                     "Yearly rise of that share for co-operative flats")),
      rental_start(read.number("demography.home_charging.rental_start", "1",
                               "Share of rented and other flats with charging at home at the start of 2015")),
      rental_growth(read.number("demography.home_charging.rental_growth", "1/year",
                                "Yearly rise of that share for rented and other flats")),
      flat_ceiling(read.number("demography.home_charging.flat_ceiling", "1",
                               "Greatest share of flats that can ever have charging at home")) {}

double HomeChargingAssumptions::share(Dwelling dwelling, Tenure tenure, double years) const {
  if (dwelling == Dwelling::house) return house;
  const bool cooperative = tenure == Tenure::cooperative;
  const double start = cooperative ? cooperative_start : rental_start;
  const double growth = cooperative ? cooperative_growth : rental_growth;
  return std::max(start, std::min(flat_ceiling, start + growth * std::max(0.0, years)));
}

}  // namespace skifte::agents
