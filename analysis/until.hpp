#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/plan.hpp"
#include "output/ensemble_runner.hpp"

namespace skifte::analysis {

struct EnsembleOutcome;

/// Members are added until the chance of meeting a target is known so precisely.
struct Until {
  std::string text;           ///< as written, `±` as `+-`
  std::string target;         ///< of Plan::merged()
  double half_width = 0;      ///< of the 95 % interval [1]
  std::uint32_t batch = 100;  ///< points after which it is judged
};

/// Reads `chance(TARGET) +- 0.02`, `±` or `+-`, `2 %` or `0.02`. UserFault for what is not of that form, a target that
/// the plan lacks, a half-width not in (0, 0.5) and a plan that cannot be extended.
Until read_until(const std::string& text, std::uint32_t batch, const Plan& plan);

/// What is known after a batch; of several scenarios and combinations the least known one.
struct Convergence {
  std::uint32_t points;
  double estimate;    ///< share of the members done that meet the target
  double half_width;  ///< of its 95 % interval
};

/// Members of one variant by point, and how well they tell a share.
class ShareEstimate {
 public:
  /// `members` of a point are done, `met` of them meet the target.
  void add(std::uint32_t met, std::uint32_t members);
  double estimate() const;
  /// Half the width of the 95 % interval by Wilson (1927, doi:10.1080/01621459.1927.10502953), the members of one point
  /// counted as the independent ones that their spread between points shows (Kish 1965). 1 where nothing is known.
  double half_width() const;

 private:
  double points_ = 0;
  double members_ = 0;
  double met_ = 0;
  double squares_ = 0;  ///< sum over points of (met / members)^2
  double means_ = 0;    ///< sum over points of met / members
};

/// Computes batches with `compute(members)`, which computes the first so many, until `until` holds, the plan ends or
/// the ensemble is interrupted. `options.start` is set to resume after the first.
void compute_until(const Until& until, const Plan& plan, const output::Layout& layout, output::EnsembleOptions& options,
                   const std::function<output::EnsembleOutcome(std::uint32_t)>& compute, EnsembleOutcome& outcome);

}  // namespace skifte::analysis
