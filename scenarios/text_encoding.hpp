#pragma once
#include <string_view>

namespace skifte::scenarios {

/// Whether all is UTF-8 as the Unicode standard has it (table 3-7), and no byte is 0. What is not ends in results and
/// reports, whose readers refuse it.
bool is_utf8(std::string_view text);

}  // namespace skifte::scenarios
