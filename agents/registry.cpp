#include "agents/registry.hpp"

#include <algorithm>
#include <array>

#include "agents/behaviour/behaviour.hpp"
#include "agents/biogas/biogas.hpp"
#include "agents/cars/cars.hpp"
#include "agents/charging/charging.hpp"
#include "agents/city/city.hpp"
#include "agents/city/lever_unit_costs.hpp"
#include "agents/construction/construction.hpp"
#include "agents/consumption/consumption.hpp"
#include "agents/contractors.hpp"
#include "agents/demography/demography.hpp"
#include "agents/farmers/farmers.hpp"
#include "agents/firms/firms.hpp"
#include "agents/housing/housing.hpp"
#include "agents/industry/industry.hpp"
#include "agents/inventory/inventory.hpp"
#include "agents/machinery/machinery.hpp"
#include "agents/markets/markets.hpp"
#include "agents/national/national.hpp"
#include "agents/neutrality.hpp"
#include "agents/people/people.hpp"
#include "agents/products/products.hpp"
#include "agents/public_transport/public_transport.hpp"
#include "agents/state/state.hpp"
#include "agents/utility/utility.hpp"
#include "agents/waste/waste.hpp"
#include "agents/weather/weather.hpp"

namespace skifte::agents {

// The order is the order in which kinds act within each phase of the month (sim/month_loop.cpp): what sets the scene;
// those who demand energy and services; those who supply them; last the inventory, which counts what the others posted.
std::span<const KindEntry> kinds() {
  static constexpr std::array entries{
      kind_entry<StateInputs, make_state>("state"),
      kind_entry<MarketsInputs, make_markets>("markets"),
      kind_entry<WeatherInputs, make_weather>("weather"),
      kind_entry<NationalInputs, make_national>("national"),
      kind_entry<DemographyInputs, make_demography>("demography"),
      kind_entry<CityInputs, make_city>("city"),
      kind_entry<PublicTransportInputs, make_public_transport>("public_transport"),
      kind_entry<ChargingInputs, make_charging>("charging"),
      kind_entry<BehaviourInputs, make_behaviour>("behaviour"),
      kind_entry<CarInputs, make_cars>("cars"),
      kind_entry<FirmInputs, make_firms>("firms"),
      kind_entry<HousingInputs, make_housing>("housing"),
      kind_entry<MachineryInputs, make_machinery>("machinery"),
      kind_entry<ConstructionInputs, make_construction>("construction"),
      kind_entry<ConsumptionInputs, make_consumption>("consumption"),
      kind_entry<ProductsInputs, make_products>("products"),
      kind_entry<FarmersInputs, make_farmers>("farmers"),
      kind_entry<IndustryInputs, make_industry>("industry"),
      kind_entry<BiogasInputs, make_biogas>("biogas"),
      kind_entry<WasteInputs, make_waste>("waste"),
      kind_entry<UtilityInputs, make_utility>("utility"),
      kind_entry<PeopleInputs, make_people>("people"),
      kind_entry<InventoryInputs, make_inventory>("inventory"),
  };
  return entries;
}

namespace {

struct Declarations {
  std::vector<sim::AssumptionDeclaration> assumptions;
  std::vector<sim::LeverDeclaration> levers;
};

/// Runs every declaring constructor in collecting mode.
Declarations declare_all() {
  Declarations all;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(all.assumptions);
  sim::LeverReader lever_reader = sim::LeverReader::collecting(all.levers);
  read.set_reader("accounts");
  (void)ScaleAssumptions(read);
  (void)NeutralityAssumptions(read);
  (void)ContractorAssumptions(read);
  for (const KindEntry& entry : kinds()) entry.declare(read, lever_reader);
  for (sim::LeverDeclaration& lever : all.levers) lever.money = money_of_lever(lever.name);
  auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
  std::sort(all.assumptions.begin(), all.assumptions.end(), by_name);
  std::sort(all.levers.begin(), all.levers.end(), by_name);
  return all;
}

/// What kinds declare is fixed when the program is compiled, so that once is enough.
const Declarations& declarations() {
  static const Declarations all = declare_all();
  return all;
}

}  // namespace

const std::vector<sim::AssumptionDeclaration>& declared_assumptions() {
  return declarations().assumptions;
}

const std::vector<sim::LeverDeclaration>& declared_levers() {
  return declarations().levers;
}

}  // namespace skifte::agents
