#pragma once
#include <array>
#include <optional>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// What is built, in the classes of the National Board of Housing's proposal for limit values.
enum class BuildingType { multi_dwelling, house, premises };
inline constexpr Labels<3> building_type_labels = {"multi_dwelling", "house", "premises"};
inline constexpr std::size_t building_types = building_type_labels.size();

/// How a builder chooses the materials of a building, modules A1-A5 (EN 15978):
///
///   choice     min_x  k x^2 / 2 - w e0 x        0 <= x <= x_max,  e0 (1 - x) <= L
///   hence      x = min(x_max, max(w e0 / k, 1 - L / e0, 0))
///   with       e = e0 (1 - x)      cost of x:  k x^2 / 2
///              e0(t) = e_ref (1 - u r) exp(-g (t - 2022))
///
/// e emissions [kg CO2e/m2 gross floor area], e0 of ordinary building, x reduction [1], k cost scale [SEK/m2], w the
/// builder's willingness to pay [SEK/kg CO2e], L limit in force at the permit [kg CO2e/m2], g progress of the materials
/// industry [1/year], r reused share of material [1], u share of emissions that a reused material avoids [1].
/// Valid: e_ref, k > 0, 0 < x_max < 1. Source: limits and good practice from Boverket 2023:20 and Sveriges Allmännytta;
/// the quadratic cost is ours. Deviation: a limit below the floor e0 (1 - x_max) is met as far as x_max goes.
struct MaterialAssumptions {
  explicit MaterialAssumptions(sim::AssumptionReader& read);
  std::array<double, building_types> reference;  // [kg/m2] in 2022
  double progress;                               // [1/year]
  double cost_scale;                             // [SEK/m2]
  double largest_reduction;                      // [1]
  double reuse_saving;                           // [1]
};

struct MaterialChoice {
  double emissions;  ///< [kg CO2e/m2]
  double cost;       ///< beyond ordinary building [SEK/m2]
};

/// e0 at `date` [kg CO2e/m2], `reused` being the share of reused material [1].
double ordinary_emissions(const MaterialAssumptions& assumptions, BuildingType type, sim::Time date, double reused);
/// The choice of a builder willing to pay `willingness` [SEK/kg] under `limit` [kg/m2], infinity for none.
MaterialChoice choose_materials(const MaterialAssumptions& assumptions, double ordinary, double willingness,
                                double limit);

/// Limit values by law and by the city's land allocation:
///
///   law    L(t) = l exp(-q (t - t0))     t >= t0      l the proposal's value [kg/m2], q tightening [1/year]
///   lever  L(t) = l (a + s(t) (b - a))   s the lever's strength; a, b its `level` and `final_level` [1]
///
/// The lever's limits hold from its start on for a share of the area (Oceanhamnen and other land of the city's).
struct LimitAssumptions {
  explicit LimitAssumptions(sim::AssumptionReader& read);
  std::array<double, building_types> proposal;  // [kg/m2]
  double law_start;                             // [year]
  double law_tightening;                        // [1/year]
};

/// Limit for a building permitted at `date` [kg CO2e/m2]; infinity where none is in force.
double limit_by_law(const LimitAssumptions& assumptions, BuildingType type, sim::Time date);
/// Limit on land under the lever [kg CO2e/m2]; infinity before it starts or after it ends.
double limit_by_lever(const LimitAssumptions& assumptions, BuildingType type, sim::Time date,
                      const std::optional<sim::LeverSetting>& lever);

}  // namespace skifte::agents
