#include "analysis/estimate.hpp"

#include <catch2/catch.hpp>

using namespace skifte::analysis;

TEST_CASE("an estimate is said in words", "[estimate]") {
  EnsembleEstimate estimate;
  estimate.members = 200;
  estimate.pilot_members = 2;
  estimate.member_seconds = 0.41;
  estimate.seconds = 41;
  estimate.result_bytes = 12'300'000;
  estimate.working_bytes = 36'000'000;
  CHECK(describe(estimate) ==
        "about 41 s (2 pilot members took 0.41 s side by side); at most 12 MB on disk, 36 MB while it runs");
  estimate.computing_seconds = 10;
  CHECK_THAT(describe(estimate), Catch::StartsWith("10 s to 41 s, by what else the machine computes (2 pilot"));
  estimate.free_bytes = 36'000'000;
  CHECK_THAT(describe(estimate), !Catch::Contains("warning"));
  estimate.free_bytes = 5'000'000;
  CHECK_THAT(describe(estimate), Catch::EndsWith("\nwarning: only 5 MB are free there"));
  estimate.pilot_members = 1;
  estimate.is_lower_bound = true;
  CHECK_THAT(describe(estimate), Catch::StartsWith("more than 41 s (1 pilot member took more than 0.41 s);"));
}
