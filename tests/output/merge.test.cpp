#include "output/merge.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "output/ensemble_runner.hpp"
#include "output/result_reader.hpp"
#include "sim/fault.hpp"
#include "tests/output/example_result.hpp"

namespace skifte::output {

namespace {

using Catch::Contains;
using example::TemporaryFolder;

FileHeader part_header(std::uint32_t planned, const std::string& shard) {
  FileHeader made = example::header();
  made.extra["members_planned"] = std::to_string(planned);
  if (!shard.empty()) made.extra["shard"] = shard;
  made.provenance.push_back({"inputs", "design lhs\nseed 1\n"});
  return made;
}

/// Writes members of an ensemble of `planned`.
std::string write_part(const TemporaryFolder& folder, const std::string& name, std::uint32_t planned,
                       const std::vector<std::uint32_t>& members, const std::string& shard,
                       const FileHeader* other_header = nullptr) {
  MemberSource source;
  source.members = members;
  source.read = [members](std::size_t index) { return example::result(members[index]); };
  write_result(folder / name, example::layout(), other_header ? *other_header : part_header(planned, shard), source,
               Overwrite::results);
  return folder / name;
}

std::vector<std::string> write_shards(const TemporaryFolder& folder, std::uint32_t planned, std::uint32_t of) {
  std::vector<std::string> paths;
  for (std::uint32_t index = 1; index <= of; ++index) {
    const std::string shard = std::to_string(index) + "/" + std::to_string(of);
    paths.push_back(
        write_part(folder, "shard" + std::to_string(index) + ".h5", planned, member_ids(planned, index, of), shard));
  }
  return paths;
}

MergeOutcome merge(const std::string& path, const std::vector<std::string>& shards,
                   Completeness completeness = Completeness::whole) {
  return merge_results(path, shards, "skifte merge", "here", completeness, Overwrite::results);
}

void check_equal(const std::string& left, const std::string& right) {
  const ResultFile a(left);
  const ResultFile b(right);
  CHECK(a.layout() == b.layout());
  CHECK(a.members() == b.members());
  CHECK(a.statuses() == b.statuses());
  CHECK(a.messages() == b.messages());
  CHECK(a.seeds() == b.seeds());
  CHECK(a.replicates() == b.replicates());
  CHECK(a.header().extra == b.header().extra);
  CHECK(a.header().label_texts == b.header().label_texts);
  for (const VariableSpec& variable : a.layout().variables())
    CHECK(example::same_values(a.read(variable.name), b.read(variable.name)));
}

std::string fault_of(const std::string& path, const std::vector<std::string>& shards) {
  try {
    merge(path, shards);
  } catch (const sim::UserFault& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("shards merged in any order are the file of one run") {
  const TemporaryFolder folder;
  const std::string whole = write_part(folder, "whole.h5", 11, member_ids(11), "");
  std::vector<std::string> shards = write_shards(folder, 11, 4);
  for (int order = 0; order < 3; ++order) {
    const MergeOutcome outcome = merge(folder / "merged.h5", shards);
    CHECK(outcome.members == 11);
    CHECK(outcome.missing.empty());
    CHECK(outcome.failed == std::vector<std::uint32_t>{2});
    check_equal(folder / "merged.h5", whole);
    std::next_permutation(shards.begin(), shards.end());
    std::swap(shards.front(), shards.back());
  }
  const ResultFile merged(folder / "merged.h5");
  CHECK(merged.header().command == "skifte merge");
  CHECK(merged.header().provenance.back().name == "shards");
  CHECK_THAT(merged.header().provenance.back().text, Contains("members 0-1: shard 1/4") && Contains("shard 4/4"));
}

TEST_CASE("parts of one member each, interleaved, merge too") {
  const TemporaryFolder folder;
  const std::string whole = write_part(folder, "whole.h5", 5, member_ids(5), "");
  const std::string even = write_part(folder, "even.h5", 5, {0, 2, 4}, "");
  const std::string odd = write_part(folder, "odd.h5", 5, {1, 3}, "");
  merge(folder / "merged.h5", {odd, even});
  check_equal(folder / "merged.h5", whole);
}

TEST_CASE("missing shards and members are named, and nothing is written unless asked for") {
  const TemporaryFolder folder;
  std::vector<std::string> shards = write_shards(folder, 20, 5);
  write_part(folder, "shard2.h5", 20, {4, 6}, "2/5");
  shards.erase(shards.begin() + 3);
  shards.erase(shards.begin() + 4 - 1);
  const std::string fault = fault_of(folder / "merged.h5", shards);
  CHECK_THAT(fault, Contains("shards 4-5 of 5") && Contains("members 5, 7 of " + shards[1]) && Contains("--partial"));
  CHECK_FALSE(std::filesystem::exists(folder / "merged.h5"));
  const MergeOutcome outcome = merge(folder / "merged.h5", shards, Completeness::partial);
  CHECK(outcome.missing == std::vector<std::uint32_t>{5, 7, 12, 13, 14, 15, 16, 17, 18, 19});
  CHECK(ResultFile(folder / "merged.h5").members().size() == 10);
}

TEST_CASE("what does not belong together is not merged") {
  const TemporaryFolder folder;
  const std::vector<std::string> shards = write_shards(folder, 4, 2);
  const std::string out = folder / "merged.h5";
  FileHeader other = part_header(4, "2/2");
  other.provenance.back().text = "design lhs\nseed 2\n";
  const std::string seed = write_part(folder, "seed.h5", 4, {2, 3}, "2/2", &other);
  CHECK_THAT(fault_of(out, {shards[0], seed}), Contains("no parts of one ensemble (inputs: 'seed 1' became 'seed 2')"));
  CHECK_THAT(fault_of(out, {shards[0], shards[1], shards[0]}), Contains("member 0 is in both"));
  CHECK_THAT(fault_of(shards[1], shards), Contains("is one of the files to merge"));
  example::write(folder / "run.h5");
  CHECK_THAT(fault_of(out, {folder / "run.h5"}), Contains("run.h5 cannot be merged"));
  CHECK_THAT(fault_of(out, {folder / "none.h5"}), Contains("none.h5 does not exist"));
  std::ofstream(folder / "letter") << "dear friend";
  CHECK_THAT(fault_of(folder / "letter", shards), Contains("is no skifte result"));
  CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("a shard is written i/n") {
  CHECK(parse_shard("2/8").index == 2);
  CHECK(parse_shard("8/8").of == 8);
  for (const char* text : {"", "2", "/", "0/8", "9/8", "2/8 ", "a/8", "2/", "2/8/3", "-1/8", "2/b"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_shard(text), sim::UserFault);
  }
}

}  // namespace skifte::output
