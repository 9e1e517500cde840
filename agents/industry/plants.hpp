#pragma once
#include <cstdint>
#include <vector>

#include "agents/industry/industry.hpp"

namespace skifte::agents {

/// One plant's equipment and what it has decided.
struct Plant {
  enum class Group : std::uint8_t { kemira, elcowire, other };
  Group group = Group::other;
  std::uint32_t number = 0;  ///< within the group
  double gas = 0;            ///< [Wh/year] at 2015's output and equipment
  double oil = 0;            ///< [Wh/year]
  double process = 0;        ///< [g/year]
  double feedstock = 0;      ///< [Wh/year] of the gas
  bool trades = false;       ///< inside the EU ETS
  double site = 0;           ///< cost relative to the mean [1]
  double hurdle = 0;         ///< [1/year]
  double electrifiable = 0;  ///< share of the fuel for heat [1]
  double willingness = 0;    ///< for biogas [SEK/Wh]
  double fuel_kept = 1;      ///< after efficiency measures [1]
  double electric = 0;       ///< share of the heat's fuel replaced [1]
  bool buys_biogas = false;
  std::uint32_t windows = 0;  ///< reinvestment windows so far
  sim::Time ready = 0;        ///< when what is decided comes into operation; 0 nothing pending
  double pending_kept = 1;
  double pending_electric = 0;
};

/// Who a plant is in draws.
sim::AgentId plant_id(const Plant& plant);

/// Kemira, Elcowire and the others, whose sizes are lognormal and add up to their sum. Plants without fuel are left
/// out.
std::vector<Plant> found_plants(const IndustryInputs& inputs, const Setting& setting);

/// What a plant decides at a window.
struct PlantDecision {
  bool efficiency = false;
  bool electrify = false;
  double investment = 0;  ///< before grant [SEK]
  double npv = 0;         ///< [SEK]
};

/// The best of nothing, efficiency, electrification, and both, by net present value.
PlantDecision decide_at_window(const ReinvestmentAssumptions& assumptions, const Plant& plant, double fuel,
                               double emission_factor, const Expectation& expectation, double grant_share,
                               double years_since_2025);

}  // namespace skifte::agents
