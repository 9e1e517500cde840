#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/plan.hpp"

namespace skifte::analysis {

/// Reads a design's table for Plan. The constructor throws UserFault with every fault of the table.
class TableReading {
 public:
  TableReading(const PlanSpec& spec, const scenarios::CsvTable& table, const ScenarioLoader& load,
               const scenarios::Vocabulary& vocabulary);

  const std::vector<std::string>& scenario_names() const { return scenario_names_; }
  /// Of each scenario the path it was read from, and what --set changed in all of them.
  std::vector<std::string> scenario_files() const;
  const std::vector<std::string>& sets() const { return as_they_stand_.front().sets; }
  /// The columns of levers, with the cells that occur.
  const std::vector<Factor>& factors() const { return factors_; }
  std::vector<Variant> take_variants() { return std::move(variants_); }
  std::vector<PlannedMember> take_rows() { return std::move(rows_); }
  /// What the table draws, in the order of the values: of each column what the scenarios know of it.
  std::vector<scenarios::Uncertainty> uncertainties(const scenarios::Scenario& merged) const;
  /// Of all cells.
  std::uint64_t hash() const { return hash_; }

 private:
  void sort_columns();
  void load_scenarios();
  void read_row(std::size_t row);
  std::vector<std::size_t> scenarios_of(std::size_t row);
  std::uint32_t count_in(std::size_t row, const std::string& column, std::uint32_t without);
  std::vector<double> values_of(std::size_t row);
  std::size_t variant_of(std::size_t row, std::size_t scenario);
  const sim::AssumptionDeclaration& declaration(const std::string& name) const;

  const PlanSpec& spec_;
  const scenarios::CsvTable& table_;
  const ScenarioLoader& load_;
  const scenarios::Vocabulary& vocabulary_;
  scenarios::FaultList faults_;
  std::vector<std::string> assumptions_;  ///< columns, sorted
  std::vector<scenarios::Scenario> as_they_stand_;
  std::vector<std::string> scenario_names_;
  std::vector<Factor> factors_;
  std::vector<Variant> variants_;
  std::map<std::vector<std::size_t>, std::size_t> known_variants_;  ///< (scenario, levels) -> variant
  std::vector<PlannedMember> rows_;
  std::uint64_t hash_ = 0;
};

}  // namespace skifte::analysis
