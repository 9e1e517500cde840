#pragma once
#include <array>

#include "agents/categories.hpp"

namespace skifte::agents {

/// Sweden around the city: an aggregate background published by agents/national. It drives the inventory's allocated
/// rows, through traffic, the catalogue of cars and the used-car market beyond the border.
struct NationalSignals {
  // The catalogue every buyer meets, new cars, by Powertrain:
  std::array<double, 7> car_price{};  ///< [SEK], VAT included, before bonus
  std::array<double, 7>
      car_energy_use{};  ///< real-world use of the main carrier [Wh/km]; plug-ins: fuel when not on current
  std::array<double, 7> models_on_offer{};  ///< share of the market's models sold with this powertrain [1]
  double battery_range = 0;                 ///< a new battery car's [km]
  // Sweden's fleet:
  double new_cars = 0;                     ///< registered in all [vehicle/year]
  std::array<double, 7> new_car_share{};   ///< of new registrations [1]
  std::array<double, 7> stock_share{};     ///< of cars in use [1]
  std::array<double, 7> used_car_share{};  ///< of used cars offered for sale [1]
  std::array<double, 7> used_car_age{};    ///< mean age of used cars offered [year]
  double car_fossil_per_km = 0;            ///< fossil CO2 of the average car-kilometre driven in Sweden [g/km]
  double car_traffic_index = 1;            ///< car-kilometres in Sweden, 2022 = 1
  double light_truck_fossil_per_km = 0;    ///< [g/km]
  double light_truck_diesel_per_km = 0;    ///< diesel as pumped, of the average truck-kilometre [Wh/km]
  double light_truck_traffic_index = 1;    ///< 2022 = 1
  double heavy_truck_fossil_per_km = 0;    ///< [g/km]
  double heavy_truck_diesel_per_km = 0;    ///< [Wh/km]
  double heavy_truck_traffic_index = 1;    ///< 2022 = 1
  /// What the year's luck makes of traffic around its trend [1]; part of the indices above.
  double car_traffic_year = 1, light_truck_traffic_year = 1, heavy_truck_traffic_year = 1;
  std::array<double, 3> light_truck_new_share{};  ///< diesel, gas, battery [1]
  std::array<double, 3> heavy_truck_new_share{};  ///< diesel, gas, battery [1]
  /// National emissions of each allocated row in a constant unit of its own; 0 where the row is local.
  std::array<double, subsectors> row_index{};
};

}  // namespace skifte::agents
