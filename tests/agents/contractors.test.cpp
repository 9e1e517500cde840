#include "agents/contractors.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/agents/values.hpp"
#include "tests/sim/forked.hpp"

namespace {

using namespace skifte;
using namespace skifte::agents;

/// One of the works: asks on a day, and would take so many days.
struct Asks {
  std::string name;
  double date, days;
};

ContractorAssumptions contractors(int number, double limited_from = 2015.0) {
  sim::AssumptionValues values;
  values.set("contractors.works_at_once", number);
  values.set("contractors.limited_from", limited_from);
  sim::AssumptionReader read(values);
  return ContractorAssumptions(read);
}

/// "name waited, ready" of each, in days from the period's beginning, in the order of asking.
std::string built(const ContractorAssumptions& assumed, const std::vector<Asks>& all) {
  const tests::ForkedResult result = tests::run_forked([&] {
    testing::World world(2015, 2019);
    const sim::Time zero = world.calendar.begin();
    sim::Processes processes(zero);
    Contractors city;
    city.open(assumed, processes);
    for (const Asks& asks : all) {
      processes.add(asks.name, [&city, &asks, zero](sim::ProcessContext& context) {
        context.wait_until(zero + asks.date);
        const double waited =
            city.build(context, Works::bus_depot, asks.name, nullptr, [&] { return zero + asks.date + asks.days; });
        sim::ensure(context.now() == zero + asks.date + asks.days + waited, "its end is not its wait later");
      });
    }
    (void)processes.advance(world.calendar.end());
    std::ostringstream text;
    double days = 0;
    for (const LargeWorks& works : city.close(world.accounts)) {
      text << works.name << ' ' << works.waited << ' ' << (works.ready ? *works.ready - zero : -1) << "; ";
      days += works.waited;
    }
    // Posted by year: all that was waited, under its kind and the bottleneck.
    std::int64_t posted = 0;
    std::int64_t bottleneck = 0;
    for (int year = 0; year < 5; ++year) {
      posted += world.accounts.contractors_wait.at(year, {index(Works::bus_depot)});
      bottleneck += world.accounts.bottlenecks.at(year, {index(Bottleneck::contractors)});
    }
    if (std::abs(static_cast<double>(posted) - days) > 0.5 || posted != bottleneck) text << "not all posted";
    return text.str();
  });
  INFO(result.printed);
  CHECK(result.exit_status == 0);
  return result.text;
}

const std::vector<Asks> four = {{"d", 0, 400}, {"c", 10, 100}, {"b", 20, 50}, {"a", 20, 50}};

/// A lever's works of 300 days from 1 January 2015, and a month for which there is no money; another project may have
/// the contractor then.
std::string stopped(int number, int month_without_money, std::optional<Asks> other) {
  const tests::ForkedResult result = tests::run_forked([&] {
    testing::World world(2015, 2019);
    const sim::Time zero = world.calendar.begin();
    sim::LeverSetting lever;
    lever.start = zero;
    lever.ramp = 300 / sim::days_per_year;
    lever = sim::in_run({{"cover", lever}}, zero).at("cover");
    sim::Processes processes(zero);
    Contractors city;
    city.open(contractors(number), processes);
    const std::optional<sim::LeverSetting> pulled = lever;
    city.build_over_ramp(processes, Works::landfill_cover, "cover", pulled);
    if (other) {
      processes.add(other->name, [&](sim::ProcessContext& context) {
        context.wait_until(zero + other->date);
        city.build(context, Works::bus_depot, other->name, nullptr, [&] { return zero + other->date + other->days; });
      });
    }
    for (int month = 0; month < world.calendar.months(); ++month) {
      const sim::Window window = world.calendar.window(month);
      lever.course->waiting = month == month_without_money;  // as the city decides: before the month begins
      if (lever.course->waiting) lever.course->delay += window.end - window.begin;
      (void)processes.advance(std::nextafter(window.begin, window.end));
    }
    std::ostringstream text;
    for (const LargeWorks& works : city.close(world.accounts)) {
      text << works.name << ' ' << works.waited << ' ' << std::round(works.ready ? *works.ready - zero : -1) << "; ";
    }
    text << "late " << lever.course->delay;
    return text.str();
  });
  INFO(result.printed);
  CHECK(result.exit_status == 0);
  return result.text;
}

}  // namespace

TEST_CASE("large works wait for a contractor by date of asking, then name", "[contractors]") {
  // One contractor: d 0-400, c 400-500 (asked on day 10), then a before b, both of day 20: 500-550, 550-600.
  CHECK(built(contractors(1), four) == "d 0 400; c 390 500; a 480 550; b 530 600; ");
  // Two: c at once, 10-110; a 110-160, b 160-210.
  CHECK(built(contractors(2), four) == "d 0 400; c 0 110; a 90 160; b 140 210; ");
  CHECK(built(contractors(4), four) == "d 0 400; c 0 110; a 0 70; b 0 70; ");
  CHECK(built(contractors(4), four) == built(contractors(1000), four));
}

TEST_CASE("what is known to be built waits for nobody, and others wait until it is done", "[contractors]") {
  // Limited from day 31.5 on, in 2015: c, d, a and b are all at work. e asks on day 60 and needs all but none of the
  // one contractor's works done: d's end on day 400.
  auto works = four;
  works.push_back({"e", 60, 10});
  CHECK(built(contractors(1, 2015.0 + 31.5 / 365), works) == "d 0 400; c 0 110; a 0 70; b 0 70; e 340 410; ");
}

TEST_CASE("a wait that lasts is told of to the period's end", "[contractors]") {
  // Five years are 1826 days.
  CHECK(built(contractors(1), {{"a", 0, 3000}, {"b", 26, 1}}) == "a 0 -1; b 1800 -1; ");
}

TEST_CASE("works without money hold no contractor, and ask again when there is some", "[contractors]") {
  CHECK(stopped(1, -1, {}) == "cover 0 300; late 0");
  // March, 31 days, without money.
  CHECK(stopped(1, 2, {}) == "cover 0 331; late 31");
  // Another asked in January: it gets the contractor on 1 March, day 59, and holds it for 100 days to day 159; the
  // works have money again on day 90 and wait for 69 days more.
  CHECK(stopped(1, 2, Asks{"depot", 10, 100}) == "cover 69 400; depot 49 159; late 100");
  CHECK(stopped(2, 2, Asks{"depot", 10, 100}) == "cover 0 331; depot 0 110; late 31");
}

TEST_CASE("instalments stand still with the works and add to one", "[contractors]") {
  const sim::Calendar calendar(2015, 2016);
  sim::LeverSetting lever = sim::in_run({{"plant", {}}}, calendar.begin()).at("plant");
  const sim::Time begin = calendar.begin() + 15;
  Instalments instalments(begin, begin + 100, lever);
  CHECK(instalments.due(lever, calendar.window(0)) == Approx(0.16));
  lever.course->stands_still = calendar.begin() + 35;
  CHECK(instalments.due(lever, calendar.window(1)) == Approx(0.04));
  CHECK(instalments.due(lever, calendar.window(2)) == 0);
  lever.course->stands_still.reset();
  lever.course->delay = 85;  // day 120
  CHECK(instalments.due(lever, calendar.window(3)) == 0);
  CHECK(instalments.due(lever, calendar.window(4)) == Approx(0.31));
  double rest = 0;
  for (int month = 5; month < calendar.months(); ++month) rest += instalments.due(lever, calendar.window(month));
  CHECK(rest == Approx(1 - 0.16 - 0.04 - 0.31));
}
