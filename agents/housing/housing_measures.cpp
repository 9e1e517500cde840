#include <algorithm>

#include "agents/city/lever_booking.hpp"
#include "agents/housing/housing_kind.hpp"
#include "sim/sort_by_digits.hpp"

// What comes to buildings from outside: households, the district-heating network's offers, levers, the end of gas.

namespace skifte::agents {
namespace {

constexpr auto closure = sim::decision("heating.gas_closure");  // once a building
constexpr auto programme = sim::decision("heating.programme");  // once a building

}  // namespace

void Housing::follow_households(const sim::Window& window) {
  for (const std::uint32_t slot : population_.moved_in) {
    if (!lived_in_[slot]) add_dwelling(slot, window.begin);
  }
  for (const std::uint32_t slot : population_.moved_out) {
    if (!lived_in_[slot]) continue;
    const std::uint32_t b = building_of(slot);
    lived_in_[slot] = false;
    count(b, -1);
    --buildings_.dwellings[b];
    count(b, 1);
  }
}

void Housing::make_offers(const sim::Window& window) {
  double by_lever = 0;
  if (inputs_.network_expansion && inputs_.network_expansion->funded()) {
    by_lever = inputs_.network_expansion->strength(window.begin) * inputs_.network_expansion->number("offers", 0);
  }
  const double rate = utility_.network_offer_rate + by_lever;
  const std::size_t before = next_offer_;
  offer_hazard_ += std::max(0.0, rate) * window.years();
  while (next_offer_ < offers_.size() && offers_[next_offer_].first <= offer_hazard_) {
    const std::uint32_t b = offers_[next_offer_++].second;
    buildings_.network[b] = 1;
    decide(b, Trigger::offer, window.begin, window);
    file(b);
  }
  if (by_lever > 0) pay_network(static_cast<double>(next_offer_ - before) * by_lever / rate, window);
}

/// The lever's part of this month's offers, unless the scenario names a sum for them all.
void Housing::pay_network(double houses, const sim::Window& window) {
  const sim::LeverSetting& lever = *inputs_.network_expansion;
  if (lever.states_investment || lever.investment > 0) return;
  post_lever_cost(setting_.accounts, window, lever, MoneyKind::investment, Measure::district_heat,
                  houses * inputs_.network_cost);
}

void Housing::fill_order() {
  std::vector<std::pair<double, std::uint32_t>> keyed;
  keyed.reserve(buildings_.size());
  for (std::uint32_t b = 0; b < buildings_.size(); ++b) {
    keyed.emplace_back(setting_.random.uniform(programme, id(b), 0), b);
  }
  sim::sort_by_number(keyed);
  in_order_.reserve(keyed.size());
  for (const auto& [key, b] : keyed) in_order_.push_back(b);
}

void Housing::convert_gas_homes(const sim::Window& window) {
  if (!inputs_.gas_conversion) return;
  const double wanted = inputs_.gas_conversion->number("dwellings", 0) * inputs_.gas_conversion->strength(window.begin);
  while (converted_ < wanted && next_conversion_ < in_order_.size()) {
    const std::uint32_t b = in_order_[next_conversion_++];
    if (system(b) != Heating::natural_gas || buildings_.dwellings[b] == 0 || has_order(b)) continue;
    decide(b, Trigger::conversion, window.begin, window);
    file(b);
    converted_ += buildings_.dwellings[b];
  }
}

void Housing::run_programme(const sim::Window& window) {
  if (!inputs_.renovation_programme) return;
  const sim::LeverSetting& lever = *inputs_.renovation_programme;
  programme_quota_ +=
      lever.number("rate", 0) * lever.strength(window.begin) * window.years() * static_cast<double>(in_order_.size());
  for (; programme_quota_ >= 1; --programme_quota_) {
    const std::uint32_t b = in_order_[next_programme_++ % in_order_.size()];
    if (buildings_.dwellings[b] == 0) continue;
    renovate(b, lever.number("saving", inputs_.renovation_saving), window);
    decide(b, Trigger::programme, window.begin, window);  // as with any renovation, the heating is thought of too
    file(b);
  }
}

/// When the network closes every home on gas gets a date within the year by which it must have something else.
void Housing::close_gas(const sim::Window& window) {
  if (gas_closed_ || utility_.gas_network_open > 0) return;
  gas_closed_ = true;
  for (std::uint32_t b = 0; b < buildings_.size(); ++b) {
    if (system(b) != Heating::natural_gas || has_order(b)) continue;
    const double days = setting_.random.uniform(closure, id(b), 0) * sim::days_per_year;
    change_at_[b] = std::min(change_at_[b], since_begin(window.begin + days));
    file(b);
  }
}

/// The world stands still from now on: orders not yet delivered are for what the building has.
void Housing::freeze() {
  was_frozen_ = true;
  for (std::uint32_t b = 0; b < buildings_.size(); ++b) {
    if (has_order(b)) ordered_[b] = buildings_.system[b];
  }
}

}  // namespace skifte::agents
