#include "agents/behaviour/travel_cells.hpp"

#include <algorithm>
#include <numeric>

namespace skifte::agents {

TravelPopulation count_travellers(const Households& households, const std::vector<std::uint8_t>* cars,
                                  const std::array<std::array<double, 3>, 3>& corridor, double with_car) {
  const bool told = cars != nullptr && cars->size() == households.size();
  // Counted whole first, then spread over the corridors: an inert household more changes no other term.
  std::array<std::int32_t, fare_cells> counted{};
  std::array<std::int32_t, quintiles> households_of{};
  TravelPopulation result;
  for (std::size_t slot = 0; slot < households.size(); ++slot) {
    const Household& household = households[slot];
    if (household.active == 0) continue;
    const int adults = std::max(1, household.persons - household.children);
    const CarAccess access = told ? car_access((*cars)[slot], adults) : CarAccess::none;
    counted[fare_cell(household.zone, household.quintile, static_cast<std::size_t>(access))] += household.persons;
    result.income[household.quintile] += static_cast<double>(household.income);
    ++households_of[household.quintile];
  }
  for (std::size_t q = 0; q < quintiles; ++q) {
    if (households_of[q] > 0) result.income[q] /= households_of[q];
  }
  std::array<double, fare_cells> persons{};
  for (std::size_t z = 0; z < zones; ++z) {
    for (std::size_t q = 0; q < quintiles; ++q) {
      const std::size_t none = fare_cell(z, q, static_cast<std::size_t>(CarAccess::none));
      const std::size_t shared = fare_cell(z, q, static_cast<std::size_t>(CarAccess::shared));
      for (std::size_t a = 0; a < car_accesses; ++a) {
        persons[fare_cell(z, q, a)] = counted[fare_cell(z, q, a)];
        result.of_quintile[q] += counted[fare_cell(z, q, a)];
      }
      if (!told) {
        persons[shared] = with_car * counted[none];
        persons[none] = (1 - with_car) * counted[none];
      }
    }
  }
  result.all = std::accumulate(result.of_quintile.begin(), result.of_quintile.end(), 0.0);
  for (std::size_t z = 0; z < zones; ++z) {
    std::array<double, express_corridors> share = {1, corridor[z][0], corridor[z][1], corridor[z][2]};
    share[0] = std::max(0.0, 1 - share[1] - share[2] - share[3]);
    for (std::size_t q = 0; q < quintiles; ++q) {
      for (std::size_t line = 0; line < express_corridors; ++line) {
        for (std::size_t a = 0; a < car_accesses; ++a) {
          result.persons[cell_of({z, q, line, a})] = persons[fare_cell(z, q, a)] * share[line];
        }
      }
    }
  }
  return result;
}

}  // namespace skifte::agents
