#include "tests/benchmarks/world.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "analysis/ensemble.hpp"
#include "output/own_heap.hpp"
#include "scenarios/city_reader.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/outcomes.hpp"

namespace skifte::benchmarks {

const scenarios::Scenario& baseline() {
  static const scenarios::Scenario scenario = scenarios::load_scenario("baseline", {}, scenarios::model_vocabulary());
  return scenario;
}

std::string city_folder() {
  return (scenarios::cities_folder(scenarios::find_home()) / baseline().city).string();
}

const agents::CityData& city() {
  static const agents::CityData made = scenarios::read_city(city_folder());
  return made;
}

Memory memory_now() {
  std::ifstream rollup("/proc/self/smaps_rollup");
  Memory memory;
  std::string line;
  while (std::getline(rollup, line)) {
    std::istringstream words(line);
    std::string name;
    double kilobytes = 0;
    words >> name >> kilobytes;
    if (name == "Rss:") memory.resident = kilobytes / 1024;
    if (name == "Private_Dirty:") memory.dirtied = kilobytes / 1024;
  }
  return memory;
}

Memory in_child(const std::function<Memory()>& work) {
  std::array<int, 2> pipe_ends{};
  if (pipe(pipe_ends.data()) != 0) throw std::runtime_error("benchmark: no pipe");
  output::prepare_heap_of_children();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("benchmark: no process");
  if (child == 0) {
    int status = 1;
    output::in_own_heap([&] {
      try {
        const Memory memory = work();
        if (write(pipe_ends[1], &memory, sizeof memory) == sizeof memory) status = 0;
      } catch (...) {
      }
    });
    _exit(status);
  }
  close(pipe_ends[1]);
  Memory memory;
  const bool told = read(pipe_ends[0], &memory, sizeof memory) == sizeof memory;
  close(pipe_ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (!told || status != 0) throw std::runtime_error("benchmark: the run failed");
  return memory;
}

void run_baseline(int threads) {
  (void)analysis::run_central(baseline(), city(), 1, 0, threads);
}

namespace {

/// To be told after each month: keeps the memory when most was dirtied.
sim::MonthsDone highest_in(Memory& highest) {
  return [&highest](int) {
    const Memory memory = memory_now();
    if (memory.dirtied > highest.dirtied) highest = memory;
  };
}

}  // namespace

Memory baseline_memory(int threads) {
  Memory highest;
  (void)analysis::run_central(baseline(), city(), 1, 0, threads, {}, highest_in(highest));
  return highest;
}

Memory member_memory(const analysis::Plan& plan, std::uint32_t member) {
  Memory highest;
  (void)analysis::run_planned(plan, city(), plan.member(member), 1, 1, {}, highest_in(highest));
  return highest;
}

}  // namespace skifte::benchmarks
