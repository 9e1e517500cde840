#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "output/journal_bytes.hpp"
#include "output/text_difference.hpp"
#include "sim/random.hpp"

namespace skifte::output {

using namespace journal;

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

void pack_journal(const std::string& journal_path, const std::string& path, const Layout& layout,
                  const FileHeader& header, Overwrite overwrite) {
  const JournalReader reader(journal_path);
  MemberSource source = reader.source();
  source.microdata = MicrodataFolder(path).source(source.members);
  write_result(path, layout, header, source, overwrite);
}

}  // namespace skifte::output
