#include "agents/firms/premises_heating.hpp"

#include <algorithm>

#include "sim/calendar.hpp"
#include "sim/ledger.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto life_draw = sim::decision("premises.boiler_life");
constexpr auto traits_draw = sim::decision("premises.traits");
constexpr auto demand_draw = sim::decision("premises.payback");
constexpr auto closure_draw = sim::decision("premises.gas_closure");

constexpr std::size_t at(PremisesHeat what) {
  return static_cast<std::size_t>(what);
}

}  // namespace

PremisesAssumptions::PremisesAssumptions(sim::AssumptionReader& read, const std::string& kind)
    : boilers(read.number(kind + ".boilers", "1", "Premises with a boiler of their own at the start")),
      gas_share(read.number(kind + ".gas_share", "1", "Share of them on gas; the others burn oil")),
      heat(read.number(kind + ".heat", "Wh/year", "Mean useful heat of such premises")),
      heat_log_sd(read.number(kind + ".heat_log_sd", "1", "Standard deviation of the log of that heat")),
      lifetime(read.number(kind + ".boiler_life", "year", "Weibull scale of a boiler's life")),
      lifetime_shape(read.number(kind + ".boiler_life_shape", "1", "Weibull shape of a boiler's life")),
      efficiency(read.number(kind + ".boiler_efficiency", "1", "Useful heat over fuel")),
      scop(read.number(kind + ".heat_pump_scop", "1", "Useful heat over electricity, over the year")),
      near_network(read.number(kind + ".near_network", "1", "Share that district heating can reach")),
      investment_boiler(read.number(kind + ".investment.boiler", "SEK year/kWh", "Investment per yearly useful heat")),
      investment_heat_pump(
          read.number(kind + ".investment.heat_pump", "SEK year/kWh", "Investment per yearly useful heat")),
      investment_district(
          read.number(kind + ".investment.district_heat", "SEK year/kWh", "Investment per yearly useful heat")),
      payback_median(read.number(kind + ".payback_median", "year", "Payback time that the median owner demands")),
      payback_log_sd(read.number(kind + ".payback_log_sd", "1", "Standard deviation of its log among owners")),
      agreement(read.number(kind + ".agreement", "1", "By how much owners bound by the climate agreement stretch it")),
      gas_factor(read.number("emission_factor.natural_gas", "g CO2/kWh", "CO2 of natural gas")),
      oil_factor(read.number("emission_factor.heating_oil", "g CO2/kWh", "CO2 of heating oil")),
      ets2_pass_through(read.number("price.ets2.pass_through", "1",
                                    "Share of the ETS2 price that reaches the buyer on top of today's CO2 tax")),
      efficiency_gain(read.number(kind + ".efficiency_gain", "1/year", "Heat saved by better buildings and operation")),
      install_days(
          read.number(kind + ".install_days", "d year/kWh", "A crew's work on a new system per yearly useful heat")) {}

PremisesHeating::PremisesHeating(std::string kind, const PremisesAssumptions& a, const sim::Calendar& calendar,
                                 const sim::RandomSource& random)
    : kind_(std::move(kind)), assumptions_(a), random_(random) {
  const auto n = static_cast<std::size_t>(sim::to_count(a.boilers));
  calendar_ = sim::BucketCalendar(calendar, n);
  round_.assign(n, 0);
  due_.assign(n, 0);
  for (std::uint32_t boiler = 0; boiler < n; ++boiler) {
    const auto [u_heat, u_age] = random_.uniform_pair(traits_draw, sim::agent_id(kind_, boiler), 0);
    const double z = sim::normal_quantile(u_heat);
    what_.push_back(boiler + 0.5 < a.gas_share * static_cast<double>(n) ? PremisesHeat::gas : PremisesHeat::oil);
    useful_.push_back(
        static_cast<std::int64_t>(a.heat * sim::exp(a.heat_log_sd * z - a.heat_log_sd * a.heat_log_sd / 2)));
    heat_[at(what_.back())] += useful_.back();
    file(boiler, calendar.begin(), u_age);
  }
}

void PremisesHeating::file(std::uint32_t boiler, sim::Time date, double aged) {
  const double u = random_.uniform(life_draw, sim::agent_id(kind_, boiler), round_[boiler]);
  const double years = sim::weibull(u, assumptions_.lifetime_shape, assumptions_.lifetime);
  due_[boiler] = date + (1 - aged) * years * sim::days_per_year;
  calendar_.set(boiler, due_[boiler]);
}

std::array<double, premises_heats> PremisesHeating::cost(const PriceSignals& prices, const PolicySignals& policy,
                                                         double vat_factor) const {
  const PremisesAssumptions& a = assumptions_;
  std::array<double, premises_heats> cost{};
  const double carbon = policy.carbon_tax + a.ets2_pass_through * prices.ets2_price / 1000;  // [SEK/kg]
  cost[at(PremisesHeat::gas)] = (prices.natural_gas_firm + carbon * a.gas_factor / 1000) / a.efficiency;
  cost[at(PremisesHeat::oil)] = prices.heating_oil / vat_factor / a.efficiency;
  cost[at(PremisesHeat::district_heat)] = prices.district_heat / vat_factor;
  cost[at(PremisesHeat::heat_pump)] = prices.electricity_firm / a.scop;
  return cost;
}

double PremisesHeating::demanded_payback(std::uint32_t boiler, double agreement_share) const {
  const auto [u_demand, u_agreement] = random_.uniform_pair(demand_draw, sim::agent_id(kind_, boiler), 0);
  const double demanded = sim::lognormal(u_demand, assumptions_.payback_median, assumptions_.payback_log_sd);
  return u_agreement < agreement_share ? demanded * (1 + assumptions_.agreement) : demanded;
}

bool PremisesHeating::near_network(std::uint32_t boiler) const {
  return random_.uniform(traits_draw, sim::agent_id(kind_, boiler), 0, 1) < assumptions_.near_network;
}

PremisesHeat PremisesHeating::choose(std::uint32_t boiler, const std::array<double, premises_heats>& cost,
                                     double agreement_share) const {
  const PremisesAssumptions& a = assumptions_;
  const double demanded = demanded_payback(boiler, agreement_share);
  const double present = cost[at(what_[boiler])];
  const auto payback = [&](PremisesHeat what, double investment) {
    const double saving = present - cost[at(what)];
    const double extra = investment - a.investment_boiler;
    return extra <= 0 && saving >= 0 ? 0 : saving > 0 ? extra / saving : 1e9;
  };
  const double heat_pump = payback(PremisesHeat::heat_pump, a.investment_heat_pump);
  const double district = near_network(boiler) ? payback(PremisesHeat::district_heat, a.investment_district) : 1e9;
  if (district <= demanded && district <= heat_pump) return PremisesHeat::district_heat;
  return heat_pump <= demanded ? PremisesHeat::heat_pump : what_[boiler];
}

PremisesHeat PremisesHeating::choose_without_gas(std::uint32_t boiler, const std::array<double, premises_heats>& cost,
                                                 double agreement_share) const {
  if (!near_network(boiler)) return PremisesHeat::heat_pump;
  const double years = demanded_payback(boiler, agreement_share);
  const double heat_pump = assumptions_.investment_heat_pump + years * cost[at(PremisesHeat::heat_pump)];
  const double district = assumptions_.investment_district + years * cost[at(PremisesHeat::district_heat)];
  return district <= heat_pump ? PremisesHeat::district_heat : PremisesHeat::heat_pump;
}

bool PremisesHeating::loses_gas(std::uint32_t boiler, const GasClosure& closure) const {
  return what_[boiler] == PremisesHeat::gas &&
         random_.uniform(closure_draw, sim::agent_id(kind_, boiler), 0, 0) < closure.share;
}

/// In the network's last year every boiler left on it gets a date by which something else must stand there.
void PremisesHeating::close_gas(const sim::Window& window, const GasClosure& closure) {
  const sim::Time last_year = closure.end - sim::days_per_year;
  if (gas_closed_ || closure.share <= 0 || window.end <= last_year) return;
  gas_closed_ = true;
  for (std::uint32_t boiler = 0; boiler < what_.size(); ++boiler) {
    if (!loses_gas(boiler, closure)) continue;
    const double u = random_.uniform(closure_draw, sim::agent_id(kind_, boiler), 0, 1);
    const sim::Time date = std::max(window.begin, last_year + u * sim::days_per_year);
    if (date < due_[boiler]) calendar_.set(boiler, due_[boiler] = date);
  }
}

PremisesHeating::Orders PremisesHeating::renew(const sim::Window& window, const PriceSignals& prices,
                                               const PolicySignals& policy, double agreement_share, double vat_factor,
                                               const GasClosure& closure) {
  Orders orders;
  const auto costs = cost(prices, policy, vat_factor);
  if (!policy.frozen) close_gas(window, closure);
  const auto taken = calendar_.take(window.index);
  for (const std::uint32_t boiler : std::vector<std::uint32_t>(taken.begin(), taken.end())) {
    const bool burns = what_[boiler] == PremisesHeat::gas || what_[boiler] == PremisesHeat::oil;
    const bool must_leave = window.end > closure.known && loses_gas(boiler, closure);
    const PremisesHeat next = !burns || policy.frozen ? what_[boiler]
                              : must_leave            ? choose_without_gas(boiler, costs, agreement_share)
                                                      : choose(boiler, costs, agreement_share);
    const double per_kwh = next == PremisesHeat::heat_pump       ? assumptions_.investment_heat_pump
                           : next == PremisesHeat::district_heat ? assumptions_.investment_district
                                                                 : assumptions_.investment_boiler;
    const double useful = static_cast<double>(useful_[boiler]) / 1000;  // [kWh/year]
    orders.investment += per_kwh * useful;
    orders.crew_days += assumptions_.install_days * useful;
    ++orders.systems;
    heat_[at(what_[boiler])] -= useful_[boiler];
    heat_[at(next)] += useful_[boiler];
    what_[boiler] = next;
    ++round_[boiler];
    file(boiler, window.begin, 0);
  }
  return orders;
}

}  // namespace skifte::agents
