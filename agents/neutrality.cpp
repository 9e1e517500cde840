#include "agents/neutrality.hpp"

#include <algorithm>

namespace skifte::agents {

namespace {
constexpr double grams_per_tonne = 1e6;
}

NeutralityAssumptions::NeutralityAssumptions(sim::AssumptionReader& read)
    : residual_limit(
          read.number("contract.residual_limit", "t", "Most that may be left for the city to call itself neutral")),
      sink_cap(
          read.number("contract.sink_cap", "t", "Most of the sinks that may be counted, 15 % of 1990's emissions")),
      baseline_1990(read.number("contract.baseline_1990", "t", "Emissions of 1990 as the contract states them")),
      carbon_budget(read.number("contract.carbon_budget", "t", "Carbon budget the city has set itself")),
      carbon_budget_from(read.number("contract.carbon_budget_from", "year", "First year the carbon budget counts")) {}

double emissions(const Accounts& accounts, Account account, int year) {
  const std::int64_t grams =
      account == Account::physical ? accounts.emissions.total(year) : accounts.published.total(year);
  return static_cast<double>(grams) / grams_per_tonne;
}

double sector_emissions(const Accounts& accounts, Account account, Sector sector, int year) {
  std::int64_t grams = 0;
  for (int s = 0; s < subsectors; ++s) {
    if (sector_of(static_cast<Subsector>(s)) != sector) continue;
    grams += account == Account::physical ? accounts.emissions.cut(year, 0, s) : accounts.published.at(year, {s});
  }
  return static_cast<double>(grams) / grams_per_tonne;
}

double sinks(const Accounts& accounts, int year) {
  return static_cast<double>(accounts.sinks.total(year)) / grams_per_tonne;
}

double net_emissions(const Accounts& accounts, Account account, const NeutralityAssumptions& contract, int year) {
  return emissions(accounts, account, year) - std::min(sinks(accounts, year), contract.sink_cap);
}

bool is_neutral(const Accounts& accounts, Account account, const NeutralityAssumptions& contract, int year) {
  return emissions(accounts, account, year) <= contract.residual_limit &&
         net_emissions(accounts, account, contract, year) <= 0;
}

}  // namespace skifte::agents
