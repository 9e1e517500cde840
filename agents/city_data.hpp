#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agents/categories.hpp"

namespace skifte::agents {

/// Household types as Statistics Sweden's table of households and dwellings counts them, joined over sex.
enum class HouseholdType {
  single_under_65,
  single_65_plus,
  single_parent,
  couple,
  couple_children,
  other,
  other_children
};
inline constexpr Labels<7> household_type_labels = {"single_under_65", "single_65_plus", "single_parent", "couple",
                                                    "couple_children", "other",          "other_children"};

/// Where in the municipality: decides distances, lines in walking distance, parking.
enum class Zone { inner_city, outer_city, villages };
inline constexpr Labels<3> zone_labels = {"inner_city", "outer_city", "villages"};

/// What makes a household's disposable income of what its adults earn [kSEK/year], and who belongs to which quintile:
///
///   income = sum over adults (e - tax max(0, e - untaxed)) + child_benefit children
struct IncomeTerms {
  double tax = 0;                                     ///< [1]
  double untaxed = 0;                                 ///< [kSEK/year]
  double child_benefit = 0;                           ///< [kSEK/year]
  double elderly_factor = 1;                          ///< earned at 65 and older relative to younger [1]
  std::array<double, quintiles - 1> quintile_from{};  ///< least income per consumption unit of quintiles 2 to 5
};

/// The synthetic households of the reference year, structure of arrays, one entry a household; built once by iterative
/// proportional fitting (agents/demography/synthesis.hpp) and never changed.
struct SyntheticHouseholds {
  std::vector<std::uint8_t> type;      ///< HouseholdType
  std::vector<std::uint8_t> dwelling;  ///< Dwelling
  std::vector<std::uint8_t> tenure;    ///< Tenure
  std::vector<std::uint8_t> persons;   ///< [persons]
  std::vector<std::uint8_t> children;  ///< [persons under 25]
  std::vector<std::uint8_t> zone;      ///< Zone
  std::vector<std::uint8_t> quintile;  ///< of household income per consumption unit, 0 lowest
  std::vector<float> income;           ///< disposable, estimated [kSEK/year]
  std::vector<std::uint8_t> elderly;   ///< 1 when the reference person is 65 or older
  IncomeTerms terms;
  std::size_t size() const { return type.size(); }
};

/// What a household brings to the dwelling it moves into: one record, so that drawing it touches memory once.
struct Donor {
  float income;  ///< disposable, of the reference year [kSEK/year]
  std::uint8_t persons;
  std::uint8_t children;
  std::uint8_t type : 3;
  std::uint8_t quintile : 3;
  std::uint8_t elderly : 1;
};
static_assert(sizeof(Donor) == 8, "drawn at random: each in one cache line");

/// Reference households by form of dwelling and tenure, from whom new occupants are drawn. Made once for all runs.
class Donors {
 public:
  Donors() = default;
  explicit Donors(const SyntheticHouseholds& reference);
  /// A reference household living in such a dwelling, by u in (0, 1); any household where none does.
  const Donor& draw(std::uint8_t dwelling, std::uint8_t tenure, double u) const;

 private:
  static constexpr std::size_t classes = dwelling_labels.size() * tenure_labels.size();
  static std::size_t class_of(std::uint8_t dwelling, std::uint8_t tenure) {
    return dwelling * tenure_labels.size() + tenure;
  }
  std::vector<Donor> donors_;                     ///< by class
  std::array<std::size_t, classes + 1> first_{};  ///< of each class
};

/// One published margin against the synthetic population's count.
struct MarginFit {
  std::string margin;
  std::string category;
  double published;
  double synthetic;
};

/// What the inventory says of a sub-sector in a year [t CO2e]: sector totals of one release, split by the CO2 rows'
/// shares.
struct InventoryObservation {
  int year;
  std::array<double, subsectors> tonnes;
};

/// Sector totals of an older release of the inventory [t CO2e], for showing beside the newest one, never mixed with it.
struct OlderInventory {
  int year;
  std::array<double, sector_labels.size()> tonnes;
};

/// A published consumption footprint of the city's inhabitants, from one release of an account of households'
/// expenditure; another account than the model's whole footprint, which adds public bodies and investment.
struct FootprintObservation {
  int year;
  int release;                        ///< year of publication: methods differ between releases
  std::optional<Footprint> category;  ///< none: all that households cause
  double kilograms;                   ///< [kg CO2e/person]
};

/// Observed data of a city that are tables rather than assumptions. Filled by scenarios/city_reader.
struct CityData {
  std::string name;                           ///< key, e.g. helsingborg
  std::map<std::string, std::string> titles;  ///< display name by language
  int reference_year = 2019;                  ///< of the synthetic households
  SyntheticHouseholds households;
  Donors donors;  ///< of these households
  std::vector<MarginFit> margin_fits;
  std::vector<InventoryObservation> inventory;    ///< newest release, years it covers, ascending
  std::vector<OlderInventory> older_inventory;    ///< the release before, ascending
  std::vector<FootprintObservation> footprint;    ///< may be empty
  std::array<double, 7> cars_2015{};              ///< cars in use at the end of 2015 by Powertrain [vehicles]
  std::map<int, std::array<double, 7>> cars;      ///< observed stock by year [vehicles]
  std::map<int, std::array<double, 7>> new_cars;  ///< observed new registrations by year [vehicles]
};

}  // namespace skifte::agents
