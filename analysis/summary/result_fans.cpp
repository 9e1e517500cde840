#include "analysis/summary/result_fans.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/outcomes/result_outcomes.hpp"
#include "output/stored_chunk.hpp"
#include "sim/parallel.hpp"

namespace skifte::analysis {

namespace {

/// A variable's values, column by column: all members that are done, then the next column.
struct Columns {
  std::size_t members = 0;
  std::size_t points = 0;  ///< of the design, in which they stand
  std::span<const double> values;
};

std::vector<std::size_t> members_done(const output::ResultFile& file) {
  std::vector<std::size_t> done;
  for (std::size_t i = 0; i < file.statuses().size(); ++i) {
    if (file.statuses()[i] == output::MemberStatus::done) done.push_back(i);
  }
  return done;
}

/// Which columns make one cell.
struct CellPlan {
  std::string label;
  int year = 0;
  std::vector<std::size_t> columns;
};

/// Combinations of labels, slowest first; one of "" where there are none.
std::vector<std::string> label_combinations(const output::Layout& layout, const std::vector<std::string>& dimensions) {
  std::vector<std::string> names{""};
  for (const std::string& dimension : dimensions) {
    std::vector<std::string> longer;
    for (const std::string& name : names) {
      for (const std::string& label : layout.dimension(dimension).labels) {
        longer.push_back(name.empty() ? label : name + "." + label);
      }
    }
    names = std::move(longer);
  }
  return names;
}

std::vector<CellPlan> plan_cells(const output::Layout& layout, const output::VariableSpec& spec) {
  const bool by_year = !spec.dimensions.empty() && spec.dimensions.front() == "year";
  const std::vector<int> years = by_year ? layout.dimension("year").years : std::vector<int>{0};
  const std::vector<std::string> further(spec.dimensions.begin() + (by_year ? 1 : 0), spec.dimensions.end());
  const std::vector<std::string> labels = label_combinations(layout, further);
  std::vector<CellPlan> plans;
  const bool has_total = !further.empty() && std::all_of(further.begin(), further.end(), [&](const std::string& name) {
    return adds_up(name, spec.units);
  });
  for (std::size_t y = 0; has_total && y < years.size(); ++y) {
    CellPlan plan{"total", years[y], {}};
    for (std::size_t label = 0; label < labels.size(); ++label) plan.columns.push_back(y * labels.size() + label);
    plans.push_back(std::move(plan));
  }
  for (std::size_t label = 0; label < labels.size(); ++label) {
    for (std::size_t y = 0; y < years.size(); ++y) {
      plans.push_back({labels[label], years[y], {y * labels.size() + label}});
    }
  }
  return plans;
}

/// `sample` is memory to work in.
FanCell compute_cell(const Columns& columns, const CellPlan& plan, FanEstimator& estimate,
                     std::vector<double>& sample) {
  const auto values_of = [&](std::size_t column) {
    return columns.values.subspan(column * columns.members, columns.members);
  };
  const std::span<const double> first = values_of(plan.columns.front());
  sample.assign(first.begin(), first.end());
  for (std::size_t k = 1; k < plan.columns.size(); ++k) {
    const std::span<const double> from = values_of(plan.columns[k]);
    for (std::size_t i = 0; i < sample.size(); ++i) sample[i] += from[i];
  }
  std::erase_if(sample, [](double value) { return std::isnan(value); });
  const std::size_t known = sample.size();
  // Of a part of the members as many points as are in it.
  const std::size_t points = known == columns.members ? columns.points : columns.points * known / columns.members;
  return {plan.label, plan.year, known, estimate(sample, std::max<std::size_t>(points, 1))};
}

VariableFans compute_fans(const output::ResultFile& file, const std::string& variable, const Columns& columns,
                          const FanEstimator& prepared, int threads) {
  constexpr std::size_t cells_a_block = 64;
  const output::VariableSpec& spec = file.layout().variable(variable);
  const std::vector<CellPlan> plans = plan_cells(file.layout(), spec);
  VariableFans fans{spec.name, spec.units, spec.long_name, std::vector<FanCell>(plans.size())};
  sim::for_each_block(plans.size(), cells_a_block, threads, [&](std::size_t begin, std::size_t end) {
    FanEstimator estimate = prepared;
    std::vector<double> sample;
    for (std::size_t i = begin; i < end; ++i) fans.cells[i] = compute_cell(columns, plans[i], estimate, sample);
  });
  return fans;
}

/// Not what was drawn, set, or says where in a design a member stands.
bool is_result(const output::VariableSpec& spec) {
  return spec.name != "assumption_value" && spec.name != "lever_value" && !spec.name.starts_with("design_");
}

}  // namespace

std::vector<VariableFans> result_fans(const output::ResultFile& file, const std::vector<std::string>& variables,
                                      std::size_t points, int threads) {
  std::vector<std::string> wanted = variables;
  if (wanted.empty()) {
    for (const auto& spec : file.layout().variables()) {
      if (is_result(spec)) wanted.push_back(spec.name);
    }
  }
  const std::vector<std::size_t> done = members_done(file);
  Columns columns{done.size(), std::min(points, done.size()), {}};
  FanEstimator prepared;
  if (!done.empty()) prepared.prepare(columns.members, columns.points);
  std::vector<VariableFans> all;
  // One piece for all variables, as large as the largest needs.
  std::size_t most = 0;
  for (const std::string& variable : wanted) {
    if (file.layout().has(variable)) most = std::max(most, done.size() * file.layout().size(variable));
  }
  output::WorkMemory<double> memory;
  static_cast<void>(memory.take(most));
  for (const std::string& variable : wanted) {
    const std::size_t size = file.layout().has(variable) ? done.size() * file.layout().size(variable) : 0;
    const std::span<double> values = memory.take(size);
    file.read_columns(variable, done, threads, values);
    columns.values = values;
    all.push_back(compute_fans(file, variable, columns, prepared, threads));
  }
  return all;
}

}  // namespace skifte::analysis
