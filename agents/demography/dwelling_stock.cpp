#include "agents/demography/dwelling_stock.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "agents/demography/signals.hpp"
#include "sim/fault.hpp"
#include "sim/sort_by_digits.hpp"

namespace skifte::agents {
namespace {

constexpr auto dwelling_age = sim::decision("demography.dwelling_age");
constexpr auto new_dwelling = sim::decision("demography.new_dwelling");

template <class T>
const T& pick(const std::vector<T>& from, double u) {
  const auto i = static_cast<std::size_t>(u * static_cast<double>(from.size()));
  return from[std::min(i, from.size() - 1)];
}

}  // namespace

DwellingStock make_dwelling_stock(const SyntheticHouseholds& reference, std::size_t capacity, double flat_share,
                                  double house_rate, const sim::RandomSource& random) {
  sim::ensure(capacity >= reference.size() && reference.size() > 0,
              "dwelling stock: capacity below the reference year's");
  DwellingStock stock{reference.dwelling, reference.tenure, reference.zone, {}};
  std::array<std::vector<std::uint32_t>, 3> by_form;
  std::vector<std::pair<double, std::uint32_t>> race;
  race.reserve(reference.size());
  for (std::uint32_t slot = 0; slot < reference.size(); ++slot) {
    by_form[reference.dwelling[slot]].push_back(slot);
    const double mean = reference.dwelling[slot] == static_cast<std::uint8_t>(Dwelling::house) ? 1 / house_rate : 1.0;
    race.emplace_back(-sim::exponential(random.uniform(dwelling_age, household_id(slot), 0), mean), slot);
  }
  sim::sort_by_number(race);  // who arrives first is the youngest, so it comes last
  stock.building_order.reserve(reference.size());
  for (auto* traits : {&stock.dwelling, &stock.tenure, &stock.zone}) traits->reserve(capacity);
  for (const auto& entry : race) stock.building_order.push_back(entry.second);
  for (std::size_t slot = reference.size(); slot < capacity; ++slot) {
    const auto [u_form, u_donor] = random.uniform_pair(new_dwelling, household_id(slot), 0);
    const Dwelling wanted = u_form < flat_share ? Dwelling::flat : Dwelling::house;
    const auto& donors = by_form[static_cast<std::size_t>(index(wanted))];
    const std::uint32_t donor = donors.empty()
                                    ? static_cast<std::uint32_t>(u_donor * static_cast<double>(reference.size()))
                                    : pick(donors, u_donor);
    stock.dwelling.push_back(reference.dwelling[donor]);
    stock.tenure.push_back(reference.tenure[donor]);
    stock.zone.push_back(reference.zone[donor]);
  }
  return stock;
}

}  // namespace skifte::agents
