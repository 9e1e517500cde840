#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "output/summary_file.hpp"
#include "tests/program/program.hpp"

/// Designs through the whole program.
namespace {

using namespace skifte;
using namespace skifte::program::testing;
using Catch::Contains;

Ended run(std::vector<std::string> arguments) {
  return program::testing::skifte(arguments);
}

/// Members of one scenario in a file of several, by position.
std::vector<std::size_t> members_of(const output::ResultFile& file, double scenario) {
  const std::vector<double> which = file.read("design_scenario");
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < which.size(); ++i) {
    if (which[i] == scenario) positions.push_back(i);
  }
  return positions;
}

/// What differs between two results but the places in the unit cube, which a table of values does not tell.
std::string difference_in_values(const std::string& left, const std::string& right) {
  const output::ResultFile a(left);
  const output::ResultFile b(right);
  if (a.members() != b.members() || a.replicates() != b.replicates()) return "other members";
  for (const output::VariableSpec& variable : a.layout().variables()) {
    if (variable.name == "design_unit") continue;
    const std::vector<double> x = a.read(variable.name);
    const std::vector<double> y = b.read(variable.name);
    const auto same = [](double one, double other) { return one == other || (one != one && other != other); };
    if (!std::equal(x.begin(), x.end(), y.begin(), y.end(), same)) return variable.name;
  }
  return "";
}

}  // namespace

TEST_CASE("a design is exported, before and after it is computed, and computed again bit for bit", "[long]") {
  const TemporaryFolder folder;
  const std::vector<std::string> what = {"contract-2030", "-n", "2",        "--design",           "sobol",
                                         "--replicates",  "2",  "--factor", "filborna_ccs=off,on"};
  const auto with = [&](std::vector<std::string> first, std::vector<std::string> last) {
    first.insert(first.end(), what.begin(), what.end());
    first.insert(first.end(), last.begin(), last.end());
    return first;
  };
  REQUIRE(run(with({"design"}, {"-o", folder / "before.csv"})).status == 0);
  const Ended computed = run(with({"ensemble"}, {"-o", folder / "a.h5"}));
  INFO(computed.err);
  REQUIRE(computed.status == 0);
  CHECK_THAT(computed.err, Contains("2 points of sobol x 2 combinations of 1 factor x 2 replicates"));
  REQUIRE(run({"design", folder / "a.h5", "-o", folder / "after.csv"}).status == 0);
  CHECK(read_text(folder / "before.csv") == read_text(folder / "after.csv"));
  const Ended again = run({"ensemble", "contract-2030", "--design", folder / "after.csv", "-o", folder / "b.h5"});
  INFO(again.err);
  REQUIRE(again.status == 0);
  CHECK(difference_in_values(folder / "a.h5", folder / "b.h5") == "");
  // Each member is reproduced with its own levers, from the design that the file carries: one drawn, one of the table.
  for (const char* name : {"a.h5", "b.h5"}) {
    const Ended same = run({"reproduce", folder / name, "--member", "5"});
    INFO(same.err);
    CHECK(same.status == 0);
    CHECK_THAT(same.out, Contains("bit for bit the same") && !Contains("Not as when"));
  }
  const output::ResultFile file(folder / "a.h5");
  CHECK(file.members().size() == 8);
  CHECK(file.read("design_point") == std::vector<double>{0, 0, 0, 0, 1, 1, 1, 1});
  CHECK(file.read("design_level") == std::vector<double>{0, 1, 0, 1, 0, 1, 0, 1});
  CHECK(file.replicates() == std::vector<std::uint32_t>{0, 0, 1, 1, 2, 2, 3, 3});
  // The report shows one scenario's futures.
  const Ended report = run({"report", folder / "a.h5", "-o", folder / "a.html"});
  CHECK(report.status == 2);
  CHECK_THAT(report.err, Contains("holds several scenarios or combinations"));
}

TEST_CASE("several scenarios in one file are those computed alone, paired", "[long]") {
  const TemporaryFolder folder;
  REQUIRE(run({"ensemble", "baseline", "frozen", "-n", "3", "-o", folder / "both.h5"}).status == 0);
  output::ResultFile both(folder / "both.h5");
  CHECK(both.layout().dimension("scenario").labels == std::vector<std::string>{"baseline", "frozen"});
  CHECK(both.replicates() == std::vector<std::uint32_t>{0, 0, 1, 1, 2, 2});
  for (const std::string name : {"baseline", "frozen"}) {
    REQUIRE(run({"ensemble", name, "-n", "3", "-o", folder / (name + ".h5")}).status == 0);
    const output::ResultFile alone(folder / (name + ".h5"));
    output::ResultFile part(folder / "both.h5");
    part.keep(members_of(part, name == "baseline" ? 0 : 1));
    for (const char* variable : {"emissions", "net_emissions", "cars", "running_cost"}) {
      INFO(name << " " << variable);
      CHECK(part.read(variable) == alone.read(variable));
    }
  }
}

TEST_CASE("members are added until a chance is known so precisely, and no more", "[long]") {
  // No future of the baseline is neutral in 2030: of n members Wilson's half-width is z^2 / (n + z^2) / 2, which is
  // 0.24 at 4 and 0.16 at 8 members.
  const TemporaryFolder folder;
  const std::vector<std::string> arguments = {
      "ensemble", "baseline",     "--design", "sobol",   "-n",
      "100",      "--batch",      "4",        "--until", "chance(climate_neutral_2030) \u00b1 0.2",
      "-o",       folder / "a.h5"};
  const Ended ended = run(arguments);
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  CHECK_THAT(ended.out, Contains("chance(climate_neutral_2030) +- 0.2: 8 members, 0.000 +- 0.162"));
  const output::ResultFile file(folder / "a.h5");
  CHECK(file.members().size() == 8);
  const output::Observation* convergence = file.observation("convergence");
  REQUIRE(convergence != nullptr);
  CHECK(convergence->dimensions[0].labels == std::vector<std::string>{"4", "8"});
  REQUIRE(convergence->values.size() == 4);
  CHECK(convergence->values[1] == Approx(0.2449).margin(0.0001));
  CHECK(convergence->values[3] == Approx(0.1622).margin(0.0001));
  CHECK(entries(folder.path().string()) == std::vector<std::string>{"a.h5"});
  // The first members are those of any other number.
  REQUIRE(run({"ensemble", "baseline", "--design", "sobol", "-n", "8", "-o", folder / "b.h5"}).status == 0);
  CHECK(difference(folder / "a.h5", folder / "b.h5") == "");
}

TEST_CASE("a dry run knows the members of every design", "[long]") {
  const auto plan = [](std::vector<std::string> further) {
    std::vector<std::string> arguments = {"ensemble", "baseline", "--dry-run", "--jobs", "1"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    const Ended ended = run(arguments);
    INFO(ended.err);
    CHECK(ended.status == 0);
    return ended.out;
  };
  // price.petrol.growth and price.diesel.growth alone: d = 2.
  const std::string two = "price.petrol.growth,price.diesel.growth";
  CHECK_THAT(plan({"--design", "saltelli", "-n", "16", "--vary", two}), Contains("64 members over 2 uncertain"));
  CHECK_THAT(plan({"--design", "saltelli", "-n", "16", "--vary", two, "--second-order"}), Contains("96 members"));
  CHECK_THAT(plan({"--design", "morris", "-n", "10", "--vary", two}), Contains("30 members"));
  CHECK_THAT(plan({"--design", "central", "--replicates", "7"}), Contains("7 members"));
  CHECK_THAT(plan({"--design", "sobol", "--until", "chance(residual_2030) +- 2 %", "-n", "5000"}),
             Contains("at most 5000 members"));
}

TEST_CASE("a design that cannot be is refused with what can") {
  const auto refusal = [](std::vector<std::string> further) {
    std::vector<std::string> arguments = {"ensemble", "baseline", "--dry-run"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    const Ended ended = run(arguments);
    CHECK(ended.status == 2);
    return ended.err;
  };
  CHECK_THAT(refusal({"--design", "sobel"}), Contains("did you mean 'sobol'?"));
  CHECK_THAT(refusal({"--until", "chance(climate_neutral_2030) +- 0.02"}),
             Contains("Latin hypercube cannot be extended"));
  for (const char* given : {"saltelli", "morris", "central"})
    CHECK_THAT(refusal({"--design", given, "--vary", "car", "--until", "chance(climate_neutral_2030) +- 0.02"}),
               Contains(std::string("the design '") + given + "' cannot be extended") && Contains("sobol or mc"));
  CHECK_THAT(refusal({"--design", "mc", "--until", "chance(neutral) +- 0.02"}), Contains("climate_neutral_2030"));
  CHECK_THAT(refusal({"--factor", "filborna_ccs"}), Contains("filborna_ccs=off,on"));
  CHECK_THAT(refusal({"--factor", "filborna_css=off,on"}), Contains("did you mean 'filborna_ccs'?"));
  CHECK_THAT(refusal({"--vary", "carr"}), Contains("did you mean 'car'?"));
  CHECK_THAT(refusal({"--design", "nowhere.csv"}), Contains("nowhere.csv"));
  CHECK_THAT(refusal({"--second-order"}), Contains("saltelli"));
  const TemporaryFolder folder;
  write_text(folder / "mine.csv", "price.petrol.growht,scenario\n0.01,frozen\n");
  CHECK_THAT(refusal({"--design", folder / "mine.csv"}), Contains("mine.csv:1: ") && Contains("price.petrol.growth"));
  write_text(folder / "mine.csv", "scenario,price.petrol.growth\nfrozen,x\n");
  CHECK_THAT(refusal({"--design", folder / "mine.csv"}), Contains("mine.csv:2:1: ") && Contains("mine.csv:2:8: "));
}

TEST_CASE("a summary's statistics are those of the members, its chances exactly", "[long]") {
  const TemporaryFolder folder;
  const std::vector<std::string> what = {"ensemble", "baseline", "frozen", "-n", "5", "--jobs", "2"};
  const auto with = [&](std::vector<std::string> further) {
    std::vector<std::string> arguments = what;
    arguments.insert(arguments.end(), further.begin(), further.end());
    return run(arguments);
  };
  REQUIRE(with({"-o", folder / "members.h5"}).status == 0);
  const Ended ended = with({"--summary-only", "--batch", "3", "-o", folder / "summary.h5"});
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  CHECK_THAT(ended.out, Contains("baseline: 5 futures") && Contains("frozen: 5 futures"));
  CHECK(entries(folder.path().string()) == std::vector<std::string>{"members.h5", "summary.h5"});
  const output::ResultFile members(folder / "members.h5");
  const output::Summary summary = output::read_summary(folder / "summary.h5").summary;
  CHECK(summary.variants() == std::vector<std::string>{"baseline", "frozen"});
  for (const char* variable : {"net_emissions", "cars", "neutral"}) {
    const std::vector<double> values = members.read(variable);
    const std::size_t width = members.layout().size(variable);
    for (std::size_t variant = 0; variant < 2; ++variant) {
      for (std::size_t i = 0; i < width; ++i) {
        std::vector<double> sample;
        for (const std::size_t position : members_of(members, static_cast<double>(variant)))
          sample.push_back(values[position * width + i]);
        std::sort(sample.begin(), sample.end());
        const output::Sketch& sketch = summary.sketch(variant, summary.layout().offset(variable) + i);
        REQUIRE(sketch.count() == 5);
        CHECK(sketch.least() == sample.front());
        CHECK(sketch.greatest() == sample.back());
        CHECK(std::abs(sketch.percentile(0.5) - sample[2]) <= output::sketch_error * std::abs(sample[2]));
      }
    }
  }
  // Refused where members are wanted.
  CHECK_THAT(run({"report", folder / "summary.h5", "-o", folder / "a.html"}).err, Contains("is a summary"));
  CHECK_THAT(with({"--summary-only", "--design", "morris", "-o", folder / "b.h5"}).err, Contains("every member"));
}
