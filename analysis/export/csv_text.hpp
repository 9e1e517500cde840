#pragma once
#include <ostream>
#include <string>
#include <vector>

namespace skifte::analysis {

/// A cell of a CSV file (RFC 4180), quoted where it must be. A text that a spreadsheet would run as a formula gets an
/// apostrophe before it.
std::string csv_cell(const std::string& text);
/// A number that reads back as the same double; empty for NaN.
std::string csv_number(double value);
/// A line of cells that are ready.
void csv_line(std::ostream& out, const std::vector<std::string>& cells);

}  // namespace skifte::analysis
