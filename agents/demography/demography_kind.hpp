#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/demography/demography.hpp"
#include "agents/demography/dwelling_stock.hpp"
#include "agents/demography/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/math_lanes.hpp"
#include "sim/prefetch.hpp"

namespace skifte::agents {

/// The kind itself; for make_demography and its own two files: demography.cpp has the month, its events and the
/// totals, moves.cpp who lives where: the start, moving in and out, new dwellings.
class Demography final : public sim::Kind {
 public:
  Demography(const DemographyInputs& inputs, const Setting& setting);
  std::string_view name() const override { return "demography"; }
  void commit(const sim::Window& window) override;
  void publish(const sim::Window& window) override;
  void close_year(const sim::Window& window) override;

 private:
  /// A household's numbers in (0, 1) for one occasion, of one draw.
  struct Draw {
    double event, donor, attitude, wait;
  };
  /// What a household's occasion brings apart from what it is: who would move in and when the next event comes.
  struct Luck {
    const Donor* donor = nullptr;  ///< if it moves, or nobody is left
    double attitude = 0;           ///< standard normal
    double wait = 0;               ///< over its mean: standard exponential
  };
  /// The same and what happens, drawn before its turn: a donor may lie anywhere in memory.
  struct Turn {
    LifeEvent event;
    Luck luck;
  };
  static constexpr std::size_t drawn_together = sim::lanes;
  using Turns = std::array<Turn, drawn_together>;

  void make_slots();
  void settle_at_start();
  void live_events(const sim::Window& window, double target);
  /// Of at most drawn_together households.
  void draw_turns(std::span<const std::uint32_t> slots, Turns& turns);
  void apply(std::uint32_t slot, const Turn& turn, sim::Time date, const sim::Window& window, double target);
  void live_on(std::uint32_t slot, LifeEvent event, const HouseholdState& next);
  void schedule(std::uint32_t slot, sim::Time date, double wait);
  void restart_clocks(sim::Time date);
  void tidy(std::vector<std::uint32_t>& slots, bool lived_in);
  void count(std::uint32_t slot, int sign);

  Draw next_draw(std::uint32_t slot);
  static Luck luck_of(const Draw& draw);  ///< but for the donor
  const Donor* donor_of(std::uint32_t slot, double u) const;
  void move_in(std::uint32_t slot, const Luck& luck, int window_index, sim::Time date);
  void move_in_anybody(std::uint32_t slot, int window_index, sim::Time date);
  void move_out(std::uint32_t slot, const sim::Window& window);
  /// The slot that comes into being now, none when all have.
  std::optional<std::uint32_t> build();
  void fill_dwellings(const sim::Window& window, double target);
  /// Raises all incomes by the factor, and gives sockets to whom the date's shares do.
  void begin_year(sim::Time date, float income_rise);

  void prefetch(std::uint32_t slot) const {
    sim::prefetch(&households_[slot]);
    sockets_.prefetch(slot);
  }
  bool frozen_at(sim::Time date) const { return inputs_.frozen && inputs_.frozen->strength(date) > 0; }
  /// At which the driver is read: in the frozen world the date of the freeze.
  sim::Time driver_date(sim::Time date) const { return policy_.frozen ? policy_.driver_date : date; }
  bool has_socket(std::uint32_t slot) const {
    return sockets_.has(slot, households_[slot].dwelling, households_[slot].tenure);
  }

  DemographyInputs inputs_;
  Setting setting_;
  sim::Time begin_;
  const PolicySignals& policy_;
  Households& households_;
  PopulationSignals& signals_;
  DwellingStock stock_;  ///< its building order the other way round, and only what does not stand yet
  const Donors& donors_;
  const IncomeTerms terms_;
  const LifeEventTable clocks_;
  HomeSockets sockets_;
  sim::BucketCalendar calendar_;
  std::uint32_t next_new_ = 0;        ///< first slot after the reference year's that does not stand
  std::vector<std::uint32_t> empty_;  ///< built slots without household, last in first out
  std::array<std::int64_t, quintiles> households_by_quintile_{};
  std::array<std::int64_t, quintiles> persons_by_quintile_{};
  std::int64_t persons_ = 0;
  double income_factor_ = 1;
  double completed_ = 0;
  bool was_frozen_ = false;
};

}  // namespace skifte::agents
