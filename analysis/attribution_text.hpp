#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/attribution_run.hpp"
#include "analysis/paired_mean.hpp"

namespace skifte::analysis {

/// A player's part of an outcome over members, in the outcome's unit.
struct PlayerPart {
  std::string player;
  PairedMean share;
  double alone = 0;        ///< mean; NaN, as those below, where only one order a member was run
  double last = 0;         ///< mean
  double interaction = 0;  ///< last - alone: what the others' presence does to it
};

/// An outcome's whole difference and its parts.
struct OutcomeParts {
  AttributedOutcome outcome;
  double baseline = 0;  ///< mean
  PairedMean difference;
  double alone_sum = 0;
  std::vector<PlayerPart> players;
};
std::vector<OutcomeParts> outcome_parts(const AttributionRequest& request, const Attribution& attribution);

/// The place of a player in the order of decisions.
enum class Place { alone, shapley, last };
std::string place_word(Place place);  ///< `alone`, ...

/// A player's abatement cost at one place, with the money by payer (means over members, discounted).
struct AbatementPart {
  std::string player;
  Place place;
  AbatementCost cost;
  std::vector<double> cost_by_payer;    ///< [MSEK] investment and running cost
  std::vector<double> taxes_by_payer;   ///< [MSEK] beside it
  std::vector<double> grants_by_payer;  ///< [MSEK] that it received; what it pays is net of them
};
/// Empty where no cost of abatement is wanted.
std::vector<AbatementPart> abatement_parts(const AttributionRequest& request, const Attribution& attribution);

/// For people to read.
std::string attribution_text(const AttributionRequest& request, const Attribution& attribution);
nlohmann::json attribution_json(const AttributionRequest& request, const Attribution& attribution);
/// A row per outcome and player: `outcome,unit,player,...`.
std::string attribution_csv(const AttributionRequest& request, const Attribution& attribution);
/// A row per outcome, member and player, in whole counts, so that anybody can add them up.
std::string attribution_members_csv(const AttributionRequest& request, const Attribution& attribution);
/// A row per player and place in the order.
std::string abatement_csv(const AttributionRequest& request, const Attribution& attribution);

}  // namespace skifte::analysis
