#include <catch2/catch.hpp>
#include <cstdlib>
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
  const auto compare = [&](const char* what, double billed, double booked, double slack = 0.1) {
    if (billed < (1 - slack) * booked || billed > (1 + slack) * booked)
      faults << what << " by group in year " << year << ": " << billed << " against " << booked << "\n";
  };
  compare("fares", static_cast<double>(total(HouseholdItem::fares)),
          ledger(agents::MoneyKind::running_cost, agents::Measure::public_transport));
  // The ledger takes the assumed private share of all kilometres, the bills each household's own cars.
  compare("congestion charge", static_cast<double>(total(HouseholdItem::congestion_charge)),
          ledger(agents::MoneyKind::tax_paid, agents::Measure::behaviour), 0.2);
  compare("parking", static_cast<double>(total(HouseholdItem::parking)),
          static_cast<double>(accounts.transfers.at(
              year, {agents::index(agents::Transfer::parking), agents::index(agents::Payer::households)})));
  compare("cars",
          static_cast<double>(total(HouseholdItem::car_energy)) +
              static_cast<double>(total(HouseholdItem::car_tax_service)),
          ledger(agents::MoneyKind::running_cost, agents::Measure::cars) +
              ledger(agents::MoneyKind::tax_paid, agents::Measure::cars));
}

/// Every transfer has a payer and a receiver, who is the one it can be; what is noted of grants is what was given.
void check_transfers(std::ostream& faults, const agents::Accounts& accounts, int year) {
  using agents::Payer;
  using agents::Transfer;
  const auto net = [&](Transfer what, Payer payer) {
    return accounts.transfers.at(year, {agents::index(what), agents::index(payer)});
  };
  const auto total = [&](agents::MoneyKind kind, Payer payer) {
    std::int64_t sum = 0;
    for (int m = 0; m < static_cast<int>(agents::measure_labels.size()); ++m)
      sum += accounts.money.at(year, {agents::index(kind), agents::index(payer), m});
    return sum;
  };
  for (int what = 0; what < static_cast<int>(agents::transfer_labels.size()); ++what) {
    if (accounts.transfers.cut(year, 0, what) != 0)
      faults << agents::transfer_labels[static_cast<std::size_t>(what)] << " do not add up to 0 in year " << year
             << "\n";
  }
  for (int p = 0; p < static_cast<int>(agents::payer_labels.size()); ++p) {
    const auto payer = static_cast<Payer>(p);
    const std::int64_t received = total(agents::MoneyKind::grant_received, payer);
    const bool gives = payer == Payer::state || payer == Payer::city;  // as the levers tested here are paid
    if (net(Transfer::grant, payer) + received < 0) faults << "payer " << p << " got more than is noted\n";
    if (!gives && net(Transfer::grant, payer) + received != 0)
      faults << "payer " << p << " gave grants in year " << year << "\n";
    const std::int64_t taxes = total(agents::MoneyKind::tax_paid, payer);
    if (payer != Payer::state && net(Transfer::tax, payer) != taxes) faults << "taxes of payer " << p << " are lost\n";
    if (payer == Payer::state &&
        net(Transfer::tax, payer) != taxes - accounts.money.cut(year, 0, agents::index(agents::MoneyKind::tax_paid)))
      faults << "the state's taxes are not what all pay in year " << year << "\n";
  }
  if (net(Transfer::fare, Payer::households) != -net(Transfer::fare, Payer::region)) faults << "fares are lost\n";
  if (net(Transfer::parking, Payer::households) < 0 || net(Transfer::parking, Payer::city) > 0)
    faults << "parking fees go the wrong way in year " << year << "\n";
  // What the contract needs: each year takes over what the last left.
  const auto item = [&](int y, agents::CityFinanceItem which) {
    return accounts.city_finance.at(y, {agents::index(which)});
  };
  using Item = agents::CityFinanceItem;
  const std::int64_t slack = 2;  // rounding of each item
  if (std::abs(item(year, Item::carry_over) + item(year, Item::gap) - item(year, Item::gap_cumulative)) > slack)
    faults << "the gap does not add up in year " << year << "\n";
  if (item(year, Item::contract_need) > 0 && year > 0 && item(year - 1, Item::contract_need) > 0 &&
      item(year, Item::carry_over) != item(year - 1, Item::gap_cumulative))
    faults << "what year " << year - 1 << " left is not carried over\n";
  if (item(year, Item::contract_need) == 0 && item(year, Item::gap) != 0) faults << "a gap of no need\n";
  if (year > 0 &&
      std::abs(item(year, Item::net_debt) - item(year - 1, Item::net_debt) - item(year, Item::borrowing)) > slack)
    faults << "debt grew by other than what is borrowed in year " << year << "\n";
}

/// Everything that must hold of a finished run, as a list of what does not.
std::string faults_of(const agents::ModelRun& run) {
  std::ostringstream faults;
  const agents::Accounts& accounts = run.accounts;
  for (int year = 0; year < accounts.calendar().years(); ++year) {
    for_each_table(accounts, [&](const char* name, const auto& table) {
      check_cuts(faults, name, table, year);
      // Measured emissions may be negative (capture); used cars flow both ways; running cost may be saved; who receives
      // a transfer pays less than nothing; the city may owe less than nothing, and pay ahead of what the contract
      // needs.
      const std::string_view which = name;
      if (which == "emissions" || which == "car_border_flow" || which == "money" || which == "indicators" ||
          which == "transfers" || which == "city_finance")
        return;
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
    for (const auto kind : {agents::MoneyKind::investment, agents::MoneyKind::grant_received}) {
      if (accounts.money.cut(year, 0, agents::index(kind)) < 0)
        faults << "money of kind " << agents::index(kind) << " below nothing\n";
    }
    // The state pays no tax; what it has from nobody in the books, visitors' congestion charge, stands there.
    for (int p = 0; p < static_cast<int>(agents::payer_labels.size()); ++p) {
      std::int64_t taxes = 0;
      for (int m = 0; m < static_cast<int>(agents::measure_labels.size()); ++m)
        taxes += accounts.money.at(year, {agents::index(agents::MoneyKind::tax_paid), p, m});
      const bool state = p == agents::index(agents::Payer::state);
      if (state ? taxes > 0 : taxes < 0) faults << "taxes of payer " << p << " go the wrong way\n";
    }
    std::int64_t private_battery = 0;
    for (int q = 0; q < agents::quintiles; ++q) {
      private_battery += accounts.people.at(year, {q, agents::index(agents::HouseholdItem::battery_cars)});
    }
    // Heat made is heat delivered over what the network and its neighbours leave of it.
    const double delivered =
        static_cast<double>(accounts.energy.cut(year, 0, agents::index(agents::Carrier::district_heat)));
    const auto& values = baseline().values;
    const double made = static_cast<double>(accounts.heat_production.total(year)) *
                        (1.0 - values.number("utility.network_loss") - values.number("utility.net_export"));
    if (std::abs(made - delivered) > 1e-6 * delivered)
      faults << "heat made in year " << year << ": " << made << " delivered against " << delivered << "\n";
    check_groups(faults, accounts, year);
    check_transfers(faults, accounts, year);
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

TEST_CASE("every transfer of the contract's levers has its payer and its receiver", "[long]") {
  const auto contract = scenarios::load_scenario("contract-2030", {}, scenarios::model_vocabulary(), home());
  sim::LeverValues levers = contract.lever_values();
  levers["congestion_charge"].start = sim::from_civil({2026, 1, 1});
  levers["congestion_charge"].numbers["cost"] = 1;
  levers["parking_price"].start = sim::from_civil({2026, 1, 1});
  levers["parking_price"].numbers["factor"] = 1.5;
  check_run(levers, 0);
}
