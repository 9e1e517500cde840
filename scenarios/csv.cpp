#include "scenarios/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include "scenarios/locations.hpp"
#include "scenarios/text_encoding.hpp"

namespace skifte::scenarios {
namespace {

/// Walks through the text, counting lines and characters.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& file, FaultList& faults)
      : text_(text), file_(file), faults_(faults) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
  }

  bool at_end() const { return at_ >= text_.size(); }
  /// The next line's fields; empty for a blank line.
  std::vector<CsvField> read_line() {
    std::vector<CsvField> fields;
    if (take_line_end()) return fields;
    while (true) {
      fields.push_back(read_field());
      if (at_end() || take_line_end()) return fields;
      advance();  // the comma
      if (at_end()) {
        fields.push_back({"", line_, column_});
        return fields;
      }
    }
  }

 private:
  char now() const { return text_[at_]; }
  void advance() {
    if (now() == '\n') {
      ++line_;
      column_ = 1;
    } else if (at_ + 1 >= text_.size() || (static_cast<unsigned char>(text_[at_ + 1]) & 0xc0U) != 0x80U) {
      ++column_;
    }
    ++at_;
  }
  bool at_line_end() const {
    return now() == '\n' || (now() == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
  }
  bool take_line_end() {
    if (at_end() || !at_line_end()) return false;
    if (now() == '\r') advance();
    advance();
    return true;
  }

  CsvField read_field() {
    CsvField field{"", line_, column_};
    if (!at_end() && now() == '"') {
      read_quoted(field);
      return field;
    }
    while (!at_end() && now() != ',' && !at_line_end()) {
      if (now() == '"') {
        faults_.add({file_, line_, column_},
                    "a quote inside a field (the whole field must stand in quotes, inner ones doubled)");
      }
      field.text += now();
      advance();
    }
    return field;
  }

  void read_quoted(CsvField& field) {
    advance();
    while (!at_end()) {
      if (now() != '"') {
        field.text += now();
        advance();
        continue;
      }
      advance();
      if (at_end() || now() != '"') {
        while (!at_end() && now() != ',' && !at_line_end()) {
          faults_.add({file_, line_, column_}, "text after a closing quote (must be a comma or the line's end)");
          while (!at_end() && now() != ',' && !at_line_end()) advance();
        }
        return;
      }
      field.text += '"';
      advance();
    }
    faults_.add({file_, field.line, field.column}, "a quote that is never closed");
  }

  std::string_view text_;
  const std::string& file_;
  FaultList& faults_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

}  // namespace

CsvTable::CsvTable(const std::string& text, std::string file, FaultList& faults) : file_(std::move(file)) {
  if (!is_utf8(text)) {
    faults.add({file_, 0, 0},
               "is not UTF-8 text (other encodings read differently from place to place) save it as UTF-8?");
    return;
  }
  CsvReader reader(text, file_, faults);
  if (reader.at_end()) {
    faults.add({file_, 1, 1}, "an empty table (must begin with a line of column names)");
    return;
  }
  for (const CsvField& name : reader.read_line()) {
    if (std::find(header_.begin(), header_.end(), name.text) != header_.end()) {
      faults.add({file_, name.line, name.column}, "column '" + name.text + "' twice");
    }
    header_.push_back(name.text);
  }
  while (!reader.at_end()) {
    std::vector<CsvField> row = reader.read_line();
    if (row.empty()) continue;
    if (row.size() != header_.size()) {
      faults.add({file_, row.front().line, row.front().column},
                 std::to_string(row.size()) + " fields (must be " + std::to_string(header_.size()) + ", one a column)");
      continue;
    }
    rows_.push_back(std::move(row));
  }
}

bool CsvTable::has_column(std::string_view name) const {
  return std::find(header_.begin(), header_.end(), name) != header_.end();
}

std::size_t CsvTable::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) {
    throw sim::UserFault({{{file_, 1, 1}, "no column '" + std::string(name) + "'" + suggestion(name, header_)}});
  }
  return static_cast<std::size_t>(found - header_.begin());
}

const CsvField& CsvTable::field(std::size_t row, std::string_view name) const {
  return rows_.at(row)[column(name)];
}

sim::Position CsvTable::position(std::size_t row, std::string_view name) const {
  const CsvField& where = field(row, name);
  return {file_, where.line, where.column};
}

double CsvTable::number(std::size_t row, std::string_view name) const {
  const std::string& written = text(row, name);
  double value = 0;
  const char* end = written.data() + written.size();
  const auto [stop, error] = std::from_chars(written.data(), end, value);
  if (error != std::errc{} || stop != end || !std::isfinite(value)) {
    throw sim::UserFault({{position(row, name), "'" + written + "' is not a number (expected one like 12.5)"}});
  }
  return value;
}

int CsvTable::whole_number(std::size_t row, std::string_view name) const {
  const std::string& written = text(row, name);
  int value = 0;
  const char* end = written.data() + written.size();
  const auto [stop, error] = std::from_chars(written.data(), end, value);
  if (error != std::errc{} || stop != end) {
    throw sim::UserFault({{position(row, name), "'" + written + "' is not a whole number (expected one like 2022)"}});
  }
  return value;
}

std::optional<double> CsvTable::number(std::size_t row, std::string_view name, FaultList& faults) const {
  return faults.attempt(position(row, name), "", [&] { return number(row, name); });
}

std::optional<int> CsvTable::whole_number(std::size_t row, std::string_view name, FaultList& faults) const {
  return faults.attempt(position(row, name), "", [&] { return whole_number(row, name); });
}

CsvTable read_csv(const std::string& path, FaultList& faults) {
  return CsvTable(read_file(path), path, faults);
}

}  // namespace skifte::scenarios
