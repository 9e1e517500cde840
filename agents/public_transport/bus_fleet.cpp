#include "agents/public_transport/bus_fleet.hpp"

#include <algorithm>
#include <string>

#include "sim/ledger.hpp"

namespace skifte::agents {
namespace {

constexpr auto contract_draw = sim::decision("bus.contract");
constexpr auto kind_draw = sim::decision("bus.kind");
constexpr std::array<std::string_view, bus_kinds> kind_names = {"diesel", "gas", "electric"};

std::array<double, bus_kinds> read_by_kind(sim::AssumptionReader& read, const std::string& prefix,
                                           std::string_view unit, std::string_view meaning) {
  std::array<double, bus_kinds> values{};
  for (std::size_t k = 0; k < values.size(); ++k)
    values[k] = read.number(prefix + "." + std::string(kind_names[k]), unit, meaning);
  return values;
}

}  // namespace

BusFleetAssumptions::BusFleetAssumptions(sim::AssumptionReader& read)
    : buses(read.number("bus.number", "vehicle", "Buses that serve the city at the start")),
      initial_gas(read.number("bus.initial_gas", "1", "Share of gas buses at the start")),
      initial_electric(read.number("bus.initial_electric", "1", "Share of electric buses at the start")),
      contract(read.number("bus.contract", "year", "Mean time a bus serves before its contract lets it go")),
      contract_spread(read.number("bus.contract_spread", "1", "Half-width of that time over its mean")),
      electric_of_new(read.series("bus.electric_of_new", "1", "Share of new buses that tenders want electric")),
      diesel_of_others(
          read.number("bus.diesel_of_others", "1", "Share of diesel among new buses that are not electric")),
      km(read.number("bus.km", "km/year", "Distance of a bus")),
      use(read_by_kind(read, "bus.energy_use", "Wh/km", "Energy use of a bus")),
      price(read_by_kind(read, "bus.price", "SEK", "Price of a new bus")),
      hvo_share(read.series("bus.hvo_share", "1", "Share of diesel buses' energy that is pure biofuel")),
      biogas_share(read.number("bus.biogas_share", "1", "Share of gas buses' gas that is wanted as biogas")) {
  constexpr std::array<std::string_view, registered_bus_kinds> registered = {kind_names[0], kind_names[1],
                                                                             kind_names[2], "petrol"};
  for (std::size_t k = 0; k < registered.size(); ++k) {
    registered_beyond[k] = read.series("bus.registered_beyond." + std::string(registered[k]), "vehicle",
                                       "Buses registered in the city that do not serve it, less those that serve it "
                                       "and are registered elsewhere",
                                       sim::Bounds::any());
  }
}

BusFleet::BusFleet(const BusFleetAssumptions& assumptions, const sim::Calendar& calendar,
                   const sim::RandomSource& random)
    : assumptions_(assumptions), random_(random) {
  const auto n = static_cast<std::size_t>(sim::to_count(assumptions.buses));
  calendar_ = sim::BucketCalendar(calendar, n);
  kind_.resize(n);
  round_.assign(n, 0);
  for (std::uint32_t bus = 0; bus < n; ++bus) {
    const double place = (bus + 0.5) / static_cast<double>(n);
    kind_[bus] = place < assumptions.initial_electric                             ? Bus::electric
                 : place < assumptions.initial_electric + assumptions.initial_gas ? Bus::gas
                                                                                  : Bus::diesel;
    ++count_[static_cast<std::size_t>(kind_[bus])];
    file(bus, calendar.begin(), random_.uniform(kind_draw, sim::agent_id("bus", bus), 0));
  }
}

void BusFleet::file(std::uint32_t bus, sim::Time date, double already) {
  const double u = random_.uniform(contract_draw, sim::agent_id("bus", bus), round_[bus]);
  const double years = assumptions_.contract * (1 + assumptions_.contract_spread * (2 * u - 1));
  calendar_.set(bus, date + (1 - already) * years * sim::days_per_year);
}

std::array<std::int64_t, registered_bus_kinds> BusFleet::registered(sim::Time date) const {
  std::array<std::int64_t, registered_bus_kinds> number{};
  for (std::size_t k = 0; k < number.size(); ++k) {
    const int serving = k < count_.size() ? count_[k] : 0;
    number[k] = std::max<std::int64_t>(0, serving + sim::to_count(assumptions_.registered_beyond[k].at(date)));
  }
  return number;
}

std::array<int, bus_kinds> BusFleet::renew(const sim::Window& window, double electric_share, int wanted,
                                           double charging_places, Growth growth) {
  std::array<int, bus_kinds> bought{};
  const auto buy = [&](std::uint32_t bus, Bus kind) {
    kind_[bus] = kind;
    ++count_[static_cast<std::size_t>(kind)];
    ++bought[static_cast<std::size_t>(kind)];
    ++round_[bus];
  };
  const auto next_kind = [&](std::uint32_t bus) {
    const auto [u_electric, u_diesel] = random_.uniform_pair(kind_draw, sim::agent_id("bus", bus), round_[bus] + 1);
    if (u_electric < electric_share && count(Bus::electric) + 1 <= charging_places) return Bus::electric;
    return u_diesel < assumptions_.diesel_of_others ? Bus::diesel : Bus::gas;
  };
  const auto taken = calendar_.take(window.index);
  for (const std::uint32_t bus : std::vector<std::uint32_t>(taken.begin(), taken.end())) {
    const Bus old = kind_[bus];
    --count_[static_cast<std::size_t>(old)];
    buy(bus, electric_share < 0 ? old : next_kind(bus));
    file(bus, window.begin, 0);
  }
  while (size() < wanted) {
    const auto bus = static_cast<std::uint32_t>(kind_.size());
    const bool electric = random_.uniform_pair(kind_draw, sim::agent_id("bus", bus), 1)[0] < electric_share;
    if (growth == Growth::with_places && electric && count(Bus::electric) + 1 > charging_places) break;
    kind_.push_back(Bus::gas);
    round_.push_back(0);
    calendar_.resize(kind_.size());
    buy(bus, next_kind(bus));
    file(bus, window.begin, 0);
  }
  return bought;
}

}  // namespace skifte::agents
