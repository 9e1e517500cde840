#include "sim/units.hpp"

#include <fmt/format.h>
#include <udunits2.h>

#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include "sim/fault.hpp"
#include "sim/unit_table.hpp"
#include "sim/unit_text.hpp"

namespace skifte::sim {
namespace {

struct FreeUnit {
  void operator()(ut_unit* unit) const { ut_free(unit); }
};
using Unit = std::unique_ptr<ut_unit, FreeUnit>;
struct FreeSystem {
  void operator()(ut_system* system) const { ut_free_system(system); }
};
struct FreeConverter {
  void operator()(cv_converter* converter) const { cv_free(converter); }
};

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

/// How to turn a value in one unit into another: value * multiplier / divisor, one of them 1, both exact where they can
/// be.
struct Conversion {
  double multiplier;
  double divisor;
};

/// UDUNITS-2 with the project's table, and what it has parsed so far. UDUNITS keeps no state of its own between calls
/// on different systems, except its status word; the lock covers both.
class UnitSystem {
 public:
  UnitSystem() : system_(ut_new_system()) {
    ut_set_error_message_handler(ut_ignore);
    ensure(system_ != nullptr, "units: no system");
    for (const UnitDefinition& row : unit_table) {
      const Unit unit(row.definition[0] == '\0' ? ut_new_base_unit(system_.get())
                                                : ut_parse(system_.get(), row.definition, UT_ASCII));
      ensure(unit != nullptr && ut_map_symbol_to_unit(row.name, UT_ASCII, unit.get()) == UT_SUCCESS, row.name);
      if (row.name != label_name) names_.emplace_back(row.name);
    }
  }

  /// Whether the unit measures nothing, as 1 and % do.
  bool is_dimensionless(std::string_view text) {
    const std::lock_guard lock(mutex_);
    return ut_is_dimensionless(parse_locked(text)) != 0;
  }

  Conversion conversion(std::string_view from, std::string_view to) {
    const std::lock_guard lock(mutex_);
    const auto key = std::pair(std::string(from), std::string(to));
    if (const auto found = conversions_.find(key); found != conversions_.end()) return found->second;
    ut_unit* source = parse_locked(from);
    ut_unit* target = parse_locked(to);
    // Asked of the two units themselves, UDUNITS would turn km/l into l/km as well, by 1/x.
    const Unit ratio(ut_divide(source, target));
    ensure(ratio != nullptr, "units: no ratio");
    if (ut_is_dimensionless(ratio.get()) == 0) {
      throw UserFault(fmt::format("'{}' does not convert to '{}' (they measure different things)",
                                  from.empty() ? "1" : from, to.empty() ? "1" : to));
    }
    return conversions_.emplace(key, exact(factor(source, target), factor(target, source))).first->second;
  }

 private:
  ut_unit* parse_locked(std::string_view text) {
    if (const auto found = units_.find(text); found != units_.end()) return found->second.get();
    Unit unit(ut_parse(system_.get(), rewrite_unit(text, names_).c_str(), UT_ASCII));
    if (unit == nullptr) {
      throw UserFault(
          fmt::format("unit '{}' does not parse (units are products of names, as in 'SEK/(kW year)')", text));
    }
    return units_.emplace(std::string(text), std::move(unit)).first->second.get();
  }

  static double factor(ut_unit* from, ut_unit* to) {
    const std::unique_ptr<cv_converter, FreeConverter> converter(ut_get_converter(from, to));
    ensure(converter != nullptr, "units: no converter");
    return cv_convert_double(converter.get(), 1.0);
  }

  /// UDUNITS multiplies scales one after the other; where the factor or its inverse is whole, the rounding is taken
  /// off.
  static Conversion exact(double forward, double backward) {
    const auto whole = [](double value) { return std::abs(value - std::round(value)) <= 1e-12 * value; };
    if (forward >= 1 && whole(forward)) return {std::round(forward), 1};
    if (backward >= 1 && whole(backward)) return {1, std::round(backward)};
    return {forward, 1};
  }

  std::unique_ptr<ut_system, FreeSystem> system_;
  std::vector<std::string> names_;
  std::mutex mutex_;
  std::map<std::string, Unit, std::less<>> units_;
  std::map<std::pair<std::string, std::string>, Conversion> conversions_;
};

/// Immutable but for its caches, which change no answer.
UnitSystem& unit_system() {
  static UnitSystem system;
  return system;
}

/// Length of the number at the start of `text`: sign, digits, point and digits, exponent; 0 when there is none.
std::size_t number_length(std::string_view text) {
  const auto digits = [&](std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end;
  };
  const std::size_t first = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  std::size_t end = digits(first);
  if (end == first) return 0;
  if (end < text.size() && text[end] == '.' && digits(end + 1) > end + 1) end = digits(end + 1);
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    const std::size_t sign = end + 1 < text.size() && (text[end + 1] == '-' || text[end + 1] == '+') ? 1 : 0;
    if (digits(end + 1 + sign) > end + 1 + sign) end = digits(end + 1 + sign);
  }
  return end;
}

}  // namespace

Quantity parse_quantity(std::string_view text) {
  const auto refuse_number = [&](const char* why) {
    throw UserFault(fmt::format("'{}' is not a quantity {}", text, why));
  };
  const std::size_t length = number_length(text);
  if (length == 0) refuse_number("(a number in digits comes first, as in '200 kt/year')");
  std::string_view rest = text.substr(length);
  if (!rest.empty() && rest[0] != ' ' && rest[0] != '%') {
    const bool grouped = rest[0] == ',' || rest[0] == '\'' || rest[0] == '_' || rest[0] == '.';
    refuse_number(grouped ? "(a point marks decimals, nothing groups digits)" : "(a blank must part number and unit)");
  }
  const std::string_view number_text = text.substr(text[0] == '+' ? 1 : 0, length - (text[0] == '+' ? 1 : 0));
  const std::string_view magnitude = number_text.substr(number_text[0] == '-' ? 1 : 0);
  if (magnitude.size() > 1 && magnitude[0] == '0' && is_digit(magnitude[1])) {
    refuse_number("(a leading zero means octal to some readers) leave it out?");
  }
  double number = 0;
  const auto [end, error] = std::from_chars(number_text.data(), number_text.data() + number_text.size(), number);
  if (error != std::errc() || end != number_text.data() + number_text.size()) {
    refuse_number("(beyond the range of double-precision numbers)");
  }
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  while (!rest.empty() && rest.back() == ' ') rest.remove_suffix(1);
  return {number, std::string(rest)};
}

void check_unit(std::string_view unit) {
  unit_system().is_dimensionless(unit);
}

double conversion_factor(std::string_view from, std::string_view to) {
  const Conversion conversion = unit_system().conversion(from, to);
  return conversion.multiplier / conversion.divisor;
}

double convert(const Quantity& quantity, std::string_view unit) {
  if (quantity.unit.empty()) {
    if (!unit_system().is_dimensionless(unit)) {
      throw UserFault(fmt::format("a number without a unit (it is needed in '{}') write the unit after it?", unit));
    }
    // A bare number means the declared unit: 5 in % is 5 %.
    return quantity.number;
  }
  const Conversion conversion = unit_system().conversion(quantity.unit, unit);
  return quantity.number * conversion.multiplier / conversion.divisor;
}

}  // namespace skifte::sim
