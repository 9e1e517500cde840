#include "agents/utility/connection_queue.hpp"

#include <algorithm>

namespace skifte::agents {

namespace {

constexpr double nothing = 1.0;  // [W] below which a request is met

}  // namespace

double ConnectionQueue::outstanding(GridCustomer customer) const {
  double sum = 0;
  for (const Entry& entry : entries_)
    if (entry.customer == customer) sum += entry.power;
  return sum;
}

void ConnectionQueue::ask(GridCustomer customer, double level, sim::Time date) {
  double change = level - outstanding(customer);
  if (change > nothing) entries_.push_back({date, customer, change, false});
  for (Entry& entry : entries_) {
    if (change >= 0) break;
    if (entry.customer != customer) continue;
    const double taken = std::min(entry.power, -change);
    entry.power -= taken;
    change += taken;
  }
  std::erase_if(entries_, [](const Entry& entry) { return entry.power < nothing; });
}

void ConnectionQueue::serve(double free) {
  double left = free - reserved();
  for (Entry& entry : entries_) {
    if (entry.granted) continue;
    if (entry.power > left) return;
    entry.granted = true;
    left -= entry.power;
  }
}

double ConnectionQueue::reserved() const {
  double sum = 0;
  for (const Entry& entry : entries_) sum += entry.granted ? entry.power : 0.0;
  return sum;
}

double ConnectionQueue::waiting() const {
  double sum = 0;
  for (const Entry& entry : entries_) sum += entry.granted ? 0.0 : entry.power;
  return sum;
}

double ConnectionQueue::waiting_of(GridCustomer customer) const {
  double sum = 0;
  for (const Entry& entry : entries_) sum += !entry.granted && entry.customer == customer ? entry.power : 0.0;
  return sum;
}

}  // namespace skifte::agents
