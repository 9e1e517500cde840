#include "agents/firms/firms.hpp"

#include "agents/biogas/signals.hpp"
#include "agents/city/signals.hpp"
#include "agents/firms/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "agents/weather/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr double pi = 3.14159265358979323846;

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

class Firms final : public sim::Kind {
 public:
  Firms(const FirmInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        policy_(setting.board.of<PolicySignals>()),
        prices_(setting.board.of<PriceSignals>()),
        city_(setting.board.of<CitySignals>()),
        utility_(setting.board.of<UtilitySignals>()),
        biogas_(setting.board.of<BiogasSignals>()),
        weather_(setting.board.of<WeatherSignals>()),
        signals_(setting.board.of<FirmSignals>()),
        freight_(inputs_.freight, setting),
        premises_("premises", inputs_.premises, setting.calendar, setting.random),
        farm_premises_("farm_premises", inputs_.farm_premises, setting.calendar, setting.random) {}
  std::string_view name() const override { return "firms"; }

  void commit(const sim::Window& window) override {
    freight_.commit(window);
    asked_ = {};
    renew(premises_, window);
    renew(farm_premises_, window);
  }

  void account(const sim::Window& window) override {
    freight_.account(window);
    account_premises(window, premises_, inputs_.premises, Subsector::premises);
    account_premises(window, farm_premises_, inputs_.farm_premises, Subsector::farm_premises);
    account_other_premises(window);
  }

  void publish(const sim::Window&) override { signals_ = asked_; }
  void close_year(const sim::Window& window) override { freight_.close_year(window); }

 private:
  void renew(PremisesHeating& heating, const sim::Window& window) {
    const PremisesHeating::Orders orders =
        heating.renew(window, prices_, policy_, city_.climate_agreement, inputs_.vat_factor, utility_.premises_gas);
    if (orders.systems == 0) return;
    setting_.accounts.post_money(window, MoneyKind::investment, Payer::firms, Measure::heating, orders.investment);
    asked_.premises_orders += orders.systems;
    asked_.premises_crew_days += orders.crew_days;
  }
  sim::Time driver_date(const sim::Window& window) const { return policy_.frozen ? policy_.driver_date : window.begin; }

  /// Share of a normal year's heat that falls in the month: a cosine with its top in January. What exceeds its trough
  /// is space heat, which follows the year's degree days.
  double heat_share(const sim::Window& window) const {
    const double space = inputs_.demand.season * (1 + sim::cos(2 * pi * (window.month - 1) / 12.0));
    return window.years() * (1 - inputs_.demand.season + weather_.degree_days * space);
  }

  void account_premises(const sim::Window& window, const PremisesHeating& heating, const PremisesAssumptions& a,
                        Subsector subsector) {
    Accounts& accounts = setting_.accounts;
    const double since = (driver_date(window) - setting_.calendar.begin()) / sim::days_per_year;
    const double share = heat_share(window) * sim::exp(-a.efficiency_gain * since);
    const double gas = share * heating.heat(PremisesHeat::gas) / a.efficiency;
    const double oil = share * heating.heat(PremisesHeat::oil) / a.efficiency;
    const double district = share * heating.heat(PremisesHeat::district_heat);
    const double current = share * heating.heat(PremisesHeat::heat_pump) / a.scop;
    const double biogas_wanted = inputs_.premises_biogas_share * gas;
    const double biogas = biogas_wanted * biogas_.granted[at(index(GasUser::premises))];
    const FuelPlace boilers{subsector, EndUse::premises};
    // [g/kWh] is 1000 [g/Wh].
    post_fuel(accounts, window, boilers, {Carrier::natural_gas, a.gas_factor / 1000, 0}, gas - biogas);
    post_fuel(accounts, window, boilers, {Carrier::biogas, 0, inputs_.biogenic.gas}, biogas);
    post_fuel(accounts, window, boilers, {Carrier::heating_oil, a.oil_factor / 1000, 0}, oil);
    accounts.post_energy(window, Carrier::district_heat, EndUse::premises, district);
    accounts.post_energy(window, Carrier::electricity, EndUse::premises, current);
    setting_.flows.vehicle_and_fuel_gas[at(index(GasUser::premises))] += sim::to_count(gas);
    setting_.flows.biogas_wanted[at(index(GasUser::premises))] += sim::to_count(biogas_wanted);
    setting_.flows.district_heat[at(index(EndUse::premises))] += sim::to_count(district);
    setting_.flows.electricity[at(index(EndUse::premises))] += sim::to_count(current);
    const auto cost = heating.cost(prices_, policy_, inputs_.vat_factor);
    double running = 0;
    for (std::size_t h = 0; h < cost.size(); ++h)
      running += share * heating.heat(static_cast<PremisesHeat>(h)) / 1000 * cost[h];
    accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::heating, running);
  }

  void account_other_premises(const sim::Window& window) {
    const double since = (driver_date(window) - setting_.calendar.begin()) / sim::days_per_year;
    const double level = sim::exp(inputs_.demand.growth * since);
    const double heat = inputs_.demand.district_heat * level * heat_share(window);
    const double current = inputs_.demand.electricity * level * window.years();
    setting_.accounts.post_energy(window, Carrier::district_heat, EndUse::premises, heat);
    setting_.accounts.post_energy(window, Carrier::electricity, EndUse::premises, current);
    setting_.flows.district_heat[at(index(EndUse::premises))] += sim::to_count(heat);
    setting_.flows.electricity[at(index(EndUse::premises))] += sim::to_count(current);
  }

  const FirmInputs inputs_;
  const Setting setting_;
  const PolicySignals& policy_;
  const PriceSignals& prices_;
  const CitySignals& city_;
  const UtilitySignals& utility_;
  const BiogasSignals& biogas_;
  const WeatherSignals& weather_;
  FirmSignals& signals_;
  FirmSignals asked_;  ///< this month
  Freight freight_;
  PremisesHeating premises_, farm_premises_;
};

}  // namespace

PremisesDemandAssumptions::PremisesDemandAssumptions(sim::AssumptionReader& read)
    : district_heat(
          read.number("premises.district_heat", "Wh/year", "District heat delivered to premises at the start")),
      electricity(
          read.number("premises.electricity", "Wh/year", "Electricity of premises at the start, industry apart")),
      season(read.number("premises.season", "1", "Amplitude of heat demand over the year")),
      growth(read.number("premises.growth", "1/year", "Growth of premises' heat and electricity, savings deducted")) {}

FirmInputs::FirmInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : freight((read.set_reader("firms"), levers.set_reader("firms"), read), levers),
      premises(read, "premises"),
      farm_premises(read, "farm_premises"),
      demand(read),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      natural_gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      premises_biogas_share(
          read.number("premises.biogas_share", "1", "Share of premises' gas that is wanted as biogas")),
      biogenic(read) {}

std::unique_ptr<sim::Kind> make_firms(const FirmInputs& inputs, const Setting& setting) {
  return std::make_unique<Firms>(inputs, setting);
}

}  // namespace skifte::agents
