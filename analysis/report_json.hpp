#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "analysis/report_data.hpp"

namespace skifte::analysis {

/// The report's data as the page's script reads it. A fan is a list of [year, q05, q25, q50, q75, q95]; a chance
/// carries its 95 % sampling interval; numbers that are not finite become null.
nlohmann::json report_json(const ReportData& data);

/// The 95 % interval of a share estimated from independent members, after Wilson, J. Am. Stat. Assoc. 22 (1927) 209:
///     (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n),   z = 1.96.
/// n counts points of the design where members are replicates of fewer. Designs that spread their members evenly (lhs,
/// sobol) are somewhat more precise than it says. [1], 0 ≤ low ≤ high ≤ 1; the whole unit interval when there is no
/// member.
struct ShareInterval {
  double low = 0;
  double high = 1;
};
ShareInterval wilson_interval(const MemberCount& count);

/// Text of `value` that is safe inside <script type="application/json">: '<', '>', '&' and the line separators U+2028
/// and U+2029 are written as \u escapes, so that no text can end the script or open a comment. Faulty UTF-8 becomes
/// U+FFFD.
std::string script_text(const nlohmann::json& value);

/// `text` with & < > " ' as character references.
std::string html_text(const std::string& text);

}  // namespace skifte::analysis
