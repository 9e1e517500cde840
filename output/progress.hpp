#pragma once
#include <cstddef>
#include <ostream>
#include <string>

namespace skifte::output {

/// How far an ensemble is.
struct EnsembleProgress {
  std::size_t total = 0;     ///< members wanted
  std::size_t finished = 0;  ///< members that ended, however; those resumed included
  std::size_t failed = 0;    ///< of these, not done
  std::size_t resumed = 0;   ///< of these, taken from the journal
  std::size_t running = 0;
  double elapsed = 0;  ///< since this session began [s]
};

/// `120/1000 members (12 %), 3.4/s, 4 min left, 2 failed`.
std::string describe(const EnsembleProgress& progress);

/// `40 s`, `12 min`, `3 h 20 min`, `2 d 4 h`.
std::string describe_duration(double seconds);
/// `about 45 s`; `45 s to 3 min, by what else the machine computes` where a pilot waited for a processor for much of
/// its time: `computing` is what all would take had they the processors to themselves [s].
std::string describe_estimate(double seconds, double computing);

/// Shows progress: one line redrawn at most ten times a second on a terminal, else a line for each tenth of the
/// members.
class ProgressReporter {
 public:
  enum class Style { redraw, lines };
  ProgressReporter(std::ostream& out, Style style) : out_(out), style_(style) {}
  /// Style::redraw when the descriptor is a terminal.
  static Style style_of(int descriptor);
  void update(const EnsembleProgress& progress);
  /// Ends the redrawn line.
  void finish();

 private:
  std::ostream& out_;
  Style style_;
  double last_drawn_ = -1;  // [s]
  std::size_t last_step_ = 0;
  std::size_t last_total_ = 0;
  bool line_open_ = false;
  bool began_ = false;
};

}  // namespace skifte::output
