#include "agents/firms/truck_park.hpp"

#include <algorithm>
#include <numeric>

#include "sim/calendar.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto holding_draw = sim::decision("truck.holding");
constexpr auto traits_draw = sim::decision("truck.traits");
constexpr auto purchase_draw = sim::decision("truck.purchase");
constexpr auto firm_draw = sim::decision("truck.firm");
constexpr std::array<std::string_view, truck_fuels> fuel_names = {"diesel", "petrol", "gas", "battery"};

std::array<double, truck_fuels> read_initial(sim::AssumptionReader& read, const std::string& weight) {
  std::array<double, truck_fuels> share{};
  for (std::size_t f = 0; f < share.size(); ++f) {
    share[f] = read.number(weight + ".initial." + std::string(fuel_names[f]), "1", "Share of this fuel at the start");
  }
  return share;
}

/// Mean of a Weibull variable of scale 1 and shape 2 to 4 lies within 2 % of 0.89; taken as such.
constexpr double mean_of_unit_weibull = 0.89;

}  // namespace

TruckParkAssumptions::TruckParkAssumptions(sim::AssumptionReader& read, const std::string& weight)
    : number(read.series(weight + ".number", "vehicle", "Trucks registered in the city")),
      initial(read_initial(read, weight)),
      holding(read.number(weight + ".holding_time", "year", "Mean time until a firm replaces a truck")),
      holding_shape(read.number(weight + ".holding_shape", "1", "Weibull shape of that time, 2 to 4")),
      km(read.number(weight + ".km", "km/year", "Mean distance of a truck")),
      km_log_sd(read.number(weight + ".km_log_sd", "1", "Standard deviation of the log of trucks' distances")),
      fleet_size(read.number(weight + ".fleet_size", "vehicle", "Mean number of trucks of a firm, as a truck sees it")),
      firm_size_skew(
          read.number(weight + ".firm_size_skew", "1", "How unequal firms are: 1 equal, more: few are large")),
      free_of_grid(
          read.number(weight + ".free_of_grid", "vehicle", "Trucks a firm can charge without a new connection")),
      patience(
          read.number(weight + ".patience", "month", "How long a firm keeps an old truck to wait for a connection")),
      petrol_of_new(read.number(weight + ".petrol_of_new", "1", "Share of petrol among new trucks without battery")),
      gas_of_new(
          read.number(weight + ".gas_of_new", "1", "Share of gas among the city's new trucks over the national one")) {}

HubAssumptions::HubAssumptions(sim::AssumptionReader& read)
    : delivery_share(
          read.number("light_truck.delivery_share", "1", "Share of vans' km that deliver goods a hub could take")),
      saving(read.number("light_truck.hub_saving", "1",
                         "Share of a consolidated delivery's km saved, the hub's own trips deducted")) {}

double spared_by_hub(const HubAssumptions& assumptions, double consolidated) {
  return std::clamp(consolidated, 0.0, 1.0) * assumptions.delivery_share * assumptions.saving;
}

TruckPark::TruckPark(std::string kind, const TruckParkAssumptions& park, const TruckChoiceAssumptions& choice,
                     const sim::Calendar& calendar, const sim::RandomSource& random)
    : kind_(std::move(kind)),
      park_(park),
      choice_(choice),
      random_(random),
      calendar_(calendar, 0),
      holding_scale_(park.holding / mean_of_unit_weibull) {
  const auto n = static_cast<std::size_t>(park.number.at(calendar.begin()) + 0.5);
  calendar_.resize(n);
  trucks_.reserve(n);
  const double shares = std::accumulate(park.initial.begin(), park.initial.end(), 0.0);
  // Fuels in blocks of trucks, so that counts are exact; what a truck is otherwise is drawn by its number.
  std::size_t truck = 0;
  double below = 0;
  for (std::size_t f = 0; f < park.initial.size(); ++f) {
    below += park.initial[f] / shares;
    const std::size_t end =
        f + 1 == park.initial.size() ? n : static_cast<std::size_t>(below * static_cast<double>(n) + 0.5);
    for (; truck < end; ++truck) {
      const double served = random_.uniform(traits_draw, sim::agent_id(kind_, truck), 0, 1);
      add(static_cast<TruckFuel>(f), calendar.begin(), served);
    }
  }
}

int TruckPark::size() const {
  return std::accumulate(count_.begin(), count_.end(), 0);
}

// Firms of all sizes: truck i belongs to a firm drawn among enough numbers that the mean fleet comes out.
void TruckPark::add(TruckFuel fuel, sim::Time date, double served) {
  const auto number = static_cast<std::uint32_t>(trucks_.size());
  const auto [u_km, u_firm] = random_.uniform_pair(traits_draw, sim::agent_id(kind_, number), 0, 0);
  const double firms = std::max(1.0, park_.number.points().front().value / park_.fleet_size);
  // A power of the draw makes low-numbered firms large and high-numbered ones small.
  const auto firm = static_cast<std::uint32_t>(firms * sim::pow(u_firm, park_.firm_size_skew));
  const double km =
      park_.km * sim::exp(park_.km_log_sd * sim::normal_quantile(u_km) - park_.km_log_sd * park_.km_log_sd / 2);
  if (firm >= depot_ready_.size()) {
    depot_ready_.resize(firm + 1, no_depot);
    battery_of_.resize(firm + 1, 0);
  }
  trucks_.push_back({firm, static_cast<std::uint32_t>(km), fuel, 0, false});
  if (number >= calendar_.agents()) calendar_.resize(calendar_.agents() + 256);
  enter(trucks_.back(), fuel);
  file(number, date, served);
}

void TruckPark::file(std::uint32_t truck, sim::Time date, double served) {
  const double u = random_.uniform(holding_draw, sim::agent_id(kind_, truck), trucks_[truck].round);
  const double years = sim::weibull(u, park_.holding_shape, holding_scale_);
  calendar_.set(truck, date + (1 - served) * years * sim::days_per_year);
}

void TruckPark::enter(Truck& truck, TruckFuel fuel) {
  truck.fuel = fuel;
  ++count_[static_cast<std::size_t>(fuel)];
  km_[static_cast<std::size_t>(fuel)] += truck.km;
  if (fuel == TruckFuel::battery) ++battery_of_[truck.firm];
}

void TruckPark::leave(Truck& truck) {
  --count_[static_cast<std::size_t>(truck.fuel)];
  km_[static_cast<std::size_t>(truck.fuel)] -= truck.km;
  if (truck.fuel == TruckFuel::battery) --battery_of_[truck.firm];
}

TruckFuel TruckPark::choose(std::uint32_t number, const sim::Window& window, const TruckMarket& market,
                            sim::Time& waits_until) {
  const Truck& truck = trucks_[number];
  // The firm's character holds for good (ordinal 0); the truck's trips too; the fuel of the rest is drawn by round.
  const auto [u_payback, u_agreement] = random_.uniform_pair(firm_draw, sim::agent_id(kind_ + ".firm", truck.firm), 0);
  const double u_trips = random_.uniform(traits_draw, sim::agent_id(kind_, number), 0, 2);
  double demanded = sim::lognormal(u_payback, choice_.payback_median, choice_.payback_log_sd);
  if (u_agreement < market.agreement_share) demanded *= 1 + choice_.agreement;
  const bool pays = payback_time(choice_, market.offer, truck.km) <= demanded;
  if (pays && u_trips < market.suitable) {
    if (battery_of_[truck.firm] < park_.free_of_grid) return TruckFuel::battery;
    double& ready = depot_ready_[truck.firm];
    if (ready == no_depot) ready = window.begin + market.connection_lead_time;
    if (ready <= window.end) return TruckFuel::battery;
    if (ready - window.begin <= park_.patience * sim::days_per_year / 12) waits_until = ready;
  }
  const auto [u_gas, u_petrol] = random_.uniform_pair(purchase_draw, sim::agent_id(kind_, number), truck.round + 1U);
  if (u_gas < park_.gas_of_new * market.national_gas_share) return TruckFuel::gas;
  return u_petrol < park_.petrol_of_new ? TruckFuel::petrol : TruckFuel::diesel;
}

std::array<int, truck_fuels> TruckPark::renew(const sim::Window& window, const TruckMarket& market,
                                              sim::Time driver_date) {
  std::array<int, truck_fuels> bought{};
  waited_ = 0;
  const auto wanted = static_cast<int>(park_.number.at(driver_date) * (1 - market.spared_share) + 0.5);
  const auto taken = calendar_.take(window.index);
  for (const std::uint32_t number : std::vector<std::uint32_t>(taken.begin(), taken.end())) {
    Truck& truck = trucks_[number];
    if (truck.scrapped) continue;
    if (size() > wanted) {
      leave(truck);
      truck.scrapped = true;
      continue;
    }
    sim::Time waits_until = 0;
    const TruckFuel fuel = market.frozen ? truck.fuel : choose(number, window, market, waits_until);
    if (waits_until > 0) {
      waited_ += waits_until - window.begin;
      calendar_.set(number, std::max(window.end, waits_until));
      continue;
    }
    leave(truck);
    enter(truck, fuel);
    ++truck.round;
    ++bought[static_cast<std::size_t>(fuel)];
    file(number, window.begin, 0);
  }
  while (size() < wanted) {
    const auto number = static_cast<std::uint32_t>(trucks_.size());
    add(TruckFuel::diesel, window.begin, 0);
    sim::Time waits_until = 0;
    const TruckFuel fuel = market.frozen ? TruckFuel::diesel : choose(number, window, market, waits_until);
    leave(trucks_[number]);
    enter(trucks_[number], fuel);
    ++bought[static_cast<std::size_t>(fuel)];
  }
  return bought;
}

}  // namespace skifte::agents
