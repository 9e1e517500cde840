#include "agents/cars/ownership.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include "agents/city_data.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto taste_draw = sim::decision("car.ownership_taste");

double standard_logistic(double u) {
  return sim::log(u / (1 - u));
}

std::array<double, 7> read_types(sim::AssumptionReader& read) {
  std::array<double, 7> values{};
  for (std::size_t t = 0; t < values.size(); ++t) {
    values[t] = read.number("car.ownership.type." + std::string(household_type_labels[t]), "1",
                            "What this type of household adds to the wish for cars, log odds");
  }
  return values;
}

std::array<double, 3> read_zones(sim::AssumptionReader& read) {
  std::array<double, 3> values{};
  for (std::size_t z = 0; z < values.size(); ++z) {
    values[z] = read.number("car.ownership.zone." + std::string(zone_labels[z]), "1",
                            "What living in this zone adds to the wish for cars, log odds");
  }
  return values;
}

}  // namespace

OwnershipAssumptions::OwnershipAssumptions(sim::AssumptionReader& read)
    : type(read_types(read)),
      income(read.number("car.ownership.income", "1", "What one income quintile adds to the wish for cars, log odds")),
      zone(read_zones(read)),
      second_car(read.number("car.ownership.second_car", "1", "Step from the first to the second car, log odds")),
      third_car(read.number("car.ownership.third_car", "1", "Step from the second to the third car, log odds")),
      index(read.series("car.ownership.index", "1", "Private cars wanted by equal households, relative to the start")) {
}

CarOwnership::CarOwnership(const OwnershipAssumptions& assumptions, const Households& households,
                           const sim::RandomSource& random, std::size_t private_cars)
    : random_(random), taste_(households.size()), logistic_(standard_logistic) {
  for (std::size_t t = 0; t < assumptions.type.size(); ++t) {
    for (int q = 0; q < quintiles; ++q) {
      for (std::size_t z = 0; z < assumptions.zone.size(); ++z) {
        systematic_[cell(t, static_cast<std::size_t>(q), z)] =
            assumptions.type[t] + assumptions.income * (q - 2) + assumptions.zone[z];
      }
    }
  }
  step_ = {0, assumptions.second_car, assumptions.second_car + assumptions.third_car};
  std::vector<double> wishes;  // one entry a conceivable car: the threshold below which it is wanted
  wishes.reserve(taste_.size() * step_.size());
  for (std::size_t slot = 0; slot < taste_.size(); ++slot) {
    if (!households[slot].active) continue;
    const float taste = draw_taste(households[slot], slot);
    taste_[slot] = place_of(static_cast<double>(taste));
    for (double step : step_) wishes.push_back(score(households[slot], taste) - step);
  }
  sim::ensure(private_cars > 0 && private_cars < wishes.size(), "cars: more private cars than households could want");
  const auto last_wanted = wishes.begin() + static_cast<std::ptrdiff_t>(private_cars) - 1;
  std::nth_element(wishes.begin(), last_wanted, wishes.end(), std::greater<>());
  const double next = *std::max_element(last_wanted + 1, wishes.end());
  threshold_ = *last_wanted / 2 + next / 2;
  // How many more cars a small shift brings, by a difference over +-0.1.
  constexpr double reach = 0.1;
  const auto near = std::count_if(wishes.begin(), wishes.end(),
                                  [&](double wish) { return wish > threshold_ - reach && wish < threshold_ + reach; });
  if (near > 0) shift_per_index_ = 2 * reach * static_cast<double>(private_cars) / static_cast<double>(near);
  place_bounds();
}

void CarOwnership::set_index(double index, const std::array<double, 3>& costs) {
  for (std::size_t z = 0; z < shift_.size(); ++z) shift_[z] = (index * costs[z] - 1) * shift_per_index_;
  place_bounds();
}

void CarOwnership::renew(const Households& households, std::size_t slot) {
  taste_[slot] = place_of(static_cast<double>(draw_taste(households[slot], slot)));
}

float CarOwnership::draw_taste(const Household& household, std::size_t slot) const {
  const double u = random_.uniform(taste_draw, household_id(slot), household.moved);
  return static_cast<float>(logistic_.quantile(u, standard_logistic));
}

std::uint16_t CarOwnership::place_of(double taste) {
  constexpr double places = 65536, per_unit = 2048;  // one logistic variable in 4 million lies beyond +-16
  return static_cast<std::uint16_t>(std::clamp(taste * per_unit + places / 2, 0.0, places - 1));
}

// Sums are rounded, by far less than a place: a taste next to a bound is looked at exactly.
void CarOwnership::place_bounds() {
  for (std::size_t at = 0; at < bounds_.size(); ++at) {
    const double reached = systematic_[at] + shift_[at % shift_.size()] - threshold_;
    for (std::size_t k = 0; k < step_.size(); ++k) bounds_[at][k] = place_of(step_[k] - reached);
    std::sort(bounds_[at].begin(), bounds_[at].end());  // cars wanted are counted, whichever step comes first
  }
}

int CarOwnership::wanted_exactly(const Household& household, std::size_t slot) const {
  const double z = score(household, draw_taste(household, slot)) + shift_[household.zone] - threshold_;
  return (z > step_[0] ? 1 : 0) + (z > step_[1] ? 1 : 0) + (z > step_[2] ? 1 : 0);
}

}  // namespace skifte::agents
