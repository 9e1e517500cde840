#include "agents/cars/moving_cars.hpp"

#include <algorithm>

#include "agents/cars/car_trade.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto mover_draw = sim::decision("car.mover");
constexpr double youngest = 0.1;  // [year] keeps a mean age positive where no used cars are offered yet

}  // namespace

MovingCars::MovingCars(const CarInputs& inputs, const Setting& setting, const Households& households,
                       const NationalSignals& national, const ClassOffer& classes, CarOwnership& ownership,
                       CarPark& park)
    : inputs_(inputs),
      setting_(setting),
      households_(households),
      national_(national),
      classes_(classes),
      ownership_(ownership),
      park_(park) {}

void MovingCars::take_cars(std::size_t slot) {
  if (park_.cars_of(slot) == 0) return;
  const CarFleet& fleet = park_.fleet();
  for (const std::uint32_t car : park_.garages().cars(slot)) {
    if (car == CarPark::no_car) continue;
    leaving_.emplace_back(fleet.traits(car), fleet.scrapping(car), fleet.due(car), fleet.bought_new(car),
                          fleet.order(car));
  }
  park_.remove_cars(slot);
}

void MovingCars::move_out(std::size_t slot) {
  take_cars(slot);
  park_.vacate(slot);
}

void MovingCars::move_in(std::size_t slot, const sim::Window& window) {
  take_cars(slot);
  ownership_.renew(households_, slot);
  park_.renew(slot);
  const int cars = ownership_.wanted(households_, slot);
  if (cars > 0) park_.draw(slot);
  for (int place = 0; place < cars; ++place) bring(slot, static_cast<std::uint8_t>(place), window);
}

// The ordinal counts months: a household brings each of its cars once.
void MovingCars::bring(std::size_t slot, std::uint8_t place, const sim::Window& window) {
  const sim::AgentId identity = CarPark::household_place(slot, place);
  const std::uint32_t ordinal = window_ordinal(window);
  const auto [u_origin, u_holding, u_life, u_powertrain] =
      setting_.random.uniform_quartet(mover_draw, identity, ordinal);
  const double holding = park_.holding_left().quantile(u_holding);
  if (u_origin < inputs_.market.movers_from_city && !leaving_.empty()) {
    settle(slot, place, leaving_.front(), holding, u_life, window);
    leaving_.pop_front();
    return;
  }
  const auto powertrain =
      static_cast<Powertrain>(sim::categorical(u_powertrain, national_.stock_share.data(), powertrains));
  const auto j = static_cast<std::size_t>(index(powertrain));
  const auto [u_age, u_class] = setting_.random.uniform_pair(mover_draw, identity, ordinal, 1);
  const double age = park_.used_age(u_age, std::max(youngest, national_.used_car_age[j]));
  const CarClass car_class = used_class(classes_, powertrain, u_class);
  const double relative_use =
      classes_.used_energy_use[static_cast<std::size_t>(variant_of(car_class, index(powertrain)))];
  const double energy_use =
      national_.car_energy_use[j] * relative_use * (1 + inputs_.initial.energy_use_per_year_of_age * age);
  park_.add_household_car(slot, place, park_.household_buyer(slot),
                          {powertrain, car_class, age, energy_use, holding, age < inputs_.life.holding_new, u_life},
                          window.begin);
}

void MovingCars::settle(std::size_t slot, std::uint8_t place, const Leaving& from, double holding, double life_luck,
                        const sim::Window& window) {
  const double life_left = (from.scrapping - window.begin) / sim::days_per_year;
  const double age = std::max(0.0, inputs_.life.survival_scale - life_left);
  park_.add_household_car(slot, place, park_.household_buyer(slot),
                          {from.traits.powertrain(), from.traits.car_class(), age,
                           static_cast<double>(from.traits.energy_use()), holding, from.bought_new, life_luck},
                          window.begin);
  if (from.order == CarFleet::no_order) return;
  const std::uint32_t car = park_.car_of(slot, place);
  park_.fleet().set_order(car, from.order);
  if (park_.waiting().follow(park_.fleet(), from.delivery, car)) return;
  park_.fleet().file(car, std::max(window.end, from.delivery));
}

}  // namespace skifte::agents
