#include "sim/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace skifte::sim {
namespace {

/// Sorts the faults where they stand, so that message and list agree, and returns the message: one line each.
std::string sort_and_report(std::vector<Fault>& faults) {
  const auto key = [](const Fault& fault) {
    return std::tie(fault.position.file, fault.position.line, fault.position.column);
  };
  std::stable_sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) { return key(a) < key(b); });
  std::string report;
  for (const Fault& fault : faults) {
    if (!report.empty()) report += '\n';
    report += to_string(fault);
  }
  return report;
}

/// In small letters, so that 'KT' is nearest to 'kt' and not to 'K'. ASCII alone: names of ours hold no other.
std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& character : lower) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character - 'A' + 'a');
  }
  return lower;
}

/// Characters that would move a terminal's cursor or colour its text, in writing.
std::string without_control(const std::string& text) {
  std::string shown;
  for (const char character : text) {
    const auto code = static_cast<unsigned char>(character);
    if ((code < 0x20 && character != '\n') || code == 0x7f)
      shown += fmt::format("\\x{:02x}", code);
    else
      shown += character;
  }
  return shown;
}

/// The characters of UTF-8 text, so that a missing umlaut counts as one edit, not two.
std::vector<std::string_view> characters(std::string_view text) {
  const auto continues = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xc0U) == 0x80U; };
  std::vector<std::string_view> result;
  for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
    end = begin + 1;
    while (end < text.size() && continues(end)) ++end;
    result.push_back(text.substr(begin, end - begin));
  }
  return result;
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn a into b, no character edited twice.
std::size_t edit_distance(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitution});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = std::exchange(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string to_string(const Fault& fault) {
  const Position& at = fault.position;
  if (at.line == 0) return without_control(at.file.empty() ? fault.text : fmt::format("{}: {}", at.file, fault.text));
  std::string place = at.file.empty() ? std::to_string(at.line) : fmt::format("{}:{}", at.file, at.line);
  if (at.column != 0) place += fmt::format(":{}", at.column);
  return without_control(place + ": " + fault.text);
}

UserFault::UserFault(std::vector<Fault> faults)
    : std::runtime_error(sort_and_report(faults)), faults_(std::move(faults)) {}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string wanted_text = lower_case(name);
  const auto wanted = characters(wanted_text);
  std::size_t least = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::string nearest;
  for (const std::string& candidate : candidates) {
    const std::string offered_text = lower_case(candidate);
    const auto offered = characters(offered_text);
    const std::size_t gap = std::max(wanted.size(), offered.size()) - std::min(wanted.size(), offered.size());
    if (gap >= least) continue;  // the distance is at least the difference in length
    const std::size_t distance = edit_distance(wanted, offered);
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace skifte::sim
