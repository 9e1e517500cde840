#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "agents/categories.hpp"
#include "agents/demography/signals.hpp"
#include "sim/assumptions.hpp"
#include "sim/random.hpp"
#include "sim/zeroed_array.hpp"

namespace skifte::agents {

/// Whom a household sees driving a battery car.
///   x = l x_near + (1 - l) x_far,  x_near, x_far = sum_k w_k b_k / sum_k w_k over 8 hashed candidates each
///   w_k = exp(-h |quintile - quintile_k|) (1 - d [another phase of life]) (1 - g [another zone, far only])
/// b_k: 1 if candidate k has a battery car. Near: homes of the household's own neighbourhood, 128 neighbouring slots,
/// those of its zone; far: anywhere in the city. Without near acquaintances x is x_far, without any 0. Phases of life:
/// under 65 without children, with children, 65 and older. Homophily and distance after McPherson et al. 2001
/// (doi:10.1146/annurev.soc.27.1.415). Who the candidates are is drawn once for the household in its dwelling.
/// Deviations: ties are one-way; a neighbourhood is a stretch of the register, not a map; candidates are the same when
/// homes are added, until the register's size passes a power of two.
struct AcquaintanceAssumptions {
  explicit AcquaintanceAssumptions(sim::AssumptionReader& read);
  double near;             // [1] l
  double income_distance;  // [1] h, for each quintile
  double other_phase;      // [1] d
  double other_zone;       // [1] g
};

/// Keeps one byte for each slot: its situation and whether it has a battery car.
class Acquaintances {
 public:
  Acquaintances(const AcquaintanceAssumptions& assumptions, const Households& households,
                const sim::RandomSource& random);
  /// A household has moved in or out: notes its situation; it has no battery car.
  void renew(std::size_t slot);
  void set_battery(std::size_t slot, bool has_one);
  /// x [1].
  double battery_share(std::size_t slot) const;

 private:
  static constexpr std::size_t situations = quintiles * 3 * 3;
  static constexpr std::uint8_t battery = 0x40, empty = 0;
  std::size_t situation_of(const Household& household) const;

  const Households& households_;
  const sim::RandomSource& random_;
  double near_;
  std::uint64_t far_mask_;
  /// By slot, padded to the next power of two: `empty`, or 1 + situation, and `battery`.
  sim::ZeroedArray<std::uint8_t> homes_;
  /// Tie strength by own situation and 1 + other's, near and far [1 / tie_unit]; 0 where the other's home is empty.
  static constexpr double tie_unit = 1 << 24;
  using Ties = std::array<std::array<std::uint32_t, situations + 1>, situations>;
  static_assert(situations < battery);
  Ties near_tie_{}, far_tie_{};
};

}  // namespace skifte::agents
