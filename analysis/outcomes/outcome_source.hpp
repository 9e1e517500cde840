#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace skifte::analysis {

/// An outcome of every member.
struct OutcomeValues {
  std::string name;            ///< `emissions.transport@2030`
  std::string unit;            ///< "1" for a pure number
  std::vector<double> values;  ///< by member; NaN where it failed or has none
};

/// Where outcomes are looked up by name: a result file or a plain table.
class OutcomeSource {
 public:
  virtual ~OutcomeSource() = default;
  virtual std::size_t members() const = 0;
  /// UserFault for a name there is not, with the nearest that is.
  virtual OutcomeValues outcome(const std::string& name) const = 0;
};

}  // namespace skifte::analysis
