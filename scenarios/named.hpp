#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::scenarios {

/// The names of declarations, in their order.
template <typename Named>
std::vector<std::string> names_of(const std::vector<Named>& list) {
  std::vector<std::string> names;
  for (const Named& item : list) names.push_back(item.name);
  return names;
}

/// The declaration of that name, nullptr when there is none.
template <typename Named>
const Named* find_named(const std::vector<Named>& list, std::string_view name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& item) { return item.name == name; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace skifte::scenarios
