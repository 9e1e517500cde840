#include "agents/machinery/work.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto machine_year = sim::decision("machine.year");

int year_of(sim::Time date) {
  return sim::to_civil(date).year;
}

}  // namespace

MachineWork::MachineWork(const MachineAssumptions& assumptions, const Setting& setting)
    : in_(assumptions), first_year_(setting.calendar.first_year()) {
  const int last_year = year_of(setting.calendar.end() - 1.0);
  for (std::size_t series = 0; series < shock_.size(); ++series) {
    const bool rest = series == in_.owner.size();
    const std::size_t known = rest ? static_cast<std::size_t>(MachineOwner::port) : series;
    const int last_known = year_of(in_.owner[known].activity.last_date());
    const sim::AgentId id = sim::agent_id("machine.owner", series);
    double x = 0;
    for (int year = std::min(first_year_, last_known + 1); year <= last_year; ++year) {
      if (year > last_known) {
        // Ordinal: the calendar year.
        const double u = setting.random.uniform(machine_year, id, static_cast<std::uint32_t>(year));
        x = in_.activity_persistence * x + (rest ? in_.allotted_sd : in_.activity_sd) * sim::normal_quantile(u);
      }
      if (year >= first_year_) shock_[series].push_back(x);
    }
  }
}

double MachineWork::shock(std::size_t series, sim::Time date) const {
  const int last = static_cast<int>(shock_[series].size()) - 1;
  return sim::exp(shock_[series][static_cast<std::size_t>(std::clamp(year_of(date) - first_year_, 0, last))]);
}

double MachineWork::index(MachineOwner owner, sim::Time date) const {
  const OwnerAssumptions& terms = in_.owner[static_cast<std::size_t>(owner)];
  const double years = std::max(0.0, date - terms.activity.last_date()) / sim::days_per_year;
  return terms.activity.at(date) * sim::exp(terms.activity_growth * years) *
         shock(static_cast<std::size_t>(owner), date);
}

double MachineWork::allotted_shock(sim::Time date) const {
  return shock(in_.owner.size(), date);
}

}  // namespace skifte::agents
