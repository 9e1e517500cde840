#pragma once
#include <array>

#include "agents/cars/car_class.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"

namespace skifte::agents {

/// Which car a buyer takes: a nested logit over powertrain x class x (new, used), drawn as a GEV vector
/// (sim/choice.hpp).
///
///   V_pc = lambda log offer_pc - b (y/y0)^-e C~_pc + class_c + used (used_constant_p + z_p - pi_p) + plug_p
///          + new (constant_p(t) + z_p + newness + n log(y/y0) - w W - f_p) [utils]
///   C_pc = annuity of (price - bonus) over the holding time less resale + tax + maintenance + km * energy price
///          [kSEK/year]
///   plug_battery = -r max(0, 1 - range/enough) - c (1 - home)(1 - access) + p share + a attitude (1 - share)
///   plug_plugin  = -c' (1 - home)(1 - access)
/// z_p: the year's luck (market_year.hpp); W: months that a new car waits for factories (deliveries.hpp);
/// pi_p: what scarcity adds to the price of used battery cars (used_market.hpp); f_p: what a ban at hand takes from
/// combustion cars, none from used ones, whose prices clear it all over the country; offer_pc: share of models (new) or
/// of used cars for sale (used) [1], so that alternatives of n equal variants count n-fold; lambda: the nests'
/// dissimilarity [1]; class_c: taste for the class; C~: C, of which a krona counts for less the dearer the class, for
/// firms C itself (both car_class.hpp); y/y0: mean income of the buyer's quintile over the middle one's [1]; share:
/// battery cars among the household's acquaintances (acquaintances.hpp), a firm's in the city [1]; attitude: standard
/// normal innovativeness (Rogers 2003). Tax grows with the class's energy use where fuel is burnt, the benefit of a
/// company car with its price. Used cars: their prices clear the regional market, so that all but energy costs the same
/// with each powertrain of a class. Choice set: what is on offer; households that are not aware of plug-in cars
/// (awareness.hpp) look at the others, unless there are none. Nests: new cars, used cars. Valid for annual costs of
/// 10-200 kSEK. Sources: Munzel et al. 2019 for incentives (some 6 % more sales per 1 000 EUR), Tebbe for peers. A
/// medium new car's own-price elasticity is then b C' / lambda (1 - share), C' the capital cost a year per log of the
/// price [kSEK/year], a small one's m_c a_c-fold: about -2.4 within new cars, stronger than the -1.3 of Fridstrom &
/// Ostli 2021 (doi:10.1186/s12544-020-00454-2), which are of all new cars of a powertrain together. Deviations: one
/// value curve for all makes; classes of one powertrain no closer than powertrains of one class. Firms choose among new
/// cars by total cost and the driver's benefit tax.
struct PurchaseAssumptions {
  explicit PurchaseAssumptions(sim::AssumptionReader& read);
  double cost_sensitivity;                           // [year/kSEK] b
  double cost_income_exponent;                       // [1] e
  double company_cost_sensitivity;                   // [year/kSEK]
  double interest;                                   // [1/year]
  double depreciation_combustion;                    // [1/year]
  double depreciation_plug;                          // [1/year]
  std::array<double, powertrains> maintenance;       // [SEK/year]
  double used_tax_ceiling;                           // [SEK/year] combustion cars registered before the malus
  double newness;                                    // [1]
  double new_income;                                 // [1] n
  double wait;                                       // [1/month] w
  std::array<sim::Series, powertrains> constant;     // [1] against petrol
  std::array<double, powertrains> model_year_sd;     // [1] of z, new cars, standard deviation
  double used_year_sd;                               // [1] of z, used cars
  std::array<double, powertrains> company_constant;  // [1] added for firms
  std::array<double, powertrains> used_constant;     // [1] against petrol, used cars
  double range_weight;                               // [1] r
  double range_enough;                               // [km]
  double charging_weight_battery;                    // [1] c
  double charging_weight_plugin;                     // [1] c'
  double peers;                                      // [1] p
  double attitude;                                   // [1] a
  double nest;                                       // [1] dissimilarity lambda
  double benefit_tax;                                // [SEK/year] driver's tax on a petrol company car
  double company_bonus_share;                        // [1] of the private bonus that firms get
  double vat_factor;                                 // [1]
  double plugin_electric_use;                        // [Wh/km] of a plug-in hybrid on current
  double utility_factor_private;                     // [1] share of a plug-in hybrid's km on current
  double utility_factor_without_home;                // [1] of who cannot charge at home
  double utility_factor_company;                     // [1]
  double public_share_with_home;                     // [1] of charging done in public by who can charge at home
  double ethanol_share;                              // [1] of the energy of ethanol cars that is E85, at the ratio
  double ethanol_price_ratio;                        // [1] of E85 over petrol, per energy, that the share belongs to
  double ethanol_price_response;                     // [1] by which the share's odds fall with that ratio
  double ethanol_energy;                             // [Wh/l] of E85
  double hvo_access;                                 // [1] of diesel cars that may use pure HVO and pass a pump
  double hvo_willingness;                            // [1] mean extra fuel cost that their drivers accept
  double hvo_energy;                                 // [Wh/l] of pure HVO
  double own_market_weight;                          // [1] weight of the city's own releases in the used cars offered
  double used_age_spread;   // [1] how much older the lowest quintile's used cars are than the middle's
  double used_age_shape;    // [1] Weibull, of used cars' ages about their mean
  double release_memory;    // [year] half-life of the city's releases among the used cars offered
  double used_price_speed;  // [1/year] a, at which the price of used battery cars follows demand
  double ban_anticipation;  // [1] utils that a new combustion car loses when the ban is at hand
  double ban_horizon;       // [year] from which buyers reckon with it
};

enum class Condition { fresh, used };
inline constexpr int alternatives = 2 * variants;
constexpr int alternative_of(Condition condition, CarClass car_class, int powertrain) {
  return index(condition) * variants + variant_of(car_class, powertrain);
}
constexpr int variant_of_alternative(int alternative) {
  return alternative % variants;
}
constexpr Powertrain powertrain_of(int alternative) {
  return static_cast<Powertrain>(alternative % powertrains);
}
constexpr CarClass class_of(int alternative) {
  return static_cast<CarClass>(alternative % variants / powertrains);
}
constexpr Condition condition_of(int alternative) {
  return static_cast<Condition>(alternative / variants);
}
constexpr bool plugs_in(int powertrain) {
  return powertrain >= index(Powertrain::plugin_hybrid);
}

/// Who buys.
struct Buyer {
  bool company;
  int quintile;  ///< 0-4, households
  int zone;      ///< Zone
  bool home_charging;
  double attitude;           ///< [1]
  double km;                 ///< [km/year]
  bool children = false;     ///< households
  bool aware = true;         ///< reckons with plug-in cars
  double battery_share = 0;  ///< battery cars among those the buyer knows [1]
};

/// What one kilometre costs with each powertrain [SEK/km].
struct EnergyPrices {
  double hvo_share = 0;                       ///< of diesel cars' energy bought as pure HVO [1]
  double ethanol_share = 0;                   ///< of ethanol cars' energy bought as E85 [1]
  std::array<double, powertrains> home;       ///< households that charge at home
  std::array<double, powertrains> elsewhere;  ///< households that do not
  std::array<double, powertrains> company;    ///< firms, without VAT
};
/// Share of diesel cars' energy that drivers want as pure HVO [1]: a exp(-max(0, p_h / p_d - 1) / w), a: who could, w:
/// mean of the exponentially distributed extra cost accepted, p: prices of energy; 0 where one has no price. As
/// machines' and trucks' owners (agents/machinery), on the same finite market.
double hvo_share(const PurchaseAssumptions& assumptions, const PriceSignals& prices, const PolicySignals& policy);
/// Share of ethanol cars' energy that is E85 [1]: s / (1 - s) = s0 / (1 - s0) (r / r0)^-k, r: E85 over petrol by price
/// of energy, s0: share at r0; 0 without a price. A logit of two fuels whose costs compare by their logarithms.
/// Sources: Anderson 2012 (J. Environ. Econ. Manage. 63:151), Pacini & Silveira 2011 (Energy Policy 39:6936);
/// the Swedish falls and recoveries behind k in the YAML. Deviations: no habit, though Swedish drivers who had left E85
/// came back slowly; no distance to a pump.
double ethanol_share(const PurchaseAssumptions& assumptions, const PriceSignals& prices, const PolicySignals& policy);
EnergyPrices energy_prices(const PurchaseAssumptions& assumptions, const PriceSignals& prices,
                           const PolicySignals& policy, const std::array<double, powertrains>& energy_use);

}  // namespace skifte::agents
