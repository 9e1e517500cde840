#include "analysis/carbon_budget.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "agents/categories.hpp"
#include "analysis/design_points.hpp"

namespace skifte::analysis {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Rows whose emissions are methane, nitrous oxide or fluorinated gases but for a small part.
bool is_of_other_gases(const std::string& row) {
  using agents::Subsector;
  constexpr std::array rows = {Subsector::livestock, Subsector::soils_liming, Subsector::fluorinated_gases,
                               Subsector::landfill, Subsector::sewage_biological};
  return std::any_of(rows.begin(), rows.end(), [&](Subsector other) {
    return agents::subsector_labels[static_cast<std::size_t>(agents::index(other))] == row;
  });
}

/// Which of a series' labels count.
std::vector<std::size_t> counted(const ResultSeries& emissions, Gases gases) {
  std::vector<std::size_t> labels;
  for (std::size_t label = 0; label < emissions.labels().size(); ++label) {
    if (gases == Gases::all || !is_of_other_gases(emissions.labels()[label])) labels.push_back(label);
  }
  return labels;
}

SpentDates spent_dates(const std::vector<double>& dates, int points) {
  const FanRow row = fan_row(0, dates);
  const auto spent = std::count_if(dates.begin(), dates.end(), [](double date) { return std::isfinite(date); });
  return {row.q05, row.q50, row.q95, {static_cast<int>(spent), static_cast<int>(dates.size()), points}};
}

}  // namespace

std::vector<double> dates_spent(const output::ResultFile& file, const CarbonBudget& budget, Account account,
                                Gases gases) {
  const bool is_physical = account == Account::physical;
  const char* by_sector = is_physical ? "emissions" : "emissions_published";
  const char* by_row = is_physical ? "emissions_subsector" : "emissions_published_subsector";
  const char* variable = gases == Gases::all ? by_sector : by_row;
  if (!file.layout().has(variable)) return {};
  const ResultSeries emissions(file, variable);
  const std::vector<std::size_t> labels = counted(emissions, gases);
  std::vector<double> spent;
  for (std::size_t m = 0; m < emissions.members(); ++m) {
    double left = budget.amount;
    double date = never;
    for (std::size_t y = 0; y < emissions.years().size() && date == never; ++y) {
      if (emissions.years()[y] < budget.from_year) continue;
      double of_year = 0;
      for (const std::size_t label : labels) of_year += emissions.value(m, y, label);
      if (of_year >= left && of_year > 0) date = emissions.years()[y] + left / of_year;
      left -= of_year;
    }
    spent.push_back(date);
  }
  return spent;
}

std::optional<CarbonBudget> carbon_budget(const output::ResultFile& file) {
  const auto& extra = file.header().extra;
  const auto amount = extra.find("carbon_budget");
  const auto from = extra.find("carbon_budget_from");
  if (amount == extra.end() || from == extra.end()) return std::nullopt;
  CarbonBudget budget;
  budget.amount = std::strtod(amount->second.c_str(), nullptr);
  budget.from_year = std::atoi(from->second.c_str());
  if (const auto source = extra.find("carbon_budget_source"); source != extra.end()) budget.source = source->second;
  const int points = done_points(file);
  budget.all_gases = spent_dates(dates_spent(file, budget, Account::physical, Gases::all), points);
  const std::vector<double> dates = dates_spent(file, budget, Account::physical, Gases::carbon_dioxide);
  if (!dates.empty()) budget.carbon_dioxide = spent_dates(dates, points);
  return budget;
}

}  // namespace skifte::analysis
