#pragma once

namespace skifte::sim {

/// Begins to fetch from memory what is asked for soon. The empty statement is there because GCC takes a function that
/// only fetches for one that does nothing, and leaves out its calls.
inline void prefetch(const void* address) {
  __builtin_prefetch(address);
  asm volatile("");
}

}  // namespace skifte::sim
