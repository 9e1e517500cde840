#include "agents/contractors.hpp"

#include <algorithm>
#include <cmath>

namespace skifte::agents {

namespace {

constexpr const char* crews = "contractors";
constexpr double instant = 1e-6;  // [d] below the clock's resolution

sim::Time next_month(sim::Time date) {
  const sim::CivilDate day = sim::to_civil(date);
  return sim::from_civil(day.month < 12 ? sim::CivilDate{day.year, day.month + 1, 1}
                                        : sim::CivilDate{day.year + 1, 1, 1});
}

/// Whether money can still stop the works.
bool may_stop(const sim::LeverSetting* lever) {
  return lever != nullptr && lever->course && !lever->course->bound;
}

/// Posts days between two dates to the years they fall in.
void post_days(sim::Table<1>& table, const sim::Calendar& calendar, int column, sim::Time begin, sim::Time end) {
  for (int year = calendar.first_year(); year <= calendar.last_year(); ++year) {
    const double days =
        std::min(end, sim::from_civil({year + 1, 1, 1})) - std::max(begin, sim::from_civil({year, 1, 1}));
    if (days > 0) table.post(year - calendar.first_year(), {column}, sim::to_count(days));
  }
}

}  // namespace

ContractorAssumptions::ContractorAssumptions(sim::AssumptionReader& read)
    : works_at_once(static_cast<int>(std::max(
          1.0, std::round(read.number("contractors.works_at_once", "1",
                                      "Large works that contractors can build in the city at the same time"))))),
      limited_from(sim::from_decimal_year(
          read.number("contractors.limited_from", "year",
                      "Calendar year, with decimals, from which works wait for a contractor: what is known was built",
                      sim::Bounds::any()))) {}

void await(sim::ProcessContext& context, const std::function<sim::Time()>& date) {
  for (sim::Time then = date(); then > context.now() + instant; then = date()) context.wait_until(then);
}

Instalments::Instalments(sim::Time begin, sim::Time end, const sim::LeverSetting& lever)
    : begin_(begin), end_(end), late_(lever.course ? lever.course->delay : 0), reached_(begin) {}

double Instalments::due(const sim::LeverSetting& lever, const sim::Window& window) {
  const sim::Time now = std::min(end_, lever.reached(window.end) + late_);
  const double days = now - reached_;
  if (days <= 0) return 0;
  reached_ = now;
  return days / (end_ - begin_);
}

void Contractors::open(const ContractorAssumptions& assumptions, sim::Processes& processes) {
  processes.add_resource(crews, assumptions.works_at_once, assumptions.limited_from);
  limited_ = true;
}

double Contractors::wait_for_one(sim::ProcessContext& context, std::size_t works, const sim::LeverSetting* lever) {
  if (!limited_) return 0;
  works_[works].waits_since = context.now();
  const sim::Time since = context.now();
  const auto queue = [&] { context.occupy(crews); };
  if (lever != nullptr) {
    sim::stand_still(context, *lever, queue);
  } else {
    queue();
  }
  works_[works].waits_since.reset();
  const double days = context.now() - since;
  works_[works].waited += days;
  if (days > 0) waits_.push_back({works_[works].kind, since, context.now()});
  return days;
}

double Contractors::build(sim::ProcessContext& context, Works kind, const std::string& name,
                          const sim::LeverSetting* lever, const std::function<sim::Time()>& ready) {
  if (ready() <= context.now() + instant) return 0;
  const std::size_t works = works_.size();
  works_.push_back({kind, name, context.now()});
  // What a course does not know of, we add.
  double waited = 0;
  const bool tells = lever != nullptr && lever->course;
  const auto end = [&] { return ready() + (tells ? 0 : waited); };
  for (bool built = false; !built;) {
    while (may_stop(lever) && lever->course->waiting) context.wait_until(next_month(context.now()));
    waited += wait_for_one(context, works, lever);
    while (!(built = end() <= context.now() + instant) && !(may_stop(lever) && lever->course->waiting)) {
      context.wait_until(may_stop(lever) ? std::min(end(), next_month(context.now())) : end());
    }
    if (limited_) context.release();
  }
  works_[works].ready = context.now();
  return works_[works].waited;
}

void Contractors::build_over_ramp(sim::Processes& processes, Works kind, const std::string& name,
                                  const std::optional<sim::LeverSetting>& lever) {
  if (!lever || lever->ramp <= 0) return;
  processes.add(name, [this, kind, name, &lever = *lever](sim::ProcessContext& context) {
    sim::await_works(context, lever);
    const double late = lever.course ? lever.course->delay : 0;
    const sim::Time begun = lever.begins().value_or(context.now()) + late;
    build(context, kind, name, &lever,
          [&] { return begun + lever.ramp * sim::days_per_year + ((lever.course ? lever.course->delay : 0) - late); });
  });
}

std::vector<LargeWorks> Contractors::close(Accounts& accounts) {
  const sim::Calendar& calendar = accounts.calendar();
  for (LargeWorks& works : works_) {
    if (!works.waits_since) continue;
    waits_.push_back({works.kind, *works.waits_since, calendar.end()});
    works.waited += calendar.end() - *works.waits_since;
  }
  for (const Wait& wait : waits_) {
    post_days(accounts.contractors_wait, calendar, index(wait.kind), wait.begin, wait.end);
    post_days(accounts.bottlenecks, calendar, index(Bottleneck::contractors), wait.begin, wait.end);
  }
  return std::move(works_);
}

}  // namespace skifte::agents
