#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "analysis/design.hpp"
#include "scenarios/csv.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// A lever's setting (or a fixed assumption) that a design varies: each level is what `--set NAME=LEVEL` takes. `on`
/// leaves a lever as the scenario sets it.
struct Factor {
  std::string name;
  std::vector<std::string> levels;
};

/// Reads `NAME=LEVEL,LEVEL`. UserFault for what is not of that form, fewer than two levels or one that stands twice.
Factor read_factor(const std::string& text);

/// How levers' combinations and points of the uncertainties are put together.
enum class Join {
  crossed,  ///< every combination at every point
  zipped    ///< point p (or block p) with combination p modulo their number
};

/// Whether the scenario's correlations are drawn.
enum class Correlations { declared, left_out };

/// What a plan is made of.
struct PlanSpec {
  DesignSpec design;
  std::vector<std::string> scenarios;  ///< names or paths, at least one
  std::vector<Factor> factors;         ///< varied in full factorial
  Join join = Join::crossed;
  std::uint32_t replicates = 1;  ///< times luck is drawn anew at each point
  std::vector<std::string>
      vary;  ///< assumptions to draw, by name or by what a name begins with; empty: all uncertain ones
  Correlations correlations = Correlations::declared;
  std::uint64_t seed = 1;
  std::string table;  ///< the text of a table of one's own, which a plan was made from; else empty
};

/// Reads a scenario with further `--set` arguments.
using ScenarioLoader = std::function<scenarios::Scenario(const std::string&, const std::vector<std::string>&)>;

/// A scenario under one combination of levers.
struct Variant {
  std::size_t scenario;             ///< which
  std::vector<std::size_t> levels;  ///< of each factor
  scenarios::Scenario content;
};

/// One future to compute.
struct PlannedMember {
  std::uint32_t point;         ///< of the design
  std::uint32_t replicate;     ///< its luck
  std::size_t variant;         ///< of Plan::variants
  std::vector<double> values;  ///< of Plan::merged().uncertainties
  /// Place of each in the unit cube; NaN where it is held at its central value, empty when none is drawn.
  std::vector<double> unit;
};

/// The members of an ensemble: points of the uncertainties x replicates x scenarios and levers' combinations, in this
/// order, the last fastest. Members at one point with one replicate number share assumptions and luck: scenarios and
/// combinations are paired. Luck differs from point to point; within a Saltelli block or a Morris trajectory it is the
/// same.
class Plan {
 public:
  Plan(const PlanSpec& spec, const ScenarioLoader& load);
  /// From a table with a row per member: `point`, `replicate` and `scenario` if wanted, a column for each assumption
  /// (its value in its unit; of a series the factor) or lever (what `--set COLUMN=CELL` takes; empty: as the scenario
  /// sets it). Of `spec` the scenarios, replicates and seed count. Without a column `scenario` each row is computed for
  /// each of them; without `replicate`, with `replicates` lucks of its own. UserFault with every fault of the table.
  Plan(const PlanSpec& spec, const scenarios::CsvTable& table, const ScenarioLoader& load,
       const scenarios::Vocabulary& vocabulary);

  std::uint32_t members() const { return members_; }
  /// ProgramFault for a member outside the plan.
  PlannedMember member(std::uint32_t which) const;
  const std::vector<Variant>& variants() const { return variants_; }
  const std::vector<std::string>& scenario_names() const { return scenario_names_; }
  const std::vector<Factor>& factors() const { return factors_; }
  /// The scenarios as one: the first, with the uncertainties, levers, rules and targets of all.
  const scenarios::Scenario& merged() const { return merged_; }
  /// "lhs", ... or "table".
  const std::string& design() const { return design_; }
  std::uint32_t points() const { return points_count_; }
  std::uint32_t block() const { return block_; }
  std::uint32_t replicates() const { return replicates_; }
  /// What the plan was made from.
  const PlanSpec& spec() const { return spec_; }
  /// Of each scenario the path it was read from.
  const std::vector<std::string>& scenario_files() const { return scenario_files_; }
  /// Members that a point has.
  std::uint32_t members_per_point() const;
  bool extendable() const { return extendable_; }
  /// All that decides which members there are, a line each.
  std::string inputs() const { return inputs_; }
  /// `200 points of lhs x 2 scenarios x 4 combinations of 2 levers x 3 replicates`.
  std::string describe() const;
  /// `baseline`, or `contract-2030 filborna_ccs=off`.
  std::string variant_name(std::size_t variant) const;

 private:
  void load_variants(const ScenarioLoader& load);
  void count(std::uint64_t members);

  PlanSpec spec_;
  std::string design_;
  std::vector<std::string> scenario_names_;
  std::vector<std::string> scenario_files_;
  std::vector<Factor> factors_;
  std::vector<Variant> variants_;
  scenarios::Scenario merged_;
  std::unique_ptr<PointSet> points_;  ///< empty for a table
  std::vector<PlannedMember> rows_;   ///< of a table
  Join join_ = Join::crossed;
  bool extendable_ = false;
  std::uint32_t points_count_ = 0;
  std::uint32_t block_ = 1;
  std::uint32_t replicates_ = 1;
  std::uint32_t members_ = 0;
  std::string inputs_;
};

/// Adds the `--set` that a factor's level is; none where the level is empty, or `on` and the scenario pulls the lever.
void add_set(const scenarios::Scenario& scenario, const std::string& name, const std::string& level,
             std::vector<std::string>& sets);

/// An uncertain assumption's central value: its number; of a series the factor 1.
double central_value(const scenarios::Scenario& scenario, const scenarios::Uncertainty& uncertainty);

}  // namespace skifte::analysis
