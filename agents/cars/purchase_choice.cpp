#include "agents/cars/purchase_choice.hpp"

#include <algorithm>
#include <limits>

#include "sim/calendar.hpp"
#include "sim/choice.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto purchase_draw = sim::decision("car.purchase");
constexpr std::uint64_t new_nest = sim::hash_name("new");
constexpr std::uint64_t used_nest = sim::hash_name("used");
constexpr std::array<std::uint64_t, alternatives> alternative_names = [] {
  std::array<std::uint64_t, alternatives> names{};
  for (std::size_t j = 0; j < powertrain_labels.size(); ++j) {
    const std::uint64_t name = sim::hash_name(powertrain_labels[j]);
    names[j] = sim::mix_bits(name);
    names[j + powertrain_labels.size()] = sim::mix_bits(name ^ sim::hash_name("used"));
  }
  return names;
}();
/// Alternatives this far below the best of all, or this many lambda below the best of their nest, are left out: the
/// chance of each is below exp(-9) = 1.3e-4.
constexpr double negligible = 9;
constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

constexpr bool plugs_in(int powertrain) {
  return powertrain >= index(Powertrain::plugin_hybrid);
}

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

/// Yearly cost of owning something worth `price` for `years`, whose value falls at `rate`, at interest r:
/// (P - P exp(-(rate + r) years)) r / (1 - exp(-r years)).
double annuity(double price, double resale_base, double rate, double interest, double years) {
  const double resale = resale_base * sim::exp(-(rate + interest) * years);
  return (price - resale) * interest / (1 - sim::exp(-interest * years));
}

/// What a used car costs beside its energy, on the average of those for sale [kSEK/year].
double used_fixed_cost(const PurchaseAssumptions& a, const CarLifeAssumptions& life, const PolicySignals& policy,
                       const NationalSignals& national, const std::array<double, powertrains>& used_offer) {
  double cost = 0, sum = 0;
  for (int j = 0; j < powertrains; ++j) {
    const std::size_t i = at(j);
    const double rate = plugs_in(j) ? a.depreciation_plug : a.depreciation_combustion;
    const double value = national.car_price[i] * sim::exp(-rate * national.used_car_age[i]);
    sum += used_offer[i];
    cost += used_offer[i] * (annuity(value, value, rate, a.interest, life.holding_used) +
                             std::min(policy.vehicle_tax[i], a.used_tax_ceiling) + a.maintenance[i]);
  }
  return sum > 0 ? cost / (1000 * sum) : cost;
}

}  // namespace

void PurchaseCatalogue::update(const PurchaseAssumptions& assumptions, const CarLifeAssumptions& life,
                               const PolicySignals& policy, const PriceSignals& prices, const NationalSignals& national,
                               const ChargingSignals& charging, const std::array<double, 5>& income_ratio,
                               const std::array<double, powertrains>& used_offer,
                               const std::array<double, 3>& battery_share_by_zone, sim::Time date) {
  assumptions_ = &assumptions;
  if (nest_bounds_.dissimilarity() != assumptions.nest) nest_bounds_ = sim::NestBounds(assumptions.nest);
  access_ = charging.access;
  battery_share_ = battery_share_by_zone;
  city_battery_share_ = 0;
  for (double share : battery_share_) city_battery_share_ += share / 3;
  energy_ = energy_prices(assumptions, prices, policy, national.car_energy_use);
  for (std::size_t q = 0; q < 5; ++q) {
    const double log_income = sim::log(income_ratio[q]);
    sensitivity_[q] = assumptions.cost_sensitivity * sim::exp(-assumptions.cost_income_exponent * log_income);
    newness_[q] = assumptions.newness + assumptions.new_income * log_income;
  }
  const double ban = policy.announced_combustion_end;
  const double years_to_ban = (ban - date) / sim::days_per_year;
  const double ban_nearness = ban > 0 ? std::clamp(1 - years_to_ban / assumptions.ban_horizon, 0.0, 1.0) : 0;
  const double range_missing = std::max(0.0, 1 - national.battery_range / assumptions.range_enough);
  const Market market{.life = life,
                      .policy = policy,
                      .national = national,
                      .used_offer = used_offer,
                      .date = date,
                      .log_supply = sim::log(std::max(1e-6, assumptions.new_supply.at(date))),
                      .banned = ban > 0 && date >= ban,
                      .ban_loss = assumptions.ban_anticipation * ban_nearness,
                      .range_loss = assumptions.range_weight * range_missing,
                      .used_fixed = used_fixed_cost(assumptions, life, policy, national, used_offer)};
  for (int j = 0; j < powertrains; ++j) enter(j, market);
  tabulate();
}

/// One powertrain's entries: households' new and used cars, firms' cars.
void PurchaseCatalogue::enter(int powertrain, const Market& market) {
  const PurchaseAssumptions& a = *assumptions_;
  const PolicySignals& policy = market.policy;
  const std::size_t i = at(powertrain);
  const bool battery = powertrain == index(Powertrain::battery);
  const double rate = plugs_in(powertrain) ? a.depreciation_plug : a.depreciation_combustion;
  price_[i] = market.national.car_price[i];
  bonus_[i] = policy.purchase_bonus[i];
  const double common = battery ? -market.range_loss : -market.ban_loss;

  Entry& fresh = private_[i];
  fresh.on_offer = market.national.models_on_offer[i] > 0 && price_[i] > 0 && (battery || !market.banned);
  const double offer = fresh.on_offer ? a.nest * sim::log(market.national.models_on_offer[i]) : 0;
  fresh.attraction = common + a.constant[i].at(market.date) + offer + market.log_supply;
  fresh.fixed_cost = (annuity(price_[i] - bonus_[i], price_[i], rate, a.interest, market.life.holding_new) +
                      policy.vehicle_tax[i] + a.maintenance[i]) /
                     1000;

  Entry& used = private_[i + at(powertrains)];
  used.on_offer = market.used_offer[i] > 0 && price_[i] > 0;
  used.attraction =
      common + a.used_constant[i].at(market.date) + (used.on_offer ? a.nest * sim::log(market.used_offer[i]) : 0);
  used.fixed_cost = market.used_fixed;

  Entry& company = company_[i];
  company.on_offer = fresh.on_offer;
  const double net_price = price_[i] / a.vat_factor;
  const double grant = a.company_bonus_share * std::max(0.0, bonus_[i]);
  company.attraction = fresh.attraction + a.company_constant[i];
  company.fixed_cost = (annuity(net_price - grant, net_price, rate, a.interest, market.life.lease_term / 12) +
                        policy.vehicle_tax[i] + a.maintenance[i] + policy.company_car_benefit[i] * a.benefit_tax) /
                       1000;
}

bool PurchaseCatalogue::on_offer(const Buyer& buyer, int alternative) const {
  if (buyer.company) return alternative < powertrains && company_[at(alternative)].on_offer;
  return private_[at(alternative)].on_offer;
}

bool PurchaseCatalogue::anything_on_offer(const Buyer& buyer) const {
  for (int a = 0; a < alternatives; ++a) {
    if (on_offer(buyer, a)) return true;
  }
  return false;
}

/// The equation of the header, in the parts that all buyers of a class have in common.
PurchaseCatalogue::Terms PurchaseCatalogue::terms(const Buyer& buyer, int alternative) const {
  if (!on_offer(buyer, alternative)) return {.base = minus_infinity};
  const PurchaseAssumptions& a = *assumptions_;
  const int j = index(powertrain_of(alternative));
  const Entry& entry = buyer.company ? company_[at(alternative)] : private_[at(alternative)];
  const std::size_t q = at(buyer.quintile);
  const double per_km = buyer.company         ? energy_.company[at(j)]
                        : buyer.home_charging ? energy_.home[at(j)]
                                              : energy_.elsewhere[at(j)];
  const double sensitivity = buyer.company ? a.company_cost_sensitivity : sensitivity_[q];
  Terms sum{.base = entry.attraction - sensitivity * entry.fixed_cost, .per_km = -sensitivity * per_km / 1000};
  if (!buyer.company && condition_of(alternative) == Condition::fresh) sum.base += newness_[q];
  if (!plugs_in(j)) return sum;
  const double lacking = buyer.home_charging ? 0 : 1 - access_;
  if (j == index(Powertrain::plugin_hybrid)) {
    sum.base -= a.charging_weight_plugin * lacking;
    return sum;
  }
  const double share = buyer.company ? city_battery_share_ : battery_share_[at(buyer.zone)];
  sum.base += a.peers * share - a.charging_weight_battery * lacking;
  sum.per_attitude = a.attitude * (1 - share);
  return sum;
}

void PurchaseCatalogue::tabulate() {
  const auto fill = [&](const Buyer& buyer) {
    for (int a = 0; a < alternatives; ++a) terms_[class_of(buyer)][at(a)] = terms(buyer, a);
  };
  for (const bool home : {false, true}) {
    for (int quintile = 0; quintile < 5; ++quintile) {
      for (int zone = 0; zone < 3; ++zone) fill({false, quintile, zone, home, 0, 0});
    }
    fill({true, 2, 0, home, 0, 0});
  }
}

double PurchaseCatalogue::utility(const Buyer& buyer, int alternative) const {
  const Terms& sum = terms_[class_of(buyer)][at(alternative)];
  return sum.base + sum.per_km * buyer.km + sum.per_attitude * buyer.attitude;
}

int PurchaseCatalogue::choose(const Buyer& buyer, const sim::RandomSource& random, sim::AgentId agent,
                              std::uint32_t ordinal) const {
  std::array<double, alternatives> value{};
  std::array<double, 2> best{minus_infinity, minus_infinity};  // by Condition
  for (int a = 0; a < alternatives; ++a) {
    value[at(a)] = utility(buyer, a);
    double& best_in_nest = best[at(index(condition_of(a)))];
    best_in_nest = std::max(best_in_nest, value[at(a)]);
  }
  const double least = std::max(best[0], best[1]) - negligible;
  for (double& bound : best) bound = std::max(least, bound - negligible * assumptions_->nest);
  std::array<sim::Alternative, alternatives> offered;
  std::array<int, alternatives> which{};
  std::size_t kept = 0;
  for (int a = 0; a < alternatives; ++a) {
    if (!(value[at(a)] >= best[at(index(condition_of(a)))])) continue;
    which[kept] = a;
    offered[kept++] = {alternative_names[at(a)], condition_of(a) == Condition::fresh ? new_nest : used_nest,
                       value[at(a)], assumptions_->nest};
  }
  return which[at(sim::choose({offered.data(), kept}, random, purchase_draw, agent, ordinal, &nest_bounds_))];
}

}  // namespace skifte::agents
