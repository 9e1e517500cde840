#include "output/journal_bytes.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>

#include "sim/random.hpp"

namespace skifte::output::journal {

namespace {

template <typename T>
void put(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

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

void fail(const std::string& path, const std::string& what) {
  throw sim::UserFault("journal " + path + " " + what);
}

void fail_errno(const std::string& path, const std::string& what) {
  fail(path, what + " (" + std::strerror(errno) + ")");
}

}  // namespace skifte::output::journal
