#include "scenarios/node_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "sim/units.hpp"

namespace skifte::scenarios {
namespace {

constexpr std::array distribution_kinds = {DistributionKind::fixed,      DistributionKind::uniform,
                                           DistributionKind::triangular, DistributionKind::normal,
                                           DistributionKind::lognormal,  DistributionKind::beta};

std::vector<std::string> distribution_words() {
  std::vector<std::string> words;
  for (const DistributionKind kind : distribution_kinds) words.emplace_back(to_word(kind));
  return words;
}

bool is_year_text(const std::string& text) {
  return text.size() == 4 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string found(const YamlNode& node) {
  return node.is_scalar() ? "'" + node.text + "'" : describe(node.kind);
}

struct ParameterSpecification {
  std::string name;
  bool has_unit;  ///< in the uncertain number's unit, or else dimensionless
  bool required;
};

std::vector<ParameterSpecification> parameters_of(DistributionKind kind) {
  switch (kind) {
    case DistributionKind::fixed:
      return {{"value", true, true}};
    case DistributionKind::uniform:
      return {{"low", true, true}, {"high", true, true}};
    case DistributionKind::triangular:
      return {{"low", true, true}, {"mode", true, true}, {"high", true, true}};
    case DistributionKind::normal:
      return {{"mean", true, true}, {"sd", true, true}, {"low", true, false}, {"high", true, false}};
    case DistributionKind::lognormal:
      return {{"median", true, true}, {"log_sd", false, true}};
    case DistributionKind::beta:
      return {{"alpha", false, true}, {"beta", false, true}, {"low", true, true}, {"high", true, true}};
  }
  throw sim::ProgramFault("distribution: unknown kind");
}

/// The parameters of one distribution, read and ready to be put together.
class DistributionParameters {
 public:
  DistributionParameters(DistributionKind kind, const YamlNode& map, std::string_view unit, FaultList& faults) {
    const std::string word(to_word(kind));
    std::vector<std::string> known;
    for (const ParameterSpecification& parameter : parameters_of(kind)) {
      known.push_back(parameter.name);
      const YamlEntry* entry = map.find(parameter.name);
      if (entry == nullptr) {
        if (!parameter.required) continue;
        faults.add(map.position, word + ": '" + parameter.name + "' is missing (" + word + " needs it)");
        complete_ = false;
        continue;
      }
      const auto value =
          read_quantity(entry->value, word + ": " + parameter.name, parameter.has_unit ? unit : "1", faults);
      if (value) values_.emplace_back(parameter.name, *value);
      complete_ = complete_ && value.has_value();
    }
    require_known_keys(map, word, known, faults);
  }

  bool complete() const { return complete_; }
  double operator()(std::string_view name, double otherwise = 0) const {
    const auto at = std::find_if(values_.begin(), values_.end(), [&](const auto& pair) { return pair.first == name; });
    return at == values_.end() ? otherwise : at->second;
  }

 private:
  std::vector<std::pair<std::string, double>> values_;
  bool complete_ = true;
};

Distribution put_together(DistributionKind kind, const DistributionParameters& of) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  switch (kind) {
    case DistributionKind::fixed:
      return Distribution::fixed(of("value"));
    case DistributionKind::uniform:
      return Distribution::uniform(of("low"), of("high"));
    case DistributionKind::triangular:
      return Distribution::triangular(of("low"), of("mode"), of("high"));
    case DistributionKind::normal:
      return Distribution::truncated_normal(of("mean"), of("sd"), of("low", -infinity), of("high", infinity));
    case DistributionKind::lognormal:
      return Distribution::lognormal(of("median"), of("log_sd"));
    case DistributionKind::beta:
      return Distribution::beta(of("alpha"), of("beta"), of("low"), of("high"));
  }
  throw sim::ProgramFault("distribution: unknown kind");
}

}  // namespace

std::string alternatives(const std::vector<std::string>& names) {
  constexpr std::size_t readable = 60;  // a longer list helps nobody
  if (names.size() > readable) return "one of " + std::to_string(names.size()) + " names";
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += "'" + names[i] + "'";
  }
  return text;
}

bool require_map(const YamlNode& node, const std::string& what, FaultList& faults) {
  if (node.is_map()) return true;
  faults.add(node.position, what + " is " + found(node) + " (a map is needed, as in '{key: value}')");
  return false;
}

void require_known_keys(const YamlNode& map, const std::string& what, const std::vector<std::string>& known,
                        FaultList& faults) {
  for (const YamlEntry& entry : map.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    const std::string near = suggestion(entry.key, known);
    faults.add(entry.position, "unknown key '" + entry.key + "' in " + what +
                                   (near.empty() ? " (it takes " + alternatives(known) + ")" : near));
  }
}

std::optional<std::string> read_text(const YamlNode& node, const std::string& what, FaultList& faults) {
  if (node.is_scalar() && !node.text.empty()) return node.text;
  faults.add(node.position, what + " is " + (node.is_scalar() ? "empty" : describe(node.kind)) + " (text is needed)");
  return std::nullopt;
}

std::optional<double> read_quantity(const YamlNode& node, const std::string& what, std::string_view unit,
                                    FaultList& faults) {
  if (!node.is_scalar()) {
    faults.add(node.position, what + " is " + describe(node.kind) + " (a number is needed" +
                                  (unit == "1" ? ")" : ", convertible to '" + std::string(unit) + "')"));
    return std::nullopt;
  }
  return faults.attempt(node.position, what + ": ", [&] { return sim::convert(sim::parse_quantity(node.text), unit); });
}

std::optional<int> read_year(const YamlNode& node, const std::string& what, int first, int last, FaultList& faults) {
  if (!node.is_scalar() || !is_year_text(node.text)) {
    faults.add(node.position, what + " is " + found(node) + " (a year in four digits is needed)");
    return std::nullopt;
  }
  const int year = std::stoi(node.text);
  if (first <= year && year <= last) return year;
  faults.add(node.position, fmt::format("{} is {} (it must lie from {} to {})", what, year, first, last));
  return std::nullopt;
}

std::optional<sim::Time> read_date(const YamlNode& node, const std::string& what, int first, int last,
                                   FaultList& faults) {
  const std::string shown = what + " is " + found(node);
  if (node.is_scalar() && is_year_text(node.text)) {
    faults.add(node.position, shown + " (a date needs its day) write '" + node.text + "-01-01'?");
    return std::nullopt;
  }
  const auto date = node.is_scalar() ? sim::parse_date(node.text) : std::nullopt;
  if (!date) {
    faults.add(node.position, shown + " (a day of the calendar is needed, as in '2029-07-01')");
    return std::nullopt;
  }
  if (date->year < first || date->year > last) {
    faults.add(node.position, fmt::format("{} (it must lie from {} to {})", shown, first, last));
    return std::nullopt;
  }
  return sim::from_civil(*date);
}

std::optional<DistributionKind> read_distribution_kind(const YamlNode& node, const std::string& what,
                                                       FaultList& faults) {
  for (const DistributionKind kind : distribution_kinds) {
    if (node.is_scalar() && node.text == to_word(kind)) return kind;
  }
  const std::string near = node.is_scalar() ? suggestion(node.text, distribution_words()) : "";
  faults.add(node.position,
             what + " is " + found(node) + " (it takes " + alternatives(distribution_words()) + ")" + near);
  return std::nullopt;
}

std::optional<Distribution> read_distribution(const YamlNode& node, const std::string& what, std::string_view unit,
                                              FaultList& faults) {
  if (!node.is_map() || node.entries.size() != 1) {
    faults.add(node.position,
               what + " is " +
                   (node.is_map() ? "a map of " + std::to_string(node.entries.size()) + " keys" : found(node)) +
                   " (one distribution is needed, as in '{uniform: {low: 1, high: 2}}')");
    return std::nullopt;
  }
  const YamlEntry& entry = node.entries.front();
  YamlNode word;
  word.kind = YamlNode::Kind::scalar;
  word.text = entry.key;
  word.position = entry.position;
  const auto kind = read_distribution_kind(word, what, faults);
  if (!kind || !require_map(entry.value, entry.key, faults)) return std::nullopt;
  const DistributionParameters parameters(*kind, entry.value, unit, faults);
  if (!parameters.complete()) return std::nullopt;
  return faults.attempt(entry.value.position, entry.key + ": ", [&] { return put_together(*kind, parameters); });
}

std::optional<std::pair<double, double>> read_range(const YamlNode& node, const std::string& what,
                                                    std::string_view unit, FaultList& faults) {
  if (node.kind != YamlNode::Kind::list || node.items.size() != 2) {
    faults.add(node.position, what + " is not a pair (low and high are needed, as in '[4 year, 8 year]')");
    return std::nullopt;
  }
  const auto low = read_quantity(node.items[0], what + ": low", unit, faults);
  const auto high = read_quantity(node.items[1], what + ": high", unit, faults);
  if (!low || !high) return std::nullopt;
  if (*low < *high) return std::pair(*low, *high);
  faults.add(node.position,
             what + ": low " + short_number(*low) + " is not below high " + short_number(*high) + " (a range rises)");
  return std::nullopt;
}

std::optional<sim::Series::Interpolation> read_interpolation(const YamlNode& node, FaultList& faults) {
  if (node.is_scalar() && node.text == "linear") return sim::Series::Interpolation::linear;
  if (node.is_scalar() && node.text == "step") return sim::Series::Interpolation::step;
  faults.add(node.position, "interpolation is " + found(node) + " (it takes 'linear' or 'step')");
  return std::nullopt;
}

std::optional<sim::Series> read_series(const YamlNode& node, const std::string& what, std::string_view unit,
                                       sim::Series::Interpolation interpolation, FaultList& faults) {
  if (!require_map(node, what, faults)) return std::nullopt;
  const std::size_t before = faults.all().size();
  if (node.entries.empty()) faults.add(node.position, what + " has no points (at least one is needed)");
  std::vector<sim::Series::Point> points;
  for (const YamlEntry& entry : node.entries) {
    YamlNode key;
    key.kind = YamlNode::Kind::scalar;
    key.text = entry.key;
    key.position = entry.position;
    std::optional<sim::Time> date;
    if (is_year_text(entry.key)) {
      const double within = interpolation == sim::Series::Interpolation::linear ? 0.5 : 0.0;
      if (const auto year = read_year(key, what + ": the point", earliest_year, latest_year, faults)) {
        date = sim::from_decimal_year(*year + within);
      }
    } else {
      date = read_date(key, what + ": the point", earliest_year, latest_year, faults);
    }
    const auto value = read_quantity(entry.value, what + ": " + entry.key, unit, faults);
    if (!date || !value) continue;
    const bool twice =
        std::any_of(points.begin(), points.end(), [&](const auto& point) { return point.date == *date; });
    if (twice) {
      faults.add(entry.position, what + ": a second point at '" + entry.key + "' (a date has one value)");
    } else {
      points.push_back({*date, *value});
    }
  }
  if (faults.all().size() > before) return std::nullopt;
  return sim::Series(interpolation, std::move(points));
}

}  // namespace skifte::scenarios
