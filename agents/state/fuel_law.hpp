#pragma once
#include <optional>

#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// The reduction obligation (reduktionsplikt, lag 2017:1201): suppliers of petrol and diesel lower the lifecycle
/// greenhouse gases of what they sell by a percentage, mostly by blending biofuel in.
///
///   energy share of biofuel b = reduction r x (1 - credit c) / lifecycle saving of the biofuel s        (from 2023)
///                             = measured volume share x energy of biofuel per volume relative to fossil  (to 2022)
///   fossil CO2 per energy   f = f0 x (1 - b)
///
/// r [1] by law, c share of the obligation met by crediting electricity from public chargers [1], s [1], f0 [g CO2/Wh].
/// Source: the law as quoted in Prop. 2021/22:243 and 2023/24:28; measured shares by the Swedish Energy Agency
/// (Drivmedel). Deviation: no carry-over of credits between years; one blend for the whole country and for every pump.
struct FuelLawAssumptions {
  explicit FuelLawAssumptions(sim::AssumptionReader& read);
  sim::Series diesel_measured, petrol_measured;             // [%] of volume
  sim::Series diesel_obligation, petrol_obligation;         // [%] reduction decided
  sim::Series diesel_repealed, petrol_repealed;             // [%] the path repealed for 2024
  double level_2030;                                        // [%] both fuels
  double electricity_credit;                                // [1]
  double diesel_saving, petrol_saving;                      // [1]
  double diesel_volume_to_energy, petrol_volume_to_energy;  // [1]
  double diesel_fossil, petrol_fossil;                      // [kg CO2/l]
  double diesel_energy, petrol_energy;                      // [kWh/l]
  double diesel_cost_per_percent, petrol_cost_per_percent;  // [SEK/l] per percentage point, VAT included
  double vat;                                               // [1]
};

struct FuelBlend {
  double bio_share;      ///< energy share of biofuel [1]
  double fossil_factor;  ///< [g CO2/Wh]
  double added_cost;     ///< over the decided law, without VAT [SEK/l]
};

enum class RoadFuel { petrol, diesel };

/// What the blend that the decided obligation demands costs over unblended fuel, without VAT [SEK/l].
double decided_blend_cost(const FuelLawAssumptions& law, RoadFuel fuel, sim::Time date);

/// The blend at `date`. `repealed`: the repealed path is law from its start on; `level` sets a reduction of its own.
FuelBlend fuel_blend(const FuelLawAssumptions& law, RoadFuel fuel, sim::Time date,
                     const std::optional<sim::LeverSetting>& repealed, const std::optional<sim::LeverSetting>& level);

}  // namespace skifte::agents
