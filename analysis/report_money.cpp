#include "analysis/report_money.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/design_points.hpp"
#include "analysis/export/summary.hpp"
#include "analysis/result_series.hpp"

namespace skifte::analysis {

namespace {

FanRow row_of(int year, const Spread& spread) {
  return {year, spread.q05, spread.q25, spread.q50, spread.q75, spread.q95};
}

std::vector<NamedFan> named_fans(const output::ResultFile& file, const char* variable) {
  return file.layout().has(variable) ? ResultSeries(file, variable).fans() : std::vector<NamedFan>();
}

/// The city's finance: years in which an item has no meaning (the contract's need outside its years) are left out.
std::vector<NamedFan> city_fans(const output::ResultFile& file) {
  std::vector<NamedFan> fans;
  if (!file.layout().has("city_finance")) return fans;
  const YearTable table(file, "city_finance");
  for (std::size_t c = 0; c < table.width(); ++c) {
    NamedFan named{table.columns()[c][0], {}};
    const std::vector<Spread> spreads = table.by_year({c});
    for (std::size_t y = 0; y < spreads.size(); ++y)
      if (spreads[y].members > 0) named.fan.push_back(row_of(table.years()[y], spreads[y]));
    fans.push_back(std::move(named));
  }
  return fans;
}

/// Sums by member id over columns and years.
std::map<std::uint32_t, double> member_sums(const YearTable& table, const std::vector<std::size_t>& columns, int from,
                                            int to) {
  std::map<std::uint32_t, double> sums;
  for (std::size_t m = 0; m < table.members().size(); ++m) {
    double& sum = sums[table.members()[m]];
    for (std::size_t y = 0; y < table.years().size(); ++y)
      if (table.years()[y] >= from && table.years()[y] <= to) sum += table.sum(m, y, columns);
  }
  return sums;
}

/// A member's point of the design, by id.
std::map<std::uint32_t, std::uint32_t> point_of_member(const output::ResultFile& file) {
  std::map<std::uint32_t, std::uint32_t> all;
  const std::vector<std::uint32_t> points = design_points(file);
  for (std::size_t i = 0; i < points.size(); ++i) all[file.members()[i]] = points[i];
  return all;
}

/// Second less first over members in both; nothing without pairs.
std::optional<PairedMean> difference_of(const std::map<std::uint32_t, double>& first,
                                        const std::map<std::uint32_t, double>& second,
                                        const std::map<std::uint32_t, std::uint32_t>& point_of) {
  std::vector<double> differences;
  std::vector<std::uint32_t> points;
  for (const auto& [member, value] : second) {
    const auto found = first.find(member);
    if (found == first.end() || std::isnan(value - found->second)) continue;
    differences.push_back(value - found->second);
    points.push_back(point_of.at(member));
  }
  if (differences.empty()) return std::nullopt;
  return paired_mean(differences, points);
}

void add_sums(const YearTable& table, const YearTable* other, const std::string& kind, int from, int to,
              const std::map<std::uint32_t, std::uint32_t>& point_of, std::vector<PayerSum>& sums) {
  const auto add = [&](const std::string& payer, const std::vector<std::size_t>& columns) {
    PayerSum sum{payer, kind, from, to, row_of(0, table.over_years(columns, from, to)), {}};
    if (other != nullptr)
      sum.difference =
          difference_of(member_sums(*other, columns, from, to), member_sums(table, columns, from, to), point_of);
    sums.push_back(sum);
  };
  add("", table.all_columns());
  for (std::size_t c = 0; c < table.width(); ++c) add(table.columns()[c][0], {c});
}

/// A household's bills of a group in a year by member [SEK/year].
std::map<std::uint32_t, double> household_bills(const YearTable& bills, const YearTable& households, std::size_t group,
                                                const std::string& name, std::size_t year) {
  std::map<std::uint32_t, double> found;
  const std::vector<std::size_t> columns = bills.columns_of(0, name);
  for (std::size_t m = 0; m < bills.members().size(); ++m) {
    const double count = households.value(m, year, group);
    found[bills.members()[m]] = count > 0 ? bills.sum(m, year, columns) * 1e6 / count : std::nan("");
  }
  return found;
}

std::vector<double> values_of(const std::map<std::uint32_t, double>& by_member) {
  std::vector<double> values;
  for (const auto& [member, value] : by_member) values.push_back(value);
  return values;
}

bool has_groups(const output::ResultFile& file) {
  for (const char* name : {"group_cost_share", "group_people", "group_households", "group_bills", "group_adoption"})
    if (!file.layout().has(name)) return false;
  return true;
}

/// The tables that groups are made of, read once.
struct GroupTables {
  explicit GroupTables(const output::ResultFile& file)
      : share(file, "group_cost_share"),
        people(file, "group_people"),
        households(file, "group_households"),
        bills(file, "group_bills"),
        adoption(file, "group_adoption") {}
  YearTable share, people, households, bills, adoption;
};

void add_adoption(const GroupTables& tables, std::size_t group, const std::string& name, std::size_t year,
                  std::vector<GroupAdoption>& found) {
  for (const char* thing : {"battery_car", "heat_pump"}) {
    const std::vector<std::size_t> own = tables.adoption.columns_of(0, name);
    std::vector<double> sample;
    for (std::size_t m = 0; m < tables.adoption.members().size(); ++m) {
      const double households = tables.households.value(m, year, group);
      for (const std::size_t column : own)
        if (tables.adoption.columns()[column][1] == thing && households > 0)
          sample.push_back(tables.adoption.value(m, year, column) / households);
    }
    if (!sample.empty()) found.push_back({name, thing, tables.people.years()[year], row_of(0, spread_of(sample))});
  }
}

}  // namespace

MoneyReport collect_money(const output::ResultFile& file, const output::ResultFile* baseline, const Pairing& pairing,
                          int observed) {
  MoneyReport money;
  money.investment = named_fans(file, "investment");
  money.running_cost = named_fans(file, "running_cost");
  money.city = city_fans(file);
  const std::vector<int>& years = file.layout().dimension("year").years;
  const bool compares =
      baseline != nullptr && !pairing.members.empty() && baseline->layout().dimension("year").years == years;
  const auto point_of = point_of_member(file);
  const int first = std::clamp(observed + 1, years.front(), years.back());
  for (const char* kind : {"investment", "running_cost"}) {
    if (!file.layout().has(kind)) continue;
    const YearTable table(file, kind);
    std::optional<YearTable> other;
    if (compares && baseline->layout().has(kind)) other.emplace(*baseline, kind);
    for (const int last : {2030, years.back()})
      if (first <= last && last <= years.back() && (last == years.back() || last < years.back()))
        add_sums(table, other ? &*other : nullptr, kind, first, last, point_of, money.sums);
  }
  return money;
}

PeopleReport collect_people(const output::ResultFile& file, const output::ResultFile* baseline,
                            const Pairing& pairing) {
  PeopleReport people;
  if (file.layout().has("cost_share_gini")) people.gini = ResultSeries(file, "cost_share_gini").total_fan();
  if (!has_groups(file)) return people;
  const GroupTables tables(file);
  std::optional<GroupTables> before;
  if (baseline != nullptr && !pairing.members.empty() && has_groups(*baseline) &&
      baseline->layout().dimension("year").years == tables.people.years())
    before.emplace(*baseline);
  const auto point_of = point_of_member(file);
  for (const int year : {2022, 2030, 2045}) {
    const auto& years = tables.people.years();
    const auto found = std::find(years.begin(), years.end(), year);
    if (found == years.end()) continue;
    const auto y = static_cast<std::size_t>(found - years.begin());
    for (std::size_t g = 0; g < tables.people.width(); ++g) {
      const std::string& name = tables.people.columns()[g][0];
      GroupYear group{name, year, tables.people.over_years({g}, year, year).mean, {}, {}, {}};
      const Spread share = tables.share.over_years({g}, year, year);
      if (share.members == 0) continue;
      group.share = row_of(0, share);
      const auto bills = household_bills(tables.bills, tables.households, g, name, y);
      group.bills = row_of(0, spread_of(values_of(bills)));
      if (before)
        group.change = difference_of(household_bills(before->bills, before->households, g, name, y), bills, point_of);
      people.groups.push_back(group);
      if (name.starts_with("quintile_") || name.starts_with("tenure_"))
        add_adoption(tables, g, name, y, people.adoption);
    }
  }
  return people;
}

}  // namespace skifte::analysis
