#pragma once
#include "analysis/report_data.hpp"

namespace skifte::analysis {

/// A report with two scenarios and every part filled: curves by formula, about the size of Helsingborg's figures. The
/// observed points are SMHI's and Trafikanalys's. Results are invented and stand nowhere but in tests.
ReportData sample_report();

}  // namespace skifte::analysis
