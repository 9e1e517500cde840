#include "agents/people/household_sums.hpp"

#include "sim/fault.hpp"

namespace skifte::agents {
namespace {

constexpr std::array counted = {HouseholdItem::households,
                                HouseholdItem::persons,
                                HouseholdItem::income,
                                HouseholdItem::car_energy,
                                HouseholdItem::car_tax_service,
                                HouseholdItem::fares,
                                HouseholdItem::heating,
                                HouseholdItem::parking,
                                HouseholdItem::congestion_charge,
                                HouseholdItem::battery_cars,
                                HouseholdItem::with_car,
                                HouseholdItem::with_battery_car,
                                HouseholdItem::with_heat_pump,
                                HouseholdItem::with_district_heat,
                                HouseholdItem::people_with_car,
                                HouseholdItem::people_with_battery_car,
                                HouseholdItem::people_with_heat_pump,
                                HouseholdItem::people_with_district_heat};

}  // namespace

std::span<const HouseholdItem> items_of_year() {
  return counted;
}

CountedHouseholds HouseholdSums::all() const {
  CountedHouseholds sum;
  for (const CountedHouseholds& one : having) sum.households += one.households, sum.persons += one.persons;
  return sum;
}

CountedHouseholds HouseholdSums::with(Holding holding) const {
  CountedHouseholds sum;
  for (std::size_t set = 0; set < holding_sets; ++set) {
    if ((set & has(holding)) == 0) continue;
    sum.households += having[set].households;
    sum.persons += having[set].persons;
  }
  return sum;
}

double value(const HouseholdSums& sums, HouseholdItem item) {
  switch (item) {
    case HouseholdItem::households:
      return sums.all().households;
    case HouseholdItem::persons:
      return sums.all().persons;
    case HouseholdItem::income:
      return sums.income;
    case HouseholdItem::car_energy:
      return sums.car_energy;
    case HouseholdItem::car_tax_service:
      return sums.tax_service;
    case HouseholdItem::fares:
      return sums.fares;
    case HouseholdItem::heating:
      return sums.heating;
    case HouseholdItem::parking:
      return sums.parking;
    case HouseholdItem::congestion_charge:
      return sums.congestion_charge;
    case HouseholdItem::battery_cars:
      return sums.battery_cars;
    case HouseholdItem::with_car:
      return sums.with(Holding::car).households;
    case HouseholdItem::with_battery_car:
      return sums.with(Holding::battery_car).households;
    case HouseholdItem::with_heat_pump:
      return sums.with(Holding::heat_pump).households;
    case HouseholdItem::with_district_heat:
      return sums.with(Holding::district_heat).households;
    case HouseholdItem::people_with_car:
      return sums.with(Holding::car).persons;
    case HouseholdItem::people_with_battery_car:
      return sums.with(Holding::battery_car).persons;
    case HouseholdItem::people_with_heat_pump:
      return sums.with(Holding::heat_pump).persons;
    case HouseholdItem::people_with_district_heat:
      return sums.with(Holding::district_heat).persons;
    default:
      throw sim::ProgramFault("people: an item that is posted when it happens");
  }
}

}  // namespace skifte::agents
