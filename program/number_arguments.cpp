#include "program/number_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

namespace skifte::program {
namespace {

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

std::string fault_of_whole(std::string_view text, bool may_be_negative) {
  const std::string_view digits = text.substr(may_be_negative && text.starts_with('-') ? 1 : 0);
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit) ||
      (digits.size() > 1 && digits.front() == '0')) {
    return fmt::format("'{}' is no whole number{} (digits alone, no leading 0)", text,
                       may_be_negative ? "" : " of 0 or more");
  }
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} ? "" : fmt::format("{} is too large (at most {})", text, UINT64_MAX);
}

std::string fault_of_decimal(std::string_view text) {
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc{} && stop == text.data() + text.size() && std::isfinite(value);
  return is_number ? "" : fmt::format("'{}' is no number (expected one like 12.5)", text);
}

std::string fault_of(const std::string& type, const std::string& text) {
  if (type.starts_with("UINT")) return fault_of_whole(text, false);
  if (type.starts_with("INT")) return fault_of_whole(text, true);
  return type.starts_with("FLOAT") ? fault_of_decimal(text) : "";
}

}  // namespace

void read_numbers_strictly(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    const std::string type = option->get_type_name();
    // As a transformation, which changes nothing, it comes before all other checks.
    option->transform(CLI::Validator([type](std::string& text) { return fault_of(type, text); }, ""));
  }
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) read_numbers_strictly(*command);
}

}  // namespace skifte::program
