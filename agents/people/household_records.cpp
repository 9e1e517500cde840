#include "agents/people/household_records.hpp"

#include "agents/categories.hpp"
#include "agents/city_data.hpp"

namespace skifte::agents {

MicroTable household_table() {
  using enum MicroColumn::Kind;
  return {"households",
          "households at the year's end",
          {{"year", "year", "calendar year", whole, {}, {}},
           {"household", "1", "number of the dwelling; another household may live there later", whole, {}, {}},
           {"type", "1", "who lives there", whole, label_texts(household_type_labels), {}},
           {"dwelling", "1", "form of the dwelling", whole, label_texts(dwelling_labels), {}},
           {"tenure", "1", "tenure", whole, label_texts(tenure_labels), {}},
           {"zone", "1", "zone", whole, label_texts(zone_labels), {}},
           {"quintile", "1", "income quintile", whole, label_texts(quintile_labels), {}},
           {"persons", "person", "persons", whole, {}, {}},
           {"children", "person", "of these, children", whole, {}, {}},
           {"elderly", "1", "1: reference person 65 or older", whole, {}, {}},
           {"home_charging", "1", "1: can charge a car at home", whole, {}, {}},
           {"cars", "vehicle", "cars it owns", whole, {}, {}},
           {"battery_cars", "vehicle", "of these, battery cars", whole, {}, {}},
           {"heating_system", "1", "main heating system", whole, label_texts(heating_labels), {}},
           {"innovativeness", "1", "innovativeness, standard normal", real, {}, {}},
           {"income", "SEK/year", "disposable income", real, {}, {}},
           {"car_energy", "SEK/year", "fuel and current of its cars", real, {}, {}},
           {"car_tax_service", "SEK/year", "vehicle tax, service and repairs", real, {}, {}},
           {"fares", "SEK/year", "fares in public transport", real, {}, {}},
           {"heating", "SEK/year", "heating", real, {}, {}},
           {"parking", "SEK/year", "parking fees", real, {}, {}},
           {"congestion_charge", "SEK/year", "congestion charge", real, {}, {}}}};
}

void record_household(MicroTable& table, int year, std::size_t slot, const Household& household,
                      const HouseholdYear& sums, const HouseholdHoldings& has) {
  const auto number = [](auto value) { return static_cast<float>(value); };
  table.add({number(year),
             number(slot),
             number(household.type),
             number(household.dwelling),
             number(household.tenure),
             number(household.zone),
             number(household.quintile),
             number(household.persons),
             number(household.children),
             number(household.elderly),
             number(household.home_charging),
             number(has.cars),
             number(has.battery_cars),
             number(has.heating_system),
             household.attitude,
             number(sums.income),
             number(sums.car_energy),
             number(sums.tax_service),
             number(sums.fares),
             number(sums.heating),
             number(sums.parking),
             number(sums.charge)});
}

}  // namespace skifte::agents
