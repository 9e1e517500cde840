#include "analysis/sensitivity/sensitivity.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "analysis/sensitivity/chaos.hpp"
#include "analysis/sensitivity/least_squares.hpp"
#include "analysis/sensitivity/sensitivity_text.hpp"
#include "sim/fault.hpp"
#include "tests/analysis/sensitivity/functions.hpp"
#include "tests/analysis/small_result.hpp"
#include "tests/output/example_result.hpp"

using namespace skifte;
using namespace skifte::analysis;
using namespace skifte::analysis::testing;
using output::example::TemporaryFolder;

namespace {

/// Writes columns as a table.
void write_table(const std::string& path, const std::vector<std::string>& names, const Columns& columns) {
  std::ofstream out(path);
  out.precision(17);
  for (std::size_t i = 0; i < names.size(); ++i) out << (i > 0 ? "," : "") << names[i];
  out << "\n";
  for (std::size_t k = 0; k < columns.front().size(); ++k) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      out << (i > 0 ? "," : "");
      if (std::isnan(columns[i][k]))
        out << "NaN";
      else
        out << columns[i][k];
    }
    out << "\n";
  }
}

Study ishigami_study(const TemporaryFolder& folder, const Columns& x, std::vector<double> y) {
  write_table(folder / "x.csv", {"a.one", "a.two", "b.three"}, x);
  write_table(folder / "y.csv", {"y"}, {std::move(y)});
  return read_study(folder / "x.csv", folder / "y.csv");
}

SensitivityRequest request_for(SensitivityMethod method) {
  SensitivityRequest request;
  request.method = method;
  request.outcomes = {"y"};
  request.resampling = {50, 1, 1};
  return request;
}

std::string refusal(const Study& study, const SensitivityRequest& request) {
  try {
    sensitivity(study, request);
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("Sobol indices from plain tables are ranked, grouped and survive failed runs") {
  const TemporaryFolder folder;
  const Columns x = saltelli_columns(512, 3, true);
  std::vector<double> y = evaluate(x, ishigami);
  y[8 * 10 + 3] = std::nan("");
  y[8 * 20] = std::nan("");
  const auto tables = sensitivity(ishigami_study(folder, x, y), request_for(SensitivityMethod::sobol));
  REQUIRE(tables.size() == 1);
  const SensitivityTable& table = tables.front();
  CHECK(table.used == 510);
  CHECK(table.left_out == 2);
  CHECK(table.inputs[0].input == "a.one");  // total 0.56, 0.44, 0.24
  CHECK(table.inputs[1].input == "a.two");
  CHECK(table.inputs[2].values[1].value == Approx(0.2437).margin(0.05));
  REQUIRE(table.groups.size() == 2);
  CHECK(table.groups[0].input == "a");
  CHECK(table.groups[0].values[1].value == Approx(table.inputs[0].values[1].value + table.inputs[1].values[1].value));
  REQUIRE(table.pairs.size() == 3);
  CHECK(table.pairs[0].first == "a.one");
  CHECK(table.pairs[0].second == "b.three");
  const std::string text = sensitivity_text(tables, 2);
  CHECK_THAT(text, Catch::Contains("510 blocks (2 more left out: failed, or never)"));
  CHECK_THAT(text, Catch::Contains("1 more"));
  const auto json = sensitivity_json(tables);
  CHECK(json["tables"][0]["inputs"][0]["total"][0] == table.inputs[0].values[1].value);
}

TEST_CASE("a design that does not fit is refused with those that do") {
  const TemporaryFolder folder;
  const Columns sample = random_columns(400, 3, 1);
  const Study study = ishigami_study(folder, sample, evaluate(sample, ishigami));
  CHECK_THAT(refusal(study, request_for(SensitivityMethod::sobol)),
             Catch::Contains("not Saltelli's blocks of 5 or 8 runs") && Catch::Contains("--design saltelli"));
  CHECK_THAT(refusal(study, request_for(SensitivityMethod::morris)),
             Catch::Contains("not trajectories of 4 runs") && Catch::Contains("--design morris"));
  CHECK(refusal(study, request_for(SensitivityMethod::pawn)).empty());
  Study blocks = study;
  blocks.design = "saltelli";
  CHECK_THAT(refusal(blocks, request_for(SensitivityMethod::delta)), Catch::Contains("--method sobol?"));
}

TEST_CASE("too few runs are refused with the number needed, unless forced") {
  const TemporaryFolder folder;
  const Columns x = saltelli_columns(8, 3, false);
  const Study study = ishigami_study(folder, x, evaluate(x, ishigami));
  SensitivityRequest request = request_for(SensitivityMethod::sobol);
  CHECK_THAT(refusal(study, request), Catch::Contains("8 blocks") && Catch::Contains("at least 32"));
  request.too_few = TooFew::accept;
  const auto tables = sensitivity(study, request);
  CHECK(tables.front().inputs[0].values[0].high > tables.front().inputs[0].values[0].low);
  const Columns few = random_columns(50, 3, 1);
  CHECK_THAT(refusal(ishigami_study(folder, few, evaluate(few, ishigami)), request_for(SensitivityMethod::delta)),
             Catch::Contains("50 members") && Catch::Contains("at least 100"));
}

TEST_CASE("an outcome that does not exist or does not vary is refused") {
  const TemporaryFolder folder;
  const Columns x = random_columns(120, 3, 1);
  const Study study = ishigami_study(folder, x, std::vector<double>(120, 4.0));
  CHECK_THAT(refusal(study, request_for(SensitivityMethod::delta)), Catch::Contains("is 4 in all 120 members"));
  SensitivityRequest request = request_for(SensitivityMethod::delta);
  request.outcomes = {"y", "y"};
  CHECK_THAT(refusal(study, request), Catch::Contains("none of the outcomes varies"));
  request.outcomes = {"yy"};
  CHECK_THAT(refusal(study, request), Catch::Contains("did you mean 'y'?"));
  CHECK_THROWS_AS(sensitivity_method("soboll"), sim::UserFault);
}

TEST_CASE("tables whose rows do not match are refused with all their faults") {
  const TemporaryFolder folder;
  write_table(folder / "x.csv", {"a"}, {{1, 2, 3}});
  write_table(folder / "y.csv", {"y"}, {{1, 2}});
  CHECK_THROWS_AS(read_study(folder / "x.csv", folder / "y.csv"), sim::UserFault);
  write_table(folder / "x.csv", {"a", "b"}, {{1, std::nan("")}, {std::nan(""), 2}});
  try {
    read_study(folder / "x.csv", folder / "y.csv");
    FAIL("read a table with holes");
  } catch (const sim::UserFault& fault) {
    CHECK(fault.faults().size() == 2);
  }
}

TEST_CASE("Legendre polynomials are orthonormal and least squares finds its coefficients") {
  for (unsigned i = 0; i <= 6; ++i) {
    for (unsigned j = 0; j <= i; ++j) {
      double product = 0;
      constexpr int points = 2000;
      for (int k = 0; k < points; ++k) {
        const double z = -1 + (2 * k + 1.0) / points;
        product += legendre(i, z) * legendre(j, z) / points;
      }
      CHECK(product == Approx(i == j ? 1 : 0).margin(1e-4));
    }
  }
  // 3 + 2 x - x^2 through five points, and a column that repeats another gets nothing.
  const std::vector<double> one(5, 1.0), x{-2, -1, 0, 1, 2}, square{4, 1, 0, 1, 4};
  std::vector<double> y;
  for (std::size_t k = 0; k < 5; ++k) y.push_back(3 + 2 * x[k] - square[k]);
  const auto found = least_squares({one, x, square, x}, y, {1, 2, 1, 1, 0});
  CHECK(found[0] == Approx(3));
  CHECK(found[1] + found[3] == Approx(2));
  CHECK(found[2] == Approx(-1));
}

TEST_CASE("screening keeps the inputs that explain most") {
  const Columns x = random_columns(500, 8, 3);
  const std::vector<double> y =
      evaluate(x, [](const std::vector<double>& u) { return 3 * u[6] + 4 * (u[2] - 0.5) * (u[2] - 0.5) + 0.1 * u[0]; });
  CHECK(screen(x, y, 2) == std::vector<std::size_t>{2, 6});
}

TEST_CASE("a row of a sample is a point, its outcome the mean of the replicates") {
  const output::example::TemporaryFolder folder;
  SmallResult small;
  small.members = 8;
  small.replicates = 4;
  small.assumptions = {"fuel.price"};
  small.draw = [](int member, int) { return 1.0 + member / 4; };
  small.values["net_emissions"] = [](int member, int, int) { return 100.0 * (member / 4) + member % 4; };
  const output::ResultFile file = small.open(folder);
  const Study study = read_study(file, "", {});
  CHECK(study.rows() == 2);
  CHECK(study.replicates == 4);
  CHECK(study.x.front() == std::vector<double>{1, 2});
  CHECK(study.outcomes->outcome("net_emissions@2030").values == std::vector<double>{1.5, 101.5});
}
