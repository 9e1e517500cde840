#pragma once
#include <array>
#include <cstdint>

#include "agents/cars/car_assumptions.hpp"
#include "agents/charging/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/choice.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// Which car a buyer takes: a nested logit over powertrain x (new, used), drawn as a GEV vector (sim/choice.hpp).
///
///   V_j = lambda log offer_j - b (y/y0)^-e C_j + new_j (constant_j(t) + newness + n log(y/y0))
///         + used_j used_constant_j(t) + plug_j [utils]
///   C_j = annuity of (price - bonus) over the holding time less resale + tax + maintenance + km * energy price
///   [kSEK/year] offer_j   share of models (new) or of used cars for sale (used); lambda: the nest's dissimilarity, so
///   that alternatives
///             of n equal variants count n-fold
/// Used cars: their prices clear the regional market, so that all but energy costs the same with each powertrain, the
/// mean.
///   plug_battery = -r max(0, 1 - range/enough) - c (1 - home)(1 - access) + p share + a attitude (1 - share)
///   plug_plugin  = -c' (1 - home)(1 - access)
/// y/y0: mean income of the buyer's quintile over the middle one's; share: battery cars in the buyer's zone;
/// attitude: standard normal innovativeness (Rogers 2003). Nests: new cars, used cars.
/// Valid for annual costs of 10-150 kSEK. Sources: Fridstrom & Ostli 2021 (doi:10.1186/s12544-020-00454-2) for
/// own-price elasticities near -1.3, Munzel et al. 2019 for incentives, Tebbe for peers. Deviation: one value curve for
/// all makes. Firms choose among new cars by total cost and the driver's benefit tax.
struct PurchaseAssumptions {
  explicit PurchaseAssumptions(sim::AssumptionReader& read);
  double cost_sensitivity;                             // [year/kSEK] b
  double cost_income_exponent;                         // [1] e
  double company_cost_sensitivity;                     // [year/kSEK]
  double interest;                                     // [1/year]
  double depreciation_combustion;                      // [1/year]
  double depreciation_plug;                            // [1/year]
  std::array<double, powertrains> maintenance;         // [SEK/year]
  double used_tax_ceiling;                             // [SEK/year] combustion cars registered before the malus
  double newness;                                      // [1]
  double new_income;                                   // [1] n
  sim::Series new_supply;                              // [1] how well new cars could be delivered, 1 normal
  std::array<sim::Series, powertrains> constant;       // [1] against petrol
  std::array<double, powertrains> company_constant;    // [1] added for firms
  std::array<sim::Series, powertrains> used_constant;  // [1] against petrol, used cars
  double range_weight;                                 // [1] r
  double range_enough;                                 // [km]
  double charging_weight_battery;                      // [1] c
  double charging_weight_plugin;                       // [1] c'
  double peers;                                        // [1] p
  double attitude;                                     // [1] a
  double nest;                                         // [1] dissimilarity lambda
  double benefit_tax;                                  // [SEK/year] driver's tax on a petrol company car
  double company_bonus_share;                          // [1] of the private bonus that firms get
  double vat_factor;                                   // [1]
  double plugin_electric_use;                          // [Wh/km] of a plug-in hybrid on current
  double utility_factor_private;                       // [1] share of a plug-in hybrid's km on current
  double utility_factor_without_home;                  // [1] of who cannot charge at home
  double utility_factor_company;                       // [1]
  double public_share_with_home;                       // [1] of charging done in public by who can charge at home
  double ethanol_share;                                // [1] of the energy of ethanol cars that is E85
  double ethanol_energy;                               // [Wh/l] of E85
  double own_market_weight;                            // [1] weight of the city's own releases in the used cars offered
  double used_age_spread;   // [1] how much older the lowest quintile's used cars are than the middle's
  double used_age_shape;    // [1] Weibull, of used cars' ages about their mean
  double release_memory;    // [year] half-life of the city's releases among the used cars offered
  double ban_anticipation;  // [1] utils that a combustion car loses when the ban is at hand
  double ban_horizon;       // [year] from which buyers reckon with it
};

enum class Condition { fresh, used };
inline constexpr int alternatives = 2 * powertrains;
constexpr int alternative_of(Condition condition, int powertrain) {
  return index(condition) * powertrains + powertrain;
}
constexpr Powertrain powertrain_of(int alternative) {
  return static_cast<Powertrain>(alternative % powertrains);
}
constexpr Condition condition_of(int alternative) {
  return static_cast<Condition>(alternative / powertrains);
}

/// Who buys.
struct Buyer {
  bool company;
  int quintile;  ///< 0-4, households
  int zone;      ///< Zone
  bool home_charging;
  double attitude;  ///< [1]
  double km;        ///< [km/year]
};

/// What one kilometre costs with each powertrain [SEK/km].
struct EnergyPrices {
  std::array<double, powertrains> home;       ///< households that charge at home
  std::array<double, powertrains> elsewhere;  ///< households that do not
  std::array<double, powertrains> company;    ///< firms, without VAT
};
EnergyPrices energy_prices(const PurchaseAssumptions& assumptions, const PriceSignals& prices,
                           const PolicySignals& policy, const std::array<double, powertrains>& energy_use);

/// The month's offer, priced once for all buyers.
class PurchaseCatalogue {
 public:
  /// `income_ratio`: quintiles' mean income over the middle's [1]. `used_offer`: used cars for sale by powertrain [1].
  void update(const PurchaseAssumptions& assumptions, const CarLifeAssumptions& life, const PolicySignals& policy,
              const PriceSignals& prices, const NationalSignals& national, const ChargingSignals& charging,
              const std::array<double, 5>& income_ratio, const std::array<double, powertrains>& used_offer,
              const std::array<double, 3>& battery_share_by_zone, sim::Time date);
  /// Systematic utility [utils]; meaningless unless on_offer.
  double utility(const Buyer& buyer, int alternative) const;
  bool on_offer(const Buyer& buyer, int alternative) const;
  bool anything_on_offer(const Buyer& buyer) const;
  /// The alternative taken. `ordinal` counts months: the same owner in the same month has the same luck.
  int choose(const Buyer& buyer, const sim::RandomSource& random, sim::AgentId agent, std::uint32_t ordinal) const;
  double price(int powertrain) const {
    return price_[static_cast<std::size_t>(powertrain)];
  }  ///< new, VAT included [SEK]
  double bonus(int powertrain) const { return bonus_[static_cast<std::size_t>(powertrain)]; }  ///< [SEK]
  const EnergyPrices& energy() const { return energy_; }

 private:
  struct Entry {
    bool on_offer = false;
    double attraction = 0;  ///< all that is the same for all buyers [utils]
    double fixed_cost = 0;  ///< [kSEK/year]
  };
  /// Utility is linear in what is a buyer's own: V = base + per_km km + per_attitude attitude.
  struct Terms {
    double base = 0;          ///< [utils], minus infinity when not on offer
    double per_km = 0;        ///< [utils/(km/year)]
    double per_attitude = 0;  ///< [utils]
  };
  /// Buyers with the same terms: households by quintile, zone and charging at home; firms by charging.
  static constexpr std::size_t household_classes = 5 * 3 * 2;
  static constexpr std::size_t buyer_classes = household_classes + 2;
  static std::size_t class_of(const Buyer& buyer) {
    if (buyer.company) return household_classes + (buyer.home_charging ? 1 : 0);
    return static_cast<std::size_t>((buyer.quintile * 3 + buyer.zone) * 2 + (buyer.home_charging ? 1 : 0));
  }
  /// What the entries of all powertrains share.
  struct Market {
    const CarLifeAssumptions& life;
    const PolicySignals& policy;
    const NationalSignals& national;
    const std::array<double, powertrains>& used_offer;
    sim::Time date;
    double log_supply;
    bool banned;        ///< new combustion cars
    double ban_loss;    ///< [utils]
    double range_loss;  ///< [utils]
    double used_fixed;  ///< [kSEK/year]
  };
  void enter(int powertrain, const Market& market);
  Terms terms(const Buyer& buyer, int alternative) const;
  void tabulate();
  const PurchaseAssumptions* assumptions_ = nullptr;
  sim::NestBounds nest_bounds_{1.0};
  std::array<Entry, alternatives> private_{};
  std::array<Entry, powertrains> company_{};
  std::array<double, 5> sensitivity_{};  ///< by quintile [year/kSEK]
  std::array<double, 5> newness_{};      ///< by quintile [utils]
  std::array<double, powertrains> price_{};
  std::array<double, powertrains> bonus_{};
  EnergyPrices energy_{};
  double access_ = 0;
  std::array<double, 3> battery_share_{};
  double city_battery_share_ = 0;
  std::array<std::array<Terms, alternatives>, buyer_classes> terms_{};
};

}  // namespace skifte::agents
