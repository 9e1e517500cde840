#include "agents/cars/car_park.hpp"

#include <algorithm>

#include "sim/calendar.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"
#include "sim/prefetch.hpp"

namespace skifte::agents {
namespace {

constexpr auto bought_draw = sim::decision("car.bought");
constexpr auto household_draw = sim::decision("car.household");
constexpr auto company_draw = sim::decision("car.company_traits");

constexpr std::uint16_t to_uint16(double value) {
  return static_cast<std::uint16_t>(std::clamp(value + 0.5, 1.0, 65535.0));
}

/// Distance over its mean [1], lognormal.
auto relative_distance(double log_sd) {
  return [log_sd](double u) { return sim::exp(log_sd * sim::normal_quantile(u) - log_sd * log_sd / 2); };
}

double standard_exponential(double u) {
  return -sim::log(u);
}

}  // namespace

CarPark::CarPark(const CarParkRules& rules, const sim::Calendar& calendar, const Households& households,
                 const sim::RandomSource& random)
    : rules_(rules),
      households_(households),
      random_(random),
      fleet_(calendar),
      garages_(households.size()),
      count_(households.size(), 0),
      distance_of_(households.size()),
      awareness_of_(households.size(), 0),
      acquaintances_(rules.acquaintances, households, random),
      car_age_(rules.life.survival_shape, rules.life.survival_scale),
      holding_left_(rules.life.holding_shape, weibull_scale(rules.life.holding_shape, rules.life.holding_used)),
      lifetime_(rules.life.survival_shape, rules.life.survival_scale),
      holding_(rules.life.holding_shape, weibull_scale(rules.life.holding_shape, 1)),
      used_age_(rules.used_age_shape, weibull_scale(rules.used_age_shape, 1)),
      distance_(relative_distance(rules.distance.log_sd)),
      exponential_(standard_exponential) {}

std::uint8_t CarPark::free_place(std::size_t slot) const {
  for (int place = 0; place < most_cars_per_household; ++place) {
    if (car_of(slot, place) == no_car) return static_cast<std::uint8_t>(place);
  }
  throw sim::ProgramFault("cars: a household has no place for another car");
}

// The ordinal is the window in which the household moved in.
CarPark::Character CarPark::draw_character(std::size_t slot) const {
  const auto [u_distance, u_awareness] =
      random_.uniform_pair(household_draw, household_id(slot), households_[slot].moved);
  return {.distance = static_cast<float>(distance_.quantile(u_distance, relative_distance(rules_.distance.log_sd))),
          .awareness = static_cast<float>(Awareness::threshold(rules_.awareness,
                                                               exponential_.quantile(u_awareness, standard_exponential),
                                                               static_cast<double>(households_[slot].attitude)))};
}

void CarPark::renew(std::size_t slot) {
  distance_of_[slot] = undrawn;
  acquaintances_.renew(slot);
}

void CarPark::draw(std::size_t slot) {
  const Character character = draw_character(slot);
  distance_of_[slot] = character.distance;
  awareness_of_[slot] = static_cast<std::uint8_t>(
      std::min(static_cast<double>(character.awareness) * awareness_steps, double{last_awareness_step}));
}

// A firm's place keeps its character for good: ordinal 0.
CarPark::Firm CarPark::draw_firm(std::uint32_t place) const {
  const sim::AgentId id = sim::agent_id("company_car", place);
  const auto [u_attitude, u_charging, u_distance, unused] = random_.uniform_quartet(company_draw, id, 0);
  const auto km =
      static_cast<float>(rules_.distance.company_km * relative_distance(rules_.distance.log_sd)(u_distance));
  return {.attitude = static_cast<float>(sim::normal_quantile(u_attitude)),
          .km_charging = u_charging < rules_.company_charging ? -km : km};
}

Buyer CarPark::next_company_buyer() const {
  return buyer_at(draw_firm(company_places()));
}

CarPark::Arrival CarPark::bought(const Buyer& buyer, sim::AgentId identity, std::uint32_t ordinal, int alternative,
                                 double energy_use_new, double used_age_mean) const {
  const Condition condition = condition_of(alternative);
  const CarLifeAssumptions& life = rules_.life;
  const auto [u_age, u_lease, u_holding, u_life] = random_.uniform_quartet(bought_draw, identity, ordinal);
  const double lease = (life.lease_term + life.lease_spread * (2 * u_holding - 1)) / 12;
  Arrival arrival{
      powertrain_of(alternative), class_of(alternative), 0, energy_use_new, 0, condition == Condition::fresh, u_life};
  if (condition == Condition::used) {
    const double older = 1 + rules_.used_age_spread * (2 - buyer.quintile) / 2;
    arrival.age = used_age(u_age, used_age_mean * older);
    arrival.energy_use *= 1 + rules_.energy_use_per_year_of_age * arrival.age;
    arrival.holding = life.holding_used * holding_.quantile(u_holding);
  } else if (buyer.company) {
    arrival.holding = u_lease < life.company_owned_share
                          ? life.holding_company_owned * (1 + life.holding_company_spread * (2 * u_holding - 1))
                          : lease;
  } else {
    arrival.holding = u_lease < life.private_lease_share ? lease : life.holding_new * holding_.quantile(u_holding);
  }
  return arrival;
}

CarTraits CarPark::equip(const Buyer& buyer, const Arrival& arrival) const {
  const double worn = buyer.company ? 1 : std::max(rules_.distance.least, 1 - rules_.distance.age_slope * arrival.age);
  return {arrival.powertrain,
          arrival.car_class,
          static_cast<std::uint8_t>(buyer.company ? company_group : buyer.quintile),
          static_cast<std::uint8_t>(buyer.zone),
          static_cast<std::uint8_t>(buyer.home_charging ? 1 : 0),
          to_uint16(buyer.km * worn / 10),
          to_uint16(arrival.energy_use)};
}

void CarPark::file(std::uint32_t car, const Arrival& arrival, sim::Time date) {
  const double remaining = lifetime_.remaining(arrival.life_luck, arrival.age);
  const sim::Time scrapping = date + remaining * sim::days_per_year;
  fleet_.set_scrapping(car, scrapping);
  fleet_.set_bought_new(car, arrival.bought_new);
  fleet_.file(car, std::min(fleet_.scrapping(car), date + arrival.holding * sim::days_per_year));
}

void CarPark::add_household_car(std::size_t slot, std::uint8_t place, const Buyer& buyer, const Arrival& arrival,
                                sim::Time date) {
  if (!is_drawn(slot)) draw(slot);
  const std::uint32_t car = fleet_.add(static_cast<std::uint32_t>(slot), place, equip(buyer, arrival));
  garages_.put(slot, place, car);
  ++count_[slot];
  if (arrival.powertrain == Powertrain::battery) acquaintances_.set_battery(slot, true);
  file(car, arrival, date);
}

void CarPark::add_company_car(const Arrival& arrival, sim::Time date) {
  const std::uint32_t place = company_places();
  firms_.push_back(draw_firm(place));
  file(fleet_.add(place, 0, equip(company_buyer(place), arrival)), arrival, date);
}

void CarPark::replace(std::uint32_t car, const Buyer& buyer, const Arrival& arrival, sim::Time date) {
  const bool had_battery = fleet_.traits(car).powertrain() == Powertrain::battery;
  const bool has_battery = arrival.powertrain == Powertrain::battery;
  fleet_.replace(car, equip(buyer, arrival));
  if (!buyer.company && has_battery) acquaintances_.set_battery(fleet_.owner(car), true);
  if (!buyer.company && had_battery && !has_battery) show_battery(fleet_.owner(car));
  file(car, arrival, date);
}

void CarPark::renew_like(std::uint32_t car, const Arrival& arrival, sim::Time date) {
  fleet_.set_order(car, CarFleet::no_order);
  file(car, arrival, date);
}

void CarPark::remove(std::uint32_t car) {
  if (!is_company(car)) {
    const std::size_t slot = fleet_.owner(car);
    garages_.take(slot, fleet_.place(car));
    --count_[slot];
    if (fleet_.traits(car).powertrain() == Powertrain::battery) show_battery(fleet_.owner(car));
  }
  fleet_.remove(car);
}

void CarPark::remove_cars(std::size_t slot) {
  if (count_[slot] == 0) return;
  for (const std::uint32_t car : garages_.cars(slot)) {
    if (car != no_car) fleet_.remove(car);
  }
  garages_.clear(slot);
  count_[slot] = 0;
}

void CarPark::show_battery(std::uint32_t slot) {
  const Garages::Cars cars = garages_.cars(slot);
  acquaintances_.set_battery(slot, std::any_of(cars.begin(), cars.end(), [&](std::uint32_t car) {
                               return car != no_car && fleet_.traits(car).powertrain() == Powertrain::battery;
                             }));
}

}  // namespace skifte::agents
