#include "analysis/file_outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

using output::Layout;

/// Dimensions whose labels divide a whole, so that their sum says something.
constexpr std::array dividing = {"sector",  "subsector", "carrier", "powertrain",         "heating", "payer",
                                 "measure", "quintile",  "mode",    "footprint_category", "sink"};

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == mark)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

int read_year(const std::string& word, const std::string& text) {
  int year = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), year);
  if (fault != std::errc() || end != word.data() + word.size()) {
    throw sim::UserFault(fmt::format("outcome '{}': '{}' is no year (write NAME@2030 or NAME@2025-2035)", text, word));
  }
  return year;
}

std::string known_or_nearest(const std::string& word, const std::vector<std::string>& known, const std::string& what) {
  const std::string near = sim::nearest_name(word, known);
  std::string text = fmt::format("{} '{}'", what, word);
  if (!near.empty()) return text + fmt::format(" did you mean '{}'?", near);
  text += " (there are ";
  for (std::size_t i = 0; i < known.size(); ++i) text += (i ? ", " : "") + known[i];
  return text + ")";
}

std::vector<std::string> yearly_variables(const Layout& layout) {
  std::vector<std::string> names;
  for (const output::VariableSpec& spec : layout.variables()) {
    if (!spec.dimensions.empty() && spec.dimensions.front() == "year") names.push_back(spec.name);
  }
  return names;
}

void check_labels(const FileOutcome& outcome, const output::VariableSpec& spec, const Layout& layout) {
  const std::vector<std::string> dimensions(spec.dimensions.begin() + 1, spec.dimensions.end());
  if (outcome.labels.empty()) {
    for (const std::string& dimension : dimensions) {
      const bool divides = std::find(dividing.begin(), dividing.end(), dimension) != dividing.end();
      if (divides && spec.units != "1" && spec.units.find('/') == std::string::npos) continue;
      throw sim::UserFault(fmt::format("outcome '{}': {} has no sum over {} (write {}.LABEL@YEAR, LABEL such as {})",
                                       outcome.text, spec.name, dimension, spec.name,
                                       layout.dimension(dimension).label(0)));
    }
    return;
  }
  if (outcome.labels.size() != dimensions.size()) {
    throw sim::UserFault(fmt::format("outcome '{}': {} takes {} label(s), not {}", outcome.text, spec.name,
                                     dimensions.size(), outcome.labels.size()));
  }
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    const auto& known = layout.dimension(dimensions[i]).labels;
    if (std::find(known.begin(), known.end(), outcome.labels[i]) != known.end()) continue;
    throw sim::UserFault(
        known_or_nearest(outcome.labels[i], known, fmt::format("outcome '{}': no {}", outcome.text, dimensions[i])));
  }
}

}  // namespace

bool adds_over_years(std::string_view unit) {
  return unit == "t CO2e" || unit == "MSEK" || unit == "GWh";
}

FileOutcome parse_file_outcome(const std::string& text, const Layout& layout) {
  const std::vector<std::string> halves = split(text, '@');
  if (halves.size() != 2) {
    throw sim::UserFault(fmt::format("outcome '{}' (write NAME@YEAR, as emissions@2030, or NAME@FROM-TO)", text));
  }
  FileOutcome outcome;
  outcome.text = text;
  outcome.labels = split(halves[0], '.');
  outcome.variable = outcome.labels.front();
  outcome.labels.erase(outcome.labels.begin());
  const std::vector<std::string> known = yearly_variables(layout);
  if (std::find(known.begin(), known.end(), outcome.variable) == known.end()) {
    throw sim::UserFault(
        known_or_nearest(outcome.variable, known, fmt::format("outcome '{}': no variable by year", text)));
  }
  const output::VariableSpec& spec = layout.variable(outcome.variable);
  outcome.unit = spec.units;
  outcome.meaning = spec.long_name;
  check_labels(outcome, spec, layout);
  const std::vector<std::string> years = split(halves[1], '-');
  outcome.from = read_year(years.front(), text);
  outcome.to = read_year(years.back(), text);
  const std::vector<int>& there = layout.dimension("year").years;
  if (years.size() > 2 || outcome.from > outcome.to || outcome.from < there.front() || outcome.to > there.back()) {
    throw sim::UserFault(fmt::format("outcome '{}': the result covers {} to {}", text, there.front(), there.back()));
  }
  return outcome;
}

std::vector<double> outcome_values(const FileOutcome& outcome, const output::ResultFile& file) {
  const Layout& layout = file.layout();
  const std::vector<int>& years = layout.dimension("year").years;
  const std::vector<double> all = file.read(outcome.variable);
  const std::size_t block = layout.size(outcome.variable);
  const std::size_t width = block / years.size();
  // The labels' place in a year's row; without labels the whole row.
  std::size_t first = 0;
  std::size_t count = width;
  if (!outcome.labels.empty()) {
    count = 1;
    const std::vector<std::string>& dimensions = layout.variable(outcome.variable).dimensions;
    for (std::size_t i = 0; i < outcome.labels.size(); ++i) {
      const auto& labels = layout.dimension(dimensions[i + 1]).labels;
      const auto found = std::find(labels.begin(), labels.end(), outcome.labels[i]);
      first = first * labels.size() + static_cast<std::size_t>(found - labels.begin());
    }
  }
  std::vector<double> values;
  for (std::size_t m = 0; m < file.members().size(); ++m) {
    double sum = 0;
    for (std::size_t y = 0; y < years.size(); ++y) {
      if (years[y] < outcome.from || years[y] > outcome.to) continue;
      for (std::size_t k = 0; k < count; ++k) sum += all[m * block + y * width + first + k];
    }
    if (!adds_over_years(outcome.unit)) sum /= outcome.to - outcome.from + 1;
    values.push_back(file.statuses()[m] == output::MemberStatus::done ? sum : std::numeric_limits<double>::quiet_NaN());
  }
  return values;
}

}  // namespace skifte::analysis
