#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/assumption_book.hpp"
#include "scenarios/correlation.hpp"
#include "scenarios/distribution.hpp"
#include "scenarios/localized_text.hpp"
#include "sim/assumptions.hpp"
#include "sim/fault.hpp"
#include "sim/levers.hpp"

namespace skifte::scenarios {

/// An outcome that targets may name.
struct Outcome {
  std::string name;
  std::string unit;
};

/// The years that a model can run through: all begin in one, the last lies within bounds.
struct SimulatedYears {
  int first;
  int earliest_last;
  int latest_last;
};

/// The names a scenario may use: what the model's parts declare.
struct Vocabulary {
  std::vector<sim::AssumptionDeclaration> assumptions;
  std::vector<sim::LeverDeclaration> levers;
  std::vector<Outcome> outcomes;
  std::vector<std::string> payers;
  std::optional<SimulatedYears> years = {};  ///< absent: any
};

/// What shall hold of an outcome in a year; at least one bound is set.
struct Target {
  std::string name;
  std::string variable;
  int year = 0;
  std::optional<double> at_most;   ///< [unit]
  std::optional<double> at_least;  ///< [unit]
  std::string unit;                ///< the outcome's
  sim::Position position;

  bool met_by(double value) const { return (!at_most || value <= *at_most) && (!at_least || value >= *at_least); }
};

/// What an ensemble draws. For a number the draw replaces its value; for a series it multiplies points.
struct Uncertainty {
  std::string name;           ///< of the assumption
  Distribution distribution;  ///< in `unit`
  std::string unit;           ///< the assumption's declared one; "1" for a series' factor
  sim::AssumptionShape shape = sim::AssumptionShape::number;
  std::optional<sim::Time> from;  ///< series: points from this date on are multiplied; empty: all [d]
};

/// Puts a drawn value in place of the central one.
void apply_draw(sim::AssumptionValues& values, const Uncertainty& uncertainty, double drawn);

/// A lever as the scenario pulls it.
struct LeverEntry {
  std::string name;
  sim::LeverSetting setting;
  std::string text;        ///< as written: `capture: 200 kt/year, operating: 2029-07-01`
  sim::Position position;  ///< of the name, where it was last set
  std::string origin;      ///< the scenario (or "--set") that set it last
  LocalizedText source;    ///< where that setting comes from; empty when its last setter does not say
  std::string rule;        ///< that starts it; "" where its dates do
};

/// A rule as the scenario sets it.
struct RuleEntry {
  sim::LeverRule rule;
  std::string text;  ///< as written
  sim::Position position;
  std::string origin;
};

/// A checked scenario, with everything it inherits.
struct Scenario {
  std::string name;  ///< file's name without folder and ending
  LocalizedText title;
  LocalizedText description;
  std::string city;
  int first_year = 0;
  int last_year = 0;
  std::vector<SourceFile> files;                 ///< itself, what it extends, the city's, the assumptions'
  AssumptionBook book;                           ///< before this scenario's overrides
  sim::AssumptionValues values;                  ///< central values, overrides included
  std::vector<Uncertainty> uncertainties;        ///< sorted by name
  std::vector<RankCorrelation> correlations;     ///< of uncertainties, consistent; sorted by name
  std::vector<LeverEntry> levers;                ///< sorted by name, those that rules start included
  std::vector<RuleEntry> rules;                  ///< sorted by name
  std::vector<Target> targets;                   ///< sorted by name
  std::vector<std::string> changed_assumptions;  ///< overridden in value by a scenario or --set; sorted
  std::vector<sim::Fault> notes;                 ///< what is allowed but implausible; no fault
  std::vector<std::string> sets;                 ///< the --set arguments

  sim::LeverValues lever_values() const;
  std::vector<sim::LeverRule> lever_rules() const;
};

/// Reads a scenario: a bare name is one that ships, a path (with '/' or ending in .yaml) a file. `sets` are NAME=VALUE
/// with an assumption's value, LEVER.PARAMETER=VALUE, LEVER=off or LEVER=on; they come last. What a scenario extends is
/// read first; later levels replace lever parameters, assumptions, uncertainties, rules and targets by
/// name. Overriding an
/// assumption's value makes it certain unless the same level also gives an uncertainty. Throws UserFault with every
/// fault of all files, by file and position.
Scenario load_scenario(const std::string& name_or_path, const std::vector<std::string>& sets,
                       const Vocabulary& vocabulary, const std::filesystem::path& home);
/// The same with find_home().
Scenario load_scenario(const std::string& name_or_path, const std::vector<std::string>& sets,
                       const Vocabulary& vocabulary);

}  // namespace skifte::scenarios
