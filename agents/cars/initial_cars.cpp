#include "agents/cars/initial_cars.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "sim/ledger.hpp"
#include "sim/math.hpp"
#include "sim/sort_by_digits.hpp"

namespace skifte::agents {
namespace {

constexpr auto deal_draw = sim::decision("car.initial_powertrain");
constexpr auto car_draw = sim::decision("car.initial");

/// Order in which the shuffled owners are dealt cars: from those who drive least to those who drive most.
constexpr std::array<Powertrain, powertrains> dealing_order = {
    Powertrain::petrol,        Powertrain::ethanol, Powertrain::hybrid, Powertrain::battery,
    Powertrain::plugin_hybrid, Powertrain::gas,     Powertrain::diesel};

/// A household's car by the key in whose order cars are dealt: which one, as slot and place in one number.
using Dealt = std::pair<double, std::uint32_t>;
constexpr std::uint32_t places = 4;
static_assert(most_cars_per_household <= places);

}  // namespace

std::size_t InitialStock::households_cars() const {
  return std::accumulate(household.begin(), household.end(), std::size_t{0});
}

InitialStock initial_stock(const InitialCarAssumptions& assumptions, const std::array<double, powertrains>& observed,
                           sim::Time date) {
  InitialStock stock;
  const double company_cars = assumptions.company_cars.at(date);
  const double shares = std::accumulate(assumptions.company_share.begin(), assumptions.company_share.end(), 0.0);
  for (std::size_t j = 0; j < observed.size(); ++j) {
    const double all = observed[j] * assumptions.stock_ratio[j];
    const double company = std::min(all, company_cars * assumptions.company_share[j] / shares);
    stock.company[j] = static_cast<std::size_t>(sim::to_count(company));
    const auto cars = static_cast<std::size_t>(sim::to_count(all));
    stock.household[j] = cars - std::min(cars, stock.company[j]);
  }
  return stock;
}

void fill_car_park(CarPark& park, const CarOwnership& ownership, const Households& households,
                   const InitialStock& stock, const InitialCarAssumptions& assumptions, const CarLifeAssumptions& life,
                   const std::array<double, powertrains>& energy_use, const ClassOffer& classes,
                   const Setting& setting) {
  const sim::Time date = setting.calendar.begin();
  const auto arrival = [&](Powertrain powertrain, sim::AgentId identity, double age_scale, double holding_scale) {
    const auto [u_age, u_holding, u_class, u_life] = setting.random.uniform_quartet(car_draw, identity, 0);
    const double age = age_scale > 0 ? park.car_age().quantile(u_age) * age_scale : u_age * holding_scale;
    const double holding = age_scale > 0 ? park.holding_left().quantile(u_holding) : holding_scale - age;
    const CarClass car_class = used_class(classes, powertrain, u_class);
    const double use = energy_use[static_cast<std::size_t>(index(powertrain))] *
                       classes.used_energy_use[static_cast<std::size_t>(variant_of(car_class, index(powertrain)))];
    return CarPark::Arrival{powertrain, car_class,
                            age,        use * (1 + assumptions.energy_use_per_year_of_age * age),
                            holding,    age_scale <= 0 || age < life.holding_new,
                            u_life};
  };

  std::size_t company_cars = 0;
  for (std::size_t cars : stock.company) company_cars += cars;
  constexpr std::size_t room_to_grow = 2;  // of addresses: memory is used as cars come
  park.fleet().reserve(room_to_grow * (stock.households_cars() + company_cars));
  std::vector<Dealt> owners;
  owners.reserve(stock.households_cars());
  for (std::size_t slot = 0; slot < households.size(); ++slot) {
    const int cars = ownership.wanted(households, slot);
    if (cars == 0) continue;
    park.draw(slot);
    const double distance = park.household_buyer(slot).km * assumptions.distance_lean;
    for (int place = 0; place < cars; ++place) {
      const double u = setting.random.uniform(deal_draw, CarPark::household_place(slot, place), 0);
      owners.emplace_back(sim::normal_quantile(u) + distance,
                          static_cast<std::uint32_t>(slot) * places + static_cast<std::uint32_t>(place));
    }
  }
  sim::sort_by_number(owners);
  std::size_t next = 0;
  for (Powertrain powertrain : dealing_order) {
    const auto j = static_cast<std::size_t>(index(powertrain));
    const bool last = powertrain == dealing_order.back();
    const std::size_t end = last ? owners.size() : std::min(owners.size(), next + stock.household[j]);
    for (; next < end; ++next) {
      const std::uint32_t slot = owners[next].second / places;
      const auto its_place = static_cast<std::uint8_t>(owners[next].second % places);
      park.add_household_car(
          slot, its_place, park.household_buyer(slot),
          arrival(powertrain, CarPark::household_place(slot, its_place), assumptions.age_ratio[j], 0), date);
    }
  }

  // Firms' cars: anywhere in their term, the longer terms met more often.
  std::uint32_t place = 0;
  const double leased_time = (1 - life.company_owned_share) * life.lease_term / 12;
  const double owned_time = life.company_owned_share * life.holding_company_owned;
  for (int j = 0; j < powertrains; ++j) {
    for (std::size_t i = 0; i < stock.company[static_cast<std::size_t>(j)]; ++i, ++place) {
      const sim::AgentId identity = sim::agent_id("company_car", place);
      const bool owned = setting.random.uniform(deal_draw, identity, 0) * (leased_time + owned_time) < owned_time;
      const double term = owned ? life.holding_company_owned : life.lease_term / 12;
      park.add_company_car(arrival(static_cast<Powertrain>(j), identity, 0, term), date);
    }
  }
}

}  // namespace skifte::agents
