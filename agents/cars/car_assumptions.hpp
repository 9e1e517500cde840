#pragma once
#include <array>
#include <string>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

inline constexpr int powertrains = static_cast<int>(powertrain_labels.size());

/// One number for each powertrain, read as `PREFIX.petrol`, `PREFIX.diesel`, ...
std::array<double, powertrains> read_by_powertrain(sim::AssumptionReader& read, const std::string& prefix,
                                                   std::string_view unit, std::string_view meaning);

/// How long cars live and how long owners keep them.
struct CarLifeAssumptions {
  explicit CarLifeAssumptions(sim::AssumptionReader& read);
  double survival_shape;          // [1] Weibull shape of the age at scrapping
  double survival_scale;          // [year]
  double holding_new;             // [year] mean, private owner of a car bought new
  double holding_used;            // [year] mean, private owner of a car bought used
  double holding_shape;           // [1] Weibull shape of private holding times
  double private_lease_share;     // [1] of private new cars
  double lease_term;              // [month] mean
  double lease_spread;            // [month] half-width
  double company_owned_share;     // [1] of company cars' rounds that are owned rather than leased
  double holding_company_owned;   // [year] mean
  double holding_company_spread;  // [1] half-width of these over their mean
  /// Over all company cars bought [year].
  double mean_company_holding() const {
    return company_owned_share * holding_company_owned + (1 - company_owned_share) * lease_term / 12;
  }
};

/// The stock on the first day.
struct InitialCarAssumptions {
  explicit InitialCarAssumptions(sim::AssumptionReader& read);
  std::array<double, powertrains> stock_ratio;    // [1] stock at the start over the stock a year later
  std::array<double, powertrains> age_ratio;      // [1] mean age over that of a stationary stock
  std::array<double, powertrains> company_share;  // [1] of company cars, by powertrain
  sim::Series company_cars;                       // [vehicle] owned by legal entities
  double energy_use_per_year_of_age;              // [1/year] older cars use that much more
  double distance_lean;                           // [year/km] how much the dealing of the first cars leans on distance
};

}  // namespace skifte::agents
