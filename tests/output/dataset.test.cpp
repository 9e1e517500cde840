#include "output/dataset.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "sim/fault.hpp"
#include "tests/output/example_result.hpp"

namespace skifte::output {

TEST_CASE("a layout places its variables one after the other") {
  const Layout layout = example::layout();
  // emissions 3 x 2 = 6 numbers, assumption_value 1, first_year_met 2.
  CHECK(layout.total() == 9);
  CHECK(layout.offset("emissions") == 0);
  CHECK(layout.offset("assumption_value") == 6);
  CHECK(layout.offset("first_year_met") == 7);
  CHECK(layout.size("emissions") == 6);
  CHECK(layout.shape("emissions") == std::vector<std::size_t>{3, 2});
  CHECK(layout.shape("assumption_value").empty());
  CHECK(layout.describe(3) == "emissions at year 2029, sector uppvärmning");
  CHECK(layout.describe(6) == "assumption_value");
  CHECK(layout.describe(8) == "first_year_met at target climate_neutral_2030");
  CHECK_FALSE(layout.has("year"));
  CHECK_THROWS_AS(layout.offset("cars"), sim::ProgramFault);
  CHECK_THROWS_AS(layout.describe(9), sim::ProgramFault);
}

TEST_CASE("a layout refuses names it cannot keep apart") {
  const Dimension year{"year", {}, {2030}, "year"};
  CHECK_THROWS_AS(Layout({year, year}, {}), sim::ProgramFault);
  CHECK_THROWS_AS(Layout({year}, {{"year", {}, "1", ""}}), sim::ProgramFault);
  CHECK_THROWS_AS(Layout({year}, {{"seed", {"year"}, "1", ""}}), sim::ProgramFault);
  CHECK_THROWS_AS(Layout({year}, {{"cars", {"powertrain"}, "1", ""}}), sim::ProgramFault);
  CHECK_THROWS_AS(Layout({year}, {{"cars/new", {"year"}, "1", ""}}), sim::ProgramFault);
  CHECK_THROWS_AS(Layout({{"sector", {"a", "a"}, {}, ""}}, {}), sim::ProgramFault);
  CHECK_THROWS_AS(Layout({{"sector", {"a"}, {2030}, ""}}, {}), sim::ProgramFault);
}

TEST_CASE("values that are no numbers are named") {
  const Layout layout = example::layout();
  std::vector<double> values = example::result(0).values;
  CHECK(value_fault(values, layout).empty());  // its only NaN is allowed
  values[8] = std::numeric_limits<double>::infinity();
  CHECK(value_fault(values, layout) == "first_year_met at target climate_neutral_2030 is infinite");
  values[4] = std::numeric_limits<double>::quiet_NaN();
  CHECK(value_fault(values, layout) == "emissions at year 2030, sector transport is not a number");
  values.pop_back();
  CHECK(value_fault(values, layout) == "gave 8 values (the layout has 9)");
}

TEST_CASE("statuses have words") {
  for (const MemberStatus status : {MemberStatus::done, MemberStatus::failed, MemberStatus::crashed,
                                    MemberStatus::timed_out, MemberStatus::out_of_memory})
    CHECK(member_status(to_string(status)) == status);
  CHECK_THROWS_AS(member_status("fine"), sim::UserFault);
}

}  // namespace skifte::output
