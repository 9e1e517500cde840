#include "sim/units.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "sim/fault.hpp"

using namespace skifte::sim;

namespace {

template <typename Call>
std::string fault_of(Call call) {
  try {
    call();
  } catch (const UserFault& fault) {
    return fault.what();
  }
  return "";
}

std::string unit_fault(const char* unit) {
  return fault_of([&] { check_unit(unit); });
}
std::string not_a_quantity(const char* text, const std::string& why) {
  return std::string("'").append(text).append("' is not a quantity ").append(why);
}
std::string number_fault(const char* text) {
  return fault_of([&] { parse_quantity(text); });
}

}  // namespace

TEST_CASE("Units of the model's parts are known", "[units]") {
  for (const char* unit : {"1",
                           "",
                           "t",
                           "MWh",
                           "kt/year",
                           "SEK/kWh",
                           "kg CO2/l",
                           "g CO2e/kWh",
                           "SEK/(kW year)",
                           "t CO2e/person",
                           "%",
                           "vol-%",
                           "1/year",
                           "kWh/(m2 year)",
                           "öre/kWh",
                           "oere/kWh",
                           "EUR/t",
                           "MSEK/year",
                           "vkm/year",
                           "l/km",
                           "SEK/t CO2e",
                           "m^2",
                           "person/household",
                           "vehicle/person",
                           "t/(ha year)",
                           "kWh/km",
                           "SEK/ MWh",
                           "MSEK/(t CO2e)",
                           "pkm / vkm"}) {
    CHECK(unit_fault(unit).empty());
  }
}

TEST_CASE("Quantities split strictly into number and unit", "[units]") {
  CHECK(parse_quantity("200 kt/year").number == 200);
  CHECK(parse_quantity("200 kt/year").unit == "kt/year");
  CHECK(parse_quantity("-3").number == -3);
  CHECK(parse_quantity("+0.5 t").number == 0.5);
  CHECK(parse_quantity("1.5e3 SEK").number == 1500);
  CHECK(parse_quantity("2E-3").number == 0.002);
  CHECK(parse_quantity("5%").unit == "%");
  CHECK(parse_quantity("0").number == 0);
  CHECK(parse_quantity("0.07 l/km ").unit == "l/km");
}

TEST_CASE("What is no number is a fault", "[units]") {
  const std::string digits = "(a number in digits comes first, as in '200 kt/year')";
  const std::string point = "(a point marks decimals, nothing groups digits)";
  for (const char* text : {"", " 5", "t", ".5", "-", "nan", "inf", ".nan", "~", "y", "−3"}) {
    CHECK(number_fault(text) == not_a_quantity(text, digits));
  }
  for (const char* text : {"1,5", "1,000 t", "1'000", "1_000", "5. t", "1.2.3"}) {
    CHECK(number_fault(text) == not_a_quantity(text, point));
  }
  for (const char* text : {"5t", "0x10", "1e t", "3-4"}) {
    CHECK(number_fault(text) == not_a_quantity(text, "(a blank must part number and unit)"));
  }
  for (const char* text : {"010", "-00", "007 t"}) {
    CHECK(number_fault(text) == not_a_quantity(text, "(a leading zero means octal to some readers) leave it out?"));
  }
  CHECK(number_fault("1e999") == "'1e999' is not a quantity (beyond the range of double-precision numbers)");
}

TEST_CASE("What UDUNITS would read as something else is a fault", "[units]") {
  CHECK(unit_fault("ton") == "unit 'ton' is not accepted (907, 1000 or 1016 kg), did you mean 't'?");
  CHECK(unit_fault("l/mil") == "unit 'l/mil': 'mil' is not accepted (10 km or 25 micrometres), did you mean 'km'?");
  CHECK(unit_fault("a") == "unit 'a' is not accepted (an are or a year), did you mean 'year'?");
  CHECK(unit_fault("t C").find("'C' is not accepted") != std::string::npos);
  CHECK(unit_fault("degC").find("only differences are allowed") != std::string::npos);
  CHECK(unit_fault("°C").find("only differences are allowed") != std::string::npos);
  CHECK(unit_fault("dwellng") == "unit 'dwellng' is not a known unit, did you mean 'dwelling'?");
  CHECK(unit_fault("furlong") == "unit 'furlong' is not a known unit");
  CHECK(unit_fault("label") == "unit 'label' is not a known unit");
}

TEST_CASE("Scale factors, offsets and ambiguous products are faults", "[units]") {
  const std::string inside = "inside a unit (no scale factors, offsets or digit groups) put it into the value?";
  CHECK(unit_fault("SEK/10 km") == "unit 'SEK/10 km': the number '10' " + inside);
  CHECK(unit_fault("000 t") == "unit '000 t': the number '000' " + inside);
  CHECK(unit_fault("year+1") == "unit 'year+1': the number '+1' " + inside);
  CHECK(unit_fault("m-2") == "unit 'm-2': the number '-2' " + inside);
  CHECK(unit_fault("K @ 273.15").find("'@'") != std::string::npos);
  CHECK(unit_fault("t/1").find("the number '1'") != std::string::npos);
  for (const char* unit : {"SEK/kW year", "SEK/kW*year", "SEK/kW (year)", "1/h d"}) {
    CHECK(unit_fault(unit).find("a product after '/' is ambiguous") != std::string::npos);
  }
  CHECK(unit_fault("m9").find("is not an exponent") != std::string::npos);
  CHECK(unit_fault("m22").find("is not an exponent") != std::string::npos);
  for (const char* unit : {"/year", "t/", "t//year", "(t", "t)", "()", "t/(year", "*"})
    CHECK_FALSE(unit_fault(unit).empty());
}

TEST_CASE("Conversions have the defined factors", "[units]") {
  CHECK(conversion_factor("kt", "t") == 1000);
  CHECK(conversion_factor("t", "kt") == 0.001);
  CHECK(conversion_factor("MWh", "kWh") == 1000);
  CHECK(conversion_factor("kWh", "GWh") == 1e-6);
  CHECK(conversion_factor("kWh", "MJ") == Approx(3.6).epsilon(1e-15));
  CHECK(conversion_factor("kW year", "kWh") == Approx(365.2425 * 24).epsilon(1e-15));
  CHECK(conversion_factor("year", "d") == Approx(365.2425).epsilon(1e-15));  // Gregorian mean, not UDUNITS' 365.2422
  CHECK(conversion_factor("year", "month") == 12);
  CHECK(conversion_factor("öre/kWh", "SEK/MWh") == 10);
  CHECK(conversion_factor("%", "1") == 0.01);
  CHECK(conversion_factor("vol-%", "%") == 1);
  CHECK(conversion_factor("kg CO2/l", "g CO2e/l") == 1000);
  CHECK(conversion_factor("vkm", "vehicle km") == 1);
  CHECK(conversion_factor("ha", "m2") == 10000);
  CHECK(conversion_factor("t/(ha year)", "kg/(m2 year)") == Approx(0.1).epsilon(1e-15));  // 1000 kg on 10 000 m2
  CHECK(conversion_factor("W", "J/s") == 1);
}

TEST_CASE("What measures something else does not convert", "[units]") {
  CHECK(fault_of([] { conversion_factor("EUR", "SEK"); }) ==
        "'EUR' does not convert to 'SEK' (they measure different things)");
  CHECK_THROWS_AS(conversion_factor("vehicle", "person"), UserFault);
  CHECK_THROWS_AS(conversion_factor("kt", "kt/year"), UserFault);
  CHECK_THROWS_AS(conversion_factor("kW", "kWh"), UserFault);
  CHECK_THROWS_AS(conversion_factor("dwelling", "1"), UserFault);
  CHECK_THROWS_AS(conversion_factor("km/l", "l/km"), UserFault);  // UDUNITS alone would convert by 1/x
  CHECK_THROWS_AS(conversion_factor("1/year", "year"), UserFault);
}

TEST_CASE("A bare number is the declared unit's only where that has no dimension", "[units]") {
  CHECK(convert(parse_quantity("0.3"), "1") == 0.3);
  CHECK(convert(parse_quantity("30"), "%") == 30);
  CHECK(convert(parse_quantity("30 %"), "1") == 0.3);
  CHECK(convert(parse_quantity("7 %"), "1") == 0.07);  // by division: 7 * 0.01 is 0.07000000000000001
  CHECK(convert(parse_quantity("0 t"), "kt") == 0);
  CHECK(fault_of([] { convert(parse_quantity("5"), "year"); }) ==
        "a number without a unit (it is needed in 'year') write the unit after it?");
}

TEST_CASE("Conversion there and back is the identity within rounding", "[units]") {
  const std::vector<std::vector<const char*>> families = {{"g", "kg", "t", "kt", "Mt"},
                                                          {"s", "h", "d", "week", "month", "year"},
                                                          {"J", "kWh", "MWh", "GJ", "TWh"},
                                                          {"öre", "SEK", "kSEK", "MSEK", "GSEK"},
                                                          {"1", "%", "vol-%"}};
  for (const auto& family : families) {
    for (const char* from : family) {
      for (const char* to : family) {
        CHECK(conversion_factor(from, to) * conversion_factor(to, from) == Approx(1).epsilon(1e-15));
      }
    }
  }
}

TEST_CASE("Threads may ask at once", "[units]") {
  std::vector<std::thread> threads;
  std::vector<double> sums(4, 0);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    threads.emplace_back([&sums, i] {
      for (int k = 0; k < 2000; ++k) sums[i] += conversion_factor(k % 2 == 0 ? "GWh/year" : "kWh/d", "MWh/year");
    });
  }
  for (std::thread& thread : threads) thread.join();
  // 1000 times 1000 MWh/GWh, and 1000 times 365.2425 d/year * 0.001 MWh/kWh
  for (const double sum : sums) CHECK(sum == Approx(1e6 + 365.2425).epsilon(1e-9));
}
