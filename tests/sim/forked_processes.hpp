#pragma once
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "sim/processes.hpp"
#include "tests/sim/forked.hpp"

namespace skifte::sim {

/// `name@date` of each event, in order.
inline std::string listed(const std::vector<ProcessEvent>& events) {
  std::ostringstream text;
  for (const ProcessEvent& event : events) text << (text.tellp() > 0 ? " " : "") << event.name << '@' << event.date;
  return text.str();
}

/// The text a body returned, having made sure that the child ended well and printed nothing.
inline std::string text_of(const tests::ForkedResult& result) {
  CHECK(result.signal == 0);
  CHECK(result.exit_status == 0);
  CHECK(result.printed.empty());
  return result.text;
}

}  // namespace skifte::sim
