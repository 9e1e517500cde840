#include "output/text_difference.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

namespace skifte::output {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  std::string line;
  while (std::getline(stream, line)) lines.push_back(line);
  return lines;
}

/// What a line is about: all but its last word.
std::string subject(const std::string& line) {
  return line.substr(0, std::min(line.size(), line.rfind(' ')));
}

/// Takes the lines of `lines` that `others` has as well out of it.
std::vector<std::string> without(const std::vector<std::string>& lines, std::vector<std::string> others) {
  std::vector<std::string> left;
  for (const std::string& line : lines) {
    const auto same = std::find(others.begin(), others.end(), line);
    if (same == others.end())
      left.push_back(line);
    else
      others.erase(same);
  }
  return left;
}

}  // namespace

std::string line_differences(const std::string& was, const std::string& is, int limit) {
  const std::vector<std::string> gone = without(lines_of(was), lines_of(is));
  std::vector<std::string> fresh = without(lines_of(is), lines_of(was));
  std::vector<std::string> texts;
  for (const std::string& line : gone) {
    const auto match = std::find_if(fresh.begin(), fresh.end(),
                                    [&](const std::string& other) { return subject(other) == subject(line); });
    if (match == fresh.end()) {
      texts.push_back("'" + line + "' is gone");
    } else {
      texts.push_back("'" + line + "' became '" + *match + "'");
      fresh.erase(match);
    }
  }
  for (const std::string& line : fresh) texts.push_back("'" + line + "' is new");
  std::string all;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (static_cast<int>(i) == limit) return all + "; and " + std::to_string(texts.size() - i) + " more";
    all += (i == 0 ? "" : "; ") + texts[i];
  }
  return all;
}

}  // namespace skifte::output
