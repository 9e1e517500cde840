#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace skifte::analysis {

enum class DesignKind { monte_carlo, latin_hypercube };

/// Where in the unit cube of the uncertainties each member stands.
///   monte_carlo      u_ij independent uniforms: may be extended by more members
///   latin_hypercube  each coordinate visits each of n equal strata once, in an order drawn for that coordinate alone
///                    (McKay, Beckman & Conover 1979, doi:10.2307/1268522): the marginals are spread evenly. Fixed n.
/// Every coordinate is keyed by its assumption's name, so adding an uncertainty moves no other.
class Design {
 public:
  Design(DesignKind kind, std::uint32_t members, const std::vector<std::string>& coordinates, std::uint64_t seed);
  std::uint32_t members() const { return members_; }
  /// One number in (0, 1) per coordinate. ProgramFault for a member outside the design.
  std::vector<double> point(std::uint32_t member) const;

 private:
  DesignKind kind_;
  std::uint32_t members_;
  std::vector<std::string> coordinates_;
  std::uint64_t seed_;
  std::vector<std::vector<std::uint32_t>> strata_;  ///< by coordinate, member -> stratum (latin_hypercube)
};

}  // namespace skifte::analysis
