#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "agents/city/lever_costs.hpp"
#include "agents/registry.hpp"
#include "tests/program/yearly_digests.hpp"

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
      {"1", 0.95},     {"%", 40},     {"SEK", 50000},         {"SEK/l", 5}, {"kt/year", 100},
      {"1/year", 0.1}, {"MSEK", 500}, {"Wh/year", 5e10},      {"W", 1e8},   {"SEK/km", 1},
      {"SEK/t", 1000}, {"Wh", 1e9},   {"SEK/(ha year)", 3000}};
  const auto found = values.find(unit);
  return found == values.end() ? 10 : found->second;
}

/// Where the unit's strong value would not bind.
double value_of(const std::string& lever, const sim::LeverParameter& parameter) {
  if (lever == "building_limits" && parameter.name != "share") return 0.3;  // a limit: the lower, the stronger
  return strong_value(parameter.unit);
}

/// The world without the lever: what must be there for it to act on.
struct Surroundings {
  sim::LeverValues levers;
  sim::AssumptionValues values = baseline().values;
};
Surroundings surroundings_of(const std::string& lever) {
  Surroundings world;
  if (lever == "green_bonds") {  // bonds need investments to pay
    world.levers["public_charging"].start = sim::from_civil({starts, 1, 1});
    world.levers["public_charging"].investment = 5000;
  }
  if (lever == "biogas_expansion") {  // more gas needs users who lack it
    world.values.set("biogas.regional_supply", sim::Series::constant(1));
    world.values.set("biogas.imports", 0.0);
    world.values.set("biogas.local_share", 0.0);
  }
  return world;
}

/// Whether a lever may show before its start: projects with a promised date are built, and paid, ahead of it; and what
/// is built next year is settled at a year's end.
bool acts_ahead(const sim::LeverDeclaration& lever) {
  if (lever.name == "frozen_population") return true;
  return std::any_of(lever.parameters.begin(), lever.parameters.end(),
                     [](const auto& one) { return one.unit == "date"; });
}

sim::LeverSetting pulled(const sim::LeverDeclaration& lever) {
  sim::LeverSetting setting;
  setting.start = sim::from_civil({starts, 1, 1});
  for (const sim::LeverParameter& parameter : lever.parameters) {
    if (parameter.unit == "date")
      setting.dates[parameter.name] = sim::from_civil({starts + 1, 7, 1});
    else
      setting.numbers[parameter.name] = value_of(lever.name, parameter);
  }
  return setting;
}

/// Levers that book nothing of their own though they change something, and why.
const std::map<std::string, std::string>& free_levers() {
  static const std::map<std::string, std::string> reasons = {
      {"electricity_price", "the market's price"},
      {"frozen_population", "a null scenario"},
      {"frozen_world", "a null scenario"},
      {"fuel_tax", "a tax: those who drive pay it"},
      {"gas_network_closure", "a rule: owners buy another heating, and the utility saves the network's upkeep"},
      {"green_bonds", "money, not a measure: it changes who lends"},
      {"obligation_level", "a rule: fuel is dearer for those who drive"},
      {"parking_price", "a price: those who park pay it"},
      {"repealed_obligation", "a rule: fuel is dearer for those who drive"},
      {"transit_fare", "a price: the region gets less of it"},
  };
  return reasons;
}

/// What a run's payers paid, investment and running cost of all years [öre], and what levers cost in their own names.
struct Books {
  std::map<std::array<int, 3>, std::int64_t> paid;  // kind, payer, measure
  std::map<std::string, double> by_lever;           // [SEK]
};

Books books_of(const Surroundings& world) {
  const auto result = tests::run_forked([&] {
    const agents::ModelRun run =
        agents::run_model({sim::Calendar(first_year, last_year), 1, 0, world.values, world.levers}, helsingborg());
    std::map<std::array<int, 3>, std::int64_t> paid;
    for (int year = 0; year < run.accounts.calendar().years(); ++year) {
      for_each_cell(run.accounts.money, year, [&](const std::array<int, 3>& cell, std::int64_t ore) {
        const bool spent =
            cell[0] == index(agents::MoneyKind::investment) || cell[0] == index(agents::MoneyKind::running_cost);
        if (spent) paid[cell] += ore;
      });
    }
    std::ostringstream text;
    text << paid.size();
    for (const auto& [cell, ore] : paid) text << ' ' << cell[0] << ' ' << cell[1] << ' ' << cell[2] << ' ' << ore;
    for (const auto& [name, sek] : run.lever_costs) text << ' ' << name << ' ' << sek;
    return text.str();
  });
  INFO(result.printed);
  REQUIRE(result.exit_status == 0);
  Books books;
  std::istringstream in(result.text);
  std::size_t cells = 0;
  in >> cells;
  for (std::size_t i = 0; i < cells; ++i) {
    std::array<int, 3> cell{};
    in >> cell[0] >> cell[1] >> cell[2];
    in >> books.paid[cell];
  }
  std::string name;
  while (in >> name) in >> books.by_lever[name];
  return books;
}

/// What a payer's books of a kind hold over all measures [öre].
std::int64_t paid_by(const Books& books, agents::MoneyKind kind, agents::Payer payer) {
  std::int64_t sum = 0;
  for (const auto& [cell, ore] : books.paid) {
    if (cell[0] == index(kind) && cell[1] == index(payer)) sum += ore;
  }
  return sum;
}
std::int64_t paid_by(const Books& books, agents::Payer payer) {
  return paid_by(books, agents::MoneyKind::investment, payer) + paid_by(books, agents::MoneyKind::running_cost, payer);
}

/// Investment and running cost by measure, whoever pays [öre].
std::map<std::array<int, 2>, std::int64_t> by_measure(const Books& books) {
  std::map<std::array<int, 2>, std::int64_t> sums;
  for (const auto& [cell, ore] : books.paid) sums[{cell[0], cell[2]}] += ore;
  return sums;
}

/// Whether somebody invests more in the lever's own measure than without it, or runs it at a higher cost.
bool dearer(const Books& without, const Books& with, const sim::LeverDeclaration& lever) {
  const int measure = index(agents::measure_of_lever(lever.name, lever.reader));
  return std::any_of(with.paid.begin(), with.paid.end(), [&](const auto& entry) {
    return entry.first[2] == measure && entry.second > without.paid.at(entry.first);
  });
}

YearlyDigests digests_of(const Surroundings& world) {
  return yearly_digests({sim::Calendar(first_year, last_year), 1, 0, world.values, world.levers});
}

}  // namespace

TEST_CASE("every lever changes some account, from its start on and not before", "[long]") {
  const YearlyDigests ordinary = digests_of({});
  for (const sim::LeverDeclaration& lever : agents::declared_levers()) {
    INFO(lever.name);
    Surroundings world = surroundings_of(lever.name);
    const bool special = lever.name == "green_bonds" || lever.name == "biogas_expansion";
    const YearlyDigests without = special ? digests_of(world) : ordinary;
    world.levers[lever.name] = pulled(lever);
    const int year = first_differing_year(without, digests_of(world));
    CHECK(year > 0);  // otherwise it changes nothing
    if (year > 0 && !acts_ahead(lever)) CHECK(year >= starts);
  }
}

TEST_CASE("no lever is had for nothing: somebody pays for each, or there is a reason why not", "[long][money]") {
  const Books ordinary = books_of({});
  for (const sim::LeverDeclaration& lever : agents::declared_levers()) {
    INFO(lever.name);
    if (free_levers().contains(lever.name)) continue;
    Surroundings world = surroundings_of(lever.name);
    const bool special = lever.name == "biogas_expansion";
    const Books without = special ? books_of(world) : ordinary;
    world.levers[lever.name] = pulled(lever);
    const Books with = books_of(world);
    const bool named = with.by_lever.contains(lever.name) && with.by_lever.at(lever.name) > 0;
    CHECK((named || dearer(without, with, lever)));
  }
}

TEST_CASE("the payer that is named pays: two payers' books differ by the lever's cost, and nothing else",
          "[long][money]") {
  using agents::Payer;
  for (const sim::LeverDeclaration& lever : agents::declared_levers()) {
    INFO(lever.name);
    Surroundings world = surroundings_of(lever.name);
    world.levers[lever.name] = pulled(lever);
    const auto paid = [&](const char* payer, double state_share) {  // neither waits for the city's money
      sim::LeverSetting& setting = world.levers[lever.name];
      setting.payer = payer;
      setting.states_payer = true;
      setting.state_share = state_share;
      return books_of(world);
    };
    const Books firms = paid("firms", 0);
    const Books region = paid("region", 0);
    CHECK(by_measure(firms) == by_measure(region));
    const std::int64_t moved = paid_by(region, Payer::region) - paid_by(firms, Payer::region);
    CHECK(moved == paid_by(firms, Payer::firms) - paid_by(region, Payer::firms));
    for (const Payer other : {Payer::city, Payer::municipal_companies, Payer::state, Payer::households})
      CHECK(paid_by(firms, other) == paid_by(region, other));
    const sim::LeverMoney& money = lever.money;
    if (money.investment || money.running_cost) {
      CHECK(moved > 0);
    } else {
      CHECK(moved == 0);
      CHECK(!money.otherwise.empty());
    }
    const Books shared = paid("region", 0.5);
    CHECK(by_measure(firms) == by_measure(shared));
    const std::int64_t granted = paid_by(shared, Payer::state) - paid_by(region, Payer::state);
    constexpr std::int64_t rounding = 1000;  // [öre] each posting is rounded, and a part of it by itself
    CHECK(std::abs(granted - paid_by(region, Payer::region) + paid_by(shared, Payer::region)) <= rounding);
    if (money.investment) {
      CHECK(granted > 0);
    } else {
      CHECK(granted == 0);
    }
  }
}

TEST_CASE("a bonus for the city's cars leaves the country's, and hence the published account of cars, as they are",
          "[long]") {
  Surroundings world;
  world.levers["purchase_bonus"].start = sim::from_civil({starts, 1, 1});
  world.levers["purchase_bonus"].numbers["battery"] = 100000;
  const auto cars_of = [](const Surroundings& of) {  // the physical account's, the published one's [g], last year
    const auto result = tests::run_forked([&] {
      const agents::ModelRun run =
          agents::run_model({sim::Calendar(first_year, last_year), 1, 0, of.values, of.levers}, helsingborg());
      const int year = last_year - first_year;
      std::ostringstream text;
      text << run.accounts.emissions.cut(year, 0, index(agents::Subsector::cars)) << ' '
           << run.accounts.published.at(year, {index(agents::Subsector::cars)});
      return text.str();
    });
    REQUIRE(result.exit_status == 0);
    std::pair<std::int64_t, std::int64_t> cars;
    std::istringstream(result.text) >> cars.first >> cars.second;
    return cars;
  };
  const auto without = cars_of({});
  const auto with = cars_of(world);
  CHECK(with.first < without.first);
  CHECK(with.second == without.second);
}

TEST_CASE("reasons why a lever costs nothing are of levers that there are, and that indeed book nothing", "[money]") {
  const auto& declared = agents::declared_levers();
  for (const auto& [name, reason] : free_levers()) {
    INFO(name);
    const auto found =
        std::find_if(declared.begin(), declared.end(), [&](const auto& one) { return one.name == name; });
    REQUIRE(found != declared.end());
    Surroundings world;
    world.levers[name] = pulled(*found);
    CHECK_FALSE(books_of(world).by_lever.contains(name));
  }
}
