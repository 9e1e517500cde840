#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "analysis/base_years.hpp"
#include "analysis/ensemble.hpp"
#include "scenarios/city_page.hpp"
#include "scenarios/city_reader.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/outcomes.hpp"
#include "scenarios/scenario.hpp"
#include "sim/fault.hpp"
#include "tests/sim/forked.hpp"

using namespace skifte;
namespace fs = std::filesystem;

namespace {

const fs::path home = SKIFTE_SOURCE_DIR;

std::vector<std::string> cities() {
  return scenarios::folder_names(scenarios::cities_folder(home));
}

scenarios::Scenario baseline(const std::string& city) {
  return scenarios::load_scenario(city == "helsingborg" ? "baseline" : "baseline-" + city, {},
                                  scenarios::model_vocabulary(), home);
}

}  // namespace

TEST_CASE("Every city has a page, a baseline of its own and a value for every assumption") {
  CHECK(cities().size() == 7);
  for (const std::string& city : cities()) {
    INFO(city);
    scenarios::FaultList faults;
    const scenarios::CityPage page =
        scenarios::read_city_page((scenarios::cities_folder(home) / city).string(), faults);
    CHECK(faults.empty());
    CHECK(page.name == city);
    const scenarios::Scenario scenario = baseline(city);
    CHECK(scenario.city == city);
    CHECK(scenario.book.all().size() == scenarios::model_vocabulary().assumptions.size());
    if (city != "helsingborg") CHECK_FALSE(page.rules.empty());
  }
}

TEST_CASE("Each city's years of the contract add to what the contract needs", "[money]") {
  for (const std::string& city : cities()) {
    INFO(city);
    const scenarios::Scenario scenario = baseline(city);
    const double need = scenario.values.number("city.contract_need");  // [MSEK]
    const agents::CityData data = scenarios::read_city((scenarios::cities_folder(home) / city).string());
    const auto result = tests::run_forked([&] {
      const agents::ModelRun run = analysis::run_central(scenario, data, 1, 0, 1);
      const auto item = index(agents::CityFinanceItem::contract_need);
      double sum = 0;
      for (int year = 2024; year <= 2030; ++year)
        sum += static_cast<double>(run.accounts.city_finance.at(year - run.accounts.calendar().first_year(), {item}));
      return std::to_string(sum / 1e8);  // öre
    });
    REQUIRE(result.exit_status == 0);
    CHECK(need > 0);
    CHECK(std::stod(result.text) == Approx(need).epsilon(1e-6));
  }
}

TEST_CASE("A lever without an object in the city is refused with the reason") {
  const fs::path file = fs::temp_directory_path() / "skifte-lund-capture.yaml";
  std::ofstream(file) << "skifte: 1\nname: x\ncity: lund\nextends: baseline\n";
  try {
    scenarios::load_scenario(file.string(), {}, scenarios::model_vocabulary(), home);
    FAIL("no fault");
  } catch (const sim::UserFault& fault) {
    REQUIRE(fault.faults().size() == 1);
    CHECK(fault.faults().front().text ==
          "the lever 'filborna_ccs' has nothing to act on in lund (no waste-fired plant) write 'filborna_ccs: off'?");
  }
  fs::remove(file);
}

TEST_CASE("A smaller city's published account meets its inventory in the base years") {
  const scenarios::Scenario scenario = baseline("gavle");
  const agents::CityData city = scenarios::read_city((scenarios::cities_folder(home) / "gavle").string());
  const auto result = tests::run_forked([&] {  // an operating-system process has one engine
    const agents::ModelRun run = analysis::run_central(scenario, city, 1, 0, 1);
    double observed = 0;
    double published = 0;
    for (const analysis::BaseYearFit& fit : analysis::fit_base_years(run, city)) {
      observed += fit.inventory.back();
      published += fit.published.back();
    }
    return std::to_string(observed) + ' ' + std::to_string(published);
  });
  REQUIRE(result.exit_status == 0);
  std::istringstream text(result.text);
  double observed = 0;
  double published = 0;
  text >> observed >> published;
  // SMHI release 2026: the sum of the eight sectors, inventory_sectors.csv.
  CHECK(observed == Approx(258764).epsilon(1e-3));
  CHECK(published == Approx(observed).epsilon(1e-6));
}
