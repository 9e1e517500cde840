#include "agents/firms/truck_owners.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto character_draw = sim::decision("truck.firm");

constexpr std::size_t at(Trade trade) {
  return static_cast<std::size_t>(trade);
}
constexpr std::size_t at(FleetSize size) {
  return static_cast<std::size_t>(size);
}

/// One number a label, `PREFIX.LABEL.SUFFIX`.
template <std::size_t N>
std::array<double, N> read_by(sim::AssumptionReader& read, const Labels<N>& labels, const std::string& prefix,
                              const std::string& suffix, const char* unit, const char* meaning) {
  std::array<double, N> values{};
  for (std::size_t i = 0; i < N; ++i)
    values[i] = read.number(prefix + "." + std::string(labels[i]) + "." + suffix, unit, meaning);
  return values;
}

}  // namespace

OwnerMix::OwnerMix(sim::AssumptionReader& read, TruckWeight weight) {
  const std::string truck = std::string(truck_weight_labels[static_cast<std::size_t>(weight)]) + "_truck";
  const auto by_trade = [&](const std::string& prefix, const char* suffix, const char* unit, const char* meaning) {
    return read_by(read, trade_labels, prefix, suffix, unit, meaning);
  };
  const auto by_size = [&](const std::string& prefix, const char* suffix, const char* unit, const char* meaning) {
    return read_by(read, fleet_size_labels, prefix, suffix, unit, meaning);
  };
  trade_share = by_trade(truck, "share", "1", "Relative weight of the trade among owners of such trucks");
  distance = by_trade(truck, "distance", "1", "Yearly km of the trade's trucks over the class's mean");
  long_haul = {};
  if (weight == TruckWeight::heavy)
    long_haul = by_trade("truck", "long_haul", "1", "Share of the trade's heavy trucks in long haul");
  public_work = by_trade("truck", "public_work", "1", "Share of the trade's transport that the city buys");
  size_share = by_size(truck, "share", "1", "Relative weight of fleets of this size among trucks");
  used_share = by_size(truck, "used_share", "1", "Share of second-hand trucks among those bought");
  fleet = by_size("truck", "fleet", "vehicle", "Mean trucks of a firm of this size");
  hurdle_rate = by_size("truck", "hurdle_rate", "1/year", "Median real return that firms of this size demand");
  spare_power = by_size("truck", "spare_power", "W", "Power a depot can charge with before a new grid connection");
  grant_of_extra = by_size("truck", "grant_of_extra", "1", "Most that the state may pay of the extra price");
  tolerated_days = by_size("truck", "tolerated_days", "1",
                           "Share of days beyond the range that other trucks of the fleet can take over");
  hurdle_log_sd = read.number("truck.hurdle_log_sd", "1", "Standard deviation of the log of the return demanded");
  municipal_hurdle_rate = read.number("truck.municipal_hurdle_rate", "1/year", "Real return the municipality demands");
  hvo_willingness = read.number("truck.hvo_willingness", "1", "Mean extra fuel cost accepted for pure HVO");
  battery_leaning_sd = read.number(truck + ".battery_leaning_sd", "1",
                                   "Standard deviation among owners of what they see in battery trucks, utils",
                                   sim::Bounds::not_negative());
}

TruckOwners::TruckOwners(const std::string& kind, const OwnerMix& mix, double trucks, const sim::RandomSource& random)
    : mix_(mix) {
  double all = 0;
  for (double share : mix.trade_share) all += share;
  for (std::size_t t = 0; t < trades; ++t) {
    const auto sizes = sizes_of(static_cast<Trade>(t));
    double of_trade = 0;
    for (double share : sizes) of_trade += share;
    for (std::size_t s = 0; s < fleet_sizes; ++s) {
      const double in_cell = all > 0 && of_trade > 0 ? trucks * mix.trade_share[t] / all * sizes[s] / of_trade : 0;
      first_[t][s] = static_cast<std::uint32_t>(owners_.size());
      number_[t][s] = static_cast<std::uint32_t>(std::max(1.0, in_cell / std::max(1.0, mix.fleet[s]) + 0.5));
      const std::string cell = kind + "." + std::string(trade_labels[t]) + "." + std::string(fleet_size_labels[s]);
      const double median =
          static_cast<Trade>(t) == Trade::municipality ? mix.municipal_hurdle_rate : mix.hurdle_rate[s];
      for (std::uint32_t firm = 0; firm < number_[t][s]; ++firm) {
        const sim::AgentId id = sim::agent_id(cell, firm);
        const auto [u_hurdle, u_agreement] = random.uniform_pair(character_draw, id, 0);
        const double u_willing = random.uniform(character_draw, id, 0, 1);
        owners_.push_back({static_cast<Trade>(t), static_cast<FleetSize>(s),
                           static_cast<float>(sim::lognormal(u_hurdle, median, mix.hurdle_log_sd)),
                           static_cast<float>(-sim::log(u_willing) * mix.hvo_willingness),
                           static_cast<float>(u_agreement),
                           mix.battery_leaning_sd > 0
                               ? static_cast<float>(mix.battery_leaning_sd *
                                                    sim::normal_quantile(random.uniform(character_draw, id, 0, 2)))
                               : 0});
      }
    }
  }
}

std::array<double, fleet_sizes> TruckOwners::sizes_of(Trade trade) const {
  if (trade == Trade::sole_traders) return {1, 0, 0};
  if (trade == Trade::municipality) return {0, 0, 1};
  return mix_.size_share;
}

std::uint32_t TruckOwners::owner_of(double u_trade, double u_size, double u_firm) const {
  const auto t = static_cast<std::size_t>(sim::categorical(u_trade, mix_.trade_share.data(), trades));
  const auto sizes = sizes_of(static_cast<Trade>(t));
  const auto s = static_cast<std::size_t>(sim::categorical(u_size, sizes.data(), fleet_sizes));
  return first_[t][s] + static_cast<std::uint32_t>(u_firm * number_[t][s]);
}

}  // namespace skifte::agents
