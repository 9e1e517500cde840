#include "agents/waste/waste.hpp"
#include "agents/city/lever_booking.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "agents/behaviour/signals.hpp"
#include "agents/demography/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "agents/waste/incineration_chance.hpp"
#include "agents/waste/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

namespace {

/// Nothing can be captured beyond the CO2 of all waste that permit and boiler allow.
sim::LeverLimit most_capture() {
  return {
      [](const sim::AssumptionValues& values) {
        for (const char* needed : {"waste.boiler.throughput", "waste.boiler.throughput_factor", "waste.co2_per_waste"})
          if (!values.contains(needed)) return std::numeric_limits<double>::infinity();
        double most = 0;
        for (const sim::Series::Point& point : values.series("waste.boiler.throughput").points())
          most = std::max(most, point.value);
        return most * std::max(1.0, values.number("waste.boiler.throughput_factor")) *
               values.number("waste.co2_per_waste");
      },
      "the plant gives off no more CO2 in a year"};
}

}  // namespace

WasteInputs::WasteInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : incineration((read.set_reader("waste"), levers.set_reader("waste"), read)),
      capture(read),
      landfill(read),
      biological(read),
      filborna_ccs(levers.lever("filborna_ccs", "Carbon capture and storage at Filbornaverket",
                                {{"capture", "g/year", "CO2 captured a year at most, fossil and biogenic", true,
                                  sim::Bounds::not_negative(), most_capture()},
                                 {"operating", "date", "Planned start of operation", true}})),
      plastic_presorting(levers.lever("plastic_presorting", "Plastic is taken out of the waste before it is burnt",
                                      {{"share", "1", "Share of the waste that passes the sorting", true}})),
      landfill_cover(levers.lever("landfill_cover", "The landfill gets a cover in which methane is oxidised",
                                  {{"oxidation", "1", "Share of methane oxidised", true}})) {}

namespace {

constexpr double methane_energy = 13.9;  // lower heating value of methane, 50.0 MJ/kg [Wh/g]

class Waste final : public sim::Kind {
 public:
  Waste(const WasteInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        population_(setting.board.of<PopulationSignals>()),
        behaviour_(setting.board.of<BehaviourSignals>()),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        utility_(setting.board.of<UtilitySignals>()),
        signals_(setting.board.of<WasteSignals>()),
        capture_(inputs_.capture, inputs_.filborna_ccs, setting),
        landfill_(inputs_.landfill),
        wells_(inputs_.landfill) {
    price_lever_works();
    const sim::Window first = setting.calendar.window(0);
    const WasteStreams streams = burn(first);
    signals_.heat_available = inputs_.incineration.heat_per_waste * streams.total();
    signals_.throughput = streams.total() / 1e6;
    const FlueGas gas = flue_gas(inputs_.incineration, streams, 1.0);
    signals_.fossil_share = share_of(gas.fossil, gas.fossil + gas.biogenic);
    signals_.biogas_produced = biogas(first);
  }

  std::string_view name() const override { return "waste"; }
  void start(sim::Processes& processes) override {
    capture_.start(processes);
    Contractors& contractors = setting_.board.of<Contractors>();
    contractors.build_over_ramp(processes, Works::landfill_cover, "landfill_cover", inputs_.landfill_cover);
    contractors.build_over_ramp(processes, Works::sorting_plant, "plastic_presorting", inputs_.plastic_presorting);
  }

  void commit(const sim::Window& window) override {
    if (window.month != 1 || window.index == 0 || policy_.frozen) return;
    if (wells_.turn_year()) {
      setting_.accounts.post_money(window, MoneyKind::investment, Payer::municipal_companies, Measure::waste,
                                   inputs_.biological.well_repair_cost);
    }
  }

  void account(const sim::Window& window) override {
    account_stack(window);
    account_landfill(window);
    account_biological(window);
  }

  void publish(const sim::Window& window) override {
    const WasteStreams next =
        burn(window.index + 1 < setting_.calendar.months() ? setting_.calendar.window(window.index + 1) : window);
    signals_.heat_available =
        inputs_.incineration.heat_per_waste * next.total() * (1.0 + inputs_.capture.heat_change * full_capture());
  }

 private:
  static double share_of(double part, double whole) { return whole > 0 ? part / whole : 0.0; }

  double persons() const {
    if (population_.persons > 0) return population_.persons;
    const auto& persons = setting_.city.households.persons;
    return std::accumulate(persons.begin(), persons.end(), 0.0);
  }

  sim::Time driver_date(const sim::Window& window) const { return policy_.frozen ? policy_.driver_date : window.begin; }

  /// Capture relative to the best it could do [1], which the energy penalty follows.
  double full_capture() const { return std::min(1.0, signals_.capture_running / inputs_.capture.rate); }

  WasteStreams burn(const sim::Window& window) const;
  double biogas(const sim::Window& window) const;
  void price_lever_works() {
    const BiologicalAssumptions& terms = inputs_.biological;
    price_works(inputs_.landfill_cover, terms.cover_investment);
    if (!inputs_.plastic_presorting) return;
    // A line for the plant as it is when the lever is to begin; where a rule decides, as it is last known to become.
    const sim::LeverSetting& lever = *inputs_.plastic_presorting;
    const sim::Series& capacity = inputs_.incineration.capacity;
    const double line = lever.number("share", 0) * capacity.at(lever.begins().value_or(capacity.last_date())) / 1e6;
    price_works(lever, line * terms.presorting_investment);
  }
  void account_capture(const sim::Window& window, const CaptureMonth& captured);
  void presort(const sim::LeverSetting& lever, sim::Time date, WasteStreams& streams) const;
  void account_stack(const sim::Window& window);
  void account_landfill(const sim::Window& window);
  void account_biological(const sim::Window& window);

  WasteInputs inputs_;
  const Setting setting_;
  const PopulationSignals& population_;
  const BehaviourSignals& behaviour_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  const UtilitySignals& utility_;
  WasteSignals& signals_;
  CarbonCapture capture_;
  Landfill landfill_;
  GasWells wells_;
};

/// The month's waste [g]: local first, then what the market fills up.
WasteStreams Waste::burn(const sim::Window& window) const {
  const IncinerationAssumptions& plant = inputs_.incineration;
  const sim::Time date = driver_date(window);
  const bool known = policy_.frozen || date <= plant.capacity.last_date();
  constexpr double pi = 3.14159265358979323846;
  // Lowest in July, the mean over the year is 1.
  const double season = 1.0 + plant.summer_dip * sim::cos(2.0 * pi * (window.month - 1) / 12.0);
  const double used = known ? 1.0 : plant.capacity_factor * boiler_in_order(plant, setting_.random, window);
  const double capacity = plant.capacity.at(date) * used * season * window.years();
  const double later = std::max(0.0, date - plant.capacity.last_date()) / sim::days_per_year;
  WasteStreams streams =
      household_waste(plant, (persons() + plant.neighbours) * window.years(), behaviour_.sorting_rate);
  if (setting_.flows.residual_waste > 0) {
    // Somebody counts the city's own waste: then only the neighbours' is reckoned here.
    streams = household_waste(plant, plant.neighbours * window.years(), behaviour_.sorting_rate);
    streams.households += static_cast<double>(setting_.flows.residual_waste);
    streams.household_plastic += static_cast<double>(setting_.flows.residual_plastic);
  }
  streams.firms = plant.firms.at(date) * window.years();
  streams.firm_plastic = streams.firms * std::min(1.0, contract_composition(plant, plant.firm_plastic_share,
                                                                            plant.firm_plastic_later, later));
  avoid_packaging(plant, policy_.packaging_waste_index, streams.households, streams.household_plastic);
  avoid_packaging(plant, policy_.packaging_waste_index, streams.firms, streams.firm_plastic);
  // Local waste beyond the boiler's capacity goes to other plants.
  const double local = streams.households + streams.firms;
  const double fits = local > capacity ? capacity / local : 1.0;
  streams.households *= fits;
  streams.household_plastic *= fits;
  streams.firms *= fits;
  streams.firm_plastic *= fits;
  const double plastic =
      std::min(1.0, contract_composition(plant, plant.bought_plastic_share, plant.bought_plastic_later, later));
  const WasteMarket market{prices_.ets_price, fee_change(plant, setting_.random, window.year), utility_.waste_heat_use,
                           signals_.capture_running};
  streams.bought = std::max(0.0, capacity - local) * (known ? 1.0 : bought_share(plant, plastic, market));
  streams.bought_plastic = streams.bought * plastic;
  avoid_packaging(plant, policy_.packaging_waste_index, streams.bought, streams.bought_plastic);
  if (inputs_.plastic_presorting) presort(*inputs_.plastic_presorting, date, streams);
  return streams;
}

void Waste::presort(const sim::LeverSetting& lever, sim::Time date, WasteStreams& streams) const {
  const double removed =
      inputs_.incineration.presorting_yield * std::clamp(lever.number("share", 0) * lever.strength(date), 0.0, 1.0);
  for (auto [mass, plastic] :
       {std::pair{&streams.households, &streams.household_plastic}, std::pair{&streams.firms, &streams.firm_plastic},
        std::pair{&streams.bought, &streams.bought_plastic}}) {
    *mass -= removed * *plastic;
    *plastic -= removed * *plastic;
  }
}

void Waste::account_stack(const sim::Window& window) {
  const WasteStreams streams = burn(window);
  const int year = policy_.frozen ? sim::to_civil(policy_.driver_date).year : window.year;
  const FlueGas gas =
      flue_gas(inputs_.incineration, streams, fossil_shock(inputs_.incineration, setting_.random, year));
  const CaptureMonth captured = capture_.capture(gas, window);
  Accounts& accounts = setting_.accounts;
  const Subsector plant = Subsector::filbornaverket;
  accounts.post_emissions(window, plant, Carrier::waste_fossil, gas.fossil - captured.fossil);
  accounts.post_emissions(window, plant, Carrier::waste_biogenic, streams.total() * inputs_.incineration.other_gases);
  accounts.post_biogenic(window, plant, gas.biogenic - captured.biogenic);
  // The scale that the emission gets holds for what is kept out of it too.
  accounts.post_captured(window, Captured::fossil, captured.fossil * accounts.scale(plant));
  accounts.post_captured(window, Captured::biogenic, captured.biogenic);
  accounts.post_captured(window, Captured::biogenic_sold, captured.biogenic_sold);
  accounts.post_sink(window, Sink::biogenic_capture, captured.biogenic - captured.biogenic_sold);
  accounts.post_money(window, MoneyKind::tax_paid, Payer::municipal_companies, Measure::waste,
                      inputs_.incineration.ets_share * (gas.fossil - captured.fossil) / 1e6 * prices_.ets_price);
  signals_.throughput = streams.total() / 1e6;
  signals_.fossil_share = share_of(gas.fossil, gas.fossil + gas.biogenic);
  signals_.capture_running = captured.share;
  signals_.electricity_produced =
      inputs_.incineration.power_per_waste * streams.total() * (1.0 - inputs_.capture.power_loss * full_capture());
  account_capture(window, captured);
  capture_.learn({signals_.fossil_share, inputs_.incineration.ets_share, prices_.ets_price, policy_.bio_ccs_support});
}

/// Who pays: the company what grants do not cover, the state grants and support, buyers of removals their price. All
/// payers' amounts add to what the plant costs. The company's part is booked in the lever's name, so that it weighs on
/// the city's mandate.
void Waste::account_capture(const sim::Window& window, const CaptureMonth& captured) {
  if (!inputs_.filborna_ccs) return;
  const sim::LeverSetting& lever = *inputs_.filborna_ccs;
  Accounts& accounts = setting_.accounts;
  const Measure measure = Measure::carbon_capture;
  const CarbonCapture::Money money = capture_.investment(window);
  post_lever_cost(accounts, window, lever, MoneyKind::investment, measure, money.own);
  post_granted_cost(accounts, window, lever, measure, money.grant);
  if (lever.course) lever.course->overrun += money.overrun;
  const double lost_power =
      inputs_.incineration.power_per_waste * signals_.throughput * 1e6 * inputs_.capture.power_loss * full_capture();
  const double cost = capture_.running_cost(captured) + lost_power / 1000.0 * prices_.electricity_spot;
  const double support = capture_.support(window.begin) * captured.biogenic / 1e6;
  const double sales = capture_.removals_income(captured);
  post_lever_cost(accounts, window, lever, MoneyKind::running_cost, measure, cost);
  post_lever_income(accounts, window, lever, Transfer::grant, Payer::state, measure, support);
  post_lever_income(accounts, window, lever, Transfer::removals, Payer::firms, measure, sales);
}

void Waste::account_landfill(const sim::Window& window) {
  const LandfillAssumptions& landfill = inputs_.landfill;
  const double years = std::max(0.0, sim::decimal_year(window.begin) - (landfill.last_year + 1.0));
  const double made = landfill_.methane_made(years, window.years());
  double oxidation = landfill.oxidation;
  if (inputs_.landfill_cover) {
    const double target = inputs_.landfill_cover->number("oxidation", oxidation);
    oxidation += std::max(0.0, target - oxidation) * inputs_.landfill_cover->strength(window.begin);
  }
  const double emitted = made * (1.0 - wells_.recovery()) * (1.0 - oxidation);
  setting_.accounts.post_emissions(window, Subsector::landfill, Carrier::process, emitted * landfill.methane_gwp);
  const double income = made * wells_.recovery() * methane_energy / 1000.0 * inputs_.biological.landfill_gas_value;
  setting_.accounts.post_money(window, MoneyKind::running_cost, Payer::municipal_companies, Measure::waste, -income);
}

/// Biogas of the month [Wh]: sorted food waste and others' substrate, up to the plant's capacity.
double Waste::biogas(const sim::Window& window) const {
  const BiologicalAssumptions& plant = inputs_.biological;
  const double sorted = setting_.flows.food_waste > 0
                            ? static_cast<double>(setting_.flows.food_waste)
                            : persons() * plant.food_waste_per_person * behaviour_.food_waste_sorting * window.years();
  return biogas_made(plant, sorted, window.years());
}

void Waste::account_biological(const sim::Window& window) {
  const BiologicalAssumptions& plant = inputs_.biological;
  const double years = sim::decimal_year(driver_date(window)) - 2015.0;
  const double sewage = sewage_emissions(plant, persons(), years, window.years());
  const double gas = biogas(window);
  const double slip = gas * plant.slip / methane_energy * inputs_.landfill.methane_gwp;
  setting_.accounts.post_emissions(window, Subsector::sewage_biological, Carrier::process, sewage);
  setting_.accounts.post_emissions(window, Subsector::sewage_biological, Carrier::biogas, slip);
  signals_.biogas_produced = gas * (1.0 - plant.slip);
}

}  // namespace

std::unique_ptr<sim::Kind> make_waste(const WasteInputs& inputs, const Setting& setting) {
  return std::make_unique<Waste>(inputs, setting);
}

}  // namespace skifte::agents
