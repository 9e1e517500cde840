#pragma once
#include <string>
#include <vector>

#include "agents/categories.hpp"
#include "agents/model.hpp"
#include "analysis/attribution.hpp"

/// What a tonne costs that is not emitted, or that a sink which counts for the city takes up, lever by lever, with its
/// spread and its dependence on the order. Equations, references and cautions in docs/methods/attribution.md.
namespace skifte::analysis {

/// How years are weighed: year y counts (1 + rate)^-(y - base). Physical account, cost in the accounts' prices.
struct Discounting {
  double cost_rate = 0.035;    ///< [1/year]
  double tonnes_rate = 0.035;  ///< [1/year]; 0: a tonne counts the same whenever it is emitted
  int base_year = 2025;        ///< to which both are discounted
  bool operator==(const Discounting&) const = default;
};

/// Whole counts of one run that the cost of abatement needs: tonnes emitted less those of sinks, then investment plus
/// running cost by payer (interest on climate debt is financing and in neither), then taxes by payer, then grants by
/// payer; each discounted and summed over the years [g, öre].
std::vector<Count> abatement_counts(const agents::ModelRun& run, const Discounting& discounting);
std::vector<std::string> abatement_names();
/// Places in abatement_counts.
constexpr std::size_t abatement_tonnes = 0;
constexpr std::size_t abatement_cost(std::size_t payer) {
  return 1 + payer;
}
constexpr std::size_t abatement_tax(std::size_t payer) {
  return 1 + agents::payer_labels.size() + payer;
}
constexpr std::size_t abatement_grant(std::size_t payer) {
  return 1 + 2 * agents::payer_labels.size() + payer;
}

/// One member's paired difference: with the lever less without.
struct CostAndTonnes {
  double cost = 0;   ///< discounted cost more [SEK]
  double saved = 0;  ///< discounted net emissions less [t]
};

/// The cost of a tonne over members, where it has a meaning.
struct AbatementCost {
  int members = 0;
  int saving = 0;           ///< members in which net emissions fall
  int raising = 0;          ///< members in which they rise; in the others they stay
  double mean_cost = 0;     ///< [SEK]
  double mean_saved = 0;    ///< [t]
  bool has_ratio = false;   ///< mean_saved is positive and its 95 % interval lies above 0 (two members or more)
  double ratio = 0;         ///< mean cost over mean saving [SEK/t]
  bool has_spread = false;  ///< net emissions fall in every member
  double q05 = 0, q50 = 0, q95 = 0;  ///< of the members' own ratios [SEK/t]
};
AbatementCost abatement_cost_of(const std::vector<CostAndTonnes>& members);

/// `1 200 SEK/t (median 1 150, 90 % range 800 to 2 000)`, or in words why there is no figure.
std::string abatement_words(const AbatementCost& cost);

}  // namespace skifte::analysis
