#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/fault_list.hpp"
#include "scenarios/lever_reading.hpp"
#include "scenarios/rule_reading.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/scenario_layers.hpp"

namespace skifte::scenarios {

/// Lays the levels of a scenario over each other, the most basic first, and makes of them what a run needs.
class ScenarioBuilder {
 public:
  /// What a missing city or period is.
  enum class Missing { fault, ignored };

  ScenarioBuilder(const Vocabulary& vocabulary, std::filesystem::path home, Missing missing, FaultList& faults)
      : vocabulary_(vocabulary), home_(std::move(home)), missing_(missing), faults_(faults) {}

  void add(const ScenarioLayer& layer);
  /// Reads the city and its assumptions and puts everything together; of use only when there are no faults.
  /// `sources` grows by the files read.
  Scenario finish(const std::string& name, std::vector<SourceFile> sources);

 private:
  /// What the levels have said of one assumption.
  struct AssumptionChange {
    enum class Range { inherited, certain, given };
    std::optional<YamlEntry> value;
    Range range = Range::inherited;
    std::optional<YamlEntry> distribution;
  };

  void add_header(const ScenarioLayer& layer);
  void add_period(const YamlNode& node);
  void add_assumptions(const YamlNode& node);
  void add_uncertainties(const YamlNode& node);

  /// `off` must meet something: else a slip of the pen would leave in force what was to be dropped.
  void require_written_below(const YamlEntry& entry, const std::string& kind);

  void finish_period(Scenario& scenario);
  void require_simulated(std::optional<int> from, std::optional<int> to, const SimulatedYears& years);
  void read_city(Scenario& scenario);
  void apply_changes(Scenario& scenario);
  void override_value(const sim::AssumptionDeclaration& declaration, const YamlEntry& entry, Scenario& scenario);
  void note_if_implausible(const sim::AssumptionDeclaration& declaration, const YamlEntry& entry,
                           Scenario& scenario) const;
  void finish_correlations(Scenario& scenario);
  void finish_levers(Scenario& scenario);
  void finish_rules(Scenario& scenario);
  void finish_targets(Scenario& scenario);
  std::optional<Target> read_target(const YamlEntry& entry, const Scenario& scenario);

  const Vocabulary& vocabulary_;
  std::filesystem::path home_;
  Missing missing_;
  FaultList& faults_;
  sim::Position file_;  ///< of the scenario's own file
  LocalizedText title_;
  LocalizedText description_;
  std::optional<YamlEntry> city_;
  std::optional<YamlEntry> from_;
  std::optional<YamlEntry> to_;
  std::map<std::string, PulledLever, std::less<>> levers_;
  WrittenRules rules_;
  std::map<std::string, std::set<std::string>> written_;  ///< names by kind, dropped ones too
  std::map<std::string, AssumptionChange, std::less<>> changes_;
  std::map<std::string, YamlEntry, std::less<>> correlations_;
  std::map<std::string, YamlEntry, std::less<>> targets_;
};

}  // namespace skifte::scenarios
