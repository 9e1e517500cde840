#include "agents/cars/occasions.hpp"

#include <algorithm>

#include "agents/cars/bonus_end.hpp"
#include "sim/prefetch.hpp"

namespace skifte::agents {
namespace {

constexpr auto early_order = sim::decision("car.order_before_start");
constexpr double months_per_year = 12;

}  // namespace

CarOccasions::CarOccasions(const CarInputs& inputs, const Setting& setting, const CarOwnership& ownership,
                           CarPark& park, Deliveries& deliveries)
    : inputs_(inputs),
      random_(setting.random),
      households_(setting.board.of<Households>()),
      policy_(setting.board.of<PolicySignals>()),
      ownership_(ownership),
      park_(park),
      deliveries_(deliveries) {}

std::vector<Occasion>& CarOccasions::collect(const sim::Window& window) {
  // The start and a rush have many times as many as other months, whose memory is given back.
  const std::size_t before = occasions_.size();
  occasions_.clear();
  if (occasions_.capacity() > 4 * before) occasions_.shrink_to_fit();
  if (!policy_.frozen) {
    if (window.index == 0) orders_before_start(window);
    further_cars(window);
    announced_rush(window);
  }
  waiting_cars(window);
  CarFleet& fleet = park_.fleet();
  constexpr std::size_t fetched_ahead = 16;
  const auto due = fleet.calendar().take(window.index);
  for (std::size_t i = 0; i < due.size(); ++i) {
    if (i + fetched_ahead < due.size()) fleet.prefetch(due[i + fetched_ahead]);
    occasions_.push_back({.date = fleet.due(due[i]), .car = due[i]});
  }
  return occasions_;
}

void CarOccasions::further_cars(const sim::Window& window) {
  constexpr std::size_t neighbours = 64;
  const std::size_t slots = households_.size();
  for (std::size_t first = static_cast<std::size_t>(window.month - 1) * neighbours; first < slots;
       first += 12 * neighbours) {
    for (std::size_t slot = first + 12 * neighbours; slot < std::min(first + 13 * neighbours, slots); slot += 4) {
      sim::prefetch(&households_[slot]);
    }
    for (std::size_t slot = first; slot < std::min(first + neighbours, slots); ++slot) {
      if (!ownership_.wants_more(households_, slot, park_.cars_of(slot))) continue;
      occasions_.push_back({.date = window.begin, .car = CarPark::no_car, .slot = static_cast<std::uint32_t>(slot)});
    }
  }
}

void CarOccasions::waiting_cars(const sim::Window& window) {
  const auto waiting = park_.waiting().those_left(park_.fleet());
  const std::size_t asked = std::min(waiting.size(), deliveries_.room());
  for (const WaitingCars::Turn& turn : waiting.first(asked)) {
    occasions_.push_back({.date = window.begin, .car = turn.car, .waited = true});
  }
  deliveries_.keep_waiting(waiting.size() - asked);
}

void CarOccasions::announced_rush(const sim::Window& window) {
  double end = 0;
  for (std::size_t p = 0; p < powertrains; ++p)
    end = std::max(end, bonus_end(policy_, inputs_.purchase_bonus, static_cast<Powertrain>(p), window));
  if (end <= window.begin || end == known_end_) return;
  known_end_ = end;
  const CarFleet& fleet = park_.fleet();
  const sim::Time horizon = window.end + inputs_.market.advance * sim::days_per_year / months_per_year;
  for (std::uint32_t car = 0; car < fleet.capacity(); ++car) {
    if (!fleet.exists(car) || fleet.order(car) != CarFleet::no_order) continue;
    const sim::Time due = fleet.due(car);
    if (due < window.end || due >= horizon) continue;
    occasions_.push_back({.date = window.begin, .car = car, .ahead = Occasion::Ahead::of_announced_end});
  }
}

// Ordinal 0: the start.
void CarOccasions::orders_before_start(const sim::Window& window) {
  const CarFleet& fleet = park_.fleet();
  const double lag = inputs_.deliveries.lag_months / months_per_year;  // [year]
  for (std::uint32_t car = 0; car < fleet.capacity(); ++car) {
    const double holding = park_.is_company(car) ? inputs_.life.mean_company_holding() : inputs_.life.holding_used;
    const auto [u_waits, u_date] = random_.uniform_pair(early_order, park_.identity(car), 0);
    if (u_waits >= lag / holding || fleet.due(car) < window.end) continue;
    const sim::Time date = window.begin - u_date * lag * sim::days_per_year;
    occasions_.push_back({.date = date, .car = car, .ahead = Occasion::Ahead::of_start});
  }
}

}  // namespace skifte::agents
