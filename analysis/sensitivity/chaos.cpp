#include "analysis/sensitivity/chaos.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <utility>

#include "analysis/bootstrap.hpp"
#include "analysis/sensitivity/estimator_process.hpp"
#include "analysis/sensitivity/least_squares.hpp"
#include "analysis/sensitivity/partition.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace skifte::analysis {

namespace {

constexpr unsigned screening_degree = 3;

std::vector<double> to_interval(const std::vector<double>& column) {
  std::vector<double> z = scaled_ranks(column);
  for (double& value : z) value = 2 * value - 1;
  return z;
}

double variance_of(const std::vector<double>& y) {
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
  double squares = 0;
  for (const double value : y) squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(y.size() - 1);
}

/// The expansion's terms of an input alone, with it, ...: sums of squared coefficients over those that `counts`.
template <typename Counts>
double part(const std::vector<ChaosTerm>& terms, const std::vector<double>& coefficients, Counts counts) {
  double sum = 0;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    if (counts(terms[t])) sum += coefficients[t] * coefficients[t];
  }
  return sum;
}

bool has_input(const ChaosTerm& term, std::size_t input) {
  return std::binary_search(term.inputs.begin(), term.inputs.end(), input);
}

/// What is wanted of an expansion, each a sum over terms.
struct Wanted {
  std::vector<std::size_t> inputs;  ///< with a term
  std::vector<std::string> groups;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
};

Wanted wanted_of(const std::vector<ChaosTerm>& terms, const std::vector<std::string>& groups) {
  std::set<std::size_t> inputs;
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (const ChaosTerm& term : terms) {
    inputs.insert(term.inputs.begin(), term.inputs.end());
    if (term.inputs.size() == 2) pairs.insert({term.inputs[0], term.inputs[1]});
  }
  const std::set<std::string> names(groups.begin(), groups.end());
  return {{inputs.begin(), inputs.end()}, {names.begin(), names.end()}, {pairs.begin(), pairs.end()}};
}

std::vector<double> shares(const Wanted& wanted, const std::vector<ChaosTerm>& terms,
                           const std::vector<double>& coefficients, const std::vector<std::string>& groups,
                           double variance) {
  std::vector<double> all;
  for (const std::size_t i : wanted.inputs) {
    all.push_back(
        part(terms, coefficients, [&](const ChaosTerm& t) { return t.inputs.size() == 1 && has_input(t, i); }));
    all.push_back(part(terms, coefficients, [&](const ChaosTerm& t) { return has_input(t, i); }));
  }
  for (const std::string& group : wanted.groups) {
    const auto in_group = [&](std::size_t i) { return groups[i] == group; };
    all.push_back(part(terms, coefficients,
                       [&](const ChaosTerm& t) { return std::all_of(t.inputs.begin(), t.inputs.end(), in_group); }));
    all.push_back(part(terms, coefficients,
                       [&](const ChaosTerm& t) { return std::any_of(t.inputs.begin(), t.inputs.end(), in_group); }));
  }
  for (const auto& [i, j] : wanted.pairs) {
    all.push_back(part(terms, coefficients, [&, i = i, j = j](const ChaosTerm& t) {
      return t.inputs.size() == 2 && t.inputs[0] == i && t.inputs[1] == j;
    }));
  }
  for (double& value : all) value /= variance;
  return all;
}

ChaosExpansion read_expansion(const nlohmann::json& answer, std::vector<std::size_t> screened) {
  ChaosExpansion made{std::move(screened), answer.at("constant"), {}, 0};
  for (const auto& each : answer.at("terms")) {
    ChaosTerm term;
    term.coefficient = each.at("coefficient");
    const std::vector<unsigned> degrees = each.at("degrees");
    for (std::size_t i = 0; i < degrees.size(); ++i) {
      if (degrees[i] == 0) continue;
      term.inputs.push_back(made.screened[i]);
      term.degrees.push_back(degrees[i]);
    }
    made.terms.push_back(std::move(term));
  }
  return made;
}

/// The terms' values at the rows, the constant first.
std::vector<std::vector<double>> term_columns(const std::vector<ChaosTerm>& terms, const Columns& z, std::size_t rows) {
  std::vector<std::vector<double>> columns{std::vector<double>(rows, 1.0)};
  for (const ChaosTerm& term : terms) {
    std::vector<double> column(rows, 1.0);
    for (std::size_t f = 0; f < term.inputs.size(); ++f) {
      const std::vector<double>& values = z[term.inputs[f]];
      for (std::size_t k = 0; k < rows; ++k) column[k] *= legendre(term.degrees[f], values[k]);
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

/// 1 - T / Var y x mean (r / (1 - h))^2, r the residuals, h the leverages, T = n / (n - P) (1 + trace G^-1), G the Gram
/// matrix.
double predicted_share(const std::vector<std::vector<double>>& columns, const std::vector<double>& y, double variance) {
  const std::size_t p = columns.size();
  const auto n = static_cast<double>(y.size());
  if (y.size() <= p + 1) return 0;
  const std::vector<double> once(y.size(), 1.0);
  const std::vector<double> fitted = least_squares(columns, y, once);
  // Columns of G^-1, G = columns' products.
  std::vector<std::vector<double>> inverse;
  std::vector<std::vector<double>> gram(p, std::vector<double>(p, 0.0));
  for (std::size_t i = 0; i < p; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      for (std::size_t k = 0; k < y.size(); ++k) gram[i][j] += columns[i][k] * columns[j][k];
    }
  }
  double trace = 0;
  for (std::size_t i = 0; i < p; ++i) {
    std::vector<double> unit(p, 0.0);
    unit[i] = 1;
    inverse.push_back(solve_cholesky(gram, std::move(unit)));
    trace += inverse[i][i];
  }
  double squares = 0;
  for (std::size_t k = 0; k < y.size(); ++k) {
    double prediction = 0, leverage = 0;
    for (std::size_t i = 0; i < p; ++i) {
      prediction += fitted[i] * columns[i][k];
      double product = 0;
      for (std::size_t j = 0; j < p; ++j) product += inverse[i][j] * columns[j][k];
      leverage += product * columns[i][k];
    }
    const double residual = (y[k] - prediction) / std::max(1e-9, 1 - leverage);
    squares += residual * residual / n;
  }
  return 1 - n / (n - static_cast<double>(p)) * (1 + trace) * squares / variance;
}

ChaosIndices indices_of(ChaosExpansion expansion, const Columns& z, const std::vector<double>& y,
                        const std::vector<std::string>& groups, const Resampling& resampling) {
  ChaosIndices made;
  made.variance = variance_of(y);
  const Wanted wanted = wanted_of(expansion.terms, groups);
  std::vector<double> coefficients;
  for (const ChaosTerm& term : expansion.terms) coefficients.push_back(term.coefficient);
  const std::vector<double> values = shares(wanted, expansion.terms, coefficients, groups, made.variance);
  std::vector<std::vector<double>> replicates(values.size(), std::vector<double>(resampling.draws));
  const std::vector<std::vector<double>> columns = term_columns(expansion.terms, z, y.size());
  expansion.predicted_share = predicted_share(columns, y, made.variance);
  const KeyedDraws random(resampling.seed, "analysis.chaos.bootstrap");
  sim::for_each_block(resampling.draws, 4, resampling.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t draw = begin; draw < end; ++draw) {
      std::vector<double> weight(y.size(), 0.0), sample;
      for (const std::size_t picked : random.resample(y.size(), draw)) {
        weight[picked] += 1;
        sample.push_back(y[picked]);
      }
      std::vector<double> fitted = least_squares(columns, y, weight);
      fitted.erase(fitted.begin());
      const std::vector<double> found = shares(wanted, expansion.terms, fitted, groups, variance_of(sample));
      for (std::size_t i = 0; i < found.size(); ++i) replicates[i][draw] = found[i];
    }
  });
  std::size_t place = 0;
  const auto next = [&] {
    const Interval interval = percentile_interval(std::move(replicates[place]));
    return Index{values[place++], interval.low, interval.high};
  };
  made.first.assign(z.size(), {0, 0, 0});
  made.total.assign(z.size(), {0, 0, 0});
  for (const std::size_t i : wanted.inputs) {
    made.first[i] = next();
    made.total[i] = next();
  }
  made.group_names = wanted.groups;
  for (std::size_t g = 0; g < wanted.groups.size(); ++g) {
    made.group_first.push_back(next());
    made.group_total.push_back(next());
  }
  for (const auto& [i, j] : wanted.pairs) made.pairs.push_back({i, j, next()});
  made.expansion = std::move(expansion);
  return made;
}

}  // namespace

double legendre(unsigned degree, double x) {
  double before = 0, now = 1;
  for (unsigned k = 0; k < degree; ++k) {
    const double next = ((2.0 * k + 1) * x * now - k * before) / (k + 1);
    before = now;
    now = next;
  }
  return now * sim::sqrt(2.0 * degree + 1);
}

std::vector<std::size_t> screen(const Columns& x, const std::vector<double>& y, std::size_t most) {
  std::vector<std::pair<double, std::size_t>> ranked;
  const auto n = static_cast<double>(y.size());
  const double mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::vector<double> z = to_interval(x[i]);
    double explained = 0;
    for (unsigned degree = 1; degree <= screening_degree; ++degree) {
      double coefficient = 0;
      for (std::size_t k = 0; k < y.size(); ++k) coefficient += (y[k] - mean) * legendre(degree, z[k]) / n;
      explained += coefficient * coefficient;
    }
    ranked.emplace_back(-explained, i);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::size_t> kept;
  for (std::size_t k = 0; k < std::min(most, ranked.size()); ++k) kept.push_back(ranked[k].second);
  std::sort(kept.begin(), kept.end());
  return kept;
}

std::vector<ChaosIndices> chaos_indices(const Columns& x, const std::vector<std::vector<double>>& outcomes,
                                        const std::vector<std::string>& groups, std::size_t most_inputs,
                                        const Resampling& resampling, const std::filesystem::path& openturns) {
  Columns z;
  for (const auto& column : x) z.push_back(to_interval(column));
  nlohmann::json tasks = nlohmann::json::array();
  std::vector<std::vector<std::size_t>> screened;
  for (const auto& y : outcomes) {
    screened.push_back(screen(x, y, most_inputs));
    nlohmann::json inputs = nlohmann::json::array();
    for (const std::size_t i : screened.back()) inputs.push_back(z[i]);
    tasks.push_back({{"inputs", std::move(inputs)}, {"outcome", y}});
  }
  const nlohmann::json answers =
      ask_program(openturns, {{"polynomial_chaos", std::move(tasks)}}).at("polynomial_chaos");
  std::vector<ChaosIndices> all;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    all.push_back(indices_of(read_expansion(answers.at(i), screened[i]), z, outcomes[i], groups, resampling));
  }
  return all;
}

}  // namespace skifte::analysis
