#include "analysis/information/value_of_information.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/information/information_text.hpp"
#include "analysis/information/smoother.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"
#include "tests/analysis/sensitivity/functions.hpp"

using namespace skifte;
using namespace skifte::analysis;
using namespace skifte::analysis::testing;

namespace {

double phi(double t) {
  return std::exp(-t * t / 2) / std::sqrt(2 * pi);
}

/// E max(0, a + b z) - max(0, a), z standard normal, a < 0.
double worth(double a, double b) {
  return b * phi(a / b) + a * sim::normal_cdf(a / b);
}

/// Scenario `new` gains a + b z1 + c z2 over `old`, which shares its luck; a third input is idle.
PairedOutcomes normal_decision(std::size_t futures, double a, double b, double c) {
  PairedOutcomes paired;
  paired.scenarios = {"old", "new"};
  paired.unit = "MSEK";
  paired.x = random_columns(futures, 3, 12);
  paired.inputs = {{"one", "g", "1", ""}, {"two", "g", "1", ""}, {"idle", "g", "1", ""}};
  paired.values.resize(2);
  const KeyedDraws luck(4, "test.luck");
  for (std::size_t f = 0; f < futures; ++f) {
    const double shared = 100 * luck.uniform(f, 0);
    const double gain = a + b * sim::normal_quantile(paired.x[0][f]) + c * sim::normal_quantile(paired.x[1][f]);
    paired.values[0].push_back(shared);
    paired.values[1].push_back(shared + gain);
  }
  return paired;
}

}  // namespace

TEST_CASE("the value of information of a normal decision meets its closed form") {
  const double a = -0.5, b = 1, c = 0.5;
  const auto found = value_of_information(normal_decision(4000, a, b, c), "y", Better::more, {50, 1, 1}, false);
  CHECK(found.scenarios[found.chosen] == "old");
  CHECK(found.perfect.value == Approx(worth(a, std::sqrt(b * b + c * c))).margin(0.02));  // 0.2399
  REQUIRE(found.inputs.size() == 3);
  CHECK(found.inputs[0].input == "one");
  CHECK(found.inputs[0].value.value == Approx(worth(a, b)).margin(0.02));  // 0.1978
  CHECK(found.inputs[0].value.low < worth(a, b));
  CHECK(found.inputs[0].value.high > worth(a, b));
  CHECK(found.inputs[1].input == "two");
  CHECK(found.inputs[1].value.value == Approx(worth(a, c)).margin(0.01));  // 0.0417
  CHECK(found.inputs[2].value.value <= found.noise);
  CHECK(found.inputs[0].changes_choice == Approx(sim::normal_cdf(a / b)).margin(0.03));  // b z > 0.5
  for (const auto& input : found.inputs) CHECK(input.value.value <= found.perfect.value);
}

TEST_CASE("where less is better the sign turns, and what never changes the choice is worth nothing") {
  PairedOutcomes paired = normal_decision(500, -0.5, 1, 0.5);
  for (auto& values : paired.values) {
    for (double& value : values) value = -value;
  }
  const auto turned = value_of_information(paired, "y", Better::less, {20, 1, 2}, false);
  const auto plain = value_of_information(normal_decision(500, -0.5, 1, 0.5), "y", Better::more, {20, 1, 1}, false);
  CHECK(turned.perfect.value == Approx(plain.perfect.value));
  CHECK(turned.inputs[0].value.value == Approx(plain.inputs[0].value.value));
  const auto sure = value_of_information(normal_decision(500, -50, 1, 0.5), "y", Better::more, {20, 1, 1}, false);
  CHECK(sure.perfect.value == 0);
  CHECK(sure.inputs[0].value.value == 0);
  CHECK_THAT(information_text(sure, 5), Catch::Contains("nothing that could be learnt would change the choice"));
}

TEST_CASE("too few futures are refused with the number needed") {
  CHECK_THROWS_AS(value_of_information(normal_decision(60, -0.5, 1, 0), "y", Better::more, {20, 1, 1}, false),
                  sim::UserFault);
  CHECK(value_of_information(normal_decision(60, -0.5, 1, 0), "y", Better::more, {20, 1, 1}, true).futures == 60);
}

TEST_CASE("the smoother leaves a line straight, follows a bend and does not follow noise") {
  std::vector<double> z, line, bend, noise;
  const KeyedDraws random(3, "test.smoother");
  for (std::size_t k = 0; k < 400; ++k) {
    z.push_back((static_cast<double>(k) + 0.5) / 400);
    line.push_back(3 - 2 * z[k]);
    bend.push_back(std::sin(2 * pi * z[k]));
    noise.push_back(sim::normal_quantile(random.uniform(k, 0)));
  }
  const Smoother smoother(z);
  const auto straight = smoother.fit(line), curved = smoother.fit(bend), flat = smoother.fit(noise);
  double squares = 0;
  for (std::size_t k = 0; k < 400; ++k) {
    CHECK(straight[k] == Approx(line[k]).margin(1e-6));
    CHECK(curved[k] == Approx(bend[k]).margin(0.02));
    squares += flat[k] * flat[k] / 400;
  }
  CHECK(squares < 0.03);  // noise of variance 1: a few degrees of freedom of 400
}
