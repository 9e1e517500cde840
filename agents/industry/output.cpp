#include "agents/industry/output.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto plant_output = sim::decision("plant.output");
constexpr auto industry_cycle = sim::decision("industry.cycle");
constexpr auto line_stop = sim::decision("plant.line_stop");
constexpr auto plant_closure = sim::decision("plant.closure");

int year_of(sim::Time date) {
  return sim::to_civil(date).year;
}

}  // namespace

OutputAssumptions::OutputAssumptions(sim::AssumptionReader& read, const std::string& group)
    : known(read.series("industry.output." + group, "1", "Output relative to 2015")),
      now(read.number("industry.output_now." + group, "1", "Output after the last known year, relative to it")),
      growth(read.number("industry.output_growth." + group, "1/year", "Growth of output from then on")),
      sd(read.number("industry.output_sd." + group, "1", "Standard deviation of the yearly shock's logarithm")),
      stop_rate(read.number("industry.line_stop_rate." + group, "1/year", "Chance that a line is closed in a year")),
      stop_size(read.number("industry.line_stop_size." + group, "1", "Mean share of output that goes with it")),
      closure_rate(read.number("industry.closure_rate." + group, "1/year", "Chance that a plant closes in a year")) {}

CycleAssumptions::CycleAssumptions(sim::AssumptionReader& read)
    : persistence(read.number("industry.output_persistence", "1", "Part of a year's shock left the year after")),
      common_share(
          read.number("industry.output_common_share", "1", "Share of shocks' variance common to all industry")) {}

OutputPath::OutputPath(const OutputAssumptions& assumptions, const CycleAssumptions& cycle, PlantGroup group,
                       const Setting& setting)
    : in_(assumptions),
      first_year_(setting.calendar.first_year()),
      last_known_(year_of(assumptions.known.last_date())) {
  const sim::AgentId all = sim::agent_id("plant.group", 1000);
  const sim::AgentId own = sim::agent_id("plant.group", static_cast<std::uint64_t>(group));
  double shock = 0;
  double lines = 1;
  const int last_year = year_of(setting.calendar.end() - 1.0);
  for (int year = std::min(first_year_, last_known_ + 1); year <= last_year; ++year) {
    double level = known(year);
    if (year > last_known_) {
      // Ordinal: the calendar year.
      const auto ordinal = static_cast<std::uint32_t>(year);
      const double common = sim::normal_quantile(setting.random.uniform(industry_cycle, all, ordinal));
      const double group_own = sim::normal_quantile(setting.random.uniform(plant_output, own, ordinal));
      shock = cycle.persistence * shock +
              in_.sd * (sim::sqrt(cycle.common_share) * common + sim::sqrt(1.0 - cycle.common_share) * group_own);
      const auto stop = setting.random.uniform_pair(line_stop, own, ordinal);
      if (stop[0] < in_.stop_rate) lines *= 1.0 - std::min(1.0, 2.0 * stop[1] * in_.stop_size);
      level *= in_.now * lines * sim::exp(in_.growth * (year - last_known_) + shock);
    }
    if (year >= first_year_) level_.push_back(level);
  }
}

double OutputPath::known(int year) const {
  return in_.known.at(sim::from_civil({std::min(year, last_known_), 7, 2}));
}

double OutputPath::level(int year) const {
  return level_[static_cast<std::size_t>(std::clamp(year - first_year_, 0, static_cast<int>(level_.size()) - 1))];
}

int closure_year(const OutputAssumptions& assumptions, sim::AgentId plant, const Setting& setting) {
  const int first = std::max(setting.calendar.first_year(), year_of(assumptions.known.last_date()) + 1);
  const int last = year_of(setting.calendar.end() - 1.0);
  for (int year = first; year <= last; ++year) {
    // Ordinal: the calendar year.
    if (setting.random.uniform(plant_closure, plant, static_cast<std::uint32_t>(year)) < assumptions.closure_rate) {
      return year;
    }
  }
  return last + 1;
}

}  // namespace skifte::agents
