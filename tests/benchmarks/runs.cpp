#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>

#include "analysis/ensemble.hpp"
#include "scenarios/outcomes.hpp"
#include "tests/benchmarks/world.hpp"

/// Whole runs. Times are wall-clock, since the work is done in child processes.
namespace {

using namespace skifte;

/// One future from 2015 to 2050; counters: the process's memory at its highest over the months, from a
/// further run [MB].
void whole_run(benchmark::State& state) {
  (void)benchmarks::city();  // built before the processes part, as an ensemble does
  const int threads = static_cast<int>(state.range(0));
  for (auto _ : state) {
    (void)benchmarks::in_child([&] {
      benchmarks::run_baseline(threads);
      return benchmarks::Memory{};
    });
  }
  const benchmarks::Memory memory = benchmarks::in_child([&] { return benchmarks::baseline_memory(threads); });
  state.counters["resident_MB"] = memory.resident;
  state.counters["dirtied_MB"] = memory.dirtied;
}
BENCHMARK(whole_run)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Members of `contract-2030` one after the other, each in a process of its own; counters: what they dirtied at their
/// highest [MB], of the one that dirtied most and on the average.
void members_of_contract(benchmark::State& state) {
  constexpr std::uint32_t members = 12;
  (void)benchmarks::city();
  analysis::PlanSpec spec;
  spec.design.size = members;
  spec.scenarios = {"contract-2030"};
  const analysis::Plan plan(spec, [](const std::string& name, const std::vector<std::string>& sets) {
    return scenarios::load_scenario(name, sets, scenarios::model_vocabulary());
  });
  double most = 0, sum = 0;
  for (auto _ : state) {
    most = sum = 0;
    for (std::uint32_t member = 0; member < members; ++member) {
      const double dirtied = benchmarks::in_child([&] { return benchmarks::member_memory(plan, member); }).dirtied;
      most = std::max(most, dirtied);
      sum += dirtied;
    }
  }
  state.counters["most_dirtied_MB"] = most;
  state.counters["mean_dirtied_MB"] = sum / members;
}
BENCHMARK(members_of_contract)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

/// A process that shares everything and computes nothing: what the others' memory is to be compared with.
void idle_process(benchmark::State& state) {
  (void)benchmarks::city();
  benchmarks::Memory memory;
  for (auto _ : state) memory = benchmarks::in_child([] { return benchmarks::memory_now(); });
  state.counters["resident_MB"] = memory.resident;
  state.counters["dirtied_MB"] = memory.dirtied;
}
BENCHMARK(idle_process)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Eight members with journal and result file.
void ensemble_of_eight(benchmark::State& state) {
  std::string folder = (std::filesystem::temp_directory_path() / "skifte-benchmark-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    state.SkipWithError("no temporary folder");
    return;
  }
  analysis::PlanSpec spec;
  spec.design.size = 8;
  spec.scenarios = {"baseline"};
  const analysis::Plan plan(spec, [](const auto&, const auto&) { return benchmarks::baseline(); });
  analysis::EnsembleRequest request(plan, benchmarks::city());
  request.jobs = static_cast<int>(state.range(0));
  request.path = folder + "/eight.h5";
  for (auto _ : state) {
    if (analysis::compute_ensemble(request).done != 8) state.SkipWithError("members failed");
  }
  state.SetItemsProcessed(8 * state.iterations());
  std::filesystem::remove_all(folder);
}
BENCHMARK(ensemble_of_eight)->ArgName("jobs")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
