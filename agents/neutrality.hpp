#pragma once
#include "agents/accounts.hpp"

namespace skifte::agents {

/// The climate contract's two tests of neutrality, both of one year (Klimatkontrakt 2030, version 2024, section 5.1):
///   1. what is left,  E <= R             R residual limit, -85 % against 1990
///   2. net emissions, E - min(S, C) <= 0  S sinks that count for the city, C the most that may be counted, 15 % of
///   1990
/// E, S, R, C in t CO2e. Removals sold to others are not in S.
struct NeutralityAssumptions {
  explicit NeutralityAssumptions(sim::AssumptionReader& read);
  double residual_limit;      // [t]
  double sink_cap;            // [t]
  double baseline_1990;       // [t] the contract's own base year, an older release of the inventory
  double carbon_budget;       // [t] what the city may emit for the Paris agreement
  double carbon_budget_from;  // [year] from whose beginning it counts
};

enum class Account { physical, published };

/// All in t CO2e; `year` is an index from 0.
double emissions(const Accounts& accounts, Account account, int year);
double sector_emissions(const Accounts& accounts, Account account, Sector sector, int year);
double sinks(const Accounts& accounts, int year);
double net_emissions(const Accounts& accounts, Account account, const NeutralityAssumptions& contract, int year);
bool is_neutral(const Accounts& accounts, Account account, const NeutralityAssumptions& contract, int year);

}  // namespace skifte::agents
