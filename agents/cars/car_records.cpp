#include "agents/cars/car_records.hpp"

#include "agents/city_data.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

namespace {

MicroTable car_table() {
  using enum MicroColumn::Kind;
  std::vector<std::string> groups = label_texts(quintile_labels);
  groups.emplace_back("company");
  return {
      "cars",
      "cars registered in the city at the year's end",
      {{"year", "year", "calendar year", whole, {}, {}},
       {"car", "1", "number of the car's place with its owner; kept when the owner replaces the car", whole, {}, {}},
       {"owner", "1", "household that owns it (households/household), or the firm's place", whole, {}, {}},
       {"owner_group", "1", "income quintile of the household, or company", whole, groups, {}},
       {"zone", "1", "where the household lives; of company cars without meaning", whole, label_texts(zone_labels), {}},
       {"powertrain", "1", "powertrain", whole, label_texts(powertrain_labels), {}},
       {"car_class", "1", "size class", whole, label_texts(car_class_labels), {}},
       {"charged_at_home", "1", "1: charged at home or at the firm's premises", whole, {}, {}},
       {"bought_new", "1", "1: bought new by its present owner", whole, {}, {}},
       {"distance", "km/year", "yearly distance at reference prices", real, {}, {}},
       {"energy_use", "Wh/km", "energy use of the main carrier", real, {}, {}},
       {"scrapping", "year", "when it would be scrapped, decimal year", real, {}, {}}}};
}

}  // namespace

void record_cars(Microdata& microdata, const CarFleet& fleet, int year) {
  if (!microdata.wanted("cars", year)) return;
  MicroTable& table = microdata.table("cars", car_table);
  for (std::uint32_t car = 0; car < fleet.capacity(); ++car) {
    if (!fleet.exists(car)) continue;
    const CarTraits traits = fleet.traits(car);
    table.add({static_cast<float>(year), static_cast<float>(car), static_cast<float>(fleet.owner(car)),
               static_cast<float>(traits.group()), static_cast<float>(traits.zone()),
               static_cast<float>(index(traits.powertrain())), static_cast<float>(traits.car_class()),
               static_cast<float>(traits.home()), fleet.bought_new(car) ? 1.0F : 0.0F,
               10 * static_cast<float>(traits.tens_of_km()), static_cast<float>(traits.energy_use()),
               static_cast<float>(sim::decimal_year(fleet.scrapping(car)))});
  }
}

}  // namespace skifte::agents
