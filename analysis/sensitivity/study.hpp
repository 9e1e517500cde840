#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/outcomes/outcome_source.hpp"
#include "analysis/sensitivity/index.hpp"
#include "output/result_reader.hpp"
#include "scenarios/scenario.hpp"

namespace skifte::analysis {

/// An input that was varied.
struct StudyInput {
  std::string name;
  std::string group;  ///< the kind of agent that reads it, or what stands before the name's first point
  std::string unit;
  std::string meaning;  ///< empty in a plain table
};

/// What was varied and what came of it, a row per point of the design: its replicates are averaged, for
/// they are no independent futures.
struct Study {
  std::string source;  ///< file, for messages
  std::string scenario;
  std::string design;  ///< "lhs", ...; "" when not known
  std::size_t block = 1;
  std::optional<double> step;  ///< of a Morris trajectory in the unit cube; empty: to be measured
  std::uint64_t seed = 1;
  std::vector<StudyInput> inputs;
  Columns x;
  std::shared_ptr<const OutcomeSource> outcomes;
  std::size_t replicates = 1;      ///< averaged in each row, at most
  bool blocks_share_luck = false;  ///< of a result: each block has luck of its own

  std::size_t rows() const { return x.empty() ? 0 : x.front().size(); }
};

/// Rows in which an outcome is known.
struct KnownRows {
  Columns x;  ///< by input
  std::vector<double> y;
  std::size_t left_out = 0;  ///< rows in which it is NaN
};
KnownRows known_rows(const Study& study, const std::vector<double>& y);

/// The study in a result file: the uncertain assumptions drawn, and levels of levers if the design varies them. Of
/// several scenarios the one named. UserFault: no assumption was varied, or it holds several scenarios and none is
/// named. The file must outlive it.
Study read_study(const output::ResultFile& file, const std::string& scenario, const scenarios::Vocabulary& vocabulary);

/// The study in plain tables: a column per input and per outcome, rows side by side. An empty field of an outcome is a
/// run that failed. UserFault with every fault of the tables.
Study read_study(const std::string& design_path, const std::string& outputs_path);

/// The names of outcomes in a table of outputs.
std::vector<std::string> output_names(const std::string& outputs_path);

}  // namespace skifte::analysis
