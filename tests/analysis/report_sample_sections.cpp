#include <limits>
#include <optional>

#include "tests/analysis/report_sample_parts.hpp"

namespace skifte::analysis {

void add_sections(ScenarioReport& scenario, bool compared) {
  scenario.heat_production = {{"incinerator", fan_of(change(390e3, 370e3, 2030, 4), 0.02, 0.2)},
                              {"gas", fan_of(change(20e3, 2e3, 2025, 2), 0.2, 0.9)}};
  const auto paired = [&](double mean) {
    return compared ? std::optional<PairedMean>({ensemble_size, mean, 20, mean - 90, mean, mean + 80}) : std::nullopt;
  };
  scenario.bottlenecks = {{"heating_installers", fan_of(change(900, 4000, 2028, 2), 0.2, 0.6)},
                          {"city_money", fan_of(change(0, 700, 2027, 2), 0.3, 0.8)}};
  scenario.money.investment = {{"city", fan_of(change(20, 60, 2027, 2), 0.1, 0.5)},
                               {"households", fan_of(change(1500, 1900, 2030, 5), 0.1, 0.3)}};
  scenario.money.city = {{"contract_need", fan_of(change(900, 940, 2026, 1), 0, 0.01)},
                         {"gap", fan_of(change(800, 700, 2027, 2), 0.1, 0.4)}};
  for (const char* kind : {"investment", "running_cost"}) {
    for (const char* payer : {"", "city", "municipal_companies", "households"})
      scenario.money.sums.push_back({payer, kind, 2023, 2050, {0, 800, 900, 1000, 1150, 1300}, paired(310)});
  }
  scenario.people.gini = fan_of(change(0.31, 0.28, 2032, 5), 0.02, 0.1);
  double share = 0.14;
  for (const char* group :
       {"quintile_1_lowest", "quintile_5_highest", "tenure_rental", "dwelling_house", "type_couple"}) {
    scenario.people.groups.push_back({group, 2030, 31000,
                                      FanRow{0, share * 0.8, share * 0.9, share, share * 1.1, share * 1.3},
                                      FanRow{0, 20e3, 22e3, 24e3, 26e3, 30e3}, paired(-240 + 2000 * share)});
    scenario.people.adoption.push_back({group, "battery_car", 2030, {0, 0.1, 0.15, 0.2, 0.25, 0.3}});
    share -= 0.02;
  }
  scenario.drivers = {{"emissions",
                       2030,
                       ensemble_size,
                       340,
                       0.13,
                       {{"car.choice.price_sensitivity",
                         {"Hur starkt priset väger när en bil väljs", "How much price weighs when a car is chosen"},
                         -0.41,
                         -0.46,
                         -0.36},
                        {"waste.amount", {"Avfall per person och år", "Waste a person and year"}, 0.08, 0.02, 0.14}}}};
  if (!compared) return;
  const Text price{"Elens spotpris 2030", "Spot price of electricity in 2030"};
  scenario.sensitivity = {
      {"delta",
       "delta",
       "emissions@2030",
       1000,
       0.03,
       {{"price.electricity_spot.level_2030", price, 0.2, 0.15, 0.26},
        {"waste.amount", {"Avfall per person och år", "Waste a person and year"}, 0.05, 0.02, 0.09}}}};
  const double open_end = std::numeric_limits<double>::infinity();
  scenario.discovery = {
      {"net_emissions@2035 > 50 kt",
       "1",
       1000,
       300,
       {{180, 200, 0, 0.6, {{"price.electricity_spot.level_2030", price, "SEK/kWh", -open_end, 0.55}}}},
       {{120,
         800,
         0.15,
         0,
         {{"waste.amount", {"Avfall per person och år", "Waste a person and year"}, "kg/year", 410, 500}}}}}};
  scenario.attribution = {{"emissions@2030",
                           "Emissions",
                           "t",
                           false,
                           "all coalitions",
                           {16, -20e3, 1500, -26e3, -20e3, -14e3},
                           {{"filborna_ccs",
                             {"Koldioxidinfångning", "Carbon capture"},
                             {16, -15e3, 900, -18e3, -15e3, -12e3},
                             -16e3,
                             -14e3},
                            {"cars", {}, {16, -5e3, 700, -8e3, -5e3, -2e3}, -4e3, -6e3}}}};
}

}  // namespace skifte::analysis
