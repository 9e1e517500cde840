#pragma once
#include <array>
#include <vector>

#include "agents/categories.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// Who asks for power and waits for it, first come first served within an area.
///
///   asked       each month a customer's outstanding power in an area is L [W]; a rise is a new request of that size, a
///               fall means that the oldest requests were connected by their owners or given up
///   connected   in the order (date, customer): a request takes its power while the area has it free, otherwise it and
///               all that came later wait: nobody is overtaken
///   reserved    power of requests that are granted but not yet in the area's measured peak [W]
///   waiting     power of the others [W]
///
/// Source: first come, first served is what Swedish grid companies apply (Ei R2023:13, general knowledge, unverified).
/// Deviation: households, heat pumps and other small customers up to 63 A are connected without a queue.
class ConnectionQueue {
 public:
  /// The customer's outstanding power [W] at the month's end.
  void ask(GridCustomer customer, double outstanding, sim::Time date);
  /// Grants what fits into `free` [W].
  void serve(double free);
  double reserved() const;                         ///< [W]
  double waiting() const;                          ///< [W]
  double waiting_of(GridCustomer customer) const;  ///< [W]

 private:
  struct Entry {
    sim::Time date;
    GridCustomer customer;
    double power;
    bool granted;
  };
  double outstanding(GridCustomer customer) const;
  std::vector<Entry> entries_;  // by (date, customer)
};

}  // namespace skifte::agents
