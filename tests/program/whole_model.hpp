#pragma once
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "agents/model.hpp"
#include "scenarios/city_reader.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/outcomes.hpp"
#include "scenarios/scenario.hpp"
#include "sim/random.hpp"

/// The model with the shipped assumptions, without the command line.
namespace skifte::program::testing {

inline std::filesystem::path home() {
  const char* named = std::getenv("SKIFTE_HOME");
  return named != nullptr ? named : SKIFTE_SOURCE_DIR;
}

inline const scenarios::Scenario& baseline() {
  static const scenarios::Scenario scenario =
      scenarios::load_scenario("baseline", {}, scenarios::model_vocabulary(), home());
  return scenario;
}

inline const agents::CityData& helsingborg() {
  static const agents::CityData city =
      scenarios::read_city((scenarios::cities_folder(home()) / "helsingborg").string());
  return city;
}

/// Calls visit(name, table) for every table of the accounts.
template <class Visit>
void for_each_table(const agents::Accounts& accounts, Visit visit) {
  visit("emissions", accounts.emissions);
  visit("activity_emissions", accounts.activity_emissions);
  visit("published", accounts.published);
  visit("biogenic", accounts.biogenic);
  visit("sinks", accounts.sinks);
  visit("captured", accounts.captured);
  visit("footprint", accounts.footprint);
  visit("energy", accounts.energy);
  visit("money", accounts.money);
  visit("transfers", accounts.transfers);
  visit("bottlenecks", accounts.bottlenecks);
  visit("contractors_wait", accounts.contractors_wait);
  visit("city_finance", accounts.city_finance);
  visit("grid_waiting", accounts.grid_waiting);
  visit("heat_production", accounts.heat_production);
  visit("cars", accounts.cars);
  visit("new_cars", accounts.new_cars);
  visit("car_border_flow", accounts.car_border_flow);
  visit("light_trucks", accounts.light_trucks);
  visit("heavy_trucks", accounts.heavy_trucks);
  visit("buses", accounts.buses);
  visit("heating_systems", accounts.heating_systems);
  visit("heating_power", accounts.heating_power);
  visit("trips", accounts.trips);
  visit("people", accounts.people);
  visit("indicators", accounts.indicators);
}

/// Calls visit(cell, count) for a year's every cell, last dimension fastest.
template <std::size_t N, class Visit>
void for_each_cell(const sim::Table<N>& table, int year, Visit visit) {
  std::array<int, N> cell{};
  for (;;) {
    visit(cell, table.at(year, cell));
    std::size_t d = N;
    while (d-- > 0) {
      if (++cell[d] < table.sizes()[d]) break;
      cell[d] = 0;
      if (d == 0) return;
    }
  }
}

/// A sum to which a year's cells are mixed in.
template <std::size_t N>
std::uint64_t mixed(std::uint64_t sum, const sim::Table<N>& table, int year) {
  for_each_cell(table, year, [&](const std::array<int, N>&, std::int64_t count) {
    sum = sim::mix_bits(sum + static_cast<std::uint64_t>(count) + 0x9e3779b97f4a7c15ULL);
  });
  return sum;
}

/// A table's whole contents as one number: equal tables, equal numbers.
template <std::size_t N>
std::uint64_t digest(const sim::Table<N>& table) {
  std::uint64_t sum = 0;
  for (int year = 0; year < table.years(); ++year) sum = mixed(sum, table, year);
  return sum;
}

}  // namespace skifte::program::testing
