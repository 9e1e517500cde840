#include "agents/firms/truck_park.hpp"

#include <algorithm>
#include <numeric>

#include "sim/calendar.hpp"
#include "sim/ledger.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto holding_draw = sim::decision("truck.holding");
constexpr auto traits_draw = sim::decision("truck.traits");
constexpr auto duty_draw = sim::decision("truck.duty");
constexpr auto variant_draw = sim::decision("truck.variant");
constexpr auto depot_area = sim::decision("truck.depot_area");
constexpr auto second_hand_draw = sim::decision("truck.second_hand");

/// Mean of a Weibull variable of scale 1 and shape 2 to 4 lies within 2 % of 0.89; taken as such.
constexpr double mean_of_unit_weibull = 0.89;

std::string kind_of(TruckWeight weight) {
  return std::string(truck_weight_labels[static_cast<std::size_t>(weight)]) + "_truck";
}

}  // namespace

double TruckParkAssumptions::number_at(sim::Time date) const {
  const double years = std::max(0.0, date - number.last_date()) / sim::days_per_year;
  return number.at(date) * sim::exp(growth * years);
}

TruckParkAssumptions::TruckParkAssumptions(sim::AssumptionReader& read, TruckWeight weight)
    : number(read.series(kind_of(weight) + ".number", "vehicle", "Trucks registered in the city")),
      growth(read.number(kind_of(weight) + ".number_growth", "1/year",
                         "Growth of the number of trucks after the last observation")),
      initial{} {
  for (std::size_t f = 0; f < initial.size(); ++f) {
    initial[f] = read.number(kind_of(weight) + ".initial." + std::string(truck_fuel_labels[f]), "1",
                             "Share of this fuel at the start");
  }
}

TruckFleetAssumptions::TruckFleetAssumptions(sim::AssumptionReader& read, TruckWeight truck_weight)
    : weight(truck_weight), park(read, truck_weight), owners(read, truck_weight), variants(read, truck_weight) {
  if (weight == TruckWeight::light) {
    classes.emplace_back(read, TruckClass::van);
  } else {
    classes.emplace_back(read, TruckClass::rigid);
    classes.emplace_back(read, TruckClass::long_haul);
  }
}

TruckClass TruckFleetAssumptions::class_at(std::size_t i) const {
  if (weight == TruckWeight::light) return TruckClass::van;
  return i == 0 ? TruckClass::rigid : TruckClass::long_haul;
}

TruckPark::TruckPark(const TruckFleetAssumptions& fleet, const TruckMarketAssumptions& market,
                     const sim::Calendar& calendar, const sim::RandomSource& random)
    : first_(sim::agent_id(kind_of(fleet.weight), 0)),
      fleet_(fleet),
      terms_(market),
      random_(random),
      owners_(kind_of(fleet.weight), fleet.owners, fleet.park.number_at(calendar.begin()), random),
      depots_(owners_, fleet.owners),
      calendar_(calendar, 0),
      fleet_power_(owners_.size(), 0),
      km_(fleet.classes.size()),
      municipal_km_(fleet.classes.size()),
      hvo_(fleet.classes.size()) {
  const TruckParkAssumptions& park = fleet.park;
  const auto n = static_cast<std::size_t>(sim::to_count(park.number_at(calendar.begin())));
  calendar_.resize(n);
  trucks_.reserve(n);
  const double shares = std::accumulate(park.initial.begin(), park.initial.end(), 0.0);
  // Fuels in blocks of trucks, so that counts are exact; what a truck is otherwise is drawn by its number.
  std::size_t truck = 0;
  double below = 0;
  for (std::size_t f = 0; f < park.initial.size(); ++f) {
    below += park.initial[f] / shares;
    const std::size_t end =
        f + 1 == park.initial.size() ? n : static_cast<std::size_t>(sim::to_count(below * static_cast<double>(n)));
    for (; truck < end; ++truck) {
      const double served = random_.uniform(traits_draw, id(static_cast<std::uint32_t>(truck)), 0, 1);
      add(static_cast<TruckFuel>(f), calendar.begin(), served);
    }
  }
}

int TruckPark::size() const {
  return std::accumulate(count_.begin(), count_.end(), 0);
}

void TruckPark::add(TruckFuel fuel, sim::Time date, double served) {
  const auto number = static_cast<std::uint32_t>(trucks_.size());
  const auto [u_km, u_firm] = random_.uniform_pair(traits_draw, id(number), 0, 0);
  const auto [u_trade, u_size] = random_.uniform_pair(traits_draw, id(number), 0, 2);
  const auto [u_class, u_contract] = random_.uniform_pair(traits_draw, id(number), 0, 3);
  const std::uint32_t owner = owners_.owner_of(u_trade, u_size, u_firm);
  const auto trade = static_cast<std::size_t>(owners_.at(owner).trade);
  const bool far = fleet_.classes.size() > 1 && u_class < fleet_.owners.long_haul[trade];
  const TruckClassAssumptions& a = fleet_.classes[far ? 1 : 0];
  const double km = a.km * fleet_.owners.distance[trade] *
                    sim::exp(a.km_log_sd * sim::normal_quantile(u_km) - a.km_log_sd * a.km_log_sd / 2);
  trucks_.push_back({owner, static_cast<std::uint32_t>(km), fuel, static_cast<std::uint8_t>(far ? 1 : 0), 0, false,
                     static_cast<float>(u_contract)});
  if (number >= calendar_.agents()) calendar_.resize(calendar_.agents() + 256);
  enter(trucks_.back(), fuel);
  file(number, date, served);
}

void TruckPark::file(std::uint32_t truck, sim::Time date, double served) {
  const TruckClassAssumptions& a = class_of(trucks_[truck]);
  const double u = random_.uniform(holding_draw, id(truck), trucks_[truck].round);
  const double years = sim::weibull(u, a.holding_shape, a.holding / mean_of_unit_weibull);
  calendar_.set(truck, date + (1 - served) * years * sim::days_per_year);
}

double TruckPark::depot_power(const Truck& truck) const {
  const TruckClassAssumptions& a = class_of(truck);
  return a.energy_use[at(TruckFuel::battery)] * truck.km / (a.days * terms_.depot_hours);
}

void TruckPark::enter(Truck& truck, TruckFuel fuel) {
  truck.fuel = fuel;
  ++count_[at(fuel)];
  fleet_power_[truck.owner] += depot_power(truck);
  km_[truck.truck_class][at(fuel)] += truck.km;
  if (owners_.at(truck.owner).trade == Trade::municipality) municipal_km_[truck.truck_class][at(fuel)] += truck.km;
  if (fuel == TruckFuel::battery) depots_.plug_in(truck.owner, depot_power(truck));
}

void TruckPark::leave(Truck& truck) {
  --count_[at(truck.fuel)];
  fleet_power_[truck.owner] -= depot_power(truck);
  km_[truck.truck_class][at(truck.fuel)] -= truck.km;
  if (owners_.at(truck.owner).trade == Trade::municipality)
    municipal_km_[truck.truck_class][at(truck.fuel)] -= truck.km;
  if (truck.fuel == TruckFuel::battery) depots_.unplug(truck.owner, depot_power(truck));
}

bool TruckPark::under_contract(const Truck& truck, const TruckMarket& market) const {
  const auto trade = static_cast<std::size_t>(owners_.at(truck.owner).trade);
  return truck.contract_rank < market.fossil_free_contracts * fleet_.owners.public_work[trade];
}

TruckUse TruckPark::use_of(std::uint32_t number, const TruckMarket& market) const {
  const Truck& truck = trucks_[number];
  const TruckOwner& owner = owners_.at(truck.owner);
  const auto size = static_cast<std::size_t>(owner.size);
  const bool fossil_free = under_contract(truck, market);
  const bool bound = fossil_free || owner.agreement_rank < market.agreement;
  const double u_used = random_.uniform(second_hand_draw, id(number), truck.round + 1U);
  return {static_cast<double>(truck.km),
          owner.hurdle_rate / (bound ? 1 + terms_.stretch : 1),
          fleet_.owners.grant_of_extra[size],
          fleet_.owners.tolerated_days[size],
          u_used < fleet_.owners.used_share[size],
          fossil_free,
          static_cast<double>(owner.battery_leaning)};
}

TruckDuty TruckPark::duty_of(std::uint32_t number) const {
  const auto [u_petrol, u_gas] = random_.uniform_pair(duty_draw, id(number), 0, 0);
  const auto [u_battery, u_charging] = random_.uniform_pair(duty_draw, id(number), 0, 1);
  return {{0, u_petrol, u_gas, u_battery}, u_charging, random_.uniform(duty_draw, id(number), 0, 2)};
}

TruckFuel TruckPark::choose(std::uint32_t number, const TruckUse& use, const sim::Window& window,
                            const TruckMarket& market, sim::Time driver_date, sim::Time& waits_until) {
  const Truck& truck = trucks_[number];
  const TruckClassAssumptions& a = class_of(truck);
  const TruckOffer& offer = market.offers[truck.truck_class];
  TruckAccess access = market.access[truck.truck_class];
  access.used_offer = market.used_offer;
  auto available = available_fuels(a, offer, use, duty_of(number), access, driver_date);
  const auto pick = [&] {
    return choose_fuel(a, terms_, offer, use, access, available, driver_date, random_, id(number), truck.round + 1U);
  };
  const TruckFuel fuel = pick();
  if (fuel != TruckFuel::battery) return fuel;
  // A battery truck that is replaced leaves its own room.
  const double power = truck.fuel == TruckFuel::battery ? 0 : depot_power(truck);
  if (depots_.has_room(truck.owner, power, window.end)) return fuel;
  const sim::AgentId depot = sim::agent_id(kind_of(fleet_.weight) + ".depot", truck.owner);
  const sim::Time ready = depots_.connection(truck.owner, fleet_power_[truck.owner], window.begin, market.grid,
                                             random_.uniform(depot_area, depot, 0));
  if (depots_.has_room(truck.owner, power, window.end)) return fuel;
  if (ready > window.end && ready - window.begin <= terms_.patience * sim::days_per_year / 12) {
    waits_until = ready;
    return truck.fuel;
  }
  available =
      available_fuels(a, offer, use, duty_of(number), {access.public_charging, 0, access.used_offer}, driver_date);
  available[at(TruckFuel::battery)] = false;
  return pick();
}

/// As what a truck bought with this fuel is registered; the frozen world buys like with like.
TruckFuel TruckPark::registered(std::uint32_t number, TruckFuel fuel, const TruckMarket& market,
                                sim::Time driver_date) const {
  if (market.frozen || fuel != fleet_.variants.engine) return fuel;
  return variant_bought(fleet_.variants, fuel, driver_date,
                        random_.uniform(variant_draw, id(number), trucks_[number].round + 1U));
}

void TruckPark::buy(std::uint32_t number, const TruckUse& use, TruckFuel fuel, const TruckMarket& market,
                    TruckPurchases& purchases) {
  const Truck& truck = trucks_[number];
  const TruckOffer& offer = market.offers[truck.truck_class];
  TruckPurchases::Bill& bill =
      owners_.at(truck.owner).trade == Trade::municipality ? purchases.municipality : purchases.firms;
  const TruckFuel engine = main_fuel(fleet_.variants, fuel);
  bill.investment += purchase_price(class_of(truck), offer, use, engine);
  if (fuel == TruckFuel::battery && !use.used) bill.grants += battery_grant(offer, use.grant_of_extra);
  ++purchases.trucks;
  ++purchases.by_fuel[at(engine)];
}

TruckPurchases TruckPark::renew(const sim::Window& window, const TruckMarket& market, sim::Time driver_date,
                                sim::Time number_date) {
  TruckPurchases purchases;
  const auto wanted = static_cast<int>(sim::to_count(fleet_.park.number_at(number_date) * (1 - market.spared_share)));
  depots_.look(market.grid, window.begin);
  const auto taken = calendar_.take(window.index);
  const std::vector<std::uint32_t> due(taken.begin(), taken.end());
  for (std::size_t i = 0; i < due.size(); ++i) {
    // Dates lead through memory in no order: what comes is fetched early.
    constexpr std::size_t trucks_ahead = 16, owners_ahead = 8;
    if (i + trucks_ahead < due.size()) sim::prefetch(&trucks_[due[i + trucks_ahead]]);
    if (i + owners_ahead < due.size()) prefetch_owner(trucks_[due[i + owners_ahead]].owner);
    const std::uint32_t number = due[i];
    if (trucks_[number].scrapped) continue;
    if (size() > wanted) {
      leave(trucks_[number]);
      trucks_[number].scrapped = true;
      continue;
    }
    sim::Time waits_until = 0;
    const TruckUse use = use_of(number, market);
    const TruckFuel fuel =
        market.frozen ? trucks_[number].fuel : choose(number, use, window, market, driver_date, waits_until);
    if (waits_until > 0) {
      purchases.waited += waits_until - window.begin;
      calendar_.set(number, std::max(window.end, waits_until));
      continue;
    }
    const TruckFuel bought = registered(number, fuel, market, driver_date);
    leave(trucks_[number]);
    enter(trucks_[number], bought);
    ++trucks_[number].round;
    buy(number, use, fuel, market, purchases);
    file(number, window.begin, 0);
  }
  while (size() < wanted) {
    const auto number = static_cast<std::uint32_t>(trucks_.size());
    add(TruckFuel::diesel, window.begin, 0);
    sim::Time waits_until = 0;
    const TruckUse use = use_of(number, market);
    const TruckFuel fuel =
        market.frozen ? TruckFuel::diesel : choose(number, use, window, market, driver_date, waits_until);
    leave(trucks_[number]);
    enter(trucks_[number], registered(number, fuel, market, driver_date));
    buy(number, use, fuel, market, purchases);
  }
  return purchases;
}

void TruckPark::contract_fuel(const TruckMarket& market) {
  std::vector<PureBiofuel> km(fleet_.classes.size());
  for (const Truck& truck : trucks_) {
    if (truck.scrapped || truck.fuel != TruckFuel::diesel) continue;
    if (under_contract(truck, market)) {
      km[truck.truck_class].demanded += truck.km;
    } else if (owners_.at(truck.owner).hvo_willingness >= market.hvo_extra_cost) {
      km[truck.truck_class].chosen += truck.km;
    }
  }
  for (std::size_t c = 0; c < km.size(); ++c) {
    const double diesel = std::max(1.0, static_cast<double>(km_[c][at(TruckFuel::diesel)]));
    hvo_[c] = {km[c].demanded / diesel, km[c].chosen / diesel};
  }
}

std::array<int, trades> TruckPark::count_by_trade(TruckFuel fuel) const {
  std::array<int, trades> count{};
  for (const Truck& truck : trucks_) {
    if (!truck.scrapped && truck.fuel == fuel) ++count[static_cast<std::size_t>(owners_.at(truck.owner).trade)];
  }
  return count;
}

}  // namespace skifte::agents
