#include "agents/industry/hydrogen_cluster.hpp"

#include <algorithm>

namespace skifte::agents {

namespace {

constexpr auto cluster_decision = sim::decision("hydrogen_cluster.decision");
constexpr auto cluster_slip = sim::decision("hydrogen_cluster.slip");

}  // namespace

HydrogenAssumptions::HydrogenAssumptions(sim::AssumptionReader& read)
    : prestudy_ready(read.number("hydrogen.prestudy_ready", "year",
                                 "Calendar year, with decimals, in which the prestudy is ready")),
      go_probability(
          read.number("hydrogen.go_probability", "1", "Chance that the cluster is decided on once put forward")),
      build_time(read.number("hydrogen.build_time", "year", "From decision to operation without delay")),
      slip_median(read.number("hydrogen.slip_median", "year", "Median delay")),
      slip_spread(read.number("hydrogen.slip_spread", "1", "Standard deviation of the delay's logarithm")),
      full_load_hours(read.number("hydrogen.full_load_hours", "h/year", "Full-load hours of the electrolyser")),
      efficiency(read.number("hydrogen.efficiency", "1", "Hydrogen's lower heating value per electricity")),
      investment(read.number("hydrogen.investment", "SEK/W", "Investment per electrolyser power")) {}

HydrogenCluster::HydrogenCluster(const HydrogenAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever,
                                 const Setting& setting)
    : assumptions_(assumptions), lever_(lever), setting_(setting) {}

void HydrogenCluster::start(sim::Processes& processes) {
  if (!lever_ || !lever_->date("decision")) return;
  processes.add("hydrogen_cluster", [this](sim::ProcessContext& context) {
    const sim::Time decision =
        std::max({*lever_->date("decision"), sim::from_decimal_year(assumptions_.prestudy_ready), context.now()});
    context.wait_until(decision);
    const sim::AgentId id = sim::agent_id("hydrogen_cluster", 0);
    if (setting_.random.uniform(cluster_decision, id, 0) >= assumptions_.go_probability) return;
    const double slip = sim::lognormal(setting_.random.uniform(cluster_slip, id, 0), assumptions_.slip_median,
                                       assumptions_.slip_spread);
    build_begin_ = decision;
    build_end_ = decision + (assumptions_.build_time + slip) * sim::days_per_year;
    context.wait_until(build_end_);
    context.post(20, "hydrogen_cluster in operation", [this](sim::Time) { capacity_ = lever_->number("capacity", 0); });
  });
}

double HydrogenCluster::electricity_per_year() const {
  return capacity_ * assumptions_.full_load_hours;
}

double HydrogenCluster::hydrogen_per_year() const {
  return electricity_per_year() * assumptions_.efficiency;
}

double HydrogenCluster::investment(sim::Time begin, sim::Time end) const {
  // The scenario's own figure is booked by the city; ours stands in where it gives none.
  if (!lever_ || lever_->investment > 0 || build_end_ <= build_begin_) return 0;
  const double overlap = std::min(end, build_end_) - std::max(begin, build_begin_);
  if (overlap <= 0) return 0;
  return assumptions_.investment * lever_->number("capacity", 0) * overlap / (build_end_ - build_begin_);
}

}  // namespace skifte::agents
