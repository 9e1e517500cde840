#pragma once
#include <string>
#include <vector>

#include "analysis/plan.hpp"
#include "analysis/until.hpp"
#include "output/dataset.hpp"

/// What a result says of its design: docs/formats/results.md.
namespace skifte::analysis {

/// The layout of the plan's result: output::model_layout and where in the design each member stands.
output::Layout ensemble_layout(const Plan& plan);

/// What is to be stored of the member beside its results: what it drew, what is pulled, where in the design it stands.
void fill_design(const Plan& plan, const output::Layout& layout, const PlannedMember& member,
                 std::vector<double>& values);

/// The design's kind, blocks and levels, and what reproduces it.
void describe_design(const Plan& plan, output::FileHeader& header);

/// The convergence as a series of its own, by batch.
output::Observation convergence_series(const Until& until, const std::vector<Convergence>& convergence,
                                       std::uint32_t members_per_point);

}  // namespace skifte::analysis
