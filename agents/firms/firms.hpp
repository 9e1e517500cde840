#pragma once
#include <memory>

#include "agents/firms/premises_heating.hpp"
#include "agents/firms/truck_choice.hpp"
#include "agents/firms/truck_park.hpp"
#include "agents/fuel_emissions.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// A weight class of trucks on the municipality's roads.
struct TruckTrafficAssumptions {
  TruckTrafficAssumptions(sim::AssumptionReader& read, const std::string& weight);
  double local_share;  // [1] of the city's trucks' km driven inside the municipality
  double passing_km;   // [km/year] of others' trucks inside the municipality in 2022
};

/// The premises that need no boiler of their own.
struct PremisesDemandAssumptions {
  explicit PremisesDemandAssumptions(sim::AssumptionReader& read);
  double district_heat;  // [Wh/year]
  double electricity;    // [Wh/year]
  double season;         // [1] amplitude of heat over the year, 0-1
  double growth;         // [1/year] of both, net of savings
};

/// Firms: trucks, depots, premises. See README.md.
struct FirmInputs {
  FirmInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  TruckParkAssumptions light_park, heavy_park;
  TruckChoiceAssumptions light_choice, heavy_choice;
  TruckTrafficAssumptions light_traffic, heavy_traffic;
  HubAssumptions hub;
  PremisesAssumptions premises, farm_premises;
  PremisesDemandAssumptions demand;
  double pack_price_reference;   // [SEK/kWh]
  double vat_factor;             // [1] price with value added tax over the price without
  double natural_gas_factor;     // [g CO2/kWh]
  double biogas_share;           // [1] of trucks' gas that is wanted as biogas
  double premises_biogas_share;  // [1] of premises' gas that is wanted as biogas
  double connection_time;        // [d] for a depot when the grid company states none
  BiogenicFactors biogenic;
};

std::unique_ptr<sim::Kind> make_firms(const FirmInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
