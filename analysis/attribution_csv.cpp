#include <fmt/format.h>

#include "analysis/attribution_text.hpp"
#include "analysis/export/csv_text.hpp"

namespace skifte::analysis {

std::string attribution_csv(const AttributionRequest& request, const Attribution& attribution) {
  std::string text = "outcome,unit,player,members,share,half_width_95,q05,q50,q95,alone,last,interaction\n";
  for (const OutcomeParts& parts : outcome_parts(request, attribution)) {
    const auto line = [&](const std::string& player, const PairedMean& mean, const std::string& further) {
      text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", parts.outcome.name, parts.outcome.unit, player,
                          mean.members, mean.mean, mean.members > 1 ? fmt::format("{}", mean.half_width) : "", mean.q05,
                          mean.q50, mean.q95, further);
    };
    for (const PlayerPart& part : parts.players) {
      line(part.player, part.share,
           fmt::format("{},{},{}", csv_number(part.alone), csv_number(part.last), csv_number(part.interaction)));
    }
    line("(all)", parts.difference,
         fmt::format("{},,{}", csv_number(parts.alone_sum), csv_number(parts.difference.mean - parts.alone_sum)));
  }
  return text;
}

std::string attribution_members_csv(const AttributionRequest& request, const Attribution& attribution) {
  std::string text = "outcome,counts_per_unit,member,player,baseline,difference,share,alone,last\n";
  for (std::size_t q = 0; q < request.outcomes.size(); ++q) {
    const AttributedOutcome& outcome = request.outcomes[q];
    for (std::size_t m = 0; m < attribution.members.size(); ++m) {
      const GameShares& shares = attribution.shares[q][m];
      for (std::size_t player = 0; player < request.players.size(); ++player) {
        const auto if_known = [&](const std::vector<Count>& counts) {
          return counts.empty() ? std::string() : std::to_string(counts[player]);
        };
        text += fmt::format("{},{:.0f},{},{},{},{},{},{},{}\n", outcome.name, outcome.counts_per_unit,
                            attribution.members[m], request.players[player].name, attribution.without[q][m],
                            shares.difference, shares.share[player], if_known(shares.alone), if_known(shares.last));
      }
    }
  }
  return text;
}

std::string abatement_csv(const AttributionRequest& request, const Attribution& attribution) {
  std::string text = "player,place,members,members_saving,cost_msek,saved_t,sek_per_t,median,q05,q95";
  for (const char* what : {"cost", "taxes", "grants"}) {
    for (const std::string_view payer : agents::payer_labels) text += fmt::format(",{}_{}_msek", what, payer);
  }
  text += "\n";
  for (const AbatementPart& part : abatement_parts(request, attribution)) {
    const AbatementCost& cost = part.cost;
    const auto if_any = [](bool has, double value) { return has ? fmt::format("{}", value) : std::string(); };
    text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\n", part.player, place_word(part.place), cost.members,
                        cost.saving, cost.mean_cost / 1e6, cost.mean_saved, if_any(cost.has_ratio, cost.ratio),
                        if_any(cost.has_spread, cost.q50), if_any(cost.has_spread, cost.q05),
                        if_any(cost.has_spread, cost.q95), fmt::join(part.cost_by_payer, ","),
                        fmt::join(part.taxes_by_payer, ","), fmt::join(part.grants_by_payer, ","));
  }
  return text;
}

}  // namespace skifte::analysis
