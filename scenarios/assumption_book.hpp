#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "scenarios/city_quantities.hpp"
#include "scenarios/distribution.hpp"
#include "scenarios/fault_list.hpp"
#include "sim/assumptions.hpp"
#include "sim/fault.hpp"

namespace skifte::scenarios {

/// A file that was read, as it stood.
struct SourceFile {
  std::string path;
  std::string text;
};

/// How well a source carries its figure.
enum class Certainty { high, medium, low, unverified };
std::string_view to_word(Certainty certainty);

/// What the world is believed to be like in one respect: value, range, source.
struct Assumption {
  sim::AssumptionDeclaration declaration;
  std::variant<double, sim::Series> value;         ///< in declaration.unit
  std::optional<std::pair<double, double>> range;  ///< [unit]; for a series, of the factor [1]
  /// Of the number [unit]; of a series, the factor [1] that multiplies its points from uncertain_from on.
  std::optional<Distribution> distribution;
  std::optional<sim::Time> uncertain_from;  ///< only for a series [d]; empty: all its points
  std::string source;
  Certainty certainty = Certainty::unverified;
  std::string note;
  sim::Position position;  ///< of its name
};

/// Every declared assumption with its value, by name.
class AssumptionBook {
 public:
  /// Reads `shared` files, then `local` ones, which replace what they name again. Checks them against the declarations:
  /// a declared name needs a value, a value needs somebody who declares it, and unit, shape, range, source and
  /// certainty must be right. An entry with `per` is multiplied by that figure of the city. What is wrong goes to
  /// `faults`; the texts read are appended to `sources`.
  static AssumptionBook read(const std::vector<std::filesystem::path>& shared,
                             const std::vector<std::filesystem::path>& local,
                             const std::vector<sim::AssumptionDeclaration>& declarations, FaultList& faults,
                             std::vector<SourceFile>& sources, CityQuantities quantities = {});

  /// Sorted by name.
  const std::vector<Assumption>& all() const { return assumptions_; }
  /// nullptr when there is none.
  const Assumption* find(std::string_view name) const;
  /// The central values.
  sim::AssumptionValues values() const;

 private:
  std::vector<Assumption> assumptions_;
};

}  // namespace skifte::scenarios
