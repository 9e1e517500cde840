#pragma once
#include <array>

#include "agents/categories.hpp"
#include "agents/markets/signals.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

inline constexpr std::size_t car_powertrains = powertrain_labels.size();
using ByPowertrain = std::array<double, car_powertrains>;

/// How far households drive a car of each powertrain at its own cost of a kilometre, relative to the mean car of 2015:
///   log km_p = e_s x_p + (e_l - e_s) L_p + r y_p
///   x_p = log(price_p / price_p,2015) + log((c_0 + charge) / c_0),   y_p = log(c_p / c_0) - log(price_p /
///   price_p,2015) dL_p/dt = (x_p - L_p) / T
/// c_p marginal cost of a kilometre with the powertrain [SEK/km], c_0 the mean of all cars over 2015, price_p of what
/// it runs on, charge [SEK/km] on the mean of all kilometres, L what is adapted to, T adjustment time [year]. y is what
/// the technology makes of the cost at the prices of 2015: below 0 for cars that need little or run on something cheap.
/// e_s, e_l short and long-run elasticity to a changed price (Berry & Börjesson 2024, doi:10.1016/j.eneco.2024.107661),
/// r the weaker rebound of a cheaper kilometre by another technology (De Borger, Mulalic & Rouwendal 2016,
/// doi:10.1016/j.jeem.2016.05.002: 8-10 %; Dimitropoulos, Oueslati & Sintek 2018, doi:10.1016/j.eneco.2018.07.021:
/// 26-29 % in the long run). Prices' effect on the choice of mode is within e and counts here alone. A quintile q of
/// 0..4 has e s_q / mean(s), s_0 = 1 - l, else s_q = 1 - g (q - 2) / 2: elasticities fall with income, but the poorest
/// respond least (Berry & Börjesson 2024; g and l are judgements). Valid for c, prices > 0; e, r <= 0.
struct CarDistanceAssumptions {
  explicit CarDistanceAssumptions(sim::AssumptionReader& read);
  double elasticity_short;  // e_s [1]
  double elasticity_long;   // e_l [1]
  double income_gradient;   // g [1]
  double lowest_weaker;     // l [1]
  double adjustment_time;   // T [year]
  double rebound;           // r [1]
};

/// Price of what a powertrain runs on, in a unit of its own. A plug-in hybrid: petrol and current, half each.
ByPowertrain energy_prices_by_powertrain(const PriceSignals& prices);

class CarDistance {
 public:
  explicit CarDistance(const CarDistanceAssumptions& assumed);
  /// Moves on by `years`. `cost` [SEK/km] by powertrain and `mean_cost` of all cars; 0 where there is no such car,
  /// which then keeps its level. The first twelve steps make the reference.
  void advance(const ByPowertrain& prices, const ByPowertrain& cost, double mean_cost, double charge, double years);
  /// Kilometres per car relative to the mean car of 2015 [1].
  double level(std::size_t quintile, std::size_t powertrain) const;
  /// Mean marginal cost over that of 2015, charge included [1].
  double relative_cost() const { return relative_cost_; }
  /// What a charge [SEK/km] makes of a kilometre's cost of 2015 [1].
  double charged(double charge) const { return reference_cost_ > 0 ? 1 + charge / reference_cost_ : 1; }

 private:
  CarDistanceAssumptions assumed_;
  std::array<double, quintiles> stronger_{};  ///< s_q / mean(s)
  ByPowertrain reference_price_{};
  double reference_cost_ = 0;  ///< c_0 [SEK/km]
  int steps_ = 0;              ///< in the reference
  double relative_cost_ = 1;
  ByPowertrain now_{}, adapted_{}, technology_{};  ///< x, L, y
};

}  // namespace skifte::agents
