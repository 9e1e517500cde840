#include "output/held_signals.hpp"

#include <ctime>

namespace skifte::output {

HeldSignals::HeldSignals() {
  sigemptyset(&held_);
  sigaddset(&held_, SIGINT);
  sigaddset(&held_, SIGTERM);
  sigprocmask(SIG_BLOCK, &held_, &before_);
}

HeldSignals::~HeldSignals() {
  constexpr timespec at_once{0, 0};
  while (sigtimedwait(&held_, nullptr, &at_once) > 0) {
  }
  sigprocmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace skifte::output
