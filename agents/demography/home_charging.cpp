#include "agents/demography/home_charging.hpp"

#include <algorithm>
#include <cmath>

#include "agents/demography/signals.hpp"

namespace skifte::agents {
namespace {

constexpr auto home_charging = sim::decision("demography.home_charging");  // once a dwelling, ordinal 0
constexpr double years_2015 = 2015.0;

}  // namespace

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

HomeSockets::HomeSockets(const HomeChargingAssumptions& assumptions, std::size_t dwellings,
                         const sim::RandomSource& random)
    : assumptions_(assumptions) {
  luck_.reserve(dwellings);
  for (std::size_t slot = 0; slot < dwellings; ++slot) {
    const auto bits = random.bits(home_charging, household_id(slot), 0);
    luck_.push_back(static_cast<std::uint8_t>(bits[0] >> 24));
  }
}

void HomeSockets::set_date(sim::Time date) {
  const double years = sim::decimal_year(date) - years_2015;
  for (std::size_t d = 0; d < dwelling_labels.size(); ++d) {
    for (std::size_t t = 0; t < tenure_labels.size(); ++t) {
      const double share = assumptions_.share(static_cast<Dwelling>(d), static_cast<Tenure>(t), years);
      limit_[d * tenure_labels.size() + t] = static_cast<std::uint16_t>(std::ceil(256 * std::clamp(share, 0.0, 1.0)));
    }
  }
}

}  // namespace skifte::agents
