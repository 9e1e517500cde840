#include "analysis/discovery/significant_box.hpp"

#include <algorithm>
#include <optional>

#include "analysis/discovery/two_sample.hpp"

namespace skifte::analysis {

namespace {

/// What each input tells by itself: p values of two samples, and the input that no chance among so many explains.
struct AloneTests {
  std::vector<double> p;
  std::optional<std::size_t> strongest;
};

AloneTests test_alone(const Columns& x, const std::vector<bool>& interest, const std::vector<bool>& counted,
                      double significance) {
  AloneTests made;
  for (const auto& column : x) made.p.push_back(two_sample_p(column, interest, counted));
  const auto least = std::min_element(made.p.begin(), made.p.end());
  if (least != made.p.end() && *least * static_cast<double>(x.size()) <= significance) {
    made.strongest = static_cast<std::size_t>(least - made.p.begin());
  }
  return made;
}

}  // namespace

PeeledBox peel_significant(const Columns& x, const std::vector<bool>& interest, const std::vector<bool>& counted,
                           std::size_t all_interest, const PrimOptions& options) {
  const AloneTests alone = test_alone(x, interest, counted, options.significance);
  std::vector<std::size_t> inputs;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (alone.p[i] <= options.significance) inputs.push_back(i);
  }
  for (;;) {
    PeeledBox made{peel(x, inputs, interest, counted, all_interest, options), 0};
    made.chosen = usual_step(made.steps);
    const PrimStep& step = made.steps[made.chosen];
    std::vector<std::size_t> kept;
    std::optional<std::size_t> doubtful;
    for (std::size_t input = 0; input < x.size(); ++input) {
      const bool is_restricted = step.box.contains(input);
      if (is_restricted || alone.strongest == input) kept.push_back(input);
      if (!is_restricted || alone.strongest == input) continue;
      if (quasi_p(step, input, x, interest, counted) <= options.significance) continue;
      if (!doubtful || alone.p[input] > alone.p[*doubtful]) doubtful = input;
    }
    if (!doubtful) return made;
    std::erase(kept, *doubtful);
    inputs = std::move(kept);
  }
}

}  // namespace skifte::analysis
