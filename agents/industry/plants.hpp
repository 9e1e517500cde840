#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "agents/grid_connections.hpp"
#include "agents/industry/industry.hpp"

namespace skifte::agents {

/// One plant's equipment and what it has decided.
struct Plant {
  PlantGroup group = PlantGroup::other;
  std::uint32_t number = 0;  ///< within the group
  double gas = 0;            ///< [Wh/year] at 2015's output and equipment
  double oil = 0;            ///< [Wh/year]
  double process = 0;        ///< [g/year]
  double feedstock = 0;      ///< [Wh/year] of the gas
  double low_heat = 0;       ///< share of the fuel for heat at low temperature [1]
  double middle_heat = 0;    ///< at middle temperature [1]
  bool trades = false;       ///< inside the EU ETS
  Foresight foresight = Foresight::myopic;
  double site = 0;            ///< cost relative to the mean, size included [1]
  double hurdle = 0;          ///< [1/year]
  double offer_rank = 0;      ///< in (0, 1): offered a heat pump once availability exceeds it
  double willingness = 0;     ///< extra payment for biogas that half of its customers bear [SEK/Wh]
  int closes = 0;             ///< first year at a standstill
  double fuel_kept = 1;       ///< after efficiency measures [1]
  double pump = 0;            ///< share of the heat's fuel replaced by heat pumps [1]
  double boiler = 0;          ///< by electric boilers [1]
  double biogas_share = 0;    ///< of its gas, by the year's contract [1]
  std::uint32_t windows = 0;  ///< reinvestment windows so far
  sim::Time ready = 0;        ///< when what is decided is built; 0 nothing pending
  std::optional<GridConnections::Request> connection;  ///< that it waits for as well
  PlantDecision pending;

  double heat_fuel() const { return (gas - feedstock + oil) * fuel_kept; }  ///< at 2015's output [Wh/year]
  double burnt() const { return 1.0 - pump - boiler; }                      ///< share of it still by fuel [1]
};

/// Who a plant is in draws.
sim::AgentId plant_id(const Plant& plant);
const PlantAssumptions& terms_of(const IndustryInputs& inputs, PlantGroup group);

/// Kemira, Elcowire and the others, whose sizes are lognormal and add up to their sum. Plants without fuel are left
/// out.
std::vector<Plant> found_plants(const IndustryInputs& inputs, const Setting& setting);

/// The plant as the decision at a window sees it at `date`. Oil's price holds its tax, so
/// only trading plants pay for its carbon apart.
HeatSite heat_site(const IndustryInputs& inputs, const Plant& plant, sim::Time date);

}  // namespace skifte::agents
