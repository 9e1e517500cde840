#include "agents/cars/register_changes.hpp"

#include <cmath>

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto export_draw = sim::decision("car.exported_at_once");
constexpr auto mild_draw = sim::decision("car.mild_hybrid");

}  // namespace

RegisterAssumptions::RegisterAssumptions(sim::AssumptionReader& read)
    : exported{read.series("car.exported_at_once.plugin_hybrid", "1",
                           "Share of new plug-in hybrids that dealers register and export within months",
                           sim::Bounds::not_negative()),
               read.series("car.exported_at_once.battery", "1",
                           "Share of new battery cars that dealers register and export within months",
                           sim::Bounds::not_negative())},
      exported_year_log_sd(read.number("car.exported_at_once.year_log_sd", "1",
                                       "Standard deviation of the log of these exports from year to year")),
      mild_hybrids(read.series("car.register.mild_hybrids", "1",
                               "Share of hybrids bought new that the register moves to petrol or diesel that year",
                               sim::Bounds::not_negative())),
      mild_hybrids_petrol(read.number("car.register.mild_hybrids_petrol", "1", "Share of petrol among these")) {}

// Ordinals: the calendar year for the year's luck, the month for the rounding.
std::int64_t exported_at_once(const RegisterAssumptions& a, const sim::RandomSource& random, Powertrain powertrain,
                              std::int64_t bought, const sim::Window& window) {
  const double share = a.exported[powertrain == Powertrain::battery ? 1 : 0].at(window.begin);
  if (share <= 0 || share >= 1 || bought <= 0) return 0;
  const sim::AgentId id = sim::agent_id("powertrain", static_cast<std::uint64_t>(index(powertrain)));
  const double u_year = random.uniform(export_draw, id, static_cast<std::uint32_t>(window.year), 1);
  const double u = random.uniform(export_draw, id, static_cast<std::uint32_t>(window.index));
  const double expected = share / (1 - share) * sim::exp(a.exported_year_log_sd * sim::normal_quantile(u_year)) *
                          static_cast<double>(bought);
  return static_cast<std::int64_t>(std::floor(expected + u));
}

// The ordinal is the calendar year.
std::int64_t move_mild_hybrids(const RegisterAssumptions& a, const sim::RandomSource& random, CarPark& park,
                               const std::array<double, powertrains>& energy_use, const sim::Window& window) {
  const double share = a.mild_hybrids.at(window.begin);
  if (share <= 0) return 0;
  std::int64_t moved = 0;
  CarFleet& fleet = park.fleet();
  for (std::uint32_t car = 0; car < fleet.capacity(); ++car) {
    if (!fleet.exists(car) || fleet.traits(car).powertrain() != Powertrain::hybrid || !fleet.bought_new(car)) continue;
    const auto [u_moved, u_petrol] =
        random.uniform_pair(mild_draw, park.identity(car), static_cast<std::uint32_t>(window.year));
    if (u_moved >= share) continue;
    const Powertrain to = u_petrol < a.mild_hybrids_petrol ? Powertrain::petrol : Powertrain::diesel;
    const auto use_of = [&](Powertrain powertrain) { return energy_use[static_cast<std::size_t>(index(powertrain))]; };
    fleet.reclassify(car, to, use_of(Powertrain::hybrid) > 0 ? use_of(to) / use_of(Powertrain::hybrid) : 1);
    ++moved;
  }
  return moved;
}

}  // namespace skifte::agents
