#pragma once
#include <array>
#include <optional>

#include "agents/contractors.hpp"
#include "sim/assumptions.hpp"
#include "sim/levers.hpp"
#include "sim/processes.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

inline constexpr int expressen_lines = 3;

/// HelsingborgsExpressen's lines as projects: planning, building, opening. A line that is history opens when it did;
/// one that is promised opens on
///
///   D = max(d, b + B) + l + s + w    d  promised date, b  the lever's start, B  building time (without a start d
///                                    alone: what is decided and under way), l  money waited for, s  slip of the
///                                    planning, exponential, w  wait for a contractor, who builds from D - B on
///
/// Its books follow: instalments and running cost stand still while it does (sim::stand_still). A lever that ends
/// closes its line, and before D there is none to open. Where it runs, and there alone, trips by bus save generalised
/// time: shorter waits, priority at signals, fewer stops, comfort.
struct ExpressenAssumptions {
  explicit ExpressenAssumptions(sim::AssumptionReader& read);
  double slip;                                    // [year] mean delay of a promised opening
  double building_time;                           // [year] least time from a lever's start to opening
  double saving;                                  // [min] of generalised time saved by a bus trip where a line runs
  double opened_line_1;                           // [year] decimal
  double opened_line_2;                           // [year] decimal
  std::array<std::array<double, 3>, 3> corridor;  // [1] of a zone's inhabitants with a line as their nearest, by Zone
};

/// By which lever a line is promised (its date `opens`): empty when nobody decided it.
using Promises = std::array<std::optional<sim::LeverSetting>, expressen_lines>;

/// Which lines run. Each line is a process that posts "expressen_line_N" when it opens.
class Expressen {
 public:
  Expressen(const ExpressenAssumptions& assumptions, const Promises& promised)
      : assumptions_(assumptions), promised_(promised) {
    for (const auto& promise : promised_) {
      if (promise && promise->course) promise->course->building_time = assumptions.building_time * sim::days_per_year;
    }
  }
  void start(sim::Processes& processes, const sim::RandomSource& random, Contractors& contractors);
  int running() const;
  /// Generalised time that a trip by each line saves now [min].
  std::array<double, expressen_lines> saving() const;

 private:
  const ExpressenAssumptions& assumptions_;
  Promises promised_;
  std::array<bool, expressen_lines> open_{};
};

}  // namespace skifte::agents
