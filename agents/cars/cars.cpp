#include "agents/cars/cars.hpp"

#include <algorithm>
#include <deque>
#include <vector>

#include "agents/behaviour/signals.hpp"
#include "agents/cars/car_park.hpp"
#include "agents/cars/initial_cars.hpp"
#include "agents/cars/signals.hpp"
#include "agents/cars/used_market.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace skifte::agents {
namespace {

constexpr auto lag_draw = sim::decision("car.order_lag");
constexpr auto mover_draw = sim::decision("car.mover");
constexpr std::size_t block_size = 256;

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

/// Mean income of each quintile's households over the middle one's [1].
std::array<double, 5> income_ratios(const Households& households) {
  std::array<double, 5> sum{}, count{}, ratio{1, 1, 1, 1, 1};
  for (std::size_t slot = 0; slot < households.size(); ++slot) {
    if (!households.active[slot]) continue;
    sum[households.quintile[slot]] += static_cast<double>(households.income[slot]);
    count[households.quintile[slot]] += 1;
  }
  if (count[2] <= 0 || sum[2] <= 0) return ratio;
  const double middle = sum[2] / count[2];
  for (std::size_t q = 0; q < ratio.size(); ++q) {
    if (count[q] > 0 && sum[q] > 0) ratio[q] = sum[q] / count[q] / middle;
  }
  return ratio;
}

class Cars final : public sim::Kind {
 public:
  Cars(const CarInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        households_(setting.board.of<Households>()),
        population_(setting.board.of<PopulationSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        prices_(setting.board.of<PriceSignals>()),
        national_(setting.board.of<NationalSignals>()),
        behaviour_(setting.board.of<BehaviourSignals>()),
        biogas_(setting.board.of<BiogasSignals>()),
        charging_(setting.board.of<ChargingSignals>()),
        signals_(setting.board.of<CarSignals>()),
        stock_(initial_stock(inputs_.initial, setting.city.cars_2015, setting.calendar.begin())),
        ownership_(inputs_.ownership, households_, setting.random, stock_.households_cars()),
        park_({inputs_.life, inputs_.distance, inputs_.purchase.used_age_spread,
               inputs_.initial.energy_use_per_year_of_age, inputs_.market.company_charging},
              setting.calendar, households_, setting.random),
        income_ratio_(income_ratios(households_)) {
    fill_car_park(park_, ownership_, households_, stock_, inputs_.initial, inputs_.life, national_.car_energy_use,
                  setting);
    show();
  }

  std::string_view name() const override { return "cars"; }

  void propose(const sim::Window& window, int threads) override {
    ownership_.set_index(inputs_.ownership.index.at(driver_date(window)));
    const auto offer = market_.offer(national_.used_car_share, inputs_.purchase.own_market_weight);
    catalogue_.update(inputs_.purchase, inputs_.life, policy_, prices_, national_, charging_, income_ratio_, offer,
                      signals_.battery_share_by_zone, driver_date(window));
    occasions_.clear();
    collect_first_and_further_cars(window);
    collect_announced_rush(window);
    for (std::uint32_t car : park_.fleet().calendar().take(window.index)) {
      occasions_.push_back(
          {.date = fleet().due(car), .car = car, .slot = 0, .alternative = keep, .rush = false, .buyer = {}});
    }
    sim::for_each_block(occasions_.size(), block_size, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) decide(occasions_[i], window);
    });
  }

  void commit(const sim::Window& window) override {
    for (const Occasion& occasion : occasions_) carry_out(occasion, window);
    move_households(window);
    add_company_cars(window);
  }

  void account(const sim::Window& window) override {
    market_.fade(window.years());
    const EnergyPrices energy = energy_prices(inputs_.purchase, prices_, policy_, national_.car_energy_use);
    const double index =
        prices_.petrol > 0
            ? response_.advance(inputs_.traffic, prices_.petrol / inputs_.traffic.reference_price, window.years())
            : 1;
    const TrafficContext context{inputs_.purchase, policy_, national_,           behaviour_,
                                 biogas_,          energy,  population_.persons, index};
    month_ = account_traffic(inputs_.traffic, context, park_.fleet(), window, setting_.accounts, setting_.flows);
    local_km_ += month_.local_km;
  }

  void publish(const sim::Window&) override { show(); }

  void close_year(const sim::Window& window) override {
    Accounts& accounts = setting_.accounts;
    const int year = accounts.year_index(window);
    for (int j = 0; j < powertrains; ++j) {
      accounts.cars.set(year, {j}, park_.fleet().cars(static_cast<Powertrain>(j)));
    }
    for (int q = 0; q < quintiles; ++q) {
      accounts.adoption.set(year, {q, 0}, park_.fleet().cars(q, index(Powertrain::battery)));
    }
    accounts.set_indicator(window, Accounts::Indicator::car_traffic, local_km_ / 1e6);
    local_km_ = 0;
    income_ratio_ = income_ratios(households_);
  }

 private:
  static constexpr int keep = -1;     ///< no purchase: the car is given up, or there is none
  static constexpr int deliver = -2;  ///< the car on order arrives

  /// A buyer's occasion in this window. Purchases never exceed occasions: each is at most one.
  struct Occasion {
    sim::Time date;
    std::uint32_t car;   ///< that reaches its last day, or CarPark::no_car for a household's further car
    std::uint32_t slot;  ///< of the household without it
    int alternative;     ///< chosen, or keep, deliver
    bool rush;           ///< brought forward by an announcement
    Buyer buyer = {};    ///< set with the choice
  };

  const CarFleet& fleet() const { return park_.fleet(); }
  /// At which drivers are read: in the frozen world the date of the freeze.
  sim::Time driver_date(const sim::Window& window) const { return policy_.frozen ? policy_.driver_date : window.begin; }
  static std::uint32_t ordinal(const sim::Window& window) { return static_cast<std::uint32_t>(window.index) + 1; }

  /// Every household thinks about the number of its cars once a year, in its own month.
  void collect_first_and_further_cars(const sim::Window& window) {
    for (std::size_t slot = at(window.month - 1); slot < households_.size(); slot += 12) {
      if (park_.cars_of(slot) < ownership_.wanted(households_, slot)) {
        occasions_.push_back({window.begin, CarPark::no_car, static_cast<std::uint32_t>(slot), keep, false, {}});
      }
    }
  }

  /// When a bonus is newly known to end, owners whose car is due soon consider ordering before it does.
  void collect_announced_rush(const sim::Window& window) {
    double end = 0;
    for (double date : policy_.purchase_bonus_announced_end) end = std::max(end, date);
    if (policy_.frozen || end <= window.begin || end == known_end_) return;
    known_end_ = end;
    const sim::Time horizon = window.end + inputs_.market.advance * sim::days_per_year / 12;
    for (std::uint32_t car = 0; car < fleet().capacity(); ++car) {
      if (!fleet().exists(car) || fleet().order[car] != CarFleet::no_order) continue;
      const sim::Time due = fleet().due(car);
      if (due >= window.end && due < horizon) occasions_.push_back({window.begin, car, 0, keep, true, {}});
    }
  }

  void decide(Occasion& occasion, const sim::Window& window) const {
    const bool household = occasion.car == CarPark::no_car || !park_.is_company(occasion.car);
    if (occasion.car != CarPark::no_car && fleet().order[occasion.car] != CarFleet::no_order) {
      occasion.alternative = deliver;
      occasion.buyer = park_.buyer_of(occasion.car);
      return;
    }
    if (household && occasion.car != CarPark::no_car) {
      const std::size_t slot = fleet().owner(occasion.car);
      if (park_.cars_of(slot) > ownership_.wanted(households_, slot)) return;
    }
    if (!household &&
        static_cast<double>(fleet().company_cars()) > inputs_.initial.company_cars.at(driver_date(window)) + 0.5)
      return;
    if (policy_.frozen && occasion.car != CarPark::no_car) {  // like with like
      const Condition condition = household ? Condition::used : Condition::fresh;
      occasion.alternative = alternative_of(condition, index(fleet().traits(occasion.car).powertrain));
      occasion.buyer = park_.buyer_of(occasion.car);
      return;
    }
    occasion.buyer =
        occasion.car == CarPark::no_car ? park_.household_buyer(occasion.slot) : park_.buyer_of(occasion.car);
    const Buyer& buyer = occasion.buyer;
    if (!catalogue_.anything_on_offer(buyer)) return;
    const sim::AgentId identity = occasion.car == CarPark::no_car
                                      ? CarPark::household_place(occasion.slot, park_.free_place(occasion.slot))
                                      : park_.identity(occasion.car);
    occasion.alternative = catalogue_.choose(buyer, setting_.random, identity, ordinal(window));
  }

  void carry_out(const Occasion& occasion, const sim::Window& window) {
    const int alternative = occasion.alternative;
    if (occasion.car == CarPark::no_car) {
      if (alternative != keep) add_further_car(occasion, window);
      return;
    }
    if (alternative == deliver) {
      const int ordered = fleet().order[occasion.car];
      take_over(occasion, ordered, window);
    } else if (occasion.rush) {
      const bool worth_it = alternative != keep && condition_of(alternative) == Condition::fresh &&
                            policy_.purchase_bonus_announced_end[at(index(powertrain_of(alternative)))] > window.begin;
      if (worth_it) place_order(occasion, alternative, window);
    } else if (alternative == keep) {
      leave(occasion);
      park_.remove(occasion.car);
    } else if (condition_of(alternative) == Condition::fresh) {
      place_order(occasion, alternative, window);
    } else {
      take_over(occasion, alternative, window);
    }
  }

  /// A new car comes after a waiting time, during which the owner keeps the old one, even beyond its last day.
  void place_order(const Occasion& occasion, int alternative, const sim::Window& window) {
    const sim::AgentId identity = park_.identity(occasion.car);
    const double u = setting_.random.uniform(lag_draw, identity, ordinal(window));
    const double months = sim::lognormal(u, inputs_.life.order_lag.at(occasion.date), inputs_.life.order_lag_log_sd);
    pay(alternative, park_.is_company(occasion.car), window);
    park_.fleet().order[occasion.car] = static_cast<std::uint8_t>(alternative);
    park_.fleet().file(occasion.car, std::max(window.end, occasion.date + months * sim::days_per_year / 12));
  }

  void take_over(const Occasion& occasion, int alternative, const sim::Window& window) {
    leave(occasion);
    const Buyer& buyer = occasion.buyer;
    const auto car = arrival(buyer, park_.identity(occasion.car), alternative, window);
    park_.replace(occasion.car, buyer, car, occasion.date, ordinal(window));
    count_purchase(alternative, window);
  }

  void add_further_car(const Occasion& occasion, const sim::Window& window) {
    const std::uint8_t place = park_.free_place(occasion.slot);
    const Buyer& buyer = occasion.buyer;
    if (condition_of(occasion.alternative) == Condition::fresh) pay(occasion.alternative, false, window);
    const auto car = arrival(buyer, CarPark::household_place(occasion.slot, place), occasion.alternative, window);
    park_.add_household_car(occasion.slot, place, buyer, car, occasion.date, ordinal(window));
    count_purchase(occasion.alternative, window);
  }

  CarPark::Arrival arrival(const Buyer& buyer, sim::AgentId identity, int alternative,
                           const sim::Window& window) const {
    const std::size_t j = at(index(powertrain_of(alternative)));
    return park_.bought(buyer, identity, ordinal(window), powertrain_of(alternative), condition_of(alternative),
                        national_.car_energy_use[j], national_.used_car_age[j]);
  }

  /// The owner's present car is scrapped, if its last day has come, or goes to the used market across the border.
  void leave(const Occasion& occasion) {
    if (occasion.date >= static_cast<sim::Time>(fleet().scrapping[occasion.car])) return;
    const Powertrain powertrain = fleet().traits(occasion.car).powertrain;
    market_.release(powertrain);
    border_[at(index(powertrain))] -= 1;
  }

  void count_purchase(int alternative, const sim::Window& window) {
    const int j = index(powertrain_of(alternative));
    if (condition_of(alternative) == Condition::fresh) {
      setting_.accounts.new_cars.post(setting_.accounts.year_index(window), {j}, 1);
    } else {
      border_[at(j)] += 1;
    }
  }

  void pay(int alternative, bool company, const sim::Window& window) {
    const int j = index(powertrain_of(alternative));
    const Payer payer = company ? Payer::firms : Payer::households;
    const double price = catalogue_.price(j) / (company ? 1 + inputs_.purchase.vat : 1);
    const double bonus = std::max(0.0, catalogue_.bonus(j)) * (company ? inputs_.purchase.company_bonus_share : 1);
    setting_.accounts.post_money(window, MoneyKind::investment, payer, Measure::cars, price);
    setting_.accounts.post_money(window, MoneyKind::grant_received, payer, Measure::cars, bonus);
  }

  /// Households that left take their cars along, those that came bring theirs. The lists are last month's.
  void move_households(const sim::Window& window) {
    for (std::uint32_t slot : population_.moved_out) move_out(slot);
    for (std::uint32_t slot : population_.moved_in) {
      move_out(slot);
      ownership_.renew(households_, slot);
      park_.renew(slot);
      const int cars = ownership_.wanted(households_, slot);
      for (int place = 0; place < cars; ++place) move_in(slot, static_cast<std::uint8_t>(place), window);
    }
    movers_cars_.clear();
    for (int j = 0; j < powertrains; ++j) {
      if (border_[at(j)] == 0) continue;
      setting_.accounts.car_border_flow.post(setting_.accounts.year_index(window), {j}, border_[at(j)]);
      border_[at(j)] = 0;
    }
  }

  void move_out(std::size_t slot) {
    for (int place = 0; place < most_cars_per_household; ++place) {
      const std::uint32_t car = park_.car_of(slot, place);
      if (car == CarPark::no_car) continue;
      movers_cars_.push_back({fleet().traits(car), fleet().scrapping[car]});
      park_.remove(car);
    }
  }

  /// A car that comes with its household: one that left another home in the city, or one from Sweden's stock.
  void move_in(std::size_t slot, std::uint8_t place, const sim::Window& window) {
    const sim::AgentId identity = CarPark::household_place(slot, place);
    const auto [u_origin, u_age] = setting_.random.uniform_pair(mover_draw, identity, ordinal(window), 0);
    const auto [u_powertrain, u_holding] = setting_.random.uniform_pair(mover_draw, identity, ordinal(window), 1);
    CarPark::Arrival car{Powertrain::petrol, 0, 0, park_.holding_left().quantile(u_holding)};
    if (u_origin < inputs_.market.movers_from_city && !movers_cars_.empty()) {
      const MoversCar& from = movers_cars_.front();
      const double life_left = (static_cast<double>(from.scrapping) - window.begin) / sim::days_per_year;
      car.powertrain = from.traits.powertrain;
      car.energy_use = from.traits.energy_use;
      car.age = std::max(0.0, inputs_.life.survival_scale - life_left);
      movers_cars_.pop_front();
    } else {
      car.powertrain =
          static_cast<Powertrain>(sim::categorical(u_powertrain, national_.stock_share.data(), powertrains));
      const std::size_t j = at(index(car.powertrain));
      car.age = sim::weibull(u_age, 2, std::max(0.1, national_.used_car_age[j]) / 0.886227);
      car.energy_use = national_.car_energy_use[j] * (1 + inputs_.initial.energy_use_per_year_of_age * car.age);
    }
    park_.add_household_car(slot, place, park_.household_buyer(slot), car, window.begin, ordinal(window));
  }

  void add_company_cars(const sim::Window& window) {
    const auto wanted = static_cast<std::int64_t>(inputs_.initial.company_cars.at(driver_date(window)) + 0.5);
    for (std::int64_t n = fleet().company_cars(); n < wanted; ++n) {
      const std::uint32_t place = park_.company_places();
      const Buyer buyer = park_.next_company_buyer();
      if (!catalogue_.anything_on_offer(buyer)) return;
      const sim::AgentId identity = sim::agent_id("company_car", place);
      const int alternative = catalogue_.choose(buyer, setting_.random, identity, ordinal(window));
      pay(alternative, true, window);
      park_.add_company_car(arrival(buyer, identity, alternative, window), window.begin, ordinal(window));
      count_purchase(alternative, window);
    }
  }

  void show() {
    const double battery = static_cast<double>(fleet().cars(Powertrain::battery));
    double all = 0;
    for (int j = 0; j < powertrains; ++j) {
      signals_.stock[at(j)] = static_cast<double>(fleet().cars(static_cast<Powertrain>(j)));
      all += signals_.stock[at(j)];
    }
    signals_.battery_share = all > 0 ? battery / all : 0;
    signals_.plugin_share = all > 0 ? (battery + signals_.stock[at(index(Powertrain::plugin_hybrid))]) / all : 0;
    for (int z = 0; z < 3; ++z) {
      double cars = 0;
      for (int j = 0; j < powertrains; ++j) cars += static_cast<double>(fleet().cars_in_zone(z, j));
      const double plugged = static_cast<double>(fleet().cars_in_zone(z, index(Powertrain::battery)));
      signals_.battery_share_by_zone[at(z)] = cars > 0 ? plugged / cars : 0;
    }
    signals_.annual_km = month_.annual_km;
    signals_.charging_energy_public = month_.energy_public;
    signals_.charging_energy_home = month_.energy_home;
    signals_.cost_per_km = month_.cost_per_km;
    signals_.cars_of_household = park_.cars_of_households();
  }

  struct MoversCar {
    CarTraits traits;
    float scrapping;
  };

  const CarInputs inputs_;
  const Setting setting_;
  const Households& households_;
  const PopulationSignals& population_;
  const PolicySignals& policy_;
  const PriceSignals& prices_;
  const NationalSignals& national_;
  const BehaviourSignals& behaviour_;
  const BiogasSignals& biogas_;
  const ChargingSignals& charging_;
  CarSignals& signals_;

  InitialStock stock_;
  CarOwnership ownership_;
  CarPark park_;
  PurchaseCatalogue catalogue_;
  UsedMarket market_;
  FuelPriceResponse response_;
  MonthlyTraffic month_;
  std::array<double, 5> income_ratio_;
  std::vector<Occasion> occasions_;
  std::deque<MoversCar> movers_cars_;
  std::array<std::int64_t, powertrains> border_{};
  double known_end_ = 0;  ///< of a bonus, already acted upon [d]
  double local_km_ = 0;   ///< this year so far [km]
};

}  // namespace

CarMarketAssumptions::CarMarketAssumptions(sim::AssumptionReader& read)
    : movers_from_city(read.number("car.movers_from_city", "1",
                                   "Share of cars of households moving in that come from homes left in the city")),
      advance(read.number("car.order_advance", "month", "How early an order is placed before a bonus is known to end")),
      company_charging(
          read.number("car.company.charging", "1", "Share of company cars with a charger at work or home")) {}

CarInputs::CarInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : life((read.set_reader("cars"), levers.set_reader("cars"), read)),
      initial(read),
      ownership(read),
      purchase(read),
      distance(read),
      traffic(read),
      market(read) {}

std::unique_ptr<sim::Kind> make_cars(const CarInputs& inputs, const Setting& setting) {
  return std::make_unique<Cars>(inputs, setting);
}

}  // namespace skifte::agents
