#include "agents/utility/utility.hpp"

#include <algorithm>
#include <numeric>

#include "agents/charging/signals.hpp"
#include "agents/firms/signals.hpp"
#include "agents/housing/signals.hpp"
#include "agents/industry/signals.hpp"
#include "agents/lever_works.hpp"
#include "agents/long_stop.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/dispatch.hpp"
#include "agents/utility/signals.hpp"
#include "agents/waste/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

HeatAssumptions::HeatAssumptions(sim::AssumptionReader& read)
    : network_loss(read.number("utility.network_loss", "1", "Share of the heat produced lost in the network",
                               sim::Bounds::between(0, 0.9, "some heat arrives"))),
      net_export(read.number("utility.net_export", "1", "Share of the heat produced that joined networks take",
                             sim::Bounds::between(-1, 0.8, "the city keeps some of its heat"))),
      load_variation(read.number("utility.load_variation", "1", "Variation of the daily load within a month")),
      storage(read.number("utility.storage", "Wh", "Heat that the accumulators hold")),
      cold_spell(read.number("utility.cold_spell", "h", "Length of the cold spells that they are emptied over")),
      pump_investment(read.number("utility.heat_pump.investment", "SEK/W", "Investment in large heat pumps per heat")),
      recovery_investment(read.number("utility.recovery.investment", "SEK/W", "Investment in heat recovery per heat")),
      storage_investment(read.number("utility.storage.investment", "SEK/Wh", "Investment in heat storage")),
      pellet_capacity(read.number("utility.pellet.capacity", "W", "Heat from pellets")),
      pellet_efficiency(read.number("utility.pellet.efficiency", "1", "Heat per fuel")),
      pellet_price_share(read.number("utility.pellet.price_share", "1", "A plant's pellet price over a household's")),
      pellet_price_sd(
          read.number("utility.pellet.price_sd", "1", "Standard deviation of the logarithm of a year's pellet price")),
      pump_capacity(read.number("utility.heat_pump.capacity", "W", "Heat from large heat pumps")),
      pump_cop(read.number("utility.heat_pump.cop", "1", "Heat per electricity")),
      gas_capacity(read.number("utility.gas.capacity", "W", "Heat from gas boilers")),
      gas_efficiency(read.number("utility.gas.efficiency", "1", "Heat per fuel")),
      oil_capacity(read.number("utility.oil.capacity", "W", "Heat from oil boilers")),
      oil_efficiency(read.number("utility.oil.efficiency", "1", "Heat per fuel")),
      start_oil(read.number("utility.pellet.start_oil", "1", "Oil for starts and support per pellet energy")),
      waste_heat_cost(read.number("utility.waste_heat_cost", "SEK/kWh", "Price of industry's waste heat")),
      incinerator_cost(read.number("utility.incinerator_cost", "SEK/kWh", "Marginal cost of heat from waste")),
      gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      oil_factor(read.number("emission_factor.heating_oil", "g CO2/kWh", "CO2 of heating oil")),
      pellet_outage(
          read.number("utility.pellet.outage", "1", "Chance of a long stop of the pellet boiler in a year not known")),
      pellet_outage_length(read.number("utility.pellet.outage_length", "year", "Mean length of such a stop")),
      known_to(read.number("utility.known_to", "year", "Last calendar year whose stops and prices the data hold")),
      pellet_other_gases(
          read.number("utility.pellet.other_gases", "g/kWh", "Methane and nitrous oxide of pellets, CO2e")),
      gas_other_gases(read.number("emission_factor.other_gases", "g/kWh",
                                  "Methane and nitrous oxide of gas and oil burnt in plants, CO2e")),
      co2_per_waste(read.number("waste.co2_per_waste", "1", "All CO2 per waste burnt")),
      heat_allocation(read.number("utility.heat_allocation", "1", "Share of the incinerator's CO2 that heat bears")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      biogenic(read),
      power_stations(read.series("utility.power_stations", "g/year",
                                 "CO2e of fossil plants outside the merit order: combined heat and power that runs for "
                                 "the power market")) {}

NetworkAssumptions::NetworkAssumptions(sim::AssumptionReader& read)
    : offer_rate(read.number("utility.offer_rate", "1/year", "Houses outside that get an offer where it just pays")),
      offer_margin(
          read.number("utility.offer_margin", "SEK/kWh", "Margin of heat at which a new connection just pays")),
      offer_rate_ceiling(read.number("utility.offer_rate_ceiling", "1/year", "Most that crews can offer a year")),
      gas_customer_cost(read.number("utility.gas_network.cost", "SEK/(dwelling year)",
                                    "Fixed cost of the gas network per dwelling in 2015")),
      gas_customer_margin(
          read.number("utility.gas_network.margin", "SEK/(dwelling year)", "What a dwelling on gas earns the network")),
      gas_network_floor(
          read.number("utility.gas_network.dwellings", "dwelling", "Dwellings on gas that shared that cost in 2015")),
      gas_notice(read.number("utility.gas_network.notice", "year", "From announced closure to closure")) {}

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
      gas_network_closure(levers.lever("gas_network_closure", "The local gas network for dwellings is closed",
                                       {{"closure", "date", "When it closes", true}})) {}

namespace {

constexpr auto pellet_stop = sim::decision("utility.pellet_stop");
constexpr auto pellet_year = sim::decision("utility.pellet_year");

enum Source { kemira_heat, incinerator, recovery, pellets, heat_pumps, gas, oil, sources };

class Utility final : public sim::Kind {
 public:
  Utility(const UtilityInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        waste_(setting.board.of<WasteSignals>()),
        industry_(setting.board.of<IndustrySignals>()),
        firms_(setting.board.of<FirmSignals>()),
        charging_(setting.board.of<ChargingSignals>()),
        housing_(setting.board.of<HousingSignals>()),
        signals_(setting.board.of<UtilitySignals>()),
        pump_works_(inputs_.heat_pumps),
        recovery_works_(inputs_.flue_gas_recovery),
        storage_works_(inputs_.heat_storage),
        grid_(inputs_.grid, inputs_.grid_reinforcement, setting) {
    signals_.network_offer_rate = inputs_.network.offer_rate;
    signals_.connection_lead_time = inputs_.grid.lead_time;
  }

  std::string_view name() const override { return "utility"; }
  void start(sim::Processes& processes) override { grid_.start(processes); }

  void account(const sim::Window& window) override {
    pay_works(window);
    make_heat(window);
    grid_.step(setting_.flows.electricity, window,
               {industry_.requested_power, charging_.waiting_for_grid, firms_.requested_power});
  }

  void publish(const sim::Window& window) override {
    signals_.grid_headroom = grid_.headroom();
    signals_.connection_lead_time = grid_.lead_time();
    for (std::size_t a = 0; a < signals_.area_lead_time.size(); ++a) {
      signals_.area_lead_time[a] = grid_.lead_time(static_cast<GridArea>(a));
      signals_.area_waiting[a] = grid_.waiting(static_cast<GridArea>(a));
    }
    const bool closed = (closure_ > 0 && window.end >= closure_) || lever_closed(window.end);
    signals_.gas_network_open = closed ? 0.0 : 1.0;
  }

  void close_year(const sim::Window& window) override {
    setting_.accounts.set_indicator(window, Accounts::Indicator::district_heat_produced, produced_ / 1e6);
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
  bool lever_closed(sim::Time date) const {
    return inputs_.gas_network_closure && inputs_.gas_network_closure->date("closure") &&
           date >= *inputs_.gas_network_closure->date("closure");
  }
  std::array<HeatPlant, sources> plants(const sim::Window& window) const;
  double in_order(const LongStops& stops, sim::Decision decision, const sim::Window& window) const;
  double pellet_price(const sim::Window& window) const;
  double stored(sim::Time date) const {
    return inputs_.heat.storage + strength_of(inputs_.heat_storage, "capacity", date);
  }
  void pay_works(const sim::Window& window);
  void make_heat(const sim::Window& window);
  void account_fuel(const sim::Window& window, const std::array<double, sources>& heat);
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
  const FirmSignals& firms_;
  const ChargingSignals& charging_;
  const HousingSignals& housing_;
  UtilitySignals& signals_;
  LeverWorks pump_works_, recovery_works_, storage_works_;
  Grid grid_;
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
  const double oil_cost = prices_.heating_oil / heat.vat_factor + heat.oil_factor * allowance;
  const double pumps = heat.pump_capacity + strength_of(inputs_.heat_pumps, "capacity", window.begin);
  const double pellet_capacity =
      heat.pellet_capacity * in_order({heat.pellet_outage, heat.pellet_outage_length}, pellet_stop, window);
  const double recovered = strength_of(inputs_.flue_gas_recovery, "capacity", window.begin);
  return {{{industry_.waste_heat / hours, heat.waste_heat_cost / 1000.0, kemira_heat},
           {waste_.heat_available / hours, heat.incinerator_cost / 1000.0, incinerator},
           {recovered, heat.incinerator_cost / 1000.0, recovery},
           {pellet_capacity, pellet_price(window) / heat.pellet_efficiency / 1000.0, pellets},
           {pumps, prices_.electricity_firm / heat.pump_cop / 1000.0, heat_pumps},
           {heat.gas_capacity, gas_cost / heat.gas_efficiency / 1000.0, gas},
           {heat.oil_capacity, oil_cost / heat.oil_efficiency / 1000.0, oil}}};
}

void Utility::pay_works(const sim::Window& window) {
  const HeatAssumptions& heat = inputs_.heat;
  const auto pay = [&](LeverWorks& works, const std::optional<sim::LeverSetting>& lever, double unit_cost) {
    works.pay(lever, lever ? lever->number("capacity", 0) * unit_cost : 0.0, Payer::municipal_companies,
              Measure::district_heat, window, setting_.accounts);
  };
  pay(pump_works_, inputs_.heat_pumps, heat.pump_investment);
  pay(recovery_works_, inputs_.flue_gas_recovery, heat.recovery_investment);
  pay(storage_works_, inputs_.heat_storage, heat.storage_investment);
}

void Utility::make_heat(const sim::Window& window) {
  const auto& flows = setting_.flows.district_heat;
  const double delivered = static_cast<double>(std::accumulate(flows.begin(), flows.end(), std::int64_t{0}));
  const double kept = 1.0 - inputs_.heat.network_loss - inputs_.heat.net_export;
  const double needed = delivered / kept;
  const double hours = (window.end - window.begin) * 24.0;
  const std::array<HeatPlant, sources> fleet = plants(window);
  std::array<double, sources> heat{};
  const double load = needed / hours;
  const double variation =
      smoothed_variation(inputs_.heat.load_variation, load, stored(window.begin), inputs_.heat.cold_spell);
  const double missing = dispatch(fleet, load, variation, heat);
  for (double& power : heat) power *= hours;
  // What no plant has capacity for is bought from peak boilers of joined networks, which burn oil too.
  heat[oil] += missing * hours;
  produced_ += needed;
  for (std::size_t p = 0; p < sources; ++p) heat_cost_ += heat[p] * fleet[p].cost;
  signals_.waste_heat_wanted = heat[incinerator];
  signals_.waste_heat_use = waste_.heat_available > 0 ? std::min(1.0, heat[incinerator] / waste_.heat_available) : 1.0;
  account_fuel(window, heat);
}

void Utility::account_fuel(const sim::Window& window, const std::array<double, sources>& heat) {
  const HeatAssumptions& terms = inputs_.heat;
  Accounts& accounts = setting_.accounts;
  const double pellet_fuel = heat[pellets] / terms.pellet_efficiency;
  const double gas_fuel = heat[gas] / terms.gas_efficiency;
  const double oil_fuel = heat[oil] / terms.oil_efficiency + terms.start_oil * pellet_fuel;
  const double current = heat[heat_pumps] / terms.pump_cop;
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
                       current * prices_.electricity_firm + oil_fuel * prices_.heating_oil / terms.vat_factor) /
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
  const double rate = inputs_.network.offer_rate * std::max(0.0, margin / inputs_.network.offer_margin);
  signals_.network_offer_rate = std::min(rate, inputs_.network.offer_rate_ceiling);
}

/// The company closes the gas network when those left no longer pay its fixed cost.
void Utility::decide_on_gas_network(const sim::Window& window) {
  if (closure_ > 0 || housing_.dwellings_on_gas <= 0) return;
  const NetworkAssumptions& network = inputs_.network;
  const double earned = housing_.dwellings_on_gas * network.gas_customer_margin;
  if (earned >= network.gas_customer_cost * network.gas_network_floor) return;
  closure_ = sim::from_decimal_year(sim::decimal_year(window.end) + network.gas_notice);
}

}  // namespace

std::unique_ptr<sim::Kind> make_utility(const UtilityInputs& inputs, const Setting& setting) {
  return std::make_unique<Utility>(inputs, setting);
}

}  // namespace skifte::agents
