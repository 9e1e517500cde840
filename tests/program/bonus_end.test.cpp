#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <sstream>
#include <vector>

#include "tests/program/whole_model.hpp"
#include "tests/sim/forked.hpp"

/// The end of the Swedish bonus on 8 November 2022, announced the day before, in the whole model: paired runs that
/// differ only in the notice, or in how long the bonus lasts.
namespace {

using namespace skifte;
using namespace skifte::program::testing;
using agents::Accounts;
using agents::index;

constexpr int last_year = 2025;
constexpr std::uint32_t replicates = 6;

/// What is seen of a year, in a mean over replicates.
struct Seen {
  double new_cars = 0;  ///< registered [vehicle]
  double battery = 0;   ///< in stock at the year's end [vehicle]
  double ordered = 0;   ///< worth of new cars ordered [SEK]
  double granted = 0;   ///< [SEK]
};
constexpr int first_seen = 2021;
using Years = std::vector<Seen>;

std::string look(const Accounts& accounts) {
  std::ostringstream text;
  text.precision(std::numeric_limits<double>::max_digits10);
  for (int year = first_seen; year <= last_year; ++year) {
    const int y = year - accounts.calendar().first_year();
    const auto money = [&](agents::MoneyKind kind) {
      const auto of = [&](agents::Payer payer) {
        return accounts.money.at(y, {index(kind), index(payer), index(agents::Measure::cars)});
      };
      return static_cast<double>(of(agents::Payer::households) + of(agents::Payer::firms)) / 100;
    };
    text << accounts.new_cars.total(y) << ' ' << accounts.cars.at(y, {index(agents::Powertrain::battery)}) << ' '
         << money(agents::MoneyKind::investment) << ' ' << money(agents::MoneyKind::grant_received) << ' ';
  }
  return text.str();
}

Years world(const sim::AssumptionValues& values) {
  const auto& city = helsingborg();
  Years mean(last_year - first_seen + 1);
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
    const auto result = tests::run_forked([&] {
      const agents::Future future{sim::Calendar(2015, last_year), 1, replicate, values, {}};
      return look(agents::run_model(future, city).accounts);
    });
    INFO(result.printed << result.text.substr(0, 500));
    REQUIRE(result.exit_status == 0);
    std::istringstream numbers(result.text);
    for (Seen& seen : mean) {
      for (double* sum : {&seen.new_cars, &seen.battery, &seen.ordered, &seen.granted}) {
        double value = 0;
        numbers >> value;
        *sum += value / replicates;
      }
    }
  }
  return mean;
}

/// The bonuses end on `date`.
void end_bonuses(sim::AssumptionValues& values, sim::Time date) {
  for (const char* bonus : {"bonus.battery_car", "bonus.plugin_car"}) {
    const sim::Series& decided = values.series(bonus);
    auto points = decided.points();
    points.back().date = date;
    REQUIRE(points.back().value == 0);
    values.set(bonus, sim::Series(decided.interpolation(), points));
  }
}

const Seen& in(const Years& years, int year) {
  return years.at(static_cast<std::size_t>(year - first_seen));
}

}  // namespace

TEST_CASE("the announced end of the bonus moves orders in time and sells no more than the bonus itself", "[long]") {
  const sim::AssumptionValues& values = baseline().values;
  const Years announced = world(values);
  sim::AssumptionValues without_notice = values;
  without_notice.set("bonus.announced_end", sim::Series::constant(0));
  const Years silent = world(without_notice);
  // The bonus for as much longer as owners order ahead, without notice: what it buys from those who may order ahead,
  // from households with a further car and from new firms.
  end_bonuses(without_notice,
              sim::from_civil({2022, 12, 1}) + values.number("car.order_advance") * sim::days_per_year / 12 - 1);
  const Years longer = world(without_notice);

  CHECK(in(announced, 2021).ordered == in(silent, 2021).ordered);
  const auto more = [&](int year, double Seen::*what) { return in(announced, year).*what - in(silent, year).*what; };
  // The rush: half a year's bonuses in a month, and the orders that are missing then.
  const double rush = more(2022, &Seen::ordered);
  const double bonuses = more(2022, &Seen::granted);
  CHECK(bonuses > 30e6);
  CHECK(bonuses < 1.1 * (in(longer, 2022).granted + in(longer, 2023).granted - in(silent, 2022).granted));
  CHECK(rush > 0.1 * in(silent, 2022).ordered);
  CHECK(more(2023, &Seen::ordered) < -0.7 * rush);
  double sum = 0, cars = 0;
  for (int year = 2022; year <= last_year; ++year) sum += more(year, &Seen::ordered);
  for (int year = 2022; year <= last_year; ++year) cars += more(year, &Seen::new_cars);
  UNSCOPED_INFO("ordered more: " << rush / 1e6 << " MSEK in 2022, " << more(2023, &Seen::ordered) / 1e6 << " in 2023, "
                                 << sum / 1e6 << " in all; new cars " << cars);
  CHECK(std::abs(sum) < 0.15 * rush);
  CHECK(std::abs(cars) < 0.005 * in(silent, 2023).new_cars);
  // What lasts: those whose choice the bonus changed, as many as half a year more of it would have changed.
  const double lasting = more(2024, &Seen::battery);
  const double changed = in(longer, 2024).battery - in(silent, 2024).battery;
  UNSCOPED_INFO("battery cars more at the end of 2024: " << lasting << " by notice, " << changed
                                                         << " by as much longer a bonus");
  CHECK(lasting > 0);
  CHECK(lasting < 1.15 * changed);
}
