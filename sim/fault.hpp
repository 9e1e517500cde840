#pragma once
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skifte::sim {

/// Where in an input a problem stands. line and column count from 1; 0 means unknown (a command-line argument, say).
struct Position {
  std::string file;
  int line = 0;
  int column = 0;
};

/// One problem in what the user gave us. text reads `problem (why) suggestion?`.
struct Fault {
  Fault() = default;
  // Without a constructor of ours GCC 12 warns, wrongly, that a Fault written with nested braces is used uninitialised.
  Fault(Position where, std::string what) : position(std::move(where)), text(std::move(what)) {}
  Position position;
  std::string text;
};

/// `file:line:column: text`, leaving out what is unknown.
std::string to_string(const Fault& fault);

/// The user's input is at fault: carries every fault found in one pass, sorted by position. Exit status 2.
class UserFault : public std::runtime_error {
 public:
  explicit UserFault(std::vector<Fault> faults);
  explicit UserFault(const std::string& text) : UserFault(std::vector<Fault>{{{}, text}}) {}
  const std::vector<Fault>& faults() const { return faults_; }

 private:
  std::vector<Fault> faults_;
};

/// The program is at fault: a broken invariant. Exit status 1, asks for a report.
class ProgramFault : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws ProgramFault(what) unless the condition holds.
inline void ensure(bool holds, const char* what) {
  if (!holds) throw ProgramFault(what);
}

/// The candidate nearest to `name` by Damerau-Levenshtein distance (ties: first in order), or "" when none is near
/// (distance above a third of the length of `name`, but 1 always is near). Lengths and edits count UTF-8 characters;
/// capital and small letters of ASCII are the same.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace skifte::sim
