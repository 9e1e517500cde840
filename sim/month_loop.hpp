#pragma once
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "sim/calendar.hpp"
#include "sim/processes.hpp"

namespace skifte::sim {

/// One kind of agent, as the month's loop sees it. All functions are called once a window, kinds in order of
/// registration.
class Kind {
 public:
  virtual ~Kind() = default;
  virtual std::string_view name() const = 0;
  /// Adds this kind's processes (projects, laws) before the first window.
  virtual void start(Processes& processes) { (void)processes; }
  /// Decides, reading the world as it stood at the window's start; writes only its own proposals. May use `threads`.
  virtual void propose(const Window& window, int threads) { (void)window, (void)threads; }
  /// Carries out proposals in sorted order, so that what is scarce goes to the first by (date, agent).
  virtual void commit(const Window& window) { (void)window; }
  /// Posts the month's flows to the accounts. Demand is registered before supply: see agents/registry.cpp.
  virtual void account(const Window& window) { (void)window; }
  /// Writes what others will see from the next window on.
  virtual void publish(const Window& window) { (void)window; }
  /// After December: yearly stocks, indicators, what is reported once a year.
  virtual void close_year(const Window& window) { (void)window; }
};

/// Told after each month how many are done; must change nothing of the run.
using MonthsDone = std::function<void(int months)>;

/// Runs the kinds through the calendar.
void run_months(const Calendar& calendar, Processes& processes, const std::vector<std::unique_ptr<Kind>>& kinds,
                int threads, const MonthsDone& months_done = {});

}  // namespace skifte::sim
