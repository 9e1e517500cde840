#pragma once
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Whether the owner signs the contracts of the capture plant, a year at a time.
///
///   change   D = phi a (P - P0) + (1 - phi) S          [SEK/t captured]
///              phi  fossil share of the flue gas [1], a  share of it that needs allowances [1], P  ETS price,
///              P0  the one that the council approved the project at, S  state support per biogenic tonne [SEK/t]
///   given up where u < q,  logit q = logit q0 - D/w    q0  chance at unchanged terms, w  spread of owners' judgement
///   put off a year where D < -d, until the permit lapses;  signed otherwise
///
/// A higher ETS price or support never turns a signature into a delay or an end. Source: real-options reading of an
/// irreversible investment (Dixit & Pindyck 1994, ch. 5): what counts is the change since approval; the logistic form
/// is assumed. Deviation: one owner, one draw a project; costs are taken as the council knew them.
struct ContractAssumptions {
  explicit ContractAssumptions(sim::AssumptionReader& read);
  double cancellation;       // q0 [1]
  double spread;             // w [SEK/t]
  double price_at_approval;  // P0 [SEK/t]
  double patience;           // d [SEK/t]
  double permit_lapses;      // [year] decimal calendar year
};

enum class ContractDecision { pending, signed_now, put_off, given_up };

/// What signing now is worth beyond the approved terms: D [SEK/t captured].
double contract_margin(const ContractAssumptions& assumptions, double fossil_share, double ets_share, double ets_price,
                       double support);
/// Chance of giving up at the margin [1].
double chance_of_giving_up(const ContractAssumptions& assumptions, double margin);
ContractDecision decide_contract(const ContractAssumptions& assumptions, double margin, double u);

}  // namespace skifte::agents
