#include <catch2/catch.hpp>
#include <sstream>

#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

namespace {

using namespace skifte;
using namespace skifte::program::testing;

template <std::size_t N>
void check_cuts(std::ostream& faults, const char* name, const sim::Table<N>& table, int year) {
  std::int64_t total = 0;
  for_each_cell(table, year, [&](const std::array<int, N>&, std::int64_t count) { total += count; });
  if (total != table.total(year)) faults << name << " in year " << year << ": total\n";
  for (std::size_t dimension = 0; dimension < N; ++dimension) {
    std::int64_t sum = 0;
    for (int i = 0; i < table.sizes()[dimension]; ++i) sum += table.cut(year, dimension, i);
    if (sum != total) faults << name << " in year " << year << ": cut by dimension " << dimension << "\n";
  }
}

template <std::size_t N>
void check_not_negative(std::ostream& faults, const char* name, const sim::Table<N>& table, int year) {
  for_each_cell(table, year, [&](const std::array<int, N>& cell, std::int64_t count) {
    if (count < 0) faults << name << " in year " << year << ", index " << cell[0] << ": " << count << "\n";
  });
}

/// An item's sum over the groups of one grouping, the quintiles.
std::int64_t city_total(const agents::Accounts& accounts, int year, agents::HouseholdItem item, int grouping = 0) {
  std::int64_t sum = 0;
  for (int g = agents::grouping_begin[static_cast<std::size_t>(grouping)];
       g < agents::grouping_begin[static_cast<std::size_t>(grouping) + 1]; ++g) {
    sum += accounts.people.at(year, {g, agents::index(item)});
  }
  return sum;
}

/// Groups of every grouping add up to the same city, to the unit, and to what others posted of it.
void check_groups(std::ostream& faults, const agents::Accounts& accounts, int year) {
  using agents::HouseholdItem;
  for (int i = 0; i < agents::household_items; ++i) {
    const auto item = static_cast<HouseholdItem>(i);
    for (int grouping = 1; grouping < agents::groupings; ++grouping) {
      if (city_total(accounts, year, item, grouping) != city_total(accounts, year, item))
        faults << "item " << i << " by grouping " << grouping << " in year " << year << ": another total\n";
    }
  }
  const auto total = [&](HouseholdItem item) { return city_total(accounts, year, item); };
  const auto received = [&](agents::Measure measure) {
    return accounts.money.at(year, {agents::index(agents::MoneyKind::grant_received),
                                    agents::index(agents::Payer::households), agents::index(measure)});
  };
  if (total(HouseholdItem::grants) != received(agents::Measure::cars) + received(agents::Measure::heating))
    faults << "grants by group are not the households' grants in year " << year << "\n";
  const std::int64_t pumps =
      accounts.heating_systems.at(year, {agents::index(agents::Heating::air_source_heat_pump)}) +
      accounts.heating_systems.at(year, {agents::index(agents::Heating::ground_source_heat_pump)});
  if (total(HouseholdItem::with_heat_pump) != pumps) faults << "heat pumps by group in year " << year << "\n";
  if (total(HouseholdItem::with_district_heat) !=
      accounts.heating_systems.at(year, {agents::index(agents::Heating::district_heat)}))
    faults << "district heat by group in year " << year << "\n";
  // Bills are those of the year's end, the ledger's those of each month: the stock moves by a few per cent a year.
  const auto ledger = [&](agents::MoneyKind kind, agents::Measure measure) {
    return static_cast<double>(accounts.money.at(
        year, {agents::index(kind), agents::index(agents::Payer::households), agents::index(measure)}));
  };
  const auto compare = [&](const char* what, double billed, double booked) {
    if (billed < 0.9 * booked || billed > 1.1 * booked)
      faults << what << " by group in year " << year << ": " << billed << " against " << booked << "\n";
  };
  compare("fares", static_cast<double>(total(HouseholdItem::fares)),
          ledger(agents::MoneyKind::running_cost, agents::Measure::public_transport));
  compare("cars",
          static_cast<double>(total(HouseholdItem::car_energy)) +
              static_cast<double>(total(HouseholdItem::car_tax_service)),
          ledger(agents::MoneyKind::running_cost, agents::Measure::cars) +
              ledger(agents::MoneyKind::tax_paid, agents::Measure::cars));
}

/// Everything that must hold of a finished run, as a list of what does not.
std::string faults_of(const agents::ModelRun& run) {
  std::ostringstream faults;
  const agents::Accounts& accounts = run.accounts;
  for (int year = 0; year < accounts.calendar().years(); ++year) {
    for_each_table(accounts, [&](const char* name, const auto& table) {
      check_cuts(faults, name, table, year);
      // Measured emissions may be negative (capture); used cars flow both ways; running cost may be saved; the city may
      // owe less than nothing.
      const std::string_view which = name;
      if (which == "emissions" || which == "car_border_flow" || which == "money" || which == "indicators") return;
      check_not_negative(faults, name, table, year);
    });
    for (int s = 0; s < agents::subsectors; ++s) {
      if (accounts.emissions.cut(year, 0, s) < 0)
        faults << "sub-sector " << s << " below nothing in year " << year << "\n";
    }
    for (std::size_t i = 0; i < 7; ++i) {
      const int powertrain = static_cast<int>(i);
      if (accounts.new_cars.at(year, {powertrain}) > accounts.cars.total(year)) faults << "more new cars than cars\n";
    }
    for (const auto kind :
         {agents::MoneyKind::investment, agents::MoneyKind::grant_received, agents::MoneyKind::tax_paid}) {
      if (accounts.money.cut(year, 0, agents::index(kind)) < 0)
        faults << "money of kind " << agents::index(kind) << " below nothing\n";
    }
    std::int64_t private_battery = 0;
    for (int q = 0; q < agents::quintiles; ++q) {
      private_battery += accounts.people.at(year, {q, agents::index(agents::HouseholdItem::battery_cars)});
    }
    check_groups(faults, accounts, year);
    if (private_battery > accounts.cars.at(year, {agents::index(agents::Powertrain::battery)})) {
      faults << "households own more battery cars than there are in year " << year << "\n";
    }
    const std::int64_t population =
        accounts.indicators.at(year, {agents::index(agents::Accounts::Indicator::population)});
    if (city_total(accounts, year, agents::HouseholdItem::persons) != population)
      faults << "people in quintiles are not the population in year " << year << "\n";
    if (city_total(accounts, year, agents::HouseholdItem::households) > population)
      faults << "more households than people in year " << year << "\n";
    if (accounts.sinks.total(year) > accounts.captured.total(year) + 20'000'000'000) faults << "sinks from nowhere\n";
  }
  return faults.str();
}

/// A run of the baseline with levers added, checked in a process of its own.
void check_run(const sim::LeverValues& levers, std::uint32_t replicate) {
  const auto& scenario = baseline();
  const auto& city = helsingborg();
  const auto result = tests::run_forked([&] {
    const agents::Future future{sim::Calendar(scenario.first_year, scenario.last_year), 1, replicate, scenario.values,
                                levers};
    return faults_of(agents::run_model(future, city));
  });
  INFO(result.printed << result.text.substr(0, 2000));
  CHECK(result.exit_status == 0);
  CHECK(result.text.empty());
}

}  // namespace

TEST_CASE("in every year of a run cuts add up to the unit and stocks are what stocks can be", "[long]") {
  check_run(baseline().lever_values(), 0);
  check_run(baseline().lever_values(), 1);
}

TEST_CASE("the same holds of a frozen world and of one without levers", "[long]") {
  check_run({}, 0);
  sim::LeverValues frozen;
  frozen["frozen_world"].start = sim::from_civil({2023, 1, 1});
  check_run(frozen, 0);
}
