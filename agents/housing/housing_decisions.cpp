#include <algorithm>

#include "agents/city/lever_booking.hpp"
#include "agents/housing/housing_kind.hpp"

// What owners decide about their heating, and who pays for it.

namespace skifte::agents {
namespace {

Payer owner_pays(Owner owner) {
  if (owner == Owner::municipal_landlord) return Payer::municipal_companies;
  return owner == Owner::private_landlord ? Payer::firms : Payer::households;
}

}  // namespace

/// Numbers a building's decisions by what gives rise to them: the k-th system's failure, the k-th renovation, the one
/// offer, the one conversion and the programme's k-th round have the same luck whatever else the owner was asked.
std::uint32_t Housing::choice_ordinal(std::uint32_t b, Trigger trigger) const {
  constexpr std::uint32_t programmes = 1U << 24;  // far beyond any building's other decisions
  if (trigger == Trigger::programme)
    return programmes + static_cast<std::uint32_t>(next_programme_ / std::max<std::size_t>(1, in_order_.size()));
  std::uint32_t count = 0;
  if (trigger == Trigger::failure) count = systems_drawn_[b];
  if (trigger == Trigger::renovation) count = renovations_[b];
  return triggers * count + static_cast<std::uint32_t>(index(trigger));
}

/// What the state and the conversion programme offer for `target`, whether or not the state's budget lasts.
HeatingGrant Housing::grant(std::uint32_t b, Heating target, sim::Time date) const {
  HeatingGrant offered;
  const Heating current = system(b);
  const bool counts = target == Heating::district_heat || HeatingTechnology::is_heat_pump(target);
  if (!counts || target == current || policy_.frozen) return offered;
  const bool block = buildings_.is_block[b] != 0;
  const double price = inputs_.technology.investment[static_cast<std::size_t>(index(target))] *
                       (block ? inputs_.technology.block_cost_factor : 1.0);
  const bool gas = current == Heating::natural_gas;
  if (!block && owner(b) == Owner::occupier && (gas || current == Heating::direct_electric)) {
    const double share = policy_.heating_grant_share * price * inputs_.technology.material_share;
    offered.state = std::max(0.0, std::min(policy_.heating_grant_ceiling, share));
  }
  if (gas && inputs_.gas_conversion && inputs_.gas_conversion->strength(date) > 0 && inputs_.gas_conversion->funded()) {
    offered.lever = inputs_.gas_conversion->number("grant_share", 0) * price;
  }
  return offered;
}

HeatingSituation Housing::situation(std::uint32_t b, Trigger trigger, sim::Time date) const {
  HeatingSituation where;
  where.owner = owner(b);
  where.current = system(b);
  where.has_failed = trigger == Trigger::failure;
  where.heat = double{buildings_.heat[b]};
  where.is_block = buildings_.is_block[b] != 0;
  where.dwellings = buildings_.dwellings[b];
  const std::size_t zone = buildings_.zone[b];
  where.peers = houses_[zone] > 0 ? heat_pumps_[zone] / houses_[zone] : 0.0;
  const std::uint32_t slot = buildings_.first_slot[b];
  if (!where.is_block && households_[slot].active != 0) {
    where.quintile = households_[slot].quintile;
    where.attitude = double{households_[slot].attitude};
  }
  const auto offer = [&](Heating system_offered, bool offered) {
    where.on_offer[static_cast<std::size_t>(index(system_offered))] = offered;
  };
  const bool gas_stays = where.current == Heating::natural_gas && !gas_closed_ && trigger != Trigger::conversion;
  offer(Heating::district_heat, buildings_.network[b] != 0);
  offer(Heating::natural_gas, gas_stays);  // nobody is newly connected to gas
  offer(Heating::direct_electric, !where.is_block || where.current == Heating::direct_electric);
  offer(Heating::air_source_heat_pump, true);
  offer(Heating::ground_source_heat_pump, true);
  offer(Heating::biofuel, !where.is_block || where.current == Heating::biofuel);
  offer(Heating::oil, where.current == Heating::oil && !where.has_failed);  // boilers for oil are no longer sold

  for (int s = 0; s < heating_systems; ++s) {
    const HeatingGrant offered = grant(b, static_cast<Heating>(s), date);
    const bool lasts = static_cast<double>(grants_.left()) >= offered.state * ore_per_sek;
    where.grant[static_cast<std::size_t>(s)] = offered.lever + (lasts ? offered.state : 0.0);
  }
  return where;
}

void Housing::decide(std::uint32_t b, Trigger trigger, sim::Time date, const sim::Window& window) {
  if (buildings_.dwellings[b] == 0 || has_order(b)) return;
  if (policy_.frozen) {  // nobody decides anew: what fails is replaced like with like
    if (trigger == Trigger::failure) order(b, system(b), date, window);
    return;
  }
  const HeatingSituation where = situation(b, trigger, date);
  const Heating chosen = inputs_.choice.choose(where, inputs_.technology, loans_, prices_, setting_.random, id(b),
                                               choice_ordinal(b, trigger));
  if (chosen == where.current && !where.has_failed) return;
  order(b, chosen, date, window);
}

/// The households that live in a building; a block's slots follow its first one among those of its class.
template <class Visit>
void Housing::for_each_household(std::uint32_t b, Visit visit) const {
  int left = buildings_.dwellings[b];
  for (std::uint32_t slot = buildings_.first_slot[b]; left > 0 && slot < lived_in_.size(); ++slot) {
    if (building_of(slot) != b || !lived_in_[slot]) continue;
    visit(households_[slot]);
    --left;
  }
}

void Housing::order(std::uint32_t b, Heating chosen, sim::Time date, const sim::Window& window) {
  const auto s = static_cast<std::size_t>(index(chosen));
  const bool block = buildings_.is_block[b] != 0;
  const double size = block ? buildings_.dwellings[b] * inputs_.technology.block_cost_factor : 1.0;
  HeatingGrant granted = grant(b, chosen, date);
  if (granted.state > 0 && !grants_.take(sim::to_count(granted.state * ore_per_sek))) {
    setting_.accounts.post_bottleneck(window, Bottleneck::grants, 1);
    granted.state = 0;
    for_each_household(b, [&](const Household& household) {
      setting_.accounts.post_household(window, household, HouseholdItem::grants_missed, 1);
    });
  }
  pay(b, inputs_.technology.investment[s] * size, granted, window);
  const double days = inputs_.technology.install_days[s] * size;
  work_days_ += days;
  const sim::CrewQueue::Service service = crews_.serve(date, days * sim::days_per_year / inputs_.crew_days);
  setting_.accounts.post_bottleneck(window, Bottleneck::heating_installers, service.begin - date);
  for_each_household(b, [&](const Household& household) {
    setting_.accounts.post_household(window, household, HouseholdItem::new_heating, 1);
    setting_.accounts.post_household(window, household, HouseholdItem::heating_wait, service.begin - date);
  });
  ordered_[b] = static_cast<std::uint8_t>(chosen);
  change_at_[b] = since_begin(service.end);
}

/// Among a building's households in equal parts, to the öre; the first has what is left over.
void Housing::share_grant(std::uint32_t b, double sek, const sim::Window& window) {
  std::int64_t households = 0;
  for_each_household(b, [&](const Household&) { ++households; });
  if (households == 0) return;
  const std::int64_t all = sim::to_count(sek * ore_per_sek);
  std::int64_t part = all / households + all % households;
  for_each_household(b, [&](const Household& household) {
    setting_.accounts.post_household(window, household, HouseholdItem::grants, static_cast<double>(part));
    part = all / households;
  });
}

/// Books an investment of `cost` SEK with those who bear it: the owner net of grants, the state and the lever's payer
/// the rest. Occupiers' and co-operatives' grants belong to their households, hence to groups of people.
void Housing::pay(std::uint32_t b, double cost, const HeatingGrant& granted, const sim::Window& window) {
  Accounts& accounts = setting_.accounts;
  const double from_state = granted.state * dwellings_of(b);
  const double from_lever = granted.lever * dwellings_of(b);
  const double received = from_state + from_lever;
  const Payer payer = owner_pays(owner(b));
  accounts.post_money(window, MoneyKind::investment, payer, Measure::heating, cost);
  if (received <= 0) return;
  accounts.post_grant(window, MoneyKind::investment, Payer::state, payer, Measure::heating, from_state);
  if (from_lever > 0) {
    post_support(accounts, window, *inputs_.gas_conversion, MoneyKind::investment, payer, Measure::heating, from_lever);
  }
  if (payer == Payer::households) share_grant(b, received, window);
}

}  // namespace skifte::agents
