#include "analysis/export/workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cmath>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

void ensure_written(lxw_error error) {
  if (error == LXW_NO_ERROR) return;
  throw sim::ProgramFault(fmt::format("workbook: {}", lxw_strerror(error)));
}

lxw_row_t as_row(std::uint32_t row) {
  return row;
}

}  // namespace

Workbook::Workbook(const std::string& path) : path_(path), book_(workbook_new(path.c_str())) {
  sim::ensure(book_ != nullptr, "workbook: out of memory");
  bold_ = workbook_add_format(book_);
  format_set_bold(bold_);
  format_set_text_wrap(bold_);
  format_set_bottom(bold_, LXW_BORDER_THIN);
  format_set_align(bold_, LXW_ALIGN_VERTICAL_TOP);
  title_ = workbook_add_format(book_);
  format_set_bold(title_);
  format_set_font_size(title_, 14);
  large_ = workbook_add_format(book_);
  format_set_num_format(large_, "#,##0");
  small_ = workbook_add_format(book_);
  format_set_num_format(small_, "#,##0.0##");
}

Workbook::~Workbook() {
  if (book_ != nullptr) workbook_close(book_);
}

void Workbook::sheet(const std::string& name, const std::string& title, const std::vector<std::string>& lines) {
  sheet_ = workbook_add_worksheet(book_, name.c_str());
  sim::ensure(sheet_ != nullptr, "workbook: a sheet's name is not allowed");
  row_ = 0;
  ensure_written(worksheet_write_string(sheet_, as_row(row_++), 0, title.c_str(), title_));
  for (const std::string& text : lines) line(text);
  ++row_;
}

void Workbook::write(std::uint32_t row, std::uint16_t column, const WorkbookCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    if (!text->empty()) ensure_written(worksheet_write_string(sheet_, as_row(row), column, text->c_str(), nullptr));
  } else if (const double* number = std::get_if<double>(&cell)) {
    if (std::isfinite(*number))
      ensure_written(
          worksheet_write_number(sheet_, as_row(row), column, *number, std::abs(*number) >= 100 ? large_ : small_));
  }
}

void Workbook::table(const std::vector<std::string>& head, const std::vector<std::vector<WorkbookCell>>& rows) {
  for (std::size_t c = 0; c < head.size(); ++c)
    ensure_written(worksheet_write_string(sheet_, as_row(row_), static_cast<std::uint16_t>(c), head[c].c_str(), bold_));
  ++row_;
  for (const std::vector<WorkbookCell>& cells : rows) {
    for (std::size_t c = 0; c < cells.size(); ++c) write(row_, static_cast<std::uint16_t>(c), cells[c]);
    ++row_;
  }
  ++row_;
}

void Workbook::line(const std::string& text) {
  ensure_written(worksheet_write_string(sheet_, as_row(row_++), 0, text.c_str(), nullptr));
}

void Workbook::widths(const std::vector<double>& widths) {
  for (std::size_t c = 0; c < widths.size(); ++c) {
    const auto column = static_cast<std::uint16_t>(c);
    ensure_written(worksheet_set_column(sheet_, column, column, widths[c], nullptr));
  }
}

void Workbook::close() {
  const lxw_error error = workbook_close(book_);
  book_ = nullptr;
  if (error != LXW_NO_ERROR) throw sim::UserFault(fmt::format("{} cannot be written ({})", path_, lxw_strerror(error)));
}

}  // namespace skifte::analysis
