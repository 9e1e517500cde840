#include "analysis/base_years.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using analysis::BaseYearFit;

/// A run of 2015 to 2016 with cars scaled by 1.5 and nothing else scaled.
agents::ModelRun small_run() {
  std::vector<sim::AssumptionDeclaration> declared;
  sim::AssumptionReader collecting = sim::AssumptionReader::collecting(declared);
  (void)agents::ScaleAssumptions(collecting);
  (void)agents::NeutralityAssumptions(collecting);
  sim::AssumptionValues values;
  for (const auto& declaration : declared) values.set(declaration.name, 1.0);
  values.set("inventory.scale.cars", 1.5);
  sim::AssumptionReader read(values);
  const sim::Calendar calendar(2015, 2016);
  agents::ModelRun run{agents::Accounts(calendar, agents::ScaleAssumptions(read)), agents::NeutralityAssumptions(read)};
  for (int year = 0; year < 2; ++year) {
    const sim::Window window = calendar.window(12 * year);
    run.accounts.post_emissions(window, agents::Subsector::cars, agents::Carrier::petrol, 80e6 + 20e6 * year);
    run.accounts.post_emissions(window, agents::Subsector::port_airport_allocation, agents::Carrier::diesel, 1e6);
    run.accounts.published.set(year, {agents::index(agents::Subsector::cars)}, 126000000);
  }
  return run;
}

agents::CityData small_city() {
  agents::CityData city;
  for (int year : {2010, 2015, 2016, 2022}) {
    agents::InventoryObservation row{year, {}};
    row.tonnes[static_cast<std::size_t>(agents::Subsector::cars)] = 120;
    row.tonnes[static_cast<std::size_t>(agents::Subsector::port_airport_allocation)] = 30;
    city.inventory.push_back(row);
  }
  return city;
}

const BaseYearFit& fit_of(const std::vector<BaseYearFit>& fits, agents::Subsector subsector) {
  return fits[static_cast<std::size_t>(agents::index(subsector))];
}

}  // namespace

TEST_CASE("the scale factor is the inventory's sum over activity's, in the years both have") {
  const auto fits = analysis::fit_base_years(small_run(), small_city());
  REQUIRE(fits.size() == static_cast<std::size_t>(agents::subsectors));
  const BaseYearFit& cars = fit_of(fits, agents::Subsector::cars);
  CHECK(cars.years == std::vector<int>{2015, 2016});
  CHECK(cars.activity == std::vector<double>{80, 100});
  CHECK(cars.physical == std::vector<double>{120, 150});
  CHECK(cars.published == std::vector<double>{126, 126});
  CHECK(cars.inventory == std::vector<double>{120, 120});
  CHECK(cars.scale_used == 1.5);
  CHECK(cars.scale_fitted == Approx(240.0 / 180));
}

TEST_CASE("of several runs the factor is fitted to the mean, and luck is the spread of their own") {
  const auto one = analysis::fit_base_years(small_run(), small_city());
  auto other = one;
  BaseYearFit& cars = other[static_cast<std::size_t>(agents::index(agents::Subsector::cars))];
  cars.activity = {100, 120};
  cars.scale_fitted = 240.0 / 220;
  const auto mean = analysis::mean_fit({one, other});
  const BaseYearFit& found = fit_of(mean, agents::Subsector::cars);
  CHECK(found.activity == std::vector<double>{90, 110});
  CHECK(found.scale_fitted == Approx(240.0 / 200));
  // 1.3333 and 1.0909 about 1.2: 0.1333 and -0.1091 squared are 0.017778 + 0.011901 = 0.029679, its root 0.17228.
  CHECK(found.luck == Approx(0.17228).margin(0.00001));
  CHECK(fit_of(mean, agents::Subsector::port_airport_allocation).scale_fitted == 1.0);
  CHECK(analysis::mean_fit({one})[0].luck == 0.0);
  const auto read = analysis::base_years_from(analysis::base_years_numbers(mean));
  CHECK(fit_of(read, agents::Subsector::cars).scale_fitted == found.scale_fitted);
  CHECK(fit_of(read, agents::Subsector::cars).years == found.years);
  CHECK(fit_of(read, agents::Subsector::cars).published == found.published);
}

TEST_CASE("an allocation is not scaled, nor is a row without activity") {
  const auto fits = analysis::fit_base_years(small_run(), small_city());
  CHECK_FALSE(analysis::is_scaled(agents::Subsector::port_airport_allocation));
  CHECK(fit_of(fits, agents::Subsector::port_airport_allocation).scale_fitted == 1.0);
  CHECK(fit_of(fits, agents::Subsector::kemira).scale_fitted == 1.0);
}

TEST_CASE("scaling the activity by the fitted factor meets the inventory") {
  const BaseYearFit cars = fit_of(analysis::fit_base_years(small_run(), small_city()), agents::Subsector::cars);
  CHECK(cars.scale_fitted * (cars.activity[0] + cars.activity[1]) == Approx(cars.inventory[0] + cars.inventory[1]));
}

TEST_CASE("the text names what is far from the inventory") {
  const std::string text = analysis::base_years_text(analysis::fit_base_years(small_run(), small_city()));
  INFO(text);
  const std::size_t line = text.find("\ncars ");
  REQUIRE(line != std::string::npos);
  const std::string cars = text.substr(line + 1, text.find('\n', line + 1) - line);
  CHECK_THAT(cars, Catch::Contains("1.333") && Catch::Contains("far from 1"));
  CHECK_THAT(text, Catch::Contains("not scaled: an allocation"));
  CHECK_THAT(text, Catch::Contains("transport") && Catch::Contains("5.0%"));  // 126 published over 120
}

TEST_CASE("the scale file has every sub-sector once") {
  const std::string yaml = analysis::scale_yaml(analysis::fit_base_years(small_run(), small_city()));
  CHECK_THAT(yaml, Catch::Contains("inventory.scale.cars:\n  value: 1.3333\n"));
  std::size_t count = 0;
  for (std::size_t at = yaml.find("\ninventory.scale."); at != std::string::npos;
       at = yaml.find("\ninventory.scale.", at + 1))
    ++count;
  CHECK(count == static_cast<std::size_t>(agents::subsectors));
}

TEST_CASE("the synthetic population's text shows its worst misfit") {
  agents::CityData city;
  city.margin_fits = {{"type", "single", 1000, 1010}, {"type", "couple", 500, 480}};
  const std::string text = analysis::population_text(city);
  CHECK_THAT(text, Catch::Contains("Largest relative misfit of a known category: 4.00 %"));
}
