#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace skifte::analysis {

/// Empty, a text or a number; NaN is written as an empty cell.
using WorkbookCell = std::variant<std::monostate, std::string, double>;

/// An Excel workbook in the making. Texts are stored as texts: none runs as a formula.
class Workbook {
 public:
  /// Begins the file at `path`.
  explicit Workbook(const std::string& path);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// A new sheet with a title and lines of explanation above its tables. At most 31 characters, none of []:*?/\ .
  void sheet(const std::string& name, const std::string& title, const std::vector<std::string>& lines);
  /// A table below what the sheet holds: a bold head, then rows.
  void table(const std::vector<std::string>& head, const std::vector<std::vector<WorkbookCell>>& rows);
  /// A line of text below what the sheet holds.
  void line(const std::string& text);
  /// Widths of the sheet's columns [characters].
  void widths(const std::vector<double>& widths);
  /// Writes the file. UserFault when it cannot be written.
  void close();

 private:
  void write(std::uint32_t row, std::uint16_t column, const WorkbookCell& cell);

  std::string path_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* bold_ = nullptr;
  lxw_format* title_ = nullptr;
  lxw_format* large_ = nullptr;
  lxw_format* small_ = nullptr;
  std::uint32_t row_ = 0;
};

}  // namespace skifte::analysis
