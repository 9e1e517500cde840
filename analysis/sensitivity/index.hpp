#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace skifte::analysis {

/// An estimate with its 95 % interval; NaN bounds: none was computed.
struct Index {
  double value = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

/// How intervals are made: bootstrap with so many resamples, keyed by the seed.
struct Resampling {
  std::size_t draws = 500;
  std::uint64_t seed = 1;
  int threads = 1;
};

/// Columns of a table: by input, then by row.
using Columns = std::vector<std::vector<double>>;

/// One input's estimates, in the order of SensitivityTable::measures.
struct InputIndices {
  std::string input;
  std::string group;  ///< the kind of agent that reads it; in a plain table what stands before the name's first point
  std::string unit;
  std::vector<Index> values;
};

/// What two inputs do together beyond what each does.
struct PairIndex {
  std::string first;
  std::string second;
  Index value;
};

/// What an outcome depends on, by one method.
struct SensitivityTable {
  std::string method;
  std::string outcome;
  std::string unit;
  std::size_t used = 0;      ///< blocks, trajectories or members
  std::size_t left_out = 0;  ///< for want of a member that failed
  std::string what;          ///< "blocks", "trajectories", "members"
  double mean = 0;
  double variance = 0;
  std::vector<std::string> measures;  ///< "first", "total", ...
  std::vector<InputIndices> inputs;   ///< largest first, by the measure that ranks
  std::vector<InputIndices> groups;   ///< likewise; `input` holds the group's name
  std::vector<PairIndex> pairs;       ///< largest first
  std::vector<double> threshold;  ///< by measure: what an input without effect would reach in 19 of 20 cases; or empty
  std::vector<std::string> notes;
};

}  // namespace skifte::analysis
