#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>

#include "agents/contractors.hpp"
#include "agents/public_transport/expressen.hpp"
#include "tests/agents/city/lone_city.hpp"
#include "tests/sim/forked.hpp"

/// What a project's books have to do with its works: the city and an express line, 2026-2030, whose works take two
/// years.
namespace {

using namespace skifte;
using namespace skifte::agents;

constexpr double building = 2;  // [year]

struct Line {
  sim::Time opened = 0;                 // [d]
  double begun = 0;                     // month of the first instalment, from January 2026 = 0
  double paid = 0;                      // month of the last
  double invested = 0;                  // [MSEK]
  double invested_2027 = 0;             // [MSEK]
  double run = 0;                       // [MSEK]
  double delay = 0, without_money = 0;  // [d]
};

/// `mandate` [MSEK] for debt, of which 7000 are used; `slip` [year] on average, its draw that of seed 1; contractors
/// who are all at another work until `busy_until`.
Line line(const sim::LeverSetting& promise, double slip = 0, double mandate = 9000,
          sim::CivilDate busy_until = {2000, 1, 1}) {
  const auto result = tests::run_forked([&] {
    sim::AssumptionValues values = testing::city_values();
    values.set("city.debt_ceiling", mandate);
    testing::LoneCity city({{"expressen_line_3", promise}}, values);
    sim::AssumptionValues of_line;
    of_line.set("expressen.slip", slip), of_line.set("expressen.building_time", building);
    of_line.set("expressen.saving", 2);
    of_line.set("expressen.opened_line_1", 2200), of_line.set("expressen.opened_line_2", 2200);
    for (const char* name : {"line_1", "line_2", "line_3"}) {
      for (const char* zone : {"inner_city", "outer_city", "villages"})
        of_line.set("expressen.corridor." + std::string(name) + "." + zone, 0.1);
    }
    of_line.set("contractors.works_at_once", 1), of_line.set("contractors.limited_from", 2000);
    sim::AssumptionReader read(of_line);
    const ExpressenAssumptions assumed(read);
    Expressen expressen(assumed, {std::nullopt, std::nullopt, city.levers.at("expressen_line_3")});
    sim::Processes processes(city.calendar.begin());
    Contractors contractors;
    contractors.open(ContractorAssumptions(read), processes);
    processes.add("another", [&](sim::ProcessContext& context) {
      contractors.build(context, Works::bus_depot, "another", nullptr, [&] { return sim::from_civil(busy_until); });
    });
    expressen.start(processes, sim::RandomSource(1, 0), contractors);
    Line seen;
    double before = 0;
    for (int month = 0; month < city.calendar.months(); ++month) {
      const sim::Window window = city.calendar.window(month);
      for (const sim::ProcessEvent& event : processes.advance(std::nextafter(window.begin, window.end))) {
        event.apply(event.date);
        seen.opened = event.date;
      }
      city.live(1);
      const double now = city.spent(MoneyKind::investment, Payer::city);
      if (now > before && seen.invested == 0) seen.begun = month;
      if (now > before) seen.paid = month;
      if (window.year == 2027) seen.invested_2027 += (now - before) / 1e6;
      seen.invested = now / 1e6;
      before = now;
    }
    seen.run = city.spent(MoneyKind::running_cost, Payer::city) / 1e6;
    const sim::LeverCourse& course = *city.levers.at("expressen_line_3").course;
    std::ostringstream text;
    text.precision(15);
    text << seen.opened << ' ' << seen.begun << ' ' << seen.paid << ' ' << seen.invested << ' ' << seen.invested_2027
         << ' ' << seen.run << ' ' << course.delay << ' ' << course.without_money;
    return text.str();
  });
  INFO(result.printed);
  REQUIRE(result.exit_status == 0);
  Line seen;
  std::istringstream(result.text) >> seen.opened >> seen.begun >> seen.paid >> seen.invested >> seen.invested_2027 >>
      seen.run >> seen.delay >> seen.without_money;
  return seen;
}

/// 240 MSEK and 10 a year, promised for July 2027; begun on 1 January 2027 if `started`.
sim::LeverSetting promise(bool started) {
  sim::LeverSetting setting;
  setting.dates["opens"] = sim::from_civil({2027, 7, 1});
  if (started) setting.start = sim::from_civil({2027, 1, 1});
  setting.ramp = 1;
  setting.investment = 240;
  setting.running_cost = 10;
  return setting;
}

double run_from(sim::Time opened) {
  return 10 * (sim::from_civil({2031, 1, 1}) - opened) / sim::days_per_year;
}

}  // namespace

TEST_CASE("a line's books cover the time it takes to build and run from its opening", "[project_books]") {
  const Line seen = line(promise(true));
  CHECK(seen.opened == Approx(sim::from_civil({2027, 1, 1}) + building * sim::days_per_year));
  CHECK(seen.begun == 12);
  CHECK(seen.paid == 12 + 23);  // 730.485 of the 731 days of two years with a leap day
  CHECK(seen.invested == Approx(240));
  CHECK(seen.invested_2027 == Approx(240 * 365 / (building * sim::days_per_year)));
  CHECK(seen.run == Approx(run_from(seen.opened)));
}

TEST_CASE("a line's books wait for its slip and its contractor, and end when it opens", "[project_books]") {
  const Line slipped = line(promise(false), 1);
  CHECK(slipped.opened > sim::from_civil({2027, 7, 1}) + 30);
  CHECK(slipped.delay == Approx(slipped.opened - sim::from_civil({2027, 7, 1})));
  CHECK(slipped.without_money == 0);
  CHECK(slipped.invested == Approx(240));
  CHECK(slipped.run == Approx(run_from(slipped.opened)));
  // The contractor comes on 15 March 2028, and builds for two years.
  const Line waited = line(promise(true), 0, 9000, {2028, 3, 15});
  CHECK(waited.opened == Approx(sim::from_civil({2028, 3, 15}) + building * sim::days_per_year));
  CHECK(waited.invested == Approx(240));
  CHECK(waited.run == Approx(run_from(waited.opened)));
  // Told of the wait when it began, on the first of a month, the city has paid for that month alone.
  CHECK(waited.invested_2027 <= 240 * 31 / (building * sim::days_per_year) + 1e-6);
}

TEST_CASE("money that a line waits for while it is built makes it open later", "[project_books]") {
  // Room for 100 of 240 million: so many days of the works are paid, and no more until the period ends.
  const Line stuck = line(promise(true), 0, 7100);
  CHECK(stuck.invested <= 100);
  CHECK(stuck.invested > 85);
  CHECK(stuck.opened == 0);
  CHECK(stuck.run == 0);
}
