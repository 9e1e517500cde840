#include "agents/cars/deliveries.hpp"

#include <algorithm>
#include <limits>

namespace skifte::agents {
namespace {

/// Between the turns of two cars that wait [d].
constexpr double apart = 1e-6;
constexpr double months_per_year = 12;
constexpr double known_after = 1;  // [year] orders of all seasons

}  // namespace

DeliveryAssumptions::DeliveryAssumptions(sim::AssumptionReader& read)
    : lag_months(read.number("car.order_lag", "month", "Median time to build and ship a new car to order, unhindered",
                             sim::Bounds::positive())),
      lag_log_sd(read.number("car.order_lag_log_sd", "1", "Standard deviation of the log of that time")),
      reserve(read.number("car.supply_reserve", "1",
                          "How much more than its share of Sweden's new cars importers can find for the city")),
      memory(read.number("car.supply_memory", "year", "First years over which that share is the mean",
                         sim::Bounds::positive())) {}

void Deliveries::begin_month(const sim::Window& window, double national) {
  national_ = national;
  limited_ = known_ >= known_after;
  delivered_ = postponed_ = 0;
  const double left = std::clamp(room_, 0.0, 1.0);
  room_ = limited_ ? left + (1 + assumed_.reserve) * share() * national_ * window.years() : 0;
}

std::size_t Deliveries::room() const {
  return limited_ ? static_cast<std::size_t>(std::max(0.0, room_)) : std::numeric_limits<std::size_t>::max();
}

bool Deliveries::deliver() {
  if (limited_ && room_ < 1) {
    ++postponed_;
    return false;
  }
  room_ -= 1;
  ++delivered_;
  return true;
}

sim::Time Deliveries::next_turn(const sim::Window& window) const {
  return window.end + apart * static_cast<double>(postponed_);
}

void Deliveries::end_month(const sim::Window& window) {
  if (known_ < assumed_.memory) {
    known_ += window.years();
    city_orders_ += static_cast<double>(orders_);
    national_orders_ += national_ * window.years();
  }
  const double a_month = static_cast<double>(delivered_) / (months_per_year * window.years());
  wait_months_ = postponed_ == 0 ? 0 : static_cast<double>(postponed_) / std::max(1.0, a_month);
  orders_ = 0;
}

}  // namespace skifte::agents
