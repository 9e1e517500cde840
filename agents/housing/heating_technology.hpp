#pragma once
#include <array>
#include <string>
#include <string_view>

#include "agents/categories.hpp"
#include "agents/markets/signals.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// A system's label as it stands in a sentence: "ground source heat pump".
std::string in_words(std::string_view label);

inline constexpr int heating_systems = static_cast<int>(heating_labels.size());

/// What a heating system is, by Heating. A house's figures; a block of flats pays block_cost_factor times as much a
/// dwelling.
struct HeatingTechnology {
  explicit HeatingTechnology(sim::AssumptionReader& read);
  std::array<double, 7> investment;    // installed in a house, VAT included [SEK]
  std::array<double, 7> lifetime;      // Weibull scale [year]
  std::array<double, 7> efficiency;    // useful heat over purchased energy of the main carrier, a year's mean [1]
  std::array<double, 7> maintenance;   // [SEK/year]
  std::array<double, 7> install_days;  // a crew's work in a house [d]
  double lifetime_shape;               // Weibull shape [1]
  double block_cost_factor;            // per dwelling, blocks relative to houses [1]
  double material_share;               // of the investment, the part that the state's grant counts [1]
  double gas_main_share;               // of gas homes' heat that gas gives, the rest direct electricity [1]
  double gas_factor;                   // [g CO2/kWh]
  double oil_factor;                   // [g CO2/kWh]

  /// Energy cost of useful heat: p_j / e_j, and for gas homes the mean of gas and direct electricity, g p_g / e_g +
  /// (1 - g) p_el / e_el [SEK/kWh]; p price, e efficiency, g gas_main_share.
  double unit_cost(Heating system, const PriceSignals& prices) const;

  /// Fossil CO2 at the chimney per useful heat, what an owner sees of its own emissions [kg CO2/kWh].
  double chimney_carbon(Heating system) const;

  /// Price of the main carrier's energy [SEK/kWh].
  static double energy_price(Heating system, const PriceSignals& prices);
  static Carrier carrier(Heating system);
  static bool is_heat_pump(Heating system) {
    return system == Heating::air_source_heat_pump || system == Heating::ground_source_heat_pump;
  }
};

/// Yearly payment of a loan: r / (1 - (1 + r)^-n); 1/n at r = 0. r [1/year], n [year].
double annuity(double rate, double years);

}  // namespace skifte::agents
