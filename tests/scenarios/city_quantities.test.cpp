#include "scenarios/city_quantities.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "scenarios/assumption_book.hpp"
#include "scenarios/outcomes.hpp"
#include "tests/scenarios/test_vocabulary.hpp"

using namespace skifte;
using namespace skifte::scenarios;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

/// A folder with definitions, a table of the city and a file of assumptions.
class SmallCity {
 public:
  SmallCity() {
    fs::create_directories(folder_);
    write(folder_ / "quantities.yaml",
          "inhabitant: {table: people, series: population, year: 2015}\n"
          "horse: {table: people, series: horses, year: 2015}\n"
          "goat: {table: people, series: goats, year: 2015}\n");
    write(folder_ / "people.csv",
          "series,year,value,unit,source\npopulation,2015,2000,persons,x\nhorses,2015,0,horses,x\n");
  }
  ~SmallCity() { fs::remove_all(folder_); }

  AssumptionBook read(const std::string& assumptions) {
    write(folder_ / "local.yaml", assumptions);
    const auto shared = testing::test_home() / "scenarios" / "assumptions";
    std::vector<SourceFile> sources;
    return AssumptionBook::read({shared / "car.yaml", shared / "fuel.yaml"}, {folder_ / "local.yaml"},
                                testing::small_vocabulary().assumptions, faults, sources,
                                {folder_ / "quantities.yaml", folder_});
  }
  FaultList faults;

 private:
  fs::path folder_ = fs::temp_directory_path() / "skifte-city-quantities-test";
};

std::string entry(const std::string& name, const std::string& rest) {
  return name + ": {" + rest + ", source: \"x\", certainty: low}\n";
}

}  // namespace

TEST_CASE("An assumption per quantity is the value times the city's figure, range and distribution with it") {
  SmallCity city;
  const AssumptionBook book =
      city.read(entry("car.fuel_use", "value: 2 l/km, range: [1 l/km, 4 l/km], per: inhabitant") +
                entry("fuel.price", "series: {2015: 3 SEK/l, 2020: 5 SEK/l}, interpolation: step, per: inhabitant"));
  REQUIRE(city.faults.empty());
  const Assumption& use = *book.find("car.fuel_use");
  CHECK(std::get<double>(use.value) == 4000);
  CHECK(use.range == std::pair<double, double>(2000, 8000));
  CHECK(use.distribution == Distribution::triangular(2000, 4000, 8000));
  CHECK(use.note == "the value per inhabitant times 2000");
  CHECK(std::get<sim::Series>(book.find("fuel.price")->value).points().back().value == 10000);
}

TEST_CASE("Where a city has nothing of a quantity the assumption is a certain zero") {
  SmallCity city;
  const AssumptionBook book =
      city.read(entry("car.fuel_use", "value: 2 l/km, range: [1 l/km, 4 l/km], per: horse"));
  CHECK(city.faults.empty());
  CHECK(std::get<double>(book.find("car.fuel_use")->value) == 0);
  CHECK_FALSE(book.find("car.fuel_use")->distribution);
}

TEST_CASE("Unknown quantities and figures that the city lacks are faults") {
  SmallCity city;
  city.read(entry("car.price_sensitivity", "value: 2, per: inhabitants") +
            entry("car.fuel_use", "value: 2 l/km, per: goat"));
  REQUIRE(city.faults.all().size() == 2);
  CHECK(city.faults.all()[0].text ==
        "no quantity 'inhabitants' (any_city/quantities.yaml does not define it), did you mean 'inhabitant'?");
  CHECK(city.faults.all()[1].text ==
        "goat: 'goats' of 2015 is missing in the people.csv of skifte-city-quantities-test");
}

TEST_CASE("A scaled distribution has its quantiles scaled") {
  for (const DistributionKind kind : {DistributionKind::uniform, DistributionKind::triangular, DistributionKind::normal,
                                      DistributionKind::lognormal, DistributionKind::beta}) {
    const Distribution one = Distribution::from_range(kind, 3, 2, 5);
    for (const double u : {0.01, 0.3, 0.5, 0.9}) {
      CHECK(one.scaled(7).quantile(u) == Approx(7 * one.quantile(u)).epsilon(1e-12));
    }
  }
}
