#pragma once
#include <string>

namespace skifte::output {

/// Writes `text` beside `path` and renames: `path` holds what was there or the whole text. UserFault when it cannot be
/// written.
void write_text_file(const std::string& path, const std::string& text);

}  // namespace skifte::output
