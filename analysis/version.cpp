#include "analysis/version.hpp"

#include <gnu/libc-version.h>

#include "version_generated.hpp"

namespace skifte::analysis {

std::string program_version() {
  return SKIFTE_VERSION;
}
std::string program_commit() {
  return SKIFTE_COMMIT;
}
std::string compiler_name() {
  return "GCC-compatible " __VERSION__;
}
std::string library_versions() {
  return std::string(SKIFTE_BUILD SKIFTE_LIBRARIES) + "library glibc " + gnu_get_libc_version() + "\n";
}

}  // namespace skifte::analysis
