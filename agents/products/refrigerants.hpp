#pragma once
#include <array>
#include <vector>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// Fluorinated gases in equipment: owners choose a refrigerant when equipment is replaced, the bank leaks until it is
/// gone.
///
///   price of ordinary gas   p(q) = p0 q^-e                      q  EU quota relative to 2015 [1], 0 < q <= 1
///   share choosing low GWP  s(q) = 1 - (1 - v) (1 - 1 / (1 + exp((m - p(q)) / w)))
///                                                               m  extra cost of low-GWP equipment [SEK/kg charge], w
///                                                               its spread, v  share of new equipment for which the
///                                                               law forbids the ordinary gas [1]
///   charge of the equipment in use grows by g [1/year] a person
///   bank by cohort          B_a(t+1) = B_(a-1)(t) (1 - r s)      r  yearly retrofit rate where it pays
///   [1/year] emissions               E = sum_a B_a l + B_last d           l  leakage [1/year], d share lost at
///   scrapping [1]
///
/// Banks are in g CO2e. Source: 2006 IPCC Guidelines vol. 3, ch. 7 (emission-factor approach, eq. 7.13-7.14); choice by
/// a logit over cost. Deviations: leaks are topped up with the gas that leaked, so a cohort's CO2e stays until retrofit
/// or scrapping; lifetimes are rounded to whole years.
enum class Equipment { refrigeration, air_conditioning, vehicles, other };
inline constexpr Labels<4> equipment_labels = {"refrigeration", "air_conditioning", "vehicles", "other"};

struct EquipmentAssumptions {
  double charge;            // [g/person] gas in equipment
  double gwp;               // [1] of the ordinary gas
  double leakage;           // [1/year]
  double end_of_life_loss;  // [1]
  double lifetime;          // [year]
  double low_gwp_premium;   // [SEK/kg]
  sim::Series banned;       // [1] v
  double charge_growth;     // [1/year] g
};

struct RefrigerantAssumptions {
  explicit RefrigerantAssumptions(sim::AssumptionReader& read);
  std::array<EquipmentAssumptions, 4> equipment;
  double low_gwp;              // [1] of the alternative
  double gas_price;            // [SEK/kg] ordinary gas, quota 1
  double scarcity_elasticity;  // [1]
  double premium_spread;       // [SEK/kg]
  double retrofit_rate;        // [1/year]
  double exchange_cost;        // [SEK/kg] beyond what pays
};

/// Price of ordinary gas under quota q [SEK/kg]; q below 0.01 counts as 0.01.
double ordinary_gas_price(const RefrigerantAssumptions& assumptions, double quota);
/// Share of new equipment with low-GWP gas [1]; grows as the quota shrinks and as bans widen.
double low_gwp_share(const RefrigerantAssumptions& assumptions, Equipment equipment, double quota, sim::Time date);

/// The gas in one kind of equipment, by yearly cohorts.
class RefrigerantBank {
 public:
  /// A stationary bank of `persons` people, all with ordinary gas, ages spread evenly.
  RefrigerantBank(const RefrigerantAssumptions& assumptions, Equipment equipment, double persons);
  /// One year on, to `date`: scraps the oldest cohort, retrofits where it pays, buys for `persons` people under
  /// `quota`.
  /// `early_replacement` [1/year] is the share of ordinary gas exchanged beyond what pays.
  void turn_year(double persons, double quota, double early_replacement, sim::Time date);
  double emissions_per_year() const;                 ///< leakage and loss at scrapping [g CO2e/year]
  double bank() const;                               ///< [g CO2e]
  double charge() const;                             ///< [g]
  double exchanged_early() const { return early_; }  ///< ordinary gas of this year, beyond what pays [g]

 private:
  struct Cohort {
    double ordinary;  // [g]
    double low;       // [g]
  };
  double co2e(const Cohort& cohort) const;
  const RefrigerantAssumptions* assumptions_;
  Equipment equipment_;
  std::vector<Cohort> cohorts_;  // youngest first
  double charge_ = 1;            // per person over the first year's
  double scrapped_ = 0;          // [g CO2e] lost at this year's scrapping
  double early_ = 0;             // [g]
};

}  // namespace skifte::agents
