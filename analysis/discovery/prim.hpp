#pragma once
#include <vector>

#include "analysis/discovery/box.hpp"

namespace skifte::analysis {

struct PrimOptions {
  double peel = 0.05;          ///< share of a box's futures that a step cuts off
  double paste = 0.05;         ///< share that pasting adds back at a time
  double least_mass = 0.05;    ///< of all futures, below which no box goes
  double significance = 0.05;  ///< p value above which an input is not cut: alone, then quasi-p; 1: all are
};

/// A box on the way in, and how good it is.
struct PrimStep {
  Box box;
  BoxCount count;
  double coverage = 0;  ///< share of all futures of interest that lie in it
  double density = 0;   ///< share of its futures that are of interest
  double mass = 0;      ///< share of all futures
};

/// The patient rule induction method (Friedman & Fisher 1999, doi:10.1023/A:1008894516817), as scenario discovery uses
/// it (Bryant & Lempert 2010, doi:10.1016/j.techfore.2009.08.002): from the whole space each step cuts off, at the
/// lower or upper end of one input, about the share `peel` of what is left, there where most interest per future
/// remains (ties: an input that is restricted already, then the larger box, then the first input, then its lower end).
/// Limits stand halfway between the values on their sides; equal values go together. `counted`: rows that take part
/// (those of earlier boxes do not); coverage is of `all_interest`. The first step is the whole space.
std::vector<PrimStep> peel(const Columns& x, const std::vector<std::size_t>& inputs, const std::vector<bool>& interest,
                           const std::vector<bool>& counted, std::size_t all_interest, const PrimOptions& options);

/// Moves limits out again, the share `paste` of the box's futures at a time, as long as density grows.
PrimStep paste(const PrimStep& step, const Columns& x, const std::vector<bool>& interest,
               const std::vector<bool>& counted, std::size_t all_interest, const PrimOptions& options);

/// The step with the largest harmonic mean of coverage and density.
std::size_t usual_step(const std::vector<PrimStep>& steps);

/// Quasi-p value of a restriction (Bryant & Lempert 2010, appendix A): the chance that as many of the box's futures
/// were of interest if they were drawn from the box without it, P(B >= interest), B binomial(members, density without
/// it).
double quasi_p(const PrimStep& step, std::size_t input, const Columns& x, const std::vector<bool>& interest,
               const std::vector<bool>& counted);

}  // namespace skifte::analysis
