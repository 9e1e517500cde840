#pragma once
#include <memory>
#include <optional>

#include "agents/fuel_emissions.hpp"
#include "agents/industry/acid_plant.hpp"
#include "agents/industry/biogas_contract.hpp"
#include "agents/industry/expectations.hpp"
#include "agents/industry/fuel_response.hpp"
#include "agents/industry/hydrogen_cluster.hpp"
#include "agents/industry/options.hpp"
#include "agents/industry/output.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// A plant known by name, or the rest together, in 2015.
struct PlantAssumptions {
  PlantAssumptions(sim::AssumptionReader& read, const std::string& name);
  double gas;          // [Wh/year] natural gas as fuel and feedstock
  double oil;          // [Wh/year] oil and liquefied petroleum gas
  double process;      // [g/year] CO2e from processes without fuel
  double feedstock;    // [1] share of the gas that is raw material
  double low_heat;     // [1] share of the fuel for low temperature
  double middle_heat;  // [1] for middle temperature
  OutputAssumptions output;
};

struct IndustryInputs {
  IndustryInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  PlantAssumptions kemira;
  PlantAssumptions elcowire;
  PlantAssumptions others;
  CycleAssumptions cycle;
  FuelResponseAssumptions fuel_response;
  double other_plants;         // [1] number of plants behind `others`
  double size_spread;          // [1] standard deviation of the logarithm of plants' size
  double trading_share;        // [1] of the other plants' emissions inside the EU ETS
  double process_within_gas;   // [1] of the others' gas emissions that are in truth from processes
  double electricity_per_gas;  // [1] ordinary electricity over gas and oil in 2015
  double electricity_trend;    // [1/year] of ordinary electricity per output
  BiogasContractAssumptions biogas;
  double gas_factor;   // [g CO2/kWh]
  double oil_factor;   // [g CO2/kWh]
  double vat_factor;   // [1]
  double other_gases;  // [g/kWh] CH4 and N2O as CO2e
  AcidAssumptions acid;
  BiogenicFactors biogenic;
  ExpectationAssumptions expectation;
  OptionAssumptions options;
  HydrogenAssumptions hydrogen;
  std::optional<sim::LeverSetting> hydrogen_cluster;  // parameters decision [date], capacity [W]
  std::optional<sim::LeverSetting> industry_grants;   // parameter share [1]
};

std::unique_ptr<sim::Kind> make_industry(const IndustryInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
