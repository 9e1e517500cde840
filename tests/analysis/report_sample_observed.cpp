#include <initializer_list>

#include "tests/analysis/report_sample_parts.hpp"

namespace skifte::analysis {

namespace {

std::vector<YearValue> from_2015(std::initializer_list<double> values) {
  std::vector<YearValue> points;
  for (const double value : values) points.push_back({2015 + static_cast<int>(points.size()), value});
  return points;
}

}  // namespace

void add_observations(ReportData& data) {
  const Text smhi{"SMHI, nationella emissionsdatabasen", "SMHI, national emission database"};
  data.observed_emissions = {{"smhi_2026",
                              {"SMHI, utgåva 2026", "SMHI, release 2026"},
                              "",
                              smhi,
                              {{1990, 1081244},
                               {2000, 830721},
                               {2005, 760553},
                               {2010, 602081},
                               {2015, 515509},
                               {2020, 500558},
                               {2021, 505840},
                               {2022, 465661}}},
                             {"smhi_2025",
                              {"SMHI, utgåva 2025", "SMHI, release 2025"},
                              "",
                              smhi,
                              {{1990, 1112372},
                               {2000, 857561},
                               {2005, 782232},
                               {2010, 598086},
                               {2015, 544296},
                               {2016, 536829},
                               {2017, 515479},
                               {2018, 512831},
                               {2019, 518677},
                               {2020, 505668},
                               {2021, 505696},
                               {2022, 466573}}},
                             {"contract",
                              {"Klimatkontraktets basår", "The contract's base year"},
                              "",
                              {"Klimatkontrakt 2030 Helsingborg", "Climate contract 2030 Helsingborg"},
                              {{1990, 1129258}}}};
  data.observed_sectors = {{"smhi_2026",
                            {"SMHI, utgåva 2026", "SMHI, release 2026"},
                            "transport",
                            smhi,
                            {{2015, 206e3}, {2020, 184e3}, {2022, 173e3}}},
                           {"smhi_2026",
                            {"SMHI, utgåva 2026", "SMHI, release 2026"},
                            "industry_energy_process",
                            smhi,
                            {{2015, 78e3}, {2020, 74e3}, {2022, 69.4e3}}}};
  const Text register_label = {"Trafikanalys, fordon i kommunen", "Trafikanalys, vehicles in the municipality"};
  const Text trafikanalys{"Trafikanalys, Fordon i län och kommuner", "Trafikanalys, vehicles by municipality"};
  data.observed_cars = {
      {"trafikanalys", register_label, "petrol", trafikanalys,
       from_2015({39914, 39688, 39342, 39137, 38735, 38695, 37879, 36461})},
      {"trafikanalys", register_label, "diesel", trafikanalys,
       from_2015({16303, 18094, 19437, 20180, 20563, 20799, 20692, 19859})},
      {"trafikanalys", register_label, "battery", trafikanalys, from_2015({52, 106, 150, 204, 377, 717, 1444, 2595})}};
  data.observed_new_cars = {{"trafikanalys",
                             register_label,
                             "battery",
                             trafikanalys,
                             {{2015, 25}, {2018, 68}, {2019, 183}, {2020, 350}, {2021, 750}, {2022, 1249}}}};
}

}  // namespace skifte::analysis
