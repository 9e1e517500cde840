#pragma once
#include <cstdint>
#include <span>

#include "sim/random.hpp"

namespace skifte::sim {

/// One alternative of a discrete choice. `name` is hash_name of its name: its error is keyed by it, so that adding an
/// alternative, or making one dearer, shifts nobody else's luck.
struct Alternative {
  std::uint64_t name;
  std::uint64_t nest;    ///< hash of the nest's name
  double utility;        ///< systematic utility [1], errors have scale 1
  double dissimilarity;  ///< lambda of the nest in (0, 1]; 1: no correlation inside it. Equal within a nest
};

/// Random utility maximisation with a joint GEV (nested logit) error vector: U_j = V_j + e_j with
///   e_j = lambda_m * (log S_m + g_j),  g_j standard Gumbel, S_m positive stable of index lambda_m,
/// whose choice probabilities are the nested logit's (McFadden 1978; Tawn 1990 for the representation):
///   P_j = exp(V_j/lambda_m) I_m^(lambda_m - 1) / sum_k I_k^lambda_k,  I_m = sum_{i in m} exp(V_i/lambda_m).
/// Every alternative's error depends only on (source, decision, agent, ordinal, its name, its nest's name and lambda):
/// the occasion's 128 bits are drawn once, lane 0, and the uniform behind g_j is made of them and of the name by a hash
/// (sim/choice_errors.hpp); those behind S_m likewise, by two names made of the nest's. A nest with lambda = 1 draws no
/// S_m. Alternatives of one nest cost one S_m when they stand next to each other. Errors are in single precision,
/// utilities are not. A utility of minus infinity marks what is unavailable. Returns the index of the best alternative;
/// ties go to the smaller name hash. Empty input, a dissimilarity outside (0, 1] or a utility that is NaN or infinity
/// is a ProgramFault. What many agents choose from is better kept as a ChoiceSet (sim/choice_set.hpp).
int choose(std::span<const Alternative> alternatives, const RandomSource& source, Decision decision, AgentId agent,
           std::uint32_t ordinal);

/// The nested logit's probabilities by the formula above, written to `probabilities` (same length). Nothing available,
/// or two dissimilarities in one nest, is a ProgramFault.
void nested_logit_probabilities(std::span<const Alternative> alternatives, std::span<double> probabilities);

/// log(sum exp V) style expected maximum utility ("inclusive value") of the nested logit [utils], without Euler's
/// constant.
double expected_maximum_utility(std::span<const Alternative> alternatives);

}  // namespace skifte::sim
