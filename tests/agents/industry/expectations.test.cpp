#include "agents/industry/expectations.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace {

using namespace skifte;
using namespace skifte::agents;

ExpectationAssumptions terms() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  ExpectationAssumptions assumptions(read);
  assumptions.adaptive_share = 0.5;
  assumptions.announced_share = 0.2;
  assumptions.carbon_growth = 0.1;
  assumptions.free_allocation_2025 = 0.8;
  assumptions.free_allocation_end = 2035;
  assumptions.allocation_kept = 0.25;
  assumptions.ets2_announced = 500;
  assumptions.ets2_announced_from = 2023.4;
  assumptions.ets2_start = 2028;
  assumptions.ets2_pass_through = 0.5;
  return assumptions;
}

const InputPrices today{0.0010, 0.0012, 0.0009, 1000, 300, 0};
const InputPrices past{0.0004, 0.0008, 0.0005, 200, 300, 0};

TEST_CASE("expectations: a remembered price follows the exponential") {
  PriceMemory memory;
  InputPrices price;
  price.gas = 1.0;
  memory.observe(price, 0.5, 1.0 / 12);
  CHECK(memory.remembered().gas == 1.0);
  price.gas = 2.0;
  for (int month = 0; month < 24; ++month) memory.observe(price, 0.5, 1.0 / 12);
  // 2 - exp(-0.5 x 2).
  CHECK(memory.remembered().gas == Approx(2.0 - std::exp(-1.0)));
}

TEST_CASE("expectations: owners split as the shares say") {
  CHECK(foresight_of(terms(), 0.49) == Foresight::adaptive);
  CHECK(foresight_of(terms(), 0.51) == Foresight::announced);
  CHECK(foresight_of(terms(), 0.71) == Foresight::myopic);
}

TEST_CASE("expectations: a tonne in the ETS by hand") {
  // Myopic in 2030: allocation 0.8 x 5/10 = 0.4, of which a quarter is kept: 1000 (1 - 0.4 x 0.75) = 700 in every year.
  const Expectation myopic = expect(terms(), Foresight::myopic, true, today, past, 2030);
  CHECK(myopic.carbon_worth[0] == Approx(700));
  CHECK(myopic.carbon_worth[9] == Approx(700));
  CHECK(myopic.gas_price == today.gas);
  // Adaptive: the remembered 200 SEK/t.
  const Expectation adaptive = expect(terms(), Foresight::adaptive, true, today, past, 2030);
  CHECK(adaptive.carbon_worth[9] == Approx(140));
  CHECK(adaptive.gas_price == past.gas);
  // Announced: year 10 is 2040, nothing free: 1000 x 1.1^10.
  const Expectation announced = expect(terms(), Foresight::announced, true, today, past, 2030);
  CHECK(announced.carbon_worth[9] == Approx(1000 * std::pow(1.1, 10)));
}

TEST_CASE("expectations: ETS2 counts before its start for those who reckon with what is announced, once it is law") {
  const auto fifth = [](Foresight foresight, double year) {
    return expect(terms(), foresight, false, today, past, year).carbon_worth[4];
  };
  CHECK(fifth(Foresight::announced, 2024) == Approx(300 + 0.5 * 500));  // 2029
  CHECK(fifth(Foresight::announced, 2023) == Approx(300));              // not law yet
  CHECK(fifth(Foresight::myopic, 2024) == Approx(300));
}

TEST_CASE("expectations: a tonne more costs an allowance in the ETS, outside it the tax and what ETS2 adds") {
  InputPrices now = today;
  now.ets2 = 600;
  CHECK(marginal_carbon(terms(), true, now) == 1000);
  CHECK(marginal_carbon(terms(), false, now) == Approx(300 + 0.5 * 600));
}

TEST_CASE("expectations: oil in the ETS is without the tax and ETS2 that others pay in its price") {
  InputPrices now = today;
  now.oil_trading = 0.0007;
  CHECK(expect(terms(), Foresight::myopic, true, now, past, 2030).oil_price == 0.0007);
  CHECK(expect(terms(), Foresight::myopic, false, now, past, 2030).oil_price == today.oil);
}

TEST_CASE("expectations: a higher allowance price makes no tonne worth less in any year, whatever the foresight") {
  for (const Foresight foresight : {Foresight::myopic, Foresight::adaptive, Foresight::announced}) {
    InputPrices dear = today, dear_past = past;
    dear.ets *= 2;
    dear_past.ets *= 2;
    const Expectation before = expect(terms(), foresight, true, today, past, 2026);
    const Expectation after = expect(terms(), foresight, true, dear, dear_past, 2026);
    for (std::size_t t = 0; t < 20; ++t) CHECK(after.carbon_worth[t] > before.carbon_worth[t]);
  }
}

}  // namespace
