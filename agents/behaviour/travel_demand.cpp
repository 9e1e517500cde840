#include "agents/behaviour/travel_demand.hpp"

#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr std::size_t groups = zones * quintiles;
constexpr int months_between = 3;  ///< that a cell lets pass before it thinks again
constexpr double years_between = months_between / 12.0;

void approach(TripShares& habit, const TripShares& wanted, double step) {
  for (std::size_t m = 0; m < trip_modes; ++m) {
    habit.trips[m] += step * (wanted.trips[m] - habit.trips[m]);
    habit.km[m] += step * (wanted.km[m] - habit.km[m]);
  }
  habit.car_km_reference += step * (wanted.car_km_reference - habit.car_km_reference);
}

}  // namespace

TravelDemand::TravelDemand(const ModeChoice& choice, double habit_time, double shifted, const TravelPopulation& people,
                           const TravelSituation& reference, const TravelSituation& start)
    : choice_(choice),
      habit_time_(habit_time),
      shifted_(shifted),
      weights_(choice.weights()),
      constants_(choice.calibrate(people, reference)) {
  const FeltSituation felt = choice_.cost.felt(start);
  for (std::size_t group = 0; group < groups; ++group) {
    choose(people, felt, group, [](TripShares& habit, const TripShares& wanted) { habit = wanted; });
  }
}

template <class Keep>
void TravelDemand::choose(const TravelPopulation& people, const FeltSituation& situation, std::size_t group,
                          Keep keep) {
  const std::size_t zone = group / quintiles, quintile = group % quintiles;
  const double value_of_time = choice_.values_of_time(people)[quintile];
  std::array<std::array<TripShares, car_accesses>, express_corridors> wanted;
  for (std::size_t line = 0; line < express_corridors; ++line) {
    // Corridors where the bus saves as much time are alike.
    std::size_t alike = 0;
    while (alike < line && situation.met.express[alike] != situation.met.express[line]) ++alike;
    wanted[line] =
        alike < line ? wanted[alike] : choice_.shares(constants_, weights_, {zone, line, value_of_time}, situation);
    for (std::size_t a = 0; a < car_accesses; ++a) keep(habit_[cell_of({zone, quintile, line, a})], wanted[line][a]);
  }
}

void TravelDemand::advance(const TravelPopulation& people, const TravelSituation& situation, int month) {
  const double step = 1 - sim::exp(-years_between / habit_time_);
  const FeltSituation felt = choice_.cost.felt(situation);
  for (std::size_t group = 0; group < groups; ++group) {
    if ((group + static_cast<std::size_t>(month)) % months_between != 0) continue;
    choose(people, felt, group, [step](TripShares& habit, const TripShares& wanted) { approach(habit, wanted, step); });
  }
}

CityTrips TravelDemand::sum(const TravelPopulation& people, double aversion) const {
  CityTrips city;
  const double kept = sim::exp(-aversion);
  std::array<double, quintiles> of_quintile{};
  std::array<double, zones> of_zone{};
  std::array<double, fare_cells> of_fare_cell{};
  for (std::size_t z = 0; z < zones; ++z) {
    for (std::size_t q = 0; q < quintiles; ++q) {
      for (std::size_t place = 0; place < express_corridors * car_accesses; ++place) {
        const std::size_t cell = place_of(z, q, 0) * car_accesses + place;
        const double persons = people.persons[cell];
        if (persons <= 0) continue;
        const TripShares& habit = habit_[cell];
        const double transit = habit.trips[at(Mode::bus)] + habit.trips[at(Mode::train)];
        const std::size_t payer = fare_cell(z, q, place % car_accesses);
        of_fare_cell[payer] += persons;
        city.transit_trips[payer] += persons * kept * transit;
        city.transit_km[payer] += persons * kept * (habit.km[at(Mode::bus)] + habit.km[at(Mode::train)]);
        const double others = 1 + shifted_ * (1 - kept) * transit / (1 - transit);
        for (std::size_t m = 0; m < trip_modes; ++m) {
          const bool shunned = m == at(Mode::bus) || m == at(Mode::train);
          const double weight = persons * (shunned ? kept : others);
          city.trips_by_quintile[q][m] += weight * habit.trips[m];
          city.km_by_quintile[q][m] += weight * habit.km[m];
        }
        city.car_trips[payer] += persons * others * habit.trips[at(Mode::car)];
        city.car_km_reference[q] += persons * others * habit.car_km_reference;
        city.cycling[z] += persons * habit.trips[at(Mode::cycle)];
        of_quintile[q] += persons;
        of_zone[z] += persons;
      }
    }
  }
  for (std::size_t q = 0; q < quintiles; ++q) {
    for (std::size_t m = 0; m < trip_modes && people.all > 0; ++m) {
      city.trips[m] += city.trips_by_quintile[q][m] / people.all;
      city.km[m] += city.km_by_quintile[q][m] / people.all;
    }
    if (of_quintile[q] <= 0) continue;
    for (std::size_t m = 0; m < trip_modes; ++m) {
      city.trips_by_quintile[q][m] /= of_quintile[q];
      city.km_by_quintile[q][m] /= of_quintile[q];
    }
    city.car_km_reference[q] /= of_quintile[q];
  }
  for (std::size_t z = 0; z < zones; ++z) {
    if (of_zone[z] > 0) city.cycling[z] /= of_zone[z];
  }
  for (std::size_t cell = 0; cell < fare_cells; ++cell) {
    if (of_fare_cell[cell] <= 0) continue;
    city.transit_trips[cell] /= of_fare_cell[cell];
    city.transit_km[cell] /= of_fare_cell[cell];
    city.car_trips[cell] /= of_fare_cell[cell];
  }
  return city;
}

}  // namespace skifte::agents
