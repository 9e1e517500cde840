#include "agents/industry/plants.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto plant_size = sim::decision("plant.size");
constexpr auto plant_site = sim::decision("plant.site");
constexpr auto plant_heat = sim::decision("plant.heat");

Plant make_plant(const IndustryInputs& inputs, const Setting& setting, Plant::Group group, std::uint32_t number,
                 const PlantAssumptions& terms, double share) {
  Plant plant;
  plant.group = group;
  plant.number = number;
  plant.gas = terms.gas * share;
  plant.oil = terms.oil * share;
  plant.process = terms.process * share;
  plant.feedstock = plant.gas * terms.feedstock;
  const auto site = setting.random.uniform_pair(plant_site, plant_id(plant), 0);
  const auto heat = setting.random.uniform_pair(plant_heat, plant_id(plant), 0);
  const ReinvestmentAssumptions& terms_of_all = inputs.reinvestment;
  plant.site = sim::lognormal(site[0], 1.0, std::max(terms_of_all.site_spread, 1e-9));
  plant.hurdle = sim::lognormal(site[1], terms_of_all.hurdle, std::max(terms_of_all.hurdle_spread, 1e-9));
  // Uniform between 0 and twice the mean, within what is possible.
  plant.electrifiable = std::min(1.0, 2.0 * heat[0] * terms_of_all.electrifiable_share);
  plant.willingness = sim::exponential(heat[1], std::max(inputs.biogas_willingness, 1e-12)) / 1000.0;
  return plant;
}

}  // namespace

sim::AgentId plant_id(const Plant& plant) {
  return sim::agent_id("plant", 1000 * static_cast<std::uint64_t>(plant.group) + plant.number);
}

std::vector<Plant> found_plants(const IndustryInputs& inputs, const Setting& setting) {
  std::vector<Plant> plants;
  const auto has_fuel = [](const PlantAssumptions& terms) { return terms.gas + terms.oil + terms.process > 0; };
  if (has_fuel(inputs.kemira)) {
    plants.push_back(make_plant(inputs, setting, Plant::Group::kemira, 0, inputs.kemira, 1.0));
    plants.back().trades = true;
  }
  if (has_fuel(inputs.elcowire)) {
    plants.push_back(make_plant(inputs, setting, Plant::Group::elcowire, 0, inputs.elcowire, 1.0));
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
  for (std::uint32_t i = 0; i < n; ++i) {
    plants.push_back(make_plant(inputs, setting, Plant::Group::other, i, inputs.others, size[i] / total));
  }
  // The largest trade, until their share is reached.
  std::vector<std::size_t> order;
  for (std::size_t p = plants.size() - n; p < plants.size(); ++p) order.push_back(p);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return plants[a].gas != plants[b].gas ? plants[a].gas > plants[b].gas : a < b;
  });
  double traded = 0;
  for (const std::size_t p : order) {
    const double share = size[plants[p].number] / total;
    if (traded + share > inputs.trading_share) break;
    plants[p].trades = true;
    traded += share;
  }
  return plants;
}

PlantDecision decide_at_window(const ReinvestmentAssumptions& assumptions, const Plant& plant, double fuel,
                               double emission_factor, const Expectation& expectation, double grant_share,
                               double years_since_2025) {
  const int life = std::max(1, static_cast<int>(std::floor(assumptions.life + 0.5)));
  const double cost_of_current =
      assumptions.electrification_cost * sim::exp(-assumptions.technology_progress * std::max(0.0, years_since_2025));
  PlantDecision best;
  for (int option = 1; option < 4; ++option) {
    const bool efficiency = (option & 1) != 0;
    const bool electrify = (option & 2) != 0;
    const double saved = efficiency ? fuel * assumptions.efficiency_saving : 0.0;
    const double replaced = electrify ? std::max(0.0, (fuel - saved) * (plant.electrifiable - plant.electric)) : 0.0;
    if (saved + replaced <= 0) continue;
    const Investment investment{saved + replaced, emission_factor, replaced * assumptions.electricity_per_fuel,
                                plant.site * (saved * assumptions.efficiency_cost + replaced * cost_of_current)};
    const double npv = net_present_value(investment, expectation, plant.hurdle, life, grant_share);
    if (npv > best.npv) best = {efficiency, electrify && replaced > 0, investment.cost, npv};
  }
  return best;
}

}  // namespace skifte::agents
