#include "analysis/outcomes/expression.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "sim/fault.hpp"

using namespace skifte;
using analysis::evaluate_expression;

namespace {

/// Three members' outcomes with units.
class Table : public analysis::OutcomeSource {
 public:
  std::size_t members() const override { return 3; }
  analysis::OutcomeValues outcome(const std::string& name) const override {
    static const std::map<std::string, analysis::OutcomeValues> all = {
        {"emissions@2035", {"emissions@2035", "t CO2e", {40000, 60000, std::nan("")}}},
        {"cost.city@2025-2050", {"cost.city@2025-2050", "MSEK", {100, 300, 200}}},
        {"share", {"share", "1", {0.2, 0.4, 0.6}}},
        {"odd name", {"odd name", "1", {1, 2, 3}}}};
    if (!all.contains(name)) throw sim::UserFault("no outcome '" + name + "'");
    return all.at(name);
  }
};

std::vector<double> values(const std::string& text) {
  return evaluate_expression(text, Table()).values.values;
}

std::string refusal(const std::string& text) {
  try {
    values(text);
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a comparison brings its quantity to the outcome's unit") {
  const auto found = evaluate_expression("emissions@2035 > 50 kt", Table());
  CHECK(found.is_condition);
  CHECK(found.values.values[0] == 0);
  CHECK(found.values.values[1] == 1);
  CHECK(std::isnan(found.values.values[2]));
  CHECK(values("50 kt <= emissions@2035")[1] == 1);
  CHECK(values("share >= 0.4") == std::vector<double>{0, 1, 1});
  CHECK(values("share < 40 %") == std::vector<double>{1, 0, 0});
  CHECK(values("'odd name' > 1.5") == std::vector<double>{0, 1, 1});
}

TEST_CASE("and binds closer than or, and brackets closer than both") {
  CHECK(values("share > 0.5 or share < 0.3 and cost.city@2025-2050 > 150 MSEK") == std::vector<double>{0, 0, 1});
  CHECK(values("(share > 0.5 or share < 0.3) and cost.city@2025-2050 > 150 MSEK") == std::vector<double>{0, 0, 1});
  CHECK(values("share > 0.5 or share < 0.3") == std::vector<double>{1, 0, 1});
  CHECK(values("(share > 0.5 or share < 0.3) and cost.city@2025-2050 < 150 MSEK") == std::vector<double>{1, 0, 0});
}

TEST_CASE("sums take the first outcome's unit; others need a weight") {
  const auto sum = evaluate_expression("cost.city@2025-2050 + 0.0015 * emissions@2035", Table());
  CHECK_FALSE(sum.is_condition);
  CHECK(sum.values.unit == "MSEK");
  CHECK(sum.values.values[0] == 160);
  CHECK(values("emissions@2035 - 10 kt")[0] == 30000);
  CHECK(values("2 * share - share")[2] == Approx(0.6));
  CHECK(values("-share")[0] == -0.2);
  CHECK_FALSE(refusal("cost.city@2025-2050 + emissions@2035").empty());
}

TEST_CASE("what is no expression is refused with its place") {
  CHECK_THAT(refusal("share > "), Catch::Contains("an outcome or a number is missing at character 9"));
  CHECK_THAT(refusal("share > 1 share"), Catch::Contains("unit"));
  CHECK_THAT(refusal("share ? 1"), Catch::Contains("'?' means nothing"));
  CHECK_THAT(refusal("(share > 1"), Catch::Contains("a ')' is missing"));
  CHECK_THAT(refusal("share and share"), Catch::Contains("join comparisons"));
  CHECK_THAT(refusal("3 > 2"), Catch::Contains("no outcome"));
  CHECK_THAT(refusal("'odd"), Catch::Contains("a quote that is not closed"));
  CHECK_FALSE(refusal("emissions@2035 > 50").empty());  // tonnes of what, kilo or not
  CHECK_FALSE(refusal("emissions@2035 > 50 GWh").empty());
}
