#include "agents/utility/pump_connection.hpp"

#include <algorithm>
#include <numeric>

namespace skifte::agents {

double PumpConnection::heat(double built, double cop, sim::Time date) const {
  const ByGridArea connected = grid_.state(date).connected;
  return std::min(built, cop * std::accumulate(connected.begin(), connected.end(), 0.0));
}

}  // namespace skifte::agents
