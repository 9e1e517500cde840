#pragma once
#include <string>

namespace skifte::output {

/// A file that is written beside its place and put there when it is complete: at every moment the path holds what was
/// there before or the whole new file. A link at the path stays; what it names is replaced.
class AtomicFile {
 public:
  /// UserFault when the folder is missing or something other than an ordinary file stands at the path.
  explicit AtomicFile(const std::string& path);
  /// Removes the unfinished file unless it was committed.
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// Where to write, in the same folder.
  const std::string& unfinished() const { return unfinished_; }
  /// Forces the file to the disk and renames it. std::system_error when the disk refuses.
  void commit();
  /// Removes the unfinished file now.
  void discard();

 private:
  std::string target_;
  std::string unfinished_;
  bool committed_ = false;
};

/// The file that process `process` writes beside `path`; left behind only when that process is killed.
std::string unfinished_path(const std::string& path, int process);

/// The folder that holds `path`, "." for a bare name.
std::string folder_of(const std::string& path);

}  // namespace skifte::output
