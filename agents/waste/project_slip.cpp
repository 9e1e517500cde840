#include "agents/waste/project_slip.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

double chance_of_no_slip(const SlipHistory& history, double exposure) {
  const double shape = history.prior_slips + history.observed_slips;
  const double rate = history.prior_years + history.observed_years;
  const double years = std::max(0.0, exposure);
  if (years <= 0 || shape <= 0 || rate <= 0) return 1.0;
  return sim::exp(shape * sim::log(rate / (rate + years)));
}

int further_slip(const SlipHistory& history, double exposure, double u) {
  constexpr int longest = 40;  // [year] beyond any run
  const double shape = history.prior_slips + history.observed_slips;
  const double rate = history.prior_years + history.observed_years;
  const double years = std::max(0.0, exposure);
  double chance = chance_of_no_slip(history, exposure);
  double below = chance;
  int slip = 0;
  while (u > below && slip < longest) {
    chance *= (shape + slip) / (slip + 1.0) * years / (rate + years);
    below += chance;
    ++slip;
  }
  return slip;
}

}  // namespace skifte::agents
