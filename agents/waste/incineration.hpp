#pragma once
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// What Filbornaverket burns and what comes out of the stack.
///
///   throughput  Q = min(C, L + I)                    C  boiler's capacity, L  local waste, I  bought on the market [g]
///   bought      I = (C - L) / (1 + exp(-(m - m0)/w))  m  margin of a bought tonne, m0 the one that fills half, w
///   spread margin      m = fee + heat value - a phi P        [SEK/t]  phi  fossil CO2 per tonne, P  ETS price, a share
///   traded fossil CO2  F = e_p (p_L L + p_I I)               p  fossil plastic per waste [1], e_p  CO2 per plastic [1]
///   total CO2   T = e_w Q                             e_w  CO2 per waste [1];  biogenic B = T - F, at least 0
///
/// Local waste is households' (persons x rate, less what they sort) and firms'. Source: carbon balance of incineration,
/// 2006 IPCC Guidelines vol. 5, ch. 5, eq. 5.2 with one fossil fraction. Deviations: textiles and rubber count as
/// plastic; oxidation is complete; composition of bought waste is constant but for presorting.
struct IncinerationAssumptions {
  explicit IncinerationAssumptions(sim::AssumptionReader& read);
  sim::Series capacity;         // [g/year] by permit and boiler, known years
  double capacity_factor;       // [1] of it used after the last known year
  double throughput_sd;         // [1]
  double summer_dip;            // [1] relative amplitude of the seasonal throughput
  double residual_per_person;   // [g/(person year)] with 2015's sorting
  double plastic_per_person;    // [g/(person year)] fossil plastic households throw away, sorted or not
  double baseline_sorting;      // [1] share of it sorted in 2015
  double neighbours;            // [person] in the other municipalities that deliver
  sim::Series firms;            // [g/year] firms' waste from the region
  double firm_plastic_share;    // [1]
  double bought_plastic_share;  // [1]
  double plastic_share_growth;  // [1/year] of firms' and bought waste after 2022
  double co2_per_plastic;       // [1]
  double co2_per_waste;         // [1]
  double other_gases;           // [1] CH4 and N2O as CO2e per waste
  double year_sd;               // [1] of the yearly shock to the fossil share's logarithm after 2022
  sim::Series fossil_observed;  // [1] plants' verified fossil CO2 over the model's, known years
  double fee;                   // [SEK/t] for bought waste
  double heat_value;            // [SEK/t] of the heat and power made from it
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

/// Share of the free capacity that bought waste fills [1]; falls with the ETS price [SEK/t].
double bought_share(const IncinerationAssumptions& assumptions, double ets_price);
/// Households' residual waste and the plastic in it [g] for `person_years` with a sorting rate [1].
WasteStreams household_waste(const IncinerationAssumptions& assumptions, double person_years, double sorting_rate);
/// CO2 of what is burnt [g], `shock` the year's factor on the fossil part.
FlueGas flue_gas(const IncinerationAssumptions& assumptions, const WasteStreams& streams, double shock);

}  // namespace skifte::agents
