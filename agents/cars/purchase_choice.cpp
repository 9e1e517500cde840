#include "agents/cars/purchase_choice.hpp"

#include <algorithm>
#include <limits>
#include <string>

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

std::array<sim::Series, powertrains> read_constants(sim::AssumptionReader& read, const std::string& prefix,
                                                    std::string_view meaning) {
  std::array<sim::Series, powertrains> constants;
  for (std::size_t j = 0; j < constants.size(); ++j) {
    constants[j] = read.series(prefix + "." + std::string(powertrain_labels[j]), "1", meaning);
  }
  return constants;
}

}  // namespace

PurchaseAssumptions::PurchaseAssumptions(sim::AssumptionReader& read)
    : cost_sensitivity(read.number("car.choice.cost_sensitivity", "year/kSEK",
                                   "Utility lost per yearly cost of a car, middle income")),
      cost_income_exponent(read.number("car.choice.cost_income_exponent", "1",
                                       "Power of relative income by which the sensitivity to cost falls")),
      company_cost_sensitivity(read.number("car.choice.company_cost_sensitivity", "year/kSEK",
                                           "Utility lost per yearly cost of a company car, driver's tax included")),
      interest(read.number("car.choice.interest", "1/year", "Real interest at which car buyers annualise")),
      depreciation_combustion(
          read.number("car.depreciation.combustion", "1/year", "Rate at which a combustion car's value falls")),
      depreciation_plug(read.number("car.depreciation.plug", "1/year", "Rate at which a plug-in car's value falls")),
      maintenance(read_by_powertrain(read, "car.maintenance", "SEK/year", "Service, tyres and repairs of a car")),
      used_tax_ceiling(read.number("car.used_tax_ceiling", "SEK/year",
                                   "Vehicle tax of used combustion cars, most of which escaped the 2018 reform")),
      newness(read.number("car.choice.newness", "1", "What a new car means to a household of middle income, utils")),
      new_income(read.number("car.choice.new_income", "1", "How the taste for new cars grows with log income")),
      new_supply(read.series("car.new_supply", "1", "How well new cars could be delivered, 1 in normal years")),
      constant(read_constants(
          read, "car.constant",
          "What buyers of new cars see in this powertrain beyond what the model knows, utils against petrol")),
      company_constant(read_by_powertrain(read, "car.company_constant", "1",
                                          "What firms see in this powertrain beyond households, utils")),
      used_constant(read_constants(read, "car.used_constant",
                                   "What buyers of used cars see in this powertrain, utils against petrol")),
      range_weight(read.number("car.choice.range_weight", "1", "Utility lost by a car with no range at all")),
      range_enough(read.number("car.choice.range_enough", "km", "Range from which more is worth nothing")),
      charging_weight_battery(read.number("car.choice.charging_weight.battery", "1",
                                          "Utility lost by a battery car without any charging at home or away")),
      charging_weight_plugin(read.number("car.choice.charging_weight.plugin", "1",
                                         "Utility lost by a plug-in hybrid without any charging")),
      peers(read.number("car.choice.peers", "1", "Utility of a battery car if all neighbours had one")),
      attitude(read.number("car.choice.attitude", "1",
                           "Utility of a battery car per standard deviation of innovativeness while it is rare")),
      nest(read.number("car.choice.nest_lambda", "1", "Dissimilarity of powertrains within new and within used cars")),
      benefit_tax(
          read.number("car.company.benefit_tax", "SEK/year", "Driver's tax on the benefit of a petrol company car")),
      company_bonus_share(read.number("car.company.bonus_share", "1", "Share of the private bonus that firms get")),
      vat(read.number("car.vat", "1", "Value added tax on top of the price")),
      plugin_electric_use(
          read.number("car.plugin.electric_use", "Wh/km", "Electricity of a plug-in hybrid on current")),
      utility_factor_private(
          read.number("car.phev.utility_factor.private", "1", "Share of households' plug-in hybrids' km on current")),
      utility_factor_company(
          read.number("car.phev.utility_factor.company", "1", "Share of firms' plug-in hybrids' km on current")),
      public_share_with_home(read.number("car.charging.public_share_with_home", "1",
                                         "Share of charging in public by those who can charge at home")),
      ethanol_share(read.number("car.ethanol.e85_share", "1", "Share of ethanol cars' energy that is E85")),
      ethanol_energy(read.number("car.ethanol.energy", "Wh/l", "Energy content of E85")),
      own_market_weight(read.number("car.used.own_market_weight", "1",
                                    "Weight of the city's own releases in the used cars offered to its buyers")),
      used_age_spread(read.number("car.used.age_spread", "1",
                                  "How much older than the middle's the lowest quintile's used cars are")),
      ban_anticipation(
          read.number("car.choice.ban_anticipation", "1", "Utility a combustion car loses when its ban is at hand")),
      ban_horizon(read.number("car.choice.ban_horizon", "year", "How long before a ban buyers reckon with it")) {}

EnergyPrices energy_prices(const PurchaseAssumptions& assumptions, const PriceSignals& prices,
                           const PolicySignals& policy, const std::array<double, powertrains>& energy_use) {
  const double petrol = prices.petrol / policy.petrol_energy;
  const double diesel = prices.diesel / policy.diesel_energy;
  const double ethanol = prices.ethanol / assumptions.ethanol_energy;
  const double gas = prices.vehicle_gas / 1000;
  const double home = ((1 - assumptions.public_share_with_home) * prices.electricity_household +
                       assumptions.public_share_with_home * prices.public_charging) /
                      1000;
  const double elsewhere = prices.public_charging / 1000;
  const double company_power = (prices.depot_charging > 0 ? prices.depot_charging : prices.electricity_firm) / 1000;
  const auto fill = [&](double electricity, double utility_factor, double factor) {
    std::array<double, powertrains> cost{};
    const double flexifuel = assumptions.ethanol_share * ethanol + (1 - assumptions.ethanol_share) * petrol;
    cost[at(index(Powertrain::petrol))] = petrol * factor;
    cost[at(index(Powertrain::diesel))] = diesel * factor;
    cost[at(index(Powertrain::ethanol))] = flexifuel * factor;
    cost[at(index(Powertrain::gas))] = gas * factor;
    cost[at(index(Powertrain::hybrid))] = petrol * factor;
    cost[at(index(Powertrain::battery))] = electricity;
    for (std::size_t j = 0; j < cost.size(); ++j) cost[j] *= energy_use[j];
    cost[at(index(Powertrain::plugin_hybrid))] =
        utility_factor * electricity * assumptions.plugin_electric_use +
        (1 - utility_factor) * petrol * factor * energy_use[at(index(Powertrain::plugin_hybrid))];
    return cost;
  };
  return {fill(home, assumptions.utility_factor_private, 1), fill(elsewhere, assumptions.utility_factor_private / 2, 1),
          fill(company_power, assumptions.utility_factor_company, 1 / (1 + assumptions.vat))};
}

void PurchaseCatalogue::update(const PurchaseAssumptions& assumptions, const CarLifeAssumptions& life,
                               const PolicySignals& policy, const PriceSignals& prices, const NationalSignals& national,
                               const ChargingSignals& charging, const std::array<double, 5>& income_ratio,
                               const std::array<double, powertrains>& used_offer,
                               const std::array<double, 3>& battery_share_by_zone, sim::Time date) {
  assumptions_ = &assumptions;
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
  const double log_supply = sim::log(std::max(1e-6, assumptions.new_supply.at(date)));
  const double ban = policy.announced_combustion_end;
  const bool banned = ban > 0 && date >= ban;
  const double years_to_ban = (ban - date) / sim::days_per_year;
  const double ban_nearness = ban > 0 ? std::clamp(1 - years_to_ban / assumptions.ban_horizon, 0.0, 1.0) : 0;
  // What a used car costs beside its energy, on the average of those for sale.
  double used_fixed = 0, used_sum = 0;
  for (int j = 0; j < powertrains; ++j) {
    const std::size_t i = at(j);
    const double rate = plugs_in(j) ? assumptions.depreciation_plug : assumptions.depreciation_combustion;
    const double value = national.car_price[i] * sim::exp(-rate * national.used_car_age[i]);
    used_sum += used_offer[i];
    used_fixed +=
        used_offer[i] * (annuity(value, value, rate, assumptions.interest, life.holding_used) +
                         std::min(policy.vehicle_tax[i], assumptions.used_tax_ceiling) + assumptions.maintenance[i]);
  }
  if (used_sum > 0) used_fixed /= 1000 * used_sum;
  const double range_loss =
      assumptions.range_weight * std::max(0.0, 1 - national.battery_range / assumptions.range_enough);
  for (int j = 0; j < powertrains; ++j) {
    const std::size_t i = at(j);
    const bool battery = j == index(Powertrain::battery);
    const double rate = plugs_in(j) ? assumptions.depreciation_plug : assumptions.depreciation_combustion;
    price_[i] = national.car_price[i];
    bonus_[i] = policy.purchase_bonus[i];
    const double common = -(battery ? range_loss : 0) - (battery ? 0 : assumptions.ban_anticipation * ban_nearness);
    // Households, new.
    Entry& fresh = private_[i];
    fresh.on_offer = national.models_on_offer[i] > 0 && price_[i] > 0 && (battery || !banned);
    const double constant = assumptions.constant[i].at(date);
    const double offer = fresh.on_offer ? assumptions.nest * sim::log(national.models_on_offer[i]) : 0;
    fresh.attraction = common + constant + offer + log_supply;
    fresh.fixed_cost = (annuity(price_[i] - bonus_[i], price_[i], rate, assumptions.interest, life.holding_new) +
                        policy.vehicle_tax[i] + assumptions.maintenance[i]) /
                       1000;
    // Households, used.
    Entry& used = private_[i + at(powertrains)];
    used.on_offer = used_offer[i] > 0 && price_[i] > 0;
    used.attraction = common + assumptions.used_constant[i].at(date) +
                      (used.on_offer ? assumptions.nest * sim::log(used_offer[i]) : 0);
    used.fixed_cost = used_fixed;
    // Firms.
    Entry& company = company_[i];
    company.on_offer = fresh.on_offer;
    const double net_price = price_[i] / (1 + assumptions.vat);
    company.attraction = common + constant + offer + log_supply + assumptions.company_constant[i];
    company.fixed_cost =
        (annuity(net_price - assumptions.company_bonus_share * std::max(0.0, bonus_[i]), net_price, rate,
                 assumptions.interest, life.lease_term / 12) +
         policy.vehicle_tax[i] + assumptions.maintenance[i] + policy.company_car_benefit[i] * assumptions.benefit_tax) /
        1000;
  }
  tabulate();
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
  return which[at(sim::choose({offered.data(), kept}, random, purchase_draw, agent, ordinal))];
}

}  // namespace skifte::agents
