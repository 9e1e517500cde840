#pragma once
#include "agents/accounts.hpp"
#include "agents/city_data.hpp"
#include "agents/flows.hpp"
#include "sim/assumptions.hpp"
#include "sim/blackboard.hpp"
#include "sim/calendar.hpp"
#include "sim/levers.hpp"
#include "sim/month_loop.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// What every kind of agent is given when it is made. References outlive the kind.
struct Setting {
  const sim::Calendar& calendar;
  const sim::RandomSource& random;
  const CityData& city;  ///< immutable, built once for all members
  Accounts& accounts;
  sim::Blackboard& board;  ///< the kinds' signals to each other
  Flows& flows;            ///< the month's physical flows between kinds
};

}  // namespace skifte::agents
