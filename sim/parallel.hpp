#pragma once
#include <cstddef>
#include <functional>

namespace skifte::sim {

/// Runs body(begin, end) over fixed blocks of [0, n). Block bounds depend on n and block_size only, never on the number
/// of threads, so whatever is written per block and reduced in block order is bit-identical at any thread count. oneTBB
/// underneath; std::thread in the tsan preset, since ThreadSanitizer does not see through TBB's scheduler. One thread
/// (the default) starts none at all: the ensemble's parent forks and must stay single-threaded. An exception in a block
/// reaches the caller (the lowest block's, if several).
void for_each_block(std::size_t n, std::size_t block_size, int threads,
                    const std::function<void(std::size_t begin, std::size_t end)>& body);

}  // namespace skifte::sim
