#include "tests/analysis/report_sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/analysis/report_sample_parts.hpp"

namespace skifte::analysis {
namespace {

std::vector<NamedFan> sector_fans(bool captures, double scale) {
  return {{"transport", fan_of(change(205e3 * scale, 22e3, 2032, 4), 0.04, 0.3)},
          {"electricity_district_heating", fan_of(change(101e3, captures ? 12e3 : 88e3, 2029.6, 0.5), 0.06, 0.5)},
          {"industry_energy_process", fan_of(change(82e3, 24e3, 2030, 6), 0.05, 0.4)},
          {"working_machinery", fan_of(change(52e3 * scale, 16e3, 2036, 4), 0.05, 0.3)},
          {"agriculture", fan_of(change(36e3, 30e3, 2034, 6), 0.04, 0.12)},
          {"waste_incl_sewage", fan_of(change(21e3, 7e3, 2024, 6), 0.05, 0.25)},
          {"product_use_solvents", fan_of(change(19e3, 6e3, 2026, 5), 0.05, 0.25)},
          {"own_heating_buildings", fan_of(change(13e3, 2e3, 2022, 4), 0.05, 0.3)}};
}

/// Sum of the sectors' quantiles, as if they moved together; a share `sinks` [t] is taken off from 2029.
Fan sum_of(const std::vector<NamedFan>& fans, double sinks) {
  Fan total = fans.front().fan;
  for (std::size_t i = 0; i < total.size(); ++i) {
    FanRow row{total[i].year};
    double spread = 0;
    for (const NamedFan& one : fans) {
      row.q50 += one.fan[i].q50;
      spread += std::pow(one.fan[i].q95 - one.fan[i].q50, 2);
    }
    const double half = std::sqrt(spread);
    if (row.year >= 2030) row.q50 -= sinks;
    total[i] = {row.year, row.q50 - 0.95 * half, row.q50 - 0.4 * half, row.q50, row.q50 + 0.41 * half, row.q50 + half};
  }
  return total;
}

const FanRow& row_of(const Fan& fan, int year) {
  return fan[static_cast<std::size_t>(year - first_year)];
}

FanRow gap_of(const Fan& fan, int year, double at_most) {
  FanRow row = row_of(fan, year);
  for (double* value : {&row.q05, &row.q25, &row.q50, &row.q75, &row.q95}) *value -= at_most;
  return row;
}

/// The verdict on a limit, members by a straight line between the fan's quantiles.
TargetOutcome outcome_of(Account account, const Fan& fan, int year, double at_most, FanRow first_met) {
  TargetOutcome outcome{account, {}, gap_of(fan, year, at_most), {}, first_met};
  for (const FanRow& row : fan) {
    const double position = (at_most - row.q50) / (row.q95 - row.q50) * 1.64;
    const int met = std::clamp(static_cast<int>(std::lround(ensemble_size * (0.5 + position / 4.4))), 0, ensemble_size);
    outcome.by_year.push_back({row.year, {met, ensemble_size}});
    if (row.year == year) outcome.chance = outcome.by_year.back().count;
  }
  return outcome;
}

std::vector<NamedFan> car_fans(double scale, double middle) {
  return {{"petrol", fan_of(change(41e3 * scale, 1.2e3 * scale, middle, 4), 0.02, 0.3)},
          {"diesel", fan_of(change(20.5e3 * scale, 0.8e3 * scale, middle - 1, 4), 0.03, 0.3)},
          {"ethanol", fan_of(change(2.4e3 * scale, 20 * scale, 2026, 3), 0.03, 0.3)},
          {"gas", fan_of(change(880 * scale, 30 * scale, 2026, 3), 0.04, 0.3)},
          {"hybrid", fan_of(change(300 * scale, 4.5e3 * scale, 2023, 3), 0.05, 0.3)},
          {"plugin_hybrid", fan_of(change(60 * scale, 6.2e3 * scale, 2024, 2), 0.06, 0.35)},
          {"battery", fan_of(change(40 * scale, 62e3 * scale, middle, 3), 0.06, 0.2)}};
}

ScenarioReport scenario_of(const std::string& id, Text label, bool captures) {
  ScenarioReport scenario;
  scenario.id = id;
  scenario.label = std::move(label);
  scenario.members = ensemble_size;
  scenario.replicates = 2;
  scenario.sectors_physical = sector_fans(captures, captures ? 1.0 : 1.04);
  scenario.sectors_published = sector_fans(captures, captures ? 1.03 : 1.05);
  scenario.emissions_physical = sum_of(scenario.sectors_physical, 0);
  scenario.emissions_published = sum_of(scenario.sectors_published, 0);
  scenario.net_emissions = sum_of(scenario.sectors_physical, captures ? 128e3 : 4e3);
  scenario.subsectors = {{"cars", fan_of(change(118e3, 9e3, 2032, 4), 0.04, 0.3)},
                         {"filbornaverket", fan_of(change(82e3, captures ? 9e3 : 80e3, 2029.6, 0.5), 0.06, 0.5)},
                         {"kemira", fan_of(change(48e3, 12e3, 2032, 5), 0.06, 0.4)},
                         {"heavy_trucks", fan_of(change(46e3, 7e3, 2034, 4), 0.06, 0.3)}};
  scenario.cars = car_fans(1.0, captures ? 2032 : 2034);
  scenario.new_cars = car_fans(0.07, captures ? 2025 : 2026);
  scenario.heating = {{"district_heat", fan_of(change(50.2e3, 54e3, 2030, 5), 0.01, 0.04)},
                      {"natural_gas", fan_of(change(2.4e3, 60, 2026, 2.5), 0.08, 0.5)},
                      {"direct_electric", fan_of(change(6.1e3, 2.2e3, 2028, 6), 0.05, 0.2)},
                      {"air_source_heat_pump", fan_of(change(5.0e3, 9.5e3, 2028, 5), 0.05, 0.15)},
                      {"ground_source_heat_pump", fan_of(change(2.9e3, 6.6e3, 2029, 5), 0.05, 0.2)},
                      {"biofuel", fan_of(change(1.1e3, 700, 2030, 6), 0.08, 0.3)},
                      {"oil", fan_of(change(210, 3, 2020, 3), 0.1, 0.5)}};
  const double never = std::numeric_limits<double>::infinity();
  const std::string contract = "Klimatkontrakt 2030 Helsingborg, version 2024";
  const FanRow late{0, 2031, 2032, 2033, 2035, captures ? 2037 : never};
  scenario.targets = {{"residual_2030",
                       {"Högst 170 000 ton 2030", "At most 170 000 t in 2030"},
                       "emissions",
                       "t CO2e",
                       2030,
                       170e3,
                       contract,
                       {outcome_of(Account::physical, scenario.emissions_physical, 2030, 170e3, late),
                        outcome_of(Account::published, scenario.emissions_published, 2030, 170e3, late)}},
                      {"climate_neutral_2030",
                       {"Klimatneutralt 2030: sänkor minst lika stora som utsläppen",
                        "Climate neutral in 2030: sinks at least as large as emissions"},
                       "net_emissions",
                       "t CO2e",
                       2030,
                       0,
                       contract,
                       {outcome_of(Account::physical, scenario.net_emissions, 2030, 0,
                                   {0, 2033, 2034, 2036, captures ? 2041 : never, never})}}};
  scenario.budget = CarbonBudget{1517e3,
                                 2020,
                                 "helsingborg.se, Klimatmål och koldioxidbudget",
                                 {2023.02, 2023.1, 2023.2, {ensemble_size, ensemble_size}},
                                 SpentDates{2023.4, 2023.5, 2023.7, {ensemble_size, ensemble_size}}};
  return scenario;
}

}  // namespace

ReportData sample_report() {
  ReportData data;
  data.title = {"Helsingborg: når klimatkontraktet fram till 2030?",
                "Helsingborg: does the climate contract get there by 2030?"};
  data.city = "Helsingborg";
  data.created = "2026-11-22";
  data.baseline = "baseline";

  ScenarioReport contract = scenario_of("contract-2030", {"Klimatkontrakt 2030", "Climate contract 2030"}, true);
  contract.failed = 3;
  contract.description = {"Allt som kontraktet räknar upp, i tid.", "All that the contract lists, on time."};
  contract.changes = {
      {Change::Kind::lever,
       "filborna_ccs",
       {"Koldioxidinfångning vid Filbornaverket", "Carbon capture at Filbornaverket"},
       {{{"capture", {"infångning", "capture"}, "100 kt/year"}}},
       {{{"capture", {"infångning", "capture"}, "200 kt/year"}, {"operating", {"i drift", "operating"}, "2029-07-01"}}},
       {"https://bioenergyinternational.com/?p=98296", ""}},
      {Change::Kind::lever,
       "expressen_line_3",
       {"", "HelsingborgsExpressen line 3"},
       {},
       {{{"opens", {"öppnar", "opens"}, "2027-12-12"}, {"payer", {"betalar", "payer"}, "city"}}},
       {"Klimatkontrakt 2030 Helsingborg, version 2024", "Climate contract 2030 Helsingborg, version 2024"}},
      {Change::Kind::assumption,
       "car.choice.price_sensitivity",
       {"Hur starkt priset väger när en bil väljs", "How much price weighs when a car is chosen"},
       {{{"value", {"värde", "value"}, "1.25"}}},
       {{{"value", {"värde", "value"}, "1.5"}}},
       {"allmän kännedom, ej kontrollerad", "general knowledge, unverified"}}};
  ScenarioReport baseline = scenario_of("baseline", {"Beslutad politik", "Decided policy"}, false);
  baseline.is_baseline = true;
  for (std::size_t i = 0; i < contract.emissions_physical.size(); ++i) {
    const auto difference = [&](const Fan& with, const Fan& without) {
      const double middle = with[i].q50 - without[i].q50;
      const double half = std::abs(middle) * 0.35;
      return FanRow{with[i].year, middle - half, middle - 0.4 * half, middle, middle + 0.4 * half, middle + half};
    };
    contract.difference_physical.push_back(difference(contract.emissions_physical, baseline.emissions_physical));
    contract.difference_published.push_back(difference(contract.emissions_published, baseline.emissions_published));
  }
  add_sections(contract, true);
  add_sections(baseline, false);
  data.scenarios = {contract, baseline};

  data.information = {
      {"cost@2025-2050 + 0.0015 * emissions@2025-2050",
       "MSEK",
       {"contract-2030", "baseline"},
       "baseline",
       false,
       1000,
       {"", {}, 347, 249, 448, 0},
       33,
       340,
       40,
       {{"waste.amount", {"Avfall per person och år", "Waste a person and year"}, 123, 40, 236, 0.33}}},
      {"emissions@2030", "t CO2e", {"contract-2030", "baseline"}, "contract-2030", false, 1000, {}, 0, 340, 0, {}}};
  add_observations(data);
  data.limits = {
      {{"Utsläpp utanför kommunen: det invånarna köper räknas för sig",
        "Emissions outside the municipality: what inhabitants buy is another account"},
       {"Konsumtionens utsläpp räknas för sig och läggs aldrig till de territoriella.",
        "The consumption footprint is separate and never added to the territorial accounts."}},
      {{"Färjorna till Helsingör och utrikes sjöfart", "The ferries to Helsingør and international shipping"},
       {"De ingår inte i kommunens territoriella statistik.",
        "They are not in the municipality's territorial inventory."}},
      {{"Krig, finanskris och annat som ingen fördelning beskriver",
        "War, financial crisis and whatever no distribution describes"},
       {}},
      {{"Näringslivets flyttningar", "Firms that move in or out"},
       {"Företagens antal följer en given bana.", "The number of firms follows a given path."}}};
  data.origins = {
      {"out/contract-2030.h5", "contract-2030", "helsingborg", "lhs", "2030", ensemble_size, "2026-11-22T10:00:00Z",
       "0.1.0", "0123abcd", "skifte ensemble contract-2030 -n 1000 --seed 2030 -o out/contract-2030.h5",
       "sha256:5f2b1c0e9a"},
      {"out/baseline.h5", "baseline", "helsingborg", "lhs", "2030", ensemble_size, "2026-11-22T09:00:00Z", "0.1.0",
       "0123abcd", "skifte ensemble baseline -n 1000 --seed 2030 -o out/baseline.h5", "sha256:5f2b1c0e9a"}};
  data.sources = {{{"Utsläpp per sektor", "Emissions by sector"},
                   {"SMHI, https://www.smhi.se/data/nationella-emissionsdatabasen", ""},
                   "high"},
                  {{"Körsträcka per bil", "Distance per car"}, {"Trafikanalys, Körsträckor 2009–2013", ""}, "medium"},
                  {{"Elbilars inköpspris", "Purchase price of battery cars"},
                   {"allmän kännedom", "general knowledge"},
                   "unverified"}};
  data.certainties = {{"high", 210, 60}, {"medium", 90, 50}, {"low", 160, 90}, {"unverified", 320, 150}};
  return data;
}

}  // namespace skifte::analysis
