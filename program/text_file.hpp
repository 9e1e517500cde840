#pragma once
#include "output/text_file.hpp"

namespace skifte::program {

using output::write_text_file;

}  // namespace skifte::program
