#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "tests/program/program.hpp"

using namespace skifte::program::testing;

namespace {

Ended run(const std::vector<std::string>& arguments) {
  return skifte::program::testing::skifte(arguments);
}

/// Runs a checker beside this file; its standard output goes to the test's.
int python(const std::string& script, const std::string& arguments) {
  return std::system(
      ("python3 '" + std::string(SKIFTE_SOURCE_DIR) + "/tests/program/" + script + "' " + arguments).c_str());
}

}  // namespace

TEST_CASE("Results are exported and compared as a user would", "[export]") {
  const TemporaryFolder folder;
  const std::string baseline = folder / "baseline.h5";
  const std::string contract = folder / "contract.h5";
  REQUIRE(run({"ensemble", "baseline", "-n", "2", "-o", baseline}).status == 0);
  REQUIRE(run({"ensemble", "contract-2030", "-n", "2", "-o", contract}).status == 0);

  const std::string iamc = folder / "iamc.csv";
  CHECK(run({"export", contract, baseline, "--format", "iamc", "-o", iamc}).status == 0);
  CHECK(python("check_iamc.py", "'" + iamc + "'") == 0);
  const std::string members = folder / "members.csv";
  CHECK(run({"export", contract, "--format", "iamc", "--members", "-o", members}).status == 0);
  CHECK(python("check_iamc.py", "'" + members + "'") == 0);
  // The checker finds a total that is not its parts' sum.
  std::string broken = read_text(iamc);
  const std::string total = "contract-2030,Helsingborg,Emissions|Kyoto Gases,kt CO2-equiv/yr,";
  REQUIRE(broken.find(total) != std::string::npos);
  broken.insert(broken.find(total) + total.size(), "1");
  write_text(folder / "broken.csv", broken);
  CHECK(python("check_iamc.py", "'" + (folder / "broken.csv") + "' > /dev/null") != 0);

  const std::string book = folder / "contract.xlsx";
  CHECK(run({"export", contract, "--format", "xlsx", "--baseline", baseline, "-o", book}).status == 0);
  CHECK(python("check_xlsx.py", "'" + book +
                                    "' 'A-1 Inventory' 'A-2 Emission gap' 'B-1 Pathway' 'B-3 Indicators' 'B-3 People' "
                                    "'IP Investment by payer' 'IP City finance'") == 0);

  // Of a result of several scenarios one is exported by its name.
  const std::string both = folder / "both.h5";
  REQUIRE(run({"ensemble", "baseline", "contract-2030", "-n", "2", "-o", both}).status == 0);
  const std::vector<std::string> table{"export", both, "--format", "csv", "--variable", "net_emissions"};
  CHECK(run(table).err.find("holds the scenarios baseline, contract-2030") != std::string::npos);
  std::vector<std::string> one = table;
  one.insert(one.end(), {"--scenario", "contract-2030"});
  CHECK(run(one).out == run({"export", contract, "--format", "csv", "--variable", "net_emissions"}).out);
  CHECK(run({"backtest", both, "--scenario", "baseline"}).out == run({"backtest", baseline}).out);
  one.back() = "contract-203";
  CHECK(run(one).status == 2);

  // Nothing is lost unasked, and the input never.
  const Ended again = run({"export", contract, "--format", "gpc", "-o", iamc});
  CHECK(again.status == 2);
  CHECK(again.err.find("--force") != std::string::npos);
  CHECK(run({"export", contract, "--format", "gpc", "-o", contract, "--force"}).status == 2);
  CHECK(run({"export", contract, "--format", "gpc", "-o", iamc, "--force"}).status == 0);
  CHECK(read_text(iamc).find("contract-2030,physical,II.1.1,1,Transportation") != std::string::npos);
  CHECK(run({"export", contract, "--format", "xslx"}).err.find("did you mean 'xlsx'?") != std::string::npos);
  const Ended variable = run({"export", contract, "--format", "csv", "--variable", "emisions"});
  CHECK(variable.status == 2);
  CHECK(variable.err.find("did you mean 'emissions'?") != std::string::npos);

  const Ended compared = run({"compare", baseline, contract});
  CHECK(compared.status == 0);
  CHECK(compared.out.find("2 pairs") != std::string::npos);
  CHECK(compared.out.find("lever electric_buses: ") != std::string::npos);
  CHECK(compared.out.find("quintile_1_lowest") != std::string::npos);
  const Ended wrong = run({"compare", baseline, contract, "--outcome", "emissions.trnsport@2030"});
  CHECK(wrong.status == 2);
  CHECK(wrong.err.find("did you mean 'transport'?") != std::string::npos);
  CHECK(run({"compare", baseline}).status == 2);
}
