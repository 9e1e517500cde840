#include "analysis/estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <system_error>
#include <thread>
#include <vector>

#include "analysis/ensemble_design.hpp"
#include "analysis/summary_run.hpp"
#include "output/child.hpp"
#include "output/microdata.hpp"
#include "output/model_results.hpp"
#include "output/progress.hpp"
#include "output/result_writer.hpp"
#include "output/summary_file.hpp"

namespace skifte::analysis {

namespace {

constexpr double longest_pilot = 30;  // [s]

double megabytes(std::uint64_t bytes) {
  return std::max(1.0, static_cast<double>(bytes) / 1e6);
}

std::uint64_t free_space(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path folder = std::filesystem::absolute(path, failed).parent_path();
  const auto space = std::filesystem::space(folder, failed);
  return failed ? 0 : space.available;
}

/// Of the numbers that the pilots which ended well tell, the largest.
std::uint64_t largest_text(const std::vector<std::unique_ptr<output::ChildTask>>& pilots) {
  std::uint64_t most = 0;
  for (const auto& pilot : pilots) {
    if (!pilot->ended()) continue;
    try {
      most = std::max<std::uint64_t>(most, std::stoull(pilot->finish()));
    } catch (const std::exception&) {
      // A pilot that fails tells nothing; the ensemble will record why.
    }
  }
  return most;
}

}  // namespace

EnsembleEstimate estimate_ensemble(const EnsembleRequest& request) {
  EnsembleEstimate estimate;
  const std::vector<std::uint32_t> members = members_of(request);
  estimate.members = static_cast<std::uint32_t>(members.size());
  const auto jobs = static_cast<std::uint32_t>(request.jobs);
  estimate.pilot_members = std::min(estimate.members, jobs);
  const double limit = request.member_timeout > 0 ? std::min(request.member_timeout, longest_pilot) : longest_pilot;
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  const double before = output::children_seconds();
  const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
  std::vector<std::unique_ptr<output::ChildTask>> pilots;
  for (std::uint32_t i = 0; i < estimate.pilot_members; ++i) {
    pilots.push_back(
        std::make_unique<output::ChildTask>(output::ChildTask::WithText{}, [&request, member = members[i]] {
          return std::to_string(output::largest_size(compute_member(request, member).microdata));
        }));
  }
  // A pilot that fails has taken its time too; the ensemble will record why.
  const auto is_running = [](const auto& pilot) { return !pilot->ended(); };
  while (std::any_of(pilots.begin(), pilots.end(), is_running) && elapsed() < limit) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  const double pilot_seconds = elapsed();
  const std::uint64_t microdata = largest_text(pilots);
  estimate.is_lower_bound = pilot_seconds >= limit;
  estimate.member_seconds = pilot_seconds;
  const std::uint32_t rounds = (estimate.members + jobs - 1) / jobs;
  estimate.seconds = estimate.member_seconds * rounds;
  estimate.computing_seconds = (output::children_seconds() - before) / estimate.pilot_members * rounds;
  const output::Layout layout = ensemble_layout(request.plan);
  const output::FileHeader header =
      result_header(request.scenario, request.city, request.seed, request.command, ensemble_inputs(request));
  estimate.result_bytes = request.summary_only
                              ? output::largest_summary_size(layout, header, request.plan.variants().size())
                              : output::largest_size(layout, header, estimate.members);
  estimate.microdata_bytes = estimate.members * microdata;
  estimate.result_bytes += estimate.microdata_bytes;
  const std::uint64_t journalled =
      request.summary_only ? std::min<std::uint64_t>(estimate.members, summary_batch(request)) : estimate.members;
  const std::uint64_t journal = journalled * (layout.total() * sizeof(double) + 256) + estimate.microdata_bytes;
  estimate.working_bytes = journal + 2 * estimate.result_bytes;
  if (!request.path.empty()) estimate.free_bytes = free_space(request.path);
  return estimate;
}

std::string describe(const EnsembleEstimate& estimate) {
  std::string text = fmt::format(
      "{} ({} pilot member{} took {}{:.2g} s{}); at most {:.0f} MB on disk, {:.0f} MB while it runs",
      estimate.is_lower_bound ? "more than " + output::describe_duration(estimate.seconds)
                              : output::describe_estimate(estimate.seconds, estimate.computing_seconds),
      estimate.pilot_members, estimate.pilot_members == 1 ? "" : "s", estimate.is_lower_bound ? "more than " : "",
      estimate.member_seconds, estimate.pilot_members == 1 ? "" : " side by side", megabytes(estimate.result_bytes),
      megabytes(estimate.working_bytes));
  if (estimate.microdata_bytes > 0)
    text += fmt::format("\nof which microdata: at most {:.0f} MB", megabytes(estimate.microdata_bytes));
  if (estimate.free_bytes > 0 && estimate.free_bytes < estimate.working_bytes) {
    text += fmt::format("\nwarning: only {:.0f} MB are free there", static_cast<double>(estimate.free_bytes) / 1e6);
  }
  return text;
}

}  // namespace skifte::analysis
