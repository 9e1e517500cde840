#include "agents/utility/grid.hpp"

#include <algorithm>
#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto grid_slip = sim::decision("grid.slip");
constexpr double unbound = 1e18;  // [W]

}  // namespace

GridAssumptions::GridAssumptions(sim::AssumptionReader& read) : areas{}, peak_factor{} {
  for (std::size_t area = 0; area < areas.size(); ++area) {
    const std::string name = "grid.area." + std::string(grid_area_labels[area]);
    areas[area].capacity = read.number(name + ".capacity", "1", "The area's share of the city's capacity");
    areas[area].dwellings = read.number(name + ".dwellings", "1", "Its share of dwellings' load");
    areas[area].business = read.number(name + ".business", "1", "Its share of premises', transport's and plants' load");
    areas[area].industry = read.number(name + ".industry", "1", "Its share of industry's load");
  }
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
  construction = read.number("grid.construction", "year", "The last part of that time, in which contractors build");
  slip_median = read.number("grid.slip_median", "year", "Median delay of a reinforcement");
  slip_spread = read.number("grid.slip_spread", "1", "Standard deviation of the delay's logarithm");
  investment = read.number("grid.investment", "SEK/W", "Investment per added power");
}

double GridAssumptions::Area::of(EndUse use) const {
  if (use == EndUse::industry) return industry;
  return use == EndUse::dwellings || use == EndUse::cars ? dwellings : business;
}

Grid::Grid(const GridAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever, const Setting& setting)
    : assumptions_(assumptions),
      lever_(lever),
      setting_(setting),
      contractors_(setting.board.of<Contractors>()),
      capacity_(assumptions.capacity) {}

void Grid::start(sim::Processes& processes) {
  processes_ = &processes;
  if (!lever_) return;
  processes.add("grid_reinforcement", [this](sim::ProcessContext& context) {
    sim::await_works(context, *lever_);
    build(context, "grid_reinforcement", &*lever_, context.now(), lever_->number("capacity", 0), 1000);
  });
}

void Grid::build(sim::ProcessContext& context, const std::string& name, const sim::LeverSetting* lever, sim::Time begin,
                 double capacity, std::uint32_t ordinal) {
  context.wait_until(std::max(begin, context.now()));
  // Ordinal: the company's projects so far; 1000 the lever's.
  const double u = setting_.random.uniform(grid_slip, sim::agent_id("grid", 0), ordinal);
  const double slip = sim::lognormal(u, assumptions_.slip_median, assumptions_.slip_spread);
  const sim::Time planned = context.now() + (assumptions_.project_time + slip) * sim::days_per_year;
  const auto delay = [&] { return lever != nullptr && lever->course ? lever->course->delay : 0; };
  const double late = delay();
  const auto ready = [&] { return planned + (delay() - late); };
  await(context,
        [&] { return ready() - std::min(assumptions_.construction, assumptions_.project_time) * sim::days_per_year; });
  contractors_.build(context, Works::grid_reinforcement, name, lever, ready);
  context.wait_until(std::max(planned, context.now()));
  context.post(20, name + " in operation", [this, capacity, ordinal](sim::Time) {
    reinforce(capacity);
    if (ordinal < 1000) --building_;
  });
}

void Grid::reinforce(double capacity) {
  added_ += capacity;
  const auto tightest = std::min_element(areas_.begin(), areas_.end(),
                                         [](const AreaState& a, const AreaState& b) { return a.free < b.free; });
  tightest->added += capacity;
}

double Grid::area_capacity(std::size_t area) const {
  return assumptions_.areas[area].capacity * (capacity_ - added_) + areas_[area].added;
}

/// Headroom [1]; an area without capacity of its own binds nobody.
double Grid::room(double capacity, double peak, double queued) const {
  return capacity > 0 ? std::clamp((capacity - peak - queued) / (assumptions_.ample_margin * capacity), 0.0, 1.0) : 1.0;
}

void Grid::ask(const GridRequests& requests, sim::Time date) {
  for (std::size_t a = 0; a < areas_.size(); ++a) {
    for (std::size_t c = 0; c < requests.of.size(); ++c)
      areas_[a].queue.ask(static_cast<GridCustomer>(c), requests.of[c].asked[a], requests.of[c].connected[a], date);
  }
}

/// Grants connections from what the area and its share of the city have free, and posts who waits [W d].
void Grid::serve(const sim::Window& window) {
  const double days = window.end - window.begin;
  for (std::size_t a = 0; a < areas_.size(); ++a) {
    ConnectionQueue& queue = areas_[a].queue;
    const double own = area_capacity(a) - areas_[a].peak;
    const double city = assumptions_.areas[a].capacity * (capacity_ - peak_of_year_);
    queue.serve(area_capacity(a) > 0 ? std::min(own, city + areas_[a].added) : unbound);
    areas_[a].wait = queue.wait(window.end);
    for (int customer = 0; customer < static_cast<int>(grid_customer_labels.size()); ++customer) {
      const auto who = static_cast<GridCustomer>(customer);
      setting_.accounts.post_grid_waiting(window, who, queue.waiting(who) / 1000.0 * days);
    }
  }
}

void Grid::step(const std::array<std::int64_t, 9>& electricity, const sim::Window& window,
                const GridRequests& requests) {
  const double hours = (window.end - window.begin) * 24.0;
  double peak = assumptions_.other_load;
  std::array<double, grid_area_labels.size()> area_peak{};
  for (std::size_t a = 0; a < areas_.size(); ++a)
    area_peak[a] = assumptions_.other_load * assumptions_.areas[a].business;
  for (std::size_t use = 0; use < electricity.size(); ++use) {
    const double power = static_cast<double>(electricity[use]) / hours * assumptions_.peak_factor[use];
    peak += power;
    for (std::size_t a = 0; a < areas_.size(); ++a)
      area_peak[a] += power * assumptions_.areas[a].of(static_cast<EndUse>(use));
  }
  peak_of_year_ = std::max(peak_of_year_, peak);
  capacity_ = assumptions_.capacity + assumptions_.granted.at(window.begin) + added_;
  ask(requests, window.begin);
  // The year's highest month so far counts: capacity must suffice in winter whatever the month of the request.
  double queued = 0;
  for (std::size_t a = 0; a < areas_.size(); ++a) areas_[a].peak = std::max(areas_[a].peak, area_peak[a]);
  serve(window);
  for (std::size_t a = 0; a < areas_.size(); ++a) {
    const double power = areas_[a].queue.waiting() + areas_[a].queue.reserved();
    areas_[a].headroom = room(area_capacity(a), areas_[a].peak, power);
    areas_[a].free = area_capacity(a) > 0 ? 1.0 - (areas_[a].peak + power) / area_capacity(a) : 1.0;
    queued += power;
  }
  headroom_ = room(capacity_, peak_of_year_, queued);
}

double Grid::lead_time(GridArea area) const {
  const AreaState& state = areas_[static_cast<std::size_t>(index(area))];
  const double estimate = assumptions_.lead_time_full * (1.0 - std::min(headroom_, state.headroom));
  return assumptions_.lead_time + std::max(state.wait, estimate);
}

GridOffer Grid::offer(GridCustomer customer) const {
  GridOffer offer;
  offer.building_time = assumptions_.lead_time;
  for (std::size_t a = 0; a < areas_.size(); ++a) {
    const GridAssumptions::Area& area = assumptions_.areas[a];
    offer.granted[a] = areas_[a].queue.granted(customer);
    offer.lead_time[a] = lead_time(static_cast<GridArea>(a));
    offer.share[a] = customer == GridCustomer::industry ? area.industry : area.business;
  }
  return offer;
}

void Grid::decide(const sim::Window& window) {
  double least = headroom_;
  for (const AreaState& area : areas_) least = std::min(least, area.headroom);
  if (processes_ == nullptr || building_ > 0 || least >= assumptions_.threshold) return;
  ++building_;
  const std::string name = "grid_project_" + std::to_string(window.year);
  processes_->add(name, [this, name, begin = window.end, ordinal = projects_](sim::ProcessContext& context) {
    build(context, name, nullptr, begin, assumptions_.reinforcement, ordinal);
  });
  ++projects_;
  setting_.accounts.post_money(window, MoneyKind::investment, Payer::municipal_companies, Measure::other,
                               assumptions_.investment * assumptions_.reinforcement);
}

}  // namespace skifte::agents
