#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <sstream>
#include <vector>

#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

/// Signs of whole runs, where budgets run out, queues form and neighbours are seen: means over replicates of the paired
/// difference, with their interval. Each decision's own sign, with its draws held fixed, is tested with its agent
/// (tests/agents).
namespace {

using namespace skifte;
using namespace skifte::program::testing;
using agents::Accounts;
using agents::index;

constexpr int last_year = 2040;
constexpr std::uint32_t replicates = 8;
constexpr double student_95 = 1.895;  ///< one-sided 95 % of Student's t with 7 degrees of freedom

using Numbers = std::vector<double>;
using Look = std::function<Numbers(const Accounts&)>;

/// What `look` sees of each replicate of a world.
std::vector<Numbers> world(const sim::LeverValues& levers, const sim::AssumptionValues& values, const Look& look,
                           int last = last_year) {
  const auto& city = helsingborg();
  std::vector<Numbers> all;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
    const auto result = tests::run_forked([&] {
      const agents::Future future{sim::Calendar(2015, last), 1, replicate, values, levers};
      const agents::ModelRun done = agents::run_model(future, city);
      std::ostringstream text;
      text.precision(std::numeric_limits<double>::max_digits10);
      for (const double value : look(done.accounts)) text << value << ' ';
      return text.str();
    });
    INFO(result.printed << result.text.substr(0, 500));
    REQUIRE(result.exit_status == 0);
    std::istringstream numbers(result.text);
    all.emplace_back();
    for (double value = 0; numbers >> value;) all.back().push_back(value);
  }
  return all;
}

/// Mean of the paired differences and half the width of its interval.
struct Difference {
  double mean = 0;
  double half_width = 0;
};
Difference difference(const std::vector<Numbers>& with, const std::vector<Numbers>& without, std::size_t which) {
  Difference d;
  double squares = 0;
  for (std::size_t r = 0; r < with.size(); ++r) {
    d.mean += (with[r][which] - without[r][which]) / replicates;
    squares += (with[r][which] - without[r][which]) * (with[r][which] - without[r][which]);
  }
  const double variance = (squares - replicates * d.mean * d.mean) / (replicates - 1);
  d.half_width = student_95 * std::sqrt(std::max(0.0, variance) / replicates);
  return d;
}

sim::LeverSetting from_2026(std::initializer_list<std::pair<const char*, double>> numbers) {
  sim::LeverSetting setting;
  setting.start = sim::from_civil({2026, 1, 1});
  for (const auto& [name, value] : numbers) setting.numbers[name] = value;
  return setting;
}

int year_of(const Accounts& accounts, int year) {
  return year - accounts.calendar().first_year();
}

/// At the end of 2030: battery cars, grants that households received from 2026 on [öre], battery vans and trucks, homes
/// with heat pumps.
Numbers electric_in_2030(const Accounts& accounts) {
  const int year = year_of(accounts, 2030);
  double grants = 0;
  for (int y = year_of(accounts, 2026); y <= year; ++y) {
    for (int q = 0; q < agents::quintiles; ++q) {
      grants += static_cast<double>(accounts.people.at(y, {q, index(agents::HouseholdItem::grants)}));
    }
  }
  const int battery = index(agents::Powertrain::battery);
  const auto homes = [&](agents::Heating system) { return accounts.heating_systems.at(year, {index(system)}); };
  return {static_cast<double>(accounts.cars.at(year, {index(agents::Powertrain::battery)})), grants,
          static_cast<double>(accounts.light_trucks.at(year, {battery})),
          static_cast<double>(accounts.heavy_trucks.at(year, {battery})),
          static_cast<double>(homes(agents::Heating::air_source_heat_pump) +
                              homes(agents::Heating::ground_source_heat_pump))};
}

/// First year of capture, `last_year` + 1 if there is none, and what industry emits from 2026 on [g CO2e].
Numbers capture_and_industry(const Accounts& accounts) {
  Numbers seen = {last_year + 1.0, 0};
  for (int y = accounts.calendar().years() - 1; y >= 0; --y) {
    if (accounts.captured.total(y) > 0) seen[0] = accounts.calendar().first_year() + y;
    if (accounts.calendar().first_year() + y < 2026) continue;
    for (const auto row : {agents::Subsector::kemira, agents::Subsector::other_industry}) {
      seen[1] += static_cast<double>(accounts.emissions.cut(y, 0, index(row)));
    }
  }
  return seen;
}

}  // namespace

TEST_CASE("dearer fuel, a larger bonus and more chargers give more battery vehicles on average", "[long]") {
  const auto without = world({}, baseline().values, electric_in_2030, 2030);
  const struct {
    const char* lever;
    sim::LeverSetting setting;
  } measures[] = {{"fuel_tax", from_2026({{"increase", 4}})},
                  {"purchase_bonus", from_2026({{"battery", 40000}})},
                  {"public_charging", from_2026({{"points", 3000}, {"support", 0.8}})}};
  for (const auto& [lever, setting] : measures) {
    const auto with = world({{lever, setting}}, baseline().values, electric_in_2030, 2030);
    const Difference cars = difference(with, without, 0);
    const Difference grants = difference(with, without, 1);
    UNSCOPED_INFO(lever << ": " << cars.mean << " +- " << cars.half_width << " battery cars, " << grants.mean / 1e8
                        << " MSEK of grants");
    CHECK(cars.mean - cars.half_width > 0);
    if (std::string(lever) == "purchase_bonus") CHECK(grants.mean - grants.half_width > 0);
    if (std::string(lever) != "fuel_tax") continue;
    for (const std::size_t trucks : {std::size_t{2}, std::size_t{3}}) {
      const Difference d = difference(with, without, trucks);
      UNSCOPED_INFO((trucks == 2 ? "vans " : "trucks ") << d.mean << " +- " << d.half_width);
      CHECK(d.mean - d.half_width > 0);
    }
  }
}

TEST_CASE("cheaper current gives more heat pumps, battery cars and vans on average", "[long]") {
  const auto cheap =
      world({{"electricity_price", from_2026({{"factor", 0.6}})}}, baseline().values, electric_in_2030, 2030);
  const auto dear =
      world({{"electricity_price", from_2026({{"factor", 1.6}})}}, baseline().values, electric_in_2030, 2030);
  for (const std::size_t which : {std::size_t{0}, std::size_t{2}, std::size_t{4}}) {
    const Difference d = difference(cheap, dear, which);
    UNSCOPED_INFO("number " << which << ": " << d.mean << " +- " << d.half_width);
    CHECK(d.mean - d.half_width > 0);
  }
}

TEST_CASE("a higher ETS price never makes capture or industry's switch later on average", "[long]") {
  sim::LeverValues levers;
  levers["filborna_ccs"].numbers["capture"] = 2e11;  // [g/year]
  levers["filborna_ccs"].dates["operating"] = sim::from_civil({2029, 1, 1});
  std::vector<std::vector<Numbers>> worlds;
  for (const double factor : {0.3, 3.0}) {  // far apart: a few large plants decide, and eight lucks tell little
    sim::AssumptionValues values = baseline().values;
    values.set("price.ets.level_2030", 100 * factor);
    values.set("price.ets.level_2050", 180 * factor);
    worlds.push_back(world(levers, values, capture_and_industry));
  }
  for (std::uint32_t r = 0; r < replicates; ++r) CHECK(worlds[1][r][0] <= worlds[0][r][0]);  // the same luck
  const Difference industry = difference(worlds[1], worlds[0], 1);
  UNSCOPED_INFO("industry " << industry.mean / 1e9 << " +- " << industry.half_width / 1e9 << " kt");
  CHECK(industry.mean + industry.half_width < 0);
}

TEST_CASE("in the frozen world activity, debt and the published account's luck stand still", "[long]") {
  const auto scenario = scenarios::load_scenario("frozen", {}, scenarios::model_vocabulary(), home());
  const Look look = [](const Accounts& accounts) {
    Numbers seen;
    for (const int year : {2023, 2024, last_year}) {
      const int y = year_of(accounts, year);
      for (const auto category : {agents::Footprint::flights, agents::Footprint::other_travel, agents::Footprint::food})
        seen.push_back(static_cast<double>(accounts.footprint.at(y, {index(category)})));
      for (const auto mode : {agents::Mode::bus, agents::Mode::train, agents::Mode::cycle})
        seen.push_back(static_cast<double>(accounts.trips.at(y, {index(mode)})));
      for (const auto item : {agents::CityFinanceItem::net_debt, agents::CityFinanceItem::debt_ceiling})
        seen.push_back(static_cast<double>(accounts.city_finance.at(y, {index(item)})));
      // Ports and airports hold work alone, and work stands still: what moved here was luck.
      for (const auto row : {agents::Subsector::port_airport_allocation, agents::Subsector::fluorinated_gases})
        seen.push_back(static_cast<double>(accounts.published.at(y, {index(row)})));
    }
    return seen;
  };
  const auto seen = world(scenario.lever_values(), scenario.values, look);
  for (std::uint32_t r = 0; r < replicates; ++r) {
    const std::size_t items = seen[r].size() / 3;
    for (std::size_t i = 0; i < items; ++i) {
      INFO("replicate " << r << ", item " << i << ": " << seen[r][i] << ", " << seen[r][items + i] << ", "
                        << seen[r][2 * items + i]);
      CHECK(seen[r][items + i] == Approx(seen[r][i]).epsilon(0.005));  // a leap year has a day more
      CHECK(seen[r][2 * items + i] == Approx(seen[r][i]).epsilon(0.005));
    }
  }
}

TEST_CASE("in the frozen world stocks stand still within their sampling error", "[long]") {
  const auto scenario = scenarios::load_scenario("frozen", {}, scenarios::model_vocabulary(), home());
  constexpr std::size_t kinds = 7;
  const Look look = [](const Accounts& accounts) {
    Numbers seen;
    for (const int year : {2023, last_year}) {
      for (const auto* table :
           {&accounts.cars, &accounts.light_trucks, &accounts.heavy_trucks, &accounts.heating_systems}) {
        for (std::size_t j = 0; j < kinds; ++j) {
          seen.push_back(static_cast<double>(table->at(year_of(accounts, year), {static_cast<int>(j)})));
        }
      }
    }
    return seen;
  };
  const auto seen = world(scenario.lever_values(), scenario.values, look);
  for (std::uint32_t r = 0; r < replicates; ++r) {
    const std::size_t stocks = seen[r].size() / 2;
    for (std::size_t i = 0; i < stocks; ++i) {
      INFO("replicate " << r << ", stock " << i / kinds << ", kind " << i % kinds << ": " << seen[r][i] << " to "
                        << seen[r][stocks + i]);
      // A count that came anew by chance would have the variance of a Poisson count; four standard deviations of it.
      CHECK(std::abs(seen[r][stocks + i] - seen[r][i]) <= 4 * std::sqrt(seen[r][i]) + 1);
    }
  }
}

TEST_CASE("a higher ETS2 price lowers what buildings and industry outside the ETS burn on average", "[long]") {
  constexpr std::array rows = {agents::Subsector::premises, agents::Subsector::other_industry,
                               agents::Subsector::dwellings};
  const auto burnt = [&](const Accounts& accounts) {
    Numbers seen(rows.size(), 0.0);
    for (int y = year_of(accounts, 2029); y < accounts.calendar().years(); ++y) {
      for (std::size_t r = 0; r < rows.size(); ++r)
        seen[r] += static_cast<double>(accounts.emissions.cut(y, 0, index(rows[r])));
    }
    return seen;
  };
  std::vector<std::vector<Numbers>> worlds;
  for (const double factor : {0.3, 3.0}) {
    sim::AssumptionValues values = baseline().values;
    values.set("price.ets2.level_2030", 55 * factor);
    values.set("price.ets2.level_2050", 90 * factor);
    worlds.push_back(world({}, values, burnt));
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Difference d = difference(worlds[1], worlds[0], r);
    UNSCOPED_INFO(agents::subsector_labels[static_cast<std::size_t>(index(rows[r]))] << ' ' << d.mean / 1e9 << " +- "
                                                                                     << d.half_width / 1e9 << " kt");
    CHECK(d.mean + d.half_width < 0);
  }
}
