#include "analysis/report_page.hpp"

#include <map>
#include <string_view>

#include "analysis/report_bundle.hpp"
#include "analysis/report_json.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {
namespace {

/// `page` with each {{name}} replaced by its part. One pass: what a part contains is never looked at again.
std::string fill(std::string_view page, const std::map<std::string_view, std::string_view>& parts) {
  std::string result;
  while (true) {
    const auto begin = page.find("{{");
    result += page.substr(0, begin);
    if (begin == std::string_view::npos) return result;
    const auto end = page.find("}}", begin);
    sim::ensure(end != std::string_view::npos, "report template: {{ without }}");
    const auto part = parts.find(page.substr(begin + 2, end - begin - 2));
    sim::ensure(part != parts.end(), "report template: unknown part");
    result += part->second;
    page.remove_prefix(end + 2);
  }
}

}  // namespace

std::string report_page(const ReportData& data, Language language) {
  sim::ensure(!data.scenarios.empty(), "a report needs at least one scenario");
  const bool swedish = language == Language::swedish;
  const std::string& preferred = swedish ? data.title.sv : data.title.en;
  const std::string& other = swedish ? data.title.en : data.title.sv;
  const std::string title = html_text(preferred.empty() ? other : preferred);
  const std::string json = script_text(report_json(data));
  return fill(report_template, {{"language", swedish ? "sv" : "en"},
                                {"title", title},
                                {"style", report_style},
                                {"data", json},
                                {"script", report_script}});
}

}  // namespace skifte::analysis
