#include "output/missing_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "output/ensemble_runner.hpp"
#include "output/merge.hpp"
#include "output/verification.hpp"

namespace skifte::output {

std::string missing_words(std::uint32_t planned, const std::vector<MergedPart>& parts,
                          const std::vector<std::uint32_t>& missing) {
  if (missing.empty()) return "";
  std::map<std::uint32_t, std::string> there;
  std::uint32_t of = 0;
  for (const MergedPart& part : parts) {
    if (part.shard.empty()) return "members " + as_ranges(missing);
    const Shard shard = parse_shard(part.shard);
    if (of != 0 && shard.of != of) return "members " + as_ranges(missing);
    of = shard.of;
    there[shard.index] = part.path;
  }
  std::vector<std::uint32_t> absent;
  std::string unfinished;
  for (std::uint32_t index = 1; index <= of; ++index) {
    const std::vector<std::uint32_t> wanted = member_ids(planned, index, of);
    std::vector<std::uint32_t> lacking;
    std::set_intersection(wanted.begin(), wanted.end(), missing.begin(), missing.end(), std::back_inserter(lacking));
    if (lacking.empty()) continue;
    if (!there.contains(index))
      absent.push_back(index);
    else
      unfinished += fmt::format("{}members {} of {} (continue it with --resume)", unfinished.empty() ? "" : "; ",
                                as_ranges(lacking), there[index]);
  }
  std::string words;
  if (!absent.empty()) words = fmt::format("shard{} {} of {}", absent.size() == 1 ? "" : "s", as_ranges(absent), of);
  return words + (words.empty() || unfinished.empty() ? "" : "; ") + unfinished;
}

}  // namespace skifte::output
