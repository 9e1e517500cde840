#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "agents/registry.hpp"
#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

/// No lever is a dummy: pulled hard and alone, each changes some account, and none before it starts.
namespace {

using namespace skifte;
using namespace skifte::program::testing;

constexpr int first_year = 2015;
constexpr int last_year = 2040;
constexpr int starts = 2027;

/// A strong but possible value in the unit.
double strong_value(const std::string& unit) {
  static const std::map<std::string, double> values = {
      {"1", 0.6},        {"%", 40},     {"SEK", 50000},  {"SEK/l", 5},  {"kt/year", 100}, {"1/year", 0.1},  {"MSEK", 50},
      {"MSEK/year", 20}, {"year", 3},   {"GWh/year", 50}, {"MW", 50},   {"SEK/km", 1},    {"km", 5},        {"year-1", 0.1},
      {"SEK/t", 1000},   {"ha", 1000},  {"dwelling/year", 200}, {"dwelling", 5000}};
  const auto found = values.find(unit);
  return found == values.end() ? 10 : found->second;
}

sim::LeverSetting pulled(const sim::LeverDeclaration& lever) {
  sim::LeverSetting setting;
  setting.start = sim::from_civil({starts, 1, 1});
  for (const sim::LeverParameter& parameter : lever.parameters) {
    if (parameter.unit == "date") setting.dates[parameter.name] = sim::from_civil({starts + 1, 7, 1});
    else setting.numbers[parameter.name] = strong_value(parameter.unit);
  }
  return setting;
}

/// One digest of all accounts by year, blank-separated.
std::string yearly_digests(const sim::LeverValues& levers) {
  const auto& scenario = baseline();
  const auto& city = helsingborg();
  const auto result = tests::run_forked([&] {
    const agents::Future future{sim::Calendar(first_year, last_year), 1, 0, scenario.values, levers};
    const agents::ModelRun run = agents::run_model(future, city);
    std::ostringstream text;
    for (int year = 0; year < run.accounts.calendar().years(); ++year) {
      std::uint64_t sum = 0;
      for_each_table(run.accounts, [&](const char*, const auto& table) {
        for_each_cell(table, year, [&](const auto&, std::int64_t count) {
          sum = sim::mix_bits(sum + static_cast<std::uint64_t>(count) + 0x9e3779b97f4a7c15ULL);
        });
      });
      text << sum << ' ';
    }
    return text.str();
  });
  INFO(result.printed);
  CHECK(result.exit_status == 0);
  return result.text;
}

int first_differing_year(const std::string& left, const std::string& right) {
  std::istringstream a(left), b(right);
  std::string x, y;
  for (int year = first_year; a >> x && b >> y; ++year) {
    if (x != y) return year;
  }
  return 0;
}

}  // namespace

TEST_CASE("every lever changes some account, from its start on and not before", "[long]") {
  const std::string without = yearly_digests({});
  for (const sim::LeverDeclaration& lever : agents::declared_levers()) {
    INFO(lever.name);
    const int year = first_differing_year(without, yearly_digests({{lever.name, pulled(lever)}}));
    CHECK(year >= starts);  // 0: it changes nothing
  }
}
