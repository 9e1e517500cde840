#include "sim/parallel.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "sim/fault.hpp"

namespace skifte::sim {
namespace {

std::size_t threads_of_this_process() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& task : std::filesystem::directory_iterator("/proc/self/task")) ++count;
  return count;
}

std::set<std::pair<std::size_t, std::size_t>> blocks_seen(std::size_t n, std::size_t block_size, int threads) {
  std::mutex mutex;
  std::set<std::pair<std::size_t, std::size_t>> seen;
  std::size_t calls = 0;
  for_each_block(n, block_size, threads, [&](std::size_t begin, std::size_t end) {
    const std::lock_guard lock(mutex);
    seen.emplace(begin, end);
    ++calls;
  });
  CHECK(calls == seen.size());  // no block twice
  return seen;
}

/// A sum whose rounding depends on its grouping, reduced in block order.
double sum_of_reciprocals(int threads) {
  const std::size_t n = 100'000;
  const std::size_t block_size = 777;
  std::vector<double> partial((n + block_size - 1) / block_size, 0.0);
  for_each_block(n, block_size, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) partial[begin / block_size] += 1.0 / static_cast<double>(i + 1);
  });
  return std::accumulate(partial.begin(), partial.end(), 0.0);
}

// First in the file: TBB keeps its workers for later, so afterwards nothing could be counted.
TEST_CASE("One thread runs inline and starts no thread", "[parallel]") {
  const std::size_t before = threads_of_this_process();
  for (int threads : {1, 0, -3}) {
    std::size_t sum = 0;  // unguarded on purpose: only the caller's thread may come here
    std::size_t most_threads = 0;
    std::vector<std::size_t> begins;
    for_each_block(1000, 10, threads, [&](std::size_t begin, std::size_t end) {
      CHECK(end - begin == 10);
      sum += end - begin;
      begins.push_back(begin);
      most_threads = std::max(most_threads, threads_of_this_process());
    });
    CHECK(sum == 1000);
    CHECK(std::is_sorted(begins.begin(), begins.end()));
    CHECK(most_threads == before);
  }
  for_each_block(10, 10, 8, [&](std::size_t, std::size_t) { CHECK(threads_of_this_process() == before); });
  CHECK(threads_of_this_process() == before);
}

TEST_CASE("Blocks are fixed by n and block size, whatever the number of threads", "[parallel]") {
  using Blocks = std::set<std::pair<std::size_t, std::size_t>>;
  for (int threads : {1, 2, 5}) {
    CHECK(blocks_seen(10, 4, threads) == Blocks{{0, 4}, {4, 8}, {8, 10}});
    CHECK(blocks_seen(8, 4, threads) == Blocks{{0, 4}, {4, 8}});
    CHECK(blocks_seen(3, 100, threads) == Blocks{{0, 3}});
    CHECK(blocks_seen(0, 4, threads).empty());
  }
}

TEST_CASE("A block size near the largest number does not overflow", "[parallel]") {
  const auto largest = static_cast<std::size_t>(-1);
  CHECK(blocks_seen(5, largest, 2) == std::set<std::pair<std::size_t, std::size_t>>{{0, 5}});
}

TEST_CASE("A reduction in block order is bit-identical at 1, 2 and 8 threads", "[parallel]") {
  const double one = sum_of_reciprocals(1);
  // The harmonic number H(100000) = 12.090146129863428 (log n + Euler's constant + 1/2n - 1/12n^2).
  CHECK(one == Approx(12.090146129863428).epsilon(1e-12));
  CHECK(sum_of_reciprocals(2) == one);
  CHECK(sum_of_reciprocals(8) == one);
}

TEST_CASE("Two threads do work at the same time", "[parallel]") {
  if (std::thread::hardware_concurrency() < 2) return;
  // Each block waits until both have begun: on one thread this would time out.
  std::atomic<int> begun{0};
  std::atomic<bool> met{true};
  for_each_block(2, 1, 2, [&](std::size_t, std::size_t) {
    ++begun;
    for (int tries = 0; begun < 2; ++tries) {
      if (tries > 10'000) {
        met = false;
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  CHECK(met);
}

TEST_CASE("The lowest block's exception reaches the caller", "[parallel]") {
  for (int threads : {1, 2, 4}) {
    for (int repetition = 0; repetition < 20; ++repetition) {
      try {
        for_each_block(100, 1, threads, [](std::size_t begin, std::size_t) {
          if (begin % 10 == 7) throw std::runtime_error("block " + std::to_string(begin));
        });
        FAIL("no exception");
      } catch (const std::runtime_error& error) {
        CHECK(std::string(error.what()) == "block 7");
      }
    }
  }
}

TEST_CASE("A block size of zero is a program fault", "[parallel]") {
  CHECK_THROWS_AS(for_each_block(10, 0, 1, [](std::size_t, std::size_t) {}), ProgramFault);
}

}  // namespace
}  // namespace skifte::sim
