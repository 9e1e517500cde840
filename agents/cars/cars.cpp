#include "agents/cars/cars.hpp"

#include <algorithm>
#include <span>

#include "agents/behaviour/signals.hpp"
#include "agents/cars/bonus_end.hpp"
#include "agents/cars/car_park.hpp"
#include "agents/cars/car_records.hpp"
#include "agents/cars/car_trade.hpp"
#include "agents/cars/household_cars.hpp"
#include "agents/cars/initial_cars.hpp"
#include "agents/cars/market_year.hpp"
#include "agents/cars/moving_cars.hpp"
#include "agents/cars/occasion_choice.hpp"
#include "agents/cars/occasions.hpp"
#include "agents/cars/shares.hpp"
#include "agents/cars/signals.hpp"
#include "agents/city/signals.hpp"
#include "sim/ledger.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace skifte::agents {
namespace {

constexpr std::size_t block_size = 256;

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
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
        machinery_(setting.board.of<MachinerySignals>()),
        charging_(setting.board.of<ChargingSignals>()),
        city_(setting.board.of<CitySignals>()),
        signals_(setting.board.of<CarSignals>()),
        stock_(initial_stock(inputs_.initial, setting.city.cars_2015, setting.calendar.begin())),
        ownership_cost_(inputs_.ownership_cost),
        ownership_(inputs_.ownership, households_, setting.random, stock_.households_cars()),
        classes_(class_offer(inputs_.classes, national_.used_car_age, setting.calendar.begin())),
        awareness_(inputs_.awareness),
        park_({inputs_.life, inputs_.distance, inputs_.acquaintances, inputs_.awareness,
               inputs_.purchase.used_age_spread, inputs_.purchase.used_age_shape,
               inputs_.initial.energy_use_per_year_of_age, inputs_.market.company_charging},
              setting.calendar, households_, setting.random),
        deliveries_(inputs_.deliveries),
        trade_(inputs_, setting_, national_, catalogue_, classes_, park_, deliveries_),
        occasion_collector_(inputs_, setting_, ownership_, park_, deliveries_),
        choice_(setting_, catalogue_, ownership_, awareness_, park_, seen_),
        movers_(inputs_, setting_, households_, national_, classes_, ownership_, park_),
        income_ratio_(income_ratios(households_, setting.board.of<PopulationSignals>().income_since_2022)) {
    fill_car_park(park_, ownership_, households_, stock_, inputs_.initial, inputs_.life, national_.car_energy_use,
                  classes_, setting);
    show();
    signals_.cars_of_household = &park_.cars_of_households();
    setting_.board.of<HouseholdCars>().write = [this](std::size_t first, std::span<HouseholdCars::Year> years) {
      year_.write(park_, first, years);
    };
  }

  std::string_view name() const override { return "cars"; }

  void propose(const sim::Window& window, int threads) override {
    ownership_.set_index(inputs_.ownership.index.at(ownership_date(window)), ownership_cost_.level());
    classes_ = class_offer(inputs_.classes, national_.used_car_age, driver_date(window));
    const ByVariant offer = trade_.used_offer();
    const MarketYear year = market_year(inputs_.purchase, setting_.random, window.year);
    catalogue_.update(
        inputs_.purchase, inputs_.classes, inputs_.life,
        {policy_, prices_, national_, charging_, income_ratio_, classes_, offer, year, deliveries_.wait_months(),
         trade_.used_battery_price(), driver_date(window), local_bonuses(driver_date(window))});
    deliveries_.begin_month(window, national_.new_cars);
    occasions_ = occasion_collector_.collect(window);
    sim::for_each_block(occasions_.size(), block_size, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        prefetch(i);
        choice_.decide(occasions_[i], window);
      }
    });
  }

  void commit(const sim::Window& window) override {
    const std::int64_t bought_before = trade_.bought();
    signals_.occasions = std::count_if(occasions_.begin(), occasions_.end(), [](const Occasion& occasion) {
      return occasion.alternative != Occasion::deliver;
    });
    for (std::size_t i = 0; i < occasions_.size(); ++i) {
      prefetch(i);
      carry_out(occasions_[i], window);
    }
    for (std::uint32_t slot : population_.moved_out) movers_.move_out(slot);
    const std::vector<std::uint32_t>& moved_in = population_.moved_in;
    for (std::size_t i = 0; i < moved_in.size(); ++i) {
      if (i + 12 < moved_in.size()) park_.prefetch_household(moved_in[i + 12]);
      if (i + 8 < moved_in.size()) park_.prefetch_further_cars(moved_in[i + 8]);
      if (i + 4 < moved_in.size()) park_.prefetch_cars(moved_in[i + 4]);
      movers_.move_in(moved_in[i], window);
    }
    movers_.forget();
    if (!policy_.frozen) add_company_cars(window);
    deliveries_.end_month(window);
    signals_.purchases = trade_.bought() - bought_before;
    if (!policy_.frozen) {
      trade_.register_exports(window);
      if (window.last_of_year()) {
        move_mild_hybrids(inputs_.registered, setting_.random, park_, national_.car_energy_use, window);
      }
    }
    trade_.post_border_flow(window);
  }

  void account(const sim::Window& window) override {
    trade_.advance_market(window.years());
    if (!policy_.frozen) awareness_.advance(city_.campaign, seen_.plugin, window.years());
    const EnergyPrices energy = energy_prices(inputs_.purchase, prices_, policy_, national_.car_energy_use);
    if (prices_.petrol > 0 && !policy_.frozen) {
      firms_level_ =
          response_.advance(inputs_.traffic, prices_.petrol / inputs_.traffic.reference_price, window.years());
      charged_ = charge_response_.advance(inputs_.traffic, behaviour_.charged_cost, window.years());
      const double passing_cost = 1 + inputs_.traffic.passing_share_inside * (behaviour_.charged_cost_inside - 1);
      passing_level_ = passing_response_.advance(inputs_.traffic, passing_cost, window.years());
    }
    const TrafficContext context{inputs_.purchase, policy_,    national_,     behaviour_,
                                 biogas_,          machinery_, energy,        population_.persons,
                                 firms_level_,     charged_,   passing_level_};
    month_ = account_traffic(inputs_.traffic, context, park_.fleet(), window, setting_.accounts, setting_.flows);
    local_km_ += month_.local_km;
    if (!policy_.frozen) follow_ownership_cost(window);
    year_.add_month(inputs_.purchase, energy, policy_, behaviour_, window.years());
  }

  void publish(const sim::Window&) override { show(); }

  void close_year(const sim::Window& window) override {
    Accounts& accounts = setting_.accounts;
    const int year = accounts.year_index(window);
    for (int j = 0; j < powertrains; ++j) {
      accounts.cars.set(year, {j}, park_.fleet().cars(static_cast<Powertrain>(j)));
    }
    year_.close();
    record_cars(setting_.board.of<Microdata>(), park_.fleet(), window.year);
    accounts.set_indicator(window, Accounts::Indicator::car_traffic, local_km_ / 1e6);
    local_km_ = 0;
    income_ratio_ = income_ratios(households_, setting_.board.of<PopulationSignals>().income_since_2022);
  }

 private:
  const CarFleet& fleet() const { return park_.fleet(); }
  /// At which drivers are read: in the frozen world the date of the freeze.
  sim::Time driver_date(const sim::Window& window) const { return policy_.frozen ? policy_.driver_date : window.begin; }
  /// What the lever adds to the state's bonus, by powertrain [SEK].
  std::array<double, powertrains> local_bonuses(sim::Time date) const {
    std::array<double, powertrains> bonus{};
    for (std::size_t p = 0; p < powertrains; ++p)
      bonus[p] = local_bonus(inputs_.purchase_bonus, static_cast<Powertrain>(p), date);
    return bonus;
  }
  /// Households think once a year about the number of their cars, half a year late on the average: what the index of
  /// half a year ahead wants is what they have then.
  sim::Time ownership_date(const sim::Window& window) const {
    return policy_.frozen ? policy_.driver_date : window.begin + sim::days_per_year / 2;
  }

  /// Dates lead through memory in no order: what occasions to come ask for is fetched while this one is decided.
  void prefetch(std::size_t i) const {
    constexpr std::size_t cars_ahead = 16, owners_ahead = 8;
    const auto car = [&](std::size_t ahead) {
      return i + ahead < occasions_.size() ? occasions_[i + ahead].car : CarPark::no_car;
    };
    if (car(cars_ahead) != CarPark::no_car) park_.prefetch_car(car(cars_ahead));
    if (car(owners_ahead) == CarPark::no_car) return;
    park_.prefetch_owner(car(owners_ahead));
    ownership_.prefetch(park_.household_of(car(owners_ahead)));
  }

  /// More cars than the owner wants by now, this one among them. Asked one occasion after the other, so that only the
  /// surplus goes.
  bool is_surplus(const Occasion& occasion, const sim::Window& window) const {
    if (!occasion.company) return park_.cars_of(fleet().owner(occasion.car)) > occasion.wanted;
    return fleet().company_cars() > company_cars_wanted(window);
  }

  void carry_out(const Occasion& occasion, const sim::Window& window) {
    const int alternative = occasion.alternative;
    if (occasion.car == CarPark::no_car) {
      if (alternative != Occasion::keep) trade_.add_further_car(occasion, window);
    } else if (alternative == Occasion::deliver) {
      trade_.deliver(occasion, window);
    } else if (alternative == Occasion::like_with_like) {
      trade_.renew_like(occasion, window);
    } else if (occasion.ahead != Occasion::Ahead::no) {
      const bool new_car = alternative != Occasion::keep && condition_of(alternative) == Condition::fresh;
      const bool worth_it =
          new_car && (occasion.ahead == Occasion::Ahead::of_start ||
                      bonus_end(policy_, inputs_.purchase_bonus, powertrain_of(alternative), window) > window.begin);
      if (worth_it && !is_surplus(occasion, window)) trade_.place_order(occasion, alternative, window);
    } else if (alternative == Occasion::keep || is_surplus(occasion, window)) {
      trade_.give_up(occasion);
    } else if (condition_of(alternative) == Condition::fresh) {
      trade_.place_order(occasion, alternative, window);
    } else {
      trade_.take_over(occasion, alternative, window);
    }
  }

  std::int64_t company_cars_wanted(const sim::Window& window) const {
    return sim::to_count(inputs_.initial.company_cars.at(driver_date(window)));
  }

  void add_company_cars(const sim::Window& window) {
    const std::int64_t wanted = company_cars_wanted(window);
    while (fleet().company_cars() < wanted) {
      if (!trade_.add_company_car(window)) return;
      ++signals_.occasions;
    }
  }

  void follow_ownership_cost(const sim::Window& window) {
    const double cars = static_cast<double>(fleet().private_cars());
    if (cars <= 0) return;
    ownership_cost_.advance(ownership_cost(catalogue_.used_fixed_cost(), month_.private_km / cars,
                                           month_.private_energy / cars, behaviour_.car_charge),
                            population_.income_since_2022, window.years(),
                            window.begin <= inputs_.ownership.index.last_date());
  }

  void show() {
    show_stock(fleet(), signals_);
    seen_ = private_shares(fleet());
    signals_.annual_km = month_.annual_km;
    signals_.charging_energy_public = month_.energy_public;
    signals_.charging_energy_home = month_.energy_home;
    signals_.cost_per_km = month_.cost_per_km;
    signals_.cost_per_km_by_powertrain = month_.private_cost_per_km;
  }

  const CarInputs inputs_;
  const Setting setting_;
  const Households& households_;
  const PopulationSignals& population_;
  const PolicySignals& policy_;
  const PriceSignals& prices_;
  const NationalSignals& national_;
  const BehaviourSignals& behaviour_;
  const BiogasSignals& biogas_;
  const MachinerySignals& machinery_;
  const ChargingSignals& charging_;
  const CitySignals& city_;
  CarSignals& signals_;

  InitialStock stock_;
  OwnershipCost ownership_cost_;
  CarOwnership ownership_;
  ClassOffer classes_;
  Awareness awareness_;
  CarPark park_;
  PurchaseCatalogue catalogue_;
  Deliveries deliveries_;
  CarTrade trade_;
  CarOccasions occasion_collector_;
  OccasionChoice choice_;
  MovingCars movers_;
  FuelPriceResponse response_, charge_response_, passing_response_;
  double firms_level_ = 1;    ///< firms' distances over those at the reference price [1]
  double charged_ = 1;        ///< ... over those without a congestion charge [1]
  double passing_level_ = 1;  ///< passing traffic's over those without [1]
  MonthlyTraffic month_;
  YearOfCars year_;  ///< so far
  std::array<double, 5> income_ratio_;
  std::span<Occasion> occasions_;  ///< this month's
  PrivateShares seen_;
  double local_km_ = 0;  ///< this year so far [km]
};

}  // namespace

std::unique_ptr<sim::Kind> make_cars(const CarInputs& inputs, const Setting& setting) {
  return std::make_unique<Cars>(inputs, setting);
}

}  // namespace skifte::agents
