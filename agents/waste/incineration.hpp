#pragma once
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// What Filbornaverket burns and what comes out of the stack.
///
///   throughput  Q = min(C, L + I)                    C  capacity in order this month, L  local waste, I  bought [g]
///   bought      I = (C - L) / (1 + exp(-(m - m0)/w))  m  margin of a bought tonne, m0 the one that fills half, w
///                                                     spread; in known years I = C - L, for C is what was burnt
///   margin      m = g + y + e + h u - (1 - j)(1 - k) a phi P          [SEK/t]
///                                                     g  gate fee, y  the year's waste market, e  worth of power,
///                                                     h  worth of heat, u  share of the plant's heat that the
///                                                     network took last month [1], j  carbon cost that gate fees carry
///                                                     [1], k  captured share [1], a  share traded [1], phi  fossil CO2
///                                                     per bought tonne [1], P  ETS price
///   composition p(t) = (p0 r + p1 (1 - r)) f,  r = exp(-(t - t0)/l)    p0  plastic share of known contracts, p1  of
///                                                     those that follow, l  life of contracts [year], f  drift
///   packaging   every stream's plastic is lowered by c s (1 - i)      i  the law's index of packaging waste [1], s
///                                                     packaging's part of plastic, c  how far the law is complied with
///   fossil CO2  F = e_p (p_L L + p_I I)               e_p  CO2 per plastic [1]
///   total CO2   T = e_w Q                             e_w  CO2 per waste [1];  biogenic B = T - F, at least 0
///
/// A higher ETS price never fills more of the plant (j <= 1). Local waste is households' (persons x rate, less what
/// they sort) and firms'; all CO2 of bought and imported waste counts here, and so does that of heat sold to other
/// towns. Source: carbon balance of incineration, 2006 IPCC Guidelines vol. 5, ch. 5, eq. 5.2 with one fossil fraction;
/// trade in waste by gate fee: Avfall Sverige 2019:19 (shape assumed). Deviations: textiles and rubber count as
/// plastic; oxidation is complete.
struct IncinerationAssumptions {
  explicit IncinerationAssumptions(sim::AssumptionReader& read);
  sim::Series capacity;         // [g/year] by permit and boiler, known years
  double capacity_factor;       // [1] of it used after the last known year
  double outage;                // [1] chance of a long stop a year
  double outage_length;         // [year] mean length of it
  double summer_dip;            // [1] relative amplitude of the seasonal throughput
  double residual_per_person;   // [g/(person year)] with 2015's sorting
  double plastic_per_person;    // [g/(person year)] fossil plastic households throw away, sorted or not
  double baseline_sorting;      // [1] share of it sorted in 2015
  double neighbours;            // [person] in the other municipalities that deliver
  sim::Series firms;            // [g/year] firms' waste from the region
  double firm_plastic_share;    // [1]
  double bought_plastic_share;  // [1]
  double firm_plastic_later;    // [1] of contracts made after the last known year
  double bought_plastic_later;  // [1]
  double contract_life;         // [year]
  double packaging_part;        // [1] of plastic that is packaging
  double packaging_compliance;  // [1]
  double plastic_share_growth;  // [1/year] of firms' and bought waste after 2022
  double co2_per_plastic;       // [1]
  double co2_per_waste;         // [1]
  double other_gases;           // [1] CH4 and N2O as CO2e per waste
  double year_sd;               // [1] of the yearly shock to the fossil share's logarithm after 2022
  sim::Series fossil_observed;  // [1] plants' verified fossil CO2 over the model's, known years
  double fee;                   // [SEK/t] for bought waste
  double fee_sd;                // [SEK/t] of the waste market's year
  double fee_persistence;       // [1] of it from year to year
  double fee_carbon_share;      // [1] of the carbon cost that gate fees carry
  double heat_value;            // [SEK/t] of the heat made from it, all of it taken
  double power_value;           // [SEK/t] of the power
  double market_midpoint;       // [SEK/t] m0
  double market_spread;         // [SEK/t] w
  double ets_share;             // [1] of the emissions that need allowances
  double heat_per_waste;        // [Wh/g] delivered to the network
  double power_per_waste;       // [Wh/g]
  double presorting_yield;      // [1] of plastic that presorting takes out where it is applied
};

/// A month's streams [g].
struct WasteStreams {
  double households = 0;
  double household_plastic = 0;
  double firms = 0;
  double firm_plastic = 0;
  double bought = 0;
  double bought_plastic = 0;
  double total() const { return households + firms + bought; }
  double plastic() const { return household_plastic + firm_plastic + bought_plastic; }
};

struct FlueGas {
  double fossil = 0;    ///< [g CO2]
  double biogenic = 0;  ///< [g CO2]
};

/// What the owner weighs for a bought tonne beside its fee and composition.
struct WasteMarket {
  double ets_price = 0;      ///< [SEK/t]
  double fee_change = 0;     ///< the year's, y [SEK/t]
  double heat_use = 1;       ///< u [1]
  double capture_share = 0;  ///< k [1]
};

/// Share of the free capacity that bought waste fills [1] with `plastic` of it [1]; falls with the ETS price, rises
/// with fee and heat use.
double bought_share(const IncinerationAssumptions& assumptions, double plastic, const WasteMarket& market);
/// Plastic share p(t) [1] `years` after the last known one, from `known` towards `later`.
double contract_composition(const IncinerationAssumptions& assumptions, double known, double later, double years);
/// Takes the packaging that the law has made superfluous out of a stream [g].
void avoid_packaging(const IncinerationAssumptions& assumptions, double law_index, double& mass, double& plastic);
/// Households' residual waste and the plastic in it [g] for `person_years` with a sorting rate [1].
WasteStreams household_waste(const IncinerationAssumptions& assumptions, double person_years, double sorting_rate);
/// CO2 of what is burnt [g], `shock` the year's factor on the fossil part.
FlueGas flue_gas(const IncinerationAssumptions& assumptions, const WasteStreams& streams, double shock);

}  // namespace skifte::agents
