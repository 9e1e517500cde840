#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/report_studies.hpp"
#include "analysis/study_json.hpp"
#include "analysis/study_origin.hpp"
#include "sim/fault.hpp"
#include "tests/analysis/small_result.hpp"

namespace {

using namespace skifte;
using namespace skifte::analysis;
using analysis::testing::SmallResult;
using output::example::TemporaryFolder;

/// What `skifte value-of-information --json` prints, of three assumptions.
nlohmann::json study() {
  const auto input = [](const char* name, nlohmann::json worth, double changes) {
    return nlohmann::json{{"name", name}, {"evppi", std::move(worth)}, {"changes_choice", changes}};
  };
  return {{"outcome", "cost@2025-2050"},
          {"units", "MSEK"},
          {"scenarios", {"contract-2030", "baseline"}},
          {"chosen", "baseline"},
          {"futures", 100},
          {"noise", 30},
          {"evpi", {347, 249, 448}},
          {"assumptions",
           {input("weak", {12, nullptr, nullptr}, 0.02), input("nothing", {0, 0, 0}, 0),
            input("strong", {123, 40, 236}, 0.33)}}};
}

std::string fault_of(const nlohmann::json& json, const std::vector<output::ResultFile>& own) {
  try {
    check_ensembles(StudyJson(json.dump(1), "v.json").root(), own);
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("A value of information is read with the most valuable first and without what is worth nothing", "[report]") {
  const InformationReport report = read_information(study().dump(), "v.json", {}, {});
  CHECK(report.outcome == "cost@2025-2050");
  CHECK(report.unit == "MSEK");
  CHECK(report.chosen == "baseline");
  CHECK_FALSE(report.more_is_better);
  CHECK(report.futures == 100);
  CHECK(report.everything.value == 347);
  CHECK(report.everything.high == 448);
  CHECK(report.tested == 3);
  CHECK(report.above == 1);  // 123 above the noise of 30; 12 and 0 are not
  REQUIRE(report.inputs.size() == 2);
  CHECK(report.inputs[0].name == "strong");
  CHECK(report.inputs[0].low == 40);
  CHECK(report.inputs[0].changes_choice == 0.33);
  CHECK(report.inputs[1].name == "weak");
  CHECK(std::isnan(report.inputs[1].low));
}

TEST_CASE("Of a value of information that is none the place of the fault is said", "[report]") {
  CHECK_THROWS_WITH(
      read_information("{}", "v.json", {}, {}),
      Catch::Contains("v.json is no value of information") && Catch::Contains("`skifte value-of-information --json`"));
  nlohmann::json two = study();
  two["evpi"] = {347, 249};
  CHECK_THROWS_WITH(read_information(two.dump(1), "v.json", {}, {}),
                    Catch::StartsWith("v.json:") && Catch::Contains("2 numbers (expected three"));
  nlohmann::json more = study();
  more["more_is_better"] = true;
  CHECK(read_information(more.dump(), "v.json", {}, {}).more_is_better);
}

TEST_CASE("A value of information belongs to the very ensembles of the report", "[report]") {
  const TemporaryFolder folder;
  SmallResult small;
  small.members = 4;
  small.values["emissions"] = [](int member, int year, int) { return member + year; };
  std::vector<output::ResultFile> own;
  own.push_back(small.open(folder, "contract.h5"));
  small.scenario = "baseline";
  own.push_back(small.open(folder, "baseline.h5"));
  nlohmann::json json = study();
  CHECK_THAT(fault_of(json, own), Catch::Contains("does not say which ensembles"));
  json["ensembles"] = {ensemble_json(own[0]), ensemble_json(own[1])};
  CHECK(fault_of(json, own).empty());
  // The same scenario with one member more is another ensemble; a scenario that the report has not is refused.
  small.members = 5;
  const output::ResultFile other = small.open(folder, "other.h5");
  json["ensembles"][1] = ensemble_json(other);
  CHECK_THAT(fault_of(json, own), Catch::Contains("another ensemble") && Catch::Contains("other.h5: 5 futures"));
  // Of two results of one scenario it may be either.
  own.push_back(small.open(folder, "other_settings.h5"));
  json["ensembles"][1] = ensemble_json(own.back());
  CHECK(fault_of(json, own).empty());
  small.scenario = "frozen";
  json["ensembles"][1] = ensemble_json(small.open(folder, "frozen.h5"));
  CHECK_THAT(fault_of(json, own),
             Catch::Contains("the scenario frozen") && Catch::Contains("the report has no result"));
}

TEST_CASE("A value of information without its figures is refused, not read as worth nothing", "[report]") {
  for (const char* broken : {"evpi", "noise"}) {
    INFO(broken);
    nlohmann::json json = study();
    json[broken] = broken == std::string("evpi") ? nlohmann::json{nullptr, nullptr, nullptr} : nlohmann::json();
    CHECK_THROWS_AS(read_information(json.dump(), "v.json", {}, {}), sim::UserFault);
  }
  nlohmann::json of_nothing = study();
  of_nothing["ensembles"] = nlohmann::json::array();
  CHECK_THAT(fault_of(of_nothing, {}), Catch::Contains("no ensemble"));
}
