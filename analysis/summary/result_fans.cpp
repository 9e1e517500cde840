#include "analysis/summary/result_fans.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/outcomes/result_outcomes.hpp"
#include "sim/parallel.hpp"

namespace skifte::analysis {

namespace {

/// A variable's values, column by column: all members that are done, then the next column.
struct Columns {
  std::string variable;
  std::size_t members = 0;
  std::vector<double> values;
};

Columns read_columns(const output::ResultFile& file, const std::string& variable, const std::vector<std::size_t>& done,
                     int threads) {
  return {variable, done.size(), file.read_columns(variable, done, threads)};
}

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

FanCell compute_cell(const Columns& columns, const CellPlan& plan, FanEstimator& estimate) {
  std::vector<double> sample(columns.members, 0.0);
  for (const std::size_t column : plan.columns) {
    const double* from = columns.values.data() + column * columns.members;
    for (std::size_t i = 0; i < sample.size(); ++i) sample[i] += from[i];
  }
  sample.erase(std::remove_if(sample.begin(), sample.end(), [](double value) { return std::isnan(value); }),
               sample.end());
  return {plan.label, plan.year, sample.size(), estimate(sample)};
}

VariableFans compute_fans(const output::ResultFile& file, const Columns& columns, int threads) {
  constexpr std::size_t cells_a_block = 64;
  const output::VariableSpec& spec = file.layout().variable(columns.variable);
  const std::vector<CellPlan> plans = plan_cells(file.layout(), spec);
  VariableFans fans{spec.name, spec.units, spec.long_name, std::vector<FanCell>(plans.size())};
  sim::for_each_block(plans.size(), cells_a_block, threads, [&](std::size_t begin, std::size_t end) {
    FanEstimator estimate;
    for (std::size_t i = begin; i < end; ++i) fans.cells[i] = compute_cell(columns, plans[i], estimate);
  });
  return fans;
}

bool is_result(const output::VariableSpec& spec) {
  for (const char* input : {"assumption_value", "lever_value", "design_point", "design_scenario", "design_level"}) {
    if (spec.name == input) return false;
  }
  return true;
}

}  // namespace

std::vector<VariableFans> result_fans(const output::ResultFile& file, const std::vector<std::string>& variables,
                                      int threads) {
  std::vector<std::string> wanted = variables;
  if (wanted.empty()) {
    for (const auto& spec : file.layout().variables()) {
      if (is_result(spec)) wanted.push_back(spec.name);
    }
  }
  const std::vector<std::size_t> done = members_done(file);
  std::vector<VariableFans> all;
  for (const std::string& variable : wanted) {
    all.push_back(compute_fans(file, read_columns(file, variable, done, threads), threads));
  }
  return all;
}

}  // namespace skifte::analysis
