#include <benchmark/benchmark.h>

#include <vector>

#include "scenarios/city_reader.hpp"
#include "sim/choice.hpp"
#include "sim/math.hpp"
#include "sim/random.hpp"
#include "tests/benchmarks/world.hpp"

/// What a run does most often, one at a time.
namespace {

using namespace skifte;

constexpr auto draw = sim::decision("benchmark.draw");

void keyed_draw(benchmark::State& state) {
  const sim::RandomSource random(1, 0);
  std::uint32_t ordinal = 0;
  for (auto _ : state) benchmark::DoNotOptimize(random.uniform(draw, sim::agent_id("household", 7), ordinal++));
}
BENCHMARK(keyed_draw);

void exponential_function(benchmark::State& state) {
  double x = 0.1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(x = sim::exp(-x));
  }
}
BENCHMARK(exponential_function);

/// Seven alternatives, three of them in a nest with correlated errors: a car buyer's choice.
void choice_of_seven(benchmark::State& state) {
  const sim::RandomSource random(1, 0);
  std::vector<sim::Alternative> alternatives;
  for (std::uint64_t name = 1; name <= 7; ++name) {
    const std::uint64_t nest = name <= 3 ? 1 : name;
    alternatives.push_back({name, nest, 0.1 * static_cast<double>(name), nest == 1 ? 0.6 : 1.0});
  }
  std::uint32_t ordinal = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(sim::choose(alternatives, random, draw, sim::agent_id("household", 7), ordinal++));
  }
}
BENCHMARK(choice_of_seven);

/// The city's synthetic households, from the tables.
void population_synthesis(benchmark::State& state) {
  const std::string folder = benchmarks::city_folder();
  std::size_t households = 0;
  for (auto _ : state) households = scenarios::read_city(folder).households.size();
  state.counters["households"] = static_cast<double>(households);
}
BENCHMARK(population_synthesis)->Unit(benchmark::kMillisecond);

}  // namespace
