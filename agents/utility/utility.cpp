#include "agents/utility/utility.hpp"

#include <algorithm>
#include <numeric>

#include "agents/housing/signals.hpp"
#include "agents/industry/signals.hpp"
#include "agents/lever_works.hpp"
#include "agents/long_stop.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/dispatch.hpp"
#include "agents/utility/pump_connection.hpp"
#include "agents/utility/signals.hpp"
#include "agents/waste/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

UtilityInputs::UtilityInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : heat((read.set_reader("utility"), levers.set_reader("utility"), read)),
      network(read),
      grid(read),
      heat_pumps(levers.lever("district_heat_pumps", "Large heat pumps feed the district heating network",
                              {{"capacity", "W", "Heat they can give", true}})),
      flue_gas_recovery(levers.lever("flue_gas_heat_recovery",
                                     "More heat is recovered from flue gas and carbon capture",
                                     {{"capacity", "W", "Heat it can give", true}})),
      heat_storage(levers.lever("heat_storage", "More heat is stored for cold days",
                                {{"capacity", "Wh", "Heat that the further storage holds", true}})),
      grid_reinforcement(levers.lever("grid_reinforcement", "A further reinforcement of the city's electricity grid",
                                      {{"capacity", "W", "Power it adds", true}})),
      gas_network_closure(levers.lever(
          "gas_network_closure", "The local gas network is closed, for dwellings and what share of premises it says",
          {{"closure", "date", "When it closes", true},
           {"premises", "1", "Share of premises on gas that lose it too, none by default", false,
            sim::Bounds::share()}})) {}

namespace {

constexpr auto pellet_stop = sim::decision("utility.pellet_stop");
constexpr auto pellet_year = sim::decision("utility.pellet_year");
constexpr auto pump_area = sim::decision("utility.heat_pump_area");

using enum HeatSource;
constexpr std::size_t sources = heat_source_labels.size();
using HeatBySource = std::array<double, sources>;

constexpr std::size_t at(HeatSource source) {
  return static_cast<std::size_t>(source);
}

class Utility final : public sim::Kind {
 public:
  Utility(const UtilityInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        waste_(setting.board.of<WasteSignals>()),
        industry_(setting.board.of<IndustrySignals>()),
        requests_(setting.board.of<GridRequests>()),
        housing_(setting.board.of<HousingSignals>()),
        signals_(setting.board.of<UtilitySignals>()),
        grid_(inputs_.grid, inputs_.grid_reinforcement, setting) {
    signals_.network_offer_rate = inputs_.network.offer_rate;
    show_grid();
    price_lever_works();
  }

  std::string_view name() const override { return "utility"; }
  void start(sim::Processes& processes) override { grid_.start(processes); }

  void account(const sim::Window& window) override {
    connect_pumps(window);
    make_heat(window);
    grid_.step(setting_.flows.electricity, window, requests_);
  }

  void publish(const sim::Window& window) override {
    show_grid();
    const bool closed = (closure_ > 0 && window.end >= closure_) || lever_closed(window.end);
    signals_.gas_network_open = closed ? 0.0 : 1.0;
    if (const auto date = lever_closure()) {
      const double notice = inputs_.network.gas_notice * sim::days_per_year;
      signals_.premises_gas = {inputs_.gas_network_closure->number("premises", 0), *date - notice, *date};
    }
  }

  void close_year(const sim::Window& window) override {
    setting_.accounts.set_indicator(window, Accounts::Indicator::electricity_peak, grid_.peak_of_year() / 1e3);
    if (!policy_.frozen) {
      grid_.decide(window);
      offer_connections();
      decide_on_gas_network(window);
    }
    grid_.turn_year();
    produced_ = 0;
    heat_cost_ = 0;
  }

 private:
  std::optional<sim::Time> lever_closure() const {
    return inputs_.gas_network_closure ? inputs_.gas_network_closure->date("closure") : std::nullopt;
  }
  bool lever_closed(sim::Time date) const { return lever_closure() && date >= *lever_closure(); }
  std::array<HeatPlant, sources> plants(const sim::Window& window) const;
  double in_order(const LongStops& stops, sim::Decision decision, const sim::Window& window) const;
  double pellet_price(const sim::Window& window) const;
  double stored(sim::Time date) const {
    return inputs_.heat.storage + strength_of(inputs_.heat_storage, "capacity", date);
  }
  void connect_pumps(const sim::Window& window);
  void show_grid();
  void price_lever_works() const;
  void make_heat(const sim::Window& window);
  void account_fuel(const sim::Window& window, const HeatBySource& heat);
  void offer_connections();
  void decide_on_gas_network(const sim::Window& window);
  static double strength_of(const std::optional<sim::LeverSetting>& lever, const char* parameter, sim::Time date) {
    return lever ? lever->number(parameter, 0) * lever->strength(date) : 0.0;
  }

  UtilityInputs inputs_;
  const Setting setting_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  const WasteSignals& waste_;
  const IndustrySignals& industry_;
  GridRequests& requests_;
  const HousingSignals& housing_;
  UtilitySignals& signals_;
  Grid grid_;
  PumpConnection pump_connection_;
  double produced_ = 0;    // this year [Wh]
  double heat_cost_ = 0;   // marginal cost times heat, over the plants that ran, this year [SEK]
  sim::Time closure_ = 0;  // of the gas network, 0 none announced
};

/// Part of the month that a plant runs undisturbed [1].
double Utility::in_order(const LongStops& stops, sim::Decision decision, const sim::Window& window) const {
  if (policy_.frozen) return 1.0;
  return part_in_order(stops, setting_.random, decision, sim::agent_id("heat_plant", 0), window,
                       static_cast<int>(inputs_.heat.known_to));
}

/// What the plant pays for pellets [SEK/kWh]: a share of the household's price, and the world market's year. Ordinal:
/// the calendar year.
double Utility::pellet_price(const sim::Window& window) const {
  const HeatAssumptions& heat = inputs_.heat;
  const double price = prices_.pellets / heat.vat_factor * heat.pellet_price_share;
  if (policy_.frozen || window.year <= static_cast<int>(heat.known_to)) return price;
  const double u =
      setting_.random.uniform(pellet_year, sim::agent_id("pellets", 0), static_cast<std::uint32_t>(window.year));
  return price * sim::exp(heat.pellet_price_sd * sim::normal_quantile(u));
}

/// The month's plants with their marginal cost [SEK/Wh]: fuel, allowances, electricity.
std::array<HeatPlant, sources> Utility::plants(const sim::Window& window) const {
  const HeatAssumptions& heat = inputs_.heat;
  const double hours = (window.end - window.begin) * 24.0;
  const double allowance = prices_.ets_price / 1e6;  // [SEK/g]
  const double gas_cost = prices_.natural_gas_firm + heat.gas_factor * allowance;
  const double oil_cost = prices_.heating_oil_trading + heat.oil_factor * allowance;
  const double built = strength_of(inputs_.heat_pumps, "capacity", window.begin);
  const double pumps = heat.pump_capacity + pump_connection_.heat(built, heat.pump_cop, window.begin);
  const double pellet_capacity =
      heat.pellet_capacity * in_order({heat.pellet_outage, heat.pellet_outage_length}, pellet_stop, window);
  const double recovered = strength_of(inputs_.flue_gas_recovery, "capacity", window.begin);
  return {{{industry_.waste_heat / hours, heat.waste_heat_cost / 1000.0, index(industrial_waste_heat)},
           {waste_.heat_available / hours, heat.incinerator_cost / 1000.0, index(incinerator)},
           {recovered, heat.incinerator_cost / 1000.0, index(recovery)},
           {pellet_capacity, pellet_price(window) / heat.pellet_efficiency / 1000.0, index(pellets)},
           {pumps, prices_.electricity_firm / heat.pump_cop / 1000.0, index(heat_pumps)},
           {heat.gas_capacity, gas_cost / heat.gas_efficiency / 1000.0, index(gas)},
           {heat.oil_capacity, oil_cost / heat.oil_efficiency / 1000.0, index(oil)}}};
}

/// The lever's pumps ask the grid company as any other customer, from its start on; where they stand is drawn.
void Utility::connect_pumps(const sim::Window& window) {
  if (!inputs_.heat_pumps) return;
  const auto row = static_cast<std::size_t>(GridCustomer::heat_pumps);
  const GridArea area =
      grid_area(signals_.grid[row], setting_.random.uniform(pump_area, sim::agent_id("heat_pumps", 0), 0));  // one draw
  pump_connection_.advance(signals_.grid[row], area, inputs_.heat.pump_cop, window.begin, [&](sim::Time date) {
    return inputs_.heat_pumps->in_force(window.begin) ? strength_of(inputs_.heat_pumps, "capacity", date) : 0.0;
  });
  requests_.of[row] = pump_connection_.grid_state(window.end);
}

void Utility::show_grid() {
  for (std::size_t c = 0; c < signals_.grid.size(); ++c) signals_.grid[c] = grid_.offer(static_cast<GridCustomer>(c));
  signals_.connection_lead_time =
      mean_lead_time(signals_.grid[static_cast<std::size_t>(GridCustomer::public_chargers)]);
}

void Utility::price_lever_works() const {
  const HeatAssumptions& heat = inputs_.heat;
  const auto price = [](const std::optional<sim::LeverSetting>& lever, double unit_cost) {
    if (lever) price_works(lever, lever->number("capacity", 0) * unit_cost);
  };
  price(inputs_.heat_pumps, heat.pump_investment);
  price(inputs_.flue_gas_recovery, heat.recovery_investment);
  price(inputs_.heat_storage, heat.storage_investment);
  price(inputs_.grid_reinforcement, inputs_.grid.investment);
}

void Utility::make_heat(const sim::Window& window) {
  const auto& flows = setting_.flows.district_heat;
  const double delivered = static_cast<double>(std::accumulate(flows.begin(), flows.end(), std::int64_t{0}));
  const double kept = 1.0 - inputs_.heat.network_loss - inputs_.heat.net_export;
  const double needed = delivered / kept;
  const double hours = (window.end - window.begin) * 24.0;
  const std::array<HeatPlant, sources> fleet = plants(window);
  HeatBySource heat{};
  const double load = needed / hours;
  const double variation =
      smoothed_variation(inputs_.heat.load_variation, load, stored(window.begin), inputs_.heat.cold_spell);
  const double missing = dispatch(fleet, load, variation, heat);
  for (double& power : heat) power *= hours;
  // What no plant has capacity for is bought from peak boilers of joined networks, which burn oil too.
  heat[at(oil)] += missing * hours;
  produced_ += needed;
  for (std::size_t p = 0; p < sources; ++p) setting_.accounts.post_heat(window, static_cast<HeatSource>(p), heat[p]);
  for (std::size_t p = 0; p < sources; ++p) heat_cost_ += heat[p] * fleet[p].cost;
  signals_.waste_heat_wanted = heat[at(incinerator)];
  signals_.waste_heat_use =
      waste_.heat_available > 0 ? std::min(1.0, heat[at(incinerator)] / waste_.heat_available) : 1.0;
  account_fuel(window, heat);
}

void Utility::account_fuel(const sim::Window& window, const HeatBySource& heat) {
  const HeatAssumptions& terms = inputs_.heat;
  Accounts& accounts = setting_.accounts;
  const double pellet_fuel = heat[at(pellets)] / terms.pellet_efficiency;
  const double gas_fuel = heat[at(gas)] / terms.gas_efficiency;
  const double oil_fuel = heat[at(oil)] / terms.oil_efficiency + terms.start_oil * pellet_fuel;
  const double current = heat[at(heat_pumps)] / terms.pump_cop;
  const double gas_co2 = gas_fuel * terms.gas_factor / 1000.0;
  const double oil_co2 = oil_fuel * terms.oil_factor / 1000.0;
  const Subsector row = Subsector::peak_heat_plants;
  const double other = terms.gas_other_gases / 1000.0;
  const FuelPlace place{row, EndUse::heat_plants};
  post_fuel(accounts, window, place, {Carrier::natural_gas, terms.gas_factor / 1000.0 + other, 0}, gas_fuel);
  post_fuel(accounts, window, place, {Carrier::heating_oil, terms.oil_factor / 1000.0 + other, 0}, oil_fuel);
  post_fuel(accounts, window, place, {Carrier::solid_biofuel, terms.pellet_other_gases / 1000.0, terms.biogenic.wood},
            pellet_fuel);
  const sim::Time date = policy_.frozen ? policy_.driver_date : window.begin;
  accounts.post_emissions(window, row, Carrier::natural_gas, terms.power_stations.at(date) * window.years());
  accounts.post_energy(window, Carrier::electricity, EndUse::heat_plants, current);
  setting_.flows.electricity[static_cast<std::size_t>(index(EndUse::heat_plants))] += sim::to_count(current);
  const double cost = (pellet_fuel * pellet_price(window) + gas_fuel * prices_.natural_gas_firm +
                       current * prices_.electricity_firm + oil_fuel * prices_.heating_oil_trading) /
                      1000.0;
  accounts.post_money(window, MoneyKind::running_cost, Payer::municipal_companies, Measure::district_heat, cost);
  accounts.post_money(window, MoneyKind::tax_paid, Payer::municipal_companies, Measure::district_heat,
                      (gas_co2 + oil_co2) / 1e6 * prices_.ets_price);
  const double incinerated = waste_.throughput * 1e6 * terms.co2_per_waste * waste_.fossil_share *
                             (1.0 - waste_.capture_running) * terms.heat_allocation;
  const auto& flows = setting_.flows.district_heat;
  const double delivered = static_cast<double>(std::accumulate(flows.begin(), flows.end(), std::int64_t{0}));
  const double served = delivered / (1.0 - terms.net_export);  // the city's customers and the joined networks
  if (delivered > 0) signals_.district_heat_fossil_factor = (gas_co2 + oil_co2 + incinerated) / served;
}

/// Houses in reach get an offer where heat sells above what it costs to make; the more, the wider the margin.
void Utility::offer_connections() {
  if (produced_ <= 0 || prices_.district_heat <= 0) return;
  const double cost = heat_cost_ / produced_ * 1000.0;  // [SEK/kWh] mean over the year's plants
  const double margin = prices_.district_heat / inputs_.heat.vat_factor - cost;
  signals_.network_offer_rate = offer_rate(inputs_.network, margin);
}

/// The company closes the gas network when those left no longer pay its fixed cost.
void Utility::decide_on_gas_network(const sim::Window& window) {
  if (closure_ > 0 || housing_.dwellings_on_gas <= 0) return;
  if (gas_network_pays(inputs_.network, housing_.dwellings_on_gas)) return;
  closure_ = sim::from_decimal_year(sim::decimal_year(window.end) + inputs_.network.gas_notice);
}

}  // namespace

std::unique_ptr<sim::Kind> make_utility(const UtilityInputs& inputs, const Setting& setting) {
  return std::make_unique<Utility>(inputs, setting);
}

}  // namespace skifte::agents
