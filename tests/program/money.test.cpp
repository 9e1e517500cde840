#include <array>
#include <catch2/catch.hpp>
#include <iomanip>
#include <sstream>

#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

/// Nothing is built without being paid for: the city's ceiling in whole runs of the shipped contract.
namespace {

using namespace skifte;
using namespace skifte::program::testing;

constexpr int first_year = 2015;
constexpr int last_year = 2035;

struct Outcome {
  double emissions = 0;          // 2025-2035 [kt CO2e]
  double waited = 0;             // at the bottleneck city_money [lever-days]
  double debt = 0;               // at the end of 2030 [MSEK]
  double ceiling = 0;            // then [MSEK]
  double interest = 0;           // of climate debt, all years [MSEK]
  std::uint64_t everything = 0;  // emissions and money of all years
  std::size_t late = 0;          // levers
  bool capture_late = false;
};

/// The shipped contract at its central values under `ceiling` [MSEK]; 0: the shipped one.
Outcome contract(double ceiling, const std::vector<std::string>& without = {}) {
  const scenarios::Scenario scenario =
      scenarios::load_scenario("contract-2030", {}, scenarios::model_vocabulary(), home());
  sim::LeverValues levers = scenario.lever_values();
  for (const std::string& name : without) levers.erase(name);
  sim::AssumptionValues values = scenario.values;
  if (ceiling > 0) values.set("city.debt_ceiling", ceiling);
  const agents::Future future{sim::Calendar(first_year, last_year), 1, 0, values, levers};
  const auto result = tests::run_forked([&] {
    const agents::ModelRun run = agents::run_model(future, helsingborg());
    const agents::Accounts& accounts = run.accounts;
    Outcome seen;
    for (int year = 0; year < accounts.calendar().years(); ++year) {
      seen.everything = mixed(mixed(seen.everything, accounts.emissions, year), accounts.money, year);
      seen.waited += static_cast<double>(accounts.bottlenecks.at(year, {index(agents::Bottleneck::city_money)}));
      const auto item = [&](agents::CityFinanceItem which) {
        return static_cast<double>(accounts.city_finance.at(year, {index(which)})) / 1e8;
      };
      seen.interest += item(agents::CityFinanceItem::interest);
      if (year == 2030 - first_year) {
        seen.debt = item(agents::CityFinanceItem::net_debt);
        seen.ceiling = item(agents::CityFinanceItem::debt_ceiling);
      }
      if (year < 2025 - first_year) continue;
      for_each_cell(accounts.emissions, year, [&](const std::array<int, 2>&, std::int64_t grams) {
        seen.emissions += static_cast<double>(grams) / 1e9;
      });
    }
    std::ostringstream text;
    text << seen.emissions << ' ' << seen.waited << ' ' << seen.debt << ' ' << seen.ceiling << ' ' << seen.interest
         << ' ' << seen.everything << ' ' << run.lever_delays.size() << ' '
         << run.lever_delays.contains("filborna_ccs");
    return text.str();
  });
  INFO(result.printed);
  REQUIRE(result.exit_status == 0);
  Outcome seen;
  std::istringstream(result.text) >> seen.emissions >> seen.waited >> seen.debt >> seen.ceiling >> seen.interest >>
      seen.everything >> seen.late >> seen.capture_late;
  return seen;
}

}  // namespace

TEST_CASE("a ceiling below the debt delays the shipped contract's levers, one far above it changes nothing",
          "[long][money]") {
  const Outcome high = contract(100e3);
  const Outcome higher = contract(200e3);
  CHECK(high.waited == 0);
  CHECK(high.everything == higher.everything);
  const Outcome low = contract(6000);
  CHECK(low.waited > 0);
  CHECK(low.late > 3);  // line 3, cycle paths, the landfill's cover, the sorting plant
  CHECK(low.capture_late);
  CHECK(low.emissions > high.emissions);
  CHECK(low.debt < high.debt);
  // 7 billion SEK were owed before: nothing is borrowed for works, only for running costs and interest.
  CHECK(low.debt == Approx(7000).margin(300));
}

TEST_CASE("more green bonds make the climate debt cheaper by their greenium", "[long][money]") {
  const Outcome with = contract(0);
  const Outcome without = contract(0, {"green_bonds"});
  CHECK(with.interest < without.interest);
  CHECK(with.emissions == without.emissions);
}

TEST_CASE("fares alone change what public transport costs its payers and nothing of the sum over them",
          "[long][money]") {
  // Buses run as before: what is left are öre that each posting rounds.
  sim::LeverValues free = baseline().lever_values();
  free["transit_fare"].start = sim::from_civil({2025, 12, 1});  // met a month later
  free["transit_fare"].numbers["factor"] = 0;
  using Costs = std::array<double, 3>;  // all payers', households', the region's, 2026-2035 [MSEK]
  const auto costs = [](const sim::LeverValues& levers) {
    const agents::Future future{sim::Calendar(first_year, last_year), 1, 0, baseline().values, levers};
    const auto result = tests::run_forked([&] {
      const agents::ModelRun run = agents::run_model(future, helsingborg());
      Costs sums{};
      for (int year = 2026 - first_year; year <= last_year - first_year; ++year) {
        for (int payer = 0; payer < static_cast<int>(agents::payer_labels.size()); ++payer) {
          const auto cost =
              static_cast<double>(run.accounts.money.at(
                  year, {index(agents::MoneyKind::running_cost), payer, index(agents::Measure::public_transport)})) /
              1e8;
          sums[0] += cost;
          if (payer == index(agents::Payer::households)) sums[1] += cost;
          if (payer == index(agents::Payer::region)) sums[2] += cost;
        }
      }
      std::ostringstream text;
      text << std::setprecision(12) << sums[0] << ' ' << sums[1] << ' ' << sums[2];
      return text.str();
    });
    INFO(result.printed);
    REQUIRE(result.exit_status == 0);
    Costs seen{};
    std::istringstream(result.text) >> seen[0] >> seen[1] >> seen[2];
    return seen;
  };
  const Costs paying = costs(baseline().lever_values()), nothing = costs(free);
  CHECK(paying[1] > 1000);
  CHECK(nothing[1] == Approx(0).margin(1e-6));
  CHECK(nothing[2] - paying[2] == Approx(paying[1]).margin(0.01));
  CHECK(nothing[0] == Approx(paying[0]).margin(0.01));
}

TEST_CASE("a congestion charge is paid for every kilometre in the municipality, whoever drives it", "[long][money]") {
  sim::LeverValues levers = baseline().lever_values();
  levers["congestion_charge"].start = sim::from_civil({2026, 1, 1});
  levers["congestion_charge"].numbers["cost"] = 1;  // [SEK/km]
  struct Year {
    double km, residents, others;  // [million km], [MSEK], [MSEK]
  };
  const auto last = [](const sim::LeverValues& pulled, double passing_share_inside) {
    sim::AssumptionValues values = baseline().values;
    values.set("car.passing.share_inside", passing_share_inside);
    const agents::Future future{sim::Calendar(first_year, 2030), 1, 0, values, pulled};
    const auto result = tests::run_forked([&] {
      const agents::ModelRun run = agents::run_model(future, helsingborg());
      const int year = 2030 - first_year;
      const auto paid = [&](agents::Payer payer) {
        return static_cast<double>(run.accounts.money.at(
                   year, {index(agents::MoneyKind::tax_paid), index(payer), index(agents::Measure::behaviour)})) /
               1e8;
      };
      std::ostringstream text;
      text << run.accounts.indicators.at(year, {static_cast<int>(agents::Accounts::Indicator::car_traffic)}) << ' '
           << paid(agents::Payer::households) + paid(agents::Payer::firms) << ' ' << -paid(agents::Payer::state);
      return text.str();
    });
    INFO(result.printed);
    REQUIRE(result.exit_status == 0);
    Year seen{};
    std::istringstream(result.text) >> seen.km >> seen.residents >> seen.others;
    return seen;
  };
  const Year plain = last(baseline().lever_values(), 0.25), charged = last(levers, 0.25), deaf = last(levers, 0);
  CHECK(plain.residents + plain.others == 0);
  CHECK(charged.residents > 100);
  CHECK(charged.others > 100);
  // Residents' kilometres are those of the month before.
  CHECK(charged.residents + charged.others == Approx(charged.km).epsilon(0.01));
  CHECK(charged.km < 0.95 * plain.km);
  // Five years on passing trips have answered a quarter's charge by an elasticity of some -0.42: 1.25^-0.42 = 0.91.
  CHECK(charged.others / deaf.others == Approx(0.91).margin(0.02));
  CHECK(charged.residents == Approx(deaf.residents));
}

namespace {

struct Climate {
  double gap = 0;    // gap_cumulative of 2030 [MSEK]
  int captures = 0;  // the first year
};

Climate climate_of(const std::vector<std::string>& changes, const std::vector<std::pair<std::string, double>>& values) {
  const scenarios::Scenario scenario =
      scenarios::load_scenario("contract-2030", changes, scenarios::model_vocabulary(), home());
  sim::AssumptionValues changed = scenario.values;
  for (const auto& [name, value] : values) changed.set(name, value);
  const sim::LeverValues levers = scenario.lever_values();
  const auto result = tests::run_forked([&] {
    const agents::ModelRun run =
        agents::run_model({sim::Calendar(first_year, last_year), 1, 0, changed, levers}, helsingborg());
    const auto item = index(agents::CityFinanceItem::gap_cumulative);
    int captures = 9999;
    for (int year = run.accounts.calendar().years() - 1; year >= 0; --year)
      if (run.accounts.captured.total(year) > 0) captures = first_year + year;
    std::ostringstream text;
    text << static_cast<double>(run.accounts.city_finance.at(2030 - first_year, {item})) / 1e8 << ' ' << captures;
    return text.str();
  });
  INFO(result.printed);
  REQUIRE(result.exit_status == 0);
  Climate seen;
  std::istringstream(result.text) >> seen.gap >> seen.captures;
  return seen;
}

}  // namespace

TEST_CASE("no grant widens the contract's gap, and nothing dearer closes it", "[long][money]") {
  const double gap = climate_of({}, {}).gap;
  const double rounding = 0.02;  // six digits are printed [MSEK]
  for (const std::string grant : {"cycle_network.state_share=1", "landfill_cover.klimatklivet=1",
                                  "expressen_line_3.state_share=0.9", "filborna_ccs.state_share=0.5"}) {
    INFO(grant);
    CHECK(climate_of({grant}, {}).gap <= gap + rounding);
  }
  double before = -1e9;
  for (const double factor : {0.5, 1.0, 2.0}) {
    const double dear = climate_of({}, {{"lever.investment_factor", factor}}).gap;
    CHECK(dear >= before - rounding);
    before = dear;
  }
  CHECK(climate_of({}, {{"ccs.investment", 3.8e9}}).gap >= gap - rounding);
}

TEST_CASE("a larger grant never brings carbon capture later", "[long][money]") {
  const std::vector<std::pair<std::string, double>> tight = {{"city.debt_ceiling", 7900}};
  int before = 9999;
  for (const std::string grant : {"state_share=0", "state_share=0.5", "state_share=1"}) {
    const int begins = climate_of({"filborna_ccs." + grant}, tight).captures;
    CHECK(begins <= before);
    before = begins;
  }
  CHECK(climate_of({"filborna_ccs.klimatklivet=0.5"}, tight).captures <= climate_of({}, tight).captures);
}
