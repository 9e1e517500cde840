#pragma once
#include <cstddef>
#include <vector>

#include "analysis/discovery/prim.hpp"

namespace skifte::analysis {

/// A way in, and the step that is taken.
struct PeeledBox {
  std::vector<PrimStep> steps;
  std::size_t chosen = 0;
};

/// Peels by inputs that are unlikely to matter by chance alone (Bryant & Lempert 2010 leave their choice to whoever
/// looks at the quasi-p values). Those take part whose distribution differs between futures of interest and others at
/// `significance`; then, as long as a restriction of the usual step has a larger quasi-p value, the one of these inputs
/// that alone tells least is set aside and peeling begins anew with the box's other inputs. The input that alone tells
/// most is never set aside if it is significant among all inputs (Bonferroni): with few futures a restriction that
/// others do the same as looks doubtful by quasi-p, which the strongest then is too.
PeeledBox peel_significant(const Columns& x, const std::vector<bool>& interest, const std::vector<bool>& counted,
                           std::size_t all_interest, const PrimOptions& options);

}  // namespace skifte::analysis
