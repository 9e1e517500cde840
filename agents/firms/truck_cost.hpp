#pragma once
#include <array>

#include "agents/firms/truck_class.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"

namespace skifte::agents {

/// Days longer than a range. A day's distance is lognormal with mean m and log-sd s, hence with
/// z = (ln(m / R) - s^2 / 2) / s
///   P(d > R) = Phi(z),   E[(d - R)+] = m Phi(z + s) - R Phi(z)            (Black 1976's formula)
struct LongDays {
  double share;   ///< [1] P(d > R)
  double beyond;  ///< [km/d] E[(d - R)+]
};
LongDays long_days(double mean_day, double log_sd, double range);

/// What the month asks of a buyer of a class, by TruckFuel where it differs; money without VAT.
struct TruckOffer {
  std::array<double, truck_fuels> price;   ///< [SEK] new
  std::array<double, truck_fuels> energy;  ///< [SEK/km] at the pump or the depot
  double hvo_per_km;                       ///< [SEK/km] of a diesel truck on pure HVO
  double fast_per_km;                      ///< [SEK/km] of a battery truck at public chargers
  double tax, tax_battery;                 ///< [SEK/year]
  double grant_amount;                     ///< [SEK] per battery truck, at most `amount_of_extra` of its extra price
  double amount_of_extra;                  ///< [1]
  double grant_share;                      ///< [1] of a battery truck's price, at most the buyer's share of the extra
  double range;                            ///< [km]
  double value_when_sold, value_when_sold_battery;            ///< [1] over a new one's price, of one bought new
  double used_value_when_sold, used_value_when_sold_battery;  ///< [1] of one bought used
  double used_price, used_price_battery;                      ///< [1] over a new one's price, paid for a used one
};
TruckOffer truck_offer(const TruckClassAssumptions& assumptions, const TruckMarketAssumptions& market,
                       const PriceSignals& prices, const PolicySignals& policy, double grant_amount, double grant_share,
                       sim::Time date);

/// How a buyer reckons and drives.
struct TruckUse {
  double km;                   ///< [km/year]
  double hurdle_rate;          ///< [1/year] real return demanded; 0 counts as none
  double grant_of_extra;       ///< [1] most that the state may pay of the extra price
  double tolerated_days;       ///< [1] of days beyond the range that other vehicles can take over
  bool used;                   ///< buys second-hand
  bool fossil_free;            ///< a contract demands it: a diesel truck runs on pure HVO
  double battery_leaning = 0;  ///< [utils] the owner's, towards battery trucks
};

/// Grant for a new battery truck [SEK].
double battery_grant(const TruckOffer& offer, double grant_of_extra);
/// What the buyer pays for the truck and its charger, grant deducted [SEK].
double purchase_price(const TruckClassAssumptions& assumptions, const TruckOffer& offer, const TruckUse& use,
                      TruckFuel fuel);

/// What capital costs a buyer, whatever the fuel: (1 + r)^-H and a(r, H) below.
struct TruckCapital {
  TruckCapital(const TruckClassAssumptions& assumptions, const TruckUse& use);
  double discount;  ///< [1]
  double recovery;  ///< [1/year]
};

/// Yearly cost of ownership as the buyer sees it [SEK/year]:
///   C_j = a(r, H) (P_j - S_j (1 + r)^-H) + km (e_j + m_j) + x_j + w h
///   a(r, H) = r / (1 - (1 + r)^-H)         capital recovery at the return demanded r over the holding time H [1/year]
///   P_j   price paid after grant, charger included; second-hand: new price v_j^age    [SEK]
///   S_j   value at the end, new price v_j^(age + H)                                   [SEK]
///   e_j   fuel, depot current and, for phi of a battery truck's km, public fast charging [SEK/km];
///         phi = E[(d - R)+] / E[d];   m_j maintenance [SEK/km];   x_j tax and road charge [SEK/year]
///   w h   driver's time at public chargers beyond the rest taken anyway:
///         h = D max(0, E[(d - R)+] u / p_fast - P(d > R) t_free)                      [h/year]
/// A demand for payback within T years is the return r with a(r, H) = 1/T: r from 0.15 to 0.5 are paybacks of about 5
/// to 2 years over eight (DeCanio 1993, doi:10.1016/0301-4215(93)90196-A; Anderson & Newell 2004,
/// doi:10.1016/j.reseneeco.2003.07.001 find such demands among firms). Cost items as in Noll et al. 2022
/// (doi:10.1016/j.apenergy.2021.118079) and Karlsson & Grauers 2023 (doi:10.3390/en16062793). Deviations: one fuel
/// price, today's, over the holding time; payload lost to the battery is in `offered`; insurance is equal.
double yearly_cost(const TruckClassAssumptions& assumptions, const TruckMarketAssumptions& market,
                   const TruckOffer& offer, const TruckUse& use, const TruckCapital& capital, TruckFuel fuel);

}  // namespace skifte::agents
