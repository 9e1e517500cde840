#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/program/program.hpp"

/// Agents one by one, through the whole program.
namespace {

using namespace skifte;
using namespace skifte::program::testing;
using Catch::Contains;

const agents::MicroTable& table_of(const std::vector<agents::MicroTable>& tables, const std::string& name) {
  return *std::find_if(tables.begin(), tables.end(), [&](const auto& table) { return table.name == name; });
}

const std::vector<float>& column(const agents::MicroTable& table, const std::string& name) {
  return std::find_if(table.columns.begin(), table.columns.end(), [&](const auto& each) { return each.name == name; })
      ->values;
}

/// Sum of `weight` (1 when empty) by code and year.
std::map<std::pair<int, int>, double> sums(const agents::MicroTable& table, const std::string& code,
                                           const std::string& weight = "") {
  std::map<std::pair<int, int>, double> found;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const int year = static_cast<int>(column(table, "year")[row]);
    const int label = static_cast<int>(column(table, code)[row]);
    found[{year, label}] += weight.empty() ? 1 : static_cast<double>(column(table, weight)[row]);
  }
  return found;
}

/// The member's value of a (year, label) variable, likewise.
double value(const output::ResultFile& file, const std::string& variable, int year, int label) {
  const auto& years = file.layout().dimension("year").years;
  const std::size_t width = file.layout().size(variable) / years.size();
  const auto at = static_cast<std::size_t>(year - years.front()) * width + static_cast<std::size_t>(label);
  return file.read(variable, 0, 1)[at];
}

}  // namespace

TEST_CASE("agents one by one add up to what the result counts, and change nothing else", "[long]") {
  const TemporaryFolder folder;
  const Ended with = program::testing::skifte(
      {"run", "baseline", "--microdata", "households,cars", "--every", "20y", "-o", folder / "a.h5"});
  INFO(with.err);
  REQUIRE(with.status == 0);
  REQUIRE(program::testing::skifte({"run", "baseline", "-o", folder / "b.h5"}).status == 0);
  CHECK(difference(folder / "a.h5", folder / "b.h5") == "");
  CHECK(program::testing::skifte({"verify", folder / "a.h5"}).status == 0);
  const output::ResultFile file(folder / "a.h5");
  const auto tables = file.members_source().microdata.read(0);
  REQUIRE(tables.size() == 2);
  const auto cars = sums(table_of(tables, "cars"), "powertrain");
  const auto households = sums(table_of(tables, "households"), "quintile", "battery_cars");
  for (const int year : {2015, 2035, 2050}) {
    for (int powertrain = 0; powertrain < 7; ++powertrain) {
      INFO(year << " powertrain " << powertrain);
      const auto found = cars.find({year, powertrain});
      CHECK((found == cars.end() ? 0 : found->second) == value(file, "cars", year, powertrain));
    }
    for (int quintile = 0; quintile < 5; ++quintile) {
      INFO(year << " quintile " << quintile);
      CHECK(households.at({year, quintile}) == value(file, "battery_cars_by_quintile", year, quintile));
    }
  }
  CHECK(cars.begin()->first.first == 2015);
  CHECK(cars.lower_bound({2016, 0})->first.first == 2035);
}

TEST_CASE("microdata of an ensemble are those of its members alone, estimated beforehand, and resumed", "[long]") {
  const TemporaryFolder folder;
  const std::vector<std::string> what = {"ensemble", "baseline", "-n", "4",      "--microdata",
                                         "cars",     "--every",  "20", "--jobs", "2"};
  const auto with = [&](std::vector<std::string> further) {
    std::vector<std::string> arguments = what;
    arguments.insert(arguments.end(), further.begin(), further.end());
    return program::testing::skifte(arguments);
  };
  CHECK_THAT(with({"--dry-run"}).out, Contains("of which microdata: at most "));
  REQUIRE(with({"-o", folder / "a.h5"}).status == 0);
  CHECK(entries(folder.path().string()) == std::vector<std::string>{"a.h5"});
  for (const char* shard : {"1/2", "2/2"})
    REQUIRE(with({"--shard", shard, "-o", folder / (std::string("s") + shard[0] + ".h5")}).status == 0);
  REQUIRE(program::testing::skifte({"merge", folder / "m.h5", folder / "s2.h5", folder / "s1.h5"}).status == 0);
  const output::ResultFile whole(folder / "a.h5");
  const output::ResultFile merged(folder / "m.h5");
  const output::MicrodataSource one = whole.members_source().microdata;
  const output::MicrodataSource other = merged.members_source().microdata;
  REQUIRE(one.members == std::vector<std::uint32_t>{0, 1, 2, 3});
  REQUIRE(other.members == one.members);
  for (std::size_t i = 0; i < 4; ++i) CHECK(one.read(i) == other.read(i));
  CHECK_FALSE(one.read(0) == one.read(1));
}

TEST_CASE("what cannot be asked of single agents is refused") {
  const auto refusal = [](std::vector<std::string> further) {
    std::vector<std::string> arguments = {"run", "baseline"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    const Ended ended = program::testing::skifte(arguments);
    CHECK(ended.status == 2);
    return ended.err;
  };
  CHECK_THAT(refusal({"--microdata", "car", "-o", "a.h5"}), Contains("did you mean 'cars'?"));
  CHECK_THAT(refusal({"--microdata", "cars"}), Contains("-o FILE.h5"));
  CHECK_THAT(refusal({"--microdata", "cars", "--every", "0y", "-o", "a.h5"}), Contains("no number of years"));
  CHECK_THAT(refusal({"--microdata", "cars", "--every", "y5", "-o", "a.h5"}), Contains("no number of years"));
  CHECK_THAT(refusal({"--every", "5", "-o", "a.h5"}), Contains("--microdata"));
}
