#pragma once
#include <functional>
#include <string>

#include "agents/city_data.hpp"
#include "analysis/plan.hpp"
#include "scenarios/scenario.hpp"

/// What the benchmarks share: the shipped baseline and its city, and runs in processes of their own.
namespace skifte::benchmarks {

/// The shipped baseline of the folder that SKIFTE_HOME names, or of the one above the program; read once.
const scenarios::Scenario& baseline();
const agents::CityData& city();
/// The city's folder.
std::string city_folder();

/// Memory of a process as /proc/self/smaps_rollup has it [MB].
struct Memory {
  double resident = 0;  ///< pages it has, shared ones included
  double dirtied = 0;   ///< pages it alone has and has written
};
Memory memory_now();

/// Runs `work` in a forked child, as an ensemble runs its members, since SimGrid makes one engine a process; gives what
/// it returns.
Memory in_child(const std::function<Memory()>& work);

/// The whole baseline, 2015 to 2050 at central values, in this process.
void run_baseline(int threads);
/// The same, and the process's memory when it was at its highest; asking for it after each month takes time.
Memory baseline_memory(int threads);
/// So of a member of `plan`.
Memory member_memory(const analysis::Plan& plan, std::uint32_t member);

}  // namespace skifte::benchmarks
