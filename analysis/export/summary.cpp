#include "analysis/export/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/result_variants.hpp"
#include "analysis/statistics.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

Spread spread_of(const std::vector<double>& sample) {
  std::vector<double> known;
  for (const double value : sample)
    if (!std::isnan(value)) known.push_back(value);
  Spread spread;
  spread.members = static_cast<int>(known.size());
  if (known.empty()) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    return {0, nothing, nothing, nothing, nothing, nothing, nothing};
  }
  spread.mean = std::accumulate(known.begin(), known.end(), 0.0) / static_cast<double>(known.size());
  const std::vector<double> q = quantiles(std::move(known), {0.05, 0.25, 0.5, 0.75, 0.95});
  spread.q05 = q[0];
  spread.q25 = q[1];
  spread.q50 = q[2];
  spread.q75 = q[3];
  spread.q95 = q[4];
  return spread;
}

YearTable::YearTable(const output::ResultFile& file, const std::string& variable)
    : spec_(file.layout().variable(variable)) {
  sim::ensure(!spec_.dimensions.empty() && spec_.dimensions.front() == "year", "year table: no variable by year");
  years_ = file.layout().dimension("year").years;
  columns_ = {{}};
  for (std::size_t d = 1; d < spec_.dimensions.size(); ++d) {
    std::vector<std::vector<std::string>> longer;
    for (const std::vector<std::string>& column : columns_) {
      for (const std::string& label : file.layout().dimension(spec_.dimensions[d]).labels) {
        longer.push_back(column);
        longer.back().push_back(label);
      }
    }
    columns_ = std::move(longer);
  }
  const std::vector<double> all = file.read(variable);
  const std::size_t block = years_.size() * columns_.size();
  for (std::size_t i = 0; i < file.members().size(); ++i) {
    if (file.statuses()[i] != output::MemberStatus::done) continue;
    members_.push_back(file.members()[i]);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(i * block);
    values_.insert(values_.end(), begin, begin + static_cast<std::ptrdiff_t>(block));
  }
}

std::vector<std::size_t> YearTable::columns_of(std::size_t dimension, const std::string& label) const {
  std::vector<std::size_t> found;
  for (std::size_t c = 0; c < columns_.size(); ++c)
    if (columns_[c].at(dimension) == label) found.push_back(c);
  return found;
}

std::vector<std::size_t> YearTable::all_columns() const {
  std::vector<std::size_t> all(columns_.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

double YearTable::sum(std::size_t member, std::size_t year, const std::vector<std::size_t>& columns) const {
  double total = 0;
  for (const std::size_t column : columns) total += value(member, year, column);
  return total;
}

std::vector<Spread> YearTable::by_year(const std::vector<std::size_t>& columns) const {
  std::vector<Spread> spreads;
  for (std::size_t y = 0; y < years_.size(); ++y) {
    std::vector<double> sample;
    for (std::size_t m = 0; m < members_.size(); ++m) sample.push_back(sum(m, y, columns));
    spreads.push_back(spread_of(sample));
  }
  return spreads;
}

Spread YearTable::over_years(const std::vector<std::size_t>& columns, int from, int to) const {
  std::vector<double> sample(members_.size(), 0);
  for (std::size_t y = 0; y < years_.size(); ++y) {
    if (years_[y] < from || years_[y] > to) continue;
    for (std::size_t m = 0; m < members_.size(); ++m) sample[m] += sum(m, y, columns);
  }
  return spread_of(sample);
}

namespace {

template <typename T>
bool share_one(const std::vector<T>& first, const std::vector<T>& second) {
  return std::find_first_of(first.begin(), first.end(), second.begin(), second.end()) != first.end();
}

}  // namespace

void check_files(const std::vector<output::ResultFile>& files, ExportRows rows, DuplicateKey key) {
  for (const output::ResultFile& file : files) {
    require_one_variant(file);
    if (rows == ExportRows::spread) require_sample(file);
  }
  for (std::size_t b = 0; b < files.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      const output::FileHeader& first = files[a].header();
      const output::FileHeader& second = files[b].header();
      if (first.scenario != second.scenario) continue;
      if (key == DuplicateKey::scenario_and_city && first.city != second.city) continue;
      if (!share_one(files[a].layout().dimension("year").years, files[b].layout().dimension("year").years)) continue;
      if (rows == ExportRows::members && !share_one(files[a].members(), files[b].members())) continue;
      throw sim::UserFault(fmt::format(
          "{} and {} are both of the scenario {} (the same lines would stand twice, with nothing to tell them "
          "apart) export one at a time?",
          files[a].path(), files[b].path(), first.scenario));
    }
  }
}

}  // namespace skifte::analysis
