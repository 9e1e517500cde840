#include "agents/city/lever_unit_costs.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>

namespace skifte::agents {

namespace {

constexpr double million = 1e6;

struct Thing {
  std::string_view what;  // empty: nothing to pay
  std::string_view unit;  // per person, or in million SEK
};

struct Priced {
  std::string_view lever;
  std::string_view parameter;
  double otherwise;  // of the parameter, as the lever's declaration has it
  Thing built;
  Thing run;
};

constexpr Thing nothing = {};

constexpr std::array priced = std::to_array<Priced>({
    {"building_reuse",
     "share",
     0,
     {"Depots for all building material that is reused", "SEK/person"},
     {"Staff of depots for all building material that is reused", "SEK/(person year)"}},
    {"campaigns", "level", 1, nothing, {"Campaigns at full level", "SEK/(person year)"}},
    {"climate_agreements", "share", 0, nothing, {"Staff for agreements with all firms", "SEK/(person year)"}},
    {"climate_procurement",
     "share",
     0,
     nothing,
     {"Dearer purchases and staff for demands in all of them", "SEK/(person year)"}},
    {"congestion_charge", "", 1, {"A charging system", "SEK/person"}, {"Its running", "SEK/(person year)"}},
    {"cycle_network", "added", 0, {"Cycle paths", "MSEK/km"}, {"Upkeep of cycle paths", "MSEK/(km year)"}},
    {"electric_buses", "share", 1, {"Depots and connections for electric buses", "SEK/person"}, nothing},
    {"expressen_line_2", "", 1, {"Works for an express bus line", "MSEK"}, nothing},
    {"expressen_line_3", "", 1, {"Works for an express bus line", "MSEK"}, nothing},
    {"fossil_free_construction_sites",
     "share",
     0,
     nothing,
     {"Staff for demands on all building sites", "SEK/(person year)"}},
    {"fossil_free_procurement",
     "share",
     0,
     nothing,
     {"Dearer contracts and staff for demands in all of them", "SEK/(person year)"}},
    {"habit_campaign", "strength", 0, nothing, {"Campaigns at strength 1", "SEK/(person year)"}},
    {"logistics_hub",
     "share",
     0,
     {"Hubs for all deliveries", "SEK/person"},
     {"Running of hubs for all deliveries", "SEK/(person year)"}},
    {"public_meals",
     "reduction",
     0,
     nothing,
     {"Dearer food and training, for meals without any footprint", "SEK/(person year)"}},
    {"sorting_obligation", "", 1, nothing, {"Collection of packaging at every home", "SEK/(person year)"}},
    {"sustainable_consumption",
     "level",
     1,
     nothing,
     {"Libraries of things, repair and advice at full level", "SEK/(person year)"}},
    {"truck_charging", "share", 0, {"Public chargers for trucks on all routes", "SEK/person"}, nothing},
});

constexpr std::array payers = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"biogas_expansion", "firms"},
    {"bus_supply", "region"},
    {"congestion_charge", "state"},
    {"district_heat_expansion", "municipal_companies"},
    {"district_heat_pumps", "municipal_companies"},
    {"electric_buses", "region"},
    {"filborna_ccs", "municipal_companies"},
    {"flue_gas_heat_recovery", "municipal_companies"},
    {"gas_network_closure", "municipal_companies"},
    {"grid_reinforcement", "municipal_companies"},
    {"heat_storage", "municipal_companies"},
    {"industry_grants", "state"},
    {"landfill_cover", "municipal_companies"},
    {"logistics_hub", "firms"},
    {"plastic_presorting", "municipal_companies"},
    {"port_electrification", "municipal_companies"},
    {"refrigerant_replacement", "firms"},
    {"sorting_obligation", "firms"},
    {"truck_charging", "firms"},
});

/// Kinds book an investment in these levers' names.
constexpr std::array<std::string_view, 13> invested = {
    "biogas_expansion",       "district_heat_expansion", "district_heat_pumps", "filborna_ccs",
    "flue_gas_heat_recovery", "gas_homes_conversion",    "grid_reinforcement",  "heat_storage",
    "industry_grants",        "landfill_cover",          "plastic_presorting",  "purchase_bonus",
    "refrigerant_replacement"};

/// Kinds book a running cost in these levers' names.
constexpr std::array<std::string_view, 4> run = {"contingency", "filborna_ccs", "public_charging",
                                                 "soil_carbon_programme"};

/// Why others cost nothing in their own names.
constexpr std::array reasons = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"building_limits", "whoever builds pays for other materials"},
    {"bus_supply", "the region pays for its traffic"},
    {"electricity_price", "it is the market's price"},
    {"frozen_population", "it is a world without changes, not a measure"},
    {"frozen_world", "it is a world without changes, not a measure"},
    {"fuel_tax", "it is a tax: those who drive pay it"},
    {"gas_network_closure", "it is a rule: owners buy another heating"},
    {"green_bonds", "they are money, not a measure"},
    {"hydrogen_cluster", "industry pays for its plant"},
    {"obligation_level", "it is a rule: fuel is dearer for those who drive"},
    {"parking_price", "it is a price: those who park pay it"},
    {"port_electrification", "the machines' owners pay for them"},
    {"renovation_programme", "owners pay for their houses"},
    {"repealed_obligation", "it is a rule: fuel is dearer for those who drive"},
    {"transit_fare", "it is a price: the region gets less of it"},
});

double persons(const CityData& city) {
  const auto& persons = city.households.persons;
  return std::accumulate(persons.begin(), persons.end(), 0.0);
}

}  // namespace

LeverUnitCosts::LeverUnitCosts(sim::AssumptionReader& read) {
  for (const Priced& cost : priced) {
    const std::string name = "lever_cost." + std::string(cost.lever);
    const auto price = [&](const Thing& thing, const char* kind) {
      return thing.what.empty() ? 0.0 : read.number(name + kind, std::string(thing.unit), std::string(thing.what));
    };
    const bool by_person = (cost.built.what.empty() ? cost.run : cost.built).unit.starts_with("SEK");
    entries_.push_back({cost.lever, cost.parameter, cost.otherwise, by_person, price(cost.built, ".investment"),
                        price(cost.run, ".running_cost")});
  }
}

const LeverUnitCosts::Entry* LeverUnitCosts::find(std::string_view lever) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.lever == lever; });
  return found == entries_.end() ? nullptr : &*found;
}

UnitPrice LeverUnitCosts::of(std::string_view lever, const sim::LeverSetting& setting, const CityData& city) const {
  const Entry* entry = find(lever);
  if (entry == nullptr) return {};
  const double quantity = entry->parameter.empty() ? 1 : setting.number(entry->parameter, entry->otherwise);
  const double size = quantity * (entry->by_person ? persons(city) : million);
  return {entry->investment * size, entry->running_cost * size};
}

double LeverUnitCosts::contingency(const sim::LeverSetting& setting, const CityData& city) const {
  const double cost = find("campaigns")->running_cost * setting.number("campaign", 0) +
                      find("fossil_free_procurement")->running_cost * setting.number("procurement", 0);
  return cost * persons(city);
}

sim::LeverMoney money_of_lever(std::string_view lever) {
  const auto among = [&](const auto& names) { return std::find(names.begin(), names.end(), lever) != names.end(); };
  const auto cost =
      std::find_if(priced.begin(), priced.end(), [&](const Priced& candidate) { return candidate.lever == lever; });
  const auto reason =
      std::find_if(reasons.begin(), reasons.end(), [&](const auto& candidate) { return candidate.first == lever; });
  const bool known = cost != priced.end();
  return {among(invested) || (known && !cost->built.what.empty()), among(run) || (known && !cost->run.what.empty()),
          reason == reasons.end() ? "" : std::string(reason->second)};
}

std::string_view usual_payer(std::string_view lever) {
  const auto found =
      std::find_if(payers.begin(), payers.end(), [&](const auto& known) { return known.first == lever; });
  return found == payers.end() ? std::string_view("city") : found->second;
}

}  // namespace skifte::agents
