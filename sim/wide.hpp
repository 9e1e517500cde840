#pragma once

/// Before a function whose loops over lanes count: it is compiled for three kinds of processors, the best of which is
/// taken when the program starts. All do the same operations, rounded alike (no contraction to fused ones), on sixteen,
/// eight or four lanes at once. Sanitizers do not see through the choice and get one kind.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SKIFTE_WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define SKIFTE_WIDE
#endif
