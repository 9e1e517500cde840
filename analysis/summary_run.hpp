#pragma once
#include <functional>

#include "analysis/ensemble.hpp"
#include "output/dataset.hpp"

namespace skifte::analysis {

/// compute_ensemble where only a summary is kept (EnsembleRequest::summary_only). Members are journalled in batches;
/// each finished batch is added to the summary at request.path and its journal begun anew, so neither memory nor disk
/// grows with the members. At any moment file and journal together hold what is done. `options` and `function` are
/// those of a run that keeps members.
EnsembleOutcome compute_summary(const EnsembleRequest& request, const output::Layout& layout,
                                const output::FileHeader& header, output::EnsembleOptions options,
                                const output::MemberFunction& function);

/// Members in a batch.
std::size_t summary_batch(const EnsembleRequest& request);

}  // namespace skifte::analysis
