#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "tests/program/program.hpp"

namespace {

using namespace skifte;
using namespace skifte::program::testing;

/// One run of the baseline, made once for all tests of this file.
struct BaselineRun {
  TemporaryFolder folder;
  std::string path = folder / "a.h5";
  Ended ended = skifte::program::testing::skifte({"run", "baseline", "-o", path});
};
const BaselineRun& baseline_run() {
  static const BaselineRun run;
  return run;
}

/// The run's values of a variable by year, and the numbers each year has.
struct Rows {
  Rows(const output::ResultFile& file, const std::string& name)
      : values(file.read(name)), years(file.layout().dimension("year").years.size()), width(values.size() / years) {}
  double sum(std::size_t year) const {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(year * width);
    return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(width), 0.0);
  }
  std::vector<double> values;
  std::size_t years;
  std::size_t width;
};

}  // namespace

TEST_CASE("a run prints a row a year, judges the targets and writes its file") {
  const Ended& ended = baseline_run().ended;
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  for (int year = 2015; year <= 2050; ++year) CHECK_THAT(ended.out, Catch::Contains("\n" + std::to_string(year) + " "));
  for (const std::string word : {"Physical account", "Published account",
                                 "residual_2030:", "  by the published account", "Climate neutral", "Written: "}) {
    CHECK_THAT(ended.out, Catch::Contains(word));
  }
  CHECK(entries(baseline_run().folder.path().string()) == std::vector<std::string>{"a.h5"});
  const output::ResultFile file(baseline_run().path);
  CHECK(file.header().scenario == "baseline");
  CHECK(file.header().city == "helsingborg");
  CHECK(file.header().command == "skifte run baseline -o " + baseline_run().path);
  REQUIRE(file.members().size() == 1);
  CHECK(file.statuses()[0] == output::MemberStatus::done);
  CHECK(file.layout().dimension("year").years.front() == 2015);
  CHECK(file.layout().dimension("year").years.back() == 2050);
  CHECK(file.observation("emissions") != nullptr);
}

TEST_CASE("every year's sectors, sub-sectors and carriers add up to one total") {
  REQUIRE(baseline_run().ended.status == 0);
  const output::ResultFile file(baseline_run().path);
  const Rows sectors(file, "emissions"), subsectors(file, "emissions_subsector"), carriers(file, "emissions_carrier");
  const Rows published(file, "emissions_published"), published_rows(file, "emissions_published_subsector");
  for (std::size_t year = 0; year < sectors.years; ++year) {
    CHECK(sectors.sum(year) == Approx(subsectors.sum(year)).epsilon(1e-11));
    CHECK(sectors.sum(year) == Approx(carriers.sum(year)).epsilon(1e-11));
    CHECK(published.sum(year) == Approx(published_rows.sum(year)).epsilon(1e-11));
  }
}

TEST_CASE("stocks, flows and people are never negative; households' cars add up") {
  REQUIRE(baseline_run().ended.status == 0);
  const output::ResultFile file(baseline_run().path);
  for (const char* name : {"cars",
                           "new_cars",
                           "light_trucks",
                           "heavy_trucks",
                           "buses",
                           "heating_systems",
                           "energy",
                           "households",
                           "people",
                           "population",
                           "trips",
                           "bottlenecks",
                           "emissions_published",
                           "biogenic",
                           "footprint",
                           "captured_by_kind",
                           "sinks",
                           "investment",
                           "grants_received",
                           "household_grants"}) {
    INFO(name);
    for (double value : file.read(name)) CHECK(value >= 0);
  }
  for (double share : file.read("household_cost_share")) CHECK((share >= 0 && share <= 1));
  for (const char* name : {"neutral", "neutral_published", "target_met"}) {
    for (double value : file.read(name)) CHECK((value == 0 || value == 1));
  }
  const Rows people(file, "people"), population(file, "population"), cars(file, "cars"), new_cars(file, "new_cars");
  for (std::size_t year = 0; year < people.years; ++year) {
    CHECK(people.sum(year) == population.sum(year));
    CHECK(new_cars.sum(year) < cars.sum(year));
  }
}

TEST_CASE("the published account is the inventory's in the years that are in it") {
  REQUIRE(baseline_run().ended.status == 0);
  const output::ResultFile file(baseline_run().path);
  const output::Observation* observed = file.observation("emissions");
  REQUIRE(observed != nullptr);
  const Rows published(file, "emissions_published");
  const std::size_t sectors = observed->dimensions[1].size();
  int compared = 0;
  for (std::size_t row = 0; row < observed->dimensions[0].years.size(); ++row) {
    const int year = observed->dimensions[0].years[row];
    if (year < 2015) continue;
    for (std::size_t s = 0; s < sectors; ++s) {
      INFO(year << " " << observed->dimensions[1].labels[s]);
      const double value = published.values[static_cast<std::size_t>(year - 2015) * published.width + s];
      CHECK(value == Approx(observed->values[row * sectors + s]).margin(1));
      ++compared;
    }
  }
  CHECK(compared >= 16);
}

TEST_CASE("a file that is no result is left alone, unless forced") {
  const TemporaryFolder folder;
  write_text(folder / "thesis.h5", "ten years of work");
  const Ended refused = program::testing::skifte({"run", "baseline", "-o", folder / "thesis.h5"});
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, Catch::Contains("--force"));
  CHECK(read_text(folder / "thesis.h5") == "ten years of work");
  CHECK(entries(folder.path().string()) == std::vector<std::string>{"thesis.h5"});
  const Ended ensemble = program::testing::skifte({"ensemble", "baseline", "-n", "1", "-o", folder / "thesis.h5"});
  CHECK(ensemble.status == 2);
  CHECK(read_text(folder / "thesis.h5") == "ten years of work");
  CHECK(entries(folder.path().string()) == std::vector<std::string>{"thesis.h5"});
}

TEST_CASE("forced, a run replaces what stands there; a result it replaces by itself", "[long]") {
  const TemporaryFolder folder;
  write_text(folder / "b.h5", "ten years of work");
  CHECK(program::testing::skifte({"run", "baseline", "-o", folder / "b.h5", "--force"}).status == 0);
  CHECK(difference(folder / "b.h5", baseline_run().path).empty());
  CHECK(program::testing::skifte({"run", "baseline", "--replicate", "1", "-o", folder / "b.h5"}).status == 0);
  CHECK_FALSE(difference(folder / "b.h5", baseline_run().path).empty());  // other luck
}

TEST_CASE("threads and the C library's wide instructions leave no trace in a run", "[long]") {
  REQUIRE(baseline_run().ended.status == 0);
  const TemporaryFolder folder;
  const std::string tunables = "GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-AVX2,-FMA";
  CHECK(program::testing::skifte({"run", "baseline", "--threads", "4", "-o", folder / "a.h5"}).status == 0);
  CHECK(difference(folder / "a.h5", baseline_run().path).empty());
  CHECK(program::testing::skifte({"run", "baseline", "-o", folder / "b.h5"}, {{tunables}, "", {}}).status == 0);
  CHECK(difference(folder / "b.h5", baseline_run().path).empty());
}
