#include "agents/cars/purchase_catalogue.hpp"

#include <algorithm>
#include <limits>

#include "sim/calendar.hpp"
#include "sim/math.hpp"
#include "sim/wide.hpp"

namespace skifte::agents {
namespace {

constexpr auto purchase_draw = sim::decision("car.purchase");
constexpr std::array<std::uint64_t, 2> nests = {sim::hash_name("new"), sim::hash_name("used")};  // by Condition

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

constexpr std::array<std::uint64_t, alternatives> alternative_names = [] {
  std::array<std::uint64_t, alternatives> names{};
  for (int a = 0; a < alternatives; ++a) {
    const std::uint64_t powertrain = sim::hash_name(powertrain_labels[at(index(powertrain_of(a)))]);
    const std::uint64_t car_class = sim::hash_name(car_class_labels[at(index(class_of(a)))]);
    names[at(a)] = sim::mix_bits(sim::mix_bits(powertrain ^ nests[at(index(condition_of(a)))]) ^ car_class);
  }
  return names;
}();
/// V = base + per_km km + battery taste, by lane.
SKIFTE_WIDE void utilities(const float* base, const float* per_km, float km, const float* battery, float taste,
                           std::size_t groups, float* value) {
  for (std::size_t l = 0; l < groups * sim::ChoiceSet::group; ++l)
    value[l] = base[l] + per_km[l] * km + battery[l] * taste;
}

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

/// Yearly cost of owning something worth `price` for `years`, whose value falls at `rate`, at interest r:
/// (P - P exp(-(rate + r) years)) r / (1 - exp(-r years)).
double annuity(double price, double resale_base, double rate, double interest, double years) {
  const double resale = resale_base * sim::exp(-(rate + interest) * years);
  return (price - resale) * interest / (1 - sim::exp(-interest * years));
}

double depreciation(const PurchaseAssumptions& a, int powertrain) {
  return plugs_in(powertrain) ? a.depreciation_plug : a.depreciation_combustion;
}

/// What a used car of each class costs beside its energy, on the average of those for sale [kSEK/year].
std::array<double, car_classes> used_fixed_costs(const PurchaseAssumptions& a, const CarLifeAssumptions& life,
                                                 const CarMarket& market) {
  std::array<double, car_classes> cost{};
  for (int c = 0; c < car_classes; ++c) {
    double sum = 0, cars = 0;
    for (int j = 0; j < powertrains; ++j) {
      const std::size_t i = at(j), v = at(variant_of(static_cast<CarClass>(c), j));
      const double rate = depreciation(a, j);
      const double value = market.national.car_price[i] * market.classes.used_price[v] *
                           sim::exp(-rate * market.national.used_car_age[i]);
      cars += market.used_offer[v];
      sum += market.used_offer[v] * (annuity(value, value, rate, a.interest, life.holding_used) +
                                     std::min(market.policy.vehicle_tax[i], a.used_tax_ceiling) + a.maintenance[i]);
    }
    cost[at(c)] = cars > 0 ? sum / (1000 * cars) : 0;
  }
  return cost;
}

/// Vehicle tax of a new car of the class: the part that follows CO2 follows energy use [SEK/year].
double vehicle_tax(const CarMarket& market, int variant) {
  const int j = variant % powertrains;
  const double tax = market.policy.vehicle_tax[at(j)];
  return plugs_in(j) ? tax : tax * market.classes.energy_use[at(variant)];
}

}  // namespace

void PurchaseCatalogue::update(const PurchaseAssumptions& assumptions, const ClassAssumptions& classes,
                               const CarLifeAssumptions& life, const CarMarket& market) {
  assumptions_ = &assumptions;
  classes_ = &classes;
  if (nest_errors_.dissimilarity() != assumptions.nest) nest_errors_ = sim::NestErrors(assumptions.nest);
  access_ = market.charging.access;
  local_bonus_ = market.local_bonus;
  for (std::size_t i = 0; i < bonus_.size(); ++i) bonus_[i] = market.policy.purchase_bonus[i] + local_bonus_[i];
  energy_use_ = market.classes.energy_use;
  used_energy_use_ = market.classes.used_energy_use;
  energy_ = energy_prices(assumptions, market.prices, market.policy, market.national.car_energy_use);
  for (std::size_t q = 0; q < 5; ++q) {
    log_income_[q] = sim::log(market.income_ratio[q]);
    sensitivity_[q] = assumptions.cost_sensitivity * sim::exp(-assumptions.cost_income_exponent * log_income_[q]);
  }
  for (int k = 0; k < car_classes; ++k) cost_weight_[at(k)] = cost_weight(classes, static_cast<CarClass>(k));
  const double ban = market.policy.announced_combustion_end;
  const double years_to_ban = (ban - market.date) / sim::days_per_year;
  const double ban_nearness = ban > 0 ? std::clamp(1 - years_to_ban / assumptions.ban_horizon, 0.0, 1.0) : 0;
  const double range_missing = std::max(0.0, 1 - market.national.battery_range / assumptions.range_enough);
  const Common common{.life = life,
                      .market = market,
                      .wait_loss = assumptions.wait * market.wait,
                      .combustion_models = ban > 0 && market.date >= ban ? market.policy.combustion_models_left : 1,
                      .ban_loss = assumptions.ban_anticipation * ban_nearness,
                      .range_loss = assumptions.range_weight * range_missing,
                      .used_fixed_cost = used_fixed_costs(assumptions, life, market)};
  used_fixed_cost_ = 0;
  for (int v = 0; v < variants; ++v) {
    used_fixed_cost_ += 1000 * market.used_offer[at(v)] * common.used_fixed_cost[at(v / powertrains)];
    enter_new(v, common);
    enter_used(v, common);
    enter_company(v, common);
  }
  make_choices();
  for (const bool home : {false, true}) {
    for (int quintile = 0; quintile < 5; ++quintile) {
      for (const bool children : {false, true}) {
        tabulate({false, quintile, 0, home, 0, 0, children});
      }
    }
    tabulate({true, 2, 0, home, 0, 0});
  }
}

void PurchaseCatalogue::enter_new(int variant, const Common& common) {
  const PurchaseAssumptions& a = *assumptions_;
  const CarMarket& market = common.market;
  const std::size_t v = at(variant), i = v % powertrains;
  const bool battery = i == at(index(Powertrain::battery));
  const double models =
      market.national.models_on_offer[i] * market.classes.share[v] * (battery ? 1 : common.combustion_models);
  price_[v] = market.national.car_price[i] * market.classes.price[v];
  Entry& entry = private_[v];
  entry.on_offer = models > 0 && price_[v] > 0;
  entry.attraction = (battery ? -common.range_loss : -common.ban_loss) + a.constant[i].at(market.date) +
                     market.year.fresh[i] - common.wait_loss + (entry.on_offer ? a.nest * sim::log(models) : 0);
  const double capital = annuity(price_[v] - bonus_[i], price_[v], depreciation(a, static_cast<int>(i)), a.interest,
                                 common.life.holding_new);
  entry.fixed_cost = (capital + vehicle_tax(market, variant) + a.maintenance[i]) / 1000;
}

void PurchaseCatalogue::enter_used(int variant, const Common& common) {
  const PurchaseAssumptions& a = *assumptions_;
  const std::size_t v = at(variant), i = v % powertrains;
  const bool battery = i == at(index(Powertrain::battery));
  const double offer = common.market.used_offer[v];
  Entry& entry = private_[v + at(variants)];
  entry.on_offer = offer > 0 && price_[v] > 0;
  // A ban at hand is known all over the country: used cars' prices clear what it is feared to cost.
  entry.attraction = (battery ? -common.range_loss - common.market.used_battery_price : 0) + a.used_constant[i] +
                     common.market.year.used[i] + (entry.on_offer ? a.nest * sim::log(offer) : 0);
  entry.fixed_cost = common.used_fixed_cost[v / powertrains];
}

void PurchaseCatalogue::enter_company(int variant, const Common& common) {
  const PurchaseAssumptions& a = *assumptions_;
  const CarMarket& market = common.market;
  const std::size_t v = at(variant), i = v % powertrains;
  const double net_price = price_[v] / a.vat_factor;
  const double grant = a.company_bonus_share * std::max(0.0, bonus_[i]);
  const double capital = annuity(net_price - grant, net_price, depreciation(a, static_cast<int>(i)), a.interest,
                                 common.life.lease_term / 12);
  const double benefit_tax = market.policy.company_car_benefit[i] * a.benefit_tax * market.classes.price[v];
  Entry& entry = company_[v];
  entry.on_offer = private_[v].on_offer;
  entry.attraction = private_[v].attraction + a.company_constant[i];
  entry.fixed_cost = (capital + vehicle_tax(market, variant) + a.maintenance[i] + benefit_tax) / 1000;
}

bool PurchaseCatalogue::on_offer(const Buyer& buyer, int alternative) const {
  if (buyer.company) return alternative < variants && company_[at(alternative)].on_offer;
  return private_[at(alternative)].on_offer;
}

std::array<double, 2> PurchaseCatalogue::term(const Buyer& buyer, int alternative) const {
  if (!on_offer(buyer, alternative)) return {minus_infinity, 0};
  const PurchaseAssumptions& a = *assumptions_;
  const int j = index(powertrain_of(alternative));
  const std::size_t v = at(variant_of_alternative(alternative)), q = at(buyer.quintile);
  const bool fresh = condition_of(alternative) == Condition::fresh;
  const Entry& entry = buyer.company ? company_[v] : private_[at(alternative)];
  const auto& energy = buyer.company ? energy_.company : buyer.home_charging ? energy_.home : energy_.elsewhere;
  const double per_km = energy[at(j)] * (fresh ? energy_use_ : used_energy_use_)[v];
  const double sensitivity = buyer.company ? a.company_cost_sensitivity : sensitivity_[q];
  double base = entry.attraction - sensitivity * entry.fixed_cost + classes_->taste[v / powertrains];
  double weight = 1;
  if (!buyer.company) {
    weight = cost_weight_[v / powertrains];
    const double reference = (fresh ? classes_->reference_cost_new : classes_->reference_cost_used)[v / powertrains];
    base += (1 - weight) * sensitivity * (entry.fixed_cost - reference);
    if (fresh) base += a.newness + a.new_income * log_income_[q];
    base += size_of(class_of(alternative)) *
            (classes_->income * log_income_[q] + (buyer.children ? classes_->children : 0));
  }
  const double lacking = buyer.home_charging ? 0 : 1 - access_;
  if (j == index(Powertrain::plugin_hybrid)) base -= a.charging_weight_plugin * lacking;
  if (j == index(Powertrain::battery)) base -= a.charging_weight_battery * lacking;
  return {base, -sensitivity * weight * per_km / 1000};
}

template <class Offered>
PurchaseCatalogue::Choice PurchaseCatalogue::choice_among(Offered offered) {
  Choice choice;
  std::array<std::uint64_t, alternatives> names;
  std::array<sim::ChoiceSet::Nest, 2> nest{{{nests[0], 0}, {nests[1], 0}}};
  std::size_t n = 0;
  for (int a = 0; a < alternatives; ++a) {
    if (!offered(a)) continue;
    ++nest[at(index(condition_of(a)))].alternatives;
    names[n] = alternative_names[at(a)];
    choice.which[n++] = a;
  }
  choice.set = sim::ChoiceSet({names.data(), n}, nest);
  for (std::size_t i = 0; i < n; ++i) {
    const bool battery = powertrain_of(choice.which[i]) == Powertrain::battery;
    choice.battery_factor[choice.set.lane(i)] = battery ? 1 : 0;
  }
  return choice;
}

void PurchaseCatalogue::make_choices() {
  choices_[all] = choice_among([&](int a) { return private_[at(a)].on_offer; });
  choices_[without_plug] =
      choice_among([&](int a) { return private_[at(a)].on_offer && !plugs_in(index(powertrain_of(a))); });
  choices_[firms] = choice_among([&](int a) { return a < variants && company_[at(a)].on_offer; });
}

void PurchaseCatalogue::tabulate(Buyer buyer) {
  std::array<std::array<double, 2>, alternatives> term_of;
  for (int a = 0; a < alternatives; ++a) term_of[at(a)] = term(buyer, a);
  const bool others_than_plug_ins = choices_[without_plug].set.size() > 0;
  for (const bool aware : {false, true}) {
    buyer.aware = aware;
    Terms& terms = terms_[type_of(buyer)];
    terms.choice = buyer.company ? firms : aware || !others_than_plug_ins ? all : without_plug;
    const Choice& choice = choices_[terms.choice];
    terms.base.fill(-std::numeric_limits<float>::infinity());
    terms.per_km.fill(0);
    for (std::size_t i = 0; i < choice.set.size(); ++i) {
      const auto [base, per_km] = term_of[at(choice.which[i])];
      terms.base[choice.set.lane(i)] = static_cast<float>(base);
      terms.per_km[choice.set.lane(i)] = static_cast<float>(per_km);
    }
  }
}

double PurchaseCatalogue::battery_taste(const Buyer& buyer) const {
  return assumptions_->peers * buyer.battery_share +
         assumptions_->attitude * (1 - buyer.battery_share) * buyer.attitude;
}

double PurchaseCatalogue::utility(const Buyer& buyer, int alternative) const {
  const double own = powertrain_of(alternative) == Powertrain::battery ? battery_taste(buyer) : 0;
  const auto [base, per_km] = term(buyer, alternative);
  return base + per_km * buyer.km + own;
}

int PurchaseCatalogue::choose(const Buyer& buyer, const sim::RandomSource& random, sim::AgentId agent,
                              std::uint32_t ordinal) const {
  const Terms& terms = terms_[type_of(buyer)];
  const Choice& choice = choices_[terms.choice];
  sim::ChoiceSet::Lanes value;
  utilities(terms.base.data(), terms.per_km.data(), static_cast<float>(buyer.km), choice.battery_factor.data(),
            static_cast<float>(battery_taste(buyer)), choice.set.lanes() / sim::ChoiceSet::group, value.data());
  return choice
      .which[static_cast<std::size_t>(choice.set.choose(value, nest_errors_, random, purchase_draw, agent, ordinal))];
}

}  // namespace skifte::agents
