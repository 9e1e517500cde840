#include "agents/waste/capture_contract.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

ContractAssumptions::ContractAssumptions(sim::AssumptionReader& read)
    : cancellation(read.number("ccs.cancellation_probability", "1",
                               "Chance that the project is given up at the contracts, terms unchanged since approval")),
      spread(read.number("ccs.contract_spread", "SEK/t", "Change of terms that turns the owner's judgement")),
      price_at_approval(
          read.number("ccs.price_at_approval", "SEK/t", "ETS price that the council approved the project at")),
      patience(read.number("ccs.patience", "SEK/t", "Worsening per captured tonne above which signing is put off")),
      permit_lapses(read.number("ccs.permit_lapses", "year",
                                "Calendar year, with decimals, after which an unsigned project's permit is void")) {}

double contract_margin(const ContractAssumptions& assumptions, double fossil_share, double ets_share, double ets_price,
                       double support) {
  const double fossil = std::clamp(fossil_share, 0.0, 1.0);
  return fossil * ets_share * (ets_price - assumptions.price_at_approval) + (1.0 - fossil) * support;
}

double chance_of_giving_up(const ContractAssumptions& assumptions, double margin) {
  const double base = assumptions.cancellation;
  if (base <= 0 || base >= 1 || assumptions.spread <= 0) return std::clamp(base, 0.0, 1.0);
  const double odds = base / (1.0 - base) * sim::exp(-margin / assumptions.spread);
  return odds / (1.0 + odds);
}

ContractDecision decide_contract(const ContractAssumptions& assumptions, double margin, double u) {
  if (u < chance_of_giving_up(assumptions, margin)) return ContractDecision::given_up;
  return margin < -assumptions.patience ? ContractDecision::put_off : ContractDecision::signed_now;
}

}  // namespace skifte::agents
