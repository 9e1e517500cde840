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

/// The lever's planned date without the delay that `date` adds; the first, should there be several.
std::optional<sim::Time> planned_date(const sim::LeverSetting& setting) {
  if (setting.dates.empty()) return std::nullopt;
  const auto date = setting.date(setting.dates.begin()->first);
  return date && setting.course ? std::optional<sim::Time>(*date - setting.course->delay) : date;
}

/// `granted`: the state's part of `sek`.
void tell_city(const sim::LeverSetting& setting, MoneyKind kind, double sek, double granted) {
  if (!setting.course) return;
  (kind == MoneyKind::investment ? setting.course->paid_investment : setting.course->paid_running) += sek - granted;
  setting.course->paid_grants += granted;
  setting.course->booked += sek;
}

double left_in_fund(const sim::LeverSetting& setting) {
  return setting.course && setting.course->fund ? setting.course->fund->sek : 0;
}

}  // namespace

double LeverSchedule::investment_share(sim::Time begin, sim::Time end_of_window) const {
  const sim::Time stop = end ? std::min(*end, end_of_window) : end_of_window;
  if (instalment_days <= 0) return instalments_begin >= begin && instalments_begin < stop ? 1 : 0;
  return std::max(0.0, std::min(stop, instalments_begin + instalment_days) - std::max(begin, instalments_begin)) /
         instalment_days;
}

double LeverSchedule::years_in_force(sim::Time begin, sim::Time end_of_window) const {
  const sim::Time stop = end ? std::min(*end, end_of_window) : end_of_window;
  if (stop <= begin) return 0;
  return (strength_days(in_force_from, ramp_days, stop) - strength_days(in_force_from, ramp_days, begin)) /
         sim::days_per_year;
}

double LeverSchedule::strength(sim::Time date) const {
  if (date < in_force_from || (end && date >= *end)) return 0;
  return ramp_days > 0 ? std::min(1.0, (date - in_force_from) / ramp_days) : 1;
}

std::optional<LeverSchedule> schedule_of(const sim::LeverSetting& setting, sim::Time period_begin) {
  const auto begins = setting.begins();
  if (!begins && setting.by_rule) return std::nullopt;
  const sim::Time start = begins.value_or(period_begin);
  const double ramp = setting.ramp * sim::days_per_year;
  const auto planned = planned_date(setting);
  if (!planned) return LeverSchedule{start, ramp, start, ramp, setting.ends()};
  if (setting.dates.contains("decision")) return LeverSchedule{*planned, ramp, *planned, ramp, setting.ends()};
  const bool start_given = setting.start || setting.by_rule;
  const sim::Time first = start_given && start <= *planned ? start : *planned - ramp;
  return LeverSchedule{first, *planned - first, *planned, 0, setting.ends()};
}

Payer payer_of(const sim::LeverSetting& setting) {
  const auto found = std::find(payer_labels.begin(), payer_labels.end(), setting.payer);
  sim::ensure(found != payer_labels.end(), "city: a lever's payer is none of the accounts' payers");
  return static_cast<Payer>(found - payer_labels.begin());
}

double state_part(const sim::LeverSetting& setting, double sek) {
  return setting.state_share * sek + std::min(setting.klimatklivet * sek, left_in_fund(setting));
}

double take_state_part(const sim::LeverSetting& setting, double sek) {
  const double wanted = setting.klimatklivet * sek;
  const double part = state_part(setting, sek);
  if (wanted <= 0 || !setting.course || !setting.course->fund) return part;
  sim::FundLeft& fund = *setting.course->fund;
  fund.short_of = fund.short_of || fund.sek < wanted;
  fund.sek -= std::min(wanted, fund.sek);
  return part;
}

void post_lever_cost(Accounts& accounts, const sim::Window& window, const sim::LeverSetting& setting, MoneyKind kind,
                     Measure measure, double sek) {
  const double granted = kind == MoneyKind::investment ? take_state_part(setting, sek) : 0;
  accounts.post_money(window, kind, payer_of(setting), measure, sek);
  if (granted > 0) accounts.post_grant(window, kind, Payer::state, payer_of(setting), measure, granted);
  tell_city(setting, kind, sek, granted);
}

void post_granted_cost(Accounts& accounts, const sim::Window& window, const sim::LeverSetting& setting, Measure measure,
                       double sek) {
  accounts.post_money(window, MoneyKind::investment, payer_of(setting), measure, sek);
  accounts.post_grant(window, MoneyKind::investment, Payer::state, payer_of(setting), measure, sek);
  tell_city(setting, MoneyKind::investment, sek, sek);
}

void post_support(Accounts& accounts, const sim::Window& window, const sim::LeverSetting& setting, MoneyKind kind,
                  Payer to, Measure measure, double sek) {
  const double granted = kind == MoneyKind::investment ? take_state_part(setting, sek) : 0;
  accounts.post_grant(window, kind, payer_of(setting), to, measure, sek - granted);
  if (granted > 0) accounts.post_grant(window, kind, Payer::state, to, measure, granted);
  tell_city(setting, kind, sek, granted);
}

void post_lever_income(Accounts& accounts, const sim::Window& window, const sim::LeverSetting& setting, Transfer what,
                       Payer from, Measure measure, double sek) {
  if (what == Transfer::grant) {
    accounts.post_grant(window, MoneyKind::running_cost, from, payer_of(setting), measure, sek);
  } else {
    accounts.post_payment(window, what, MoneyKind::running_cost, from, payer_of(setting), measure, sek);
  }
  tell_city(setting, MoneyKind::running_cost, -sek, 0);
}

}  // namespace skifte::agents
