#include "agents/city/city.hpp"

#include <algorithm>

#include "agents/behaviour/signals.hpp"
#include "agents/city/adaptive_rules.hpp"
#include "agents/city/contingency.hpp"
#include "agents/city/lever_costs.hpp"
#include "agents/city/signals.hpp"
#include "agents/city/treasury.hpp"
#include "agents/inventory/signals.hpp"
#include "agents/state/signals.hpp"

namespace skifte::agents {

CityServices::CityServices(sim::AssumptionReader& read)
    : cycle_network(read.series("city.cycle_network", "km", "Municipal cycle paths")),
      cycle_network_growth(
          read.number("city.cycle_network_growth", "km/year", "Cycle paths added a year without levers")),
      procurement(
          read.series("city.procurement_fossil_free", "1",
                      "Share of the city's contracts that demand fossil-free machines and transport, without levers")),
      climate_agreement(read.series("city.climate_agreement", "1",
                                    "Share of firms' activity bound by the local climate agreement, without levers")) {}

CityLevers::CityLevers(sim::LeverReader& read)
    : campaigns(read.lever("campaigns", "Information campaigns for households",
                           {{"level", "1", "Strength at full ramp, 0 none to 1 everybody reached (default: 1)"}})),
      cycle_network(read.lever("cycle_network", "Cycle paths beside those built anyway",
                               {{"added", "km", "Added at full ramp", true}})),
      parking_price(read.lever("parking_price", "Another price for parking on the city's land",
                               {{"factor", "1", "Price relative to 2022, real", true}})),
      fossil_free_procurement(read.lever("fossil_free_procurement",
                                         "The city demands fossil-free machines and transport in its contracts",
                                         {{"share", "1", "Of contracts at full ramp", true}})),
      climate_agreements(read.lever("climate_agreements", "Firms sign the local climate agreement",
                                    {{"share", "1", "Of firms' activity bound at full ramp", true}})),
      logistics_hub(read.lever("logistics_hub", "Deliveries are consolidated at a hub",
                               {{"share", "1", "Of deliveries at full ramp", true}})),
      green_bonds(read.lever("green_bonds", "The city issues green bonds beyond those it has",
                             {{"amount", "MSEK", "Outstanding at full ramp", true},
                              {"ceiling_raise", "MSEK", "By which the council widens the debt mandate for them"}})),
      contingency(read.lever("contingency", "Extra measures while the published inventory lies above a path",
                             {{"threshold", "kt CO2e", "Published total above which they run", true},
                              {"year", "year", "The year the threshold is about (default: every year)"},
                              {"decline", "1", "By which the threshold falls a year after that (default: 0)"},
                              {"campaign", "1", "Added to the campaigns' strength (default: 0)"},
                              {"procurement", "1", "Least share of fossil-free contracts (default: 0)"},
                              {"cost", "MSEK/year", "The city's cost while they run (default: by unit costs)"}})) {}

CityInputs::CityInputs(sim::AssumptionReader& read, sim::LeverReader& lever_reader)
    : finance((read.set_reader("city"), lever_reader.set_reader("city"), read)),
      lever_costs(read),
      unit_costs(read),
      climate_fund(read),
      services(read),
      levers(lever_reader) {}

namespace {

constexpr double million = 1e6;

class City final : public sim::Kind {
 public:
  City(const CityInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        treasury_(inputs.finance, inputs.lever_costs, inputs.unit_costs, inputs.climate_fund, setting),
        rules_(setting.board.of<AdaptivePlan>()),
        policy_(setting.board.of<PolicySignals>()),
        published_(setting.board.of<InventorySignals>()),
        behaviour_(setting.board.of<BehaviourSignals>()),
        signals_(setting.board.of<CitySignals>()) {
    if (inputs_.levers.contingency) {
      const sim::LeverSetting& lever = *inputs_.levers.contingency;
      contingency_.emplace(lever);
      usual_cost_ = inputs_.unit_costs.contingency(lever, setting.city) * inputs_.lever_costs.running_cost_factor;
    }
    set_signals(setting.calendar.begin());
  }
  std::string_view name() const override { return "city"; }

  void start(sim::Processes& processes) override { processes_ = &processes; }

  void commit(const sim::Window& window) override {
    if (policy_.frozen) treasury_.freeze(policy_.driver_date);
    if (window.index == 0) {  // now that all kinds are made and have said what their works cost
      plan_month(window);
      set_signals(window.begin);
    }
    const bool extra = contingency_ && contingency_->running();
    const double cost = extra ? inputs_.levers.contingency->number("cost", usual_cost_ / million) : 0;
    extra_cost_ = million * cost * window.years();
    treasury_.settle(window, contingency_weight() * extra_cost_, behaviour_.parking_city,
                     behaviour_.parking_city_extra);
  }

  void account(const sim::Window& window) override {
    treasury_.book(window);
    if (!contingency_) return;
    const sim::LeverSetting& lever = *inputs_.levers.contingency;
    setting_.accounts.post_money(window, MoneyKind::running_cost, payer_of(lever), Measure::behaviour, extra_cost_);
    if (lever.course) lever.course->booked += extra_cost_;
  }

  void publish(const sim::Window& window) override {
    const auto& lever = inputs_.levers.contingency;
    if (contingency_ && published_.newest_year > 0 && lever->strength(window.end) > 0) {
      contingency_->judge(published_.newest_year, published_.total);
    }
    for (const sim::LeverRule* rule : rules_.judge(published_)) fire(*rule, window.end);
    if (window.index + 1 < setting_.calendar.months()) plan_month(setting_.calendar.window(window.index + 1));
    set_signals(window.end);
  }

  void close_year(const sim::Window& window) override { treasury_.close_year(window); }

 private:
  double contingency_weight() const {
    return contingency_ ? mandate_weight(payer_of(*inputs_.levers.contingency), inputs_.finance) : 0;
  }
  void fire(const sim::LeverRule& rule, sim::Time date);
  void plan_month(const sim::Window& month);
  void set_signals(sim::Time date);
  void set_contracts(sim::Time date);
  static double strength(const std::optional<sim::LeverSetting>& lever, sim::Time date) {
    return lever ? lever->strength(date) : 0;
  }

  CityInputs inputs_;
  const Setting setting_;
  Treasury treasury_;
  AdaptiveRules rules_;
  const PolicySignals& policy_;
  const InventorySignals& published_;
  const BehaviourSignals& behaviour_;
  CitySignals& signals_;
  sim::Processes* processes_ = nullptr;
  std::optional<Contingency> contingency_;
  double usual_cost_ = 0;  // of contingency where the scenario names none [SEK/year]
  double extra_cost_ = 0;  // contingency, this month [SEK]
};

/// The council decides on `date`; the levers begin when their lead time is over.
void City::fire(const sim::LeverRule& rule, sim::Time date) {
  setting_.board.of<RuleHistory>().fired[rule.name] = date;
  for (const LeverCost& cost : setting_.board.of<LeverCosts>().levers) {
    if (std::find(rule.levers.begin(), rule.levers.end(), cost.name) == rule.levers.end()) continue;
    sim::ensure(cost.setting.by_rule && cost.setting.course, "a rule starts a lever that is not its own");
    cost.setting.course->begins = date + rule.lead_time;
    if (processes_ != nullptr) processes_->signal(sim::start_signal(cost.name));
  }
  treasury_.sort();
}

void City::plan_month(const sim::Window& month) {
  const auto& bonds = inputs_.levers.green_bonds;
  const double issued = strength(bonds, month.begin);
  if (bonds) {
    treasury_.set_bonds(million * issued * bonds->number("amount", 0),
                        million * issued * bonds->number("ceiling_raise", 0));
  }
  treasury_.plan(month);
}

void City::set_signals(sim::Time date) {
  const CityLevers& levers = inputs_.levers;
  const bool extra = contingency_ && contingency_->running();
  signals_.contingency = extra ? 1 : 0;
  signals_.campaign = strength(levers.campaigns, date) * (levers.campaigns ? levers.campaigns->number("level", 1) : 0);
  if (extra) signals_.campaign += levers.contingency->number("campaign", 0);
  signals_.campaign = std::clamp(signals_.campaign, 0.0, 1.0);
  signals_.parking_price_index = 1 + strength(levers.parking_price, date) *
                                         (levers.parking_price ? levers.parking_price->number("factor", 1) - 1 : 0);
  const sim::Time driver_date = policy_.frozen ? policy_.driver_date : date;
  const CityServices& services = inputs_.services;
  const double years = std::max(0.0, driver_date - services.cycle_network.last_date()) / sim::days_per_year;
  const double added = levers.cycle_network ? levers.cycle_network->number("added", 0) : 0;
  signals_.cycle_network_index = (services.cycle_network.at(driver_date) + services.cycle_network_growth * years +
                                  strength(levers.cycle_network, date) * added) /
                                 services.cycle_network.at(sim::from_civil({2022, 12, 31}));
  set_contracts(date);
  signals_.net_debt = treasury_.net_debt(date);
  signals_.money_left = treasury_.room(date);
}

/// Demands and agreements: a lever raises the share from what it is anyway to its own, and never lowers it.
void City::set_contracts(sim::Time date) {
  const CityLevers& levers = inputs_.levers;
  const sim::Time driver_date = policy_.frozen ? policy_.driver_date : date;
  const auto raised = [&](double share, const std::optional<sim::LeverSetting>& lever) {
    if (!lever) return share;
    return share + strength(lever, date) * std::max(0.0, std::min(1.0, lever->number("share", 0)) - share);
  };
  signals_.procurement_fossil_free =
      raised(inputs_.services.procurement.at(driver_date), levers.fossil_free_procurement);
  if (signals_.contingency > 0) {
    signals_.procurement_fossil_free =
        std::max(signals_.procurement_fossil_free, std::min(1.0, levers.contingency->number("procurement", 0)));
  }
  signals_.climate_agreement = raised(inputs_.services.climate_agreement.at(driver_date), levers.climate_agreements);
  signals_.logistics_hub = raised(0, levers.logistics_hub);
}

}  // namespace

std::unique_ptr<sim::Kind> make_city(const CityInputs& inputs, const Setting& setting) {
  return std::make_unique<City>(inputs, setting);
}

}  // namespace skifte::agents
