#pragma once
#include <string>

namespace skifte::output {

/// The lines in which two texts differ, `limit` at most: `'seed 1' became 'seed 2'; 'set b=2' is new`; empty when none
/// does. Lines are matched by all their words but the last, so that an input that changed is named with both its
/// values.
std::string line_differences(const std::string& was, const std::string& is, int limit = 10);

}  // namespace skifte::output
