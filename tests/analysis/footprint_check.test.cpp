#include "analysis/footprint_check.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using agents::Footprint;

/// 1 000 inhabitants in 2015: 1 500 t of food, 500 t of home energy, 9 000 t of public consumption.
agents::ModelRun small_run() {
  std::vector<sim::AssumptionDeclaration> declared;
  sim::AssumptionReader collecting = sim::AssumptionReader::collecting(declared);
  (void)agents::ScaleAssumptions(collecting);
  (void)agents::NeutralityAssumptions(collecting);
  sim::AssumptionValues values;
  for (const auto& declaration : declared) values.set(declaration.name, 1.0);
  sim::AssumptionReader read(values);
  const sim::Calendar calendar(2015, 2016);
  agents::ModelRun run{agents::Accounts(calendar, agents::ScaleAssumptions(read)), agents::NeutralityAssumptions(read)};
  const sim::Window window = calendar.window(0);
  run.accounts.set_indicator(window, agents::Accounts::Indicator::population, 1000);
  run.accounts.post_footprint(window, Footprint::food, 1500e6);
  run.accounts.post_footprint(window, Footprint::home_energy, 500e6);
  run.accounts.post_footprint(window, Footprint::public_consumption, 9000e6);
  return run;
}

}  // namespace

TEST_CASE("published footprints stand beside the model's, households without what public bodies cause") {
  agents::CityData city;
  city.footprint = {{2015, 2022, Footprint::food, 1200},
                    {2015, 2022, Footprint::home_energy, 400},
                    {2015, 2022, {}, 1600},
                    {2016, 2026, {}, 1500},   // nobody lives there in the model
                    {1990, 2022, {}, 3000}};  // before the run
  const auto fits = analysis::fit_footprint(small_run(), city);
  REQUIRE(fits.size() == 3);
  CHECK(fits[0].simulated == Approx(1500));
  CHECK(fits[1].simulated == Approx(500));
  CHECK(fits[2].simulated == Approx(2000));
  const std::string text = analysis::footprint_text(fits);
  CHECK(text.find("food                2015     2022       1200       1500   1.250  level taken from it") !=
        std::string::npos);
  CHECK(text.find("home_energy         2015     2022        400        500   1.250\n") != std::string::npos);
  CHECK(text.find("households          2015     2022       1600       2000   1.250\n") != std::string::npos);
}

TEST_CASE("a city without a published footprint gets no table") {
  CHECK(analysis::footprint_text(analysis::fit_footprint(small_run(), {})).empty());
}
