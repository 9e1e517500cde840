#include "output/own_heap.hpp"

#include <malloc.h>

#include <cstdlib>
#include <optional>
#include <system_error>
#include <thread>

namespace skifte::output {

void prepare_heap_of_children() {
#ifdef __GLIBC__
  malloc_trim(0);
  mallopt(M_MMAP_THRESHOLD, 32 * 1024);
  // Both leave what is free in one list, which the next to ask for a large piece sorts: a child would copy what it
  // sorts.
  constexpr std::size_t large = std::size_t{64} * 1024;
  void* volatile piece = std::malloc(large);
  std::free(piece);
#endif
}

void in_own_heap(const std::function<void()>& work) {
  std::optional<std::thread> apart;
  try {
    apart.emplace(work);
  } catch (const std::system_error&) {  // the system has no thread to give
    work();
    return;
  }
  apart->join();
}

}  // namespace skifte::output
