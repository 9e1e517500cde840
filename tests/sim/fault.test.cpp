#include "sim/fault.hpp"

#include <catch2/catch.hpp>

namespace sim = skifte::sim;

TEST_CASE("a fault is printed with what is known of its place", "[sim][fault]") {
  CHECK(to_string(sim::Fault{{"s.yaml", 14, 9}, "cop = -2 (must be > 0)"}) == "s.yaml:14:9: cop = -2 (must be > 0)");
  CHECK(to_string(sim::Fault{{"s.yaml", 14, 0}, "bad"}) == "s.yaml:14: bad");
  CHECK(to_string(sim::Fault{{"s.yaml", 0, 0}, "bad"}) == "s.yaml: bad");
  CHECK(to_string(sim::Fault{{"", 3, 4}, "bad"}) == "3:4: bad");
  CHECK(to_string(sim::Fault{{}, "bad"}) == "bad");
}

TEST_CASE("a user fault sorts its faults by position and keeps the order of equals", "[sim][fault]") {
  const sim::UserFault fault({{{"b.yaml", 1, 1}, "third"},
                              {{"a.yaml", 10, 2}, "second, first found"},
                              {{"a.yaml", 9, 80}, "first"},
                              {{"a.yaml", 10, 2}, "second, then found"}});
  REQUIRE(fault.faults().size() == 4);
  CHECK(fault.faults()[0].text == "first");
  CHECK(fault.faults()[3].text == "third");
  CHECK(std::string(fault.what()) ==
        "a.yaml:9:80: first\n"
        "a.yaml:10:2: second, first found\n"
        "a.yaml:10:2: second, then found\n"
        "b.yaml:1:1: third");
}

TEST_CASE("a user fault of a text alone", "[sim][fault]") {
  const sim::UserFault fault("no such scenario");
  REQUIRE(fault.faults().size() == 1);
  CHECK(std::string(fault.what()) == "no such scenario");
}

TEST_CASE("ensure throws a program fault unless the condition holds", "[sim][fault]") {
  CHECK_NOTHROW(sim::ensure(true, "sound"));
  CHECK_THROWS_AS(sim::ensure(false, "broken"), sim::ProgramFault);
  CHECK_THROWS_WITH(sim::ensure(false, "broken"), "broken");
}

TEST_CASE("nearest_name counts insertions, deletions, substitutions and swaps", "[sim][fault]") {
  const std::vector<std::string> names{"discount_rate", "carbon_tax", "heat_pump", "battery"};
  CHECK(sim::nearest_name("discount_rate", names) == "discount_rate");
  CHECK(sim::nearest_name("discuont_rate", names) == "discount_rate");  // a swap
  CHECK(sim::nearest_name("carbontax", names) == "carbon_tax");         // an insertion
  CHECK(sim::nearest_name("carbon__tax", names) == "carbon_tax");       // a deletion
  CHECK(sim::nearest_name("heat_bump", names) == "heat_pump");          // a substitution
}

TEST_CASE("nearest_name suggests nothing that is far", "[sim][fault]") {
  // Six letters allow two edits.
  CHECK(sim::nearest_name("abcdef", {"abcdxy"}) == "abcdxy");
  CHECK(sim::nearest_name("abcdef", {"abcxyz"}).empty());
  CHECK(sim::nearest_name("abcdef", {"badcfe"}).empty());  // three swaps
  CHECK(sim::nearest_name("abcdef", {"badcef"}) == "badcef");
  // Short names allow one.
  CHECK(sim::nearest_name("ab", {"a"}) == "a");
  CHECK(sim::nearest_name("ab", {"cd"}).empty());
  CHECK(sim::nearest_name("ab", {}).empty());
  CHECK(sim::nearest_name("", {"ab"}).empty());
}

TEST_CASE("nearest_name prefers the nearest, then the first", "[sim][fault]") {
  CHECK(sim::nearest_name("abcdef", {"abcdxy", "abcdex"}) == "abcdex");
  CHECK(sim::nearest_name("abcdef", {"abcdex", "abcdey"}) == "abcdex");
  CHECK(sim::nearest_name("abcdef", {"abcdey", "abcdex"}) == "abcdey");
}

TEST_CASE("nearest_name counts characters, not bytes", "[sim][fault]") {
  CHECK(sim::nearest_name("Rao", {"Raå"}) == "Raå");
  CHECK(sim::nearest_name("Råå", {"Raa"}).empty());  // two edits of three characters, one is allowed
  CHECK(sim::nearest_name("åh", {"hå"}) == "hå");
}
