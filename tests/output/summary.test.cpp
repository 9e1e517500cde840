#include "output/summary.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "output/child.hpp"
#include "output/ensemble_runner.hpp"
#include "output/merge.hpp"
#include "output/result_reader.hpp"
#include "output/summary_file.hpp"
#include "sim/fault.hpp"
#include "tests/output/example_result.hpp"

namespace skifte::output {

namespace {

using Catch::Contains;
using example::TemporaryFolder;

const std::vector<std::string> one_variant = {"baseline"};

/// The example's members, the year a target is first met being a year.
MemberResult member(std::uint32_t id) {
  MemberResult made = example::result(id);
  const std::size_t first_met = example::layout().offset("first_year_met");
  if (made.status == MemberStatus::done) made.values[first_met] = 2028 + id % 3;
  return made;
}

Summary summary_of(const std::vector<std::uint32_t>& ids) {
  Summary made(example::layout(), one_variant);
  for (const std::uint32_t id : ids) made.add(0, member(id));
  return made;
}

FileHeader header(std::uint32_t planned, const std::string& shard = "") {
  FileHeader made = example::header();
  made.label_texts.clear();
  made.extra["members_planned"] = std::to_string(planned);
  if (!shard.empty()) made.extra["shard"] = shard;
  made.provenance.push_back({"inputs", "design lhs\nseed 1\n"});
  return made;
}

void check_equal(const Summary& left, const Summary& right) {
  CHECK(left.layout() == right.layout());
  CHECK(left.variants() == right.variants());
  CHECK(left.done() == right.done());
  CHECK(left.failed() == right.failed());
  CHECK(left.sketches() == right.sketches());
}

/// What a reader makes of a file that may be damaged: "told", "same" or "changed". In a process of its own, which HDF5
/// may crash.
std::string answer_apart(const std::string& path, const Summary& summary) {
  try {
    return text_from_child([&]() -> std::string {
      if (!verify_result(path).faults.empty()) return "told";
      const Summary read = read_summary(path).summary;
      const bool same = read.layout() == summary.layout() && read.sketches() == summary.sketches() &&
                        read.done() == summary.done() && read.failed() == summary.failed();
      return same ? "same" : "changed";
    });
  } catch (const std::exception&) {
    return "told";
  }
}

}  // namespace

TEST_CASE("ranges of members join where they meet") {
  IdRanges ids;
  for (const std::uint32_t id : {5U, 3U, 4U, 0U, 9U}) ids.insert(id);
  CHECK(ids.ranges() == std::map<std::uint32_t, std::uint32_t>{{0, 0}, {3, 5}, {9, 9}});
  CHECK(ids.ids() == std::vector<std::uint32_t>{0, 3, 4, 5, 9});
  CHECK(ids.contains(4));
  CHECK_FALSE(ids.contains(6));
  CHECK_THROWS_AS(ids.insert(3), sim::ProgramFault);
}

TEST_CASE("a summary has each number's statistics, sums over sectors, and years to the year") {
  const Summary summary = summary_of({0, 1, 2, 3, 4});
  CHECK(summary.done().ids() == std::vector<std::uint32_t>{0, 1, 3, 4});
  REQUIRE(summary.failed().size() == 1);
  CHECK(summary.failed().at(2).message == "räknefel");
  // emissions in 2029 of transport are the third number: 1000 member + 2.25 of members 0, 1, 3 and 4.
  const std::size_t third = summary.layout().offset("emissions") + 2;
  const Sketch& emissions = summary.sketch(0, third);
  CHECK(emissions.count() == 4);
  CHECK(emissions.mean() == 2002.25);
  CHECK(emissions.least() == 2.25);
  CHECK(emissions.greatest() == 4002.25);
  // Rank 0.5 x 3 = 1.5 is rounded to 2, member 3's.
  CHECK(emissions.percentile(0.5) == Approx(3002.25).epsilon(sketch_error));
  // Of both sectors in 2028: 2000 member + 0.25 + 1.25.
  const Sketch& total = summary.sketch(0, summary.layout().offset("emissions_total"));
  CHECK(total.mean() == 4001.5);
  CHECK(summary.layout().variable("emissions_total").dimensions == std::vector<std::string>{"year"});
  // First met in 2028, 2029, 2028, 2029; the other target never.
  const VariableSpec& met = summary.layout().variable("first_year_met");
  const double origin = sketch_origin(summary.layout(), met);
  CHECK(origin == 2027);
  const Sketch& first = summary.sketch(0, summary.layout().offset("first_year_met"));
  CHECK(statistic(first, 0, origin) == 2028.5);
  CHECK(statistic(first, 6, origin) == 2029);
  CHECK(statistic(first, 3, origin) == 2028);
  CHECK(summary.sketch(0, summary.layout().offset("first_year_met") + 1).missing() == 4);
}

TEST_CASE("a summary is read back to its bits, and xarray's names are there") {
  const TemporaryFolder folder;
  const Summary summary = summary_of({0, 1, 2, 3, 4});
  write_summary(folder / "s.h5", header(5), summary, Overwrite::results);
  const StoredSummary stored = read_summary(folder / "s.h5");
  check_equal(stored.summary, summary);
  CHECK(stored.header.extra.at("kind") == "summary");
  CHECK(stored.header.extra.at("members_done") == "4");
  CHECK(stored.header.extra.at("members_failed") == "1");
  CHECK(is_summary(folder / "s.h5"));
  const Verification found = verify_result(folder / "s.h5");
  CHECK(found.faults.empty());
  CHECK(found.done == 4);
  // Commands that want members say what is wrong.
  try {
    const ResultFile none(folder / "s.h5");
    FAIL("a summary was taken for members");
  } catch (const sim::UserFault& fault) {
    CHECK_THAT(fault.what(), Contains("is a summary") && Contains("--summary-only"));
  }
}

TEST_CASE("a summary that a run replaces while it is verified is sound") {
  const TemporaryFolder folder;
  const std::string fewer = folder / "fewer.h5", more = folder / "more.h5", path = folder / "s.h5";
  write_summary(fewer, header(5), summary_of({0, 1}), Overwrite::results);
  write_summary(more, header(5), summary_of({0, 1, 2, 3, 4}), Overwrite::results);
  std::filesystem::copy_file(fewer, path);
  // Links, since copying would take longer than verifying; this thread does not touch HDF5.
  std::atomic<bool> wanted = true;
  std::thread run([&] {
    for (int i = 0; wanted; ++i) {
      const std::string next = folder / ("next." + std::to_string(i));
      std::filesystem::create_hard_link(i % 2 == 0 ? more : fewer, next);
      std::filesystem::rename(next, path);
    }
  });
  constexpr int least = 400, most = 40'000;
  std::set<std::size_t> seen;
  int unsound = 0;
  for (int i = 0; i < least || (seen.size() < 2 && i < most); ++i) {
    const Verification found = verify_result(path);
    unsound += found.faults.empty() ? 0 : 1;
    seen.insert(found.done);
  }
  wanted = false;
  run.join();
  CHECK(unsound == 0);
  CHECK(seen == std::set<std::size_t>{2, 4});  // else nothing was replaced meanwhile
}

TEST_CASE("summaries of shards merge to the same bits in any order") {
  const TemporaryFolder folder;
  const std::vector<std::uint32_t> all = member_ids(7);
  write_summary(folder / "whole.h5", header(7), summary_of(all), Overwrite::results);
  for (const std::uint32_t index : {1U, 2U, 3U}) {
    const std::string shard = std::to_string(index) + "/3";
    write_summary(folder / ("s" + std::to_string(index) + ".h5"), header(7, shard), summary_of(member_ids(7, index, 3)),
                  Overwrite::results);
  }
  const auto merge = [&](const std::vector<std::string>& names, Completeness completeness) {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(folder / name);
    return merge_results(folder / "merged.h5", paths, "skifte merge", "here", completeness, Overwrite::results);
  };
  const StoredSummary whole = read_summary(folder / "whole.h5");
  std::vector<std::string> order = {"s1.h5", "s2.h5", "s3.h5"};
  do {
    const MergeOutcome outcome = merge(order, Completeness::whole);
    CHECK(outcome.members == 7);
    CHECK(outcome.failed == std::vector<std::uint32_t>{2});
    CHECK(outcome.missing.empty());
    const StoredSummary merged = read_summary(folder / "merged.h5");
    check_equal(merged.summary, whole.summary);
    CHECK(merged.header.extra == whole.header.extra);
  } while (std::next_permutation(order.begin(), order.end()));
  const auto fault = [&](const std::vector<std::string>& names) -> std::string {
    try {
      merge(names, Completeness::whole);
    } catch (const sim::UserFault& refused) {
      return refused.what();
    }
    return "";
  };
  CHECK_THAT(fault({"s1.h5", "s3.h5"}), Contains("shard 2 of 3 missing"));
  CHECK_THAT(fault({"s1.h5", "s1.h5", "s2.h5", "s3.h5"}), Contains("both hold member 0"));
  CHECK(merge({"s3.h5", "s1.h5"}, Completeness::partial).missing == member_ids(7, 2, 3));
  // Not with members.
  MemberSource source;
  source.members = {3};
  source.read = [](std::size_t) { return member(3); };
  write_result(folder / "members.h5", example::layout(), header(7, "2/3"), source, Overwrite::results);
  CHECK_THAT(fault({"s1.h5", "members.h5"}), Contains("holds members"));
}

TEST_CASE("a member that failed may be done later; none is counted twice") {
  Summary summary = summary_of({0, 2});
  MemberResult again = member(1);
  again.member = 2;
  summary.add(0, again);
  CHECK(summary.failed().empty());
  CHECK(summary.done().ids() == std::vector<std::uint32_t>{0, 2});
  CHECK_THROWS_AS(summary.add(0, again), sim::ProgramFault);
  CHECK_THROWS_AS(summary.add(summary_of({0})), sim::ProgramFault);
}

TEST_CASE("wherever a byte of a summary is turned, it is told or changes nothing that is read") {
  const TemporaryFolder folder;
  const std::string path = folder / "s.h5";
  const Summary summary = summary_of({0, 1, 2, 3, 4});
  write_summary(path, header(5), summary, Overwrite::results);
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  int told = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 97) {
    std::string turned = bytes;
    turned[at] = static_cast<char>(turned[at] ^ 0x10);
    std::ofstream(path, std::ios::binary) << turned;
    const std::string answer = answer_apart(path, summary);
    INFO("byte " << at);
    CHECK(answer != "changed");
    told += answer == "told" ? 1 : 0;
  }
  CHECK(told > 20);
}

}  // namespace skifte::output
