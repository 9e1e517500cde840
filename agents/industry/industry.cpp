#include "agents/industry/industry.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "agents/biogas/signals.hpp"
#include "agents/industry/plants.hpp"
#include "agents/industry/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

PlantAssumptions::PlantAssumptions(sim::AssumptionReader& read, const std::string& name)
    : gas(read.number("industry.gas." + name, "Wh/year", "Natural gas used in 2015, fuel and raw material")),
      oil(read.number("industry.oil." + name, "Wh/year", "Oil and liquefied petroleum gas used in 2015")),
      process(read.number("industry.process." + name, "g/year", "Fossil CO2 and other gases from processes in 2015")),
      feedstock(read.number("industry.feedstock." + name, "1", "Share of the gas that is raw material")),
      output(read.series("industry.output." + name, "1", "Output relative to 2015")),
      output_now(read.number("industry.output_now." + name, "1", "Output after the last known year, relative to it")),
      output_growth(read.number("industry.output_growth." + name, "1/year", "Growth of output from then on")),
      output_sd(read.number("industry.output_sd." + name, "1", "Standard deviation of the yearly shock's logarithm")) {}

IndustryInputs::IndustryInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : kemira((read.set_reader("industry"), levers.set_reader("industry"), read), "kemira"),
      elcowire(read, "elcowire"),
      others(read, "others"),
      other_plants(read.number("industry.other_plants", "1", "Number of further plants that burn gas or oil")),
      size_spread(read.number("industry.size_spread", "1", "Standard deviation of the logarithm of plants' size")),
      trading_share(
          read.number("industry.trading_share", "1", "Share of the further plants' emissions inside the EU ETS")),
      waste_heat(read.number("industry.waste_heat", "Wh/year", "Waste heat offered to the district heating network")),
      heat_contract_end(
          read.number("industry.heat_contract_end", "year", "Calendar year in which the heat contract ends")),
      heat_contract_renewal(
          read.number("industry.heat_contract_renewal", "1", "Chance that the heat contract is renewed")),
      heat_without_contract(
          read.number("industry.heat_without_contract", "1", "Share of the heat delivered without a contract")),
      biogas_willingness(
          read.number("industry.biogas_willingness", "SEK/kWh", "Mean extra payment for biogas that customers bear")),
      biogas_seller_share(read.number("industry.biogas_seller_share", "1",
                                      "Share of the carbon cost saved that sellers of biogas keep")),
      ets2_pass_through(read.number("price.ets2.pass_through", "1",
                                    "Share of the ETS2 price that reaches the buyer on top of today's CO2 tax")),
      gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      oil_factor(read.number("emission_factor.heating_oil", "g CO2/kWh", "CO2 of heating oil")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      other_gases(read.number("emission_factor.other_gases", "g/kWh",
                              "Methane and nitrous oxide of gas and oil burnt in plants, CO2e")),
      biogenic(read),
      reinvestment(read),
      hydrogen(read),
      hydrogen_cluster(levers.lever(
          "hydrogen_cluster", "Industry and the utility build electrolysers",
          {{"decision", "date", "When the decision is taken", true}, {"capacity", "W", "Electrolyser power", true}})),
      industry_grants(levers.lever("industry_grants", "A larger share of industry's investments is paid by grants",
                                   {{"share", "1", "Share of the investment, instead of the ordinary one", true}})) {}

namespace {

constexpr auto plant_window = sim::decision("plant.window");
constexpr auto plant_output = sim::decision("plant.output");
constexpr auto heat_contract = sim::decision("plant.heat_contract");

class Industry final : public sim::Kind {
 public:
  Industry(const IndustryInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        utility_(setting.board.of<UtilitySignals>()),
        biogas_(setting.board.of<BiogasSignals>()),
        signals_(setting.board.of<IndustrySignals>()),
        cluster_(inputs_.hydrogen, inputs_.hydrogen_cluster, setting),
        plants_(found_plants(inputs_, setting)),
        calendar_(setting.calendar, plants_.size()),
        due_at_(plants_.size(), 0) {
    for (std::uint32_t p = 0; p < plants_.size(); ++p) {
      // The first window falls anywhere within one interval. Ordinal: windows so far.
      const double u = setting_.random.uniform(plant_window, plant_id(plants_[p]), 0);
      file(p, setting_.calendar.begin() + u * inputs_.reinvestment.interval * sim::days_per_year);
    }
    signals_.waste_heat = inputs_.waste_heat / 12.0;
  }

  std::string_view name() const override { return "industry"; }
  void start(sim::Processes& processes) override { cluster_.start(processes); }
  void propose(const sim::Window& window, int threads) override;
  void commit(const sim::Window& window) override;
  void account(const sim::Window& window) override;
  void publish(const sim::Window& window) override;

 private:
  void file(std::uint32_t plant, sim::Time date) {
    due_at_[plant] = date;
    calendar_.set(plant, date);
  }
  const PlantAssumptions& terms(const Plant& plant) const {
    return plant.group == Plant::Group::kemira     ? inputs_.kemira
           : plant.group == Plant::Group::elcowire ? inputs_.elcowire
                                                   : inputs_.others;
  }
  double output(const Plant& plant, const sim::Window& window) const;
  double carbon_price(const Plant& plant, sim::Time date) const;
  double paid_today(const Plant& plant, sim::Time date) const;
  double grant_share(sim::Time date) const;
  /// What a tonne costs outside the EU ETS [SEK/t].
  double taxed_price() const {
    return 1000.0 * policy_.carbon_tax * policy_.carbon_tax_industry_share +
           prices_.ets2_price * inputs_.ets2_pass_through;
  }
  void choose_gas();
  void account_plant(const sim::Window& window, const Plant& plant, double hydrogen);

  IndustryInputs inputs_;
  const Setting setting_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  const UtilitySignals& utility_;
  const BiogasSignals& biogas_;
  IndustrySignals& signals_;
  HydrogenCluster cluster_;
  std::vector<Plant> plants_;
  sim::BucketCalendar calendar_;
  std::vector<sim::Time> due_at_;  // next window by plant [d]
  std::vector<std::uint32_t> due_;
  std::vector<PlantDecision> proposals_;
};

/// Output relative to 2015 [1]: known years as given; later ones with a trend and a yearly shock of its group.
double Industry::output(const Plant& plant, const sim::Window& window) const {
  const PlantAssumptions& drivers = terms(plant);
  const sim::Time date = policy_.frozen ? policy_.driver_date : 0.5 * (window.begin + window.end);
  const sim::CivilDate last = sim::to_civil(drivers.output.last_date());
  const int year = sim::to_civil(date).year;
  if (year <= last.year) return drivers.output.at(sim::from_civil({year, 7, 2}));
  // Ordinal: the calendar year. One trade cycle for the plants of a group, since shocks of their own would average out.
  const sim::AgentId group = sim::agent_id("plant.group", static_cast<std::uint64_t>(plant.group));
  const double u = setting_.random.uniform(plant_output, group, static_cast<std::uint32_t>(year));
  return drivers.output.at(date) * drivers.output_now *
         sim::exp(drivers.output_growth * (year - last.year) + drivers.output_sd * sim::normal_quantile(u));
}

/// What emitting a tonne costs the plant today [SEK/t]: allowances beyond free allocation, or the tax and ETS2.
double Industry::carbon_price(const Plant& plant, sim::Time date) const {
  if (!plant.trades) {
    return taxed_price();
  }
  // The owner looks at the whole life of the investment, so the allocation expected halfway through it counts.
  const ReinvestmentAssumptions& terms_of_all = inputs_.reinvestment;
  const double middle = sim::decimal_year(date) + 0.5 * terms_of_all.life;
  const double left =
      (terms_of_all.free_allocation_end - middle) / std::max(1.0, terms_of_all.free_allocation_end - 2025.0);
  return prices_.ets_price * (1.0 - terms_of_all.free_allocation_2025 * std::clamp(left, 0.0, 1.0));
}

double Industry::grant_share(sim::Time date) const {
  const double ordinary = inputs_.reinvestment.grant_share;
  if (!inputs_.industry_grants) return ordinary;
  const double strength = inputs_.industry_grants->strength(date);
  return std::min(
      1.0, std::max(ordinary, ordinary + strength * (inputs_.industry_grants->number("share", ordinary) - ordinary)));
}

void Industry::propose(const sim::Window& window, int) {
  const auto taken = calendar_.take(window.index);
  due_.assign(taken.begin(), taken.end());
  proposals_.assign(due_.size(), {});
  if (policy_.frozen || prices_.natural_gas_firm <= 0) return;
  for (std::size_t i = 0; i < due_.size(); ++i) {
    const Plant& plant = plants_[due_[i]];
    const double gas = std::max(0.0, plant.gas - plant.feedstock);
    const double fuel = (gas + plant.oil) * plant.fuel_kept * (1.0 - plant.electric);
    if (fuel <= 0) continue;
    const double gas_share = gas / (gas + plant.oil);
    const double factor = (gas_share * inputs_.gas_factor + (1.0 - gas_share) * inputs_.oil_factor) / 1e9;  // [t/Wh]
    const Expectation expectation{prices_.natural_gas_firm / 1000.0, prices_.electricity_firm / 1000.0,
                                  carbon_price(plant, due_at_[due_[i]]), inputs_.reinvestment.carbon_growth};
    const double years = sim::decimal_year(due_at_[due_[i]]) - 2025.0;
    proposals_[i] =
        decide_at_window(inputs_.reinvestment, plant, fuel, factor, expectation, grant_share(due_at_[due_[i]]), years);
  }
}

void Industry::commit(const sim::Window& window) {
  for (std::size_t i = 0; i < due_.size(); ++i) {
    Plant& plant = plants_[due_[i]];
    const sim::Time date = due_at_[due_[i]];
    const PlantDecision& decision = proposals_[i];
    ++plant.windows;
    file(due_[i], date + inputs_.reinvestment.interval * sim::days_per_year);
    if (!decision.efficiency && !decision.electrify) continue;
    plant.pending_kept = plant.fuel_kept * (decision.efficiency ? 1.0 - inputs_.reinvestment.efficiency_saving : 1.0);
    plant.pending_electric = decision.electrify ? plant.electrifiable : plant.electric;
    const double build = inputs_.reinvestment.build_time * sim::days_per_year;
    const double grid = decision.electrify ? utility_.connection_lead_time : 0.0;
    plant.ready = date + std::max(build, grid);
    if (grid > build) setting_.accounts.post_bottleneck(window, Bottleneck::grid_connection, grid - build);
    const double grant = decision.investment * grant_share(date);
    setting_.accounts.post_money(window, MoneyKind::investment, Payer::firms, Measure::industry,
                                 decision.investment - grant);
    setting_.accounts.post_money(window, MoneyKind::investment, Payer::state, Measure::industry, grant);
    setting_.accounts.post_money(window, MoneyKind::grant_received, Payer::firms, Measure::industry, grant);
  }
  for (Plant& plant : plants_) {
    if (plant.ready <= 0 || plant.ready >= window.end) continue;
    plant.fuel_kept = plant.pending_kept;
    plant.electric = plant.pending_electric;
    plant.ready = 0;
  }
  if (window.month == 1 && !policy_.frozen) choose_gas();
}

/// Gas contracts of the year: biogas where its premium costs less than carbon plus what customers bear.
void Industry::choose_gas() {
  for (Plant& plant : plants_) {
    // Today's cost of a tonne, free allowances being kept whatever is burnt.
    const double carbon = plant.trades ? prices_.ets_price : taxed_price();
    const double saved = carbon * inputs_.gas_factor / 1e9 * (1.0 - inputs_.biogas_seller_share);  // [SEK/Wh]
    plant.buys_biogas = prices_.biogas_premium / 1000.0 <= saved + plant.willingness;
  }
}

void Industry::account(const sim::Window& window) {
  double hydrogen = cluster_.hydrogen_per_year() * window.years();
  const double current = cluster_.electricity_per_year() * window.years();
  setting_.accounts.post_energy(window, Carrier::electricity, EndUse::industry, current);
  setting_.flows.electricity[static_cast<std::size_t>(index(EndUse::industry))] += sim::to_count(current);
  setting_.accounts.post_energy(window, Carrier::hydrogen, EndUse::industry, hydrogen);
  setting_.accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::industry,
                               current * prices_.electricity_firm / 1000.0);
  const double investment = cluster_.investment(window.begin, window.end);
  const double grant = investment * grant_share(window.begin);
  setting_.accounts.post_money(window, MoneyKind::investment, Payer::firms, Measure::industry, investment - grant);
  setting_.accounts.post_money(window, MoneyKind::investment, Payer::state, Measure::industry, grant);
  setting_.accounts.post_money(window, MoneyKind::grant_received, Payer::firms, Measure::industry, grant);
  // Raw material first, at Kemira; what is left replaces Elcowire's gas, then nobody's.
  for (const Plant& plant : plants_) {
    const double wants = plant.group == Plant::Group::other ? 0.0
                         : plant.group == Plant::Group::kemira
                             ? plant.feedstock * output(plant, window) * window.years()
                             : plant.gas * plant.fuel_kept * output(plant, window) * window.years();
    const double given = std::min(hydrogen, wants);
    hydrogen -= given;
    account_plant(window, plant, given);
  }
}

void Industry::account_plant(const sim::Window& window, const Plant& plant, double hydrogen) {
  const double level = output(plant, window) * window.years();
  const double heat = plant.fuel_kept * (1.0 - plant.electric) * level;
  const double gas = std::max(0.0, plant.feedstock * level + (plant.gas - plant.feedstock) * heat - hydrogen);
  const double oil = plant.oil * heat;
  const double current = (plant.gas - plant.feedstock + plant.oil) * plant.fuel_kept * plant.electric *
                         inputs_.reinvestment.electricity_per_fuel * level;
  const auto user = static_cast<std::size_t>(GasUser::industry);
  const double wanted = plant.buys_biogas ? gas : 0.0;
  const double biogas = wanted * std::clamp(biogas_.granted[user], 0.0, 1.0);
  setting_.flows.vehicle_and_fuel_gas[user] += sim::to_count(gas);
  setting_.flows.biogas_wanted[user] += sim::to_count(wanted);
  setting_.flows.electricity[static_cast<std::size_t>(index(EndUse::industry))] += sim::to_count(current);
  Accounts& accounts = setting_.accounts;
  const Subsector row = plant.group == Plant::Group::kemira ? Subsector::kemira : Subsector::other_industry;
  const double other = inputs_.other_gases / 1000.0;  // [g/Wh]
  const FuelPlace place{row, EndUse::industry};
  post_fuel(accounts, window, place, {Carrier::natural_gas, inputs_.gas_factor / 1000.0 + other, 0}, gas - biogas);
  post_fuel(accounts, window, place, {Carrier::biogas, other, inputs_.biogenic.gas}, biogas);
  post_fuel(accounts, window, place, {Carrier::heating_oil, inputs_.oil_factor / 1000.0 + other, 0}, oil);
  accounts.post_emissions(window, row, Carrier::process, plant.process * level);
  accounts.post_energy(window, Carrier::electricity, EndUse::industry, current);
  // [SEK/1000]
  const double bill = gas * prices_.natural_gas_firm + biogas * prices_.biogas_premium +
                      oil * prices_.heating_oil / inputs_.vat_factor + current * prices_.electricity_firm;
  accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::industry, bill / 1000.0);
  // Oil's price holds its tax; what gas emits is paid for apart.
  accounts.post_money(window, MoneyKind::tax_paid, Payer::firms, Measure::industry,
                      (gas - biogas) * inputs_.gas_factor / 1e9 * paid_today(plant, window.begin));
}

/// What the plant pays for a tonne now, allowances given free left out [SEK/t].
double Industry::paid_today(const Plant& plant, sim::Time date) const {
  if (!plant.trades) return taxed_price();
  const ReinvestmentAssumptions& all = inputs_.reinvestment;
  const double left =
      (all.free_allocation_end - sim::decimal_year(date)) / std::max(1.0, all.free_allocation_end - 2025.0);
  return prices_.ets_price * (1.0 - all.free_allocation_2025 * std::clamp(left, 0.0, 1.0));
}

void Industry::publish(const sim::Window& window) {
  signals_.hydrogen_made = cluster_.hydrogen_per_year() * window.years();
  double requested = 0;
  for (const Plant& plant : plants_) {
    if (plant.ready <= 0) continue;
    const double replaced = (plant.gas - plant.feedstock + plant.oil) * (plant.pending_electric - plant.electric);
    requested +=
        std::max(0.0, replaced) * inputs_.reinvestment.electricity_per_fuel / inputs_.reinvestment.full_load_hours;
  }
  signals_.requested_power = requested;
  double heat = inputs_.waste_heat / 12.0;
  if (!policy_.frozen && sim::decimal_year(window.end) >= inputs_.heat_contract_end) {
    const double u = setting_.random.uniform(heat_contract, sim::agent_id("plant", 0), 0);
    if (u >= inputs_.heat_contract_renewal) heat *= inputs_.heat_without_contract;
  }
  signals_.waste_heat = heat;
}

}  // namespace

std::unique_ptr<sim::Kind> make_industry(const IndustryInputs& inputs, const Setting& setting) {
  return std::make_unique<Industry>(inputs, setting);
}

}  // namespace skifte::agents
