#include <benchmark/benchmark.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "analysis/summary/summary_text.hpp"
#include "output/model_results.hpp"
#include "output/result_writer.hpp"
#include "sim/random.hpp"
#include "tests/benchmarks/world.hpp"

/// Analyses of a large result. Its members are made up: what counts is how many numbers there are and that they differ.
namespace {

using namespace skifte;

/// Members of the result: SKIFTE_BENCH_MEMBERS, or 2 000. Aim: 10 000 in 5 s.
std::uint32_t members_wanted() {
  const char* said = std::getenv("SKIFTE_BENCH_MEMBERS");
  return said == nullptr ? 2000U : static_cast<std::uint32_t>(std::atoi(said));
}

/// A member whose every number is its place in the layout, scattered by 2 % from member to member.
output::MemberResult made_up_member(const output::Layout& layout, std::uint32_t which) {
  output::MemberResult result = output::blank_result(which, layout);
  std::uint64_t bits = sim::mix_bits(which + 1);
  for (std::size_t k = 0; k < result.values.size(); ++k) {
    bits = sim::mix_bits(bits + k);
    // A quarter of what the model writes is nothing, as for payers that have no part in a measure.
    result.values[k] = k % 4 == 0 ? 0 : static_cast<double>(k) * (1 + 0.02 * sim::open_uniform(bits));
  }
  return result;
}

/// The result file, written once and removed with the program.
class LargeResult {
 public:
  LargeResult() {
    std::string pattern = (std::filesystem::temp_directory_path() / "skifte-bench-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    const output::Layout layout = output::model_layout(benchmarks::baseline());
    output::MemberSource source;
    for (std::uint32_t member = 0; member < members_wanted(); ++member) source.members.push_back(member);
    source.read = [&](std::size_t index) { return made_up_member(layout, static_cast<std::uint32_t>(index)); };
    output::FileHeader header;
    header.scenario = "baseline";
    header.label_texts = output::model_label_texts(benchmarks::baseline());
    output::write_result(path(), layout, header, source, output::Overwrite::force);
  }
  ~LargeResult() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::string path() const { return folder_ + "/large.h5"; }

 private:
  std::string folder_;
};

/// All that `skifte analyse --json` does; counters: members, numbers a member, the process's largest memory [MB].
void analyse_all_variables(benchmark::State& state) {
  static const LargeResult large;
  for (auto _ : state) {
    const output::ResultFile file(large.path());
    const auto summary = analysis::summarise(file, {{}, {}, static_cast<int>(state.range(0))});
    benchmark::DoNotOptimize(analysis::summary_json(summary).dump().size());
    state.counters["numbers"] = static_cast<double>(file.layout().total());
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["members"] = members_wanted();
  state.counters["largest_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}
BENCHMARK(analyse_all_variables)->ArgName("threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
