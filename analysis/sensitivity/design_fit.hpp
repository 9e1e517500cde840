#pragma once
#include "analysis/sensitivity/study.hpp"

namespace skifte::analysis {

/// Shape of a Saltelli design.
struct SaltelliShape {
  std::size_t blocks = 0;
  bool second_order = false;
};

/// How the rows are Saltelli's blocks, looked up in the rows themselves. UserFault when they are not, naming the design
/// that is needed and the methods that take this one.
SaltelliShape saltelli_shape(const Study& study);

/// Number of trajectories; UserFault likewise.
std::size_t morris_trajectories(const Study& study);

}  // namespace skifte::analysis
