#include "analysis/sensitivity/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>

#include "analysis/outcomes/expression.hpp"
#include "analysis/sensitivity/chaos.hpp"
#include "analysis/sensitivity/delta.hpp"
#include "analysis/sensitivity/design_fit.hpp"
#include "analysis/sensitivity/elementary_effects.hpp"
#include "analysis/sensitivity/pawn.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

constexpr std::size_t least_blocks = 32;
constexpr std::size_t least_trajectories = 4;
constexpr std::size_t least_members = 100;

SensitivityTable table_for(const SensitivityRequest& request, const OutcomeValues& values, const char* what,
                           std::vector<std::string> measures) {
  SensitivityTable table;
  table.method = to_word(request.method);
  table.outcome = values.name;
  table.unit = values.unit;
  table.what = what;
  table.measures = std::move(measures);
  return table;
}

void require_enough(const SensitivityTable& table, std::size_t needed, const std::string& how,
                    const SensitivityRequest& request) {
  if (table.used >= needed || (request.too_few == TooFew::accept && table.used >= 2)) return;
  throw sim::UserFault(
      fmt::format("method {}: {} {} for {}{} (at least {} are needed for an interval that means something) "
                  "{}, or --force to see it?",
                  table.method, table.used, table.what, table.outcome,
                  table.left_out > 0 ? fmt::format(", {} more with failed members", table.left_out) : "", needed, how));
}

void require_variance(const SensitivityTable& table) {
  if (table.variance > 0) return;
  throw sim::UserFault(
      fmt::format("outcome '{}' is {} in all {} {} (it depends on nothing that was varied) another year "
                  "or outcome?",
                  table.outcome, table.mean, table.used, table.what));
}

void set_moments(SensitivityTable& table, const std::vector<double>& y) {
  const auto n = static_cast<double>(y.size());
  table.mean = std::accumulate(y.begin(), y.end(), 0.0) / std::max(1.0, n);
  for (const double value : y) table.variance += (value - table.mean) * (value - table.mean) / std::max(1.0, n - 1);
}

void add_input(SensitivityTable& table, const StudyInput& input, std::vector<Index> values) {
  table.inputs.push_back({input.name, input.group, input.unit, std::move(values)});
}

bool varies(const std::vector<double>& values) {
  double known = std::numeric_limits<double>::quiet_NaN();
  for (const double value : values) {
    if (std::isnan(value)) continue;
    if (!std::isnan(known) && value != known) return true;
    known = value;
  }
  return false;
}

/// Inputs and groups by a measure, largest first.
void rank(SensitivityTable& table, std::size_t measure) {
  const auto larger = [measure](const InputIndices& a, const InputIndices& b) {
    return a.values[measure].value > b.values[measure].value;
  };
  std::stable_sort(table.inputs.begin(), table.inputs.end(), larger);
  std::stable_sort(table.groups.begin(), table.groups.end(), larger);
  std::stable_sort(table.pairs.begin(), table.pairs.end(), [](const PairIndex& a, const PairIndex& b) {
    return std::abs(a.value.value) > std::abs(b.value.value);
  });
}

const char* sample_word(const Study& study) {
  return study.replicates > 1 ? "points" : "members";
}

void note_replicates(SensitivityTable& table, const Study& study) {
  if (study.replicates < 2) return;
  table.notes.push_back(fmt::format("each point is the mean of {} replicates", study.replicates));
}

enum class Gathering { sum, largest };

/// Groups from inputs, a measure at a time; without intervals, since inputs' intervals do not add.
void gather_groups(SensitivityTable& table, Gathering gathering) {
  std::map<std::string, std::vector<Index>> groups;
  for (const InputIndices& input : table.inputs) {
    std::vector<Index>& values = groups[input.group];
    values.resize(table.measures.size(), Index{0});
    for (std::size_t m = 0; m < values.size(); ++m) {
      const double value = input.values[m].value;
      values[m].value = gathering == Gathering::sum ? values[m].value + value : std::max(values[m].value, value);
    }
  }
  for (auto& [name, values] : groups) table.groups.push_back({name, "", "", std::move(values)});
}

SensitivityTable by_sobol(const Study& study, const OutcomeValues& values, const SensitivityRequest& request) {
  const SaltelliShape shape = saltelli_shape(study);
  SensitivityTable table = table_for(request, values, "blocks", measures_of(request.method));
  SobolBlocks blocks = cut_blocks(values.values, study.inputs.size(), shape.second_order);
  blocks.shared_luck = study.blocks_share_luck;
  table.used = blocks.blocks.size();
  table.left_out = blocks.left_out;
  require_enough(table, least_blocks, fmt::format("`--design saltelli -n {}`", 8 * least_blocks), request);
  const SobolIndices found = sobol_indices(blocks, request.estimator, request.resampling);
  table.mean = found.mean;
  table.variance = found.variance;
  require_variance(table);
  for (std::size_t i = 0; i < study.inputs.size(); ++i) {
    add_input(table, study.inputs[i], {found.first[i], found.total[i]});
  }
  for (std::size_t i = 0; i < found.second.size(); ++i) {
    for (std::size_t j = i + 1; j < found.second.size(); ++j) {
      table.pairs.push_back({study.inputs[i].name, study.inputs[j].name, found.second[i][j]});
    }
  }
  gather_groups(table, Gathering::sum);
  table.notes.push_back(
      "of a group, first is the least that it explains and total the most that it takes part in: sums "
      "over its inputs");
  note_replicates(table, study);
  if (study.blocks_share_luck) {
    table.notes.push_back(
        fmt::format("shares are of the variance that assumptions cause at a given luck; luck, which a block shares, is "
                    "{:.0f} % of the variance above and taken out",
                    100 * std::max(0.0, found.luck)));
  }
  return table;
}

SensitivityTable by_morris(const Study& study, const OutcomeValues& values, const SensitivityRequest& request) {
  morris_trajectories(study);
  SensitivityTable table = table_for(request, values, "trajectories", measures_of(request.method));
  const MorrisIndices found = morris_indices(study.x, values.values, study.step, request.resampling);
  table.used = found.trajectories;
  table.left_out = found.left_out;
  require_enough(table, least_trajectories, fmt::format("`--design morris -n {}`", 5 * least_trajectories), request);
  table.mean = found.mean;
  table.variance = found.variance;
  require_variance(table);
  for (std::size_t i = 0; i < study.inputs.size(); ++i) {
    const ElementaryEffects& effects = found.inputs[i];
    add_input(table, study.inputs[i], {effects.mu_star, effects.mu, effects.sigma});
  }
  gather_groups(table, Gathering::largest);
  table.notes.push_back("of a group, the largest of its inputs");
  table.notes.push_back(
      "per full range of an input (0 to 1 of its distribution); sigma as large as mu* means that the effect depends "
      "on others or is bent");
  return table;
}

/// What methods that read any sample have in common: the rows, their number, what varies; then `estimate` fills in the
/// inputs' measures and the thresholds from the rows, in as many classes as it returns.
SensitivityTable by_classes(const Study& study, const OutcomeValues& values, const SensitivityRequest& request,
                            const std::vector<std::string>& measures,
                            const std::function<std::size_t(const KnownRows&, SensitivityTable&)>& estimate) {
  SensitivityTable table = table_for(request, values, sample_word(study), measures);
  const KnownRows rows = known_rows(study, values.values);
  table.used = rows.y.size();
  table.left_out = rows.left_out;
  require_enough(table, least_members, fmt::format("`-n {}`", 2 * least_members), request);
  set_moments(table, rows.y);
  require_variance(table);
  const std::size_t classes = estimate(rows, table);
  gather_groups(table, Gathering::largest);
  table.notes.push_back(fmt::format("{} classes; of a group, the largest of its inputs", classes));
  note_replicates(table, study);
  return table;
}

SensitivityTable by_pawn(const Study& study, const OutcomeValues& values, const SensitivityRequest& request) {
  return by_classes(study, values, request, measures_of(request.method),
                    [&](const KnownRows& rows, SensitivityTable& table) -> std::size_t {
                      const std::size_t classes =
                          request.classes > 0 ? request.classes : std::clamp<std::size_t>(rows.y.size() / 50, 4, 20);
                      const PawnResult found = pawn(rows.x, rows.y, classes, request.resampling);
                      for (std::size_t i = 0; i < study.inputs.size(); ++i)
                        add_input(table, study.inputs[i], {found.inputs[i].median, found.inputs[i].largest});
                      table.threshold = {found.dummy_median, found.dummy_largest};
                      return classes;
                    });
}

SensitivityTable by_delta(const Study& study, const OutcomeValues& values, const SensitivityRequest& request) {
  return by_classes(study, values, request, measures_of(request.method),
                    [&](const KnownRows& rows, SensitivityTable& table) -> std::size_t {
                      const std::size_t classes = request.classes > 0 ? request.classes : delta_classes(rows.y.size());
                      const DeltaResult found = delta_indices(rows.x, rows.y, classes, request.resampling);
                      for (std::size_t i = 0; i < study.inputs.size(); ++i)
                        add_input(table, study.inputs[i], {found.inputs[i].delta, found.inputs[i].first});
                      table.threshold = {found.dummy_delta, std::nan("")};
                      return classes;
                    });
}

SensitivityTable chaos_table(const Study& study, const OutcomeValues& values, const KnownRows& rows,
                             const ChaosIndices& found, const SensitivityRequest& request) {
  SensitivityTable table = table_for(request, values, sample_word(study), measures_of(request.method));
  table.used = rows.y.size();
  table.left_out = rows.left_out;
  set_moments(table, rows.y);
  for (std::size_t i = 0; i < study.inputs.size(); ++i) {
    add_input(table, study.inputs[i], {found.first[i], found.total[i]});
  }
  for (std::size_t g = 0; g < found.group_names.size(); ++g) {
    table.groups.push_back({found.group_names[g], "", "", {found.group_first[g], found.group_total[g]}});
  }
  for (const auto& pair : found.pairs) {
    table.pairs.push_back({study.inputs[pair.first].name, study.inputs[pair.second].name, pair.value});
  }
  note_replicates(table, study);
  table.notes.push_back(
      fmt::format("polynomial of {} terms over the {} inputs that a screening kept of {}; it predicts {:.0f} % "
                  "of the variance of members left out",
                  found.expansion.terms.size(), found.expansion.screened.size(), study.inputs.size(),
                  100 * std::max(0.0, found.expansion.predicted_share)));
  if (found.expansion.predicted_share < 0.5) {
    table.notes.push_back("WARNING: less than half of the variance is predicted; more members, or --method delta");
  }
  return table;
}

std::vector<SensitivityTable> by_chaos(const Study& study, const std::vector<OutcomeValues>& outcomes,
                                       const SensitivityRequest& request) {
  std::vector<SensitivityTable> tables;
  std::vector<std::string> groups;
  for (const StudyInput& input : study.inputs) groups.push_back(input.group);
  for (const OutcomeValues& values : outcomes) {
    const KnownRows rows = known_rows(study, values.values);
    SensitivityTable probe = table_for(request, values, sample_word(study), {});
    probe.used = rows.y.size();
    probe.left_out = rows.left_out;
    require_enough(probe, least_members, fmt::format("`-n {}`", 2 * least_members), request);
    set_moments(probe, rows.y);
    require_variance(probe);
    const auto found = chaos_indices(rows.x, {rows.y}, groups, request.screened, request.resampling, request.openturns);
    tables.push_back(chaos_table(study, values, rows, found.front(), request));
  }
  return tables;
}

std::size_t ranking_measure(SensitivityMethod method) {
  return method == SensitivityMethod::sobol || method == SensitivityMethod::given_data ? 1 : 0;
}

}  // namespace

std::vector<SensitivityTable> sensitivity(const Study& study, const SensitivityRequest& request) {
  const bool takes_blocks = request.method == SensitivityMethod::sobol || request.method == SensitivityMethod::morris;
  if (!takes_blocks && (study.design == "saltelli" || study.design == "morris")) {
    throw sim::UserFault(
        fmt::format("method {}: {} is of the design '{}', whose runs repeat each other (it needs a sample) "
                    "compute one with `--design lhs`, or take --method {}?",
                    to_word(request.method), study.source, study.design, to_word(usual_method(study))));
  }
  std::vector<OutcomeValues> outcomes;
  std::string constant;
  for (const std::string& name : request.outcomes) {
    OutcomeValues values = evaluate_expression(name, *study.outcomes).values;
    if (request.outcomes.size() == 1 || varies(values.values)) {
      outcomes.push_back(std::move(values));
    } else {
      constant += (constant.empty() ? "" : ", ") + name;
    }
  }
  if (outcomes.empty()) {
    throw sim::UserFault(fmt::format("none of the outcomes varies in {} (they depend on nothing that was varied): {}",
                                     study.source, constant));
  }
  std::vector<SensitivityTable> tables;
  if (request.method == SensitivityMethod::given_data) {
    tables = by_chaos(study, outcomes, request);
  } else {
    for (const OutcomeValues& values : outcomes) {
      if (request.method == SensitivityMethod::sobol) tables.push_back(by_sobol(study, values, request));
      if (request.method == SensitivityMethod::morris) tables.push_back(by_morris(study, values, request));
      if (request.method == SensitivityMethod::pawn) tables.push_back(by_pawn(study, values, request));
      if (request.method == SensitivityMethod::delta) tables.push_back(by_delta(study, values, request));
    }
  }
  if (!constant.empty()) tables.front().notes.push_back("the same in all members and left out: " + constant);
  for (SensitivityTable& table : tables) rank(table, ranking_measure(request.method));
  return tables;
}

}  // namespace skifte::analysis
