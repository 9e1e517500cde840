#include "agents/housing/housing_kind.hpp"

#include <algorithm>

#include "sim/ledger.hpp"
#include "sim/prefetch.hpp"

namespace skifte::agents {
namespace {

// Each decision has its own ordinal, so that an offer or a lever more shifts no luck of another kind.
constexpr auto failure_draw = sim::decision("heating.failure");         // counts the systems the building has had
constexpr auto start_age = sim::decision("heating.start_age");          // once a building
constexpr auto renovation_draw = sim::decision("heating.renovation");   // counts renovations
constexpr auto network_offer = sim::decision("heating.network_offer");  // once a building

}  // namespace

Housing::Housing(const HousingInputs& inputs, const Setting& setting)
    : inputs_(inputs),
      loans_(inputs_.choice, inputs_.technology),
      setting_(setting),
      begin_(setting.calendar.begin()),
      households_(setting.board.of<Households>()),
      population_(setting.board.of<PopulationSignals>()),
      prices_(setting.board.of<PriceSignals>()),
      policy_(setting.board.of<PolicySignals>()),
      utility_(setting.board.of<UtilitySignals>()),
      biogas_(setting.board.of<BiogasSignals>()),
      weather_(setting.board.of<WeatherSignals>()),
      firms_(setting.board.of<FirmSignals>()),
      signals_(setting.board.of<HousingSignals>()),
      by_household_(setting.board.of<HouseholdHeating>()),
      buildings_(make_buildings(households_, setting.city.households.size(), inputs.stock, setting.random,
                                by_household_.building)),
      calendar_(setting.calendar, buildings_.size()),
      crews_(1, begin_) {
  const std::size_t n = buildings_.size();
  change_at_.assign(n, never);
  renovation_at_.assign(n, never);
  ordered_.assign(n, no_order);
  systems_drawn_.assign(n, 0);
  renovations_.assign(n, 0);
  lived_in_.assign(households_.size(), false);
  by_household_.system = &buildings_.system;
  by_household_.heat = &buildings_.heat;
  for (std::uint32_t slot = 0; slot < households_.size(); ++slot) {
    if (households_[slot].active != 0) add_dwelling(slot, begin_);
  }
  double houses = 0;
  offers_.reserve(static_cast<std::size_t>(std::count(buildings_.network.begin(), buildings_.network.end(), 0)));
  for (std::uint32_t b = 0; b < n; ++b) {
    if (buildings_.is_block[b] == 0 && buildings_.dwellings[b] > 0) ++houses;
    if (buildings_.network[b] == 0) {
      const double u = setting_.random.uniform(network_offer, id(b), 0);
      offers_.emplace_back(static_cast<float>(sim::exponential(u, 1.0)), b);
    }
  }
  std::sort(offers_.begin(), offers_.end());
  if (inputs_.gas_conversion || inputs_.renovation_programme) fill_order();
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
  const std::uint32_t b = building_of(slot);
  lived_in_[slot] = true;
  count(b, -1);
  ++buildings_.dwellings[b];
  count(b, 1);
  if (buildings_.dwellings[b] > 1 || systems_drawn_[b] > 0) return;
  const auto s = static_cast<std::size_t>(index(system(b)));
  const double scale = inputs_.technology.lifetime[s] * sim::days_per_year;
  // At the run's start a system's age is uniform over 0 to its scale, later ones are new.
  const double age = date > begin_ ? 0.0 : scale * setting_.random.uniform(start_age, id(b), 0);
  const double u = setting_.random.uniform(failure_draw, id(b), systems_drawn_[b]++);
  change_at_[b] = since_begin(date + sim::weibull_remaining(u, inputs_.technology.lifetime_shape, scale, age));
  draw_renovation(b, date);
  file(b);
}

void Housing::draw_failure(std::uint32_t b, sim::Time date) {
  const double scale = inputs_.technology.lifetime[buildings_.system[b]] * sim::days_per_year;
  const double u = setting_.random.uniform(failure_draw, id(b), systems_drawn_[b]++);
  change_at_[b] = since_begin(date + sim::weibull(u, inputs_.technology.lifetime_shape, scale));
}

void Housing::draw_renovation(std::uint32_t b, sim::Time date) {
  const double u = setting_.random.uniform(renovation_draw, id(b), renovations_[b]++);
  renovation_at_[b] = since_begin(date + sim::exponential(u, inputs_.renovation_interval * sim::days_per_year));
}

void Housing::file(std::uint32_t b) {
  const float next = std::min(change_at_[b], renovation_at_[b]);
  if (next == never) {
    calendar_.remove(b);
  } else {
    calendar_.set(b, begin_ + double{next});
  }
}

void Housing::install(std::uint32_t b) {
  const sim::Time date = begin_ + double{change_at_[b]};
  count(b, -1);
  buildings_.system[b] = ordered_[b];
  count(b, 1);
  ordered_[b] = no_order;
  draw_failure(b, date);
  if (gas_closed_ && system(b) == Heating::natural_gas) change_at_[b] = since_begin(date);  // ordered before the end
}

void Housing::renovate(std::uint32_t b, double saving, const sim::Window& window) {
  count(b, -1);
  buildings_.heat[b] = static_cast<float>(double{buildings_.heat[b]} * (1 - saving));
  count(b, 1);
  pay(b, inputs_.renovation_cost * buildings_.dwellings[b], {}, window);
}

/// Begins to fetch from memory what happen() asks about the building, of which its first slot is there by then.
void Housing::prefetch(std::uint32_t b) const {
  for (const auto* dates : {&change_at_, &renovation_at_, &buildings_.heat}) sim::prefetch(dates->data() + b);
  for (const auto* drawn : {&systems_drawn_, &renovations_}) sim::prefetch(drawn->data() + b);
  const std::uint32_t slot = buildings_.first_slot[b];
  sim::prefetch(&households_[slot]);
  sim::prefetch(&by_household_.building[slot]);
}

/// Carries out what is due for a building, earliest first; a delivery within the window is due too.
void Housing::happen(std::uint32_t b, const sim::Window& window) {
  const float end = since_begin(window.end);
  while (true) {
    const float next = std::min(change_at_[b], renovation_at_[b]);
    if (next >= end) break;
    const sim::Time date = std::max(window.begin, begin_ + double{next});
    if (next == change_at_[b] && has_order(b)) {
      install(b);
    } else if (next == change_at_[b]) {
      change_at_[b] = never;
      if (buildings_.dwellings[b] == 0) draw_failure(b, date);  // an empty building replaces like with like, unseen
      decide(b, Trigger::failure, date, window);
    } else {
      if (!policy_.frozen) {
        renovate(b, inputs_.renovation_saving, window);
        decide(b, Trigger::renovation, date, window);
      }
      draw_renovation(b, date);
    }
  }
  file(b);
}

void Housing::commit(const sim::Window& window) {
  if (window.month == 1) {  // what is left of last year's grants lapses
    grants_ = sim::Budget(sim::to_count(std::max(0.0, policy_.heating_grant_budget) * ore_per_sek));
  }
  serve_premises(window);
  follow_households(window);
  if (policy_.frozen) {
    if (!was_frozen_) freeze();
  } else {
    close_gas(window);
    make_offers(window);
    convert_gas_homes(window);
    run_programme(window);
  }
  // Dates lead through memory in no order: what comes is fetched early.
  constexpr std::size_t fetched_ahead = 8, slots_ahead = 16;
  const auto due = calendar_.take(window.index);
  for (std::size_t i = 0; i < due.size(); ++i) {
    if (i + slots_ahead < due.size()) sim::prefetch(&buildings_.first_slot[due[i + slots_ahead]]);
    if (i + fetched_ahead < due.size()) prefetch(due[i + fetched_ahead]);
    happen(due[i], window);
  }
}

void Housing::publish(const sim::Window& window) {
  for (int s = 0; s < heating_systems; ++s) {
    signals_.dwellings[static_cast<std::size_t>(s)] = static_cast<double>(ledger_.dwellings(static_cast<Heating>(s)));
  }
  signals_.heat_demand = heat_demand_;
  signals_.installer_wait = crews_.wait_at(window.end);
  signals_.dwellings_on_gas = signals_.dwellings[static_cast<std::size_t>(index(Heating::natural_gas))];
  publish_power();
}

void Housing::publish_power() {
  for (std::size_t s = 0; s < signals_.heating_power.size(); ++s) {
    const auto system = static_cast<Heating>(s);
    const double useful = DesignPower::useful(ledger_.heat(system), inputs_.energy.hot_water_share, weather_);
    signals_.heating_power[s] = inputs_.design.electric(system, useful, inputs_.technology);
    if (system == Heating::district_heat) signals_.district_heat_power = useful;
  }
  constexpr double wh_per_kwh = 1000;
  constexpr double hours_per_year = 24 * sim::days_per_year;
  signals_.household_electricity_power =
      static_cast<double>(ledger_.all_dwellings()) * inputs_.energy.household_electricity * wh_per_kwh / hours_per_year;
}

void Housing::close_year(const sim::Window& window) {
  const int year = setting_.accounts.year_index(window);
  for (int s = 0; s < heating_systems; ++s) {
    setting_.accounts.heating_systems.set(year, {s}, ledger_.dwellings(static_cast<Heating>(s)));
    setting_.accounts.heating_power.set(year, {s}, sim::to_count(signals_.heating_power[static_cast<std::size_t>(s)]));
  }
  by_household_.cost = ledger_.take_year_cost();
  hire(window);
}

/// What premises asked for last month stands before this month's homes in the installers' queue, each new system an
/// order of the mean size.
void Housing::serve_premises(const sim::Window& window) {
  if (firms_.premises_orders == 0) return;
  const double days = firms_.premises_crew_days / firms_.premises_orders;
  for (int order = 0; order < firms_.premises_orders; ++order) {
    crews_.serve(window.begin, days * sim::days_per_year / inputs_.crew_days);
  }
  work_days_ += firms_.premises_crew_days;
}

/// Installers hire or let go towards the crews that would do the year's work at the utilisation they plan with, as fast
/// as training allows: crews that sold all their days would make waiting times grow without bound (sim/scarcity.hpp).
void Housing::hire(const sim::Window& window) {
  const double wanted = work_days_ / (inputs_.crew_days * inputs_.crew_utilisation);
  const double most = crew_count_ * (1 + inputs_.crew_growth);
  const double least = crew_count_ * (1 - inputs_.crew_growth);
  crew_count_ = std::max(1.0, std::clamp(wanted, least, most));
  crews_.set_crews(std::max(1, static_cast<int>(sim::to_count(crew_count_))), window.end);
  work_days_ = 0;
}

std::unique_ptr<sim::Kind> make_housing(const HousingInputs& inputs, const Setting& setting) {
  return std::make_unique<Housing>(inputs, setting);
}

}  // namespace skifte::agents
