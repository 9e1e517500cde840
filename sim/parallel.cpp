#include "sim/parallel.hpp"

#include <algorithm>
#include <exception>
#include <vector>

#include "sim/fault.hpp"

#ifdef SKIFTE_PARALLEL_STD_THREAD
#include <atomic>
#include <thread>
#else
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace skifte::sim {
namespace {

#ifdef SKIFTE_PARALLEL_STD_THREAD

/// Runs run_block(0 .. blocks - 1) on `threads` threads, the caller's among them. run_block must not throw.
void run_blocks(std::size_t blocks, int threads, const std::function<void(std::size_t)>& run_block) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t block = next++; block < blocks; block = next++) run_block(block);
  };
  const std::size_t helpers = std::min(static_cast<std::size_t>(threads), blocks) - 1;
  std::vector<std::jthread> running;  // joins when it goes out of scope, also when starting a thread fails
  running.reserve(helpers);
  for (std::size_t i = 0; i < helpers; ++i) running.emplace_back(work);
  work();
}

#else

/// Runs run_block(0 .. blocks - 1) on at most `threads` threads, the caller's among them, and no more than there are
/// processors (TBB warns on stderr of a greater number). run_block must not throw.
void run_blocks(std::size_t blocks, int threads, const std::function<void(std::size_t)>& run_block) {
  using Range = oneapi::tbb::blocked_range<std::size_t>;
  oneapi::tbb::task_arena arena(std::min(threads, oneapi::tbb::info::default_concurrency()));
  arena.execute([&] {
    const auto run_range = [&](const Range& range) {
      for (std::size_t block = range.begin(); block != range.end(); ++block) run_block(block);
    };
    oneapi::tbb::parallel_for(Range(0, blocks, 1), run_range, oneapi::tbb::simple_partitioner());
  });
}

#endif

}  // namespace

void for_each_block(std::size_t n, std::size_t block_size, int threads,
                    const std::function<void(std::size_t begin, std::size_t end)>& body) {
  ensure(block_size > 0, "for_each_block: block_size = 0 (must be > 0)");
  if (n == 0) return;
  const std::size_t blocks = (n - 1) / block_size + 1;
  const auto call_body = [&](std::size_t block) {
    const std::size_t begin = block * block_size;
    body(begin, begin + std::min(block_size, n - begin));
  };
  if (threads <= 1 || blocks == 1) {
    for (std::size_t block = 0; block < blocks; ++block) call_body(block);
    return;
  }
  // Every block runs even when one has thrown: which exception comes first is otherwise a matter of timing.
  std::vector<std::exception_ptr> exceptions(blocks);
  run_blocks(blocks, threads, [&](std::size_t block) {
    try {
      call_body(block);
    } catch (...) {
      exceptions[block] = std::current_exception();
    }
  });
  const auto first = std::find_if(exceptions.begin(), exceptions.end(), [](const auto& e) { return e != nullptr; });
  if (first != exceptions.end()) std::rethrow_exception(*first);
}

}  // namespace skifte::sim
