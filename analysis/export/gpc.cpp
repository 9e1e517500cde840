#include "analysis/export/gpc.hpp"

#include <fmt/format.h>

#include <string>

#include "analysis/export/csv_text.hpp"
#include "analysis/export/export.hpp"
#include "analysis/export/summary.hpp"

namespace skifte::analysis {

namespace {

constexpr std::string_view stationary = "Stationary energy";
constexpr std::string_view transportation = "Transportation";
constexpr std::string_view waste = "Waste";
constexpr std::string_view ippu = "Industrial processes and product use";
constexpr std::string_view afolu = "Agriculture, forestry and other land use";
constexpr std::string_view other = "Other scope 3";

constexpr std::string_view no_scope_2 =
    "bought electricity and heat are outside the model's territorial account; district heat is made inside the city "
    "and stands in I.4.4";
constexpr std::string_view heat_inside = "district heat is made inside the city: I.4.4";

std::vector<GpcRow> stationary_rows() {
  return {
      {"I.1.1",
       1,
       stationary,
       "Residential buildings",
       {"dwellings", "household_machinery"},
       "",
       "boilers of dwellings; households' machines"},
      {"I.1.2", 2, stationary, "Residential buildings, grid energy", {}, "NE", no_scope_2},
      {"I.2.1",
       1,
       stationary,
       "Commercial and institutional buildings and facilities",
       {"premises", "service_machinery"},
       "",
       "boilers of premises; machines of services and public bodies"},
      {"I.2.2", 2, stationary, "Commercial and institutional, grid energy", {}, "NE", no_scope_2},
      {"I.3.1",
       1,
       stationary,
       "Manufacturing industries and construction",
       {"kemira", "other_industry", "construction_machinery"},
       "",
       "with process emissions of the two industry rows"},
      {"I.3.2", 2, stationary, "Manufacturing and construction, grid energy", {}, "NE", no_scope_2},
      {"I.4.1", 1, stationary, "Energy industries, own use", {}, "IE", heat_inside},
      {"I.4.4",
       1,
       stationary,
       "Energy generation supplied to the grid",
       {"filbornaverket", "peak_heat_plants"},
       "",
       "waste-to-energy and peak heat; territorial, not in the BASIC total"},
      {"I.5.1", 1, stationary, "Agriculture, forestry and fishing activities", {"farm_premises", "farm_machinery"}},
      {"I.5.2", 2, stationary, "Agriculture, forestry and fishing, grid energy", {}, "NE", no_scope_2},
      {"I.6.1", 1, stationary, "Non-specified sources", {"other_machinery"}},
      {"I.7.1", 1, stationary, "Fugitive emissions from coal", {}, "NO"},
      {"I.8.1",
       1,
       stationary,
       "Fugitive emissions from oil and natural gas systems",
       {},
       "NE",
       "leaks of the gas network are not in the model"},
  };
}

std::vector<GpcRow> transport_rows() {
  return {
      {"II.1.1",
       1,
       transportation,
       "On-road transportation",
       {"cars", "light_trucks", "heavy_trucks", "buses", "motorcycles"}},
      {"II.1.2", 2, transportation, "On-road transportation, grid energy", {}, "NE", no_scope_2},
      {"II.2.1", 1, transportation, "Railways", {"railways"}},
      {"II.2.2", 2, transportation, "Railways, grid energy", {}, "NE", no_scope_2},
      {"II.3.1", 1, transportation, "Waterborne navigation", {"domestic_shipping"}, "", "with domestic aviation"},
      {"II.4.1", 1, transportation, "Aviation", {}, "IE", "II.3.1"},
      {"II.5.1",
       1,
       transportation,
       "Off-road transportation",
       {"port_airport_allocation"},
       "",
       "mostly a national allocation to port and airports"},
  };
}

std::vector<GpcRow> waste_rows() {
  return {
      {"III.1.1", 1, waste, "Solid waste disposal", {"landfill"}},
      {"III.2.1", 1, waste, "Biological treatment of waste", {}, "IE", "III.4.1"},
      {"III.3.1", 1, waste, "Incineration and open burning", {}, "IE", "waste burnt for energy stands in I.4.4"},
      {"III.4.1",
       1,
       waste,
       "Wastewater treatment and discharge",
       {"sewage_biological"},
       "",
       "with biological treatment of waste"},
  };
}

std::vector<GpcRow> process_rows() {
  return {
      {"IV.1", 1, ippu, "Industrial processes", {}, "IE", "I.3.1"},
      {"IV.2", 1, ippu, "Product use", {"fluorinated_gases", "solvents_lubricants"}},
      {"V.1", 1, afolu, "Livestock", {"livestock"}},
      {"V.2", 1, afolu, "Land", {}, "NE", "carbon stored in soils by the city's programme stands in the model's sinks"},
      {"V.3", 1, afolu, "Aggregate sources and non-CO2 emission sources on land", {"soils_liming"}},
      {"VI.1", 3, other, "Other scope 3", {}, "NE", "the model's consumption footprint is a separate account"},
  };
}

void write_year(const output::ResultFile& file, const GpcRow& row, const char* account, int year, const Spread* spread,
                std::ostream& out) {
  const bool figures = spread != nullptr;
  const auto number = [&](double value) { return figures ? csv_number(value) : std::string(); };
  csv_line(out,
           {csv_cell(file.header().scenario), account, std::string(row.reference), std::to_string(row.scope),
            csv_cell(std::string(row.sector)), csv_cell(std::string(row.name)), std::string(row.notation),
            std::to_string(year), "t CO2e", figures ? std::to_string(spread->members) : "",
            number(figures ? spread->mean : 0), number(figures ? spread->q05 : 0), number(figures ? spread->q50 : 0),
            number(figures ? spread->q95 : 0), csv_cell(std::string(row.note))});
}

}  // namespace

const std::vector<GpcRow>& gpc_rows() {
  static const std::vector<GpcRow> rows = [] {
    std::vector<GpcRow> all;
    for (const auto& part : {stationary_rows(), transport_rows(), waste_rows(), process_rows()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return rows;
}

void export_gpc(const std::vector<output::ResultFile>& files, std::ostream& out) {
  check_files(files, ExportRows::spread, DuplicateKey::scenario);
  csv_line(out, {"scenario", "account", "gpc_reference", "scope", "sector", "sub_sector", "notation_key", "year",
                 "unit", "members", "mean", "q05", "q50", "q95", "note"});
  for (const output::ResultFile& file : files) {
    for (const auto& [account, variable] :
         {std::pair{"physical", "emissions_subsector"}, std::pair{"published", "emissions_published_subsector"}}) {
      if (!file.layout().has(variable)) continue;
      const YearTable table(file, variable);
      for (const GpcRow& row : gpc_rows()) {
        std::vector<std::size_t> columns;
        for (const std::string_view subsector : row.subsectors)
          for (const std::size_t column : table.columns_of(0, std::string(subsector))) columns.push_back(column);
        const std::vector<Spread> spreads = columns.empty() ? std::vector<Spread>() : table.by_year(columns);
        for (std::size_t y = 0; y < table.years().size(); ++y)
          write_year(file, row, account, table.years()[y], spreads.empty() ? nullptr : &spreads[y], out);
      }
    }
  }
}

}  // namespace skifte::analysis
