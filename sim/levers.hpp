#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/bounds.hpp"
#include "sim/calendar.hpp"

namespace skifte::sim {

/// One parameter of a lever: a number with a unit, or a date (unit "date").
struct LeverParameter {
  std::string name;
  std::string unit;     ///< "date" for a date
  std::string meaning;  ///< one sentence
  bool required = false;
  std::optional<Bounds> bounds = {};  ///< once declared: what was given, else what unit and meaning imply
};

/// A lever as the code that reads it declares it: something that somebody can decide.
struct LeverDeclaration {
  std::string name;
  std::string meaning;
  std::string reader;
  std::vector<LeverParameter> parameters;  ///< beside the common ones, see LeverSetting
};

/// A lever as a scenario sets it, in the declared units. Every lever has, beside its own parameters, the common ones
///   start [date, default: the period's beginning], ramp [year, default 0], end [date, default: never],
///   investment [MSEK, default 0], running_cost [MSEK/year, default 0], payer [one of the accounts' payers, default
///   city].
struct LeverSetting {
  std::optional<Time> start;
  double ramp = 0;  ///< [year] from start to full strength, linear
  std::optional<Time> end;
  double investment = 0;    ///< [MSEK] spread evenly over the ramp, or booked at the start
  double running_cost = 0;  ///< [MSEK/year] while in force, times strength
  std::string payer = "city";
  std::map<std::string, double, std::less<>> numbers;  ///< parameter -> value in its unit
  std::map<std::string, Time, std::less<>> dates;      ///< parameter -> date

  /// 0 before the start and from the end on, rising linearly over the ramp to 1.
  double strength(Time date) const;
  double number(std::string_view parameter, double otherwise) const;
  std::optional<Time> date(std::string_view parameter) const;
};

using LeverValues = std::map<std::string, LeverSetting, std::less<>>;

/// Hands levers to those who declare them, as AssumptionReader does assumptions.
class LeverReader {
 public:
  static LeverReader collecting(std::vector<LeverDeclaration>& declarations);
  explicit LeverReader(const LeverValues& values) : values_(&values) {}
  void set_reader(std::string reader) { reader_ = std::move(reader); }
  /// The lever's setting, or empty when the scenario does not pull it (always empty while collecting).
  std::optional<LeverSetting> lever(const std::string& name, std::string_view meaning,
                                    std::vector<LeverParameter> parameters = {});

 private:
  LeverReader() = default;
  const LeverValues* values_ = nullptr;
  std::vector<LeverDeclaration>* declarations_ = nullptr;
  std::string reader_;
};

}  // namespace skifte::sim
