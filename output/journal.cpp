#include "output/journal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <vector>

#include "output/text_difference.hpp"
#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::output {

namespace {

constexpr std::string_view magic = "SKIFTEJ\n";
constexpr std::uint32_t version = 1;
constexpr std::uint32_t record_magic = 0x524d4253;
constexpr std::size_t header_bytes = 8 + 4 + 4 + 8 + 8;
constexpr std::size_t record_head_bytes = 12;
constexpr std::size_t payload_head_bytes = 4 + 4 + 8 + 4 + 4 + 8;

template <typename T>
void put(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Takes values off the front of bytes that are known to be long enough.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : bytes_(bytes) {}
  template <typename T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view take(std::size_t count) {
    sim::ensure(count <= bytes_.size(), "a journal record is shorter than its parts");
    const std::string_view part = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return part;
  }

 private:
  std::string_view bytes_;
};

std::uint32_t checksum(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32_z(crc32(0, nullptr, 0), reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::string make_header(const JournalKey& key) {
  std::string bytes(magic);
  put(bytes, version);
  put(bytes, static_cast<std::uint32_t>(key.inputs.size()));
  put(bytes, sim::hash_name(key.inputs));
  put(bytes, std::uint64_t{key.values_per_member});
  bytes += key.inputs;
  put(bytes, checksum(bytes));
  return bytes;
}

std::string make_record(const MemberResult& result) {
  std::string payload;
  payload.reserve(payload_head_bytes + result.message.size() + result.values.size() * sizeof(double));
  put(payload, result.member);
  put(payload, static_cast<std::uint32_t>(result.status));
  put(payload, result.seed);
  put(payload, result.replicate);
  put(payload, static_cast<std::uint32_t>(result.message.size()));
  put(payload, result.wall_time);
  payload += result.message;
  payload.append(reinterpret_cast<const char*>(result.values.data()), result.values.size() * sizeof(double));
  std::string record;
  put(record, record_magic);
  put(record, static_cast<std::uint32_t>(payload.size()));
  put(record, checksum(payload));
  return record + payload;
}

MemberResult parse_payload(std::string_view payload) {
  Taker taker(payload);
  MemberResult result;
  result.member = taker.number<std::uint32_t>();
  result.status = static_cast<MemberStatus>(taker.number<std::uint32_t>());
  result.seed = taker.number<std::uint64_t>();
  result.replicate = taker.number<std::uint32_t>();
  const auto message = taker.number<std::uint32_t>();
  result.wall_time = taker.number<double>();
  result.message = taker.take(message);
  const std::size_t rest = payload.size() - payload_head_bytes - message;
  result.values.resize(rest / sizeof(double));
  std::memcpy(result.values.data(), taker.take(rest).data(), rest);
  return result;
}

/// Up to `count` bytes from `offset` on; fewer only at the file's end. Empty optional on a read error.
std::optional<std::string> read_at(int descriptor, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t have = 0;
  while (have < count) {
    const ssize_t got = pread(descriptor, bytes.data() + have, count - have, static_cast<off_t>(offset + have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  bytes.resize(have);
  return bytes;
}

std::uint64_t file_size(int descriptor) {
  struct stat info {};
  return fstat(descriptor, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
}

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw sim::UserFault("journal " + path + " " + what);
}

[[noreturn]] void fail_errno(const std::string& path, const std::string& what) {
  fail(path, what + " (" + std::strerror(errno) + ")");
}

}  // namespace

JournalReader::JournalReader(const std::string& path)
    : path_(path), descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail_errno(path, "cannot be read");
  try {
    read_header();
    read_index();
  } catch (...) {
    close(descriptor_);
    throw;
  }
}

JournalReader::~JournalReader() {
  close(descriptor_);
}

void JournalReader::read_header() {
  const auto fixed = read_at(descriptor_, 0, header_bytes);
  if (!fixed) fail_errno(path_, "cannot be read");
  if (fixed->size() < header_bytes || !fixed->starts_with(magic)) fail(path_, "is no journal of skifte");
  Taker taker(std::string_view(*fixed).substr(magic.size()));
  const auto found_version = taker.number<std::uint32_t>();
  if (found_version != version)
    fail(path_,
         "has version " + std::to_string(found_version) + " (this program reads " + std::to_string(version) + ")");
  const auto length = taker.number<std::uint32_t>();
  const auto hash = taker.number<std::uint64_t>();
  key_.values_per_member = taker.number<std::uint64_t>();
  const auto whole =
      read_at(descriptor_, 0, std::min<std::uint64_t>(file_size(descriptor_), header_bytes + length + 4ULL));
  if (!whole || whole->size() != header_bytes + length + 4) fail(path_, "is cut short in its header");
  const std::string_view before = std::string_view(*whole).substr(0, whole->size() - 4);
  key_.inputs = before.substr(header_bytes);
  if (Taker(std::string_view(*whole).substr(before.size())).number<std::uint32_t>() != checksum(before) ||
      hash != sim::hash_name(key_.inputs))
    fail(path_, "has a damaged header");
  valid_bytes_ = whole->size();
}

void JournalReader::read_index() {
  const std::uint64_t size = file_size(descriptor_);
  while (true) {
    const auto head = read_at(descriptor_, valid_bytes_, record_head_bytes);
    if (!head || head->size() < record_head_bytes) break;
    Taker taker(*head);
    const auto found_magic = taker.number<std::uint32_t>();
    const auto length = taker.number<std::uint32_t>();
    const auto sum = taker.number<std::uint32_t>();
    const std::uint64_t offset = valid_bytes_ + record_head_bytes;
    const std::uint64_t least = payload_head_bytes + key_.values_per_member * sizeof(double);
    if (found_magic != record_magic || length < least || offset + length > size) break;
    const auto payload = read_at(descriptor_, offset, length);
    if (!payload || payload->size() != length || checksum(*payload) != sum) break;
    const MemberResult result = parse_payload(*payload);
    statuses_[result.member] = result.status;
    places_[result.member] = {offset, length};
    valid_bytes_ = offset + length;
  }
  dropped_bytes_ = std::max(size, valid_bytes_) - valid_bytes_;
}

MemberResult JournalReader::read(std::uint32_t member) const {
  const auto place = places_.find(member);
  if (place == places_.end()) throw sim::ProgramFault("the journal has no member " + std::to_string(member));
  const auto payload = read_at(descriptor_, place->second.offset, place->second.length);
  if (!payload || payload->size() != place->second.length) fail(path_, "changed while it was read");
  return parse_payload(*payload);
}

MemberSource JournalReader::source() const {
  MemberSource made;
  for (const auto& [member, status] : statuses_) made.members.push_back(member);
  made.read = [this, members = made.members](std::size_t index) { return read(members.at(index)); };
  return made;
}

void JournalReader::require(const JournalKey& key) const {
  if (key.inputs != key_.inputs) {
    fail(path_, "belongs to other inputs (" + line_differences(key_.inputs, key.inputs) +
                    "); run again with those, or discard it with --force?");
  }
  if (key.values_per_member != key_.values_per_member) {
    fail(path_, "holds " + std::to_string(key_.values_per_member) + " values per member (this program makes " +
                    std::to_string(key.values_per_member) + "); discard it with --force?");
  }
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
    if (!unused && start == JournalStart::fresh)
      fail(path, "holds an unfinished run (continue it with --resume, or discard it with --force?)");
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
  if (reason == EWOULDBLOCK) fail(path_, "is in use (another run writes it)");
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

void pack_journal(const std::string& journal_path, const std::string& path, const Layout& layout,
                  const FileHeader& header, Overwrite overwrite) {
  const JournalReader reader(journal_path);
  write_result(path, layout, header, reader.source(), overwrite);
}

}  // namespace skifte::output
