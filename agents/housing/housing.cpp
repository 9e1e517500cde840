#include "agents/housing/housing_kind.hpp"

#include <algorithm>

namespace skifte::agents {
namespace {

// Ordinals count the building's occasions.
constexpr auto failure_draw = sim::decision("heating.failure");
constexpr auto start_age = sim::decision("heating.start_age");  // once a building
constexpr auto renovation_draw = sim::decision("heating.renovation");
constexpr auto network_offer = sim::decision("heating.network_offer");  // once a building
constexpr auto programme = sim::decision("heating.programme");          // once a building

Payer owner_pays(Owner owner) {
  if (owner == Owner::municipal_landlord) return Payer::municipal_companies;
  return owner == Owner::private_landlord ? Payer::firms : Payer::households;
}

}  // namespace

Housing::Housing(const HousingInputs& inputs, const Setting& setting)
    : inputs_(inputs),
      setting_(setting),
      begin_(setting.calendar.begin()),
      households_(setting.board.of<Households>()),
      population_(setting.board.of<PopulationSignals>()),
      prices_(setting.board.of<PriceSignals>()),
      policy_(setting.board.of<PolicySignals>()),
      utility_(setting.board.of<UtilitySignals>()),
      biogas_(setting.board.of<BiogasSignals>()),
      signals_(setting.board.of<HousingSignals>()),
      buildings_(make_buildings(households_, setting.city.households.size(), inputs.stock, setting.random)),
      calendar_(setting.calendar, buildings_.size()),
      crews_(1, begin_) {
  const std::size_t n = buildings_.size();
  failure_at_.assign(n, never);
  renovation_at_.assign(n, never);
  install_at_.assign(n, never);
  ordered_.assign(n, 0);
  occasions_.assign(n, 0);
  lived_in_.assign(households_.size(), 0);
  for (std::uint32_t slot = 0; slot < households_.size(); ++slot) {
    if (households_.active[slot] != 0) add_dwelling(slot, begin_);
  }
  double houses = 0;
  for (std::uint32_t b = 0; b < n; ++b) {
    if (buildings_.is_block[b] == 0 && buildings_.dwellings[b] > 0) ++houses;
    if (buildings_.network[b] == 0) {
      offers_.emplace_back(sim::exponential(setting_.random.uniform(network_offer, id(b), 0), 1.0), b);
    }
    in_order_.emplace_back(setting_.random.uniform(programme, id(b), 0), b);
  }
  std::sort(offers_.begin(), offers_.end());
  std::sort(in_order_.begin(), in_order_.end());
  crew_count_ = std::max(1.0, inputs_.crews_per_1000_houses * houses / 1000);
  crews_.set_crews(static_cast<int>(crew_count_), begin_);
  publish(setting_.calendar.window(0));
}

void Housing::count(std::uint32_t b, int sign) {
  ledger_.count(system(b), owner(b), buildings_.dwellings[b], double{buildings_.heat[b]}, sign);
  if (buildings_.is_block[b] == 0 && buildings_.dwellings[b] > 0) {
    houses_[buildings_.zone[b]] += sign;
    if (HeatingTechnology::is_heat_pump(system(b))) heat_pumps_[buildings_.zone[b]] += sign;
  }
}

void Housing::add_dwelling(std::uint32_t slot, sim::Time date) {
  const std::uint32_t b = buildings_.of_slot[slot];
  lived_in_[slot] = 1;
  count(b, -1);
  ++buildings_.dwellings[b];
  count(b, 1);
  if (buildings_.dwellings[b] > 1 || occasions_[b] > 0) return;
  const auto s = static_cast<std::size_t>(index(system(b)));
  const double scale = inputs_.technology.lifetime[s] * sim::days_per_year;
  // At the run's start a system's age is uniform over 0 to its scale, later ones are new.
  const double age = date > begin_ ? 0.0 : scale * setting_.random.uniform(start_age, id(b), 0);
  const double u = setting_.random.uniform(failure_draw, id(b), occasions_[b]);
  failure_at_[b] = since_begin(date + sim::weibull_remaining(u, inputs_.technology.lifetime_shape, scale, age));
  draw_renovation(b, date);
  ++occasions_[b];
  file(b);
}

void Housing::draw_failure(std::uint32_t b, sim::Time date) {
  const double scale = inputs_.technology.lifetime[buildings_.system[b]] * sim::days_per_year;
  const double u = setting_.random.uniform(failure_draw, id(b), occasions_[b]++);
  failure_at_[b] = since_begin(date + sim::weibull(u, inputs_.technology.lifetime_shape, scale));
}

void Housing::draw_renovation(std::uint32_t b, sim::Time date) {
  const double u = setting_.random.uniform(renovation_draw, id(b), occasions_[b]);
  renovation_at_[b] = since_begin(date + sim::exponential(u, inputs_.renovation_interval * sim::days_per_year));
}

void Housing::file(std::uint32_t b) {
  const float next = std::min({failure_at_[b], renovation_at_[b], install_at_[b]});
  if (next == never) {
    calendar_.remove(b);
  } else {
    calendar_.set(b, begin_ + double{next});
  }
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
  if (!where.is_block && households_.active[slot] != 0) {
    where.quintile = households_.quintile[slot];
    where.attitude = double{households_.attitude[slot]};
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

  const bool conversion =
      inputs_.gas_conversion && inputs_.gas_conversion->strength(date) > 0 && where.current == Heating::natural_gas;
  const bool state_grant = !where.is_block && where.owner == Owner::occupier && policy_.heating_grant_share > 0 &&
                           (where.current == Heating::natural_gas || where.current == Heating::direct_electric);
  for (const Heating target :
       {Heating::district_heat, Heating::air_source_heat_pump, Heating::ground_source_heat_pump}) {
    const auto t = static_cast<std::size_t>(index(target));
    const double material = inputs_.technology.investment[t] * inputs_.technology.material_share;
    const double from_state = std::min(policy_.heating_grant_ceiling, policy_.heating_grant_share * material);
    if (state_grant && static_cast<double>(grants_.left()) >= from_state * ore_per_sek) where.grant[t] = from_state;
    if (conversion)
      where.grant[t] += inputs_.gas_conversion->number("grant_share", 0) * inputs_.technology.investment[t];
    if (where.current == target) where.grant[t] = 0;
  }
  return where;
}

void Housing::decide(std::uint32_t b, Trigger trigger, sim::Time date, const sim::Window& window) {
  if (buildings_.dwellings[b] == 0 || install_at_[b] != never) return;
  const HeatingSituation where = situation(b, trigger, date);
  const Heating chosen =
      inputs_.choice.choose(where, inputs_.technology, prices_, setting_.random, id(b), occasions_[b]++);
  if (chosen == where.current && !where.has_failed) return;
  order(b, chosen, where.grant[static_cast<std::size_t>(index(chosen))], date, window);
}

void Housing::order(std::uint32_t b, Heating chosen, double grant, sim::Time date, const sim::Window& window) {
  const auto s = static_cast<std::size_t>(index(chosen));
  const bool block = buildings_.is_block[b] != 0;
  const double size = block ? buildings_.dwellings[b] * inputs_.technology.block_cost_factor : 1.0;
  const double cost = inputs_.technology.investment[s] * size;
  const bool switches = chosen != system(b);
  double paid = 0;
  if (switches && grant > 0) {
    const bool conversion =
        inputs_.gas_conversion && inputs_.gas_conversion->strength(date) > 0 && system(b) == Heating::natural_gas;
    const double from_lever =
        conversion ? inputs_.gas_conversion->number("grant_share", 0) * inputs_.technology.investment[s] : 0.0;
    const double from_state = grant - from_lever;
    paid = from_lever;
    if (from_state > 0 && grants_.take(sim::to_count(from_state * ore_per_sek))) {
      paid += from_state;
    } else if (from_state > 0) {
      setting_.accounts.post_bottleneck(window, Bottleneck::grants, 1);
    }
  }
  const Payer payer = owner_pays(owner(b));
  setting_.accounts.post_money(window, MoneyKind::investment, payer, Measure::heating, cost);
  if (paid > 0) {
    setting_.accounts.post_money(window, MoneyKind::grant_received, payer, Measure::heating, paid * size);
    const int quintile = households_.quintile[buildings_.first_slot[b]];
    setting_.accounts.household_money.post(setting_.accounts.year_index(window), {quintile, 3},
                                           sim::to_count(paid * size * ore_per_sek));
  }
  const double days = inputs_.technology.install_days[s] * size;
  work_days_ += days;
  const sim::CrewQueue::Service service = crews_.serve(date, days * sim::days_per_year / inputs_.crew_days);
  setting_.accounts.post_bottleneck(window, Bottleneck::heating_installers, service.begin - date);
  ordered_[b] = static_cast<std::uint8_t>(chosen);
  install_at_[b] = since_begin(service.end);
  failure_at_[b] = never;
}

void Housing::install(std::uint32_t b) {
  const sim::Time date = begin_ + double{install_at_[b]};
  count(b, -1);
  buildings_.system[b] = ordered_[b];
  count(b, 1);
  install_at_[b] = never;
  draw_failure(b, date);
}

void Housing::renovate(std::uint32_t b, double saving, const sim::Window& window) {
  count(b, -1);
  buildings_.heat[b] = static_cast<float>(double{buildings_.heat[b]} * (1 - saving));
  count(b, 1);
  setting_.accounts.post_money(window, MoneyKind::investment, owner_pays(owner(b)), Measure::heating,
                               inputs_.renovation_cost * buildings_.dwellings[b]);
}

/// Carries out what is due for a building, earliest first; a delivery within the window is due too.
void Housing::happen(std::uint32_t b, const sim::Window& window) {
  const float end = since_begin(window.end);
  while (true) {
    const float next = std::min({failure_at_[b], renovation_at_[b], install_at_[b]});
    if (next >= end) break;
    const sim::Time date = std::max(window.begin, begin_ + double{next});
    if (next == install_at_[b]) {
      install(b);
    } else if (next == failure_at_[b]) {
      failure_at_[b] = never;
      if (buildings_.dwellings[b] == 0) draw_failure(b, date);  // an empty building replaces like with like, unseen
      decide(b, Trigger::failure, date, window);
    } else {
      renovate(b, inputs_.renovation_saving, window);
      ++occasions_[b];
      draw_renovation(b, date);
      decide(b, Trigger::renovation, date, window);
    }
  }
  file(b);
}

void Housing::commit(const sim::Window& window) {
  if (window.month == 1) {  // what is left of last year's grants lapses
    grants_ = sim::Budget(sim::to_count(std::max(0.0, policy_.heating_grant_budget) * ore_per_sek));
  }
  follow_households(window);
  close_gas(window);
  make_offers(window);
  convert_gas_homes(window);
  run_programme(window);
  for (const std::uint32_t b : calendar_.take(window.index)) happen(b, window);
}

void Housing::publish(const sim::Window& window) {
  for (int s = 0; s < heating_systems; ++s) {
    signals_.dwellings[static_cast<std::size_t>(s)] = static_cast<double>(ledger_.dwellings(static_cast<Heating>(s)));
  }
  signals_.heat_demand = heat_demand_;
  signals_.installer_wait = crews_.wait_at(window.end);
  signals_.dwellings_on_gas = signals_.dwellings[static_cast<std::size_t>(index(Heating::natural_gas))];
}

void Housing::close_year(const sim::Window& window) {
  const int year = setting_.accounts.year_index(window);
  for (int s = 0; s < heating_systems; ++s) {
    setting_.accounts.heating_systems.set(year, {s}, ledger_.dwellings(static_cast<Heating>(s)));
  }
  const std::array<double, 7> cost = ledger_.take_year_cost();
  std::array<double, quintiles> bills{};
  std::array<std::int64_t, quintiles> pumps{};
  for (std::size_t slot = 0; slot < households_.size(); ++slot) {
    if (households_.active[slot] == 0) continue;
    const std::uint32_t b = buildings_.of_slot[slot];
    bills[households_.quintile[slot]] += double{buildings_.heat[b]} * cost[buildings_.system[b]];
    if (HeatingTechnology::is_heat_pump(system(b))) ++pumps[households_.quintile[slot]];
  }
  for (int q = 0; q < quintiles; ++q) {
    const auto i = static_cast<std::size_t>(q);
    setting_.accounts.household_money.post(year, {q, 2}, sim::to_count(bills[i] * ore_per_sek));
    setting_.accounts.adoption.set(year, {q, 1}, pumps[i]);
  }
  const double wanted = work_days_ / inputs_.crew_days;
  const double most = crew_count_ * (1 + inputs_.crew_growth);
  const double least = crew_count_ * (1 - inputs_.crew_growth);
  crew_count_ = std::max(1.0, std::clamp(wanted, least, most));
  crews_.set_crews(std::max(1, static_cast<int>(crew_count_ + 0.5)), window.end);
  work_days_ = 0;
}

std::unique_ptr<sim::Kind> make_housing(const HousingInputs& inputs, const Setting& setting) {
  return std::make_unique<Housing>(inputs, setting);
}

}  // namespace skifte::agents
