#pragma once
#include <array>
#include <cstdint>

#include "agents/categories.hpp"
#include "agents/household_groups.hpp"
#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"
#include "sim/ledger.hpp"

namespace skifte::agents {

/// Scale factors between activity x factor and the inventory, one a sub-sector: `inventory.scale.SUBSECTOR` [1],
/// computed by `skifte check CITY --base-years`. Far from 1 is a finding, not a nuisance.
struct ScaleAssumptions {
  explicit ScaleAssumptions(sim::AssumptionReader& read);
  std::array<double, subsectors> factor;  // [1]
};

/// Everything a run counts, by year, in 64-bit integers: grams, watt-hours, öre, pieces. All amounts are converted
/// once, at posting (sim::to_count), so cuts by sector and by carrier add up exactly.
class Accounts {
 public:
  Accounts(const sim::Calendar& calendar, const ScaleAssumptions& scale);
  const sim::Calendar& calendar() const { return calendar_; }
  int year_index(const sim::Window& window) const { return window.year - calendar_.first_year(); }

  /// Physical emissions inside the municipality [g CO2e], fossil CO2 and other gases, unscaled; the sub-sector's factor
  /// is applied here. The carrier says what burnt or leaked.
  void post_emissions(const sim::Window& window, Subsector subsector, Carrier carrier, double grams);
  /// Emissions that need no scale because they are measured or are a project's own (capture) [g CO2e]; may be negative.
  void post_measured_emissions(const sim::Window& window, Subsector subsector, Carrier carrier, double grams);
  /// Biogenic CO2 beside the total [g].
  void post_biogenic(const sim::Window& window, Subsector subsector, double grams);
  void post_energy(const sim::Window& window, Carrier carrier, EndUse use, double watt_hours);
  /// Money in SEK, booked in öre. Of taxes the state is the receiver.
  void post_money(const sim::Window& window, MoneyKind kind, Payer payer, Measure measure, double sek);
  /// What `from` pays `to`, booked as a cost of the one and less cost of the other, so that it changes no sum over
  /// payers [SEK].
  void post_payment(const sim::Window& window, Transfer what, MoneyKind kind, Payer from, Payer to, Measure measure,
                    double sek);
  /// A grant or support towards a cost that the receiver has booked in full, with a note of who received it [SEK].
  void post_grant(const sim::Window& window, MoneyKind kind, Payer from, Payer to, Measure measure, double sek);
  /// A removal that counts for the city [g CO2].
  void post_sink(const sim::Window& window, Sink sink, double grams);
  void post_captured(const sim::Window& window, Captured what, double grams);
  void post_footprint(const sim::Window& window, Footprint category, double grams);
  /// Agent-days waited, or units gone without, at a bottleneck.
  void post_bottleneck(const sim::Window& window, Bottleneck bottleneck, double amount);
  /// Power that waited for a grid connection [kW d].
  void post_grid_waiting(const sim::Window& window, GridCustomer customer, double amount);
  /// Heat made for the district network [Wh].
  void post_heat(const sim::Window& window, HeatSource source, double watt_hours);

  /// An item of a household, to each group it belongs to [the item's unit: öre, households, days, ...].
  void post_household(const sim::Window& window, const Household& household, HouseholdItem item, double amount);

  double scale(Subsector subsector) const { return scale_[static_cast<std::size_t>(index(subsector))]; }

  // Tables, by year then:
  sim::Table<2> emissions;           ///< subsector, carrier [g CO2e], physical account
  sim::Table<2> activity_emissions;  ///< subsector, carrier [g CO2e], before scaling (what base years are judged by)
  sim::Table<1> published;           ///< subsector [g CO2e], published account (agents/inventory)
  sim::Table<1> biogenic;            ///< subsector [g CO2]
  sim::Table<1> sinks;               ///< sink [g CO2]
  sim::Table<1> captured;            ///< captured [g CO2]
  sim::Table<1> footprint;           ///< footprint category [g CO2e], the whole city's households and public bodies
  sim::Table<2> energy;              ///< carrier, end use [Wh]
  sim::Table<3> money;               ///< kind, payer, measure [öre]
  sim::Table<2> transfers;           ///< transfer, payer [öre], paid less received: each transfer adds up to 0
  sim::Table<1> bottlenecks;         ///< bottleneck [agent-days or units]
  sim::Table<1> contractors_wait;    ///< works [d] that they waited for a contractor
  sim::Table<1> city_finance;        ///< item [öre in the year, or at its end], set by agents/city
  sim::Table<1> grid_waiting;        ///< grid customer [kW d]
  sim::Table<1> heat_production;     ///< heat source [Wh] into the district network
  // Stocks at the year's end and yearly indicators, set in close_year by their owners:
  sim::Table<1> cars;             ///< powertrain [vehicles]
  sim::Table<1> new_cars;         ///< powertrain [vehicles registered in the year]
  sim::Table<1> car_border_flow;  ///< powertrain [vehicles], used cars' net inflow across the city border
  sim::Table<1> light_trucks;     ///< powertrain [vehicles]
  sim::Table<1> heavy_trucks;     ///< powertrain [vehicles]
  sim::Table<1> buses;            ///< powertrain [vehicles]
  sim::Table<1> heating_systems;  ///< heating [dwellings]
  sim::Table<1> heating_power;    ///< heating [W], electricity on the design day
  sim::Table<1> trips;            ///< mode [trips in the year]
  sim::Table<1> person_km;        ///< mode, residents [person-km in the year]
  sim::Table<2> people;           ///< household group, HouseholdItem [the item's unit]
  sim::Table<1> indicators;       ///< see Indicator
  enum class Indicator {
    population,
    public_chargers,
    electricity_peak,
    construction_area,
    sorting_per_mille,
    city_net_debt,
    car_traffic,
    cost_share_gini
  };
  void set_indicator(const sim::Window& window, Indicator indicator, double value);

 private:
  void post_transfer(const sim::Window& window, Transfer what, Payer from, Payer to, std::int64_t ore);

  sim::Calendar calendar_;
  std::array<double, subsectors> scale_;
};
/// Labels and units of Accounts::Indicator: persons, points, kW, m2, 1/1000, kSEK, Mvkm, 1e-6 (as whole numbers).
inline constexpr Labels<8> indicator_labels = {"population",        "public_chargers",   "electricity_peak",
                                               "construction_area", "sorting_per_mille", "city_net_debt",
                                               "car_traffic",       "cost_share_gini"};

}  // namespace skifte::agents
