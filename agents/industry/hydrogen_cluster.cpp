#include "agents/industry/hydrogen_cluster.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto cluster_decision = sim::decision("hydrogen_cluster.decision");
constexpr double look_again = 30;  // [d] the grid company answers once a month
constexpr auto cluster_slip = sim::decision("hydrogen_cluster.slip");

}  // namespace

HydrogenAssumptions::HydrogenAssumptions(sim::AssumptionReader& read)
    : prestudy_ready(read.number("hydrogen.prestudy_ready", "year",
                                 "Calendar year, with decimals, in which the prestudy is ready")),
      go_probability(read.number("hydrogen.go_probability", "1",
                                 "Chance that a phase is decided on where hydrogen costs what it is worth")),
      go_spread(read.number("hydrogen.go_spread", "SEK/kWh",
                            "Cost above worth that strategy and customers may bridge, logistic scale") /
                1000.0),
      first_phase(read.number("hydrogen.first_phase", "1", "Share of the capacity built first")),
      phase_gap(read.number("hydrogen.phase_gap", "year", "Operation before the next phase is decided")),
      build_time(read.number("hydrogen.build_time", "year", "From decision to operation without delay")),
      slip_median(read.number("hydrogen.slip_median", "year", "Median delay")),
      slip_spread(read.number("hydrogen.slip_spread", "1", "Standard deviation of the delay's logarithm")),
      full_load_hours(read.number("hydrogen.full_load_hours", "h/year", "Full-load hours of the electrolyser")),
      efficiency(read.number("hydrogen.efficiency", "1", "Hydrogen's lower heating value per electricity")),
      investment(read.number("hydrogen.investment", "SEK/W", "Investment per electrolyser power")),
      annuity(read.number("hydrogen.annuity", "1/year", "Yearly capital cost, operation and maintenance included")),
      reformer_efficiency(read.number("hydrogen.reformer_efficiency", "1",
                                      "Hydrogen per natural gas in today's reformer, lower heating values")) {}

double hydrogen_cost(const HydrogenAssumptions& assumptions, const HydrogenMarket& market) {
  const double capital = assumptions.investment * (1.0 - market.grant_share) * assumptions.annuity;
  return (capital / assumptions.full_load_hours + market.electricity) / assumptions.efficiency;
}

double hydrogen_worth(const HydrogenAssumptions& assumptions, const HydrogenMarket& market) {
  return (market.gas + market.carbon) / assumptions.reformer_efficiency;
}

double go_ahead_probability(const HydrogenAssumptions& assumptions, const HydrogenMarket& market) {
  const double gap = hydrogen_cost(assumptions, market) - hydrogen_worth(assumptions, market);
  return std::min(1.0, 2.0 * assumptions.go_probability / (1.0 + sim::exp(gap / assumptions.go_spread)));
}

HydrogenCluster::HydrogenCluster(const HydrogenAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever,
                                 const Setting& setting)
    : assumptions_(assumptions), lever_(lever), setting_(setting), contractors_(setting.board.of<Contractors>()) {}

/// Ordinal: the phase's number.
bool HydrogenCluster::decide(std::uint32_t number, sim::Time now, double power, const HydrogenMarket& market) {
  const sim::AgentId id = sim::agent_id("hydrogen_cluster", 0);
  if (setting_.random.uniform(cluster_decision, id, number) >= go_ahead_probability(assumptions_, market)) return false;
  const double slip = sim::lognormal(setting_.random.uniform(cluster_slip, id, number), assumptions_.slip_median,
                                     assumptions_.slip_spread);
  const double build = (assumptions_.build_time + slip) * sim::days_per_year;
  if (phases_.empty()) release_books(now);
  phases_.push_back({power, now + build, {now, now + build, *lever_}});
  return true;
}

/// Before the first phase's instalments begin, for they count from the delay of that day.
void HydrogenCluster::release_books(sim::Time now) {
  if (!lever_->course || !lever_->course->stands_still) return;
  lever_->course->delay += now - *lever_->course->stands_still;
  lever_->course->stands_still.reset();
}

void HydrogenCluster::start(sim::Processes& processes, const std::function<HydrogenMarket(sim::Time)>& market,
                            const GridDesk& grid) {
  if (!lever_) return;
  processes.add("hydrogen_cluster", [this, market, grid](sim::ProcessContext& context) {
    sim::await_start(context, *lever_);
    if (!lever_->date("decision")) return;
    const double whole = lever_->number("capacity", 0);
    const double first = whole * std::clamp(assumptions_.first_phase, 0.0, 1.0);
    sim::Time decision = std::max(*lever_->date("decision"), sim::from_decimal_year(assumptions_.prestudy_ready));
    // Sums that the scenario names fall due once something is decided, and never if nothing is.
    if (lever_->course) lever_->course->stands_still = std::max(*lever_->date("decision"), context.now());
    for (std::uint32_t number = 0; number < 2; ++number) {
      const double power = number == 0 ? first : whole - first;
      if (power <= 0) continue;
      context.wait_until(std::max(decision, context.now()));
      if (!decide(number, context.now(), power, market(context.now()))) return;
      const GridConnections::Request connection = grid.ask(power, context.now());
      carry_out(context, number, phases_.back().end);
      while (grid.ready(connection) > context.now()) {
        context.wait_until(std::min(grid.ready(connection), context.now() + look_again));
      }
      context.post(20, "hydrogen_cluster in operation", [this, power](sim::Time) { capacity_ += power; });
      decision = context.now() + assumptions_.phase_gap * sim::days_per_year;
    }
  });
}

/// The slip comes before the contractor, as late as money makes both.
void HydrogenCluster::carry_out(sim::ProcessContext& context, std::uint32_t number, sim::Time planned) {
  const auto delay = [&] { return lever_->course ? lever_->course->delay : 0; };
  const double late = delay();
  const auto ready = [&] { return planned + (delay() - late); };
  await(context, [&] { return ready() - assumptions_.build_time * sim::days_per_year; });
  contractors_.build(context, Works::hydrogen_cluster, "hydrogen_cluster_" + std::to_string(number + 1), &*lever_,
                     ready);
  context.wait_until(std::max(planned, context.now()));
}

double HydrogenCluster::hydrogen_per_year() const {
  return capacity_ * assumptions_.full_load_hours * assumptions_.efficiency;
}

double HydrogenCluster::investment(const sim::Window& window) {
  // The scenario's own figure, be it 0, is booked by the city; ours stands in where it gives none.
  if (!lever_ || lever_->states_investment || lever_->investment > 0) return 0;
  double sum = 0;
  for (Phase& phase : phases_) sum += assumptions_.investment * phase.power * phase.instalments.due(*lever_, window);
  return sum;
}

}  // namespace skifte::agents
