#include "agents/public_transport/public_transport.hpp"

#include <algorithm>

#include "agents/behaviour/signals.hpp"
#include "agents/biogas/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/public_transport/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "sim/ledger.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr double grams_per_kt = 1e9;
constexpr auto depot_area = sim::decision("bus.depot_area");

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

class PublicTransport final : public sim::Kind {
 public:
  PublicTransport(const PublicTransportInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        policy_(setting.board.of<PolicySignals>()),
        national_(setting.board.of<NationalSignals>()),
        biogas_(setting.board.of<BiogasSignals>()),
        prices_(setting.board.of<PriceSignals>()),
        behaviour_(setting.board.of<BehaviourSignals>()),
        signals_(setting.board.of<TransitSignals>()),
        utility_(setting.board.of<UtilitySignals>()),
        contractors_(setting.board.of<Contractors>()),
        depot_(inputs_.depot),
        buses_(inputs_.buses, setting.calendar, setting.random),
        expressen_(inputs_.expressen, inputs_.promised) {
    show(setting.calendar.begin());
  }
  std::string_view name() const override { return "public_transport"; }

  void start(sim::Processes& processes) override {
    processes_ = &processes;
    expressen_.start(processes, setting_.random, contractors_);
  }

  void commit(const sim::Window& window) override {
    const sim::Time date = driver_date(window);
    const double electric_share = policy_.frozen ? -1 : electric_of_new(date);
    double money = policy_.frozen ? 0 : extend_depot(window, electric_share);
    const bool demanded = inputs_.electric_buses && inputs_.electric_buses->in_force(date);
    const auto bought = buses_.renew(window, electric_share, wanted_buses(date), depot_.places(),
                                     demanded ? Growth::with_places : Growth::at_once);
    for (std::size_t k = 0; k < bought.size(); ++k) money += bought[k] * inputs_.buses.price[k];
    if (money > 0) {
      setting_.accounts.post_money(window, MoneyKind::investment, Payer::region, Measure::public_transport, money);
    }
  }

  void account(const sim::Window& window) override {
    account_buses(window);
    setting_.board.of<GridRequests>().of[at(index(GridCustomer::bus_depots))] = depot_.grid_state(window.end);
    const double waiting = policy_.frozen ? 0 : depot_.waiting(window.begin);
    if (waiting > 0) {
      setting_.accounts.post_bottleneck(window, Bottleneck::grid_connection, waiting * (window.end - window.begin));
    }
    account_row(window, Subsector::railways, inputs_.allocated.railways);
    account_row(window, Subsector::domestic_shipping, inputs_.allocated.domestic_shipping);
  }

  void publish(const sim::Window& window) override { show(driver_date(window)); }

  void close_year(const sim::Window& window) override {
    Accounts& accounts = setting_.accounts;
    const int year = accounts.year_index(window);
    const auto [diesel, gas, electric, petrol] = buses_.registered(driver_date(window));
    accounts.buses.set(year, {index(Powertrain::diesel)}, diesel);
    accounts.buses.set(year, {index(Powertrain::gas)}, gas);
    accounts.buses.set(year, {index(Powertrain::battery)}, electric);
    accounts.buses.set(year, {index(Powertrain::petrol)}, petrol);
  }

 private:
  sim::Time driver_date(const sim::Window& window) const { return policy_.frozen ? policy_.driver_date : window.begin; }

  double supply(sim::Time date) const {
    const double more =
        inputs_.bus_supply ? inputs_.bus_supply->strength(date) * inputs_.bus_supply->number("increase", 0) : 0;
    return inputs_.supply.at(date) * (1 + more);
  }
  /// Traffic at a later date as decided by `now`: nothing of a lever that has not begun.
  double decided_supply(sim::Time now, sim::Time later) const {
    const bool begun = inputs_.bus_supply && inputs_.bus_supply->in_force(now);
    return begun ? supply(later) : inputs_.supply.at(later);
  }

  int buses_for(double traffic) const {
    return static_cast<int>(sim::to_count(inputs_.buses.buses * traffic / supply(setting_.calendar.begin())));
  }
  int wanted_buses(sim::Time date) const { return buses_for(supply(date)); }

  /// Places for the electric buses that tenders will bring until an extension is ready: of those renewed and of those
  /// that the traffic decided on by then adds. Returns what is spent [SEK].
  double extend_depot(const sim::Window& window, double electric_share) {
    const GridOffer& offer = utility_.grid[at(index(GridCustomer::bus_depots))];
    const GridArea area =
        grid_area(offer, setting_.random.uniform(depot_area, sim::agent_id("bus_depot", 0), 0));  // one draw
    const sim::Time ready = depot_.horizon(window.begin, offer, area);
    const double electric = buses_.count(Bus::electric);
    const double years = (ready - window.begin) / sim::days_per_year;
    const double added = std::max(0, buses_for(decided_supply(window.begin, ready)) - buses_.size());
    const double expected =
        expected_additions(electric_share, buses_.size() - electric, inputs_.buses.contract, years, added);
    const double spent = depot_.advance(window.begin, electric, expected, offer, area);
    if (processes_ != nullptr) {
      for (const int number : depot_.hand_over()) build_depot(number, window.begin);
    }
    return spent;
  }

  void build_depot(int number, sim::Time asked) {
    const std::string name = "bus_depot_" + std::to_string(number);
    const sim::Time built = asked + inputs_.depot.building_time * sim::days_per_year;
    processes_->add(name, [this, number, name, built](sim::ProcessContext& context) {
      contractors_.build(context, Works::bus_depot, name, nullptr, [built] { return built; });
      context.post(20, name + " built", [this, number](sim::Time date) { depot_.built(number, date); });
    });
  }

  double fare(sim::Time date) const {
    const double change = inputs_.transit_fare
                              ? inputs_.transit_fare->strength(date) * (inputs_.transit_fare->number("factor", 1) - 1)
                              : 0;
    return inputs_.fare.at(date) * (1 + change);
  }

  double electric_of_new(sim::Time date) const {
    const double share = inputs_.buses.electric_of_new.at(date);
    if (!inputs_.electric_buses) return share;
    return std::max(share, inputs_.electric_buses->strength(date) * inputs_.electric_buses->number("share", 1));
  }

  void account_buses(const sim::Window& window) {
    const BusFleetAssumptions& a = inputs_.buses;
    const sim::Time date = driver_date(window);
    const double km = inputs_.local_share * a.km * window.years();  // per bus, inside the municipality
    std::array<double, bus_kinds> energy{};
    for (std::size_t k = 0; k < energy.size(); ++k) energy[k] = buses_.count(static_cast<Bus>(k)) * km * a.use[k];
    const double hvo = a.hvo_share.at(date) * energy[0];
    const double diesel = energy[0] - hvo;
    const double gas = energy[1];
    const double biogas_wanted = a.biogas_share * gas;
    const double biogas = biogas_wanted * biogas_.granted[at(index(GasUser::buses))];
    Accounts& accounts = setting_.accounts;
    const FuelPlace roads{Subsector::buses, EndUse::buses};
    const BiogenicFactors& bio = inputs_.biogenic;
    post_fuel(accounts, window, roads,
              {Carrier::diesel, policy_.diesel_fossil_factor, bio.liquid * policy_.diesel_bio_share}, diesel);
    post_fuel(accounts, window, roads, {Carrier::hvo, 0, bio.liquid}, hvo);
    post_fuel(accounts, window, roads, {Carrier::biogas, 0, bio.gas}, biogas);
    post_fuel(accounts, window, roads, {Carrier::natural_gas, inputs_.natural_gas_factor / 1000, 0}, gas - biogas);
    accounts.post_energy(window, Carrier::electricity, EndUse::buses, energy[2]);
    setting_.flows.electricity[at(index(EndUse::buses))] += sim::to_count(energy[2]);
    setting_.flows.vehicle_and_fuel_gas[at(index(GasUser::buses))] += sim::to_count(gas);
    setting_.flows.biogas_wanted[at(index(GasUser::buses))] += sim::to_count(biogas_wanted);
    const double fuel =
        (energy[0] * prices_.diesel / policy_.diesel_energy + gas * prices_.vehicle_gas / 1000) / inputs_.vat_factor +
        energy[2] * prices_.depot_charging / 1000;  // [SEK] inside
    const double driven = buses_.count(Bus::diesel) + buses_.count(Bus::gas) + buses_.count(Bus::electric);
    accounts.post_money(window, MoneyKind::running_cost, Payer::region, Measure::public_transport,
                        fuel / inputs_.local_share + driven * a.km * window.years() * inputs_.operating_cost);
  }

  /// A row that the inventory allocates: the national index is the driver, here as there.
  void account_row(const sim::Window& window, Subsector subsector, double kilotonnes) {
    const double index_2022 = national_.row_index[at(index(subsector))];
    setting_.accounts.post_emissions(window, subsector, Carrier::diesel,
                                     kilotonnes * grams_per_kt * (index_2022 > 0 ? index_2022 : 1) * window.years());
  }

  void show(sim::Time date) {
    // Traffic that waits for its buses does not run.
    signals_.supply_index = supply(date) * std::min(1.0, static_cast<double>(buses_.size()) / wanted_buses(date));
    signals_.expressen_lines = expressen_.running();
    signals_.fare_index = fare(date);
    signals_.corridor_share = inputs_.expressen.corridor;
    signals_.express_saving = expressen_.saving();
    const double bus_km = inputs_.local_share * inputs_.buses.km * buses_.size();  // [km/year]
    signals_.load = bus_km > 0 ? behaviour_.bus_person_km / bus_km : 0;
  }

  const PublicTransportInputs inputs_;
  const Setting setting_;
  const PolicySignals& policy_;
  const NationalSignals& national_;
  const BiogasSignals& biogas_;
  const PriceSignals& prices_;
  const BehaviourSignals& behaviour_;
  TransitSignals& signals_;
  const UtilitySignals& utility_;
  Contractors& contractors_;
  sim::Processes* processes_ = nullptr;
  ElectricDepot depot_;
  BusFleet buses_;
  Expressen expressen_;
};

std::optional<sim::LeverSetting> promised(sim::LeverReader& levers, const std::string& name, std::string_view meaning) {
  return levers.lever(name, meaning, {{"opens", "date", "Promised opening, which may slip", true}});
}

}  // namespace

AllocatedTransportAssumptions::AllocatedTransportAssumptions(sim::AssumptionReader& read)
    : railways(
          read.number("railways.base", "kt/year", "Diesel trains' CO2e inside the municipality in 2022, allocated")),
      domestic_shipping(
          read.number("domestic_shipping.base", "kt/year", "Domestic shipping's CO2e in 2022, allocated")) {}

PublicTransportInputs::PublicTransportInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : buses((read.set_reader("public_transport"), levers.set_reader("public_transport"), read)),
      depot(read),
      expressen(read),
      allocated(read),
      supply(read.series("bus.supply", "1", "Bus vehicle-kilometres over 2018's, decided so far")),
      fare(read.series("bus.fare", "1", "Real fares of public transport over 2018's")),
      natural_gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      operating_cost(read.number("bus.operating_cost", "SEK/km",
                                 "Drivers, upkeep and management of bus traffic, vehicles and energy apart")),
      local_share(read.number("bus.local_share", "1", "Share of the buses' km driven inside the municipality",
                              sim::Bounds::share().and_also(sim::Bounds::positive()))),
      biogenic(read),
      promised{std::nullopt,
               skifte::agents::promised(levers, "expressen_line_2",
                                        "HelsingborgsExpressen line 2 at another date than it had"),
               skifte::agents::promised(levers, "expressen_line_3", "HelsingborgsExpressen line 3")},
      electric_buses(levers.lever("electric_buses", "Tenders demand electric buses",
                                  {{"share", "1", "Share of new buses that must be electric, default all"}})),
      transit_fare(levers.lever("transit_fare", "Other fares of public transport",
                                {{"factor", "1", "Fares over those decided, 0 for free travel", true}})),
      bus_supply(levers.lever("bus_supply", "More bus traffic",
                              {{"increase", "1", "Vehicle-kilometres added, share of those decided", false,
                                sim::Bounds::between(-1, 100, "no more can be taken away than there is")}})) {}

std::unique_ptr<sim::Kind> make_public_transport(const PublicTransportInputs& inputs, const Setting& setting) {
  return std::make_unique<PublicTransport>(inputs, setting);
}

}  // namespace skifte::agents
