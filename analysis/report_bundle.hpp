#pragma once
#include <string_view>

namespace skifte::analysis {

/// The parts of the page that analysis/report/build.mjs bundles; their definitions are generated (cmake/report.cmake).
extern const std::string_view report_template;  ///< HTML with {{language}} {{title}} {{style}} {{data}} {{script}}
extern const std::string_view report_style;
extern const std::string_view report_script;

}  // namespace skifte::analysis
