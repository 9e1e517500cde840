#include "analysis/summary_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <utility>

#include "output/child.hpp"
#include "output/held_signals.hpp"
#include "output/summary_file.hpp"
#include "output/text_difference.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

/// What the file holds already.
struct State {
  output::IdRanges done;
  std::map<std::uint32_t, output::MemberFailure> failed;
};

class SummaryRun {
 public:
  SummaryRun(const EnsembleRequest& request, const output::Layout& layout, const output::FileHeader& header,
             output::EnsembleOptions options, const output::MemberFunction& function)
      : request_(request), layout_(layout), header_(header), options_(std::move(options)), function_(function) {
    options_.inputs += "kept summary\n";
    options_.snapshot = nullptr;  // each batch leaves the file complete
    options_.progress = [this](const output::EnsembleProgress& progress) { show(progress); };
  }
  EnsembleOutcome run();

 private:
  bool holds_this_ensemble() const;
  State state() const;
  void fold(bool onto_file) const;
  void take_up();
  void compute_batch(const std::vector<std::uint32_t>& members);
  void show(output::EnsembleProgress progress) const;
  std::size_t failures_now() const { return before_.failed.size() + outcome_.failures.size(); }

  const EnsembleRequest& request_;
  const output::Layout& layout_;
  const output::FileHeader& header_;
  output::EnsembleOptions options_;
  const output::MemberFunction& function_;
  State before_;
  bool onto_file_ = false;  ///< the file holds members of this ensemble
  EnsembleOutcome outcome_;
};

std::string inputs_of(const output::FileHeader& header) {
  const auto shard = header.extra.find("shard");
  return provenance_text(header, "inputs") + (shard == header.extra.end() ? "" : "shard " + shard->second);
}

bool SummaryRun::holds_this_ensemble() const {
  if (!std::filesystem::exists(request_.path)) return false;
  const std::string answer = output::text_from_child([&]() -> std::string {
    if (!output::is_summary(request_.path)) return "no";
    return inputs_of(output::read_summary(request_.path).header) == inputs_of(header_) ? "yes" : "no";
  });
  return answer == "yes";
}

/// Read in a child, which alone may open HDF5: a line for each range, and two for each member that failed.
State SummaryRun::state() const {
  const std::string text = output::text_from_child([&] {
    const output::StoredSummary stored = output::read_summary(request_.path);
    std::string lines;
    for (const auto& [first, last] : stored.summary.done().ranges()) lines += fmt::format("done {} {}\n", first, last);
    for (const auto& [member, failure] : stored.summary.failed()) {
      std::string message = failure.message;
      std::replace(message.begin(), message.end(), '\n', ' ');
      lines += fmt::format("failed {} {}\n{}\n", member, output::to_string(failure.status), message);
    }
    return lines;
  });
  State state;
  std::istringstream lines(text);
  std::string kind;
  while (lines >> kind) {
    std::uint32_t first = 0;
    lines >> first;
    if (kind == "done") {
      std::uint32_t last = 0;
      lines >> last;
      for (std::uint64_t id = first; id <= last; ++id) state.done.insert(static_cast<std::uint32_t>(id));
      continue;
    }
    std::string status;
    std::string message;
    lines >> status;
    lines.ignore(1);
    std::getline(lines, message);
    state.failed[first] = {first, output::member_status(status), message};
  }
  return state;
}

/// Adds what the journal holds to the summary. What the file holds already is left out: a run may have been killed
/// after the file was written and before the journal was begun anew.
void SummaryRun::fold(bool onto_file) const {
  output::in_child([&] {
    std::vector<std::string> variants;
    for (std::size_t v = 0; v < request_.plan.variants().size(); ++v) variants.push_back(request_.plan.variant_name(v));
    output::Summary all(layout_, std::move(variants));
    if (onto_file) all.add(output::read_summary(request_.path).summary);
    const output::JournalReader journal(options_.journal_path);
    for (const auto& [member, status] : journal.statuses()) {
      if (!all.done().contains(member)) all.add(request_.plan.member(member).variant, journal.read(member));
    }
    if (all.done().size() + all.failed().size() > 0)
      output::write_summary(request_.path, header_, all, request_.overwrite);
  });
}

/// Resuming: brings journal and file to one state.
void SummaryRun::take_up() {
  onto_file_ = holds_this_ensemble();
  if (std::filesystem::exists(options_.journal_path)) {
    options_.members.clear();
    output::EnsembleOutcome unchanged = output::run_ensemble(options_, layout_, function_);  // refuses other inputs
    outcome_.dropped_bytes = unchanged.dropped_bytes;
    fold(onto_file_);
    onto_file_ = holds_this_ensemble();
  }
  if (onto_file_) before_ = state();
}

void SummaryRun::show(output::EnsembleProgress progress) const {
  if (!request_.progress) return;
  const std::size_t earlier = before_.done.size() + before_.failed.size();
  progress.total = outcome_.members;
  progress.finished += earlier + outcome_.done + outcome_.failures.size();
  progress.failed += failures_now();
  progress.resumed = earlier;
  progress.elapsed += outcome_.elapsed;
  request_.progress(progress);
}

void SummaryRun::compute_batch(const std::vector<std::uint32_t>& members) {
  options_.members = members;
  if (request_.max_failures) options_.max_failures = *request_.max_failures - failures_now();
  const output::EnsembleOutcome batch = output::run_ensemble(options_, layout_, function_);
  fold(onto_file_);
  onto_file_ = onto_file_ || batch.done + batch.failures.size() > 0;
  options_.start = output::JournalStart::replace;
  outcome_.done += batch.done;
  outcome_.failures.insert(outcome_.failures.end(), batch.failures.begin(), batch.failures.end());
  outcome_.given_up = batch.given_up;
  outcome_.interrupted = batch.interrupted;
  outcome_.elapsed += batch.elapsed;
}

EnsembleOutcome SummaryRun::run() {
  const output::HeldSignals held;
  std::vector<std::uint32_t> missing = members_of(request_);
  outcome_.members = static_cast<std::uint32_t>(missing.size());
  if (request_.resume) take_up();
  if (request_.retry_failed) before_.failed.clear();
  std::erase_if(missing, [&](std::uint32_t id) { return before_.done.contains(id) || before_.failed.contains(id); });
  outcome_.resumed = outcome_.members - missing.size();
  if (onto_file_) options_.start = output::JournalStart::replace;
  const std::size_t batch = summary_batch(request_);
  for (std::size_t next = 0; next < missing.size() && !outcome_.interrupted && !outcome_.given_up;) {
    const std::size_t end = std::min(next + batch, missing.size());
    compute_batch(
        {missing.begin() + static_cast<std::ptrdiff_t>(next), missing.begin() + static_cast<std::ptrdiff_t>(end)});
    next = end;
    const bool is_full = request_.max_failures && failures_now() > *request_.max_failures;
    outcome_.given_up = outcome_.given_up || (is_full && next < missing.size());
  }
  outcome_.done += before_.done.size();
  for (const auto& [member, failure] : before_.failed) outcome_.failures.push_back(failure);
  std::sort(outcome_.failures.begin(), outcome_.failures.end(),
            [](const auto& a, const auto& b) { return a.member < b.member; });
  if (!outcome_.interrupted && !outcome_.given_up && outcome_.failures.empty())
    std::filesystem::remove(options_.journal_path);
  return outcome_;
}

}  // namespace

EnsembleOutcome compute_summary(const EnsembleRequest& request, const output::Layout& layout,
                                const output::FileHeader& header, output::EnsembleOptions options,
                                const output::MemberFunction& function) {
  return SummaryRun(request, layout, header, std::move(options), function).run();
}

std::size_t summary_batch(const EnsembleRequest& request) {
  if (request.summary_batch) return *request.summary_batch;
  // A batch waits for its last member: with 64 rounds that costs below one part in a hundred.
  constexpr std::size_t least = 256;
  constexpr std::size_t rounds = 64;
  return std::max(least, rounds * static_cast<std::size_t>(request.jobs));
}

}  // namespace skifte::analysis
