#include "agents/city/city.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "agents/city/contingency.hpp"
#include "agents/city/lever_booking.hpp"
#include "agents/city/lever_costs.hpp"
#include "agents/city/signals.hpp"
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
                              {"cost", "MSEK/year", "The city's cost while they run (default: 0)"}})) {}

CityInputs::CityInputs(sim::AssumptionReader& read, sim::LeverReader& lever_reader)
    : finance((read.set_reader("city"), lever_reader.set_reader("city"), read)), services(read), levers(lever_reader) {}

namespace {

constexpr double million = 1e6;

class City final : public sim::Kind {
 public:
  City(const CityInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        finance_(inputs.finance),
        policy_(setting.board.of<PolicySignals>()),
        published_(setting.board.of<InventorySignals>()),
        signals_(setting.board.of<CitySignals>()) {
    for (const LeverCost& cost : setting.board.of<LeverCosts>().levers)
      bookings_.push_back({cost, payer_of(cost.setting)});
    // What was to begin first is paid first.
    std::stable_sort(bookings_.begin(), bookings_.end(),
                     [this](const Booking& a, const Booking& b) { return due_key(a) < due_key(b); });
    if (inputs_.levers.contingency) contingency_.emplace(*inputs_.levers.contingency);
    set_signals(setting.calendar.begin());
  }
  std::string_view name() const override { return "city"; }

  void commit(const sim::Window& window) override {
    widen_ceiling(window.begin);
    for (Booking& booking : bookings_) fund(booking, window);
    const bool extra = contingency_ && contingency_->running();
    extra_cost_ = extra ? million * inputs_.levers.contingency->number("cost", 0) * window.years() : 0;
    double running = extra_cost_;
    for (const Booking& booking : bookings_) running += counted(booking, booking.running);
    interest_ = finance_.turn_month(window, running, green_bonds(window.begin));
  }

  void account(const sim::Window& window) override {
    Accounts& accounts = setting_.accounts;
    for (const Booking& booking : bookings_) {
      accounts.post_money(window, MoneyKind::investment, booking.payer, booking.cost.measure, booking.investment);
      accounts.post_money(window, MoneyKind::running_cost, booking.payer, booking.cost.measure, booking.running);
      if (booking.waiting) accounts.post_bottleneck(window, Bottleneck::city_money, window.end - window.begin);
    }
    accounts.post_money(window, MoneyKind::running_cost, Payer::city, Measure::behaviour, extra_cost_);
    accounts.post_money(window, MoneyKind::running_cost, Payer::city, Measure::other, interest_);
  }

  void publish(const sim::Window& window) override {
    const auto& lever = inputs_.levers.contingency;
    if (contingency_ && published_.newest_year > 0 && lever->strength(window.end) > 0) {
      contingency_->judge(published_.newest_year, published_.total);
    }
    for (const Booking& booking : bookings_) {
      if (booking.delay > 0) signals_.delay[booking.cost.name] = booking.delay;
    }
    set_signals(window.end);
  }

  void close_year(const sim::Window& window) override {
    setting_.accounts.set_indicator(window, Accounts::Indicator::city_net_debt, finance_.net_debt(window.end) / 1000);
  }

 private:
  struct Booking {
    LeverCost cost;
    Payer payer;
    double delay = 0;       // [d]
    double investment = 0;  // this month [SEK]
    double running = 0;     // this month [SEK]
    bool waiting = false;   // for money, this month
  };

  std::tuple<sim::Time, std::string_view> due_key(const Booking& booking) const {
    return {booking.cost.setting.start.value_or(setting_.calendar.begin()), booking.cost.name};
  }
  /// The part of a sum that weighs on the mandate.
  double counted(const Booking& booking, double sek) const {
    if (booking.payer == Payer::city) return sek;
    return booking.payer == Payer::municipal_companies ? inputs_.finance.company_share * sek : 0;
  }
  void fund(Booking& booking, const sim::Window& window);
  void widen_ceiling(sim::Time date);
  double green_bonds(sim::Time date) const;
  double strength(std::string_view lever, const std::optional<sim::LeverSetting>& setting, sim::Time date) const {
    return setting ? signals_.funded_strength(lever, *setting, date) : 0;
  }
  void set_signals(sim::Time date);
  void set_contracts(sim::Time date);

  CityInputs inputs_;
  const Setting setting_;
  CityFinance finance_;
  const PolicySignals& policy_;
  const InventorySignals& published_;
  CitySignals& signals_;
  std::vector<Booking> bookings_;
  std::optional<Contingency> contingency_;
  double extra_cost_ = 0;  // contingency, this month [SEK]
  double interest_ = 0;    // on climate debt, this month [SEK]
};

/// The month's sums of one lever. Without money for a month's instalment the city's lever stands still for that month:
/// its whole schedule moves. The municipal companies' levers weigh on the mandate but go on, since the companies
/// borrow.
void City::fund(Booking& booking, const sim::Window& window) {
  const sim::LeverSetting& setting = booking.cost.setting;
  const sim::Time period = setting_.calendar.begin();
  const auto due = [&](sim::Time begin, sim::Time end) {
    return million * setting.investment * investment_share(setting, begin, end, period);
  };
  booking.investment = due(window.begin - booking.delay, window.end - booking.delay);
  const double weight = counted(booking, booking.investment);
  // A lever in force from the period's beginning is history and does not wait.
  booking.waiting = booking.investment > 0 && booking.payer == Payer::city && setting.start.has_value() &&
                    !finance_.affords(window.begin, weight);
  if (booking.waiting) {
    booking.investment = 0;
  } else {
    finance_.invest(window.begin, weight);
  }
  const sim::Time begin = window.begin - booking.delay;
  booking.running = booking.waiting ? million * setting.running_cost * setting.strength(begin) * window.years()
                                    : million * setting.running_cost *
                                          years_in_force(setting, begin, window.end - booking.delay, period);
  if (booking.waiting) booking.delay += window.end - window.begin;
}

void City::widen_ceiling(sim::Time date) {
  const auto& lever = inputs_.levers.green_bonds;
  if (lever) finance_.raise_ceiling(million * lever->number("ceiling_raise", 0) * lever->strength(date));
}

double City::green_bonds(sim::Time date) const {
  const auto& lever = inputs_.levers.green_bonds;
  return lever ? million * lever->number("amount", 0) * lever->strength(date) : 0;
}

void City::set_signals(sim::Time date) {
  const CityLevers& levers = inputs_.levers;
  const bool extra = contingency_ && contingency_->running();
  signals_.contingency = extra ? 1 : 0;
  signals_.campaign =
      strength("campaigns", levers.campaigns, date) * (levers.campaigns ? levers.campaigns->number("level", 1) : 0);
  if (extra) signals_.campaign += levers.contingency->number("campaign", 0);
  signals_.campaign = std::clamp(signals_.campaign, 0.0, 1.0);
  signals_.parking_price_index = 1 + strength("parking_price", levers.parking_price, date) *
                                         (levers.parking_price ? levers.parking_price->number("factor", 1) - 1 : 0);
  const sim::Time driver_date = policy_.frozen ? policy_.driver_date : date;
  const CityServices& services = inputs_.services;
  const double years = std::max(0.0, driver_date - services.cycle_network.last_date()) / sim::days_per_year;
  const double added = levers.cycle_network ? levers.cycle_network->number("added", 0) : 0;
  signals_.cycle_network_index = (services.cycle_network.at(driver_date) + services.cycle_network_growth * years +
                                  strength("cycle_network", levers.cycle_network, date) * added) /
                                 services.cycle_network.at(sim::from_civil({2022, 12, 31}));
  set_contracts(date);
  signals_.net_debt = finance_.net_debt(date);
  signals_.money_left = finance_.room(date);
}

/// Demands and agreements: a lever raises the share from what it is anyway to its own, and never lowers it.
void City::set_contracts(sim::Time date) {
  const CityLevers& levers = inputs_.levers;
  const sim::Time driver_date = policy_.frozen ? policy_.driver_date : date;
  const auto raised = [&](double share, std::string_view name, const std::optional<sim::LeverSetting>& lever) {
    if (!lever) return share;
    return share + strength(name, lever, date) * std::max(0.0, std::min(1.0, lever->number("share", 0)) - share);
  };
  signals_.procurement_fossil_free =
      raised(inputs_.services.procurement.at(driver_date), "fossil_free_procurement", levers.fossil_free_procurement);
  if (signals_.contingency > 0) {
    signals_.procurement_fossil_free =
        std::max(signals_.procurement_fossil_free, std::min(1.0, levers.contingency->number("procurement", 0)));
  }
  signals_.climate_agreement =
      raised(inputs_.services.climate_agreement.at(driver_date), "climate_agreements", levers.climate_agreements);
  signals_.logistics_hub = raised(0, "logistics_hub", levers.logistics_hub);
}

}  // namespace

std::unique_ptr<sim::Kind> make_city(const CityInputs& inputs, const Setting& setting) {
  return std::make_unique<City>(inputs, setting);
}

}  // namespace skifte::agents
