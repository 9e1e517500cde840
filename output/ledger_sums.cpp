#include "output/ledger_sums.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/fault.hpp"

namespace skifte::output {

namespace {

constexpr double tonnes_per_gram = 1e-6;
constexpr double msek_per_oere = 1e-8;

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

const std::vector<LedgerSum>& ledger_sums() {
  static const std::vector<LedgerSum> all = {
      {"emissions", "emissions_subsector", tonnes_per_gram, {}},
      {"emissions", "emissions_carrier", tonnes_per_gram, {}},
      {"emissions_published", "emissions_published_subsector", tonnes_per_gram, {}},
      {"sinks", "sinks_by_kind", tonnes_per_gram, {}},
      // What is sold is a part of the biogenic.
      {"captured", "captured_by_kind", tonnes_per_gram, {"fossil", "biogenic"}},
      {"investment", "investment_by_measure", msek_per_oere, {}},
      {"investment", "investment_by_measure_payer", msek_per_oere, {}},
      {"investment_by_measure", "investment_by_measure_payer", msek_per_oere, {}},
      {"running_cost", "running_cost_by_measure_payer", msek_per_oere, {}},
  };
  return all;
}

SumCheck::SumCheck(const Layout& layout, const LedgerSum& sum) : sum_(sum), units_(layout.variable(sum.left).units) {
  const std::vector<std::string>& others = layout.variable(sum.right).dimensions;
  for (const std::string& name : layout.variable(sum.left).dimensions) {
    if (contains(others, name)) shared_.push_back(layout.dimension(name));
  }
  left_ = side(layout, sum.left, {});
  right_ = side(layout, sum.right, sum.labels);
}

SumCheck::Side SumCheck::side(const Layout& layout, const std::string& variable,
                              const std::vector<std::string>& labels) const {
  const std::vector<std::string>& dimensions = layout.variable(variable).dimensions;
  Side made{layout.offset(variable), {}};
  for (std::size_t number = 0; number < layout.size(variable); ++number) {
    // The place along each dimension, fastest last; then the cell among the shared ones.
    std::vector<std::size_t> places(dimensions.size());
    std::size_t rest = number;
    bool counts = true;
    for (std::size_t i = dimensions.size(); i-- > 0;) {
      const Dimension& dimension = layout.dimension(dimensions[i]);
      places[i] = rest % dimension.size();
      rest /= dimension.size();
      const bool is_shared = std::any_of(shared_.begin(), shared_.end(),
                                         [&](const Dimension& candidate) { return candidate.name == dimension.name; });
      if (!is_shared && !labels.empty()) counts = counts && contains(labels, dimension.label(places[i]));
    }
    std::size_t cell = 0;
    for (const Dimension& dimension : shared_) {
      const auto at = std::find(dimensions.begin(), dimensions.end(), dimension.name) - dimensions.begin();
      cell = cell * dimension.size() + places[static_cast<std::size_t>(at)];
    }
    made.cells.push_back(counts ? static_cast<std::ptrdiff_t>(cell) : -1);
  }
  return made;
}

std::vector<long long> SumCheck::counts(const std::vector<double>& values, const Side& side) const {
  std::size_t cells = 1;
  for (const Dimension& dimension : shared_) cells *= dimension.size();
  std::vector<long long> sums(cells, 0);
  for (std::size_t i = 0; i < side.cells.size(); ++i) {
    if (side.cells[i] >= 0)
      sums[static_cast<std::size_t>(side.cells[i])] += std::llround(values[side.offset + i] / sum_.units_per_count);
  }
  return sums;
}

std::string SumCheck::fault(const std::vector<double>& values) const {
  sim::ensure(
      values.size() >= left_.offset + left_.cells.size() && values.size() >= right_.offset + right_.cells.size(),
      "values do not fit the layout of a ledger sum");
  const std::vector<long long> left = counts(values, left_);
  const std::vector<long long> right = counts(values, right_);
  for (std::size_t cell = 0; cell < left.size(); ++cell) {
    if (left[cell] == right[cell]) continue;
    std::string place;
    std::size_t rest = cell;
    for (std::size_t i = shared_.size(); i-- > 0;) {
      const Dimension& dimension = shared_[i];
      place = fmt::format("{} {}{}{}", dimension.name, dimension.label(rest % dimension.size()),
                          place.empty() ? "" : ", ", place);
      rest /= dimension.size();
    }
    return fmt::format("{} at {} is {} {}, but the sum of {} is {}", sum_.left, place,
                       static_cast<double>(left[cell]) * sum_.units_per_count, units_, sum_.right,
                       static_cast<double>(right[cell]) * sum_.units_per_count);
  }
  return "";
}

}  // namespace skifte::output
