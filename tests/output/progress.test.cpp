#include "output/progress.hpp"

#include <catch2/catch.hpp>
#include <sstream>

namespace skifte::output {

TEST_CASE("durations are given in two units at most") {
  CHECK(describe_duration(0) == "0 s");
  CHECK(describe_duration(39.2) == "40 s");
  CHECK(describe_duration(301) == "6 min");
  CHECK(describe_duration(3 * 3600 + 20 * 60 + 5) == "3 h 20 min");
  CHECK(describe_duration(2 * 86400 + 4 * 3600) == "2 d 4 h");
}

TEST_CASE("an estimate is a range where the pilot waited for a processor") {
  CHECK(describe_estimate(60, 55) == "about 60 s");
  CHECK(describe_estimate(60, 0) == "about 60 s");  // nothing known
  CHECK(describe_estimate(540, 60) == "60 s to 9 min, by what else the machine computes");
}

TEST_CASE("progress tells rate, time left and failures of this session") {
  // 60 members computed in 30 s: 2 a second, 800 left: 400 s, 7 min rounded up.
  CHECK(describe({.total = 1000, .finished = 200, .failed = 2, .resumed = 140, .elapsed = 30}) ==
        "200/1000 members (20 %), 2.0/s, 7 min left, 2 failed");
  CHECK(describe({.total = 10, .finished = 1, .elapsed = 20}) == "1/10 members (10 %), 3.0/min, 3 min left");
  CHECK(describe({.total = 10}) == "0/10 members (0 %)");
  CHECK(describe({.total = 4, .finished = 4, .elapsed = 2}) == "4/4 members (100 %), 2.0/s");
  CHECK(describe({}) == "0/0 members (100 %)");
}

TEST_CASE("without a terminal there is one line for each tenth") {
  std::ostringstream out;
  ProgressReporter reporter(out, ProgressReporter::Style::lines);
  for (std::size_t i = 0; i <= 40; ++i) reporter.update({.total = 40, .finished = i});
  reporter.finish();
  std::istringstream lines(out.str());
  std::vector<std::string> seen;
  for (std::string line; std::getline(lines, line);) seen.push_back(line);
  REQUIRE(seen.size() == 10);
  CHECK(seen.front() == "4/40 members (10 %)");
  CHECK(seen.back() == "40/40 members (100 %)");
  CHECK(out.str().find('\r') == std::string::npos);
}

TEST_CASE("what a journal held already is not announced") {
  std::ostringstream out;
  ProgressReporter reporter(out, ProgressReporter::Style::lines);
  reporter.update({.total = 40, .finished = 20, .resumed = 20});
  CHECK(out.str().empty());
  reporter.update({.total = 40, .finished = 24, .resumed = 20});
  CHECK(out.str() == "24/40 members (60 %)\n");
}

TEST_CASE("a further batch, with a clock of its own, is told like the first") {
  for (const auto style : {ProgressReporter::Style::lines, ProgressReporter::Style::redraw}) {
    std::ostringstream out;
    ProgressReporter reporter(out, style);
    for (std::size_t i = 0; i <= 10; ++i)
      reporter.update({.total = 10, .finished = i, .elapsed = 100 + static_cast<double>(i)});
    for (std::size_t i = 10; i <= 20; ++i)
      reporter.update({.total = 20, .finished = i, .resumed = 10, .elapsed = static_cast<double>(i) - 10});
    CHECK(out.str().find("12/20 members (60 %), 1.0/s, 8 s left") != std::string::npos);
  }
}

TEST_CASE("on a terminal one line is redrawn, at most ten times a second") {
  std::ostringstream out;
  ProgressReporter reporter(out, ProgressReporter::Style::redraw);
  reporter.update({.total = 4, .finished = 0, .elapsed = 0});
  reporter.update({.total = 4, .finished = 1, .elapsed = 0.05});
  reporter.update({.total = 4, .finished = 2, .elapsed = 0.2});
  reporter.update({.total = 4, .finished = 4, .elapsed = 0.21});
  reporter.finish();
  CHECK(out.str() ==
        "\r\033[K0/4 members (0 %)\r\033[K2/4 members (50 %), 10.0/s, 1 s left"
        "\r\033[K4/4 members (100 %), 19.0/s\n");
}

}  // namespace skifte::output
