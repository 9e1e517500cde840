#pragma once
#include <functional>

namespace skifte::output {

// How a member's process dirties little memory.

/// For the parent, before it forks; in the child it would copy what it tidies.
/// Gives back what was freed so far, so that children get empty pages where they would copy the parent's; and has large
/// arrays given back as soon as they are freed: by default glibc raises the size from which an array has memory of its
/// own, whenever one is freed, and what the model needs while it is set up would stay with the member to its end.
void prepare_heap_of_children();

/// For the child: runs `work` in a thread, to which glibc gives a heap of its own. In the parent's, what the member
/// allocates would lie in the holes between what the parent has read. `work` must not throw.
void in_own_heap(const std::function<void()>& work);

}  // namespace skifte::output
