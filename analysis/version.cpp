#include "analysis/version.hpp"

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

}  // namespace skifte::analysis
