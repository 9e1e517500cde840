#include "analysis/discovery/prim.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::analysis {

namespace {

PrimStep measured(Box box, BoxCount count, std::size_t all_interest, std::size_t all) {
  PrimStep step{std::move(box), count, 0, 0, 0};
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  step.coverage = share(count.interest, all_interest);
  step.density = share(count.interest, count.members);
  step.mass = share(count.members, all);
  return step;
}

enum class End { low, high };

/// A cut that could be made.
struct Cut {
  std::size_t input = 0;
  End end = End::low;
  double limit = 0;
  BoxCount left;
  bool restricts_anew = false;  ///< an input that the box leaves free so far
};

/// Better: denser; then by an input restricted already; then larger; then as found first.
bool is_better(const Cut& cut, const std::optional<Cut>& best) {
  if (!best) return true;
  const auto mine = static_cast<double>(cut.left.interest) * static_cast<double>(best->left.members);
  const auto other = static_cast<double>(best->left.interest) * static_cast<double>(cut.left.members);
  if (mine != other) return mine > other;
  if (cut.restricts_anew != best->restricts_anew) return best->restricts_anew;
  return cut.left.members > best->left.members;
}

/// The cut at one end of a column whose rows stand in ascending order.
std::optional<Cut> cut_at(const std::vector<std::size_t>& order, const std::vector<double>& column,
                          const std::vector<bool>& interest, std::size_t input, End end, double share,
                          std::size_t inside_interest) {
  const std::size_t m = order.size();
  const auto value = [&](std::size_t k) { return column[order[end == End::low ? k : m - 1 - k]]; };
  if (m < 2) return {};
  // Equal values go together; the last input value of all stays.
  std::size_t k = static_cast<std::size_t>(share * static_cast<double>(m - 1)) + 1;
  while (k < m && value(k) == value(k - 1)) ++k;
  if (k >= m) return {};
  Cut cut{input, end, (value(k) + value(k - 1)) / 2, {m - k, inside_interest}, false};
  for (std::size_t j = 0; j < k; ++j) {
    if (interest[order[end == End::low ? j : m - 1 - j]]) --cut.left.interest;
  }
  return cut;
}

}  // namespace

std::vector<PrimStep> peel(const Columns& x, const std::vector<std::size_t>& inputs, const std::vector<bool>& interest,
                           const std::vector<bool>& counted, std::size_t all_interest, const PrimOptions& options) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < interest.size(); ++row) {
    if (counted[row]) rows.push_back(row);
  }
  std::vector<std::vector<std::size_t>> orders(inputs.size(), rows);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    const std::vector<double>& column = x[inputs[k]];
    std::stable_sort(orders[k].begin(), orders[k].end(),
                     [&](std::size_t a, std::size_t b) { return column[a] < column[b]; });
  }
  BoxCount inside{rows.size(), 0};
  for (const std::size_t row : rows) inside.interest += interest[row] ? 1 : 0;
  std::vector<PrimStep> steps{measured({}, inside, all_interest, interest.size())};
  const double least = options.least_mass * static_cast<double>(interest.size());
  while (inside.interest < inside.members) {
    std::optional<Cut> best;
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      for (const End end : {End::low, End::high}) {
        auto cut = cut_at(orders[k], x[inputs[k]], interest, inputs[k], end, options.peel, inside.interest);
        if (cut) cut->restricts_anew = !steps.back().box.contains(inputs[k]);
        if (cut && static_cast<double>(cut->left.members) >= least && is_better(*cut, best)) best = cut;
      }
    }
    if (!best) break;
    Box box = steps.back().box;
    (best->end == End::low ? box[best->input].low : box[best->input].high) = best->limit;
    const std::vector<double>& column = x[best->input];
    for (auto& order : orders) {
      std::erase_if(order, [&](std::size_t row) {
        return best->end == End::low ? column[row] < best->limit : column[row] > best->limit;
      });
    }
    inside = best->left;
    steps.push_back(measured(std::move(box), inside, all_interest, interest.size()));
  }
  return steps;
}

PrimStep paste(const PrimStep& step, const Columns& x, const std::vector<bool>& interest,
               const std::vector<bool>& counted, std::size_t all_interest, const PrimOptions& options) {
  PrimStep now = step;
  for (;;) {
    std::optional<PrimStep> best;
    for (const auto& [input, limit] : now.box) {
      for (const End end : {End::low, End::high}) {
        const double bound = end == End::low ? limit.low : limit.high;
        if (!std::isfinite(bound)) continue;
        Box without = now.box;
        (end == End::low ? without[input].low : without[input].high) =
            end == End::low ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
        // Values beyond the limit, nearest first.
        std::vector<double> beyond;
        for (std::size_t row = 0; row < interest.size(); ++row) {
          const double value = x[input][row];
          const bool is_beyond = end == End::low ? value < bound : value > bound;
          if (counted[row] && is_beyond && holds(without, x, row)) beyond.push_back(end == End::low ? -value : value);
        }
        if (beyond.empty()) continue;
        std::sort(beyond.begin(), beyond.end());
        const auto wanted =
            std::max<std::size_t>(1, static_cast<std::size_t>(options.paste * static_cast<double>(now.count.members)));
        Box wider = now.box;
        double& moved = end == End::low ? wider[input].low : wider[input].high;
        if (wanted >= beyond.size()) {
          wider = without;
          if (wider[input] == BoxLimit{}) wider.erase(input);
        } else {
          const double place = (beyond[wanted - 1] + beyond[wanted]) / 2;
          if (beyond[wanted - 1] == beyond[wanted]) continue;
          moved = end == End::low ? -place : place;
        }
        const PrimStep pasted = measured(wider, count(wider, x, interest, counted), all_interest, interest.size());
        if (pasted.density > now.density && (!best || pasted.density > best->density)) best = pasted;
      }
    }
    if (!best) return now;
    now = *best;
  }
}

std::size_t usual_step(const std::vector<PrimStep>& steps) {
  std::size_t best = 0;
  double largest = -1;
  for (std::size_t s = 0; s < steps.size(); ++s) {
    const double sum = steps[s].coverage + steps[s].density;
    const double mean = sum > 0 ? 2 * steps[s].coverage * steps[s].density / sum : 0;
    if (mean <= largest) continue;
    largest = mean;
    best = s;
  }
  return best;
}

double quasi_p(const PrimStep& step, std::size_t input, const Columns& x, const std::vector<bool>& interest,
               const std::vector<bool>& counted) {
  Box without = step.box;
  without.erase(input);
  const BoxCount wider = count(without, x, interest, counted);
  sim::ensure(wider.members > 0, "quasi-p of a box without members");
  const double p = static_cast<double>(wider.interest) / static_cast<double>(wider.members);
  if (p <= 0 || step.count.interest == 0) return 1;
  if (p >= 1) return 1;
  // P(B >= interest) by the ratio of neighbours from the largest term there outwards.
  const auto n = static_cast<double>(step.count.members);
  double log_term = 0;  // of P(B = interest): log of the binomial coefficient, one factor at a time
  const auto k0 = step.count.interest;
  for (std::size_t k = 0; k < k0; ++k) {
    log_term += sim::log((n - static_cast<double>(k)) / static_cast<double>(k + 1)) + sim::log(p);
  }
  log_term += (n - static_cast<double>(k0)) * sim::log(1 - p);
  double sum = 0, term = 1;
  for (std::size_t k = k0; k <= step.count.members; ++k) {
    sum += term;
    term *= (n - static_cast<double>(k)) / static_cast<double>(k + 1) * p / (1 - p);
  }
  return std::min(1.0, sim::exp(log_term) * sum);
}

}  // namespace skifte::analysis
