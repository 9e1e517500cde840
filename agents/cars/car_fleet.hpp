#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "agents/cars/car_assumptions.hpp"
#include "sim/bucket_calendar.hpp"

namespace skifte::agents {

/// Owner groups of cars: the five income quintiles, then firms.
inline constexpr int company_group = quintiles;
inline constexpr int owner_groups = quintiles + 1;

/// What a car is, apart from its dates.
struct CarTraits {
  Powertrain powertrain;
  std::uint8_t group;        ///< 0-4 the household's quintile, company_group
  std::uint8_t zone;         ///< Zone, of households
  std::uint8_t home;         ///< 1: charged at home or at the firm's premises
  std::uint16_t tens_of_km;  ///< distance at reference prices [10 km/year]
  std::uint16_t energy_use;  ///< of the main carrier [Wh/km]
};

/// The registered cars, structure of arrays, with running integer totals, so that no flow needs a scan. A car keeps its
/// index when its owner replaces it. Freed indices are used again, last freed first.
class CarFleet {
 public:
  explicit CarFleet(const sim::Calendar& calendar) : calendar_(calendar, 0) {}

  /// Registers a car of household slot or firm's place `owner`; `place` tells a household's cars apart.
  std::uint32_t add(std::uint32_t owner, std::uint8_t place, const CarTraits& traits);
  void replace(std::uint32_t car, const CarTraits& traits);
  void remove(std::uint32_t car);
  std::size_t capacity() const { return traits_.size(); }
  bool exists(std::uint32_t car) const { return owner_[car] != nobody; }
  const CarTraits& traits(std::uint32_t car) const { return traits_[car]; }
  std::uint32_t owner(std::uint32_t car) const { return owner_[car]; }
  std::uint8_t place(std::uint32_t car) const { return place_[car]; }
  sim::BucketCalendar& calendar() { return calendar_; }
  /// Date of the car's pending event [d].
  sim::Time due(std::uint32_t car) const { return due_[car]; }
  void file(std::uint32_t car, sim::Time date) {
    due_[car] = date;
    calendar_.set(car, date);
  }

  std::vector<float> scrapping;          ///< date at which the car would be scrapped [d]
  std::vector<std::uint8_t> bought_new;  ///< 1: the owner bought it new
  std::vector<std::uint8_t> order;       ///< alternative on order, same_again, no_order when none
  static constexpr std::uint8_t no_order = 255;
  static constexpr std::uint8_t same_again = 254;  ///< a new car as the present one

  /// Totals by owner group and powertrain:
  std::int64_t cars(int group, int powertrain) const { return cars_[cell(group, powertrain)]; }
  std::int64_t km(int group, int powertrain) const { return 10 * tens_of_km_[cell(group, powertrain)]; }  ///< [km/year]
  std::int64_t energy(int group, int powertrain) const { return 10 * energy_[cell(group, powertrain)]; }  ///< [Wh/year]
  /// Of which at owners who charge at home [Wh/year].
  std::int64_t energy_home(int group, int powertrain) const { return 10 * energy_home_[cell(group, powertrain)]; }
  /// Private cars by zone and powertrain.
  std::int64_t cars_in_zone(int zone, int powertrain) const {
    return zone_cars_[static_cast<std::size_t>(zone * powertrains + powertrain)];
  }
  std::int64_t cars(Powertrain powertrain) const;  ///< all owners
  std::int64_t company_cars() const;

 private:
  static constexpr std::uint32_t nobody = 0xffffffffU;
  using Totals = std::array<std::int64_t, static_cast<std::size_t>(owner_groups* powertrains)>;
  static std::size_t cell(int group, int powertrain) {
    return static_cast<std::size_t>(group * powertrains + powertrain);
  }
  void count(const CarTraits& traits, std::int64_t sign);

  sim::BucketCalendar calendar_;
  std::vector<CarTraits> traits_;
  std::vector<std::uint32_t> owner_;
  std::vector<std::uint8_t> place_;
  std::vector<sim::Time> due_;
  std::vector<std::uint32_t> free_;
  Totals cars_{}, tens_of_km_{}, energy_{}, energy_home_{};
  std::array<std::int64_t, 3 * powertrains> zone_cars_{};
};

}  // namespace skifte::agents
