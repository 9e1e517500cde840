#pragma once
#include <array>
#include <limits>
#include <utility>
#include <vector>

#include "agents/biogas/signals.hpp"
#include "agents/firms/signals.hpp"
#include "agents/housing/heat_ledger.hpp"
#include "agents/housing/housing.hpp"
#include "agents/housing/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "agents/weather/signals.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/scarcity.hpp"

namespace skifte::agents {

/// What makes an owner think about the heating.
enum class Trigger { failure, renovation, offer, conversion, programme };
inline constexpr int triggers =
    4;  ///< whose decisions are numbered together; the programme's have a range of their own

/// Grants that a dwelling's owner would get for a system [SEK/dwelling].
struct HeatingGrant {
  double state = 0;
  double lever = 0;  ///< of gas_homes_conversion
};

/// The kind itself; for make_housing and its own three files: housing.cpp has the buildings' events,
/// housing_decisions.cpp what owners decide and pay, housing_measures.cpp what comes to them from outside (households,
/// network, levers, the end of gas, the freeze).
class Housing final : public sim::Kind {
 public:
  Housing(const HousingInputs& inputs, const Setting& setting);
  std::string_view name() const override { return "housing"; }
  void commit(const sim::Window& window) override;
  void account(const sim::Window& window) override {
    heat_demand_ = ledger_.post_month({window, inputs_, prices_, biogas_, weather_.degree_days}, setting_.accounts,
                                      setting_.flows);
  }
  void publish(const sim::Window& window) override;
  void close_year(const sim::Window& window) override;

 private:
  static constexpr float never = std::numeric_limits<float>::infinity();
  static constexpr std::uint8_t no_order = 255;
  static constexpr double ore_per_sek = 100;

  void add_dwelling(std::uint32_t slot, sim::Time date);
  void follow_households(const sim::Window& window);
  void make_offers(const sim::Window& window);
  void pay_network(double houses, const sim::Window& window);
  void convert_gas_homes(const sim::Window& window);
  void run_programme(const sim::Window& window);
  void close_gas(const sim::Window& window);
  void freeze();
  void fill_order();
  void prefetch(std::uint32_t b) const;
  void happen(std::uint32_t b, const sim::Window& window);
  void install(std::uint32_t b);
  void renovate(std::uint32_t b, double saving, const sim::Window& window);
  void decide(std::uint32_t b, Trigger trigger, sim::Time date, const sim::Window& window);
  std::uint32_t choice_ordinal(std::uint32_t b, Trigger trigger) const;
  HeatingGrant grant(std::uint32_t b, Heating target, sim::Time date) const;
  HeatingSituation situation(std::uint32_t b, Trigger trigger, sim::Time date) const;
  void order(std::uint32_t b, Heating system, sim::Time date, const sim::Window& window);
  void pay(std::uint32_t b, double cost, const HeatingGrant& granted, const sim::Window& window);
  void share_grant(std::uint32_t b, double sek, const sim::Window& window);
  void publish_power();
  std::uint32_t building_of(std::uint32_t slot) const { return by_household_.building[slot]; }
  template <class Visit>
  void for_each_household(std::uint32_t b, Visit visit) const;
  void serve_premises(const sim::Window& window);
  void hire(const sim::Window& window);
  void draw_failure(std::uint32_t b, sim::Time date);
  void draw_renovation(std::uint32_t b, sim::Time date);
  void file(std::uint32_t b);
  void count(std::uint32_t b, int sign);
  bool has_order(std::uint32_t b) const { return ordered_[b] != no_order; }
  Heating system(std::uint32_t b) const { return static_cast<Heating>(buildings_.system[b]); }
  Owner owner(std::uint32_t b) const { return static_cast<Owner>(buildings_.owner[b]); }
  sim::AgentId id(std::uint32_t b) const { return building_id(buildings_.first_slot[b]); }
  double dwellings_of(std::uint32_t b) const { return buildings_.is_block[b] != 0 ? buildings_.dwellings[b] : 1.0; }
  float since_begin(sim::Time date) const { return static_cast<float>(date - begin_); }

  HousingInputs inputs_;
  const HeatingLoans loans_;
  Setting setting_;
  sim::Time begin_;
  const Households& households_;
  const PopulationSignals& population_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  const UtilitySignals& utility_;
  const BiogasSignals& biogas_;
  const WeatherSignals& weather_;
  const FirmSignals& firms_;
  HousingSignals& signals_;
  HouseholdHeating& by_household_;
  Buildings buildings_;
  HeatLedger ledger_;
  sim::BucketCalendar calendar_;
  sim::CrewQueue crews_;
  sim::Budget grants_{0};
  double crew_count_ = 1;
  double work_days_ = 0;  ///< crew-days asked for this year
  std::vector<float>
      change_at_;  ///< from the beginning: of the installation where there is an order, else of a failure [d]
  std::vector<float> renovation_at_;                     ///< [d]
  std::vector<std::uint8_t> ordered_;                    ///< Heating to be installed, no_order when none
  std::vector<std::uint8_t> systems_drawn_;              ///< failures drawn: one a system the building has had
  std::vector<std::uint8_t> renovations_;                ///< drawn
  std::vector<bool> lived_in_;                           ///< by slot
  std::vector<std::pair<float, std::uint32_t>> offers_;  ///< houses outside the network by hazard threshold
  std::vector<std::uint32_t> in_order_;                  ///< all buildings in keyed order, if a programme runs
  std::size_t next_offer_ = 0;
  std::size_t next_programme_ = 0;
  std::size_t next_conversion_ = 0;
  double offer_hazard_ = 0;
  double programme_quota_ = 0;
  double converted_ = 0;
  double heat_demand_ = 0;
  bool gas_closed_ = false;
  bool was_frozen_ = false;
  std::array<double, 3> houses_{};      ///< by Zone
  std::array<double, 3> heat_pumps_{};  ///< houses with one, by Zone
};

}  // namespace skifte::agents
