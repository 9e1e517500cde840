#pragma once
#include <array>

#include "agents/categories.hpp"
#include "agents/fuel_emissions.hpp"
#include "sim/assumptions.hpp"
#include "sim/series.hpp"

namespace skifte::agents {

/// Diesel (petrol in gardens) or electric, decided when a machine is worn out, by yearly cost per unit of yearly work:
///
///   combustion  c_c = k a + p_f                  k    price of a combustion machine [SEK year/Wh of yearly fuel
///   energy] electric    c_e = k (1 + m x - w) a + eta p_el a    annuity [1/year], x  extra price [1], m  the owner's
///   kind of machine, w  what households give for its comfort (no fuel to fetch, quiet, robots), others 0,
///                                               p  energy price [SEK/Wh]
///   utility     V_j = -theta c_j / c_c           eta  electricity per fuel energy [1], theta  cost sensitivity [1]
///   electric is on offer for this machine when its keyed draw u < availability(t), and machines of construction and
///   the port that need a connection of their own are only bought when it comes in time: keyed draw u < T / L,
///   T  time from plan to work on a site [d], L  the grid's lead time [d]
///
/// Where a buyer demands fossil-free work, p_f is the price of pure HVO. Source: binary logit over total cost of
/// ownership (as in Figenbaum 2022 for vans); a higher diesel price never makes the same machine's owner choose diesel
/// more. Deviation: resale values and subsidies are within x.
enum class MachineOwner { construction, farms, households, services, port, other };
inline constexpr Labels<6> machine_owner_labels = {"construction", "farms", "households", "services", "port", "other"};

struct OwnerAssumptions {
  double energy;              // [Wh/year] fuel in 2015
  sim::Series activity;       // [1] work relative to 2015, known years
  double activity_growth;     // [1/year] after them
  double lifetime;            // [year]
  double price;               // [SEK year/Wh]
  double premium_factor;      // [1] on the general extra price of electric machines
  double availability_delay;  // [year] after the general availability
  double electric_2015;       // [1] share electric at the start
  double public_share;        // [1] of the work done for public buyers
};

/// Assumptions of all owners' machines.
struct MachineAssumptions {
  explicit MachineAssumptions(sim::AssumptionReader& read);
  std::array<OwnerAssumptions, 6> owner;
  double lifetime_shape;         // [1]
  double annuity;                // [1/year]
  double electricity_per_fuel;   // [1]
  double cost_sensitivity;       // [1]
  sim::Series electric_premium;  // [1]
  double garden_comfort;         // [1] w
  sim::Series availability;      // [1]
  double hvo_willingness;        // [1] mean extra fuel cost accepted without a demand
  double other_gases;            // [g/Wh] CH4 and N2O as CO2e
  double port_own_share;         // [1] of the port and airport row that machines on the spot explain
  double vat_factor;             // [1]
  double hvo_energy;             // [Wh/l]
  double activity_sd;            // [1] of a year's shock
  double activity_persistence;   // [1] part of it left the year after
  double allotted_sd;            // [1] the same of the row that nobody has located
  double demand_compliance;      // [1] share of work under a demand that meets it
  double grid_share;             // [1] of construction's and the port's machines that need a connection
  double site_planning_time;     // [year] T
  double hvo_elasticity;         // [1] of pure HVO's supply on its price
  double hvo_price_cap;          // [1] over the list price, beyond which the demand goes unmet
  double hvo_supply_share;       // [1] pure HVO to be had over the fuel of the city's diesel engines in the first year
  double cohort_size_spread;     // [1] 0: cohorts of an owner are equal, 1: exponential sizes
  BiogenicFactors biogenic;
};

struct MachineCosts {
  double combustion;  // [SEK/Wh] of yearly fuel energy
  double electric;    // [SEK/Wh] same denominator
};

/// Whether a machine that needs a connection gets it in time; `u` in (0, 1), times in days. A longer lead never helps.
bool connection_in_time(double u, double planning_time, double lead_time);
MachineCosts machine_costs(const MachineAssumptions& assumptions, MachineOwner owner, sim::Time date, double fuel_price,
                           double electricity_price);

}  // namespace skifte::agents
