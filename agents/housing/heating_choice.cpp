#include "agents/housing/heating_choice.hpp"

#include <algorithm>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto heating_choice = sim::decision("heating.choice");
constexpr auto members_vote = sim::decision("heating.vote");
constexpr double one_thousand = 1000;
constexpr std::uint64_t heat_pumps = sim::hash_name("heat_pump");
constexpr std::array<std::uint64_t, heating_systems> names = [] {
  std::array<std::uint64_t, heating_systems> hashes{};
  for (std::size_t s = 0; s < hashes.size(); ++s) hashes[s] = sim::hash_name(heating_labels[s]);
  return hashes;
}();

}  // namespace

HeatingChoice::HeatingChoice(sim::AssumptionReader& read)
    : cost_sensitivity(read.number("heating.choice.cost_sensitivity", "1/(kSEK/year)",
                                   "Utility lost per thousand SEK a year of annualised cost")),
      inertia(read.number("heating.choice.inertia", "1", "Utility of replacing like with like")),
      peer_effect(read.number("heating.choice.peer_effect", "1", "Utility of a heat pump when all peers have one")),
      attitude_effect(read.number("heating.choice.attitude_effect", "1",
                                  "Utility of a heat pump per standard deviation of innovativeness")),
      hassle(read.number("heating.choice.hassle", "1", "Utility lost to an occupier's work with changing the system")),
      discount_middle(read.number("heating.choice.discount_middle", "1/year",
                                  "Discount rate of owner-occupiers in the third income quintile")),
      discount_slope(read.number("heating.choice.discount_slope", "1/year",
                                 "Rise of the discount rate per income quintile downwards")),
      discount_landlord(
          read.number("heating.choice.discount_landlord", "1/year", "Discount rate of landlords and boards")),
      landlord_felt(
          read.number("heating.choice.landlord_felt", "1", "Share of heating bills that a landlord bears or counts")),
      municipal_carbon(read.number("heating.choice.municipal_carbon", "SEK/kg",
                                   "What the municipal housing company reckons a kilogram of its own CO2 at")),
      heat_pump_nest(
          read.number("heating.choice.heat_pump_nest", "1", "Dissimilarity of heat pumps among each other")) {}

/// Of quintiles 0 to 4.
constexpr int middle_quintile = quintiles / 2;

double HeatingChoice::discount(const HeatingSituation& situation) const {
  if (situation.owner != Owner::occupier) return discount_landlord;
  return std::max(0.0, discount_middle + discount_slope * (middle_quintile - situation.quintile));
}

HeatingLoans::HeatingLoans(const HeatingChoice& choice, const HeatingTechnology& technology) {
  HeatingSituation situation;
  for (std::size_t who = 0; who < of_.size(); ++who) {
    situation.owner = who < quintiles ? Owner::occupier : Owner::private_landlord;
    situation.quintile = static_cast<int>(who);
    for (std::size_t s = 0; s < of_[who].size(); ++s) {
      of_[who][s] = agents::annuity(choice.discount(situation), technology.lifetime[s]);
    }
  }
}

double HeatingChoice::utility(Heating system, const HeatingSituation& situation, const HeatingTechnology& technology,
                              const HeatingLoans& loans, const PriceSignals& prices) const {
  const auto j = static_cast<std::size_t>(index(system));
  const bool current = system == situation.current;
  const bool landlord = situation.owner == Owner::municipal_landlord || situation.owner == Owner::private_landlord;
  const double scale = situation.is_block ? technology.block_cost_factor : 1.0;
  const bool keeps = current && !situation.has_failed;
  const double invested = keeps ? 0.0 : std::max(0.0, technology.investment[j] * scale - situation.grant[j]);
  const double bill = situation.heat * technology.unit_cost(system, prices);
  const double running = (bill + technology.maintenance[j] * scale) * (landlord ? landlord_felt : 1.0);
  const double carbon = situation.owner == Owner::municipal_landlord ? municipal_carbon : 0.0;
  const double shadow = situation.heat * technology.chimney_carbon(system) * carbon;
  const double cost = running + shadow + invested * loans.annuity(situation, system);
  double value = -cost_sensitivity * cost / one_thousand;
  if (current) value += inertia;
  if (!current && situation.owner == Owner::occupier) value -= hassle;
  if (HeatingTechnology::is_heat_pump(system))
    value += peer_effect * situation.peers + attitude_effect * situation.attitude;
  return value;
}

Heating HeatingChoice::choose(const HeatingSituation& situation, const HeatingTechnology& technology,
                              const HeatingLoans& loans, const PriceSignals& prices, const sim::RandomSource& random,
                              sim::AgentId building, std::uint32_t ordinal) const {
  std::array<sim::Alternative, 7> alternatives{};
  std::array<Heating, 7> systems{};
  std::size_t n = 0;
  for (int s = 0; s < heating_systems; ++s) {
    const auto system = static_cast<Heating>(s);
    if (!situation.on_offer[static_cast<std::size_t>(s)]) continue;
    const std::uint64_t name = names[static_cast<std::size_t>(s)];
    const bool pump = HeatingTechnology::is_heat_pump(system);
    alternatives[n] = {name, pump ? heat_pumps : name, utility(system, situation, technology, loans, prices),
                       pump ? heat_pump_nest : 1.0};
    systems[n++] = system;
  }
  sim::ensure(n > 0, "heating choice: nothing on offer");
  const auto best = static_cast<std::size_t>(
      sim::choose(std::span(alternatives).first(n), random, heating_choice, building, ordinal));
  const bool may_keep = situation.on_offer[static_cast<std::size_t>(index(situation.current))];
  if (situation.owner != Owner::cooperative || systems[best] == situation.current || !may_keep) return systems[best];
  const double gain = alternatives[best].utility - utility(situation.current, situation, technology, loans, prices);
  const double in_favour = 1 / (1 + sim::exp(-gain));
  const double z = sim::normal_quantile(random.uniform(members_vote, building, ordinal));
  const double spread = sim::sqrt(in_favour * (1 - in_favour) / std::max(1, situation.dwellings));
  return in_favour + spread * z > 0.5 ? systems[best] : situation.current;
}

}  // namespace skifte::agents
