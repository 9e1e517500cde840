#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "output/dataset.hpp"
#include "output/id_ranges.hpp"
#include "output/sketch.hpp"

namespace skifte::output {

/// An ensemble without its members: of every number a sketch, for each variant (scenario, or combination of levers) its
/// own, and who failed. What it takes does not grow with the number of members; parts add up to the same bits in any
/// order.
class Summary {
 public:
  /// A member that gave no values.
  struct Failure {
    MemberStatus status;
    std::uint64_t seed;
    std::uint32_t replicate;
    std::string message;
    bool operator==(const Failure&) const = default;
  };

  /// Empty. Variables that say where in a design a member stands (`design_...`) are no results and left out; of
  /// emissions the sum over sectors (`emissions_total`, `emissions_published_total`) comes to it.
  Summary(const Layout& members, std::vector<std::string> variants);
  /// Of its parts, as stored: sketches variant by variant in the order of `layout`'s numbers.
  Summary(Layout layout, std::vector<std::string> variants, std::vector<Sketch> sketches, IdRanges done,
          std::map<std::uint32_t, Failure> failed);

  /// The variables that are summarised.
  const Layout& layout() const { return layout_; }
  const std::vector<std::string>& variants() const { return variants_; }
  const IdRanges& done() const { return done_; }
  const std::map<std::uint32_t, Failure>& failed() const { return failed_; }
  /// Of the number at `index` of layout().
  const Sketch& sketch(std::size_t variant, std::size_t index) const {
    return sketches_[variant * layout_.total() + index];
  }
  const std::vector<Sketch>& sketches() const { return sketches_; }

  /// Takes in a member with its values in the members' layout. One that failed before may be done now; one that is done
  /// already is a ProgramFault.
  void add(std::size_t variant, const MemberResult& member);
  /// UserFault-free adding of another part of the same ensemble: ProgramFault when layouts or variants differ or a
  /// member is in both.
  void add(const Summary& other);

 private:
  Layout layout_;
  std::vector<std::string> variants_;
  struct Place {
    std::size_t offset;
    std::size_t summed;  ///< neighbours that make one number
  };
  std::vector<Place> places_;  ///< of layout_'s variables in the members' values
  std::size_t member_values_ = 0;
  std::vector<Sketch> sketches_;
  IdRanges done_;
  std::map<std::uint32_t, Failure> failed_;
};

/// What a variable's numbers are counted from in its sketches: 0, and for numbers that are years the year before the
/// first, so that years are exact.
double sketch_origin(const Layout& layout, const VariableSpec& variable);

/// Names of the statistics a summary's file gives, in order: mean, minimum, p01, ..., maximum, count.
const std::vector<std::string>& statistic_names();
/// The statistic of this place. Percentiles are within sketch_error of the number at their rank; all others are exact.
double statistic(const Sketch& sketch, std::size_t which, double origin);

/// All statistics of a variable, statistic by statistic, variant by variant, then its own dimensions.
std::vector<double> statistics_of(const Summary& summary, const VariableSpec& variable);

}  // namespace skifte::output
