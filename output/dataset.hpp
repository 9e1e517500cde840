#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What a result holds, in memory: dimensions, variables and one record per member. Knows no agent and no city.
namespace skifte::output {

/// A named axis. Labels are either names or years, never both.
struct Dimension {
  std::string name;
  std::vector<std::string> labels;  ///< unique names; empty when `years` counts
  std::vector<int> years;           ///< calendar years; empty when `labels` counts
  std::string long_name;
  std::size_t size() const { return years.empty() ? labels.size() : years.size(); }
  /// The label at `index` as text.
  std::string label(std::size_t index) const {
    return years.empty() ? labels.at(index) : std::to_string(years.at(index));
  }
  bool operator==(const Dimension&) const = default;
};

/// Whether a variable may hold NaN ("never met", "no such dwelling"). Where it may not, NaN fails the member;
/// infinity always does.
enum class Missing { fault, allowed };

/// An array that each member fills.
struct VariableSpec {
  std::string name;
  std::vector<std::string> dimensions;  ///< after member, slowest first; empty: one number per member
  std::string units;                    ///< "1" for a pure number
  std::string long_name;
  Missing missing = Missing::fault;
  bool operator==(const VariableSpec&) const = default;
};

/// The variables of a result and where each lies in a member's values: in order, row by row, without gaps.
class Layout {
 public:
  Layout() = default;
  /// ProgramFault when a name occurs twice, is reserved (`member`, `status`, `seed`, ...), a dimension is unknown, or a
  /// dimension has both or repeated labels.
  Layout(std::vector<Dimension> dimensions, std::vector<VariableSpec> variables);

  const std::vector<Dimension>& dimensions() const { return dimensions_; }
  const std::vector<VariableSpec>& variables() const { return variables_; }
  bool has(std::string_view variable) const;
  /// ProgramFault for an unknown name, here and below.
  const Dimension& dimension(std::string_view name) const;
  const VariableSpec& variable(std::string_view name) const;
  /// Lengths of the variable's dimensions, member left out.
  std::vector<std::size_t> shape(std::string_view variable) const;
  /// Index of the variable's first number in a member's values.
  std::size_t offset(std::string_view variable) const;
  /// Numbers the variable takes in a member's values.
  std::size_t size(std::string_view variable) const;
  /// Numbers of one member over all variables.
  std::size_t total() const { return total_; }
  /// `emissions at year 2030, sector transport`: names the place of one number, for messages.
  std::string describe(std::size_t value_index) const;
  bool operator==(const Layout&) const = default;

 private:
  std::size_t index_of(std::string_view variable) const;

  std::vector<Dimension> dimensions_;
  std::vector<VariableSpec> variables_;
  std::vector<std::size_t> offsets_;
  std::vector<std::size_t> sizes_;
  std::size_t total_ = 0;
};

/// How a member ended.
enum class MemberStatus : std::uint8_t { done, failed, crashed, timed_out, out_of_memory };
std::string_view to_string(MemberStatus status);
/// UserFault for a word that is no status.
MemberStatus member_status(std::string_view word);

/// One member's outcome.
struct MemberResult {
  using Status = MemberStatus;
  std::uint32_t member = 0;
  Status status = Status::done;
  std::uint64_t seed = 0;
  std::uint32_t replicate = 0;
  double wall_time = 0;        ///< [s]; outside the reproducibility claim
  std::string message;         ///< why it failed; empty when done
  std::vector<double> values;  ///< Layout::total() numbers; all NaN but the inputs unless done
};

/// A result whose values are all NaN.
MemberResult blank_result(std::uint32_t member, const Layout& layout);

/// What is wrong with a member's values: their number, a NaN where Missing::fault holds, infinity anywhere. Empty when
/// sound.
std::string value_fault(const std::vector<double>& values, const Layout& layout);

/// A text kept with the result: the scenario as read, a list of data hashes, the environment.
struct ProvenanceText {
  std::string name;  ///< no slash
  std::string text;
  bool operator==(const ProvenanceText&) const = default;
};

/// An observed series on axes of its own: the years of a statistic are not the years of a run.
struct Observation {
  std::string name;  ///< no slash
  std::vector<Dimension> dimensions;
  std::vector<double> values;  ///< row by row, NaN where nothing was observed
  std::string units;
  std::string long_name;
  std::string source;
};

/// Texts along one dimension that hold for every member, e.g. `assumption_units` along `assumption`.
struct LabelTexts {
  std::string name;
  std::string dimension;
  std::vector<std::string> texts;
  std::string long_name;
  bool operator==(const LabelTexts&) const = default;
};

/// What holds for the whole file.
struct FileHeader {
  std::string version;  ///< of the program
  std::string commit;
  std::string command;  ///< the command line
  std::string scenario;
  std::string city;
  std::uint64_t seed = 0;
  std::string created;  ///< e.g. 2026-01-31T12:00:00Z
  std::string host;
  std::map<std::string, std::string> extra;  ///< further root attributes
  std::vector<ProvenanceText> provenance;
  std::vector<Observation> observations;
  std::vector<LabelTexts> label_texts;
};

}  // namespace skifte::output
