#include "agents/industry/plants.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto plant_size = sim::decision("plant.size");
constexpr auto plant_site = sim::decision("plant.site");
constexpr auto plant_heat = sim::decision("plant.heat");
constexpr auto plant_owner = sim::decision("plant.owner");

/// `size` is the plant's over the mean of its group, for the economies of scale.
Plant make_plant(const IndustryInputs& inputs, const Setting& setting, PlantGroup group, std::uint32_t number,
                 double share, double size) {
  const PlantAssumptions& terms = terms_of(inputs, group);
  const OptionAssumptions& options = inputs.options;
  Plant plant;
  plant.group = group;
  plant.number = number;
  plant.gas = terms.gas * share;
  plant.oil = terms.oil * share;
  plant.process = terms.process * share;
  plant.feedstock = plant.gas * terms.feedstock;
  if (group == PlantGroup::other) {
    const double moved = plant.gas * inputs.process_within_gas;
    plant.gas -= moved;
    plant.process += moved * inputs.gas_factor / 1000.0;
  }
  const auto site = setting.random.uniform_pair(plant_site, plant_id(plant), 0);
  const auto heat = setting.random.uniform_pair(plant_heat, plant_id(plant), 0);
  const auto owner = setting.random.uniform_pair(plant_owner, plant_id(plant), 0);
  plant.site = sim::lognormal(site[0], 1.0, std::max(options.site_spread, 1e-9)) *
               sim::pow(std::max(size, 1e-3), options.scale_exponent - 1.0);
  plant.hurdle = sim::lognormal(site[1], options.hurdle, std::max(options.hurdle_spread, 1e-9));
  // Low-temperature heat between 0 and twice the mean; the middle band within what that leaves.
  plant.low_heat = std::min(1.0, 2.0 * heat[0] * terms.low_heat);
  plant.middle_heat = std::min(1.0 - plant.low_heat, terms.middle_heat);
  plant.willingness = sim::exponential(heat[1], std::max(inputs.biogas.willingness, 1e-12)) / 1000.0;
  plant.foresight = foresight_of(inputs.expectation, owner[0]);
  plant.offer_rank = owner[1];
  plant.closes = closure_year(terms.output, plant_id(plant), setting);
  return plant;
}

}  // namespace

sim::AgentId plant_id(const Plant& plant) {
  return sim::agent_id("plant", 1000 * static_cast<std::uint64_t>(plant.group) + plant.number);
}

const PlantAssumptions& terms_of(const IndustryInputs& inputs, PlantGroup group) {
  return group == PlantGroup::kemira ? inputs.kemira : group == PlantGroup::elcowire ? inputs.elcowire : inputs.others;
}

std::vector<Plant> found_plants(const IndustryInputs& inputs, const Setting& setting) {
  std::vector<Plant> plants;
  const auto has_fuel = [](const PlantAssumptions& terms) { return terms.gas + terms.oil + terms.process > 0; };
  if (has_fuel(inputs.kemira)) {
    plants.push_back(make_plant(inputs, setting, PlantGroup::kemira, 0, 1.0, 1.0));
    plants.back().trades = true;
  }
  if (has_fuel(inputs.elcowire)) {
    plants.push_back(make_plant(inputs, setting, PlantGroup::elcowire, 0, 1.0, 1.0));
  }
  if (!has_fuel(inputs.others)) return plants;
  const auto n = static_cast<std::uint32_t>(std::max(1.0, std::floor(inputs.other_plants + 0.5)));
  std::vector<double> size(n);
  double total = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    Plant who;
    who.number = i;
    size[i] = sim::lognormal(setting.random.uniform(plant_size, plant_id(who), 0), 1.0, inputs.size_spread);
    total += size[i];
  }
  // Relative to the distribution's mean, so that another plant changes nobody's costs.
  const double mean = sim::exp(0.5 * inputs.size_spread * inputs.size_spread);
  for (std::uint32_t i = 0; i < n; ++i) {
    plants.push_back(make_plant(inputs, setting, PlantGroup::other, i, size[i] / total, size[i] / mean));
  }
  // The largest trade: as many as bring their share nearest to the one assumed.
  std::vector<std::size_t> order;
  for (std::size_t p = plants.size() - n; p < plants.size(); ++p) order.push_back(p);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return plants[a].gas != plants[b].gas ? plants[a].gas > plants[b].gas : a < b;
  });
  double traded = 0;
  for (const std::size_t p : order) {
    const double share = size[plants[p].number] / total;
    if (traded + share / 2 > inputs.trading_share) break;
    plants[p].trades = true;
    traded += share;
  }
  return plants;
}

HeatSite heat_site(const IndustryInputs& inputs, const Plant& plant, sim::Time date) {
  HeatSite site;
  site.gas = (plant.gas - plant.feedstock) * plant.fuel_kept;
  site.oil = plant.oil * plant.fuel_kept;
  site.low = plant.low_heat;
  site.middle = plant.middle_heat;
  site.pump = plant.pump;
  site.boiler = plant.boiler;
  site.site = plant.site;
  site.hurdle = plant.hurdle;
  site.gas_carbon = inputs.gas_factor / 1e9;
  site.oil_carbon = plant.trades ? inputs.oil_factor / 1e9 : 0.0;
  site.offered_pump = plant.offer_rank < inputs.options.heat_pump_availability.at(date);
  return site;
}

}  // namespace skifte::agents
