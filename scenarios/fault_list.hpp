#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/fault.hpp"

namespace skifte::scenarios {

/// Collects the user's faults, so that one pass reports them all.
class FaultList {
 public:
  void add(sim::Position position, std::string text) { faults_.push_back({std::move(position), std::move(text)}); }

  /// Calls `read`; a UserFault it throws is recorded at `position`, after `prefix`, and gives an empty result.
  template <typename Read>
  auto attempt(const sim::Position& position, const std::string& prefix, Read read) -> std::optional<decltype(read())> {
    try {
      return read();
    } catch (const sim::UserFault& thrown) {
      for (const sim::Fault& fault : thrown.faults()) add(position, prefix + fault.text);
      return std::nullopt;
    }
  }

  bool empty() const { return faults_.empty(); }
  const std::vector<sim::Fault>& all() const { return faults_; }
  /// Throws UserFault with everything collected, if there is anything.
  void throw_if_any() const {
    if (!faults_.empty()) throw sim::UserFault(faults_);
  }

 private:
  std::vector<sim::Fault> faults_;
};

/// `, did you mean 'x'?` for the nearest candidate, or "" when none is near.
std::string suggestion(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace skifte::scenarios
