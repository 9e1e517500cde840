#include "scenarios/city_margins.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::scenarios {
namespace {

using agents::Adults;
using agents::Dwelling;
using agents::HouseholdType;
using agents::Tenure;

struct RowWords {
  std::string_view words;
  HouseholdType type;
  Adults adults;
  int smallest;
  int largest;
};

/// Statistics Sweden's household types and the sizes they admit. "Other" households with children hold an adult beside
/// the children's parent, so three persons at least.
constexpr std::array<RowWords, 12> row_words = {{
    {"ensamstående kvinnor -64 år utan barn", HouseholdType::single_under_65, Adults::one_woman, 1, 1},
    {"ensamstående män -64 år utan barn", HouseholdType::single_under_65, Adults::one_man, 1, 1},
    {"ensamstående kvinnor 65- år utan barn", HouseholdType::single_65_plus, Adults::one_woman, 1, 1},
    {"ensamstående män 65- år utan barn", HouseholdType::single_65_plus, Adults::one_man, 1, 1},
    {"ensamstående kvinnor med barn 0-24 år", HouseholdType::single_parent, Adults::one_woman, 2, 7},
    {"ensamstående män med barn 0-24 år", HouseholdType::single_parent, Adults::one_man, 2, 7},
    {"sammanboende utan barn", HouseholdType::couple, Adults::couple, 2, 2},
    {"sammanboende med barn 0-24 år, 1 barn", HouseholdType::couple_children, Adults::couple, 3, 3},
    {"sammanboende med barn 0-24 år, 2 barn", HouseholdType::couple_children, Adults::couple, 4, 4},
    {"sammanboende med barn 0-24 år, 3+  barn", HouseholdType::couple_children, Adults::couple, 5, 7},
    {"övriga hushåll utan barn 0-24 år", HouseholdType::other, Adults::several, 2, 7},
    {"övriga hushåll med barn 0-24 år", HouseholdType::other_children, Adults::several, 3, 7},
}};

struct ColumnWords {
  std::string_view words;
  Dwelling dwelling;
  Tenure tenure;
};

/// Forms of dwelling. "uppgift saknas" (not known) stays by itself as other: spreading it would invent what nobody
/// counted.
constexpr std::array<ColumnWords, 8> column_words = {{
    {"småhus, äganderätt", Dwelling::house, Tenure::owner_occupied},
    {"småhus, bostadsrätt", Dwelling::house, Tenure::cooperative},
    {"småhus, hyresrätt", Dwelling::house, Tenure::rental},
    {"flerbostadshus, bostadsrätt", Dwelling::flat, Tenure::cooperative},
    {"flerbostadshus, hyresrätt", Dwelling::flat, Tenure::rental},
    {"specialbostad", Dwelling::other, Tenure::other},
    {"övrigt boende", Dwelling::other, Tenure::other},
    {"uppgift saknas", Dwelling::other, Tenure::other},
}};

template <class Words>
int index_of(const Words& table, std::string_view words) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.words == words; });
  return found == table.end() ? -1 : static_cast<int>(found - table.begin());
}

template <class Words>
std::string nearest(const Words& table, std::string_view words) {
  std::vector<std::string> known;
  for (const auto& entry : table) known.emplace_back(entry.words);
  return suggestion(words, known);
}

agents::Margins empty_margins() {
  agents::Margins margins;
  for (const ColumnWords& column : column_words) {
    margins.columns.push_back({std::string(column.words), column.dwelling, column.tenure});
  }
  for (const RowWords& row : row_words) {
    margins.rows.push_back({std::string(row.words), row.type, row.adults, row.smallest, row.largest,
                            std::vector<double>(column_words.size(), 0.0)});
  }
  return margins;
}

/// Values by series of those rows that belong to `year`, or the newest where the year is 0.
class SeriesValues {
 public:
  SeriesValues(const CsvTable& table, FaultList& faults) : table_(table), faults_(faults) {
    for (std::size_t row = 0; row < table.size(); ++row) {
      const auto year = table.whole_number(row, "year", faults);
      const auto value = table.number(row, "value", faults);
      if (!year || !value) continue;
      if (*value < 0) faults.add(table.position(row, "value"), "a negative value (must be 0 or more)");
      values_[table.text(row, "series")][*year] = {*value, row};
    }
  }

  double value(const std::string& series, int year) {
    const auto found = values_.find(series);
    const std::string wanted = "series '" + series + "'" + (year == 0 ? "" : " of " + std::to_string(year));
    if (found == values_.end() || (year != 0 && !found->second.contains(year))) {
      faults_.add({table_.file(), 0, 0}, wanted + " is missing");
      return 0;
    }
    return year == 0 ? found->second.rbegin()->second.value : found->second.at(year).value;
  }

  struct Cell {
    double value;
    std::size_t row;
  };
  const std::map<std::string, std::map<int, Cell>>& all() const { return values_; }

 private:
  const CsvTable& table_;
  FaultList& faults_;
  std::map<std::string, std::map<int, Cell>> values_;
};

void read_table(const CsvTable& table, const SeriesValues& values, int year, agents::Margins& margins,
                FaultList& faults) {
  constexpr std::string_view prefix = "households/";
  for (const auto& [series, years] : values.all()) {
    if (!series.starts_with(prefix) || !years.contains(year)) continue;
    const std::size_t slash = series.find('/', prefix.size());
    const std::string_view type = std::string_view(series).substr(prefix.size(), slash - prefix.size());
    const std::string_view form = slash == std::string::npos ? "" : std::string_view(series).substr(slash + 1);
    const int row = index_of(row_words, type);
    const int column = index_of(column_words, form);
    const SeriesValues::Cell& cell = years.at(year);
    if (row < 0) {
      faults.add(table.position(cell.row, "series"),
                 "household type '" + std::string(type) + "' is not known" + nearest(row_words, type));
    } else if (column < 0) {
      faults.add(table.position(cell.row, "series"),
                 "form of dwelling '" + std::string(form) + "' is not known" + nearest(column_words, form));
    } else {
      margins.rows[static_cast<std::size_t>(row)].households[static_cast<std::size_t>(column)] = cell.value;
    }
  }
}

}  // namespace

agents::Margins read_margins(const CsvTable& households, int reference_year, FaultList& faults) {
  agents::Margins margins = empty_margins();
  SeriesValues values(households, faults);
  read_table(households, values, reference_year, margins, faults);
  const std::string sizes = "persons_living_in_household_of_size/";
  const std::array<std::string, agents::household_sizes> words = {
      "1 person", "2 personer", "3 personer", "4 personer", "5 personer", "6 personer", "7+ personer"};
  for (std::size_t s = 0; s < words.size(); ++s)
    margins.persons_by_size[s] = values.value(sizes + words[s], reference_year);
  margins.persons_of_unknown_size = values.value(sizes + "uppgift saknas", reference_year);
  margins.population = values.value("population_31dec", reference_year);
  margins.elderly_persons = values.value("population_age/65+", reference_year);
  const std::string income = "income_earned(sammanräknad förvärvsinkomst)/";
  const std::array<std::string, 2> sexes = {"kvinnor", "män"};
  for (std::size_t sex = 0; sex < sexes.size(); ++sex) {
    margins.mean_income[sex] = values.value(income + sexes[sex] + "/totalt 20+ år/Medelvärde", 0);
    margins.median_income[sex] = values.value(income + sexes[sex] + "/totalt 20+ år/Median", 0);
  }
  margins.income_tax = (values.value("tax_rate/Kommun", 0) + values.value("tax_rate/Region", 0)) / 100;
  return margins;
}

}  // namespace skifte::scenarios
