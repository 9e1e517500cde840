#pragma once
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skifte::agents {

/// Which agents are wanted one by one, and when.
struct MicrodataRequest {
  std::vector<std::string> tables;  ///< of microdata_tables(); empty: none
  int every = 5;                    ///< [year] counted from the run's first; its last year always
};

/// Names of the tables there are.
const std::vector<std::string>& microdata_tables();

/// One property of each agent. Numbers are exact in 32 bits of a float: codes, counts below 2^24, measures.
struct MicroColumn {
  enum class Kind { whole, real };
  std::string name;
  std::string units;  ///< "1" for pure numbers and codes
  std::string meaning;
  Kind kind = Kind::real;
  std::vector<std::string> labels;  ///< of codes 0, 1, ...; empty when the numbers are none
  std::vector<float> values;
  bool operator==(const MicroColumn&) const = default;
};

/// Agents of one kind, a row for each and each year.
struct MicroTable {
  std::string name;
  std::string meaning;
  std::vector<MicroColumn> columns;
  std::size_t rows() const { return columns.empty() ? 0 : columns.front().values.size(); }
  /// Adds a row. ProgramFault when it has more or fewer numbers than there are columns.
  void add(std::initializer_list<float> row);
  bool operator==(const MicroTable&) const = default;
};

/// Where kinds put their agents when they are asked for them; on the blackboard.
class Microdata {
 public:
  void ask(const MicrodataRequest& request, int first_year, int last_year);
  /// Whether the table is wanted as the year ends.
  bool wanted(std::string_view table, int year) const;
  /// The table, which `make` begins when it is not there yet.
  template <class Make>
  MicroTable& table(std::string_view name, Make make) {
    for (MicroTable& table : tables_) {
      if (table.name == name) return table;
    }
    tables_.push_back(make());
    return tables_.back();
  }
  std::vector<MicroTable> take() { return std::move(tables_); }

 private:
  MicrodataRequest request_;
  int first_year_ = 0;
  int last_year_ = 0;
  std::vector<MicroTable> tables_;
};

/// Labels of a code as texts.
template <class Names>
std::vector<std::string> label_texts(const Names& names) {
  return {names.begin(), names.end()};
}

}  // namespace skifte::agents
