#include "agents/people/gini.hpp"

namespace skifte::agents {

/// From the Lorenz curve's trapezia, which is the same: G = 1 - sum_k n_k (S_{k-1} + S_k) / (N S), S_k the cumulated x
/// in order of x.
double WeightedGini::coefficient() const {
  double persons = 0, cumulated = 0, twice_area = 0;
  for (const Bin& bin : bins_) {
    twice_area += bin.persons * (2 * cumulated + bin.sum);
    cumulated += bin.sum;
    persons += bin.persons;
  }
  return cumulated > 0 ? 1 - twice_area / (persons * cumulated) : 0;
}

}  // namespace skifte::agents
