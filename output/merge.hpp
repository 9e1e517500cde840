#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "output/result_writer.hpp"

namespace skifte::output {

/// A part of an ensemble, computed on its own: `index` of `of`, counted from 1.
struct Shard {
  std::uint32_t index = 1;
  std::uint32_t of = 1;
};

/// Reads `2/8`. UserFault unless 1 <= index <= of.
Shard parse_shard(const std::string& text);

/// Whether shards may be missing.
enum class Completeness { whole, partial };

struct MergeOutcome {
  std::size_t members = 0;
  std::vector<std::uint32_t> failed;   ///< members that did not end well
  std::vector<std::uint32_t> missing;  ///< members planned that no shard holds
  std::string what_is_missing;         ///< in words: shards and members; empty when nothing is
};

/// Writes the shards' members as one result, in member order: the same values, bit by bit, as one run of all members
/// gives, whatever the order of `shards`. Adds `provenance/shards`: a line for each with where and when it was
/// computed. Holds the values of a few hundred members at a time. UserFault when the files are not parts of one
/// ensemble (other inputs, with the first line that differs; another layout; a member in two of them), when `path` is
/// one of them, when something is missing and must not be, and as write_result. Opens HDF5. Summaries are merged too,
/// to the same bits in any order; not with files that hold members.
MergeOutcome merge_results(const std::string& path, const std::vector<std::string>& shards, const std::string& command,
                           const std::string& host, Completeness completeness, Overwrite overwrite);

}  // namespace skifte::output
