#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "sim/assumptions.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// Premises with a boiler of their own and what becomes of them.
enum class PremisesHeat { gas, oil, district_heat, heat_pump };
inline constexpr int premises_heats = 4;

/// At the end of a boiler's life its owner compares, with heterogeneous payback demands,
///   payback_j = (investment_j - investment_boiler) / (Q (c_boiler - c_j))    [year],  j: heat pump, district heat
///   where it runs
/// and takes the option with the shortest payback below what it demands, lognormal(median, sd); otherwise another
/// boiler.
///   c_gas = (gas + (carbon tax + b ETS2) f_gas) / eta, c_oil likewise, c_heat_pump = electricity / SCOP,
///   c_district = district heat  [SEK/kWh] Q useful heat [kWh/year]; investments per useful kWh and year. Those bound
///   by the agreement stretch the payback.
/// Where the gas network closes (GasClosure), boilers on it that are due once the closure is known, and all the others
/// within its last year, are replaced by what costs least over the time D that their owner demands back:
///   min_j  investment_j + D Q c_j,   j: heat pump, district heat where it runs
struct PremisesAssumptions {
  PremisesAssumptions(sim::AssumptionReader& read, const std::string& kind);
  double boilers;               // [1] number at the start
  double gas_share;             // [1] of them
  double heat;                  // [Wh/year] useful heat of a boiler's premises, mean
  double heat_log_sd;           // [1]
  double lifetime;              // [year] Weibull scale
  double lifetime_shape;        // [1]
  double efficiency;            // [1] of boilers
  double scop;                  // [1] of heat pumps
  double near_network;          // [1] share that district heat can reach
  double investment_boiler;     // [SEK year/kWh]
  double investment_heat_pump;  // [SEK year/kWh]
  double investment_district;   // [SEK year/kWh]
  double payback_median;        // [year]
  double payback_log_sd;        // [1]
  double agreement;             // [1]
  double gas_factor;            // [g CO2/kWh]
  double oil_factor;            // [g CO2/kWh]
  double ets2_pass_through;     // [1] b, part of the ETS2 price that comes on top of the tax
  double efficiency_gain;       // [1/year] heat saved by better buildings
  double install_days;          // [d year/kWh] a crew's work per yearly useful heat
};

class PremisesHeating {
 public:
  PremisesHeating(std::string kind, const PremisesAssumptions& assumptions, const sim::Calendar& calendar,
                  const sim::RandomSource& random);
  struct Orders {
    double investment = 0;  ///< [SEK]
    int systems = 0;        ///< new ones, whatever they burn
    double crew_days = 0;   ///< [d]
  };
  /// Replaces boilers due in the window.
  Orders renew(const sim::Window& window, const PriceSignals& prices, const PolicySignals& policy,
               double agreement_share, double vat_factor, const GasClosure& closure);
  /// Useful heat by what makes it [Wh/year].
  double heat(PremisesHeat what) const { return static_cast<double>(heat_[static_cast<std::size_t>(what)]); }
  /// Running cost of useful heat [SEK/kWh].
  std::array<double, premises_heats> cost(const PriceSignals& prices, const PolicySignals& policy,
                                          double vat_factor) const;

 private:
  PremisesHeat choose(std::uint32_t boiler, const std::array<double, premises_heats>& cost,
                      double agreement_share) const;
  PremisesHeat choose_without_gas(std::uint32_t boiler, const std::array<double, premises_heats>& cost,
                                  double agreement_share) const;
  double demanded_payback(std::uint32_t boiler, double agreement_share) const;
  bool near_network(std::uint32_t boiler) const;
  bool loses_gas(std::uint32_t boiler, const GasClosure& closure) const;
  void close_gas(const sim::Window& window, const GasClosure& closure);
  void file(std::uint32_t boiler, sim::Time date, double aged);

  std::string kind_;
  const PremisesAssumptions& assumptions_;
  const sim::RandomSource& random_;
  sim::BucketCalendar calendar_;
  std::vector<PremisesHeat> what_;
  std::vector<std::int64_t> useful_;  ///< [Wh/year]
  std::vector<std::uint8_t> round_;
  std::vector<sim::Time> due_;  ///< replacement [d]
  std::array<std::int64_t, premises_heats> heat_{};
  bool gas_closed_ = false;
};

}  // namespace skifte::agents
