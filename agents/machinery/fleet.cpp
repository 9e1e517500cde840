#include "agents/machinery/fleet.hpp"

#include <algorithm>
#include <cmath>

#include "sim/choice.hpp"

namespace skifte::agents {

namespace {

constexpr auto machine_life = sim::decision("machine.life");
constexpr auto machine_age = sim::decision("machine.age");
constexpr auto machine_drive = sim::decision("machine.drive");
constexpr auto machine_offer = sim::decision("machine.offer");
constexpr auto machine_rank = sim::decision("machine.rank");
constexpr auto machine_owner_kind = sim::decision("machine.owner");
constexpr auto machine_size = sim::decision("machine.size");
constexpr auto machine_grid = sim::decision("machine.grid");

/// Resolution of the fleets: cohorts of machines per owner that are replaced together.
constexpr std::array<std::uint32_t, machine_owners> cohorts_of = {120, 100, 60, 80, 40, 10};

std::size_t at(MachineOwner owner) {
  return static_cast<std::size_t>(owner);
}
sim::AgentId id(const Cohort& cohort) {
  return sim::agent_id("machines", 1000 * at(cohort.owner) + cohort.number);
}

sim::AgentId group_id(std::size_t owner) {
  return sim::agent_id("machine.owner", owner);
}

/// The n-th of numbers spread evenly over (0, 1) from a random start (Kronecker sequence), so that a share of few
/// cohorts is met closely and a further cohort changes nobody's number. Steps: fractional parts of the golden ratio
/// and of the square root of 2.
constexpr double golden_step = 0.6180339887498949;
constexpr double root_step = 0.41421356237309515;
double spread_evenly(double start, std::uint32_t n, double step) {
  const double x = start + n * step;
  return x - std::floor(x);
}

}  // namespace

MachineFleet::MachineFleet(const MachineAssumptions& assumptions, const Setting& setting)
    : in_(assumptions), setting_(setting) {
  for (std::size_t owner = 0; owner < machine_owners; ++owner) settle(owner);
  calendar_ = sim::BucketCalendar(setting_.calendar, cohorts_.size());
  date_.assign(cohorts_.size(), 0);
  for (std::uint32_t c = 0; c < cohorts_.size(); ++c) {
    // A fleet in steady state: the present machine's age is uniform over its own life.
    const auto u = setting_.random.uniform_pair(machine_age, id(cohorts_[c]), 0);
    file(c, setting_.calendar.begin() + u[0] * lifetime(cohorts_[c], u[1]));
  }
  count();
}

void MachineFleet::settle(std::size_t owner) {
  double total = 0;
  const std::size_t first = cohorts_.size();
  for (std::uint32_t n = 0; n < cohorts_of[owner]; ++n) {
    Cohort cohort{static_cast<MachineOwner>(owner), MachineFuel::blend, n, 0, 0, 0, 0};
    const double u = setting_.random.uniform(machine_owner_kind, id(cohort), 0);
    const double spread = in_.cohort_size_spread;
    const double u_size = setting_.random.uniform(machine_size, id(cohort), 0);
    cohort.weight = 1 - spread + (spread > 0 ? sim::exponential(u_size, spread) : 0.0);
    cohort.rank = spread_evenly(setting_.random.uniform(machine_rank, group_id(owner), 0), n, root_step);
    cohort.willingness = in_.hvo_willingness > 0 ? sim::exponential(u, in_.hvo_willingness) : 0;
    // Those whose kind of machine was first on offer were first to have it.
    if (offer_rank(cohort) < in_.owner[owner].electric_2015) cohort.fuel = MachineFuel::electric;
    total += cohort.weight;
    cohorts_.push_back(cohort);
  }
  for (std::size_t c = first; c < cohorts_.size(); ++c) cohorts_[c].weight /= total;
}

void MachineFleet::file(std::uint32_t cohort, sim::Time date) {
  date_[cohort] = date;
  calendar_.set(cohort, date);
}

double MachineFleet::lifetime(const Cohort& cohort, double u) const {
  return sim::weibull(u, in_.lifetime_shape, in_.owner[at(cohort.owner)].lifetime) * sim::days_per_year;
}

/// Rank of the cohort's kind of machine in the order in which electric models come [1].
double MachineFleet::offer_rank(const Cohort& cohort) const {
  const double start = setting_.random.uniform(machine_offer, group_id(at(cohort.owner)), 0);
  return spread_evenly(start, cohort.number, golden_step);
}

bool MachineFleet::demanded(const Cohort& cohort, const MachineMarket& market) const {
  return cohort.rank < market.demanded_share[at(cohort.owner)];
}

MachineFuel MachineFleet::engine_fuel(const Cohort& cohort, const MachineMarket& market) const {
  if (cohort.owner == MachineOwner::households) return MachineFuel::blend;
  if (demanded(cohort, market)) return MachineFuel::hvo_demanded;
  const double limit = market.blend_price[at(cohort.owner)] * (1.0 + cohort.willingness);
  return market.priced && market.hvo_price <= limit ? MachineFuel::hvo_chosen : MachineFuel::blend;
}

/// A binary logit, see machine_choice.hpp.
bool MachineFleet::wants_electric(const Cohort& cohort, sim::Time date, const MachineMarket& market) const {
  const std::size_t owner = at(cohort.owner);
  if (cohort.rank < market.electric_share[owner]) return true;
  // What is on offer at one replacement was so for good, hence one draw per cohort.
  const double offer = in_.availability.at(date - in_.owner[owner].availability_delay * sim::days_per_year);
  if (offer_rank(cohort) >= offer) return false;
  const double fuel = demanded(cohort, market) ? market.hvo_price : market.blend_price[owner];
  const MachineCosts costs = machine_costs(in_, cohort.owner, date, fuel, market.electricity_price[owner]);
  constexpr std::uint64_t engine = sim::hash_name("combustion");
  constexpr std::uint64_t motor = sim::hash_name("electric");
  const double theta = in_.cost_sensitivity;
  const std::array<sim::Alternative, 2> alternatives = {
      {{engine, engine, -theta, 1.0}, {motor, motor, -theta * costs.electric / costs.combustion, 1.0}}};
  // Ordinal: replacements so far.
  return sim::choose(alternatives, setting_.random, machine_drive, id(cohort), cohort.replacements) == 1;
}

/// Who drives on current already has his connection.
bool MachineFleet::connected_in_time(const Cohort& cohort, const MachineMarket& market) const {
  const bool large = cohort.owner == MachineOwner::construction || cohort.owner == MachineOwner::port;
  if (!large || cohort.fuel == MachineFuel::electric) return true;
  // Ordinal: replacements so far; the first number is the kind of machine, the same for good.
  if (setting_.random.uniform(machine_grid, id(cohort), 0, 1) >= in_.grid_share) return true;
  const double u = setting_.random.uniform(machine_grid, id(cohort), cohort.replacements);
  return connection_in_time(u, in_.site_planning_time * sim::days_per_year, market.lead_time);
}

std::vector<MachineFleet::Replacement> MachineFleet::propose(const sim::Window& window, const MachineMarket& market,
                                                             bool frozen) {
  std::vector<Replacement> proposals;
  for (const std::uint32_t c : calendar_.take(window.index)) {
    const Cohort& cohort = cohorts_[c];
    // Nobody decides in a frozen world, nor before there are prices: like follows like.
    if (frozen || !market.priced) {
      proposals.push_back({c, date_[c], cohort.fuel == MachineFuel::electric, false});
      continue;
    }
    const bool wants = wants_electric(cohort, date_[c], market);
    const bool gets = wants && connected_in_time(cohort, market);
    proposals.push_back({c, date_[c], gets, wants && !gets});
  }
  return proposals;
}

bool MachineFleet::replace(const Replacement& replacement, const MachineMarket& market, bool frozen) {
  Cohort& cohort = cohorts_[replacement.cohort];
  ++cohort.replacements;
  const bool turned = replacement.electric && cohort.fuel != MachineFuel::electric;
  if (replacement.electric) {
    cohort.fuel = MachineFuel::electric;
  } else if (!frozen || cohort.fuel == MachineFuel::electric) {
    cohort.fuel = engine_fuel(cohort, market);
  }
  // Ordinal: replacements so far.
  const double u = setting_.random.uniform(machine_life, id(cohort), cohort.replacements);
  file(replacement.cohort, replacement.date + lifetime(cohort, u));
  return turned;
}

void MachineFleet::contract(const MachineMarket& market) {
  for (Cohort& cohort : cohorts_) {
    if (cohort.fuel != MachineFuel::electric) cohort.fuel = engine_fuel(cohort, market);
  }
}

std::vector<HvoBid> MachineFleet::bids(const MachineMarket& market, double list_price,
                                       const std::array<double, machine_owners>& volume) const {
  std::vector<HvoBid> bids;
  if (list_price <= 0) return bids;
  for (const Cohort& cohort : cohorts_) {
    if (cohort.fuel == MachineFuel::electric || cohort.owner == MachineOwner::households) continue;
    if (demanded(cohort, market)) continue;
    const std::size_t owner = at(cohort.owner);
    const double limit = market.blend_price[owner] * (1.0 + cohort.willingness) / list_price;
    if (limit >= 1.0) bids.push_back({limit, volume[owner] * cohort.weight});
  }
  return bids;
}

void MachineFleet::count() {
  for (auto& share : shares_) share.fill(0);
  for (const Cohort& cohort : cohorts_) {
    shares_[at(cohort.owner)][static_cast<std::size_t>(cohort.fuel)] += cohort.weight;
  }
}

}  // namespace skifte::agents
