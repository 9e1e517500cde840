#pragma once
#include <signal.h>

namespace skifte::output {

/// Holds SIGINT and SIGTERM back for as long as it lives, so that steps between runs of members are not cut short: the
/// next run_ensemble meets what came meanwhile. What comes after the last is dropped.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t held_;
  sigset_t before_;
};

}  // namespace skifte::output
