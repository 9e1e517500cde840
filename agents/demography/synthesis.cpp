#include "agents/demography/synthesis.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "agents/demography/proportional_fitting.hpp"
#include "agents/demography/synthetic_income.hpp"
#include "sim/fault.hpp"
#include "sim/ledger.hpp"
#include "sim/random.hpp"

namespace skifte::agents {
namespace {

double row_sum(const HouseholdRow& row) {
  return std::accumulate(row.households.begin(), row.households.end(), 0.0);
}

/// Households by size [households]: what is left of all households has 7 persons or more.
std::vector<double> households_by_size(const Margins& margins) {
  double left = 0;
  for (const HouseholdRow& row : margins.rows) left += row_sum(row);
  std::vector<double> result;
  for (int size = 1; size < household_sizes; ++size) {
    result.push_back(std::floor(margins.persons_by_size[static_cast<std::size_t>(size - 1)] / size + 0.5));
    left -= result.back();
  }
  const double mean = left > 0 ? margins.persons_by_size.back() / left : 0;
  if (left < 0 || (left == 0) != (margins.persons_by_size.back() == 0) || (left > 0 && mean < household_sizes)) {
    throw sim::UserFault(
        "households by type and persons by household size contradict each other (what is left over has " +
        std::to_string(mean) + " persons a household, must be 7 or more)");
  }
  result.push_back(left);
  return result;
}

CountTable households_by_row_and_size(const Margins& margins) {
  const int rows = static_cast<int>(margins.rows.size());
  CountTable prior{rows, household_sizes, std::vector<double>(static_cast<std::size_t>(rows * household_sizes), 0.0)};
  std::vector<double> row_sums;
  for (int r = 0; r < rows; ++r) {
    const HouseholdRow& row = margins.rows[static_cast<std::size_t>(r)];
    row_sums.push_back(row_sum(row));
    double weight = 1;
    for (int size = row.smallest; size <= row.largest; ++size) {
      prior.at(r, size - 1) = weight;
      if (row.type == HouseholdType::single_parent) weight *= margins.assumed.single_parent_size_decay;
    }
  }
  return round_to_margins(fit_proportionally(prior, row_sums, households_by_size(margins)));
}

/// Children under 25. "Other" households with children have up to three adults, which the table does not tell.
int children_of(const HouseholdRow& row, int persons) {
  switch (row.type) {
    case HouseholdType::single_parent:
      return persons - 1;
    case HouseholdType::couple_children:
      return persons - 2;
    case HouseholdType::other_children:
      return std::max(1, persons - 3);
    default:
      return 0;
  }
}

/// Rows and columns of the table by household, beside the arrays the model keeps.
struct Origin {
  std::vector<std::uint8_t> row;
  std::vector<std::uint8_t> column;
};

void add_row(const Margins& margins, std::size_t r, const std::vector<int>& sizes, SyntheticHouseholds& households,
             Origin& origin) {
  const HouseholdRow& row = margins.rows[r];
  const std::vector<std::uint8_t> size_sequence = shuffled(sizes, sim::hash_name("synthesis.size." + row.label));
  std::size_t next = 0;
  for (std::size_t c = 0; c < row.households.size(); ++c) {
    for (double i = 0; i < row.households[c]; ++i) {
      const int persons = size_sequence[next++] + 1;
      households.type.push_back(static_cast<std::uint8_t>(row.type));
      households.dwelling.push_back(static_cast<std::uint8_t>(margins.columns[c].dwelling));
      households.tenure.push_back(static_cast<std::uint8_t>(margins.columns[c].tenure));
      households.persons.push_back(static_cast<std::uint8_t>(persons));
      households.elderly.push_back(row.type == HouseholdType::single_65_plus ? 1 : 0);
      origin.row.push_back(static_cast<std::uint8_t>(r));
      origin.column.push_back(static_cast<std::uint8_t>(c));
    }
  }
}

/// Spreads the persons of households with 7 or more over them, as evenly as whole persons allow.
void size_large_households(double persons, SyntheticHouseholds& households) {
  std::vector<std::size_t> large;
  for (std::size_t i = 0; i < households.persons.size(); ++i) {
    if (households.persons[i] == household_sizes) large.push_back(i);
  }
  const std::vector<int> sizes = apportion(std::vector<double>(large.size(), 1.0), static_cast<int>(persons));
  for (std::size_t i = 0; i < large.size(); ++i) households.persons[large[i]] = static_cast<std::uint8_t>(sizes[i]);
}

void place_in_zones(const Margins& margins, SyntheticHouseholds& households) {
  households.zone.assign(households.size(), 0);
  for (std::size_t dwelling = 0; dwelling < dwelling_labels.size(); ++dwelling) {
    const auto& share = margins.assumed.zone_share[dwelling];
    const auto count =
        std::count(households.dwelling.begin(), households.dwelling.end(), static_cast<std::uint8_t>(dwelling));
    const std::vector<std::uint8_t> zones =
        shuffled(apportion({share.begin(), share.end()}, static_cast<int>(count)),
                 sim::hash_name("synthesis.zone." + std::string(dwelling_labels[dwelling])));
    std::size_t next = 0;
    for (std::size_t i = 0; i < households.size(); ++i) {
      if (households.dwelling[i] == dwelling) households.zone[i] = zones[next++];
    }
  }
}

/// Marks couples whose reference person is 65 or older; returns the persons 65+ this accounts for [persons].
double mark_elderly(const Margins& margins, SyntheticHouseholds& households) {
  const auto count = [&](HouseholdType type) {
    return static_cast<int>(
        std::count(households.type.begin(), households.type.end(), static_cast<std::uint8_t>(type)));
  };
  const int singles = count(HouseholdType::single_65_plus);
  const int couples = count(HouseholdType::couple);
  const double in_couples = std::max(0.0, margins.elderly_persons - singles) * margins.assumed.elderly_share_in_couples;
  const int elderly =
      std::min(couples, static_cast<int>(sim::to_count(in_couples / margins.assumed.elderly_per_elderly_couple)));
  const std::vector<std::uint8_t> marks = shuffled({couples - elderly, elderly}, sim::hash_name("synthesis.elderly"));
  std::size_t next = 0;
  for (std::size_t i = 0; i < households.size(); ++i) {
    if (households.type[i] == static_cast<std::uint8_t>(HouseholdType::couple)) households.elderly[i] = marks[next++];
  }
  return singles + elderly * margins.assumed.elderly_per_elderly_couple;
}

void report_table(const Margins& margins, const Origin& origin, std::vector<MarginFit>& fits) {
  const std::size_t rows = margins.rows.size();
  const std::size_t columns = margins.columns.size();
  std::vector<double> cells(rows * columns, 0.0);
  for (std::size_t i = 0; i < origin.row.size(); ++i) ++cells[origin.row[i] * columns + origin.column[i]];
  std::vector<MarginFit> by_column;
  for (const DwellingColumn& column : margins.columns)
    by_column.push_back({"households by form of dwelling", column.label, 0, 0});
  for (std::size_t r = 0; r < rows; ++r) {
    const HouseholdRow& row = margins.rows[r];
    MarginFit sum{"households by type", row.label, row_sum(row), 0};
    for (std::size_t c = 0; c < columns; ++c) {
      const double synthetic = cells[r * columns + c];
      fits.push_back({"households by type and form of dwelling", row.label + " / " + margins.columns[c].label,
                      row.households[c], synthetic});
      sum.synthetic += synthetic;
      by_column[c].published += row.households[c];
      by_column[c].synthetic += synthetic;
    }
    fits.push_back(sum);
  }
  fits.insert(fits.end(), by_column.begin(), by_column.end());
}

void report_persons(const Margins& margins, const SyntheticHouseholds& households, double elderly,
                    std::vector<MarginFit>& fits) {
  std::array<double, household_sizes> persons{};
  double total = 0;
  for (const std::uint8_t size : households.persons) {
    persons[static_cast<std::size_t>(std::min<int>(size, household_sizes) - 1)] += size;
    total += size;
  }
  for (std::size_t s = 0; s < persons.size(); ++s) {
    const std::string label = std::to_string(s + 1) + (s + 1 == persons.size() ? "+" : "");
    fits.push_back({"persons by household size", label, margins.persons_by_size[s], persons[s]});
  }
  fits.push_back({"persons by household size", "unknown", margins.persons_of_unknown_size, 0});
  fits.push_back({"population", "all", margins.population, total});
  fits.push_back({"population", "65+ (alone or in a couple)", margins.elderly_persons, elderly});
}

}  // namespace

double consumption_units(int persons, int children) {
  const int adults = std::max(1, persons - children);
  const double for_adults = adults == 1 ? 1.0 : 1.51 + 0.60 * (adults - 2);
  return for_adults + (children > 0 ? 0.52 + 0.42 * (children - 1) : 0.0);
}

SyntheticPopulation synthesise(const Margins& margins) {
  SyntheticPopulation result;
  SyntheticHouseholds& households = result.households;
  Origin origin;
  const CountTable sizes = households_by_row_and_size(margins);
  for (int r = 0; r < sizes.rows; ++r) {
    std::vector<int> by_size;
    for (int s = 0; s < household_sizes; ++s) by_size.push_back(static_cast<int>(sizes.at(r, s)));
    add_row(margins, static_cast<std::size_t>(r), by_size, households, origin);
  }
  size_large_households(margins.persons_by_size.back(), households);
  for (std::size_t i = 0; i < households.size(); ++i) {
    households.children.push_back(
        static_cast<std::uint8_t>(children_of(margins.rows[origin.row[i]], households.persons[i])));
  }
  place_in_zones(margins, households);
  const double elderly = mark_elderly(margins, households);

  report_table(margins, origin, result.fits);
  report_persons(margins, households, elderly, result.fits);
  std::vector<Adults> adults;
  for (const std::uint8_t row : origin.row) adults.push_back(margins.rows[row].adults);
  estimate_incomes(margins, adults, households, result.fits);
  return result;
}

}  // namespace skifte::agents
