#include "analysis/export/export.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "agents/categories.hpp"
#include "analysis/export/csv_text.hpp"
#include "analysis/export/gpc.hpp"
#include "analysis/export/iamc.hpp"
#include "analysis/export/summary.hpp"
#include "sim/fault.hpp"
#include "tests/analysis/small_result.hpp"

using namespace skifte;
using namespace skifte::analysis;
using analysis::testing::SmallResult;
using output::example::TemporaryFolder;

namespace {

SmallResult three_members() {
  SmallResult small;
  small.members = 3;
  small.failed = {2};
  small.values["emissions"] = [](int member, int year, int label) { return year + 10.0 * label + 4 * member; };
  small.values["emissions_subsector"] = [](int member, int, int label) { return 1000.0 * (label + 1) + 2 * member; };
  return small;
}

std::vector<output::ResultFile> opened(const SmallResult& small, const TemporaryFolder& folder) {
  std::vector<output::ResultFile> files;
  files.push_back(small.open(folder));
  return files;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

}  // namespace

TEST_CASE("A CSV cell is quoted where it must be and never a formula", "[export]") {
  CHECK(csv_cell("plain") == "plain");
  CHECK(csv_cell("a,b \"c\"") == "\"a,b \"\"c\"\"\"");
  CHECK(csv_cell("=1+1") == "'=1+1");
  CHECK(csv_number(0.1) == "0.1");
  CHECK(csv_number(std::nan("")).empty());
}

TEST_CASE("The tidy table holds mean and quantiles of the members that are done", "[export]") {
  const TemporaryFolder folder;
  const auto files = opened(three_members(), folder);
  std::ostringstream out;
  export_csv(files, {"emissions"}, ExportRows::spread, out);
  const auto rows = lines(out.str());
  CHECK(rows.size() == 1 + 2 * 3);  // sectors x years
  // Members 0 and 1: 2030 and 2034; mean 2032, quantiles on the straight line between them.
  CHECK(std::count(rows.begin(), rows.end(),
                   "contract-2030,emissions,transport,,2030,t CO2e,2,2032,2030.2,2031,2032,2033,2033.8") == 1);
  std::ostringstream members;
  export_csv(files, {"emissions"}, ExportRows::members, members);
  CHECK(members.str().find("contract-2030,emissions,waste_incl_sewage,,2031,t CO2e,1,2045\n") != std::string::npos);
  std::ostringstream none;
  CHECK_THROWS_WITH(export_csv(files, {"emisions"}, ExportRows::spread, none),
                    Catch::Contains("did you mean 'emissions'?"));
}

TEST_CASE("The IAMC table's sectors add up to its total in the scenario itself", "[export]") {
  const TemporaryFolder folder;
  const auto files = opened(three_members(), folder);
  std::ostringstream out;
  export_iamc(files, ExportRows::spread, out);
  const auto rows = lines(out.str());
  CHECK(rows[0] == "model,scenario,region,variable,unit,2029,2030,2031");
  std::map<std::string, double> means;  // of 2030 by variable
  for (const std::string& row : rows) {
    std::istringstream cells(row);
    std::vector<std::string> cell;
    for (std::string each; std::getline(cells, each, ',');) cell.push_back(each);
    if (cell[1] == "contract-2030") means[cell[3]] = std::stod(cell[6]);
  }
  // Cars 1001, buses 2001, landfill 3001, Kemira 4001 t as means of two members.
  CHECK(means.at("Emissions|Kyoto Gases") == Approx(10.004));
  CHECK(means.at("Emissions|Kyoto Gases|Transport") == Approx(3.002));
  CHECK(means.at("Emissions|Kyoto Gases|Transport|Cars") == Approx(1.001));
  CHECK(means.at("Emissions|Kyoto Gases|Industry Energy Process|Kemira") == Approx(4.001));
}

TEST_CASE("Every sub-sector of the model has its place in the GPC inventory", "[export]") {
  std::map<std::string_view, int> places;
  std::set<std::string_view> references;
  for (const GpcRow& row : gpc_rows()) {
    CHECK(references.insert(row.reference).second);
    INFO(row.reference);
    // Either figures or a notation key, never both.
    CHECK(row.subsectors.empty() == !row.notation.empty());
    for (const std::string_view subsector : row.subsectors) ++places[subsector];
  }
  for (const std::string_view subsector : agents::subsector_labels) {
    INFO(subsector);
    CHECK(places[subsector] == 1);
  }
  CHECK(places.size() == agents::subsector_labels.size());
}

TEST_CASE("The GPC inventory holds as much as the account", "[export]") {
  const TemporaryFolder folder;
  const auto files = opened(three_members(), folder);
  std::ostringstream out;
  export_gpc(files, out);
  double sum = 0;
  for (const std::string& row : lines(out.str())) {
    if (row.find("contract-2030,physical,") != 0 || row.find(",2030,t CO2e,2,") == std::string::npos) continue;
    const std::size_t mean = row.find(",t CO2e,2,") + std::string(",t CO2e,2,").size();
    sum += std::stod(row.substr(mean));
  }
  CHECK(sum == Approx(10004));
}

TEST_CASE("A spread leaves out what is not there", "[export]") {
  const Spread spread = spread_of({1, std::nan(""), 3});
  CHECK(spread.members == 2);
  CHECK(spread.mean == 2);
  CHECK(std::isnan(spread_of({std::nan("")}).mean));
}

TEST_CASE("What is no sample of one scenario's futures is not exported as such", "[export]") {
  const TemporaryFolder folder;
  std::ostringstream out;
  SmallResult several = three_members();
  several.scenarios = {"baseline", "contract-2030"};
  const auto both = opened(several, folder);
  const auto names = Catch::Contains("holds the scenarios baseline, contract-2030");
  CHECK_THROWS_WITH(export_csv(both, {}, ExportRows::members, out), names);
  CHECK_THROWS_WITH(export_iamc(both, ExportRows::spread, out), names);
  CHECK_THROWS_WITH(export_gpc(both, out), names);
  CHECK_THROWS_WITH(export_xlsx({both.front(), nullptr, ""}, folder / "both.xlsx"), names);

  for (const char* design : {"morris", "saltelli", "factorial"}) {
    SmallResult placed = three_members();
    placed.extra["design"] = design;
    const auto files = opened(placed, folder);
    CHECK_THROWS_WITH(export_iamc(files, ExportRows::spread, out), Catch::Contains("no sample of likely futures"));
    CHECK_NOTHROW(export_csv(files, {"emissions"}, ExportRows::members, out));
  }
}

TEST_CASE("No line of a table stands in it twice", "[export]") {
  const TemporaryFolder folder;
  std::ostringstream out;
  std::vector<output::ResultFile> files;
  files.push_back(three_members().open(folder, "one.h5"));
  files.push_back(three_members().open(folder, "two.h5"));
  CHECK_THROWS_WITH(export_csv(files, {}, ExportRows::spread, out), Catch::Contains("would stand twice"));
  CHECK_THROWS_WITH(export_iamc(files, ExportRows::members, out), Catch::Contains("would stand twice"));
  CHECK_THROWS_WITH(export_gpc(files, out), Catch::Contains("would stand twice"));
  SmallResult other = three_members();
  other.scenario = "baseline";
  files.pop_back();
  files.push_back(other.open(folder, "other.h5"));
  CHECK_NOTHROW(export_csv(files, {"emissions"}, ExportRows::spread, out));
}
