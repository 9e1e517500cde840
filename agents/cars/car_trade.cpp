#include "agents/cars/car_trade.hpp"

#include <algorithm>

#include "agents/city/lever_booking.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr auto lag_draw = sim::decision("car.order_lag");
constexpr double ore_per_sek = 100;

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

}  // namespace

CarTrade::CarTrade(const CarInputs& inputs, const Setting& setting, const NationalSignals& national,
                   const PurchaseCatalogue& catalogue, const ClassOffer& classes, CarPark& park, Deliveries& deliveries)
    : inputs_(inputs),
      setting_(setting),
      households_(setting.board.of<Households>()),
      policy_(setting.board.of<PolicySignals>()),
      national_(national),
      catalogue_(catalogue),
      classes_(classes),
      park_(park),
      deliveries_(deliveries) {}

void CarTrade::place_order(const Occasion& occasion, int alternative, const sim::Window& window) {
  // What was ordered before the run began was paid before it.
  if (occasion.date >= window.begin) pay(alternative, occasion.buyer(), owner_of(occasion), window);
  wait_for(occasion.car, alternative, occasion.date, window);
}

void CarTrade::wait_for(std::uint32_t car, int order, sim::Time date, const sim::Window& window) {
  const double u = setting_.random.uniform(lag_draw, park_.identity(car), window_ordinal(window));
  const double months = sim::lognormal(u, inputs_.deliveries.lag_months, inputs_.deliveries.lag_log_sd);
  if (date >= window.begin) deliveries_.count_order();
  ++bought_;
  park_.fleet().set_order(car, order);
  park_.fleet().file(car, std::max(window.end, date + months * sim::days_per_year / 12));
}

void CarTrade::deliver(const Occasion& occasion, const sim::Window& window) {
  const int ordered = park_.fleet().order(occasion.car);
  if (!deliveries_.deliver()) {
    if (!occasion.waited) park_.waiting().join(park_.fleet(), occasion.car, deliveries_.next_turn(window));
  } else if (ordered == CarFleet::same_again || policy_.frozen) {
    replace_like(occasion, window);
  } else {
    hand_over(occasion, ordered, window);
  }
}

void CarTrade::take_over(const Occasion& occasion, int alternative, const sim::Window& window) {
  ++bought_;
  hand_over(occasion, alternative, window);
}

void CarTrade::hand_over(const Occasion& occasion, int alternative, const sim::Window& window) {
  leave(occasion);
  const Buyer buyer = occasion.buyer();
  const auto car = arrival(buyer, park_.identity(occasion.car), alternative, window);
  park_.replace(occasion.car, buyer, car, occasion.date);
  count_purchase(alternative, window);
}

void CarTrade::renew_like(const Occasion& occasion, const sim::Window& window) {
  if (!park_.fleet().bought_new(occasion.car)) {
    ++bought_;
    replace_like(occasion, window);
    return;
  }
  const CarTraits traits = park_.fleet().traits(occasion.car);
  pay(alternative_of(Condition::fresh, traits.car_class(), index(traits.powertrain())), occasion.buyer(),
      owner_of(occasion), window);
  wait_for(occasion.car, CarFleet::same_again, occasion.date, window);
}

void CarTrade::replace_like(const Occasion& occasion, const sim::Window& window) {
  const Condition condition = park_.fleet().bought_new(occasion.car) ? Condition::fresh : Condition::used;
  const CarTraits traits = park_.fleet().traits(occasion.car);
  const int alternative = alternative_of(condition, traits.car_class(), index(traits.powertrain()));
  leave(occasion);
  const auto car = arrival(occasion.buyer(), park_.identity(occasion.car), alternative, window);
  park_.renew_like(occasion.car, car, occasion.date);
  count_purchase(alternative, window);
}

void CarTrade::add_further_car(const Occasion& occasion, const sim::Window& window) {
  const std::uint8_t place = park_.free_place(occasion.slot);
  const Buyer buyer = occasion.buyer();
  if (condition_of(occasion.alternative) == Condition::fresh) {
    pay(occasion.alternative, buyer, occasion.slot, window);
    deliveries_.sell_from_stock();
  }
  const auto car = arrival(buyer, CarPark::household_place(occasion.slot, place), occasion.alternative, window);
  park_.add_household_car(occasion.slot, place, buyer, car, occasion.date);
  ++bought_;
  count_purchase(occasion.alternative, window);
}

bool CarTrade::add_company_car(const sim::Window& window) {
  const Buyer buyer = park_.next_company_buyer();
  if (!catalogue_.anything_on_offer(buyer)) return false;
  const sim::AgentId identity = sim::agent_id("company_car", park_.company_places());
  const int alternative = catalogue_.choose(buyer, setting_.random, identity, window_ordinal(window));
  pay(alternative, buyer, park_.company_places(), window);
  deliveries_.sell_from_stock();
  park_.add_company_car(arrival(buyer, identity, alternative, window), window.begin);
  count_purchase(alternative, window);
  ++bought_;
  return true;
}

void CarTrade::give_up(const Occasion& occasion) {
  leave(occasion);
  park_.remove(occasion.car);
}

ByVariant CarTrade::used_offer() const {
  ByVariant national = classes_.used_share;
  for (std::size_t v = 0; v < national.size(); ++v) national[v] *= national_.used_car_share[v % powertrains];
  return market_.offer(national, inputs_.purchase.own_market_weight);
}

void CarTrade::advance_market(double years) {
  if (!policy_.frozen) {
    const ByVariant offer = used_offer();
    double offered = 0;
    for (int c = 0; c < car_classes; ++c) {
      offered += offer[at(variant_of(static_cast<CarClass>(c), index(Powertrain::battery)))];
    }
    market_.follow_price(offered, years, inputs_.purchase.used_price_speed);
  }
  market_.fade(years, inputs_.purchase.release_memory);
}

void CarTrade::register_exports(const sim::Window& window) {
  for (const Powertrain powertrain : {Powertrain::plugin_hybrid, Powertrain::battery}) {
    const int j = index(powertrain);
    const std::int64_t exported =
        exported_at_once(inputs_.registered, setting_.random, powertrain, fresh_[at(j)], window);
    if (exported > 0) setting_.accounts.new_cars.post(setting_.accounts.year_index(window), {j}, exported);
  }
  fresh_ = {};
}

void CarTrade::post_border_flow(const sim::Window& window) {
  for (int j = 0; j < powertrains; ++j) {
    if (border_[at(j)] == 0) continue;
    setting_.accounts.car_border_flow.post(setting_.accounts.year_index(window), {j}, border_[at(j)]);
    border_[at(j)] = 0;
  }
}

CarPark::Arrival CarTrade::arrival(const Buyer& buyer, sim::AgentId identity, int alternative,
                                   const sim::Window& window) const {
  const std::size_t j = at(index(powertrain_of(alternative))), v = at(variant_of_alternative(alternative));
  const bool fresh = condition_of(alternative) == Condition::fresh;
  const double energy_use = national_.car_energy_use[j] * (fresh ? classes_.energy_use : classes_.used_energy_use)[v];
  return park_.bought(buyer, identity, window_ordinal(window), alternative, energy_use, national_.used_car_age[j]);
}

/// The owner's present car is scrapped, if its last day has come, or goes to the used market across the border.
void CarTrade::leave(const Occasion& occasion) {
  if (occasion.date >= park_.fleet().scrapping(occasion.car)) return;
  const CarTraits traits = park_.fleet().traits(occasion.car);
  market_.release(traits.car_class(), traits.powertrain());
  border_[at(index(traits.powertrain()))] -= 1;
}

void CarTrade::count_purchase(int alternative, const sim::Window& window) {
  const int j = index(powertrain_of(alternative));
  if (condition_of(alternative) == Condition::fresh) {
    setting_.accounts.new_cars.post(setting_.accounts.year_index(window), {j}, 1);
    ++fresh_[at(j)];
  } else {
    border_[at(j)] += 1;
    market_.buy(j == index(Powertrain::battery));
  }
}

/// `owner`: the household's slot or the firm's place.
void CarTrade::pay(int alternative, const Buyer& buyer, std::uint32_t owner, const sim::Window& window) {
  Accounts& accounts = setting_.accounts;
  const int j = index(powertrain_of(alternative));
  const Payer payer = buyer.company ? Payer::firms : Payer::households;
  const double price =
      catalogue_.price(variant_of_alternative(alternative)) / (buyer.company ? inputs_.purchase.vat_factor : 1);
  const double part = buyer.company ? inputs_.purchase.company_bonus_share : 1;
  const double grant = part * std::max(0.0, catalogue_.bonus(j));
  const double local = part * catalogue_.local_bonus(j);
  accounts.post_money(window, MoneyKind::investment, payer, Measure::cars, price);
  if (grant > 0) {
    accounts.post_grant(window, MoneyKind::investment, Payer::state, payer, Measure::cars, grant - local);
    if (local > 0) {
      post_support(accounts, window, *inputs_.purchase_bonus, MoneyKind::investment, payer, Measure::cars, local);
    }
    if (!buyer.company) {
      for (const double sek : {grant - local, local})
        accounts.post_household(window, households_[owner], HouseholdItem::grants, ore_per_sek * sek);
    }
  }
  const double penalty = buyer.company ? 0 : std::max(0.0, -catalogue_.bonus(j));
  if (penalty > 0) accounts.post_money(window, MoneyKind::tax_paid, payer, Measure::cars, penalty);
}

}  // namespace skifte::agents
