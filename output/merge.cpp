#include "output/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "output/ensemble_runner.hpp"
#include "output/merge_summaries.hpp"
#include "output/missing_members.hpp"
#include "output/result_reader.hpp"
#include "output/summary_file.hpp"
#include "output/text_difference.hpp"
#include "output/verification.hpp"
#include "sim/fault.hpp"

namespace skifte::output {

namespace {

std::string provenance_text(const ResultFile& file, const std::string& name) {
  for (const ProvenanceText& entry : file.header().provenance) {
    if (entry.name == name) return entry.text;
  }
  return "";
}

std::string extra_text(const ResultFile& file, const std::string& name) {
  const auto found = file.header().extra.find(name);
  return found == file.header().extra.end() ? "" : found->second;
}

/// UserFault unless both come from equal inputs and the same build.
void require_same_ensemble(const ResultFile& first, const ResultFile& other) {
  const auto refuse = [&](const std::string& why) {
    throw sim::UserFault(fmt::format("{} and {} are no parts of one ensemble ({})", first.path(), other.path(), why));
  };
  for (const char* name : {"inputs", "compiler"}) {
    const std::string difference = line_differences(provenance_text(first, name), provenance_text(other, name));
    if (!difference.empty()) refuse(std::string(name) + ": " + difference);
  }
  if (!(first.layout() == other.layout())) refuse("they hold other variables or labels");
  if (first.header().label_texts != other.header().label_texts) refuse("their texts along dimensions differ");
}

class Merging {
 public:
  explicit Merging(const std::vector<std::string>& paths);
  MergeOutcome outcome() const;
  FileHeader header(const std::string& command, const std::string& host) const;
  MemberSource source() const;
  MicrodataSource microdata() const;
  const Layout& layout() const { return files_.front().layout(); }

 private:
  void place_members();

  std::deque<ResultFile> files_;
  std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> places_;  ///< member: file, position in it
};

Merging::Merging(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    files_.emplace_back(path);
    if (provenance_text(files_.back(), "inputs").empty() || extra_text(files_.back(), "members_planned").empty())
      throw sim::UserFault(path + " cannot be merged (it is no part of an ensemble: it does not say of which)");
    require_same_ensemble(files_.front(), files_.back());
  }
  place_members();
}

void Merging::place_members() {
  for (std::size_t file = 0; file < files_.size(); ++file) {
    const std::vector<std::uint32_t>& members = files_[file].members();
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto [place, added] = places_.emplace(members[i], std::pair(file, i));
      if (!added)
        throw sim::UserFault(fmt::format("member {} is in both {} and {} (each may come once)", members[i],
                                         files_[place->second.first].path(), files_[file].path()));
    }
  }
}

MergeOutcome Merging::outcome() const {
  MergeOutcome made;
  made.members = places_.size();
  for (const auto& [member, place] : places_) {
    if (files_[place.first].statuses()[place.second] != MemberStatus::done) made.failed.push_back(member);
  }
  const auto planned = static_cast<std::uint32_t>(std::stoul(extra_text(files_.front(), "members_planned")));
  for (const std::uint32_t member : member_ids(planned)) {
    if (!places_.contains(member)) made.missing.push_back(member);
  }
  std::vector<MergedPart> parts;
  for (const ResultFile& file : files_) parts.push_back({extra_text(file, "shard"), file.path()});
  made.what_is_missing = missing_words(planned, parts, made.missing);
  return made;
}

FileHeader Merging::header(const std::string& command, const std::string& host) const {
  // The first by member, so that the order of the arguments leaves no trace.
  FileHeader made = files_[places_.begin()->second.first].header();
  std::string shards;
  std::set<std::size_t> told;
  for (const auto& [member, place] : places_) {
    if (!told.insert(place.first).second) continue;
    const ResultFile& file = files_[place.first];
    double seconds = 0;
    for (const double time : file.wall_times()) seconds += time;
    shards += fmt::format("members {}: shard {}, on {}, {}, {:.0f} s of members, by `{}`\n", as_ranges(file.members()),
                          extra_text(file, "shard"), file.header().host, file.header().created, seconds,
                          file.header().command);
  }
  made.extra.erase("shard");
  made.command = command;
  made.host = host;
  made.created = now_utc();
  made.provenance.push_back({"shards", shards});
  return made;
}

MicrodataSource Merging::microdata() const {
  std::vector<MicrodataSource> parts;
  std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> places;  // member: part, position in it
  for (const ResultFile& file : files_) {
    parts.push_back(file.members_source().microdata);
    for (std::size_t i = 0; i < parts.back().members.size(); ++i)
      places[parts.back().members[i]] = {parts.size() - 1, i};
  }
  MicrodataSource made;
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (const auto& [member, place] : places) {
    made.members.push_back(member);
    order.push_back(place);
  }
  made.read = [parts = std::move(parts), order = std::move(order)](std::size_t index) {
    return parts[order.at(index).first].read(order[index].second);
  };
  return made;
}

MemberSource Merging::source() const {
  MemberSource made;
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (const auto& [member, place] : places_) {
    made.members.push_back(member);
    order.push_back(place);
  }
  // A file's source keeps a block of members in memory; the one read last alone is kept.
  struct Open {
    std::size_t file;
    MemberSource source;
  };
  auto open = std::make_shared<std::unique_ptr<Open>>();
  made.read = [this, order, open](std::size_t index) {
    const auto& [file, position] = order.at(index);
    if (!*open || (*open)->file != file) *open = std::make_unique<Open>(Open{file, files_[file].members_source()});
    return (*open)->source.read(position);
  };
  made.microdata = microdata();
  return made;
}

}  // namespace

Shard parse_shard(const std::string& text) {
  Shard shard;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, shard.index);
  const bool split = first.ec == std::errc() && first.ptr != end && *first.ptr == '/';
  const auto second = split ? std::from_chars(first.ptr + 1, end, shard.of) : first;
  if (!split || second.ec != std::errc() || second.ptr != end || shard.index < 1 || shard.index > shard.of)
    throw sim::UserFault("shard '" + text + "' is none (write i/n with i from 1 to n, e.g. 2/8)");
  return shard;
}

MergeOutcome merge_results(const std::string& path, const std::vector<std::string>& shards, const std::string& command,
                           const std::string& host, Completeness completeness, Overwrite overwrite) {
  sim::ensure(!shards.empty(), "a merge needs a shard");
  for (const std::string& shard : shards) {
    std::error_code unknown;
    if (std::filesystem::equivalent(shard, path, unknown))
      throw sim::UserFault(path + " is one of the files to merge (it would be replaced by the whole)");
  }
  check_replaceable(path, overwrite);
  if (is_summary(shards.front())) return merge_summaries(path, shards, command, host, completeness, overwrite);
  const Merging merging(shards);
  MergeOutcome outcome = merging.outcome();
  if (completeness == Completeness::whole && !outcome.missing.empty())
    throw sim::UserFault(
        fmt::format("{} is not written ({} missing; compute what is missing, or merge what is there with "
                    "--partial?)",
                    path, outcome.what_is_missing));
  write_result(path, merging.layout(), merging.header(command, host), merging.source(), overwrite);
  return outcome;
}

}  // namespace skifte::output
