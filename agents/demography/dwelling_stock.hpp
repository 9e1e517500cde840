#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "agents/city_data.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// The dwellings of the whole run, one a slot: first the reference year's, then those that may be built. Only
/// `built_first` and `building_order` differ between runs; a slot's form, tenure and zone never change.
struct DwellingStock {
  std::vector<std::uint8_t> dwelling;  ///< Dwelling
  std::vector<std::uint8_t> tenure;    ///< Tenure
  std::vector<std::uint8_t> zone;      ///< Zone
  /// Slots in the order in which they come into being; a prefix of it stands at the run's start.
  std::vector<std::uint32_t> building_order;
};

/// `capacity` slots. Dwellings of the reference year that are young come last in the reference part of the building
/// order: by a race of exponentials in which a house is `house_rate` times as likely to be young as a flat. Further
/// dwellings are flats with probability `flat_share`, else houses, with the tenure and zone of a random reference
/// dwelling of that form.
DwellingStock make_dwelling_stock(const SyntheticHouseholds& reference, std::size_t capacity, double flat_share,
                                  double house_rate, const sim::RandomSource& random);

/// What a household brings to the dwelling it moves into: one record, so that drawing it touches memory once.
struct Donor {
  float income;  ///< disposable, of the reference year [kSEK/year]
  std::uint8_t type;
  std::uint8_t persons;
  std::uint8_t children;
  std::uint8_t elderly;
  std::uint8_t quintile;
};

/// Reference households by form of dwelling and tenure, from whom new occupants are drawn.
class Donors {
 public:
  explicit Donors(const SyntheticHouseholds& reference);
  /// A reference household living in such a dwelling, by u in (0, 1); any household where none does.
  const Donor& draw(std::uint8_t dwelling, std::uint8_t tenure, double u) const;

 private:
  static std::size_t class_of(std::uint8_t dwelling, std::uint8_t tenure) {
    return dwelling * tenure_labels.size() + tenure;
  }
  std::array<std::vector<Donor>, dwelling_labels.size() * tenure_labels.size()> by_class_;
  std::vector<Donor> all_;
};

}  // namespace skifte::agents
