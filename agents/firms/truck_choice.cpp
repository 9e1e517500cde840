#include "agents/firms/truck_choice.hpp"

#include <algorithm>
#include <limits>

#include "sim/choice.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto purchase_draw = sim::decision("truck.purchase");
constexpr std::uint64_t combustion = sim::hash_name("combustion");
constexpr std::array<std::uint64_t, truck_fuels> names = {sim::hash_name("diesel"), sim::hash_name("petrol"),
                                                          sim::hash_name("gas"), sim::hash_name("battery")};
constexpr double unavailable = -std::numeric_limits<double>::infinity();
/// Least second-hand share that counts as an offer.
constexpr double no_offer = 1e-9;

bool days_allow(const TruckClassAssumptions& a, const TruckOffer& offer, const TruckUse& use, const TruckDuty& duty,
                const TruckAccess& access) {
  if (duty.charging_rank < access.public_charging) return true;
  return long_days(use.km / a.days, a.day_log_sd, offer.range).share <= use.tolerated_days;
}

}  // namespace

std::array<bool, truck_fuels> available_fuels(const TruckClassAssumptions& a, const TruckOffer& offer,
                                              const TruckUse& use, const TruckDuty& duty, const TruckAccess& access,
                                              sim::Time date) {
  std::array<bool, truck_fuels> available{};
  for (std::size_t f = 0; f < truck_fuels; ++f)
    available[f] = use.used ? access.used_offer[f] > no_offer : duty.offer_rank[f] < a.offered[f].at(date);
  bool& battery = available[at(TruckFuel::battery)];
  battery = battery && days_allow(a, offer, use, duty, access);
  available[at(TruckFuel::diesel)] = true;
  if (battery && !use.used && duty.makers_rank < access.makers_quota) available = {false, false, false, true};
  return available;
}

TruckFuel choose_fuel(const TruckClassAssumptions& a, const TruckMarketAssumptions& market, const TruckOffer& offer,
                      const TruckUse& use, const TruckAccess& access, const std::array<bool, truck_fuels>& available,
                      sim::Time date, const sim::RandomSource& random, sim::AgentId truck, std::uint32_t ordinal) {
  std::array<sim::Alternative, truck_fuels> alternatives{};
  const TruckCapital capital(a, use);
  for (std::size_t f = 0; f < truck_fuels; ++f) {
    const auto fuel = static_cast<TruckFuel>(f);
    const bool battery = fuel == TruckFuel::battery;
    double utility = unavailable;
    if (available[f]) {
      utility = -a.cost_sensitivity * yearly_cost(a, market, offer, use, capital, fuel);
      utility += use.used ? sim::log(std::max(no_offer, access.used_offer[f])) : a.constant[f];
      if (battery) utility += use.battery_leaning - a.barrier.at(date);
    }
    alternatives[f] = {names[f], battery ? names[f] : combustion, utility, battery ? 1.0 : a.dissimilarity};
  }
  return static_cast<TruckFuel>(sim::choose(alternatives, random, purchase_draw, truck, ordinal));
}

double makers_quota(double standard, double national) {
  return national >= standard || national >= 1 ? 0 : (standard - national) / (1 - national);
}

}  // namespace skifte::agents
