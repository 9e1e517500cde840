#pragma once
#include <CLI/CLI.hpp>

namespace skifte::program {

/// Makes every option that takes a number read what stands there and nothing else. CLI11 alone takes `010` for 8, a
/// seed of 2^64 or more for 2^64 - 1, and `nan` for a number of seconds.
void read_numbers_strictly(CLI::App& app);

}  // namespace skifte::program
