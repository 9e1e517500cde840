#pragma once
#include <array>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// Livestock and soils.
///
///   livestock  E = sum_k H_k f_k                    H_k  animals of kind k, f_k  CH4 and N2O [g CO2e/(animal year)]
///   soils      E = A (e0 + e1 N) w + lime           A  arable land [ha], N  mineral nitrogen [kg/(ha year)],
///                                                   w  the year's weather and harvest [1]
///   nitrogen   N = N0 (p / p0)^-e                   p  natural gas price, from which nitrogen is made; e  elasticity
///   [1]
///
/// A herd of one kind lives on one farm. Each year its owner gives it up with probability x_k; a share w of its animals
/// is taken over by the farms that keep that kind, the rest leaves the municipality; what remains grows by g. So H_k
/// drifts by g - x_k (1 - w).
/// Source: 2006 IPCC Guidelines vol. 4, ch. 10-11, tier 1 structure. Deviation: e0 joins manure, residues, organic
/// soils and indirect N2O, which follow the area.
enum class Livestock { dairy_cows, other_cattle, pigs, horses, sheep_poultry };
inline constexpr Labels<5> livestock_labels = {"dairy_cows", "other_cattle", "pigs", "horses", "sheep_poultry"};

struct HerdAssumptions {
  explicit HerdAssumptions(sim::AssumptionReader& read);
  std::array<double, 5> animals;  // [animal] in 2015
  std::array<double, 5> factor;   // [g/(animal year)] CO2e
  std::array<double, 5> exit;     // [1/year] x_k
  double herd_farm_share;         // [1] of farms that keep any one kind, mean over kinds
  double takeover;                // [1] w
  double growth;                  // [1/year] g
};

struct SoilAssumptions {
  explicit SoilAssumptions(sim::AssumptionReader& read);
  double base_emission;        // [g/(ha year)] CO2e
  double nitrogen;             // [kg/(ha year)] in 2015
  double nitrogen_factor;      // [g/kg] CO2e per kg of mineral nitrogen
  double nitrogen_elasticity;  // [1]
  double nitrogen_trend;       // [1/year]
  double reference_gas_price;  // [SEK/kWh]
  double lime;                 // [g/(ha year)] CO2
  sim::Series weather;         // [1] known years
  double weather_sd;           // [1] of years not known
};

/// E of soils and lime [g CO2e/(ha year)]; `gas_price` 0 (not published) means the reference.
double soil_emission(const SoilAssumptions& assumptions, double years_since_2015, double gas_price, double weather);

}  // namespace skifte::agents
