#pragma once
#include <array>
#include <cstdint>

#include "sim/assumptions.hpp"

namespace skifte::agents {

/// What a plant's owner expects energy and carbon to cost over the life of an investment. Owners differ, for good:
///
///   myopic      today's prices and terms stay
///   adaptive    dM/dt = a (p - M): a memory M of past prices stays (Cagan 1956; Nerlove 1958, doi:10.2307/1880597)
///   announced   energy as adaptive; carbon grows at g from today's price, free allocation falls as the law says, and
///               ETS2 counts from its start once it is law
///
/// What a saved tonne is worth in year y [SEK/t]:
///   in the ETS    c(y) (1 - A(y) (1 - k))   A  share of emissions allocated free, falling linearly to 0,
///                                           k  part of the allocation kept after a switch [1]
///   outside it    CO2 tax + b c2(y)         b  part of the ETS2 price that comes on top of the tax [1]
///
/// k = 1 is opportunity cost as in textbooks, k = 0 an allocation by fuel burnt; firms act between (Venmans 2016,
/// doi:10.1080/14693062.2015.1088813). g is what holders of a bankable allowance demand (Hotelling's rule). Forecasts
/// by mixed rules after Hommes 2011 (doi:10.1016/j.jedc.2010.10.003). Every worth grows with the carbon price.
enum class Foresight : std::uint8_t { myopic, adaptive, announced };

struct ExpectationAssumptions {
  explicit ExpectationAssumptions(sim::AssumptionReader& read);
  double adaptive_share;        // [1] of owners
  double announced_share;       // [1] of owners; the rest are myopic
  double adaptation;            // [1/year] a
  double carbon_growth;         // [1/year] g
  double free_allocation_2025;  // [1] A until 2025
  double free_allocation_end;   // [year] A is 0 from here on
  double allocation_kept;       // [1] k
  double ets2_announced;        // [SEK/t] price expected before trade begins
  double ets2_announced_from;   // [year] since when it is law
  double ets2_start;            // [year]
  double ets2_pass_through;     // [1] b
};

/// Prices at a date; the carbon prices apart.
struct InputPrices {
  double gas = 0;          // [SEK/Wh] without carbon
  double oil = 0;          // [SEK/Wh] taxes included
  double electricity = 0;  // [SEK/Wh]
  double ets = 0;          // [SEK/t]
  double carbon_tax = 0;   // [SEK/t] as industry pays it
  double ets2 = 0;         // [SEK/t], 0 before it starts
  double oil_trading = 0;  // [SEK/Wh] to a plant in the ETS, without CO2 tax and ETS2
};

/// What a tonne more costs today [SEK/t]: an allowance in the ETS, whatever is given free, else CO2 tax + b c2.
double marginal_carbon(const ExpectationAssumptions& assumptions, bool trades, const InputPrices& now);

/// The adaptive memory of prices.
class PriceMemory {
 public:
  /// Goes `years` on towards `now`; the first observation is taken as it is.
  void observe(const InputPrices& now, double rate, double years);
  const InputPrices& remembered() const { return memory_; }

 private:
  InputPrices memory_;
  bool begun_ = false;
};

/// Longest life of an investment that can be reckoned with [year].
inline constexpr int longest_life = 40;

/// Prices expected for the years 1, 2, ... after the decision.
struct Expectation {
  double gas_price = 0;                             // [SEK/Wh]
  double oil_price = 0;                             // [SEK/Wh]
  double electricity_price = 0;                     // [SEK/Wh]
  std::array<double, longest_life> carbon_worth{};  // [SEK/t] by year
};

/// Owner's kind from a uniform draw: adaptive, then announced, then myopic.
Foresight foresight_of(const ExpectationAssumptions& assumptions, double u);
/// Share of a trading plant's emissions allocated free in `year` [1].
double free_allocation(const ExpectationAssumptions& assumptions, double year);
/// `year` is the decision's, with decimals.
Expectation expect(const ExpectationAssumptions& assumptions, Foresight foresight, bool trades, const InputPrices& now,
                   const InputPrices& remembered, double year);

}  // namespace skifte::agents
