#include "sim/levers.hpp"

#include <algorithm>
#include <iterator>

#include "sim/fault.hpp"
#include "sim/processes.hpp"

namespace skifte::sim {

// A lever that waits for the money of its first day has not begun on the day that the delay moves it to.
Time LeverSetting::scheduled(Time date) const {
  constexpr double instant = 0.001;  // [d]
  const double later = course && course->delay > 0 ? instant : 0;
  return reached(date) - later;
}

Time LeverSetting::reached(Time date) const {
  if (!course) return date;
  return (course->stands_still ? std::min(date, *course->stands_still) : date) - course->delay;
}

std::optional<Time> LeverSetting::ends() const {
  if (!end || !by_rule) return end;
  const auto begin = begins();
  return begin ? std::optional<Time>(*begin + *end) : std::nullopt;
}

bool LeverSetting::in_force(Time date) const {
  const Time planned = scheduled(date);
  const auto begin = begins();
  const auto stop = ends();
  if (!begin && (course || by_rule)) return false;
  return (!begin || planned >= *begin) && (!stop || planned < *stop);
}

double LeverSetting::strength(Time date) const {
  if (!in_force(date)) return 0;
  const auto begin = begins();
  if (!begin || ramp <= 0) return 1;
  return std::min(1.0, (scheduled(date) - *begin) / (ramp * days_per_year));
}

double LeverSetting::number(std::string_view parameter, double otherwise) const {
  const auto found = numbers.find(parameter);
  return found == numbers.end() ? otherwise : found->second;
}

std::optional<Time> LeverSetting::date(std::string_view parameter) const {
  const auto found = dates.find(parameter);
  if (found == dates.end()) return std::nullopt;
  const double late = course ? course->delay : 0;
  const auto begin = begins();
  if (by_rule && !begin) return std::nullopt;
  const Time planned = by_rule ? *begin + found->second : found->second;
  const double building = course && (start || by_rule) ? course->building_time : 0;
  return (building > 0 ? std::max(planned, *begin + building) : planned) + late;
}

LeverValues in_run(const LeverValues& planned, Time period_begin) {
  LeverValues levers = planned;
  for (auto& [name, setting] : levers) {
    setting.course = std::make_shared<LeverCourse>();
    setting.course->name = name;
    if (!setting.by_rule) setting.course->begins = setting.start.value_or(period_begin);
  }
  return levers;
}

std::optional<double> LeverRule::threshold(int year) const {
  if (above.empty() || year < above.front().first || year > above.back().first) return std::nullopt;
  const auto next = std::find_if(above.begin(), above.end(), [&](const auto& point) { return point.first >= year; });
  if (next->first == year) return next->second;
  const auto before = std::prev(next);
  return before->second +
         (next->second - before->second) * (year - before->first) / static_cast<double>(next->first - before->first);
}

std::string start_signal(std::string_view lever) {
  return "lever " + std::string(lever) + " begins";
}

void await_start(ProcessContext& context, const LeverSetting& lever) {
  if (!lever.by_rule) return;
  ensure(lever.course != nullptr, "a lever that a rule starts has no course");
  if (!lever.begins()) context.wait_for(start_signal(lever.course->name));
  context.wait_until(std::max(context.now(), *lever.begins()));
}

void await_works(ProcessContext& context, const LeverSetting& lever) {
  await_start(context, lever);
  constexpr double instant = 1e-6;  // [d] below the clock's resolution
  const auto begin = [&] { return lever.begins().value_or(context.now()) + (lever.course ? lever.course->delay : 0); };
  while (begin() > context.now() + instant) context.wait_until(begin());
}

double stand_still(ProcessContext& context, const LeverSetting& lever, const std::function<void()>& sleep,
                   std::optional<double> days) {
  const Time since = context.now();
  if (lever.course) lever.course->stands_still = since;
  sleep();
  const double stood = days.value_or(context.now() - since);
  if (lever.course) {
    lever.course->stands_still.reset();
    lever.course->delay += stood;
  }
  return stood;
}

void await_date(ProcessContext& context, const LeverSetting& lever, std::string_view parameter, double further) {
  await_start(context, lever);
  constexpr double instant = 1e-6;  // [d] below the clock's resolution
  // Each sleep may see the date move on: while the city waits for money, so do the works.
  for (auto date = lever.date(parameter); date && *date + further > context.now() + instant;
       date = lever.date(parameter)) {
    context.wait_until(*date + further);
  }
}

LeverReader LeverReader::collecting(std::vector<LeverDeclaration>& declarations) {
  LeverReader reader;
  reader.declarations_ = &declarations;
  return reader;
}

std::optional<LeverSetting> LeverReader::lever(const std::string& name, std::string_view meaning,
                                               std::vector<LeverParameter> parameters) {
  if (declarations_ != nullptr) {
    for (const LeverDeclaration& other : *declarations_) {
      if (other.name == name) throw ProgramFault("lever " + name + " is declared twice");
    }
    for (LeverParameter& parameter : parameters) {
      if (!parameter.bounds) parameter.bounds = implied_bounds(parameter.name, parameter.unit, parameter.meaning);
    }
    declarations_->push_back({name, std::string(meaning), reader_, std::move(parameters), {}});
    return std::nullopt;
  }
  const auto found = values_->find(name);
  if (found == values_->end()) return std::nullopt;
  return found->second;
}

}  // namespace skifte::sim
