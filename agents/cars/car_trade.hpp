#pragma once
#include <array>

#include "agents/cars/car_park.hpp"
#include "agents/cars/cars.hpp"
#include "agents/cars/deliveries.hpp"
#include "agents/cars/purchase_catalogue.hpp"
#include "agents/cars/used_market.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Ordinal of draws: months from 1; 0 is the start.
inline std::uint32_t window_ordinal(const sim::Window& window) {
  return static_cast<std::uint32_t>(window.index) + 1;
}

/// The same of the month that holds a date from the period's begin on, after its end too.
inline std::uint32_t date_ordinal(const sim::Calendar& calendar, sim::Time date) {
  const sim::CivilDate day = sim::to_civil(date);
  return static_cast<std::uint32_t>(12 * (day.year - calendar.first_year()) + day.month);
}

/// A buyer's occasion in a window. Purchases never exceed occasions: each is at most one.
struct Occasion {
  static constexpr int keep = -1;            ///< no purchase: the car is given up, or there is none
  static constexpr int deliver = -2;         ///< the car on order arrives
  static constexpr int like_with_like = -3;  ///< the frozen world's choice

  sim::Time date;
  std::uint32_t car;               ///< that reaches its last day, or CarPark::no_car for a household's further car
  std::uint32_t slot = 0;          ///< of the household without it
  std::int8_t alternative = keep;  ///< chosen, or one of the above
  enum class Ahead : std::uint8_t { no, of_announced_end, of_start };
  Ahead ahead = Ahead::no;  ///< of the car's last day: before a bonus ends, or before the run began
  bool waited = false;      ///< the car on order was due in an earlier month
  std::uint8_t wanted = 0;  ///< cars the household wants [vehicles]

  /// Who buys, as at the time of the choice: what a purchase asks about it, for a month may have many occasions.
  void set_buyer(const Buyer& buyer) {
    company = buyer.company;
    home_charging = buyer.home_charging;
    quintile = static_cast<std::uint8_t>(buyer.quintile);
    zone = static_cast<std::uint8_t>(buyer.zone);
    km = buyer.km;
  }
  Buyer buyer() const {
    return {.company = company,
            .quintile = quintile,
            .zone = zone,
            .home_charging = home_charging,
            .attitude = 0,
            .km = km};
  }

  bool company = false, home_charging = false;
  std::uint8_t quintile = 0, zone = 0;
  double km = 0;  ///< [km/year]
};
static_assert(sizeof(Occasion) == 32 && alternatives <= 127, "half a cache line");

/// Carries out what buyers chose: orders, deliveries, used cars taken over, cars given up; books the money and the
/// register. New cars are paid when ordered: the buyer's investment is the price less the bonus, the state's is the
/// bonus, the lever's payer's what a lever adds to it; both are shown once more as grants received.
class CarTrade {
 public:
  /// All are kept by reference.
  CarTrade(const CarInputs& inputs, const Setting& setting, const NationalSignals& national,
           const PurchaseCatalogue& catalogue, const ClassOffer& classes, CarPark& park, Deliveries& deliveries);

  /// A new car comes after a waiting time, during which the owner keeps the old one, even beyond its last day.
  void place_order(const Occasion& occasion, int alternative, const sim::Window& window);
  /// The car on order replaces the present one if factories deliver this month, else it waits for the next. In the
  /// frozen world it is one like the present, whatever had been ordered before.
  void deliver(const Occasion& occasion, const sim::Window& window);
  void take_over(const Occasion& occasion, int alternative, const sim::Window& window);
  /// A car of the same condition, powertrain, class, distance and energy use.
  void renew_like(const Occasion& occasion, const sim::Window& window);
  void add_further_car(const Occasion& occasion, const sim::Window& window);
  /// One more for firms; false when nothing is on offer.
  bool add_company_car(const sim::Window& window);
  void give_up(const Occasion& occasion);

  ByVariant used_offer() const;  ///< shares of used cars offered [1]
  /// The market a month later: prices follow what was bought, past sales fade.
  void advance_market(double years);
  double used_battery_price() const { return market_.battery_price(); }  ///< pi, see used_market.hpp [utils]
  std::int64_t bought() const { return bought_; }  ///< ordered, taken over or taken from stock since the start
  /// Registers the month's new cars that dealers export at once (register_changes.hpp).
  void register_exports(const sim::Window& window);
  /// Books the used cars that crossed the city's border since last time [vehicles].
  void post_border_flow(const sim::Window& window);

 private:
  CarPark::Arrival arrival(const Buyer& buyer, sim::AgentId identity, int alternative, const sim::Window& window) const;
  void wait_for(std::uint32_t car, int order, sim::Time date, const sim::Window& window);
  void hand_over(const Occasion& occasion, int alternative, const sim::Window& window);
  void replace_like(const Occasion& occasion, const sim::Window& window);
  void leave(const Occasion& occasion);
  void count_purchase(int alternative, const sim::Window& window);
  void pay(int alternative, const Buyer& buyer, std::uint32_t owner, const sim::Window& window);
  std::uint32_t owner_of(const Occasion& occasion) const {
    return occasion.car == CarPark::no_car ? occasion.slot : park_.fleet().owner(occasion.car);
  }

  const CarInputs& inputs_;
  const Setting& setting_;
  const Households& households_;
  const PolicySignals& policy_;
  const NationalSignals& national_;
  const PurchaseCatalogue& catalogue_;
  const ClassOffer& classes_;
  CarPark& park_;
  Deliveries& deliveries_;
  UsedMarket market_;
  std::array<std::int64_t, powertrains> border_{};
  std::array<std::int64_t, powertrains> fresh_{};  ///< new cars this month
  std::int64_t bought_ = 0;
};

}  // namespace skifte::agents
