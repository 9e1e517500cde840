#include "scenarios/csv.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using scenarios::CsvTable;
using scenarios::FaultList;

namespace {

std::string first_fault(const std::string& text) {
  FaultList faults;
  CsvTable(text, "t.csv", faults);
  return faults.empty() ? "" : sim::to_string(faults.all().front());
}

}  // namespace

TEST_CASE("RFC 4180: quotes, commas, doubled quotes and line breaks in fields") {
  FaultList faults;
  const CsvTable table("\xef\xbb\xbfname,value\r\n\"a, b\",1\r\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3.5\n", "t.csv",
                       faults);
  CHECK(faults.empty());
  REQUIRE(table.size() == 3);
  CHECK(table.text(0, "name") == "a, b");
  CHECK(table.text(1, "name") == "say \"hi\"");
  CHECK(table.text(2, "name") == "two\nlines");
  CHECK(table.number(2, "value") == 3.5);
  CHECK(table.position(2, "value").line == 5);
}

TEST_CASE("an empty field at a line's end counts") {
  FaultList faults;
  const CsvTable table("a,b\n1,\n", "t.csv", faults);
  CHECK(faults.empty());
  CHECK(table.text(0, "b").empty());
}

TEST_CASE("malformed tables say where") {
  CHECK(first_fault("") == "t.csv:1:1: an empty table (must begin with a line of column names)");
  CHECK(first_fault("a,b\n1\n") == "t.csv:2:1: 1 fields (must be 2, one a column)");
  CHECK(first_fault("a,b\nå,\"x\n") == "t.csv:2:3: a quote that is never closed");
  CHECK(first_fault("a,b\n1,\"x\"y\n").starts_with("t.csv:2:6: text after a closing quote"));
  CHECK(first_fault("a,b\n1,x\"y\n").starts_with("t.csv:2:4: a quote inside a field"));
  CHECK(first_fault("a,a\n1,2\n") == "t.csv:1:3: column 'a' twice");
}

TEST_CASE("numbers are strict") {
  FaultList faults;
  const CsvTable table("value\n12.5\n1 000\nten\nnan\n7\n", "t.csv", faults);
  CHECK(table.number(0, "value") == 12.5);
  CHECK_THROWS_AS(table.number(1, "value"), sim::UserFault);
  CHECK_THROWS_AS(table.number(2, "value"), sim::UserFault);
  CHECK_THROWS_AS(table.number(3, "value"), sim::UserFault);
  CHECK_THROWS_AS(table.whole_number(0, "value"), sim::UserFault);
  CHECK(table.whole_number(4, "value") == 7);
  CHECK_THROWS_WITH(table.text(0, "valeu"), Catch::Contains("did you mean 'value'?"));
}
