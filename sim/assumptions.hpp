#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/bounds.hpp"
#include "sim/series.hpp"

namespace skifte::sim {

enum class AssumptionShape { number, series };

/// An assumption as the code that reads it declares it; its value, range, source and certainty stand in YAML.
struct AssumptionDeclaration {
  std::string name;     ///< dotted, lower case: `car.holding_time.private`
  std::string unit;     ///< as UDUNITS-2 reads it through our table; "1" dimensionless
  std::string meaning;  ///< one sentence
  std::string reader;   ///< who reads it: the agent's folder
  AssumptionShape shape;
  Bounds bounds = {};           ///< of the number, or of each point [unit]
  bool has_own_bounds = false;  ///< declared, not implied
};

/// Values by name, already in the declared units: what one future believes about the world.
class AssumptionValues {
 public:
  AssumptionValues() = default;
  /// Those of `base`, which must outlive this, but for what is set here: a future's draws, without a copy of all else.
  static AssumptionValues on_top_of(const AssumptionValues& base);
  void set(const std::string& name, double value);
  void set(const std::string& name, Series series);
  bool contains(const std::string& name) const { return find(name) != nullptr; }
  double number(const std::string& name) const;         ///< ProgramFault when absent or a series
  const Series& series(const std::string& name) const;  ///< ProgramFault when absent or a number
  using Value = std::variant<double, Series>;
  const std::map<std::string, Value, std::less<>>& all() const;  ///< ProgramFault on top of others

 private:
  const Value* find(const std::string& name) const;
  std::map<std::string, Value, std::less<>> values_;
  const AssumptionValues* base_ = nullptr;
};

/// Hands assumptions to the constructors that declare them: each kind of agent has a struct whose constructor lists
/// name, unit and meaning once, beside the member it fills. The same constructor serves two ends:
///   collecting: records the declarations and returns 1 (a constant series of 1), so it must not compute with the
///   values; reading:    returns the values of one future.
///
///     struct HoldingAssumptions {
///       explicit HoldingAssumptions(sim::AssumptionReader& read)
///           : mean(read.number("car.holding_time.mean", "year", "Mean time an owner keeps a car")) {}
///       double mean;  // [year]
///     };
class AssumptionReader {
 public:
  /// Collects declarations into `declarations`; a name declared twice with another unit is a ProgramFault.
  static AssumptionReader collecting(std::vector<AssumptionDeclaration>& declarations);
  /// Reads from `values`, which must outlive the reader.
  explicit AssumptionReader(const AssumptionValues& values) : values_(&values) {}

  /// Names who reads what follows (the agent's folder).
  void set_reader(std::string reader) { reader_ = std::move(reader); }
  /// Without bounds, those that unit and meaning imply (implied_bounds). Of two readers' bounds both hold, but bounds
  /// that somebody gives stand above implied ones.
  double number(const std::string& name, std::string_view unit, std::string_view meaning,
                const std::optional<Bounds>& bounds = {});
  Series series(const std::string& name, std::string_view unit, std::string_view meaning,
                const std::optional<Bounds>& bounds = {});
  bool collects() const { return declarations_ != nullptr; }

 private:
  AssumptionReader() = default;
  void declare(AssumptionDeclaration declaration, const std::optional<Bounds>& bounds);

  const AssumptionValues* values_ = nullptr;
  std::vector<AssumptionDeclaration>* declarations_ = nullptr;
  std::string reader_;
};

}  // namespace skifte::sim
