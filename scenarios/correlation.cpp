#include "scenarios/correlation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <utility>

#include "scenarios/distribution.hpp"
#include "scenarios/node_reading.hpp"
#include "sim/math.hpp"

namespace skifte::scenarios {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// Rank correlations by pair, the lesser name first.
using Pairs = std::map<std::pair<std::string, std::string>, double>;

// A matrix whose last pivot is smaller than this has lost its digits.
constexpr double least_pivot = 1e-10;

template <typename Visit>
void for_each_pair(const RankCorrelation& correlation, Visit visit) {
  for (std::size_t i = 0; i < correlation.between.size(); ++i) {
    for (std::size_t j = i + 1; j < correlation.between.size(); ++j) {
      const auto [low, high] = std::minmax(correlation.between[i], correlation.between[j]);
      visit(std::pair<std::string, std::string>(low, high));
    }
  }
}

Pairs pairs_of(const std::vector<RankCorrelation>& correlations) {
  Pairs pairs;
  for (const RankCorrelation& correlation : correlations) {
    for_each_pair(correlation, [&](const auto& pair) { pairs.emplace(pair, correlation.rank); });
  }
  return pairs;
}

/// Names that correlations join, directly or through others.
std::vector<std::vector<std::string>> joined_names(const std::vector<RankCorrelation>& correlations) {
  std::vector<std::set<std::string>> groups;
  for (const RankCorrelation& correlation : correlations) {
    std::set<std::string> merged(correlation.between.begin(), correlation.between.end());
    const auto touches = [&](const std::set<std::string>& group) {
      return std::any_of(group.begin(), group.end(), [&](const auto& name) { return merged.contains(name); });
    };
    for (bool grown = true; grown;) {
      const auto found = std::find_if(groups.begin(), groups.end(), touches);
      grown = found != groups.end();
      if (!grown) continue;
      merged.insert(found->begin(), found->end());
      groups.erase(found);
    }
    groups.push_back(std::move(merged));
  }
  std::vector<std::vector<std::string>> lists;
  for (const auto& group : groups) lists.emplace_back(group.begin(), group.end());
  std::sort(lists.begin(), lists.end());
  return lists;
}

/// The copula's matrix with all rank correlations times `share`.
Matrix copula_matrix(const std::vector<std::string>& names, const Pairs& pairs, double share) {
  Matrix matrix(names.size(), std::vector<double>(names.size(), 0));
  for (std::size_t i = 0; i < names.size(); ++i) {
    matrix[i][i] = 1;
    for (std::size_t j = 0; j < i; ++j) {
      const auto found = pairs.find(std::minmax(names[i], names[j]));
      if (found != pairs.end()) matrix[i][j] = matrix[j][i] = normal_correlation(share * found->second);
    }
  }
  return matrix;
}

/// The largest share, in hundredths, of all rank correlations that some distribution has.
int possible_hundredths(const std::vector<std::string>& names, const Pairs& pairs) {
  int hundredths = 99;
  while (hundredths > 0 && !cholesky(copula_matrix(names, pairs, hundredths / 100.0))) --hundredths;
  return hundredths;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// The names under `between`; empty when something is wrong with them.
std::vector<std::string> read_between(const YamlNode& node, const std::string& what,
                                      const std::vector<std::string>& assumptions, FaultList& faults) {
  if (node.kind != YamlNode::Kind::list) {
    faults.add(node.position, what + ": between is a list of assumptions, not " + describe(node.kind));
    return {};
  }
  std::vector<std::string> names;
  bool sound = true;
  for (const YamlNode& item : node.items) {
    const auto name = read_text(item, what + ": between", faults);
    sound = sound && name;
    if (!name) continue;
    if (std::find(assumptions.begin(), assumptions.end(), *name) == assumptions.end()) {
      faults.add(item.position, what + ": no assumption '" + *name + "'" + suggestion(*name, assumptions));
      sound = false;
    } else if (std::find(names.begin(), names.end(), *name) != names.end()) {
      faults.add(item.position, what + ": '" + *name + "' stands twice");
      sound = false;
    } else {
      names.push_back(*name);
    }
  }
  if (sound && names.size() < 2) {
    faults.add(node.position, what + ": between needs at least two assumptions");
    sound = false;
  }
  return sound ? names : std::vector<std::string>();
}

}  // namespace

double normal_correlation(double rank) {
  return 2 * sim::sin(std::numbers::pi * rank / 6);
}

std::optional<Matrix> cholesky(const Matrix& matrix) {
  Matrix factor(matrix.size(), std::vector<double>(matrix.size(), 0));
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[i][j];
      for (std::size_t k = 0; k < j; ++k) rest -= factor[i][k] * factor[j][k];
      if (i == j && !(rest > least_pivot)) return std::nullopt;
      factor[i][j] = i == j ? sim::sqrt(rest) : rest / factor[j][j];
    }
  }
  return factor;
}

std::optional<RankCorrelation> read_correlation(const YamlEntry& entry, const std::vector<std::string>& assumptions,
                                                const std::vector<std::string>& uncertain, FaultList& faults,
                                                std::vector<sim::Fault>& notes) {
  const std::string what = "the correlation '" + entry.key + "'";
  if (!require_map(entry.value, what, faults)) return std::nullopt;
  require_known_keys(entry.value, what, {"between", "rank"}, faults);
  const YamlEntry* between = entry.value.find("between");
  const YamlEntry* rank = entry.value.find("rank");
  if (between == nullptr || rank == nullptr) {
    faults.add(entry.position, what + " lacks '" + (between == nullptr ? "between" : "rank") +
                                   "' (it takes a list of assumptions and their rank correlation)");
    return std::nullopt;
  }
  RankCorrelation read{entry.key, read_between(between->value, what, assumptions, faults), 0, entry.position};
  const auto number = read_quantity(rank->value, what + ": rank", "1", faults);
  if (!number || read.between.empty()) return std::nullopt;
  read.rank = *number;
  if (!(read.rank > -1 && read.rank < 1)) {
    faults.add(rank->value.position, what + ": rank " + short_number(read.rank) +
                                         " is no rank correlation of two things (it lies between -1 and 1)");
    return std::nullopt;
  }
  std::vector<std::string> certain;
  const auto is_certain = [&](const std::string& name) {
    return std::find(uncertain.begin(), uncertain.end(), name) == uncertain.end();
  };
  std::copy_if(read.between.begin(), read.between.end(), std::back_inserter(certain), is_certain);
  std::erase_if(read.between, is_certain);
  if (!certain.empty()) {
    notes.emplace_back(entry.position, what + " leaves out " + listed(certain) + " (not uncertain in this scenario)");
  }
  if (read.between.size() < 2) return std::nullopt;
  return read;
}

void require_consistent(const std::vector<RankCorrelation>& correlations, FaultList& faults) {
  std::map<std::pair<std::string, std::string>, std::string> joined_by;
  bool sound = true;
  for (const RankCorrelation& correlation : correlations) {
    for_each_pair(correlation, [&](const auto& pair) {
      const auto [other, is_new] = joined_by.emplace(pair, correlation.name);
      if (is_new) return;
      sound = false;
      faults.add(correlation.position, "the correlation '" + correlation.name + "' joins " + pair.first + " and " +
                                           pair.second + ", which '" + other->second + "' joins as well");
    });
  }
  if (!sound) return;
  const Pairs pairs = pairs_of(correlations);
  for (const std::vector<std::string>& names : joined_names(correlations)) {
    if (cholesky(copula_matrix(names, pairs, 1))) continue;
    const auto first = std::find_if(correlations.begin(), correlations.end(), [&](const RankCorrelation& each) {
      return std::find(names.begin(), names.end(), each.between.front()) != names.end();
    });
    faults.add(first->position, "the rank correlations of " + listed(names) +
                                    " contradict each other (their matrix is not positive definite: no numbers are "
                                    "correlated so) all of them times 0." +
                                    (possible_hundredths(names, pairs) < 10 ? "0" : "") +
                                    std::to_string(possible_hundredths(names, pairs)) + " would do");
  }
}

std::vector<CorrelatedGroup> correlated_groups(const std::vector<RankCorrelation>& correlations) {
  const Pairs pairs = pairs_of(correlations);
  std::vector<CorrelatedGroup> groups;
  for (const std::vector<std::string>& names : joined_names(correlations)) {
    auto factor = cholesky(copula_matrix(names, pairs, 1));
    sim::ensure(factor.has_value(), "correlations are not positive definite");
    groups.push_back({names, std::move(*factor)});
  }
  return groups;
}

}  // namespace skifte::scenarios
