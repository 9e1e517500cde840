#include "agents/housing/building_stock.hpp"

#include <algorithm>
#include <string>

namespace skifte::agents {
namespace {

constexpr auto start_system = sim::decision("heating.start_system");
constexpr auto dwelling_size = sim::decision("heating.dwelling_size");
constexpr auto ownership = sim::decision("heating.ownership");
constexpr auto in_network = sim::decision("heating.in_network");
constexpr double least_relative_area = 0.6;  // areas are uniform around the mean, 0.6 to 1.4 times

std::array<double, 7> shares(sim::AssumptionReader& read, const std::string& of, const std::string& meaning) {
  std::array<double, 7> result{};
  for (std::size_t s = 0; s < result.size(); ++s) {
    const std::string system(heating_labels[s]);
    result[s] = read.number("heating.share." + of + "." + system, "1", meaning + ": " + in_words(system));
  }
  return result;
}

Owner owner_of(std::uint8_t dwelling, std::uint8_t tenure, double municipal_share, double u) {
  switch (static_cast<Tenure>(tenure)) {
    case Tenure::owner_occupied:
      return Owner::occupier;
    case Tenure::cooperative:
      return static_cast<Dwelling>(dwelling) == Dwelling::house ? Owner::occupier : Owner::cooperative;
    case Tenure::rental:
    case Tenure::other:
      break;
  }
  return u < municipal_share ? Owner::municipal_landlord : Owner::private_landlord;
}

constexpr std::size_t classes = 2 * 4 * 3;  // of blocks: age x tenure x zone

/// For as many buildings as there can be, since vectors that grow would leave up to half of their memory unused.
void make_room(const Households& households, double block_size, Buildings& buildings) {
  const auto houses =
      static_cast<std::size_t>(std::count_if(households.begin(), households.end(), [](const Household& household) {
        return household.dwelling == static_cast<std::uint8_t>(Dwelling::house);
      }));
  const double flats = static_cast<double>(households.size() - houses);
  const std::size_t n = houses + static_cast<std::size_t>(flats / std::max(1.0, block_size)) + classes;
  for (auto* bytes : {&buildings.system, &buildings.owner, &buildings.zone, &buildings.is_block, &buildings.network}) {
    bytes->reserve(n);
  }
  buildings.dwellings.reserve(n);
  buildings.heat.reserve(n);
  buildings.first_slot.reserve(n);
}

std::uint32_t add_building(const Households& households, std::uint32_t slot, bool built_later,
                           const StockAssumptions& assumed, const sim::RandomSource& random, Buildings& buildings) {
  const bool block = households[slot].dwelling != static_cast<std::uint8_t>(Dwelling::house);
  const sim::AgentId id = building_id(slot);
  const auto& weights = block ? assumed.flat_share : built_later ? assumed.new_house_share : assumed.house_share;
  const int system = sim::categorical(random.uniform(start_system, id, 0), weights.data(), heating_systems);
  // Blocks built later are all joined to the network.
  const int chosen = block && built_later ? index(Heating::district_heat) : system;
  const double relative = least_relative_area + 2 * (1 - least_relative_area) * random.uniform(dwelling_size, id, 0);
  const double area = (block ? assumed.flat_area : assumed.house_area) * relative;
  const double intensity = (block ? assumed.flat_heat : assumed.house_heat) * (built_later ? assumed.new_heat : 1.0);
  const bool network =
      block || chosen == index(Heating::district_heat) || random.uniform(in_network, id, 0) < assumed.network_share;
  buildings.system.push_back(static_cast<std::uint8_t>(chosen));
  buildings.owner.push_back(static_cast<std::uint8_t>(owner_of(
      households[slot].dwelling, households[slot].tenure, assumed.municipal_share, random.uniform(ownership, id, 0))));
  buildings.zone.push_back(households[slot].zone);
  buildings.is_block.push_back(block ? 1 : 0);
  buildings.network.push_back(network ? 1 : 0);
  buildings.dwellings.push_back(0);
  buildings.heat.push_back(static_cast<float>(area * intensity));
  buildings.first_slot.push_back(slot);
  return static_cast<std::uint32_t>(buildings.size() - 1);
}

}  // namespace

StockAssumptions::StockAssumptions(sim::AssumptionReader& read)
    : house_share(shares(read, "house", "Share of houses with the system at the start of 2015")),
      flat_share(shares(read, "flat", "Share of blocks of flats with the system at the start of 2015")),
      new_house_share(shares(read, "new_house", "Share of houses built later with the system")),
      house_area(read.number("heating.house_area", "m2", "Mean heated area of a house")),
      flat_area(read.number("heating.flat_area", "m2", "Mean heated area of a flat, its part of stairs included")),
      house_heat(read.number("heating.house_heat", "kWh/(m2 year)", "Useful heat of a house, hot water included")),
      flat_heat(read.number("heating.flat_heat", "kWh/(m2 year)", "Useful heat of a flat, hot water included")),
      new_heat(
          read.number("heating.new_heat", "1", "Heat per area of dwellings built after the reference year, relative")),
      municipal_share(
          read.number("heating.municipal_share", "1", "Share of rented blocks owned by the municipal company")),
      network_share(read.number("heating.network_share", "1",
                                "Share of houses without district heat in whose street it can be had")),
      block_size(read.number("heating.block_size", "dwelling", "Dwellings in a block of flats")) {}

Buildings make_buildings(const Households& households, std::size_t reference, const StockAssumptions& assumed,
                         const sim::RandomSource& random, std::vector<std::uint32_t>& of_slot) {
  Buildings buildings;
  make_room(households, assumed.block_size, buildings);
  of_slot.resize(households.size());
  std::array<std::uint32_t, classes> open{};  // the block being filled
  std::array<int, classes> places{};          // left in it
  for (std::uint32_t slot = 0; slot < households.size(); ++slot) {
    const bool later = slot >= reference;
    if (households[slot].dwelling == static_cast<std::uint8_t>(Dwelling::house)) {
      of_slot[slot] = add_building(households, slot, later, assumed, random, buildings);
      continue;
    }
    const std::size_t c = (later ? 12U : 0U) + households[slot].tenure * 3U + households[slot].zone;
    if (places[c] == 0) {
      open[c] = add_building(households, slot, later, assumed, random, buildings);
      places[c] = static_cast<int>(assumed.block_size);
    }
    of_slot[slot] = open[c];
    --places[c];
  }
  return buildings;
}

}  // namespace skifte::agents
