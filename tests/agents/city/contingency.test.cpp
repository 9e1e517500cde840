#include "agents/city/contingency.hpp"

#include <catch2/catch.hpp>

using namespace skifte;

TEST_CASE("the contingency rule judges each published year once against a falling path") {
  sim::LeverSetting setting;
  setting.numbers = {{"threshold", 400}, {"year", 2022}, {"decline", 0.1}};
  agents::Contingency rule(setting);
  CHECK(rule.threshold(2022) == Approx(400e3));
  CHECK(rule.threshold(2024) == Approx(324e3));  // 400 x 0.9^2
  CHECK(rule.threshold(2020) == Approx(400e3));
  CHECK_FALSE(rule.judge(2021, 900e3));  // before its first year
  CHECK(rule.judge(2022, 400001));
  CHECK(rule.judge(2022, 0));            // the same year again: judged already
  CHECK_FALSE(rule.judge(2023, 360e3));  // at the path is not above it
  CHECK(rule.judge(2024, 325e3));
}
