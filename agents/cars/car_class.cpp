#include "agents/cars/car_class.hpp"

#include <string>

#include "sim/calendar.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

std::array<double, car_classes> read_by_class(sim::AssumptionReader& read, const std::string& prefix,
                                              std::string_view unit, std::string_view meaning,
                                              const sim::Bounds& bounds) {
  std::array<double, car_classes> values{};
  for (std::size_t c = 0; c < values.size(); ++c) {
    values[c] = read.number(prefix + "." + std::string(car_class_labels[c]), unit, meaning, bounds);
  }
  return values;
}

std::array<sim::Series, powertrains> read_models(sim::AssumptionReader& read, const std::string& car_class,
                                                 std::string_view meaning) {
  std::array<sim::Series, powertrains> models;
  for (std::size_t j = 0; j < models.size(); ++j) {
    models[j] = read.series("car.class.models." + car_class + "." + std::string(powertrain_labels[j]), "1", meaning);
  }
  return models;
}

std::array<double, car_classes> mix(const ClassAssumptions& a, int powertrain, sim::Time date) {
  const double small = a.small_models[at(powertrain)].at(date), large = a.large_models[at(powertrain)].at(date);
  return {small, 1 - small - large, large};
}

/// Writes one powertrain's mix, and its classes' prices and energy uses over the mix's mean.
void enter(const ClassAssumptions& a, int powertrain, const std::array<double, car_classes>& share, ByVariant& shares,
           ByVariant& prices, ByVariant& energy_uses) {
  double price = 0, energy = 0;
  for (std::size_t c = 0; c < share.size(); ++c) {
    price += share[c] * a.price[c];
    energy += share[c] * a.energy_use[c];
  }
  for (int c = 0; c < car_classes; ++c) {
    const std::size_t v = at(variant_of(static_cast<CarClass>(c), powertrain));
    shares[v] = share[at(c)];
    prices[v] = a.price[at(c)] / price;
    energy_uses[v] = a.energy_use[at(c)] / energy;
  }
}

}  // namespace

ClassAssumptions::ClassAssumptions(sim::AssumptionReader& read)
    : price(read_by_class(read, "car.class.price", "1", "Price of a car of this class over a medium one's",
                          sim::Bounds::positive())),
      energy_use(read_by_class(read, "car.class.energy_use", "1",
                               "Energy use of a car of this class over a medium one's", sim::Bounds::any())),
      small_models(read_models(read, "small", "Share of the powertrain's models that are small cars")),
      large_models(read_models(read, "large", "Share of the powertrain's models that are large cars")),
      taste(read_by_class(read, "car.class.taste", "1",
                          "What a car of this class means to a household of middle income, utils", sim::Bounds::any())),
      income(read.number("car.class.income", "1", "How the taste for a class larger grows with log income")),
      children(read.number("car.class.children", "1", "What a class larger means to a household with children, utils")),
      cost_exponent(read.number("car.class.cost_exponent", "1",
                                "Power of a class's price by which households' sensitivity to its cost falls",
                                sim::Bounds::between(-1, 3, "the sensitivity falls with the price, if at all"))),
      reference_cost_new(read_by_class(read, "car.class.reference_cost.new", "kSEK/year",
                                       "Yearly cost of a new petrol car of this class at which its taste was set",
                                       sim::Bounds::not_negative())),
      reference_cost_used(read_by_class(read, "car.class.reference_cost.used", "kSEK/year",
                                        "Yearly cost of a used petrol car of this class at which its taste was set",
                                        sim::Bounds::not_negative())) {}

double cost_weight(const ClassAssumptions& assumptions, CarClass car_class) {
  return sim::pow(assumptions.price[at(index(car_class))], -assumptions.cost_exponent);
}

ClassOffer class_offer(const ClassAssumptions& assumptions, const std::array<double, powertrains>& used_age,
                       sim::Time date) {
  ClassOffer offer;
  for (int j = 0; j < powertrains; ++j) {
    enter(assumptions, j, mix(assumptions, j, date), offer.share, offer.price, offer.energy_use);
    const sim::Time sold = date - used_age[at(j)] * sim::days_per_year;
    enter(assumptions, j, mix(assumptions, j, sold), offer.used_share, offer.used_price, offer.used_energy_use);
  }
  return offer;
}

CarClass used_class(const ClassOffer& offer, Powertrain powertrain, double u) {
  const auto share = [&](CarClass c) { return offer.used_share[at(variant_of(c, index(powertrain)))]; };
  if (u < share(CarClass::small)) return CarClass::small;
  return u < share(CarClass::small) + share(CarClass::medium) ? CarClass::medium : CarClass::large;
}

}  // namespace skifte::agents
