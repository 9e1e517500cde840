#include "agents/city/lever_booking.hpp"

#include <algorithm>

#include "sim/fault.hpp"

namespace skifte::agents {

namespace {

/// Integral of the ramped strength from the beginning of time to `date`, ends apart [d].
double strength_days(sim::Time start, double ramp_days, sim::Time date) {
  const double since = std::max(0.0, date - start);
  if (ramp_days <= 0) return since;
  const double rising = std::min(since, ramp_days);
  return rising * rising / (2 * ramp_days) + (since - rising);
}

}  // namespace

double investment_share(const sim::LeverSetting& setting, sim::Time begin, sim::Time end, sim::Time period_begin) {
  const sim::Time start = setting.start.value_or(period_begin);
  const sim::Time stop = setting.end ? std::min(*setting.end, end) : end;
  const double ramp_days = setting.start ? setting.ramp * sim::days_per_year : 0;
  if (ramp_days <= 0) return start >= begin && start < stop ? 1 : 0;
  return std::max(0.0, std::min(stop, start + ramp_days) - std::max(begin, start)) / ramp_days;
}

double years_in_force(const sim::LeverSetting& setting, sim::Time begin, sim::Time end, sim::Time period_begin) {
  const sim::Time start = setting.start.value_or(period_begin);
  const sim::Time stop = setting.end ? std::min(*setting.end, end) : end;
  if (stop <= begin) return 0;
  const double ramp_days = setting.start ? setting.ramp * sim::days_per_year : 0;
  return (strength_days(start, ramp_days, stop) - strength_days(start, ramp_days, begin)) / sim::days_per_year;
}

Payer payer_of(const sim::LeverSetting& setting) {
  const auto found = std::find(payer_labels.begin(), payer_labels.end(), setting.payer);
  sim::ensure(found != payer_labels.end(), "city: a lever's payer is none of the accounts' payers");
  return static_cast<Payer>(found - payer_labels.begin());
}

}  // namespace skifte::agents
