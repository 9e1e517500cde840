#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "agents/cars/acquaintances.hpp"
#include "agents/cars/awareness.hpp"
#include "agents/cars/car_fleet.hpp"
#include "agents/cars/car_traffic.hpp"
#include "agents/cars/garages.hpp"
#include "agents/cars/ownership.hpp"
#include "agents/cars/purchase_choice.hpp"
#include "agents/cars/stationary_age.hpp"
#include "agents/cars/waiting_cars.hpp"
#include "agents/demography/signals.hpp"
#include "sim/prefetch.hpp"
#include "sim/quantile_table.hpp"
#include "sim/random.hpp"
#include "sim/weibull_table.hpp"
#include "sim/zeroed_array.hpp"

namespace skifte::agents {

/// What the car park needs to know of the world to equip a car.
struct CarParkRules {
  const CarLifeAssumptions& life;
  const DistanceAssumptions& distance;
  const AcquaintanceAssumptions& acquaintances;
  const AwarenessAssumptions& awareness;
  double used_age_spread;             // [1]
  double used_age_shape;              // [1]
  double energy_use_per_year_of_age;  // [1/year]
  double company_charging;            // [1]
};

/// Who owns which car: households by slot and place (their first, second, third car), firms by place in a pool. Equips
/// new arrivals with a lifetime, a holding time and a distance by keyed draws, and files their next event.
class CarPark {
 public:
  static constexpr std::uint32_t no_car = Garages::no_car;

  CarPark(const CarParkRules& rules, const sim::Calendar& calendar, const Households& households,
          const sim::RandomSource& random);

  CarFleet& fleet() { return fleet_; }
  const CarFleet& fleet() const { return fleet_; }
  WaitingCars& waiting() { return waiting_; }
  bool is_company(std::uint32_t car) const { return fleet_.traits(car).group() == company_group; }
  /// The slot of the household that owns the car, 0 for a firm's: without a branch, which no processor could foresee.
  std::size_t household_of(std::uint32_t car) const { return fleet_.owner(car) * (is_company(car) ? 0U : 1U); }
  std::uint32_t car_of(std::size_t slot, int place) const {
    return garages_.cars(slot)[static_cast<std::size_t>(place)];
  }
  /// Begin to fetch from memory what an event asks: about the car first, about its owner when the car is there.
  void prefetch_car(std::uint32_t car) const { fleet_.prefetch(car); }
  void prefetch_owner(std::uint32_t car) const;
  /// The same for a household, for which cars it has if several, and then for these.
  void prefetch_household(std::size_t slot) const;
  void prefetch_further_cars(std::size_t slot) const {
    const std::uint32_t entry = garages_.entry(slot);
    if (Garages::is_set(entry) != 0) garages_.prefetch_set(entry);
  }
  void prefetch_cars(std::size_t slot) const {
    for (std::uint32_t car : garages_.cars(slot)) {
      if (car != no_car) fleet_.prefetch(car);
    }
  }
  int cars_of(std::size_t slot) const { return count_[slot]; }
  const Garages& garages() const { return garages_; }
  const std::vector<std::uint8_t>& cars_of_households() const { return count_; }
  /// The household's lowest place without a car; it must have one.
  std::uint8_t free_place(std::size_t slot) const;

  /// A new household in the slot, or none. How far it drives and what it takes to make it aware of plug-in cars is
  /// drawn with its first car, since many never have one.
  void renew(std::size_t slot);
  /// Draws that now, for a household that is about to get a car.
  void draw(std::size_t slot);
  /// Its cars leave with the household in the slot.
  void remove_cars(std::size_t slot);
  /// The household has moved out, its cars with it.
  void vacate(std::size_t slot) { acquaintances_.renew(slot); }
  /// Whether an exposure [1] has made the household aware of plug-in cars.
  bool is_aware(std::size_t slot, double exposure) const;
  /// Battery cars among the household's acquaintances [1].
  double battery_share(std::size_t slot) const { return acquaintances_.battery_share(slot); }
  Buyer household_buyer(std::size_t slot) const;
  /// The firm at a place that has a car.
  Buyer company_buyer(std::uint32_t place) const;
  Buyer buyer_of(std::uint32_t car) const;
  sim::AgentId identity(std::uint32_t car) const;
  static sim::AgentId household_place(std::size_t slot, int place) {
    return sim::agent_id("household_car", slot * 4 + static_cast<std::size_t>(place));
  }

  /// What a car taken over at some date is like.
  struct Arrival {
    Powertrain powertrain;
    CarClass car_class;
    double age;         ///< [year]
    double energy_use;  ///< [Wh/km] at that age
    double holding;     ///< [year] until the owner thinks of the next one
    bool bought_new = false;
    double life_luck = 0.5;  ///< uniform, behind the car's remaining life
  };
  /// Draws age, holding time and life of a car bought. `ordinal` counts months from 1; 0 is the start.
  Arrival bought(const Buyer& buyer, sim::AgentId identity, std::uint32_t ordinal, int alternative,
                 double energy_use_new, double used_age_mean) const;
  /// Age [year] of a used car from a stock of mean age `mean`.
  double used_age(double u, double mean) const { return mean * used_age_.quantile(u); }
  void add_household_car(std::size_t slot, std::uint8_t place, const Buyer& buyer, const Arrival& arrival,
                         sim::Time date);
  /// The firm at the next place, company_places(), that has no car yet.
  Buyer next_company_buyer() const;
  /// Gives it its first car.
  void add_company_car(const Arrival& arrival, sim::Time date);
  void replace(std::uint32_t car, const Buyer& buyer, const Arrival& arrival, sim::Time date);
  /// Another car of the same kind, distance and energy use.
  void renew_like(std::uint32_t car, const Arrival& arrival, sim::Time date);
  void remove(std::uint32_t car);
  std::uint32_t company_places() const { return static_cast<std::uint32_t>(firms_.size()); }  ///< given so far
  const StationaryAge& car_age() const { return car_age_; }
  const StationaryAge& holding_left() const { return holding_left_; }

 private:
  /// Tells the acquaintances of a household's battery cars.
  void show_battery(std::uint32_t slot);
  CarTraits equip(const Buyer& buyer, const Arrival& arrival) const;
  void file(std::uint32_t car, const Arrival& arrival, sim::Time date);

  /// What was drawn for the household when it moved in.
  struct Character {
    float distance;   ///< its own over the mean [1]
    float awareness;  ///< exposure from which it is aware of plug-in cars [1]
  };
  Character draw_character(std::size_t slot) const;

  const CarParkRules rules_;
  const Households& households_;
  const sim::RandomSource& random_;
  CarFleet fleet_;
  WaitingCars waiting_;
  Garages garages_;
  std::vector<std::uint8_t> count_;      ///< cars by slot
  sim::ZeroedArray<float> distance_of_;  ///< by slot, Character's, or `undrawn`
  static constexpr float undrawn = 0;
  /// By slot, once drawn: Character's in steps of 1 / awareness_steps, rounded down, or the last one. Where that does
  /// not tell, it is drawn again.
  std::vector<std::uint8_t> awareness_of_;
  static constexpr double awareness_steps = 32;
  static constexpr int last_awareness_step = 255;
  bool is_drawn(std::size_t slot) const { return distance_of_[slot] > undrawn; }
  struct Firm {
    float attitude;
    float km_charging;  ///< [km/year], negative: and it can charge
    bool charging() const { return std::signbit(km_charging); }
    double km() const { return static_cast<double>(std::abs(km_charging)); }
  };
  Firm draw_firm(std::uint32_t place) const;
  static Buyer buyer_at(const Firm& firm);

  std::vector<Firm> firms_;  ///< by place
  Acquaintances acquaintances_;
  StationaryAge car_age_;
  StationaryAge holding_left_;
  sim::WeibullTable lifetime_;      ///< [year]
  sim::WeibullQuantiles holding_;   ///< over its mean [1]
  sim::WeibullQuantiles used_age_;  ///< over its mean [1]
  sim::QuantileTable distance_;     ///< over its mean [1]
  sim::QuantileTable exponential_;
};

// Asked of each occasion, once or several times.

inline void CarPark::prefetch_owner(std::uint32_t car) const {
  const std::uint32_t company = is_company(car) ? 1 : 0;
  prefetch_household(household_of(car));
  if (!firms_.empty()) sim::prefetch(&firms_[company * fleet_.owner(car)]);
}

inline void CarPark::prefetch_household(std::size_t slot) const {
  sim::prefetch(&households_[slot]);
  sim::prefetch(&distance_of_[slot]);
  sim::prefetch(&awareness_of_[slot]);
  sim::prefetch(&count_[slot]);
  garages_.prefetch(slot);
}

inline bool CarPark::is_aware(std::size_t slot, double exposure) const {
  if (!is_drawn(slot)) return exposure > static_cast<double>(draw_character(slot).awareness);
  const double steps = exposure * awareness_steps;
  const int step = awareness_of_[slot];
  if (steps <= step) return false;
  if (step < last_awareness_step && steps >= step + 1) return true;
  return exposure > static_cast<double>(draw_character(slot).awareness);
}

inline Buyer CarPark::household_buyer(std::size_t slot) const {
  const int zone = households_[slot].zone;
  const float distance = is_drawn(slot) ? distance_of_[slot] : draw_character(slot).distance;
  return {.company = false,
          .quintile = households_[slot].quintile,
          .zone = zone,
          .home_charging = households_[slot].home_charging != 0,
          .attitude = static_cast<double>(households_[slot].attitude),
          .km = rules_.distance.private_km * rules_.distance.zone[static_cast<std::size_t>(zone)] *
                static_cast<double>(distance),
          .children = households_[slot].children > 0};
}

inline Buyer CarPark::buyer_at(const Firm& firm) {
  return {.company = true,
          .quintile = 2,
          .zone = 0,
          .home_charging = firm.charging(),
          .attitude = static_cast<double>(firm.attitude),
          .km = firm.km()};
}

inline Buyer CarPark::company_buyer(std::uint32_t place) const {
  return buyer_at(firms_[place]);
}

inline Buyer CarPark::buyer_of(std::uint32_t car) const {
  return is_company(car) ? company_buyer(fleet_.owner(car)) : household_buyer(fleet_.owner(car));
}

inline sim::AgentId CarPark::identity(std::uint32_t car) const {
  return is_company(car) ? sim::agent_id("company_car", fleet_.owner(car))
                         : household_place(fleet_.owner(car), fleet_.place(car));
}

}  // namespace skifte::agents
