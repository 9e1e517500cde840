#pragma once
#include <optional>

#include "sim/levers.hpp"

namespace skifte::agents {

/// Says what the works of a lever cost, the whole of them [SEK], for agents/city to pay where the scenario names no sum
/// of its own: nothing is built without being paid for. To be called when the kind is made.
inline void price_works(const std::optional<sim::LeverSetting>& lever, double sek) {
  if (lever && lever->course) lever->course->works = sek;
}

}  // namespace skifte::agents
