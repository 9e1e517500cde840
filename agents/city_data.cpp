#include "agents/city_data.hpp"

#include <algorithm>

namespace skifte::agents {

Donors::Donors(const SyntheticHouseholds& reference) : donors_(reference.size()) {
  for (std::size_t i = 0; i < reference.size(); ++i) {
    ++first_[class_of(reference.dwelling[i], reference.tenure[i]) + 1];
  }
  for (std::size_t c = 0; c < classes; ++c) first_[c + 1] += first_[c];
  std::array<std::size_t, classes + 1> next = first_;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    donors_[next[class_of(reference.dwelling[i], reference.tenure[i])]++] = {
        .income = reference.income[i],
        .persons = reference.persons[i],
        .children = reference.children[i],
        .type = static_cast<std::uint8_t>(reference.type[i] & 7U),
        .quintile = static_cast<std::uint8_t>(reference.quintile[i] & 7U),
        .elderly = static_cast<std::uint8_t>(reference.elderly[i] & 1U)};
  }
}

const Donor& Donors::draw(std::uint8_t dwelling, std::uint8_t tenure, double u) const {
  const std::size_t c = class_of(dwelling, tenure);
  const bool some = first_[c] < first_[c + 1];
  const std::size_t begin = some ? first_[c] : 0, end = some ? first_[c + 1] : donors_.size();
  const auto place = static_cast<std::size_t>(u * static_cast<double>(end - begin));
  return donors_[std::min(begin + place, end - 1)];
}

}  // namespace skifte::agents
