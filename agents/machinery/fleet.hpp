#pragma once
#include <vector>

#include "agents/machinery/hvo_market.hpp"
#include "agents/machinery/machine_choice.hpp"
#include "agents/setting.hpp"
#include "sim/bucket_calendar.hpp"

namespace skifte::agents {

enum class MachineFuel : std::uint8_t { blend, hvo_demanded, hvo_chosen, electric };
inline constexpr std::size_t machine_fuels = 4;
inline constexpr std::size_t machine_owners = 6;

/// Machines of one owner group that are replaced together.
struct Cohort {
  MachineOwner owner;
  MachineFuel fuel;
  std::uint32_t number;        ///< within the owner group
  std::uint32_t replacements;  ///< so far
  double weight;               ///< share of the group's work [1]
  double rank;                 ///< in (0, 1): works under a demand when below its share
  double willingness;          ///< extra fuel cost accepted for HVO [1]
};

/// What owners meet when they decide.
struct MachineMarket {
  double blend_price[machine_owners];        ///< [SEK/Wh]
  double electricity_price[machine_owners];  ///< [SEK/Wh]
  double hvo_price;                          ///< scarcity included [SEK/Wh]
  double demanded_share[machine_owners];     ///< of the work under a fossil-free demand that is met [1]
  double electric_share[machine_owners];     ///< of replacements that must be electric [1]
  double lead_time;                          ///< of a grid connection asked for now [d]
  bool priced;                               ///< false before the first prices are known
};

/// The machines of all owner groups by cohorts: what each runs on, when each is replaced and by what.
class MachineFleet {
 public:
  MachineFleet(const MachineAssumptions& assumptions, const Setting& setting);

  struct Replacement {
    std::uint32_t cohort;
    sim::Time date;
    bool electric;
    bool waited;  ///< would have been electric with a connection in time
  };
  /// Who replaces in the window and by what, like by like when nobody decides (`frozen`).
  std::vector<Replacement> propose(const sim::Window& window, const MachineMarket& market, bool frozen);
  /// Carries one replacement out; the cohort's next one is filed. True when it turned electric.
  bool replace(const Replacement& replacement, const MachineMarket& market, bool frozen);
  /// The year's fuel contracts of all engines.
  void contract(const MachineMarket& market);
  /// Voluntary buyers of pure HVO by the ratio to `list_price` they would pay; `volume` by owner group [Wh/year].
  std::vector<HvoBid> bids(const MachineMarket& market, double list_price,
                           const std::array<double, machine_owners>& volume) const;

  const Cohort& cohort(std::uint32_t number) const { return cohorts_[number]; }
  /// Share of an owner group's work done on a fuel [1].
  double share(MachineOwner owner, MachineFuel fuel) const {
    return shares_[static_cast<std::size_t>(owner)][static_cast<std::size_t>(fuel)];
  }
  void count();

 private:
  void settle(std::size_t owner);
  void file(std::uint32_t cohort, sim::Time date);
  double lifetime(const Cohort& cohort, double u) const;
  double offer_rank(const Cohort& cohort) const;
  bool demanded(const Cohort& cohort, const MachineMarket& market) const;
  MachineFuel engine_fuel(const Cohort& cohort, const MachineMarket& market) const;
  bool wants_electric(const Cohort& cohort, sim::Time date, const MachineMarket& market) const;
  bool connected_in_time(const Cohort& cohort, const MachineMarket& market) const;

  MachineAssumptions in_;
  const Setting setting_;
  std::vector<Cohort> cohorts_;
  sim::BucketCalendar calendar_;
  std::vector<sim::Time> date_;  // next replacement by cohort
  std::array<std::array<double, machine_fuels>, machine_owners> shares_{};
};

}  // namespace skifte::agents
