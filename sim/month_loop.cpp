#include "sim/month_loop.hpp"

#include <cmath>

namespace skifte::sim {

// The month, in six phases. All kinds finish one phase before any begins the next; within a phase they go in order of
// registration.
//
//   1. processes  the calendar of institutions, laws and projects runs to the window's start; what they posted is
//   applied
//                 sorted by (date, priority, name), so the populations see the world as of the window's first instant.
//   2. propose    agents with an event in this window decide, in parallel, each reading the published world (phase 5 of
//   the
//                 month before) and drawing by its own keys: no proposal depends on another.
//   3. commit     each kind carries out its proposals sorted by (date, agent); what is scarce goes to the first.
//   4. account    flows of the month are posted to the integer ledger, demand before supply.
//   5. publish    each kind writes what the others see next month.
//   6. close      after December, stocks and yearly figures.
//
// Phase 2 precedes 3 since a proposal must not see this month's commitments; 4 follows 3 since an adopted system counts
// from its month on; 5 comes last so that nobody sees half a month.
void run_months(const Calendar& calendar, Processes& processes, const std::vector<std::unique_ptr<Kind>>& kinds,
                int threads, const MonthsDone& months_done) {
  for (const auto& kind : kinds) kind->start(processes);
  for (int index = 0; index < calendar.months(); ++index) {
    const Window window = calendar.window(index);
    // advance() runs what is dated before its argument; what is dated at the window's first instant belongs to this
    // window.
    for (const ProcessEvent& event : processes.advance(std::nextafter(window.begin, window.end)))
      event.apply(event.date);
    for (const auto& kind : kinds) kind->propose(window, threads);
    for (const auto& kind : kinds) kind->commit(window);
    for (const auto& kind : kinds) kind->account(window);
    for (const auto& kind : kinds) kind->publish(window);
    if (window.last_of_year()) {
      for (const auto& kind : kinds) kind->close_year(window);
    }
    if (months_done) months_done(index + 1);
  }
}

}  // namespace skifte::sim
