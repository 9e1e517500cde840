#pragma once
#include <string>

#include "analysis/report_data.hpp"

namespace skifte::analysis {

enum class Language { swedish, english };

/// The report as one HTML page that needs no network: data, style, texts and charts are inside. `language` is the one
/// shown first; the page carries both. Texts in `data` are shown as text, never as markup. ProgramFault when there is
/// no scenario.
std::string report_page(const ReportData& data, Language language);

}  // namespace skifte::analysis
