#pragma once
#include <array>
#include <vector>

#include "agents/categories.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Sweden's cars as cohorts by powertrain and year of registration, stepped by month.
///
/// Attrition: a car of age a leaves with the hazard (per year) of Weibull scrapping, h(a) = (k/l)(a/l)^(k-1), plus
/// export x while a is at most the export age. New cars: N(t) a year, by powertrain s_p(t). Shares: to the last
/// observed year y as registered; later an incremental logit (Ben-Akiva & Lerman 1985, ch. 5) around it,
///   s_p(t) ~ s_p(y) exp(V_p(t) - V_p(y)),  V_p = log(o_p) - b c_p,
/// o_p share of models on offer [1], c_p yearly cost [kSEK/year] (price less bonus times annuity, energy, vehicle tax),
/// b [year/kSEK]; zero-emission shares are lifted to the EU standards' floor in proportion. Fossil CO2 per kilometre:
/// kilometre-weighted over cohorts of energy use times the fuel's fossil factor. Deviation: one kind of buyer; the
/// city's own buyers (agents/cars) are individuals.
struct NationalCarAssumptions {
  explicit NationalCarAssumptions(sim::AssumptionReader& read);
  std::array<double, 7> stock_2015;        // [vehicle]
  std::array<double, 7> initial_mean_age;  // [year]
  std::array<sim::Series, 7> share;        // [1], observed
  sim::Series registrations;               // [vehicle/year], observed
  double registrations_later;              // [vehicle/year] level that is regained
  double registrations_regained_in;        // [year] time it takes
  double used_from, used_to;               // [year] ages at which used cars change hands among households
  double survival_shape, survival_scale;   // [1], [year]
  double export_hazard, export_age;        // [1/year], [year]
  std::array<double, 7> km_ratio;          // [1] yearly kilometres over the average car's
  std::array<sim::Series, 7> price;        // [kSEK] new car without battery for battery cars
  double battery_margin;                   // [1] retail over pack cost
  sim::Series battery_capacity;            // [kWh]
  double battery_range_per_kwh;            // [km/kWh]
  std::array<sim::Series, 7> energy_use;   // [kWh/km] by year of registration
  std::array<sim::Series, 7> on_offer;     // [1] observed
  double on_offer_battery_2030;            // [1]
  double cost_sensitivity;                 // [year/kSEK]
  double annuity;                          // [1/year] share of a new car's price a year
  double km_per_year;                      // [km/year] of the buyer of a new car
  double plugin_private_factor;            // [1] share of households' plug-ins' kilometres on current
  double plugin_company_factor;            // [1] of firms'
  double plugin_company_share;             // [1] of plug-ins' kilometres that firms' cars drive
  double plugin_utility_factor() const {
    return plugin_company_share * plugin_company_factor + (1 - plugin_company_share) * plugin_private_factor;
  }
  double plugin_current_cost;  // [1] cost of a plug-in's kilometre on current over one on petrol
};

class NationalCarFleet {
 public:
  NationalCarFleet(const NationalCarAssumptions& assumptions, sim::Time begin);
  /// Sets the month's catalogue (prices, energy use, offer) and steps the cohorts by one month ending at `end`.
  void step(const sim::Window& window, sim::Time driver_date, const PriceSignals& prices, const PolicySignals& policy);
  const std::array<double, 7>& price() const { return price_; }            ///< [SEK]
  const std::array<double, 7>& energy_use() const { return energy_use_; }  ///< new cars [Wh/km]
  const std::array<double, 7>& on_offer() const { return on_offer_; }      ///< [1]
  double registrations() const { return registrations_; }                  ///< new cars in all [vehicle/year]
  const std::array<double, 7>& new_share() const { return new_share_; }    ///< [1]
  std::array<double, 7> stock() const;                                     ///< [vehicle]
  /// Used cars offered: those of the ages at which cars change hands; shares [1] and mean age [year], where a
  /// powertrain has none the youngest such age.
  void used_supply(std::array<double, 7>& share, std::array<double, 7>& mean_age) const;
  double battery_range() const { return battery_range_; }  ///< [km]
  /// Fossil CO2 of the average car-kilometre [g/km].
  double fossil_per_km(const PolicySignals& policy) const;

 private:
  struct Cohort {
    double cars;        // [vehicle]
    double energy_use;  // [Wh/km]
    int year;
  };
  void set_catalogue(sim::Time date, const PriceSignals& prices, const PolicySignals& policy);
  void set_registrations(const sim::Window& window, sim::Time date);
  void set_shares(const sim::Window& window, sim::Time date, const PolicySignals& policy);
  double utility(std::size_t powertrain) const;
  double hazard(double age) const;
  /// Share of a year's cohort that stays over the month [1].
  double staying(int year, const sim::Window& window) const;

  NationalCarAssumptions in_;
  std::array<std::vector<Cohort>, 7> cohorts_;
  std::array<double, 7> price_{}, energy_use_{}, on_offer_{}, new_share_{}, yearly_cost_{};
  std::array<double, 7> utility_known_{}, share_known_{};  // of the last observed year
  int shares_known_to_ = 0;                                // [year] last with observed shares
  int registrations_known_to_ = 0;                         // [year]
  int pivot_months_ = 0;
  int year_ = 0;
  double battery_range_ = 0;
  double registrations_ = 0;
};

}  // namespace skifte::agents
