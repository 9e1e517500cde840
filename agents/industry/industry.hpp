#pragma once
#include <memory>
#include <optional>

#include "agents/fuel_emissions.hpp"
#include "agents/industry/hydrogen_cluster.hpp"
#include "agents/industry/reinvestment.hpp"
#include "agents/setting.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// A plant known by name, or the rest together, in 2015.
struct PlantAssumptions {
  PlantAssumptions(sim::AssumptionReader& read, const std::string& name);
  double gas;            // [Wh/year] natural gas as fuel and feedstock
  double oil;            // [Wh/year] oil and liquefied petroleum gas
  double process;        // [g/year] CO2e from processes without fuel
  double feedstock;      // [1] share of the gas that is raw material
  sim::Series output;    // [1] relative to 2015, known years
  double output_now;     // [1] factor on the last known year, uncertain
  double output_growth;  // [1/year] after it
  double output_sd;      // [1] of the yearly shock's logarithm after it
};

struct IndustryInputs {
  IndustryInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  PlantAssumptions kemira;
  PlantAssumptions elcowire;
  PlantAssumptions others;
  double other_plants;           // [1] number of plants behind `others`
  double size_spread;            // [1] standard deviation of the logarithm of plants' size
  double trading_share;          // [1] of the other plants' emissions inside the EU ETS
  double waste_heat;             // [Wh/year] from Kemira to the network
  double heat_contract_end;      // [year] decimal
  double heat_contract_renewal;  // [1] probability
  double heat_without_contract;  // [1] share still delivered
  double biogas_willingness;     // [SEK/kWh] mean extra payment for biogas
  double biogas_seller_share;    // [1] of the carbon cost saved that gas sellers keep
  double ets2_pass_through;      // [1] of ETS2 that comes on top of the CO2 tax
  double gas_factor;             // [g CO2/kWh]
  double oil_factor;             // [g CO2/kWh]
  double vat_factor;             // [1]
  double other_gases;            // [g/kWh] CH4 and N2O as CO2e
  BiogenicFactors biogenic;
  ReinvestmentAssumptions reinvestment;
  HydrogenAssumptions hydrogen;
  std::optional<sim::LeverSetting> hydrogen_cluster;  // parameters decision [date], capacity [W]
  std::optional<sim::LeverSetting> industry_grants;   // parameter share [1]
};

std::unique_ptr<sim::Kind> make_industry(const IndustryInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
