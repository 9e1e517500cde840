#include "output/merge_summaries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "output/ensemble_runner.hpp"
#include "output/missing_members.hpp"
#include "output/summary_file.hpp"
#include "output/text_difference.hpp"
#include "output/verification.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

std::string provenance_text(const FileHeader& header, const std::string& name) {
  for (const ProvenanceText& entry : header.provenance) {
    if (entry.name == name) return entry.text;
  }
  return "";
}

std::string extra_text(const FileHeader& header, const std::string& name) {
  const auto found = header.extra.find(name);
  return found == header.extra.end() ? "" : found->second;
}

class MergingSummaries {
 public:
  void add(const std::string& path);
  MergeOutcome outcome() const;
  FileHeader header(const std::string& command, const std::string& host) const;
  const Summary& whole() const { return whole_->summary; }

 private:
  void require_same_ensemble(const StoredSummary& other, const std::string& path) const;

  std::optional<StoredSummary> whole_;
  std::string first_path_;
  std::map<std::uint32_t, FileHeader> headers_;  ///< by first member
  std::map<std::uint32_t, std::string> lines_;   ///< of provenance/shards, likewise
  std::vector<MergedPart> parts_;
};

void MergingSummaries::require_same_ensemble(const StoredSummary& other, const std::string& path) const {
  const auto refuse = [&](const std::string& why) {
    throw sim::UserFault(fmt::format("{} and {} are no parts of one ensemble ({})", first_path_, path, why));
  };
  for (const char* name : {"inputs", "compiler"}) {
    const std::string difference =
        line_differences(provenance_text(whole_->header, name), provenance_text(other.header, name));
    if (!difference.empty()) refuse(std::string(name) + ": " + difference);
  }
  if (!(other.summary.layout() == whole().layout()) || other.summary.variants() != whole().variants())
    refuse("they hold other variables or labels");
  for (const std::uint32_t id : other.summary.done().ids()) {
    if (whole().done().contains(id) || whole().failed().contains(id)) refuse(fmt::format("both hold member {}", id));
  }
}

void MergingSummaries::add(const std::string& path) {
  if (!is_summary(path)) throw sim::UserFault(path + " holds members and cannot be merged with summaries");
  StoredSummary part = read_summary(path);
  std::vector<std::uint32_t> members = part.summary.done().ids();
  for (const auto& [member, failure] : part.summary.failed()) members.push_back(member);
  std::sort(members.begin(), members.end());
  const std::string shard = extra_text(part.header, "shard");
  parts_.push_back({shard, path});
  lines_[members.front()] = fmt::format("members {}: shard {}, on {}, {}, by `{}`\n", as_ranges(members), shard,
                                        part.header.host, part.header.created, part.header.command);
  headers_[members.front()] = part.header;
  if (!whole_) {
    whole_ = std::move(part);
    first_path_ = path;
    return;
  }
  require_same_ensemble(part, path);
  whole_->summary.add(part.summary);
}

MergeOutcome MergingSummaries::outcome() const {
  MergeOutcome made;
  made.members = whole().done().size() + whole().failed().size();
  for (const auto& [member, failure] : whole().failed()) made.failed.push_back(member);
  const auto planned = static_cast<std::uint32_t>(std::stoul(extra_text(whole_->header, "members_planned")));
  for (const std::uint32_t member : member_ids(planned)) {
    if (!whole().done().contains(member) && !whole().failed().contains(member)) made.missing.push_back(member);
  }
  made.what_is_missing = missing_words(planned, parts_, made.missing);
  return made;
}

FileHeader MergingSummaries::header(const std::string& command, const std::string& host) const {
  // The first by member, so that the order of the arguments leaves no trace.
  FileHeader made = headers_.begin()->second;
  std::string shards;
  for (const auto& [member, line] : lines_) shards += line;
  made.extra.erase("shard");
  made.command = command;
  made.host = host;
  made.created = now_utc();
  made.provenance.push_back({"shards", shards});
  return made;
}

}  // namespace

MergeOutcome merge_summaries(const std::string& path, const std::vector<std::string>& shards,
                             const std::string& command, const std::string& host, Completeness completeness,
                             Overwrite overwrite) {
  MergingSummaries merging;
  for (const std::string& shard : shards) merging.add(shard);
  MergeOutcome outcome = merging.outcome();
  if (completeness == Completeness::whole && !outcome.missing.empty())
    throw sim::UserFault(
        fmt::format("{} is not written ({} missing; compute what is missing, or merge what is there with --partial?)",
                    path, outcome.what_is_missing));
  write_summary(path, merging.header(command, host), merging.whole(), overwrite);
  return outcome;
}

}  // namespace skifte::output
