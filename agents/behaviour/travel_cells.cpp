#include "agents/behaviour/travel_cells.hpp"

#include <algorithm>

namespace skifte::agents {

TravelPopulation count_travellers(const Households& households, const std::vector<std::uint8_t>& cars,
                                  const std::array<std::array<double, 3>, 3>& corridor, double with_car) {
  const bool told = cars.size() == households.size() && !cars.empty();
  // Counted whole first, then spread over the corridors: an inert household more changes no other term.
  std::array<std::array<std::array<double, car_accesses>, quintiles>, zones> persons{};
  std::array<double, quintiles> households_of{};
  TravelPopulation result;
  for (std::size_t slot = 0; slot < households.size(); ++slot) {
    if (households[slot].active == 0) continue;
    const std::size_t q = households[slot].quintile;
    auto& group = persons[households[slot].zone][q];
    const int adults = std::max(1, households[slot].persons - households[slot].children);
    if (told) {
      group[static_cast<std::size_t>(car_access(cars[slot], adults))] += households[slot].persons;
    } else {
      group[static_cast<std::size_t>(CarAccess::shared)] += with_car * households[slot].persons;
      group[static_cast<std::size_t>(CarAccess::none)] += (1 - with_car) * households[slot].persons;
    }
    result.income[q] += static_cast<double>(households[slot].income);
    households_of[q] += 1;
    result.of_quintile[q] += households[slot].persons;
    result.all += households[slot].persons;
  }
  for (std::size_t q = 0; q < quintiles; ++q) {
    if (households_of[q] > 0) result.income[q] /= households_of[q];
  }
  for (std::size_t z = 0; z < zones; ++z) {
    std::array<double, express_corridors> share = {1, corridor[z][0], corridor[z][1], corridor[z][2]};
    share[0] = std::max(0.0, 1 - share[1] - share[2] - share[3]);
    for (std::size_t q = 0; q < quintiles; ++q) {
      for (std::size_t line = 0; line < express_corridors; ++line) {
        for (std::size_t a = 0; a < car_accesses; ++a) {
          result.persons[cell_of({z, q, line, a})] = persons[z][q][a] * share[line];
        }
      }
    }
  }
  return result;
}

}  // namespace skifte::agents
