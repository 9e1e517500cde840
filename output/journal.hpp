#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "output/dataset.hpp"
#include "output/result_writer.hpp"

/// The ensemble's journal, FILE.h5.journal: members in the order they finish, so that an ensemble can be continued.
///
/// Layout, in the byte order of the machine (little-endian wherever skifte is built):
///   header  "SKIFTEJ\n", uint32 version, uint32 length of the inputs text, uint64 FNV-1a hash of the inputs,
///           uint64 values per member, the inputs text, uint32 CRC-32 of all before
///   record  uint32 magic, uint32 payload length, uint32 CRC-32 of the payload, payload
///   payload uint32 member, uint32 status, uint64 seed, uint32 replicate, uint32 message length, float64 wall time [s],
///           the message, float64 values
/// A record that is cut short or fails its checksum ends the journal: it and all after it are dropped and computed
/// again. Of several records for one member the last counts.
namespace skifte::output {

/// What to do with the journal that stands at the path.
enum class JournalStart {
  fresh,    ///< there must be none
  replace,  ///< discard it
  resume    ///< continue it; start one where there is none
};

/// What a journal belongs to. Two runs with equal inputs and layout give equal members.
struct JournalKey {
  std::string inputs;  ///< all that decides the results, as text in lines
  std::size_t values_per_member = 0;
};

/// Reads a journal's header and index; members are read when asked for.
class JournalReader {
 public:
  /// UserFault when the file cannot be read or is no journal of this version.
  explicit JournalReader(const std::string& path);
  ~JournalReader();
  JournalReader(const JournalReader&) = delete;
  JournalReader& operator=(const JournalReader&) = delete;

  const JournalKey& key() const { return key_; }
  /// How each recorded member ended.
  const std::map<std::uint32_t, MemberStatus>& statuses() const { return statuses_; }
  std::uint64_t valid_bytes() const { return valid_bytes_; }
  /// Bytes of the torn tail [byte].
  std::uint64_t dropped_bytes() const { return dropped_bytes_; }
  /// ProgramFault for a member that is not recorded.
  MemberResult read(std::uint32_t member) const;
  /// The recorded members in ascending order, for write_result. The reader must outlive it.
  MemberSource source() const;
  /// UserFault naming the first line in which `key` differs from the journal's.
  void require(const JournalKey& key) const;

 private:
  struct Place {
    std::uint64_t offset;
    std::uint32_t length;
  };
  void read_header();
  void read_index();

  std::string path_;
  int descriptor_ = -1;
  JournalKey key_;
  std::map<std::uint32_t, MemberStatus> statuses_;
  std::map<std::uint32_t, Place> places_;
  std::uint64_t valid_bytes_ = 0;
  std::uint64_t dropped_bytes_ = 0;
};

/// Nothing where no journal stands at `path` or it holds nothing; UserFault where it holds an unfinished run or is being
/// written: what JournalStart::fresh would say, before anything is computed.
void refuse_unfinished_run(const std::string& path);

/// Appends to a journal, by plain write(2), under an exclusive lock.
class JournalWriter {
 public:
  /// UserFault: the journal exists (fresh), belongs to other inputs (resume), is some other file (replace), is in use
  /// by another run, or cannot be written.
  JournalWriter(const std::string& path, const JournalKey& key, JournalStart start);
  ~JournalWriter();
  JournalWriter(const JournalWriter&) = delete;
  JournalWriter& operator=(const JournalWriter&) = delete;

  /// Members found when the journal was opened.
  const std::map<std::uint32_t, MemberStatus>& found() const { return found_; }
  std::uint64_t dropped_bytes() const { return dropped_bytes_; }
  /// UserFault when the disk is full, say; the journal then ends with the record before.
  void append(const MemberResult& result);
  /// Forces what was appended to the disk.
  void sync();

 private:
  void open_locked();
  void begin(const JournalKey& key);
  void continue_from(const JournalReader& reader);
  void write_all(std::string_view bytes);

  std::string path_;
  int descriptor_ = -1;
  std::size_t values_per_member_;
  std::uint64_t end_ = 0;
  std::uint64_t dropped_bytes_ = 0;
  std::map<std::uint32_t, MemberStatus> found_;
  bool dirty_ = false;
};

/// Packs what the journal holds into the result at `path`; for a child of the ensemble's parent (in_child).
void pack_journal(const std::string& journal_path, const std::string& path, const Layout& layout,
                  const FileHeader& header, Overwrite overwrite);

}  // namespace skifte::output
