#pragma once
#include <optional>

#include "agents/biogas/signals.hpp"
#include "agents/charging/signals.hpp"
#include "agents/city/signals.hpp"
#include "agents/firms/logistics_hub.hpp"
#include "agents/firms/truck_park.hpp"
#include "agents/fuel_emissions.hpp"
#include "agents/machinery/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/setting.hpp"
#include "agents/utility/signals.hpp"

namespace skifte::agents {

/// Traffic of trucks on the municipality's roads.
struct TruckTrafficAssumptions {
  TruckTrafficAssumptions(sim::AssumptionReader& read, TruckWeight weight);
  std::vector<double> local_share;  // [1] by class, of the city's trucks' km driven inside the municipality
  double passing_km;                // [km/year] of others' trucks inside the municipality in 2022
};

struct FreightInputs {
  FreightInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  TruckMarketAssumptions market;
  TruckFleetAssumptions light, heavy;
  TruckTrafficAssumptions light_traffic, heavy_traffic;
  HubAssumptions hub;
  double natural_gas_factor;  // [g CO2/kWh]
  double ethanol_factor;      // [g CO2/Wh] fossil CO2 of ethanol fuel as pumped
  double biogas_share;        // [1] of trucks' gas that is wanted as biogas
  BiogenicFactors biogenic;
  std::optional<sim::LeverSetting> truck_charging;  // parameter share [1]
};

/// Light and heavy trucks: purchases, fuel, traffic, emissions. The firms' freight, see README.md.
class Freight {
 public:
  Freight(const FreightInputs& inputs, const Setting& setting);
  void commit(const sim::Window& window);
  void account(const sim::Window& window);
  void close_year(const sim::Window& window);

 private:
  sim::Time driver_date(const sim::Window& window) const { return policy_.frozen ? policy_.driver_date : window.begin; }
  TruckMarket market_of(const sim::Window& window, const TruckFleetAssumptions& fleet,
                        const std::array<double, truck_fuels>& used_offer, double national_battery_share) const;
  double public_charging(TruckClass truck_class, sim::Time date) const;
  void follow_used_offer(const TruckFleetAssumptions& fleet, const std::array<double, 3>& national_new,
                         std::array<double, truck_fuels>& used_offer) const;
  void post_purchases(const sim::Window& window, const TruckPurchases& purchases);
  void account_fleet(const sim::Window& window, const TruckFleetAssumptions& fleet, const TruckPark& park,
                     const TruckTrafficAssumptions& traffic, Subsector subsector, double year_level);
  void account_class(const sim::Window& window, const TruckFleetAssumptions& fleet, const TruckPark& park,
                     std::size_t truck_class, const FuelPlace& roads, double years);
  void account_passing(const sim::Window& window, double km, Subsector subsector, double diesel_per_km);
  FuelFactors diesel_factors() const;
  FuelFactors petrol_factors() const;
  double hvo_extra_cost() const;
  void set_stock(const sim::Window& window, sim::Table<1>& table, const TruckPark& park);

  const FreightInputs& inputs_;
  const Setting setting_;
  const PolicySignals& policy_;
  const PriceSignals& prices_;
  const NationalSignals& national_;
  const UtilitySignals& utility_;
  const CitySignals& city_;
  const BiogasSignals& biogas_;
  const ChargingSignals& charging_;
  const MachinerySignals& machinery_;
  TruckPark light_, heavy_;
  std::array<double, truck_fuels> light_used_{}, heavy_used_{};  ///< second-hand offer [1]
};

}  // namespace skifte::agents
