#include <fmt/format.h>

#include <limits>
#include <numeric>

#include "analysis/attribution_text.hpp"

namespace skifte::analysis {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr double oere_per_sek = 100;
constexpr double oere_per_msek = 1e8;
constexpr double grams_per_tonne = 1e6;

/// Members whose orders were drawn together count as one point.
std::vector<std::uint32_t> order_points(const AttributionRequest& request, const Attribution& attribution) {
  std::vector<std::uint32_t> points;
  if (request.coalitions != Coalitions::one_order) return points;
  for (const std::uint32_t member : attribution.members) points.push_back(member / 2);
  return points;
}

bool has_ends(const AttributionRequest& request) {
  return request.coalitions != Coalitions::one_order;
}

Count at_place(const GameShares& shares, Place place, std::size_t player) {
  switch (place) {
    case Place::alone:
      return shares.alone[player];
    case Place::last:
      return shares.last[player];
    default:
      return shares.share[player];
  }
}

/// Each member's count of a quantity for a player.
std::vector<double> counts_of(const Attribution& attribution, std::size_t quantity, Place place, std::size_t player) {
  std::vector<double> counts;
  for (const GameShares& shares : attribution.shares[quantity]) {
    counts.push_back(static_cast<double>(at_place(shares, place, player)));
  }
  return counts;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

AbatementPart abatement_part(const AttributionRequest& request, const Attribution& attribution, std::size_t player,
                             Place place) {
  const std::size_t first = request.outcomes.size();
  const std::size_t payers = agents::payer_labels.size();
  AbatementPart part{request.players[player].name, place, {}, {}, {}, {}};
  std::vector<CostAndTonnes> members(attribution.members.size());
  const auto add = [&](std::size_t quantity, const auto& to_member) {
    const std::vector<double> counts = counts_of(attribution, first + quantity, place, player);
    for (std::size_t m = 0; m < counts.size(); ++m) to_member(members[m], counts[m]);
    return mean_of(counts) / oere_per_msek;
  };
  add(abatement_tonnes, [](CostAndTonnes& member, double grams) { member.saved = -grams / grams_per_tonne; });
  for (std::size_t payer = 0; payer < payers; ++payer) {
    part.cost_by_payer.push_back(
        add(abatement_cost(payer), [](CostAndTonnes& member, double oere) { member.cost += oere / oere_per_sek; }));
    part.taxes_by_payer.push_back(add(abatement_tax(payer), [](CostAndTonnes&, double) {}));
    part.grants_by_payer.push_back(add(abatement_grant(payer), [](CostAndTonnes&, double) {}));
  }
  part.cost = abatement_cost_of(members);
  return part;
}

}  // namespace

std::vector<OutcomeParts> outcome_parts(const AttributionRequest& request, const Attribution& attribution) {
  std::vector<OutcomeParts> all;
  const std::vector<std::uint32_t> points = order_points(request, attribution);
  for (std::size_t q = 0; q < request.outcomes.size(); ++q) {
    const AttributedOutcome& outcome = request.outcomes[q];
    OutcomeParts parts{outcome, 0, {}, 0, {}};
    std::vector<double> differences, without;
    for (std::size_t m = 0; m < attribution.members.size(); ++m) {
      differences.push_back(outcome.value(static_cast<double>(attribution.shares[q][m].difference)));
      without.push_back(outcome.value(static_cast<double>(attribution.without[q][m])));
    }
    parts.difference = paired_mean(differences);
    parts.baseline = mean_of(without);
    for (std::size_t player = 0; player < request.players.size(); ++player) {
      std::vector<double> shares = counts_of(attribution, q, Place::shapley, player);
      for (double& share : shares) share = outcome.value(share);
      PlayerPart part{request.players[player].name, paired_mean(shares, points), unknown, unknown, unknown};
      if (!has_ends(request)) {
        parts.alone_sum = unknown;
        parts.players.push_back(part);
        continue;
      }
      part.alone = outcome.value(mean_of(counts_of(attribution, q, Place::alone, player)));
      part.last = outcome.value(mean_of(counts_of(attribution, q, Place::last, player)));
      part.interaction = part.last - part.alone;
      parts.alone_sum += part.alone;
      parts.players.push_back(part);
    }
    all.push_back(parts);
  }
  return all;
}

std::vector<AbatementPart> abatement_parts(const AttributionRequest& request, const Attribution& attribution) {
  std::vector<AbatementPart> all;
  if (!request.abatement) return all;
  for (std::size_t player = 0; player < request.players.size(); ++player) {
    for (const Place place : {Place::alone, Place::shapley, Place::last}) {
      if (place != Place::shapley && !has_ends(request)) continue;
      all.push_back(abatement_part(request, attribution, player, place));
    }
  }
  return all;
}

}  // namespace skifte::analysis
