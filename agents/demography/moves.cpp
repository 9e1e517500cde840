#include <algorithm>
#include <numeric>

#include "agents/demography/demography_kind.hpp"
#include "sim/fault.hpp"
#include "sim/math.hpp"

// Who lives where: the start, moving in and out, new dwellings.

namespace skifte::agents {
namespace {

/// What happens to a household, who follows it and when the next event comes. Ordinals count the slot's occasions:
/// events and new occupants.
constexpr auto life = sim::decision("demography.life");

/// Uniform on (0, 1): one of the 2^32 odd multiples of 2^-33.
constexpr double uniform_of(std::uint32_t word) {
  return (word + 0.5) * 0x1p-32;
}

}  // namespace

// What a household is has room in its bits.
static_assert(household_type_labels.size() <= 8 && quintiles <= 8 && dwelling_labels.size() <= 4 &&
              tenure_labels.size() <= 4 && zone_labels.size() <= 4);

void Demography::make_slots() {
  const std::size_t n = stock_.dwelling.size();
  households_.assign(n, {});
  for (std::size_t slot = 0; slot < n; ++slot) {
    households_[slot].dwelling = stock_.dwelling[slot] & 3U;
    households_[slot].tenure = stock_.tenure[slot] & 3U;
    households_[slot].zone = stock_.zone[slot] & 3U;
  }
  for (auto* told : {&stock_.dwelling, &stock_.tenure, &stock_.zone}) *told = std::vector<std::uint8_t>();
  next_new_ = static_cast<std::uint32_t>(stock_.building_order.size());
  std::reverse(stock_.building_order.begin(), stock_.building_order.end());
}

/// The reference households in the oldest dwellings, as many as the driver has persons at the start.
void Demography::settle_at_start() {
  const SyntheticHouseholds& reference = setting_.city.households;
  const double target = inputs_.driver.persons(begin_);
  const double half = 0.5 * std::accumulate(reference.persons.begin(), reference.persons.end(), 0.0) /
                      static_cast<double>(reference.size());
  begin_year(begin_, 1);
  while (static_cast<double>(persons_) + half <= target) {
    const std::optional<std::uint32_t> built = build();
    if (!built) break;
    const std::uint32_t slot = *built;
    if (slot >= reference.size()) {
      move_in_anybody(slot, -1, begin_);
      continue;
    }
    const Luck first = luck_of(next_draw(slot));
    Household& household = households_[slot];
    household.active = 1;
    set_household_state(household, {static_cast<HouseholdType>(reference.type[slot]), reference.persons[slot],
                                    reference.children[slot], reference.elderly[slot] != 0});
    household.quintile = reference.quintile[slot] & 7U;
    household.income = static_cast<float>(double{reference.income[slot]} * income_factor_);
    household.attitude = static_cast<float>(first.attitude);
    household.home_charging = has_socket(slot) ? 1 : 0;
    count(slot, 1);
    schedule(slot, begin_, first.wait);
  }
  stock_.building_order.shrink_to_fit();
}

Demography::Draw Demography::next_draw(std::uint32_t slot) {
  const auto bits = setting_.random.bits(life, household_id(slot), households_[slot].occasions++);
  return {uniform_of(bits[0]), uniform_of(bits[1]), uniform_of(bits[2]), uniform_of(bits[3])};
}

Demography::Luck Demography::luck_of(const Draw& draw) {
  return {nullptr, sim::normal_quantile(draw.attitude), sim::exponential(draw.wait, 1)};
}

const Donor* Demography::donor_of(std::uint32_t slot, double u) const {
  return &donors_.draw(households_[slot].dwelling, households_[slot].tenure, u);
}

void Demography::move_in(std::uint32_t slot, const Luck& luck, int window_index, sim::Time date) {
  const Donor& donor = *luck.donor;
  Household& household = households_[slot];
  household.active = 1;
  set_household_state(household,
                      {static_cast<HouseholdType>(donor.type), donor.persons, donor.children, donor.elderly != 0});
  household.quintile = donor.quintile & 7U;
  household.income = static_cast<float>(double{donor.income} * income_factor_);
  household.attitude = static_cast<float>(luck.attitude);
  household.home_charging = has_socket(slot) ? 1 : 0;
  household.moved = static_cast<std::uint16_t>(window_index + 1);
  count(slot, 1);
  schedule(slot, date, luck.wait);
  if (window_index >= 0) signals_.moved_in.push_back(slot);
}

void Demography::move_in_anybody(std::uint32_t slot, int window_index, sim::Time date) {
  const Draw draw = next_draw(slot);
  Luck luck = luck_of(draw);
  luck.donor = donor_of(slot, draw.donor);
  move_in(slot, luck, window_index, date);
}

void Demography::move_out(std::uint32_t slot, const sim::Window& window) {
  households_[slot].active = 0;
  households_[slot].moved = static_cast<std::uint16_t>(window.index + 1);
  empty_.push_back(slot);
  signals_.moved_out.push_back(slot);
}

std::optional<std::uint32_t> Demography::build() {
  if (!stock_.building_order.empty()) {
    const std::uint32_t slot = stock_.building_order.back();
    stock_.building_order.pop_back();
    return slot;
  }
  if (next_new_ < households_.size()) return next_new_++;
  return std::nullopt;
}

void Demography::fill_dwellings(const sim::Window& window, double target) {
  const double households = static_cast<double>(
      std::accumulate(households_by_quintile_.begin(), households_by_quintile_.end(), std::int64_t{0}));
  const double half = households > 0 ? 0.5 * static_cast<double>(persons_) / households : 0.5;
  while (static_cast<double>(persons_) + half <= target) {
    if (!empty_.empty()) {
      const std::uint32_t slot = empty_.back();
      empty_.pop_back();
      move_in_anybody(slot, window.index, window.end);
    } else if (const std::optional<std::uint32_t> built = build()) {
      ++completed_;
      move_in_anybody(*built, window.index, window.end);
    } else {
      throw sim::ProgramFault("demography: households became so small that there are too few slots for them");
    }
  }
}

void Demography::begin_year(sim::Time date, float income_rise) {
  sockets_.set_date(date);
  for (std::uint32_t slot = 0; slot < households_.size(); ++slot) {
    Household& household = households_[slot];
    if (household.active == 0) continue;
    household.income *= income_rise;
    household.home_charging = has_socket(slot) ? 1 : 0;
  }
}

}  // namespace skifte::agents
