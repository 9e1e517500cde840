#pragma once
#include <memory>

#include "agents/firms/freight.hpp"
#include "agents/firms/premises_heating.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

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
  FreightInputs freight;
  PremisesAssumptions premises, farm_premises;
  PremisesDemandAssumptions demand;
  double vat_factor;             // [1] price with value added tax over the price without
  double natural_gas_factor;     // [g CO2/kWh]
  double premises_biogas_share;  // [1] of premises' gas that is wanted as biogas
  BiogenicFactors biogenic;
};

std::unique_ptr<sim::Kind> make_firms(const FirmInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
