#pragma once
#include <string>

namespace skifte::program {

/// Writes a text beside its place, syncs and renames: a failed command leaves what was there. UserFault when the disk
/// refuses.
void write_text_file(const std::string& path, const std::string& text);

}  // namespace skifte::program
