#pragma once
#include <optional>

#include "agents/accounts.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// When a lever's money falls due. Its instalments run evenly from s to s + r, its running cost follows a strength that
/// rises from 0 at c over the time q to 1, both until e:
///
///   share of the investment over [a, b)   i = |[a, b) ∩ [s, s + r) ∩ (-inf, e)| / r        r > 0
///                                         i = 1 if a <= s < b and s < e, else 0            r = 0
///   years in force over [a, b)            y = integral over [a, min(b, e)) of min(1, (t - c)/q) dt
///
/// Ordinary lever with start b and ramp m: s = c = b, r = q = m. A project, that is a lever with a planned date d: it
/// is built before d, so s + r = d, with s its start if that is given and not later, else d - m; c = d, q = 0. Where
/// the date is that of the decision (parameter `decision`) the building follows it: s = c = d, r = q = m. Times in [d],
/// y in [year]. Shares of adjoining windows add to 1 over all instalments if no end cuts them. Delays
/// for want of money, and while works stand still, are the caller's to take off the window (LeverSetting::reached); any
/// other slip moves works, not these dates.
struct LeverSchedule {
  sim::Time instalments_begin;  // s
  double instalment_days;       // r
  sim::Time in_force_from;      // c
  double ramp_days;             // q
  std::optional<sim::Time> end;

  double investment_share(sim::Time begin, sim::Time end_of_window) const;
  double years_in_force(sim::Time begin, sim::Time end_of_window) const;
  double strength(sim::Time date) const;  ///< what the running cost follows [1]
};

/// Delays apart. Empty while the lever's rule has not fired. `period_begin` stands in where no course says when it
/// begins.
std::optional<LeverSchedule> schedule_of(const sim::LeverSetting& setting, sim::Time period_begin);

/// The payer's label as an enumerator; an unknown one is a ProgramFault.
Payer payer_of(const sim::LeverSetting& setting);

/// What the state pays of an investment in a lever's name [SEK]: the part it has agreed to, and of the part that its
/// fund is to pay what is left there this year. `take_state_part` takes the latter from the fund.
double state_part(const sim::LeverSetting& setting, double sek);
double take_state_part(const sim::LeverSetting& setting, double sek);

/// Books a cost in a lever's name that is not the lever's own, with the lever's payer, and lets the city know, so that
/// it weighs on the debt [SEK]. Of an investment the state pays its part (take_state_part).
void post_lever_cost(Accounts& accounts, const sim::Window& window, const sim::LeverSetting& setting, MoneyKind kind,
                     Measure measure, double sek);

/// The same for an investment that a grant of the state's covers, beside what it pays of the rest.
void post_granted_cost(Accounts& accounts, const sim::Window& window, const sim::LeverSetting& setting, Measure measure,
                       double sek);

/// The same for a grant or support that the lever's payer gives `to` somebody towards a cost booked in full.
void post_support(Accounts& accounts, const sim::Window& window, const sim::LeverSetting& setting, MoneyKind kind,
                  Payer to, Measure measure, double sek);

/// The same for what `from` pays the lever's payer towards running costs booked by post_lever_cost.
void post_lever_income(Accounts& accounts, const sim::Window& window, const sim::LeverSetting& setting, Transfer what,
                       Payer from, Measure measure, double sek);

}  // namespace skifte::agents
