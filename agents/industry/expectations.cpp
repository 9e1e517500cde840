#include "agents/industry/expectations.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

ExpectationAssumptions::ExpectationAssumptions(sim::AssumptionReader& read)
    : adaptive_share(read.number("industry.expectation.adaptive_share", "1",
                                 "Share of owners who expect a memory of past prices to stay")),
      announced_share(read.number("industry.expectation.announced_share", "1",
                                  "Share of owners who reckon with announced carbon prices")),
      adaptation(read.number("industry.expectation.adaptation", "1/year", "Rate at which that memory follows prices")),
      carbon_growth(read.number("industry.carbon_growth", "1/year", "Growth of the carbon price that owners expect")),
      free_allocation_2025(read.number("industry.free_allocation_2025", "1",
                                       "Share of trading plants' emissions allocated free",
                                       sim::Bounds::not_negative())),
      free_allocation_end(read.number("industry.free_allocation_end", "year", "Year in which free allocation ends")),
      allocation_kept(read.number("industry.allocation_kept", "1",
                                  "Part of the free allocation that owners reckon to keep after a switch")),
      ets2_announced(read.number("industry.ets2_announced", "SEK/t", "ETS2 price that is expected before it starts")),
      ets2_announced_from(
          read.number("industry.ets2_announced_from", "year", "Calendar year, with decimals, since when ETS2 is law")),
      ets2_start(read.number("price.ets2.start", "year", "When ETS2 begins")),
      ets2_pass_through(read.number("price.ets2.pass_through", "1",
                                    "Share of the ETS2 price that reaches the buyer on top of today's CO2 tax")) {}

void PriceMemory::observe(const InputPrices& now, double rate, double years) {
  const double step = begun_ ? 1.0 - sim::exp(-rate * years) : 1.0;
  begun_ = true;
  const auto follow = [step](double& memory, double price) { memory += step * (price - memory); };
  follow(memory_.gas, now.gas);
  follow(memory_.oil, now.oil);
  follow(memory_.electricity, now.electricity);
  follow(memory_.ets, now.ets);
  follow(memory_.carbon_tax, now.carbon_tax);
  follow(memory_.ets2, now.ets2);
  follow(memory_.oil_trading, now.oil_trading);
}

double marginal_carbon(const ExpectationAssumptions& assumptions, bool trades, const InputPrices& now) {
  return trades ? now.ets : now.carbon_tax + assumptions.ets2_pass_through * now.ets2;
}

Foresight foresight_of(const ExpectationAssumptions& assumptions, double u) {
  if (u < assumptions.adaptive_share) return Foresight::adaptive;
  return u < assumptions.adaptive_share + assumptions.announced_share ? Foresight::announced : Foresight::myopic;
}

double free_allocation(const ExpectationAssumptions& assumptions, double year) {
  const double span = std::max(1.0, assumptions.free_allocation_end - 2025.0);
  return assumptions.free_allocation_2025 * std::clamp((assumptions.free_allocation_end - year) / span, 0.0, 1.0);
}

Expectation expect(const ExpectationAssumptions& assumptions, Foresight foresight, bool trades, const InputPrices& now,
                   const InputPrices& remembered, double year) {
  const bool looks_ahead = foresight == Foresight::announced;
  const InputPrices& energy = foresight == Foresight::myopic ? now : remembered;
  const InputPrices& carbon = foresight == Foresight::adaptive ? remembered : now;
  Expectation expected{energy.gas, trades ? energy.oil_trading : energy.oil, energy.electricity, {}};
  double growth = 1.0;
  for (int t = 1; t <= longest_life; ++t) {
    if (looks_ahead) growth *= 1.0 + assumptions.carbon_growth;
    double& worth = expected.carbon_worth[static_cast<std::size_t>(t - 1)];
    const double then = looks_ahead ? year + t : year;
    if (trades) {
      worth = carbon.ets * growth * (1.0 - free_allocation(assumptions, then) * (1.0 - assumptions.allocation_kept));
      continue;
    }
    double ets2 = carbon.ets2 * growth;
    const bool announced = looks_ahead && year >= assumptions.ets2_announced_from && then >= assumptions.ets2_start;
    if (ets2 <= 0 && announced) ets2 = assumptions.ets2_announced;
    worth = carbon.carbon_tax + assumptions.ets2_pass_through * ets2;
  }
  return expected;
}

}  // namespace skifte::agents
