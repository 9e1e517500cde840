#include "agents/utility/connection_queue.hpp"

#include <algorithm>

#include "agents/grid_connections.hpp"

namespace skifte::agents {

void ConnectionQueue::ask(GridCustomer customer, double asked, double in_use, sim::Time date) {
  Customer& who = customers_[static_cast<std::size_t>(index(customer))];
  who.in_use = in_use;
  if (asked < who.asked + no_power) return;
  entries_.push_back({date, customer, asked - who.asked});
  who.asked = asked;
}

void ConnectionQueue::serve(double free) {
  double left = free - reserved();
  auto entry = entries_.begin();
  for (; entry != entries_.end() && entry->power <= left; ++entry) {
    customers_[static_cast<std::size_t>(index(entry->customer))].granted += entry->power;
    left -= entry->power;
  }
  entries_.erase(entries_.begin(), entry);
}

double ConnectionQueue::reserved() const {
  double sum = 0;
  for (const Customer& customer : customers_) sum += std::max(0.0, customer.granted - customer.in_use);
  return sum;
}

double ConnectionQueue::waiting() const {
  double sum = 0;
  for (const Entry& entry : entries_) sum += entry.power;
  return sum;
}

}  // namespace skifte::agents
