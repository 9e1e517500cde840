#pragma once
#include <memory>
#include <optional>

#include "agents/city/finance.hpp"
#include "agents/city/treasury.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// What the city does without levers: the cycle network it has built and goes on building, the demands and agreements
/// it already has.
struct CityServices {
  explicit CityServices(sim::AssumptionReader& read);
  sim::Series cycle_network;      // [km]
  double cycle_network_growth;    // [km/year] after the last point
  sim::Series procurement;        // [1] share of contracts that demand fossil-free machines and transport
  sim::Series climate_agreement;  // [1] share of firms' activity bound
};

struct CityLevers {
  explicit CityLevers(sim::LeverReader& levers);
  std::optional<sim::LeverSetting> campaigns;                // level [1]
  std::optional<sim::LeverSetting> cycle_network;            // added [km]
  std::optional<sim::LeverSetting> parking_price;            // factor [1]
  std::optional<sim::LeverSetting> fossil_free_procurement;  // share [1]
  std::optional<sim::LeverSetting> climate_agreements;       // share [1]
  std::optional<sim::LeverSetting> logistics_hub;            // share [1]
  std::optional<sim::LeverSetting> green_bonds;              // amount, ceiling_raise [MSEK]
  std::optional<sim::LeverSetting> contingency;  // threshold [kt], year, decline, campaign, procurement, cost
};

/// The municipality: runs the plan, pays from a budget with a debt ceiling, and books every lever's cost (LeverCosts on
/// the board). Publishes CitySignals.
struct CityInputs {
  CityInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  FinanceAssumptions finance;
  LeverCostAssumptions lever_costs;
  LeverUnitCosts unit_costs;
  ClimateFund climate_fund;
  CityServices services;
  CityLevers levers;
};

std::unique_ptr<sim::Kind> make_city(const CityInputs& inputs, const Setting& setting);

}  // namespace skifte::agents
