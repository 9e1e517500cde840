#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"

namespace skifte::scenarios {

struct CsvField {
  std::string text;  ///< without quotes
  int line;          ///< counts from 1
  int column;        ///< of its first character, in characters, counts from 1
};

/// A table with one header line, read by RFC 4180: fields separated by commas; a field with commas, quotes or line
/// breaks stands in double quotes, a quote inside doubled. CR LF and LF both end a line; a UTF-8 byte order mark is
/// skipped.
class CsvTable {
 public:
  /// Reads `text`; `file` is for messages. Unclosed quotes, text around quotes, lines with more or fewer fields than
  /// the header, and a name twice in the header are faults; such lines are left out.
  CsvTable(const std::string& text, std::string file, FaultList& faults);

  const std::string& file() const { return file_; }
  const std::vector<std::string>& header() const { return header_; }
  std::size_t size() const { return rows_.size(); }
  bool has_column(std::string_view name) const;
  /// Text of row `row` in the column `name`; a missing column is a UserFault with the nearest name.
  const std::string& text(std::size_t row, std::string_view name) const { return field(row, name).text; }
  /// The field as a finite decimal number; a UserFault with its place otherwise.
  double number(std::size_t row, std::string_view name) const;
  /// The field as a whole number; a UserFault with its place otherwise.
  int whole_number(std::size_t row, std::string_view name) const;
  /// The same, recording the fault at its place and giving an empty result.
  std::optional<double> number(std::size_t row, std::string_view name, FaultList& faults) const;
  std::optional<int> whole_number(std::size_t row, std::string_view name, FaultList& faults) const;
  sim::Position position(std::size_t row, std::string_view name) const;

 private:
  const CsvField& field(std::size_t row, std::string_view name) const;
  std::size_t column(std::string_view name) const;

  std::string file_;
  std::vector<std::string> header_;
  std::vector<std::vector<CsvField>> rows_;
};

/// Reads a CSV file; one that cannot be opened is a UserFault.
CsvTable read_csv(const std::string& path, FaultList& faults);

}  // namespace skifte::scenarios
