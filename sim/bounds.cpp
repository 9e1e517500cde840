#include "sim/bounds.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace skifte::sim {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

/// Whether `words` stand in `text` (lower case) with no letter before or after them.
bool says(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    const bool begins = at == 0 || !is_letter(text[at - 1]);
    if (begins && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

template <std::size_t N>
bool says_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view each) { return says(text, each); });
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view each) {
    return text.starts_with(each) && says(text.substr(0, each.size() + 1), each);
  });
}

constexpr std::array<std::string_view, 13> signed_words = {"utility",  "utils",  "log odds", "log-odds", "elasticity",
                                                           "response", "growth", "trend",    "change",   "changes",
                                                           "fall",     "rise",   "adds"};
constexpr std::array<std::string_view, 11> divisor_words = {
    "life",          "lifetime",  "lifetimes",     "half-life",    "weibull",  "shape",
    "time constant", "mean time", "time in which", "time between", "mean term"};

bool is_share(std::string_view name, std::string_view unit, std::string_view meaning) {
  if (says(meaning, "over") || says(meaning, "relative to")) return false;
  const bool is_called =
      starts_with_any(meaning, {"share", "chance", "probability", "part", "least share", "greatest share"});
  const bool is_named = name.ends_with(".share") || name.ends_with("_share") || name == "share";
  return is_called || (is_named && unit != "1/year");
}

}  // namespace

Bounds Bounds::not_negative() {
  return {0, std::numeric_limits<double>::infinity(), true, "it cannot be negative"};
}

Bounds Bounds::positive() {
  return {0, std::numeric_limits<double>::infinity(), false, "the model divides by it or takes its logarithm"};
}

Bounds Bounds::share(std::string_view unit) {
  if (unit == "%") return {0, 100, true, "a share lies from 0 to 100 %"};
  return {0, 1, true, "a share lies from 0 to 1"};
}

Bounds Bounds::between(double least, double most, std::string why) {
  return {least, most, true, std::move(why)};
}

Bounds Bounds::and_also(const Bounds& other) const {
  Bounds both = *this;
  if (other.least > both.least || (other.least == both.least && !other.includes_least)) {
    both.least = other.least;
    both.includes_least = other.includes_least;
    both.why = other.why;
  }
  if (other.most < both.most) {
    both.most = other.most;
    both.why = other.why;
  }
  return both;
}

Bounds implied_bounds(std::string_view name, std::string_view unit, std::string_view meaning) {
  const std::string words = lower_case(meaning);
  if (unit == "1" || unit == "%" || unit == "1/year") {
    if (is_share(name, unit, words)) return Bounds::share(unit);
    const bool is_signed = says_any(words, signed_words);
    if (is_signed && unit == "1/year") return Bounds::between(-1, 1, "no rate changes by more than itself a year");
    if (is_signed) return Bounds::any();
  }
  if (says_any(words, divisor_words)) return Bounds::positive();
  return Bounds::not_negative();
}

}  // namespace skifte::sim
