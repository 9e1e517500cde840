#include "scenarios/fault_list.hpp"

namespace skifte::scenarios {

std::string suggestion(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string near = sim::nearest_name(name, candidates);
  return near.empty() ? std::string() : ", did you mean '" + near + "'?";
}

}  // namespace skifte::scenarios
