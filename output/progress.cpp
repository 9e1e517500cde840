#include "output/progress.hpp"

#include <unistd.h>

#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace skifte::output {

namespace {

constexpr double shortest_pause = 0.1;  // between redraws [s]
constexpr std::size_t steps = 10;

}  // namespace

std::string describe_duration(double seconds) {
  constexpr double minute = 60;
  constexpr double hour = 60 * minute;
  constexpr double day = 24 * hour;
  const auto whole = [](double value) { return static_cast<long>(std::floor(value)); };
  if (seconds < 100) return fmt::format("{} s", whole(std::ceil(seconds)));
  if (seconds < 100 * minute) return fmt::format("{} min", whole(std::ceil(seconds / minute)));
  if (seconds < 2 * day)
    return fmt::format("{} h {} min", whole(seconds / hour), whole(std::fmod(seconds, hour) / minute));
  return fmt::format("{} d {} h", whole(seconds / day), whole(std::fmod(seconds, day) / hour));
}

std::string describe_estimate(double seconds, double computing) {
  constexpr double much = 1.3;  // a pilot alone on its processor waits for the disk too
  if (computing <= 0 || seconds <= much * computing) return "about " + describe_duration(seconds);
  return fmt::format("{} to {}, by what else the machine computes", describe_duration(computing),
                     describe_duration(seconds));
}

std::string describe(const EnsembleProgress& progress) {
  const std::size_t percent = progress.total == 0 ? 100 : 100 * progress.finished / progress.total;
  std::string text = fmt::format("{}/{} members ({} %)", progress.finished, progress.total, percent);
  const std::size_t computed = progress.finished - progress.resumed;
  if (computed > 0 && progress.elapsed > 0) {
    const double rate = static_cast<double>(computed) / progress.elapsed;
    text += rate >= 1 ? fmt::format(", {:.1f}/s", rate) : fmt::format(", {:.1f}/min", 60 * rate);
    const auto left = static_cast<double>(progress.total - progress.finished);
    if (left > 0) text += ", " + describe_duration(left / rate) + " left";
  }
  if (progress.failed > 0) text += fmt::format(", {} failed", progress.failed);
  return text;
}

ProgressReporter::Style ProgressReporter::style_of(int descriptor) {
  const char* terminal = std::getenv("TERM");
  const bool can_redraw = terminal != nullptr && std::string(terminal) != "dumb";
  return isatty(descriptor) == 1 && can_redraw ? Style::redraw : Style::lines;
}

void ProgressReporter::update(const EnsembleProgress& progress) {
  const bool complete = progress.finished >= progress.total;
  if (progress.total != last_total_) {  // a batch more: its clock and its share begin anew
    began_ = false;
    last_drawn_ = -1;
    last_total_ = progress.total;
  }
  if (style_ == Style::redraw) {
    if (!complete && last_drawn_ >= 0 && progress.elapsed - last_drawn_ < shortest_pause) return;
    out_ << "\r\033[K" << describe(progress) << std::flush;
    last_drawn_ = progress.elapsed;
    line_open_ = true;
    return;
  }
  const std::size_t step = progress.total == 0 ? steps : steps * progress.finished / progress.total;
  // What the journal held already is no step of this session.
  if (!began_) last_step_ = progress.total == 0 ? 0 : steps * progress.resumed / progress.total;
  began_ = true;
  if (step <= last_step_) return;
  last_step_ = step;
  out_ << describe(progress) << std::endl;
}

void ProgressReporter::finish() {
  if (line_open_) out_ << std::endl;
  line_open_ = false;
}

}  // namespace skifte::output
