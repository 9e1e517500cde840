#include "analysis/shown_number.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace skifte::analysis;

TEST_CASE("numbers are shown with no more figures than are known", "[shown_number]") {
  const ShownUnit money = shown_unit("MSEK", 181543.2);
  CHECK(money.digits == -2);
  CHECK(shown(181543.2, money) == "181500");
  CHECK(shown(-178611.0, money) == "-178600");
  CHECK(shown(990.4, money) == "990");  // of small ones no step is made that changes them by more than a twentieth
  CHECK(shown(1049.0, money) == "1000");
  CHECK(shown(40.0, money) == "40");
  CHECK(shown(0.04, money) == "0.04");
  CHECK(shown(0.0, money) == "0");
  CHECK(shown(std::numeric_limits<double>::quiet_NaN(), money) == "-");
  CHECK(shown(std::numeric_limits<double>::infinity(), money) == "never");

  CHECK(shown(9999.4, shown_unit("MSEK", 9999.4)) == "9999");
  CHECK(shown(12.345, shown_unit("MSEK", 12.345)) == "12.3");
  CHECK(shown(374123.0, shown_unit("t", 374123.0)) == "374.1");
  CHECK(shown_unit("t CO2e", -374123.0).unit == "kt CO2e");
}
