#include "analysis/pairing.hpp"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <map>

namespace skifte::analysis {

namespace {

using output::MemberStatus;
using output::ResultFile;

/// Positions of an assumption that both results draw from the same distribution.
struct CommonDraw {
  std::string name;
  std::size_t first = 0;
  std::size_t second = 0;
};

std::vector<CommonDraw> common_draws(const ResultFile& first, const ResultFile& second) {
  const output::LabelTexts* laws = first.label_texts("assumption_distribution");
  const output::LabelTexts* others = second.label_texts("assumption_distribution");
  if (laws == nullptr || others == nullptr) return {};
  if (!first.layout().has("assumption_value") || !second.layout().has("assumption_value")) return {};
  const auto& names = first.layout().dimension("assumption").labels;
  const auto& other_names = second.layout().dimension("assumption").labels;
  std::map<std::string, std::size_t> places;
  for (std::size_t j = 0; j < other_names.size(); ++j) places[other_names[j]] = j;
  std::vector<CommonDraw> draws;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = places.find(names[i]);
    if (found != places.end() && laws->texts[i] == others->texts[found->second]) {
      draws.push_back({names[i], i, found->second});
    }
  }
  return draws;
}

}  // namespace

std::string different_draw(const ResultFile& first, const ResultFile& second, const std::vector<MemberPair>& pairs) {
  const std::vector<CommonDraw> draws = common_draws(first, second);
  if (draws.empty()) return "";
  const std::size_t width = first.layout().size("assumption_value");
  const std::size_t other_width = second.layout().size("assumption_value");
  const std::vector<double> a = first.read("assumption_value");
  const std::vector<double> b = second.read("assumption_value");
  for (const MemberPair& pair : pairs) {
    for (const CommonDraw& draw : draws) {
      const double x = a[pair.first * width + draw.first];
      const double y = b[pair.second * other_width + draw.second];
      if (std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y)) continue;
      return fmt::format(
          "member {} draws {} as {:.6g} in one and {:.6g} in the other, though from the same "
          "distribution: other designs, or designs of another size",
          first.members()[pair.first], draw.name, x, y);
    }
  }
  return "";
}

Pairing pair_members(const ResultFile& first, const ResultFile& second) {
  Pairing pairing;
  std::map<std::uint32_t, std::size_t> places;
  for (std::size_t j = 0; j < second.members().size(); ++j) places[second.members()[j]] = j;
  std::size_t common = 0;
  for (std::size_t i = 0; i < first.members().size(); ++i) {
    const auto found = places.find(first.members()[i]);
    if (found == places.end()) continue;
    const std::size_t j = found->second;
    ++common;
    if (first.seeds()[i] != second.seeds()[j] || first.replicates()[i] != second.replicates()[j]) continue;
    if (first.statuses()[i] == MemberStatus::done && second.statuses()[j] == MemberStatus::done)
      pairing.members.push_back({i, j});
    else
      ++pairing.left_out;
  }
  if (first.header().city != second.header().city) {
    pairing.why_not = fmt::format("one is about {}, the other about {}", first.header().city, second.header().city);
  } else if (pairing.members.empty() && pairing.left_out == 0) {
    pairing.why_not = common == 0 ? "they have no member in common" : "their members have other seeds or replicates";
  } else if (pairing.members.empty()) {
    pairing.why_not = "no member is done in both";
  } else if (const std::string draw = different_draw(first, second, pairing.members); !draw.empty()) {
    pairing.why_not = draw;
  }
  if (!pairing.paired()) pairing.members.clear();
  return pairing;
}

}  // namespace skifte::analysis
