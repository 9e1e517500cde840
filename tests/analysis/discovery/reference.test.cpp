#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "analysis/discovery/prim.hpp"
#include "analysis/discovery/significant_box.hpp"

using namespace skifte::analysis;

namespace {

/// Bryant & Lempert (2010): reference/README.md.
struct Published {
  std::vector<std::string> names;
  Columns x;
  std::vector<bool> costly;
  std::size_t input(const std::string& name) const {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  }
};

Published read_published() {
  std::ifstream file(std::string(SKIFTE_SOURCE_DIR) + "/tests/analysis/discovery/reference/bryant_lempert_2010.csv");
  Published made;
  std::string line, cell;
  std::getline(file, line);
  for (std::stringstream cells(line); std::getline(cells, cell, ',');) made.names.push_back(cell);
  made.names.pop_back();
  made.x.resize(made.names.size());
  while (std::getline(file, line)) {
    std::stringstream cells(line);
    for (auto& column : made.x) {
      std::getline(cells, cell, ',');
      column.push_back(std::stod(cell));
    }
    std::getline(cells, cell, ',');
    made.costly.push_back(cell == "1");
  }
  return made;
}

struct ReferenceStep {
  double coverage, density, mass;
  std::size_t restricted;
};

/// The EMA workbench's peeling trajectory, a tenth at a time.
const std::vector<ReferenceStep> reference = {
    {1.000000, 0.100907, 1.000000, 0}, {1.000000, 0.112374, 0.897959, 1}, {1.000000, 0.125352, 0.804989, 2},
    {1.000000, 0.139498, 0.723356, 2}, {1.000000, 0.155323, 0.649660, 3}, {1.000000, 0.173489, 0.581633, 3},
    {1.000000, 0.194323, 0.519274, 3}, {1.000000, 0.216019, 0.467120, 3}, {1.000000, 0.241848, 0.417234, 3},
    {1.000000, 0.270517, 0.373016, 3}, {1.000000, 0.300676, 0.335601, 3}, {0.988764, 0.333333, 0.299320, 3},
    {0.977528, 0.367089, 0.268707, 3}, {0.966292, 0.403756, 0.241497, 3}, {0.955056, 0.445026, 0.216553, 4},
    {0.921348, 0.482353, 0.192744, 4}, {0.910112, 0.532895, 0.172336, 4}, {0.876404, 0.573529, 0.154195, 4},
    {0.842697, 0.619835, 0.137188, 4}, {0.831461, 0.685185, 0.122449, 4}, {0.797753, 0.731959, 0.109977, 4},
    {0.752809, 0.770115, 0.098639, 4}, {0.730337, 0.833333, 0.088435, 4}, {0.685393, 0.871429, 0.079365, 4},
    {0.640449, 0.904762, 0.071429, 4}, {0.584270, 0.928571, 0.063492, 5}, {0.539326, 0.960000, 0.056689, 6},
    {0.505618, 1.000000, 0.051020, 6}};

}  // namespace

TEST_CASE("peeling Bryant and Lempert's data follows the EMA workbench step by step") {
  const Published data = read_published();
  REQUIRE(data.costly.size() == 882);
  const std::vector<bool> counted(882, true);
  const auto interest = static_cast<std::size_t>(std::count(data.costly.begin(), data.costly.end(), true));
  REQUIRE(interest == 89);
  PrimOptions options;
  options.peel = 0.1;
  const auto steps = peel(data.x, {0, 1, 2, 3, 4, 5, 6, 7, 8}, data.costly, counted, interest, options);
  REQUIRE(steps.size() == reference.size());
  for (std::size_t k = 0; k < steps.size(); ++k) {
    CAPTURE(k);
    CHECK(steps[k].coverage == Approx(reference[k].coverage).margin(1e-6));
    CHECK(steps[k].density == Approx(reference[k].density).margin(1e-6));
    CHECK(steps[k].mass == Approx(reference[k].mass).margin(1e-6));
    CHECK(steps[k].box.size() == reference[k].restricted);
  }
  // Box 21 of the workbench's documentation: limits and quasi-p values (its one-sided ones are ours).
  const PrimStep& box = steps[21];
  CHECK(box.box.at(data.input("total_biomass")).high == Approx(755.8));
  CHECK(box.box.at(data.input("demand_elasticity")).low == Approx(-0.422));
  CHECK(box.box.at(data.input("biomass_backstop_price")).low == Approx(150.05));
  CHECK(box.box.at(data.input("cellulosic_cost")).low == Approx(72.65));
  CHECK(quasi_p(box, data.input("total_biomass"), data.x, data.costly, counted) == Approx(4.716969e-6).epsilon(1e-5));
  CHECK(quasi_p(box, data.input("cellulosic_cost"), data.x, data.costly, counted) == Approx(0.1574133).epsilon(1e-5));
}

TEST_CASE("of Bryant and Lempert's data the three inputs of the published box are kept") {
  const Published data = read_published();
  const PeeledBox found = peel_significant(data.x, data.costly, std::vector<bool>(882, true), 89, {});
  const Box& box = found.steps[found.chosen].box;
  CHECK(box.size() == 3);
  for (const char* name : {"total_biomass", "demand_elasticity", "biomass_backstop_price"}) {
    CHECK(box.contains(data.input(name)));
  }
}
