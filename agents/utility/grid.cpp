#include "agents/utility/grid.hpp"

#include <algorithm>
#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto grid_slip = sim::decision("grid.slip");

}  // namespace

GridAssumptions::GridAssumptions(sim::AssumptionReader& read) : peak_factor{} {
  for (std::size_t use = 0; use < peak_factor.size(); ++use) {
    peak_factor[use] = read.number("grid.peak_factor." + std::string(end_use_labels[use]), "1",
                                   "Power at the grid's peak over the month's mean power");
  }
  other_load = read.number("grid.other_load", "W", "Power at the peak of uses that the model does not follow");
  capacity = read.number("grid.capacity", "W", "Power the city may take from the regional grid in 2015");
  granted = read.series("grid.granted", "W", "Power granted on top since 2015");
  ample_margin = read.number("grid.ample_margin", "1", "Free share of capacity at which nobody waits");
  lead_time = read.number("grid.lead_time", "d", "Time to a connection with ample capacity");
  lead_time_full = read.number("grid.lead_time_full", "d", "Further time where no capacity is free");
  threshold = read.number("grid.threshold", "1", "Headroom below which the company reinforces");
  reinforcement = read.number("grid.reinforcement", "W", "Power that one of its projects adds");
  project_time = read.number("grid.project_time", "year", "Planning, permits and building of a reinforcement");
  slip_median = read.number("grid.slip_median", "year", "Median delay of a reinforcement");
  slip_spread = read.number("grid.slip_spread", "1", "Standard deviation of the delay's logarithm");
  investment = read.number("grid.investment", "SEK/W", "Investment per added power");
}

Grid::Grid(const GridAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever, const Setting& setting)
    : assumptions_(assumptions), lever_(lever), setting_(setting), capacity_(assumptions.capacity) {}

void Grid::start(sim::Processes& processes) {
  processes_ = &processes;
  if (!lever_) return;
  processes.add("grid_reinforcement", [this](sim::ProcessContext& context) {
    sim::await_start(context, *lever_);
    build(context, "grid_reinforcement", lever_->begins().value_or(setting_.calendar.begin()),
          lever_->number("capacity", 0), 1000);
  });
}

void Grid::build(sim::ProcessContext& context, const std::string& name, sim::Time begin, double capacity,
                 std::uint32_t ordinal) {
  context.wait_until(std::max(begin, context.now()));
  // Ordinal: the company's projects so far; 1000 the lever's.
  const double u = setting_.random.uniform(grid_slip, sim::agent_id("grid", 0), ordinal);
  const double slip = sim::lognormal(u, assumptions_.slip_median, assumptions_.slip_spread);
  context.wait((assumptions_.project_time + slip) * sim::days_per_year);
  context.post(20, name + " in operation", [this, capacity, ordinal](sim::Time) {
    added_ += capacity;
    if (ordinal < 1000) --building_;
  });
}

void Grid::step(const std::array<std::int64_t, 9>& electricity, const sim::Window& window, double waiting) {
  const double hours = (window.end - window.begin) * 24.0;
  double peak = assumptions_.other_load;
  for (std::size_t use = 0; use < electricity.size(); ++use) {
    peak += static_cast<double>(electricity[use]) / hours * assumptions_.peak_factor[use];
  }
  peak_of_year_ = std::max(peak_of_year_, peak);
  capacity_ = assumptions_.capacity + assumptions_.granted.at(window.begin) + added_;
  // The year's highest month so far counts: capacity must suffice in winter whatever the month of the request.
  headroom_ = std::clamp((capacity_ - peak_of_year_ - waiting) / (assumptions_.ample_margin * capacity_), 0.0, 1.0);
}

double Grid::lead_time() const {
  return assumptions_.lead_time + assumptions_.lead_time_full * (1.0 - headroom_);
}

void Grid::decide(const sim::Window& window) {
  if (processes_ == nullptr || building_ > 0 || headroom_ >= assumptions_.threshold) return;
  ++building_;
  const std::string name = "grid_project_" + std::to_string(window.year);
  processes_->add(name, [this, name, begin = window.end, ordinal = projects_](sim::ProcessContext& context) {
    build(context, name, begin, assumptions_.reinforcement, ordinal);
  });
  ++projects_;
  setting_.accounts.post_money(window, MoneyKind::investment, Payer::municipal_companies, Measure::other,
                               assumptions_.investment * assumptions_.reinforcement);
}

}  // namespace skifte::agents
