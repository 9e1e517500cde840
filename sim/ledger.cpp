#include "sim/ledger.hpp"

namespace skifte::sim {

std::int64_t to_count(double amount) {
  constexpr double limit = 4611686018427387904.0;  // 2^62
  ensure(amount < limit && amount > -limit, "ledger: amount is not a number or too large to count");
  return static_cast<std::int64_t>(amount < 0 ? amount - 0.5 : amount + 0.5);
}

}  // namespace skifte::sim
