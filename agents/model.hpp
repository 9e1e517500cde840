#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "agents/accounts.hpp"
#include "agents/city_data.hpp"
#include "agents/contractors.hpp"
#include "agents/microdata.hpp"
#include "agents/neutrality.hpp"
#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"
#include "sim/levers.hpp"
#include "sim/month_loop.hpp"

namespace skifte::agents {

/// One future to simulate.
struct Future {
  sim::Calendar calendar;
  std::uint64_t seed;
  std::uint32_t replicate;
  const sim::AssumptionValues& assumptions;
  const sim::LeverValues& levers;
  int threads = 1;
  std::span<const sim::LeverRule> rules = {};  ///< that start levers of `levers`
  MicrodataRequest microdata = {};             ///< agents wanted one by one
  sim::MonthsDone months_done = {};            ///< told after each month
};

struct ModelRun {
  Accounts accounts;
  NeutralityAssumptions contract;
  std::map<std::string, sim::Time, std::less<>> rules_fired = {};  ///< by name, those that did [d]
  std::map<std::string, double, std::less<>> lever_delays = {};    ///< for want of money, by lever that waited [d]
  std::map<std::string, double, std::less<>> lever_costs = {};     ///< booked in levers' names, less income [SEK]
  std::vector<LargeWorks> works = {};                              ///< that contractors build, as they asked for one
  std::vector<MicroTable> microdata = {};                          ///< as asked for
};

/// Simulates one future of the city. Same future, same bits, at any number of threads. Makes a SimGrid engine, of which
/// a process of the operating system can hold one in its life: a second call in one process is a ProgramFault.
ModelRun run_model(const Future& future, const CityData& city);

}  // namespace skifte::agents
