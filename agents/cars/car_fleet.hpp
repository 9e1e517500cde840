#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "agents/cars/car_class.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/prefetch.hpp"

namespace skifte::agents {

/// Owner groups of cars: the five income quintiles, then firms.
inline constexpr int company_group = quintiles;
inline constexpr int owner_groups = quintiles + 1;

/// What a car is, apart from its dates: 48 bits of one number, put together and taken apart by shifts. Bit fields of
/// several numbers would be written to memory one by one and read back at once, for which a processor waits.
class CarTraits {
 public:
  constexpr CarTraits() = default;
  constexpr CarTraits(Powertrain powertrain, CarClass car_class, std::uint8_t owner_group, std::uint8_t owner_zone,
                      std::uint8_t at_home, std::uint16_t yearly_tens_of_km, std::uint16_t energy_use)
      : bits_(field(index(powertrain), 0) | field(owner_group & 7, 3) | field(at_home & 1, 6) |
              field(static_cast<int>(car_class), 7) | field(owner_zone & 3, 9) | field(yearly_tens_of_km, 16) |
              field(energy_use, 32)) {}
  constexpr explicit CarTraits(std::uint64_t bits) : bits_(bits) {}
  constexpr std::uint64_t bits() const { return bits_; }
  constexpr Powertrain powertrain() const { return static_cast<Powertrain>(bits_ & 7); }
  constexpr std::uint8_t group() const { return bits_ >> 3 & 7; }  ///< 0-4 the household's quintile, company_group
  constexpr std::uint8_t home() const { return bits_ >> 6 & 1; }   ///< 1: charged at home or at the firm's premises
  constexpr CarClass car_class() const { return static_cast<CarClass>(bits_ >> 7 & 3); }
  constexpr std::uint8_t zone() const { return bits_ >> 9 & 3; }  ///< Zone, of households
  constexpr std::uint16_t tens_of_km() const {                    ///< distance at reference prices [10 km/year]
    return bits_ >> 16 & 0xffff;
  }
  constexpr std::uint16_t energy_use() const { return bits_ >> 32 & 0xffff; }  ///< of the main carrier [Wh/km]
  /// Cars alike in powertrain, group and home: a number below `kinds`.
  static constexpr std::size_t kinds = 1U << 7;
  constexpr std::size_t kind() const { return bits_ & (kinds - 1); }
  static constexpr std::size_t kind_of(Powertrain powertrain, std::size_t group, std::size_t home) {
    return static_cast<std::size_t>(index(powertrain)) | group << 3 | home << 6;
  }

 private:
  static constexpr std::uint64_t field(int value, int at) { return static_cast<std::uint64_t>(value) << at; }
  std::uint64_t bits_ = 0;
};

/// The registered cars, with running integer totals, so that no flow needs a scan. What an event asks about one car
/// stands together in 24 bytes, since events come to cars in the order of dates. A car keeps its index when
/// its owner replaces it. Freed indices are used again, last freed first.
class CarFleet {
 public:
  explicit CarFleet(const sim::Calendar& calendar) : calendar_(calendar, 0) {}

  /// Makes room for so many cars at once, rather than by copying what there is again and again.
  void reserve(std::size_t cars) {
    cars_.reserve(cars);
    calendar_.reserve(cars);
  }
  /// Registers a car of household slot or firm's place `owner`; `place` tells a household's cars apart.
  std::uint32_t add(std::uint32_t owner, std::uint8_t place, CarTraits traits);
  void replace(std::uint32_t car, CarTraits traits);
  void remove(std::uint32_t car);
  /// The car counts as one of another powertrain from now on and uses `ratio` times the energy [1]; all else stays.
  void reclassify(std::uint32_t car, Powertrain powertrain, double ratio);
  std::size_t capacity() const { return cars_.size(); }
  bool exists(std::uint32_t car) const { return cars_[car].owner != nobody; }
  CarTraits traits(std::uint32_t car) const { return cars_[car].traits(); }
  std::uint32_t owner(std::uint32_t car) const { return cars_[car].owner; }
  std::uint8_t place(std::uint32_t car) const { return cars_[car].place; }
  sim::BucketCalendar& calendar() { return calendar_; }
  /// Date of the car's pending event [d].
  sim::Time due(std::uint32_t car) const { return cars_[car].due; }
  /// The date alone, for an event that the calendar does not tell of.
  void set_due(std::uint32_t car, sim::Time date) { cars_[car].due = date; }
  void file(std::uint32_t car, sim::Time date) {
    cars_[car].due = date;
    calendar_.set(car, date);
  }

  /// Date at which the car would be scrapped [d].
  sim::Time scrapping(std::uint32_t car) const { return static_cast<sim::Time>(cars_[car].scrapping); }
  void set_scrapping(std::uint32_t car, sim::Time date) { cars_[car].scrapping = static_cast<float>(date); }
  bool bought_new(std::uint32_t car) const { return cars_[car].bought_new; }  ///< by its present owner
  void set_bought_new(std::uint32_t car, bool is_so) { cars_[car].bought_new = is_so; }
  /// Alternative on order, same_again, no_order when none.
  std::uint8_t order(std::uint32_t car) const { return cars_[car].order; }
  void set_order(std::uint32_t car, int order) { cars_[car].order = static_cast<std::uint8_t>(order); }
  /// Begins to fetch from memory what an event asks about the car, which may lie in two cache lines.
  void prefetch(std::uint32_t car) const {
    sim::prefetch(&cars_[car]);
    sim::prefetch(&cars_[car].owner);
  }
  static constexpr std::uint8_t no_order = 255;
  static constexpr std::uint8_t same_again = 254;  ///< a new car as the present one

  /// Totals by owner group and powertrain:
  std::int64_t cars(int group, int powertrain) const { return count_[cell(group, powertrain)]; }
  std::int64_t km(int group, int powertrain) const { return 10 * tens_of_km_[cell(group, powertrain)]; }  ///< [km/year]
  std::int64_t energy(int group, int powertrain) const { return 10 * energy_[cell(group, powertrain)]; }  ///< [Wh/year]
  /// Of which at owners who charge at home [Wh/year].
  std::int64_t energy_home(int group, int powertrain) const { return 10 * energy_home_[cell(group, powertrain)]; }
  /// Private cars by zone and powertrain.
  std::int64_t cars_in_zone(int zone, int powertrain) const {
    return zone_cars_[static_cast<std::size_t>(zone * powertrains + powertrain)];
  }
  std::int64_t cars(Powertrain powertrain) const;  ///< all owners
  std::int64_t cars_of(CarClass car_class, int powertrain) const {
    return class_cars_[static_cast<std::size_t>(variant_of(car_class, powertrain))];
  }
  std::int64_t company_cars() const;
  std::int64_t private_cars() const;

 private:
  static constexpr std::uint32_t nobody = 0xffffffffU;
  using Totals = std::array<std::int64_t, static_cast<std::size_t>(owner_groups* powertrains)>;
  static std::size_t cell(int group, int powertrain) {
    return static_cast<std::size_t>(group * powertrains + powertrain);
  }
  void count(CarTraits traits, std::int64_t sign);

  struct Car {
    sim::Time due = 0;
    std::uint32_t low_traits = 0;
    std::uint16_t high_traits = 0;
    std::uint8_t order = no_order;
    std::uint8_t place : 7 = 0;
    bool bought_new : 1 = false;
    float scrapping = 0;
    std::uint32_t owner = nobody;
    CarTraits traits() const { return CarTraits(std::uint64_t{high_traits} << 32 | low_traits); }
    void set_traits(CarTraits traits) {
      low_traits = static_cast<std::uint32_t>(traits.bits());
      high_traits = static_cast<std::uint16_t>(traits.bits() >> 32);
    }
  };
  static_assert(sizeof(Car) == 24, "without gaps");
  sim::BucketCalendar calendar_;
  std::vector<Car> cars_;
  std::vector<std::uint32_t> free_;
  Totals count_{}, tens_of_km_{}, energy_{}, energy_home_{};
  std::array<std::int64_t, 3 * powertrains> zone_cars_{};
  std::array<std::int64_t, variants> class_cars_{};
};

// Called from event to event.

inline void CarFleet::count(CarTraits traits, std::int64_t sign) {
  const std::size_t at = cell(traits.group(), index(traits.powertrain()));
  const std::int64_t energy = sign * traits.tens_of_km() * traits.energy_use();
  count_[at] += sign;
  class_cars_[static_cast<std::size_t>(variant_of(traits.car_class(), index(traits.powertrain())))] += sign;
  tens_of_km_[at] += sign * traits.tens_of_km();
  energy_[at] += energy;
  // Without branches, which no processor could foresee.
  energy_home_[at] += traits.home() * energy;
  zone_cars_[static_cast<std::size_t>(traits.zone() * powertrains + index(traits.powertrain()))] +=
      traits.group() != company_group ? sign : 0;
}

inline std::uint32_t CarFleet::add(std::uint32_t owner, std::uint8_t place, CarTraits traits) {
  std::uint32_t car;
  if (free_.empty()) {
    car = static_cast<std::uint32_t>(cars_.size());
    // The calendar grows in steps, since growth beyond what is reserved copies it.
    if (car >= calendar_.agents()) calendar_.resize(std::max<std::size_t>(1024, calendar_.agents() * 9 / 8));
    cars_.emplace_back();
  } else {
    car = free_.back();
    free_.pop_back();
  }
  Car& added = cars_[car];
  added.due = 0;
  added.set_traits(traits);
  added.order = no_order;
  added.place = place & 0x7fU;
  added.bought_new = false;
  added.scrapping = 0;
  added.owner = owner;
  count(traits, 1);
  return car;
}

inline void CarFleet::replace(std::uint32_t car, CarTraits traits) {
  count(cars_[car].traits(), -1);
  cars_[car].set_traits(traits);
  cars_[car].order = no_order;
  count(traits, 1);
}

inline void CarFleet::remove(std::uint32_t car) {
  count(cars_[car].traits(), -1);
  cars_[car].owner = nobody;
  calendar_.remove(car);
  free_.push_back(car);
}

}  // namespace skifte::agents
