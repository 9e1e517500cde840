#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"
#include "sim/prefetch.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// Share of households that can charge a car at home, by form of dwelling and tenure [1]:
///   p(t) = min(ceiling, start + growth (t - t0)),  t0 = 2015-01-01, t [year]
/// growth 0 for houses. A household's luck is its dwelling's, so a socket once there stays.
struct HomeChargingAssumptions {
  explicit HomeChargingAssumptions(sim::AssumptionReader& read);
  double house;               // [1]
  double cooperative_start;   // [1]
  double cooperative_growth;  // [1/year]
  double rental_start;        // [1]
  double rental_growth;       // [1/year]
  double flat_ceiling;        // [1]

  double share(Dwelling dwelling, Tenure tenure, double years_since_2015) const;
};

/// Which dwellings have a socket: those whose luck, drawn once, lies below their class's share.
class HomeSockets {
 public:
  HomeSockets(const HomeChargingAssumptions& assumptions, std::size_t dwellings, const sim::RandomSource& random);
  /// Sets the shares to those of `date`.
  void set_date(sim::Time date);
  bool has(std::uint32_t slot, std::uint8_t dwelling, std::uint8_t tenure) const {
    return luck_[slot] < limit_[dwelling * tenure_labels.size() + tenure];
  }
  /// Begins to fetch from memory what has() asks.
  void prefetch(std::uint32_t slot) const { sim::prefetch(&luck_[slot]); }

 private:
  const HomeChargingAssumptions assumptions_;
  std::vector<std::uint8_t> luck_;  ///< by slot, 0-255
  /// By Dwelling and Tenure: 256 times the share, rounded up, so that luck < limit where luck / 256 < share.
  std::array<std::uint16_t, dwelling_labels.size() * tenure_labels.size()> limit_{};
};

}  // namespace skifte::agents
