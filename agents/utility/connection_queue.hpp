#pragma once
#include <array>
#include <vector>

#include "agents/categories.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// Who asks for power in one area and waits for it, first come, first served.
///
///   asked A_c   all that customer c has asked for since the start [W]; its rise in a month is a request of that size
///   granted G_c in the order (date, customer): a request takes its power while the area has it free, otherwise it and
///               all that came later wait: nobody is overtaken
///   waiting     sum_c A_c - G_c [W]
///   reserved    sum_c G_c - U_c, granted and not yet in use, U_c what the customers say is [W]
///
/// Source: first come, first served is what Swedish grid companies apply (Ei R2023:13, general knowledge, unverified).
/// Deviations: what is in use counts by what it draws at the peak, not by what was granted; households with
/// their heat pumps and other small customers up to 63 A are connected without a queue.
class ConnectionQueue {
 public:
  /// All that the customer has asked for and has in use since the start [W]; neither ever falls.
  void ask(GridCustomer customer, double asked, double in_use, sim::Time date);
  /// Grants what fits into `free` [W], what is in use apart.
  void serve(double free);
  double granted(GridCustomer customer) const { return at(customer).granted; }                       ///< G [W]
  double waiting(GridCustomer customer) const { return at(customer).asked - at(customer).granted; }  ///< [W]
  double reserved() const;                                                                           ///< [W]
  double waiting() const;                                                                            ///< [W]
  /// For how long the first in the queue has waited [d].
  double wait(sim::Time now) const { return entries_.empty() ? 0.0 : now - entries_.front().date; }

 private:
  struct Entry {
    sim::Time date;
    GridCustomer customer;
    double power;
  };
  struct Customer {
    double asked = 0, granted = 0, in_use = 0;
  };
  const Customer& at(GridCustomer customer) const { return customers_[static_cast<std::size_t>(index(customer))]; }
  std::array<Customer, grid_customer_labels.size()> customers_{};
  std::vector<Entry> entries_;  // who waits, by (date, customer)
};

}  // namespace skifte::agents
