#include "output/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "sim/fault.hpp"

namespace skifte::output {

namespace fs = std::filesystem;

namespace {

void sync(const std::string& path, int flags) {
  const int descriptor = open(path.c_str(), flags | O_CLOEXEC);
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  const int reason = errno;
  if (descriptor >= 0) close(descriptor);
  if (!synced) throw std::system_error(reason, std::generic_category());
}

std::string behind_links(const std::string& path) {
  std::error_code ignored;
  return fs::is_symlink(path, ignored) ? fs::weakly_canonical(path).string() : path;
}

}  // namespace

std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

std::string unfinished_path(const std::string& path, int process) {
  return behind_links(path) + "." + std::to_string(process) + ".part";
}

AtomicFile::AtomicFile(const std::string& path)
    : target_(behind_links(path)), unfinished_(unfinished_path(path, getpid())) {
  std::error_code ignored;
  if (!fs::is_directory(folder_of(path), ignored))
    throw sim::UserFault("folder " + folder_of(path) + " does not exist (it would hold " + path + ")");
  if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored))
    throw sim::UserFault(path + " is no ordinary file (nothing is written over it)");
}

AtomicFile::~AtomicFile() {
  if (!committed_) discard();
}

void AtomicFile::discard() {
  std::error_code ignored;
  fs::remove(unfinished_, ignored);
}

void AtomicFile::commit() {
  sync(unfinished_, O_RDONLY);
  fs::rename(unfinished_, target_);
  committed_ = true;
  sync(folder_of(target_), O_RDONLY | O_DIRECTORY);
}

}  // namespace skifte::output
