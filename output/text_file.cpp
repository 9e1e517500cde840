#include "output/text_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "output/atomic_file.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

void write_text_file(const std::string& path, const std::string& text) {
  AtomicFile file(path);
  std::ofstream out(file.unfinished(), std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) throw sim::UserFault(fmt::format("{} cannot be written (not permitted, or its disk is full)", path));
  try {
    file.commit();
  } catch (const std::system_error& error) {
    throw sim::UserFault(fmt::format("{} cannot be written ({})", path, error.what()));
  }
}

}  // namespace skifte::output
