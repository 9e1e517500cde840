#include "analysis/outcomes/result_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

constexpr std::array<std::string_view, 13> parts_of_a_whole = {
    "sector", "subsector",          "carrier",       "powertrain", "heating", "payer",      "measure",
    "sink",   "footprint_category", "grid_customer", "quintile",   "mode",    "heat_source"};

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return number;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(at, begin);
    parts.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return parts;
    begin = end + 1;
  }
}

/// Positions of the years [first, last] that the text names.
std::pair<std::size_t, std::size_t> year_positions(const std::string& name, const std::string& text,
                                                   const std::vector<int>& years) {
  const std::size_t dash = text.find('-');
  const auto first = whole_number(text.substr(0, dash));
  const auto last = dash == std::string::npos ? first : whole_number(text.substr(dash + 1));
  if (!first || !last) {
    throw sim::UserFault(fmt::format("outcome '{}': '{}' is no year (expected NAME@YEAR or NAME@FROM-TO)", name, text));
  }
  if (*first > *last || *first < years.front() || *last > years.back()) {
    throw sim::UserFault(fmt::format(
        "outcome '{}': {} is not in the result (its years are {} to {}) '{}'?", name, text, years.front(), years.back(),
        name.substr(0, name.find('@') + 1) + std::to_string(std::clamp(*last, years.front(), years.back()))));
  }
  return {static_cast<std::size_t>(*first - years.front()), static_cast<std::size_t>(*last - years.front())};
}

[[noreturn]] void refuse_variable(const output::Layout& layout, const std::string& variable) {
  std::vector<std::string> known{"cost", "target"};
  for (const auto& spec : layout.variables()) known.push_back(spec.name);
  const std::string near = scenarios::suggestion(variable, known);
  throw sim::UserFault(fmt::format("no outcome is called '{}'{}", variable,
                                   near.empty() ? " (the result's variables: docs/formats/results.md)" : near));
}

std::size_t label_position(const std::string& name, const output::Dimension& dimension, const std::string& label) {
  const auto& labels = dimension.labels;
  const auto found = std::find(labels.begin(), labels.end(), label);
  if (found != labels.end()) return static_cast<std::size_t>(found - labels.begin());
  const std::string near = scenarios::suggestion(label, labels);
  throw sim::UserFault(fmt::format("outcome '{}': no {} is called '{}'{}", name, dimension.name, label,
                                   near.empty() ? fmt::format(" (there are {})", fmt::join(labels, ", ")) : near));
}

}  // namespace

bool adds_up(const std::string& dimension, const std::string& units) {
  const bool is_part = std::find(parts_of_a_whole.begin(), parts_of_a_whole.end(), dimension) != parts_of_a_whole.end();
  return is_part && units != "1";
}

bool adds_over_years(const std::string& units) {
  return units == "t CO2e" || units == "t" || units == "MSEK" || units == "GWh";
}

bool is_yearly_mean(const std::string& name, const std::string& unit) {
  const std::size_t years = name.find('@');
  return years != std::string::npos && name.find(' ') == std::string::npos &&
         name.find('-', years) != std::string::npos && !adds_over_years(unit);
}

std::string outcome_words(const std::string& name, const std::string& unit) {
  return is_yearly_mean(name, unit) ? name + " (mean of the years)" : name;
}

ResultOutcomes::Selection ResultOutcomes::select(const std::string& name, const std::string& variable,
                                                 const std::vector<std::string>& labels,
                                                 const std::optional<std::string>& years) const {
  const output::Layout& layout = file_.layout();
  if (!layout.has(variable)) refuse_variable(layout, variable);
  const output::VariableSpec& spec = layout.variable(variable);
  Selection selection{{0}, 1, spec.units};
  std::size_t given = 0;
  for (const std::string& dimension_name : spec.dimensions) {
    const output::Dimension& dimension = layout.dimension(dimension_name);
    std::size_t first = 0;
    std::size_t last = dimension.size() - 1;
    if (dimension_name == "year") {
      if (!years) {
        throw sim::UserFault(
            fmt::format("outcome '{}': a year is missing (expected {}@YEAR or {}@FROM-TO)", name, name, name));
      }
      std::tie(first, last) = year_positions(name, *years, dimension.years);
      if (!adds_over_years(spec.units)) selection.factor = 1 / static_cast<double>(last - first + 1);
    } else if (given < labels.size()) {
      first = last = label_position(name, dimension, labels[given++]);
    } else if (!adds_up(dimension_name, spec.units)) {
      throw sim::UserFault(fmt::format("outcome '{}': a {} is missing (they do not add up) one of {}?", name,
                                       dimension_name, fmt::join(dimension.labels, ", ")));
    }
    std::vector<std::size_t> columns;
    for (const std::size_t column : selection.columns) {
      for (std::size_t i = first; i <= last; ++i) columns.push_back(column * dimension.size() + i);
    }
    selection.columns = std::move(columns);
  }
  const bool has_years = std::find(spec.dimensions.begin(), spec.dimensions.end(), "year") != spec.dimensions.end();
  if (years && !has_years) {
    throw sim::UserFault(fmt::format("outcome '{}': {} has no years (leave '@{}' out)", name, variable, *years));
  }
  if (given < labels.size()) {
    throw sim::UserFault(fmt::format("outcome '{}': {} has no '{}' (its dimensions: member{}{})", name, variable,
                                     labels[given], spec.dimensions.empty() ? "" : ", ",
                                     fmt::join(spec.dimensions, ", ")));
  }
  return selection;
}

ResultOutcomes::ResultOutcomes(const output::ResultFile& file) : file_(file) {
  for (std::size_t i = 0; i < file.statuses().size(); ++i) {
    if (file.statuses()[i] == output::MemberStatus::done) done_.push_back(i);
  }
}

OutcomeValues ResultOutcomes::read(const std::string& name, const std::string& variable,
                                   const Selection& selection) const {
  if (read_variable_ != variable) {
    read_columns_ = file_.read_columns(variable, done_, 1);
    read_variable_ = variable;
  }
  OutcomeValues made{name, selection.unit, std::vector<double>(members(), std::numeric_limits<double>::quiet_NaN())};
  for (const std::size_t position : done_) made.values[position] = 0;
  for (const std::size_t column : selection.columns) {
    const double* const from = read_columns_.data() + column * done_.size();
    for (std::size_t k = 0; k < done_.size(); ++k) made.values[done_[k]] += from[k];
  }
  for (const std::size_t position : done_) made.values[position] *= selection.factor;
  return made;
}

OutcomeValues ResultOutcomes::outcome(const std::string& name) const {
  const std::size_t at = name.find('@');
  std::optional<std::string> years;
  if (at != std::string::npos) years = name.substr(at + 1);
  std::vector<std::string> labels = split(name.substr(0, at), '.');
  std::string variable = labels.front();
  labels.erase(labels.begin());
  if (variable == "target") variable = "target_met";
  if (variable != "cost" || file_.layout().has("cost")) {
    return read(name, variable, select(name, variable, labels, years));
  }
  OutcomeValues sum = read(name, "investment", select(name, "investment", labels, years));
  const OutcomeValues running = read(name, "running_cost", select(name, "running_cost", labels, years));
  for (std::size_t i = 0; i < sum.values.size(); ++i) sum.values[i] += running.values[i];
  return sum;
}

std::vector<std::string> ResultOutcomes::over_years(const std::string& name) const {
  if (name.find('@') != std::string::npos) return {name};
  const std::string variable = name.substr(0, name.find('.'));
  const output::Layout& layout = file_.layout();
  const std::string read_from = variable == "cost" && !layout.has("cost") ? "investment" : variable;
  if (variable == "target") return {name};
  if (!layout.has(read_from)) refuse_variable(layout, variable);
  const auto& dimensions = layout.variable(read_from).dimensions;
  if (std::find(dimensions.begin(), dimensions.end(), "year") == dimensions.end()) return {name};
  std::vector<std::string> names;
  for (const int year : layout.dimension("year").years) names.push_back(fmt::format("{}@{}", name, year));
  return names;
}

}  // namespace skifte::analysis
