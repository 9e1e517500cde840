#include "sim/assumptions.hpp"

#include <catch2/catch.hpp>

#include "sim/fault.hpp"

namespace {

using namespace skifte::sim;

struct Holding {
  explicit Holding(AssumptionReader& read)
      : mean(read.number("car.holding_time", "year", "Mean time an owner keeps a car")),
        price(read.series("price.petrol", "SEK/l", "Petrol at the pump")) {}
  double mean;
  Series price;
};

}  // namespace

TEST_CASE("one constructor declares while collecting and takes values while reading") {
  std::vector<AssumptionDeclaration> declared;
  AssumptionReader collecting = AssumptionReader::collecting(declared);
  collecting.set_reader("cars");
  CHECK(collecting.collects());
  const Holding blank(collecting);
  CHECK(blank.mean == 1.0);
  CHECK(blank.price.at(0) == 1.0);
  REQUIRE(declared.size() == 2);
  CHECK(declared[0].name == "car.holding_time");
  CHECK(declared[0].unit == "year");
  CHECK(declared[0].reader == "cars");
  CHECK(declared[0].shape == AssumptionShape::number);
  CHECK(declared[1].shape == AssumptionShape::series);

  AssumptionValues values;
  values.set("car.holding_time", 5.5);
  values.set("price.petrol", Series::constant(18));
  AssumptionReader reading(values);
  CHECK_FALSE(reading.collects());
  const Holding filled(reading);
  CHECK(filled.mean == 5.5);
  CHECK(filled.price.at(0) == 18.0);
}

TEST_CASE("a name declared by two readers carries both, once each") {
  std::vector<AssumptionDeclaration> declared;
  AssumptionReader read = AssumptionReader::collecting(declared);
  for (const char* reader : {"cars", "national", "cars"}) {
    read.set_reader(reader);
    read.number("tax.vat_factor", "1", "Price with tax over price without");
  }
  REQUIRE(declared.size() == 1);
  CHECK(declared[0].reader == "cars, national");
}

TEST_CASE("a name declared twice, differently, is a fault of ours") {
  std::vector<AssumptionDeclaration> declared;
  AssumptionReader read = AssumptionReader::collecting(declared);
  read.number("tax.vat_factor", "1", "Price with tax over price without");
  CHECK_THROWS_AS(read.number("tax.vat_factor", "%", "the same in another unit"), ProgramFault);
  CHECK_THROWS_AS(read.series("tax.vat_factor", "1", "the same as a series"), ProgramFault);
}

TEST_CASE("what is absent or of the other shape is refused with its name") {
  AssumptionValues values;
  values.set("a.number", 1.0);
  values.set("a.series", Series::constant(1));
  CHECK(values.contains("a.number"));
  CHECK_FALSE(values.contains("a.nothing"));
  CHECK_THROWS_WITH(values.number("a.nothing"), Catch::Contains("a.nothing"));
  CHECK_THROWS_WITH(values.series("a.nothing"), Catch::Contains("a.nothing"));
  CHECK_THROWS_WITH(values.number("a.series"), Catch::Contains("a.series is a series"));
  CHECK_THROWS_WITH(values.series("a.number"), Catch::Contains("a.number is a number"));
}

TEST_CASE("a value set again replaces the first") {
  AssumptionValues values;
  values.set("a", 1.0);
  values.set("a", 2.0);
  CHECK(values.number("a") == 2.0);
  values.set("a", Series::constant(3));
  CHECK(values.series("a").at(0) == 3.0);
  CHECK(values.all().size() == 1);
}

TEST_CASE("values on top of others hide what is set anew and nothing else") {
  AssumptionValues base;
  base.set("a", 1.0);
  base.set("b", 2.0);
  base.set("c", Series::constant(3));
  AssumptionValues drawn = AssumptionValues::on_top_of(base);
  drawn.set("b", 20.0);
  drawn.set("c", Series::constant(30));
  drawn.set("d", 40.0);
  CHECK(drawn.number("a") == 1.0);
  CHECK(drawn.number("b") == 20.0);
  CHECK(drawn.series("c").at(0) == 30.0);
  CHECK(drawn.contains("a"));
  CHECK_FALSE(drawn.contains("e"));
  CHECK_THROWS_WITH(drawn.number("e"), Catch::Contains("has no value"));
  CHECK(base.number("b") == 2.0);
  CHECK(base.series("c").at(0) == 3.0);
  CHECK_FALSE(base.contains("d"));
  CHECK_THROWS_AS(drawn.all(), ProgramFault);
}
