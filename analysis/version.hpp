#pragma once
#include <string>

namespace skifte::analysis {

std::string program_version();  ///< e.g. 0.1.0
std::string program_commit();   ///< of the sources as configured, "unknown" outside a checkout
std::string compiler_name();
std::string library_versions();  ///< kind of build and libraries, a line each: `library HDF5 1.10.8`

}  // namespace skifte::analysis
