#include "scenarios/city_footprint.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::scenarios;

namespace {

std::vector<agents::FootprintObservation> read(const std::string& rows, FaultList& faults) {
  return read_footprint(CsvTable("series,year,value,unit,release,source\n" + rows, "f.csv", faults), faults);
}

std::string first_fault(const std::string& rows) {
  FaultList faults;
  (void)read(rows, faults);
  return faults.empty() ? "" : sim::to_string(faults.all().front());
}

}  // namespace

TEST_CASE("a published footprint is read by category and release") {
  FaultList faults;
  const auto all = read("food,2019,1539.4,kg,2022,x\nhouseholds,2023,5437.1,kg,2026,x\n", faults);
  CHECK(faults.empty());
  REQUIRE(all.size() == 2);
  CHECK(all[0].category == agents::Footprint::food);
  CHECK(all[0].kilograms == 1539.4);
  CHECK_FALSE(all[1].category);
  CHECK(all[1].year == 2023);
  CHECK(all[1].release == 2026);
}

TEST_CASE("faults in a published footprint say where and what") {
  CHECK(first_fault("fod,2019,1,kg,2022,x\n").find("f.csv:2:1: 'fod' is no category of the footprint") == 0);
  CHECK(first_fault("fod,2019,1,kg,2022,x\n").find("food") != std::string::npos);
  CHECK(first_fault("food,2019,-1,kg,2022,x\n").find("f.csv:2:11: a negative footprint") == 0);
  CHECK(first_fault("food,2019,1,kg,2022,x\nfood,2019,2,kg,2022,x\n").find("f.csv:3:1: 'food' stands twice") == 0);
  CHECK(first_fault("food,2019,1,kg,2022,x\nfood,2019,2,kg,2026,x\n").empty());
}
