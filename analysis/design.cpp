#include "analysis/design.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <utility>

#include "analysis/copula.hpp"
#include "analysis/hypercube.hpp"
#include "analysis/morris_points.hpp"
#include "analysis/sobol_points.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

using enum DesignKind;

constexpr std::array<std::pair<DesignKind, std::string_view>, 7> words = {{{monte_carlo, "mc"},
                                                                           {latin_hypercube, "lhs"},
                                                                           {maximin_hypercube, "maximin"},
                                                                           {sobol_sequence, "sobol"},
                                                                           {saltelli, "saltelli"},
                                                                           {morris, "morris"},
                                                                           {central, "central"}}};

class CentralPoint : public PointSet {
 public:
  std::uint32_t points() const override { return 1; }
  std::vector<double> point(std::uint32_t /*which*/) const override { return {}; }
};

void require_coordinates(DesignKind kind, std::size_t coordinates) {
  if ((kind == saltelli || kind == morris) && coordinates == 0) {
    throw sim::UserFault(
        fmt::format("the design '{}' needs something uncertain (the scenario has nothing to vary)", to_word(kind)));
  }
  const std::size_t most = kind == sobol_sequence ? SobolSequence::most_dimensions
                           : kind == saltelli     ? SobolSequence::most_dimensions / 2
                                                  : std::numeric_limits<std::size_t>::max();
  if (coordinates > most) {
    throw sim::UserFault(fmt::format(
        "the design '{}' takes at most {} uncertain assumptions and the scenario has {} (the Sobol sequence has {} "
        "dimensions) --vary chooses some of them, 'lhs' and 'mc' take all",
        to_word(kind), most, coordinates, SobolSequence::most_dimensions));
  }
}

void require_independent(DesignKind kind, const std::vector<scenarios::RankCorrelation>& correlations) {
  if (correlations.empty() || kind == monte_carlo || kind == latin_hypercube || kind == sobol_sequence ||
      kind == central)
    return;
  const char* why = kind == maximin_hypercube ? "moving points apart would undo the correlation"
                                              : "its indices are defined for independent assumptions only";
  throw sim::UserFault(
      fmt::format("the design '{}' does not go with the correlation '{}' ({}) --independent leaves "
                  "the scenario's correlations out",
                  to_word(kind), correlations.front().name, why));
}

void require_countable(const DesignSpec& spec, std::uint64_t block) {
  if (spec.size * block > std::numeric_limits<std::uint32_t>::max()) {
    throw sim::UserFault(fmt::format("the design '{}' would have {} points (at most {} can be counted)",
                                     to_word(spec.kind), spec.size * block, std::numeric_limits<std::uint32_t>::max()));
  }
}

}  // namespace

std::string_view to_word(DesignKind kind) {
  for (const auto& [each, word] : words) {
    if (each == kind) return word;
  }
  throw sim::ProgramFault("a design without a word");
}

DesignKind design_kind(std::string_view word) {
  std::vector<std::string> known;
  for (const auto& [kind, each] : words) {
    if (each == word) return kind;
    known.emplace_back(each);
  }
  const std::string near = sim::nearest_name(word, known);
  throw sim::UserFault(fmt::format("no design '{}'{}", word,
                                   near.empty() ? fmt::format(" (there is {}, or a FILE.csv)", fmt::join(known, ", "))
                                                : fmt::format(", did you mean '{}'?", near)));
}

bool is_extendable(DesignKind kind) {
  return kind == monte_carlo || kind == sobol_sequence;
}

std::unique_ptr<PointSet> make_points(const DesignSpec& spec, const std::vector<std::string>& coordinates,
                                      const std::vector<scenarios::RankCorrelation>& correlations, std::uint64_t seed) {
  require_coordinates(spec.kind, coordinates.size());
  require_independent(spec.kind, correlations);
  const Copula copula(coordinates, correlations);
  switch (spec.kind) {
    case monte_carlo:
      return std::make_unique<MonteCarlo>(spec.size, coordinates, copula, seed);
    case latin_hypercube:
      return std::make_unique<LatinHypercube>(spec.size, coordinates, copula, seed, Spread::random);
    case maximin_hypercube:
      if (spec.size > most_maximin_points) {
        throw sim::UserFault(
            fmt::format("a maximin hypercube has at most {} points (all their distances are kept) "
                        "'lhs' takes more",
                        most_maximin_points));
      }
      return std::make_unique<LatinHypercube>(spec.size, coordinates, copula, seed, Spread::maximin);
    case sobol_sequence:
      return std::make_unique<SobolPoints>(spec.size, coordinates, copula, seed);
    case saltelli:
      require_countable(spec, 2 * coordinates.size() + 2);
      return std::make_unique<SaltelliPoints>(spec.size, coordinates, spec.second_order, seed);
    case morris:
      require_countable(spec, coordinates.size() + 1);
      return std::make_unique<MorrisPoints>(spec.size, coordinates, seed);
    case central:
      return std::make_unique<CentralPoint>();
  }
  throw sim::ProgramFault("an unknown design");
}

}  // namespace skifte::analysis
