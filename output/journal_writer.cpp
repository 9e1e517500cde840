#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "output/journal_bytes.hpp"

namespace skifte::output {

using namespace journal;

namespace {

[[noreturn]] void fail_in_use(const std::string& path) {
  fail(path, "is in use (another run writes it)");
}

[[noreturn]] void fail_unfinished(const std::string& path) {
  fail(path, "holds an unfinished run (continue it with --resume, or discard it with --force?)");
}

}  // namespace

void refuse_unfinished_run(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  const bool free = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
  close(descriptor);
  if (!free) fail_in_use(path);
  try {
    const JournalReader reader(path);
  } catch (const sim::UserFault&) {
    return;  // no journal, or one cut short in its header: the writer judges it
  }
  fail_unfinished(path);
}

JournalWriter::JournalWriter(const std::string& path, const JournalKey& key, JournalStart start)
    : path_(path), values_per_member_(key.values_per_member) {
  open_locked();
  try {
    const std::string header = make_header(key);
    const auto there = read_at(descriptor_, 0, header.size());
    if (!there) fail_errno(path, "cannot be read");
    // A header cut short is a run that ended before its first member.
    const bool unused = there->size() < header.size() && header.starts_with(*there);
    if (!unused && !there->starts_with(magic)) fail(path, "is no journal of skifte");
    if (!unused && start == JournalStart::fresh) fail_unfinished(path);
    if (unused || start == JournalStart::replace) {
      begin(key);
    } else {
      const JournalReader reader(path);
      reader.require(key);
      continue_from(reader);
    }
  } catch (...) {
    close(descriptor_);
    throw;
  }
}

JournalWriter::~JournalWriter() {
  close(descriptor_);
}

void JournalWriter::open_locked() {
  descriptor_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail_errno(path_, "cannot be opened");
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const int reason = errno;
  close(descriptor_);
  if (reason == EWOULDBLOCK) fail_in_use(path_);
  errno = reason;
  fail_errno(path_, "cannot be locked");
}

void JournalWriter::begin(const JournalKey& key) {
  if (ftruncate(descriptor_, 0) != 0) fail_errno(path_, "cannot be emptied");
  end_ = 0;
  write_all(make_header(key));
  dirty_ = true;
  sync();
}

void JournalWriter::continue_from(const JournalReader& reader) {
  found_ = reader.statuses();
  end_ = reader.valid_bytes();
  dropped_bytes_ = reader.dropped_bytes();
  if (ftruncate(descriptor_, static_cast<off_t>(end_)) != 0) fail_errno(path_, "cannot be shortened");
}

void JournalWriter::write_all(std::string_view bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count =
        pwrite(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(end_ + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      const int reason = errno;
      // Best effort: a torn record is dropped on reading all the same.
      [[maybe_unused]] const int cut = ftruncate(descriptor_, static_cast<off_t>(end_));
      errno = reason;
      fail_errno(path_, "cannot be written");
    }
    done += static_cast<std::size_t>(count);
  }
  end_ += bytes.size();
}

void JournalWriter::append(const MemberResult& result) {
  sim::ensure(result.values.size() == values_per_member_, "a member's values do not fit the journal");
  write_all(make_record(result));
  dirty_ = true;
}

void JournalWriter::sync() {
  if (!dirty_) return;
  if (fdatasync(descriptor_) != 0) fail_errno(path_, "cannot be written");
  dirty_ = false;
}

}  // namespace skifte::output
