#pragma once
#include <memory>
#include <optional>

#include "agents/demography/home_charging.hpp"
#include "agents/demography/life_events.hpp"
#include "agents/demography/population_driver.hpp"
#include "agents/setting.hpp"
#include "sim/assumptions.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

struct DemographyInputs {
  DemographyInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  PopulationDriver driver;
  LifeEventRates rates;
  HomeChargingAssumptions charging;
  double new_flat_share;    // of dwellings built after the reference year [1]
  double young_house_rate;  // odds that a house was built lately, relative to a flat [1]
  std::optional<sim::LeverSetting> frozen;
};

/// Households and dwellings over time, owner of Households on the blackboard.
///
/// Start: the synthetic households of the reference year less the youngest dwellings, so that persons meet the driver.
/// Month: each household's clocks (life_events.hpp) ring at dated instants; a mover's dwelling gets a household drawn
/// from those of the reference year in the same form and tenure. Then dwellings are filled, empty ones before newly
/// completed ones, until persons meet the driver P (within half a household); while there are too many, movers leave an
/// empty dwelling.
std::unique_ptr<sim::Kind> make_demography(const DemographyInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
