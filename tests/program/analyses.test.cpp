#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/analysis/sensitivity/functions.hpp"
#include "tests/program/program.hpp"

/// Analyses through the whole program. Those that need an ensemble are [long].
namespace {

using namespace skifte;
using namespace skifte::program::testing;
using analysis::testing::ishigami;

/// 2 000 random points of the Ishigami function and their values as tables.
struct IshigamiTables {
  IshigamiTables() {
    const analysis::Columns x = analysis::testing::random_columns(2000, 3, 21);
    const std::vector<double> y = analysis::testing::evaluate(x, ishigami);
    std::ofstream inputs(folder / "x.csv"), outputs(folder / "y.csv");
    inputs.precision(17);
    outputs.precision(17);
    inputs << "one,two,three\n";
    outputs << "y,z\n";
    for (std::size_t k = 0; k < y.size(); ++k) {
      inputs << x[0][k] << "," << x[1][k] << "," << x[2][k] << "\n";
      outputs << y[k] << "," << (k % 50 == 0 ? "" : std::to_string(x[0][k] < 0.3 ? 5.0 : 1.0)) << "\n";
    }
  }
  Ended run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--design", folder / "x.csv", "--outputs", folder / "y.csv"});
    return program::testing::skifte(arguments);
  }
  TemporaryFolder folder;
};

nlohmann::json printed(const Ended& ended) {
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  return nlohmann::json::parse(ended.out);
}

double index_of(const nlohmann::json& table, const std::string& input, const std::string& measure) {
  for (const auto& each : table["inputs"]) {
    if (each["name"] == input) return each[measure][0];
  }
  return std::nan("");
}

}  // namespace

TEST_CASE("polynomial chaos by OpenTURNS gives the Ishigami function's indices from any sample") {
  const IshigamiTables tables;
  const auto json = printed(tables.run({"sensitivity", "--method", "given-data", "--outcome", "y", "--json"}));
  const auto& table = json["tables"][0];
  const auto exact = analysis::testing::ishigami_indices();
  const char* names[] = {"one", "two", "three"};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(index_of(table, names[i], "first") == Approx(exact.first[i]).margin(0.04));
    CHECK(index_of(table, names[i], "total") == Approx(exact.total[i]).margin(0.04));
  }
  CHECK(table["pairs"][0]["first"] == "one");
  CHECK(table["pairs"][0]["second"] == "three");
  CHECK(table["pairs"][0]["value"][0] == Approx(exact.pair13).margin(0.04));
}

TEST_CASE("analyses of tables run from the command line, the same on any number of threads") {
  const IshigamiTables tables;
  for (const char* method : {"delta", "pawn"}) {
    const auto one =
        printed(tables.run({"sensitivity", "--method", method, "--json", "--threads", "1", "--outcome", "y"}));
    CHECK(one ==
          printed(tables.run({"sensitivity", "--method", method, "--json", "--threads", "3", "--outcome", "y"})));
    CHECK(one["tables"][0]["inputs"].size() == 3);
  }
  const auto found = printed(tables.run({"discover", "--outcome", "z > 3", "--scores", "y", "--json"}));
  CHECK(found["left_out"] == 40);
  CHECK(found["boxes"][0]["restrictions"][0]["input"] == "one");
  CHECK(found["boxes"][0]["restrictions"][0]["high"] == Approx(0.3).margin(0.02));
  CHECK(found["tree"].size() == 2);
  CHECK(found["feature_scores"][0]["scores"]["two"] > 0.2);
}

TEST_CASE("what cannot be analysed ends with 2 and says what could") {
  const IshigamiTables tables;
  const auto refused = [&](const std::vector<std::string>& arguments, const std::string& words) {
    const Ended ended = tables.run(arguments);
    CHECK(ended.status == 2);
    CHECK_THAT(ended.err, Catch::Contains(words));
    CHECK(ended.out.empty());
  };
  refused({"sensitivity", "--method", "sobol"}, "--design saltelli");
  refused({"sensitivity", "--method", "morris"}, "--design morris");
  refused({"sensitivity", "--method", "pwan"}, "did you mean 'pawn'?");
  refused({"sensitivity", "--outcome", "yy"}, "did you mean 'y'?");
  refused({"discover", "--outcome", "z > 9"}, "in none of 1960 members");
  refused({"discover", "--outcome", "z >"}, "at character 4");
  CHECK(program::testing::skifte({"sensitivity"}).status == 2);
  CHECK(program::testing::skifte({"analyse", "no-such-file.h5"}).status == 2);
}

TEST_CASE("a fresh ensemble is analysed whole", "[long]") {
  const TemporaryFolder folder;
  for (const char* scenario : {"baseline", "contract-2030"}) {
    REQUIRE(program::testing::skifte(
                {"ensemble", scenario, "-n", "20", "--jobs", "2", "-o", folder / (std::string(scenario) + ".h5")})
                .status == 0);
  }
  const std::string file = folder / "contract-2030.h5", baseline = folder / "baseline.h5";
  const auto summary = printed(program::testing::skifte({"analyse", file, "--json"}));
  CHECK(summary["members"] == 20);
  CHECK(summary["carbon_budget"]["accounts"][0]["spent"]["met"] == 20);
  CHECK(summary["fans"].size() > 40);
  CHECK(program::testing::skifte({"analyse", file, "--variable", "carz"}).status == 2);
  CHECK(program::testing::skifte({"sensitivity", file, "--outcome", "net_emissions@2035"}).status == 2);
  CHECK(program::testing::skifte({"sensitivity", file, "--outcome", "net_emissions@2035", "--force"}).status == 0);
  const auto regret = printed(
      program::testing::skifte({"discover", file, "--against", baseline, "--outcome", "emissions@2040", "--json"}));
  CHECK(regret["futures"] == 20);
  CHECK(regret["scenarios"][0]["mean"] < regret["scenarios"][1]["mean"]);
  const auto worth = printed(program::testing::skifte({"value-of-information", file, baseline, "--outcome",
                                                       "cost@2025-2050 + 0.0015 * emissions@2025-2050", "--force",
                                                       "--resamples", "20", "--json"}));
  CHECK(worth["evpi"][0] >= worth["assumptions"][0]["evppi"][0]);
}
