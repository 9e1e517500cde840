#include "scenarios/assumption_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "scenarios/bounds_reading.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/node_reading.hpp"
#include "scenarios/yaml_document.hpp"

namespace skifte::scenarios {
namespace {

constexpr std::array certainties = {Certainty::high, Certainty::medium, Certainty::low, Certainty::unverified};

using Declarations = std::map<std::string, sim::AssumptionDeclaration, std::less<>>;
using Assumptions = std::map<std::string, Assumption, std::less<>>;

/// Reads one entry of an assumption file.
class EntryReader {
 public:
  EntryReader(const YamlEntry& entry, const sim::AssumptionDeclaration& declaration, CityQuantities& quantities,
              FaultList& faults)
      : entry_(entry), declaration_(declaration), quantities_(quantities), faults_(faults) {}

  /// Records its faults; the assumption is of use only when it has a value.
  std::optional<Assumption> read() {
    if (!require_map(entry_.value, entry_.key, faults_)) return std::nullopt;
    require_known_keys(entry_.value, entry_.key,
                       {"value", "series", "interpolation", "range", "distribution", "uncertain_from", "per", "source",
                        "certainty", "note"},
                       faults_);
    Assumption assumption;
    assumption.declaration = declaration_;
    assumption.position = entry_.position;
    read_provenance(assumption);
    const bool has_value =
        declaration_.shape == sim::AssumptionShape::number ? read_number(assumption) : read_points(assumption);
    if (!has_value) return std::nullopt;
    read_uncertainty(assumption);
    if (value_of("per") != nullptr && !multiply(assumption)) return std::nullopt;
    return assumption;
  }

 private:
  const YamlNode* value_of(std::string_view key) const {
    const YamlEntry* found = entry_.value.find(key);
    return found == nullptr ? nullptr : &found->value;
  }
  std::string label(const char* key) const { return entry_.key + ": " + key; }
  void refuse(std::string_view key, const std::string& why) {
    if (const YamlEntry* found = entry_.value.find(key)) faults_.add(found->position, entry_.key + ": " + why);
  }
  void miss(const std::string& why) { faults_.add(entry_.position, entry_.key + ": " + why); }

  void read_provenance(Assumption& assumption) {
    if (const YamlNode* source = value_of("source")) {
      assumption.source = read_text(*source, label("source"), faults_).value_or("");
    } else {
      miss("'source' is missing (every figure says where it comes from)");
    }
    if (const YamlNode* note = value_of("note"))
      assumption.note = read_text(*note, label("note"), faults_).value_or("");
    const YamlNode* certainty = value_of("certainty");
    if (certainty == nullptr) {
      miss("'certainty' is missing (it takes 'high', 'medium', 'low' or 'unverified')");
      return;
    }
    const auto known = std::find_if(certainties.begin(), certainties.end(), [&](Certainty candidate) {
      return certainty->is_scalar() && certainty->text == to_word(candidate);
    });
    if (known == certainties.end()) {
      faults_.add(certainty->position, label("certainty") + " is '" + certainty->text +
                                           "' (it takes 'high', 'medium', 'low' or 'unverified')");
    } else {
      assumption.certainty = *known;
    }
  }

  bool read_number(Assumption& assumption) {
    refuse("series", "a series stands where a number is needed (the model reads one value) use 'value'?");
    refuse("interpolation", "'interpolation' belongs to a series (this is a number)");
    refuse("uncertain_from", "'uncertain_from' belongs to a series (this is a number)");
    const YamlNode* node = value_of("value");
    if (node == nullptr) {
      if (value_of("series") == nullptr) miss("'value' is missing (a value in '" + declaration_.unit + "' is needed)");
      return false;
    }
    const auto value = read_quantity(*node, label("value"), declaration_.unit, faults_);
    if (!value) return false;
    assumption.value = *value;
    return require_within(declaration_.bounds, *value, declaration_.unit, node->position, label("value"), faults_);
  }

  bool read_points(Assumption& assumption) {
    refuse("value",
           "a number stands where a series is needed (the model reads dated values) use 'series: {2015: ...}'?");
    const YamlNode* node = value_of("series");
    if (node == nullptr) {
      if (value_of("value") == nullptr)
        miss("'series' is missing (dated values in '" + declaration_.unit + "' are needed)");
      return false;
    }
    const YamlNode* word = value_of("interpolation");
    if (word == nullptr) miss("'interpolation' is missing (a series takes 'linear' or 'step')");
    const auto interpolation = word == nullptr ? std::nullopt : read_interpolation(*word, faults_);
    auto series = read_series(*node, label("series"), declaration_.unit,
                              interpolation.value_or(sim::Series::Interpolation::step), faults_);
    if (const YamlNode* from = value_of("uncertain_from")) {
      assumption.uncertain_from = read_date(*from, label("uncertain_from"), earliest_year, latest_year, faults_);
    }
    if (!series || !interpolation) return false;
    if (!require_within(declaration_.bounds, *series, declaration_.unit, node->position, label("series"), faults_))
      return false;
    assumption.value = std::move(*series);
    return true;
  }

  /// Value, range and distribution times the city's figure that `per` names; a series' uncertainty is a factor already.
  /// Neither a date nor a duration grows with a city, and the two share their unit: no time is scaled.
  bool multiply(Assumption& assumption) {
    if (declaration_.unit == "year" || declaration_.unit == "month" || declaration_.unit == "d") {
      refuse("per", "'per' scales a time (neither a date nor a duration is larger in a larger city) leave it out?");
      return false;
    }
    const auto name = read_text(*value_of("per"), label("per"), faults_);
    const auto figure = name ? quantities_.find(*name, value_of("per")->position, faults_) : std::nullopt;
    if (!figure) return false;
    assumption.note +=
        fmt::format("{}the value per {} times {}", assumption.note.empty() ? "" : "; ", *name, short_number(*figure));
    if (auto* series = std::get_if<sim::Series>(&assumption.value)) {
      std::vector<sim::Series::Point> points = series->points();
      for (sim::Series::Point& point : points) point.value *= *figure;
      *series = sim::Series(series->interpolation(), std::move(points));
      return true;
    }
    std::get<double>(assumption.value) *= *figure;
    if (assumption.range) assumption.range = {assumption.range->first * *figure, assumption.range->second * *figure};
    if (!assumption.distribution) return true;
    if (*figure > 0) {
      assumption.distribution = assumption.distribution->scaled(*figure);
    } else {
      assumption.distribution.reset();  // none of it here: nothing to be uncertain about
    }
    return true;
  }

  /// A number is uncertain in its unit, a series by a factor around 1.
  void read_uncertainty(Assumption& assumption) {
    const bool is_number = std::holds_alternative<double>(assumption.value);
    const std::string unit = is_number ? declaration_.unit : "1";
    const double central = is_number ? std::get<double>(assumption.value) : 1.0;
    const YamlNode* range = value_of("range");
    const YamlNode* shape = value_of("distribution");
    if (range != nullptr) assumption.range = read_range(*range, label("range"), unit, faults_);
    if (assumption.range && (central < assumption.range->first || central > assumption.range->second)) {
      faults_.add(range->position, label("range") + " [" + short_number(assumption.range->first) + ", " +
                                       short_number(assumption.range->second) + "] does not hold " +
                                       (is_number ? "the value " : "the factor ") + short_number(central) +
                                       " (the central value lies within)");
      return;
    }
    if (shape != nullptr && shape->is_map()) {
      if (const auto read = read_distribution(*shape, label("distribution"), unit, faults_))
        keep(assumption, *read, shape->position);
      return;
    }
    const auto kind = shape == nullptr ? DistributionKind::triangular
                                       : read_distribution_kind(*shape, label("distribution"), faults_);
    if (!kind) return;
    if (shape != nullptr && range == nullptr && *kind != DistributionKind::fixed) {
      faults_.add(shape->position,
                  label("distribution") + " is '" + shape->text + "' without a range (low and high are needed)");
    }
    if (!assumption.range || *kind == DistributionKind::fixed) return;
    const auto [low, high] = *assumption.range;
    const auto made = faults_.attempt(range->position, label("range") + ": ", [&, low = low, high = high] {
      return Distribution::from_range(*kind, central, low, high);
    });
    if (made) keep(assumption, *made, range->position);
  }

  void keep(Assumption& assumption, const Distribution& distribution, const sim::Position& position) {
    if (distribution.kind() == DistributionKind::fixed) return;
    if (require_drawn_within(declaration_, assumption.value, assumption.uncertain_from, distribution, position,
                             faults_))
      assumption.distribution = distribution;
  }

  const YamlEntry& entry_;
  const sim::AssumptionDeclaration& declaration_;
  CityQuantities& quantities_;
  FaultList& faults_;
};

/// Reads files of one rank into `assumptions`; a name stands once among them. Names seen go to `named`, valid or not.
/// Returns whether every file could be read to its end.
bool read_files(const std::vector<std::filesystem::path>& files, const Declarations& declarations,
                CityQuantities& quantities, FaultList& faults, std::vector<SourceFile>& sources,
                Assumptions& assumptions, std::map<std::string, sim::Position>& named) {
  bool complete = true;
  std::vector<std::string> known;
  for (const auto& [name, declaration] : declarations) known.push_back(name);
  for (const std::filesystem::path& file : files) {
    const auto text = faults.attempt({}, "", [&] { return read_file(file); });
    complete = complete && text.has_value();
    if (!text) continue;
    sources.push_back({file.string(), *text});
    const YamlDocument document = read_yaml(*text, file.string(), faults);
    const YamlNode& root = document.root;
    complete = complete && document.complete;
    if (root.kind == YamlNode::Kind::empty || !require_map(root, "the file of assumptions", faults)) continue;
    for (const YamlEntry& entry : root.entries) {
      const auto declaration = declarations.find(entry.key);
      if (declaration == declarations.end()) {
        faults.add(entry.position, "the assumption '" + entry.key +
                                       "' is read by nobody (no part of the model declares it)" +
                                       suggestion(entry.key, known));
        continue;
      }
      const auto [first, is_new] = named.emplace(entry.key, entry.position);
      if (!is_new) {
        faults.add(entry.position, "the assumption '" + entry.key + "' stands twice (first in " +
                                       std::filesystem::path(first->second.file).filename().string() + ", line " +
                                       std::to_string(first->second.line) + ")");
        continue;
      }
      auto read = EntryReader(entry, declaration->second, quantities, faults).read();
      if (read) assumptions.insert_or_assign(entry.key, std::move(*read));
    }
  }
  return complete;
}

}  // namespace

std::string_view to_word(Certainty certainty) {
  switch (certainty) {
    case Certainty::high:
      return "high";
    case Certainty::medium:
      return "medium";
    case Certainty::low:
      return "low";
    case Certainty::unverified:
      return "unverified";
  }
  throw sim::ProgramFault("assumptions: unknown certainty");
}

AssumptionBook AssumptionBook::read(const std::vector<std::filesystem::path>& shared,
                                    const std::vector<std::filesystem::path>& local,
                                    const std::vector<sim::AssumptionDeclaration>& declarations, FaultList& faults,
                                    std::vector<SourceFile>& sources, CityQuantities quantities) {
  Declarations by_name;
  for (const sim::AssumptionDeclaration& declaration : declarations) by_name.emplace(declaration.name, declaration);
  Assumptions assumptions;
  std::map<std::string, sim::Position> named_shared;
  std::map<std::string, sim::Position> named_local;
  const bool shared_complete = read_files(shared, by_name, quantities, faults, sources, assumptions, named_shared);
  const bool local_complete = read_files(local, by_name, quantities, faults, sources, assumptions, named_local);
  for (const auto& [name, declaration] : by_name) {
    if (!shared_complete || !local_complete) break;  // what is missing may stand where the reading broke off
    if (named_shared.contains(name) || named_local.contains(name)) continue;
    faults.add({}, "the assumption '" + name + "' [" + declaration.unit + "] has no value (" + declaration.reader +
                       " reads it) add it to a file of assumptions?");
  }
  AssumptionBook book;
  for (auto& [name, assumption] : assumptions) book.assumptions_.push_back(std::move(assumption));
  return book;
}

const Assumption* AssumptionBook::find(std::string_view name) const {
  const auto found =
      std::lower_bound(assumptions_.begin(), assumptions_.end(), name,
                       [](const Assumption& a, std::string_view wanted) { return a.declaration.name < wanted; });
  return found == assumptions_.end() || found->declaration.name != name ? nullptr : &*found;
}

sim::AssumptionValues AssumptionBook::values() const {
  sim::AssumptionValues values;
  for (const Assumption& assumption : assumptions_) {
    std::visit([&](const auto& value) { values.set(assumption.declaration.name, value); }, assumption.value);
  }
  return values;
}

}  // namespace skifte::scenarios
