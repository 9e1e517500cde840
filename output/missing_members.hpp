#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace skifte::output {

/// A file that is merged: its shard ("2/8", or empty) and path.
struct MergedPart {
  std::string shard;
  std::string path;
};

/// What is missing of `planned` members, in words: shards that are not there, members of those that are unfinished.
std::string missing_words(std::uint32_t planned, const std::vector<MergedPart>& parts,
                          const std::vector<std::uint32_t>& missing);

}  // namespace skifte::output
