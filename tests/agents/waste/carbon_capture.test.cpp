#include "agents/waste/carbon_capture.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace skifte;
using namespace skifte::agents;

CaptureAssumptions project() {
  std::vector<sim::AssumptionDeclaration> declarations;
  sim::AssumptionReader read = sim::AssumptionReader::collecting(declarations);
  CaptureAssumptions assumptions(read);
  assumptions.permit = 2025.35;
  assumptions.financing = 2026.4;
  assumptions.contracts = 2026.9;
  assumptions.cancellation = 0.12;
  assumptions.slip_before_contracts = 0.8;
  assumptions.slip_after_median = 1.0;
  assumptions.slip_after_spread = 0.8;
  assumptions.construction = 2.3;
  return assumptions;
}

TEST_CASE("capture: the plan's dates by hand") {
  const sim::Time planned = sim::from_civil({2029, 1, 1});
  // Median draw: 0.8 x 0.5 + 1.0 = 1.4 years after the plan.
  const CapturePlan plan = plan_capture(project(), planned, 0.5, 0.5);
  CHECK_FALSE(plan.cancelled);
  CHECK((plan.operation - planned) / sim::days_per_year == Approx(1.4));
  // A date that construction cannot meet gives way to it.
  const CapturePlan early = plan_capture(project(), sim::from_civil({2024, 1, 1}), 0.5, 0.5);
  CHECK((early.operation - early.contracts) / sim::days_per_year == Approx(2.3));
}

TEST_CASE("capture: cancelled in the stated share, later with worse luck") {
  const sim::Time planned = sim::from_civil({2029, 1, 1});
  CHECK(plan_capture(project(), planned, 0.119, 0.5).cancelled);
  CHECK_FALSE(plan_capture(project(), planned, 0.121, 0.5).cancelled);
  CHECK(plan_capture(project(), planned, 0.5, 0.9).operation > plan_capture(project(), planned, 0.5, 0.5).operation);
  CHECK(plan_capture(project(), planned, 0.5, 0.01).operation > planned);
}

}  // namespace
