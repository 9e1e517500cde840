#include "analysis/outcomes/result_outcomes.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/fault.hpp"
#include "tests/analysis/small_result.hpp"

using namespace skifte;
using analysis::testing::SmallResult;
using output::example::TemporaryFolder;

namespace {

SmallResult example() {
  SmallResult small;
  small.members = 3;
  small.failed = {1};
  // 1000 member + (year - 2029) * 10 + label + 1
  small.values["emissions"] = [](int member, int year, int label) {
    return 1000.0 * member + 10 * (year - 2029) + label + 1;
  };
  small.values["neutral"] = [](int member, int year, int) { return member == 2 && year > 2029 ? 1.0 : 0.0; };
  return small;
}

std::string refusal(const analysis::ResultOutcomes& outcomes, const std::string& name) {
  try {
    static_cast<void>(outcomes.outcome(name));
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("outcomes of a result are looked up by variable, label and year") {
  const TemporaryFolder folder;
  const output::ResultFile file = example().open(folder);
  const analysis::ResultOutcomes outcomes(file);
  const auto one = outcomes.outcome("emissions.waste_incl_sewage@2030");
  REQUIRE(one.values.size() == 3);
  CHECK(one.unit == "t CO2e");
  CHECK(one.values[0] == 12);
  CHECK(std::isnan(one.values[1]));
  CHECK(one.values[2] == 2012);
  CHECK(outcomes.outcome("emissions@2030").values[2] == 2011 + 2012);
  // Tonnes add over years: (1 + 2) + (11 + 12) + (21 + 22); a share's mean is taken.
  CHECK(outcomes.outcome("emissions@2029-2031").values[0] == 69);
  CHECK(outcomes.outcome("neutral@2029-2031").values[2] == Approx(2.0 / 3));
  CHECK(outcomes.over_years("emissions.transport") ==
        std::vector<std::string>{"emissions.transport@2029", "emissions.transport@2030", "emissions.transport@2031"});
  CHECK(outcomes.over_years("emissions@2030") == std::vector<std::string>{"emissions@2030"});
}

TEST_CASE("a name that is averaged over its years says so") {
  CHECK(analysis::outcome_words("cars@2025-2050", "vehicle") == "cars@2025-2050 (mean of the years)");
  CHECK(analysis::outcome_words("emissions@2025-2050", "t CO2e") == "emissions@2025-2050");  // a sum
  CHECK(analysis::outcome_words("cars@2025", "vehicle") == "cars@2025");
  CHECK(analysis::outcome_words("cars@2025-2050 > 9", "1") == "cars@2025-2050 > 9");  // a condition
}

TEST_CASE("an outcome that does not exist is refused with the nearest") {
  const TemporaryFolder folder;
  const output::ResultFile file = example().open(folder);
  const analysis::ResultOutcomes outcomes(file);
  CHECK_THAT(refusal(outcomes, "emisions@2030"), Catch::Contains("did you mean 'emissions'?"));
  CHECK_THAT(refusal(outcomes, "emissions.transprt@2030"), Catch::Contains("did you mean 'transport'?"));
  CHECK_THAT(refusal(outcomes, "emissions.sea@2030"), Catch::Contains("there are transport, waste_incl_sewage"));
  CHECK_THAT(refusal(outcomes, "emissions@2045"),
             Catch::Contains("its years are 2029 to 2031") && Catch::Contains("'emissions@2031'?"));
  CHECK_THAT(refusal(outcomes, "emissions"), Catch::Contains("a year is missing"));
  CHECK_THAT(refusal(outcomes, "emissions@soon"), Catch::Contains("'soon' is no year"));
  CHECK_THAT(refusal(outcomes, "neutral.transport@2030"), Catch::Contains("has no 'transport'"));
}
