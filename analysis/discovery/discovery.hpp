#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/discovery/prim.hpp"
#include "analysis/discovery/tree.hpp"
#include "analysis/report_data.hpp"
#include "analysis/sensitivity/study.hpp"

namespace skifte::analysis {

/// A restriction of a box, in words.
struct Restriction {
  std::string input;
  std::string unit;
  BoxLimit limit;
  double quasi_p = 1;
  std::string words;
};

/// A step of the trajectory, as somebody chooses a box by it.
struct TrajectoryPoint {
  double coverage = 0, density = 0, mass = 0;
  std::size_t restricted = 0;  ///< inputs
};

/// A part of the future in which the outcome holds more often.
struct DiscoveredBox {
  std::vector<TrajectoryPoint> trajectory;  ///< of peeling, the whole space first
  std::size_t chosen = 0;                   ///< its step
  bool is_pasted = false;                   ///< limits were moved out again after it
  MemberCount count;
  double coverage = 0, density = 0, mass = 0;
  std::vector<Restriction> restrictions;  ///< smallest quasi-p first
};

struct DiscoveredRule {
  MemberCount count;  ///< of a condition
  double mean = 0;    ///< of an amount
  std::vector<Restriction> restrictions;
};

/// Where in the assumptions an outcome comes true.
struct Discovery {
  std::string outcome;
  std::string unit;
  bool is_condition = true;
  std::size_t members = 0;
  std::size_t interest = 0;
  std::size_t left_out = 0;           ///< members that failed
  std::size_t replicates = 1;         ///< averaged in each: what is counted are points of the design
  std::vector<DiscoveredBox> boxes;   ///< one after another, each of what the earlier ones left; none for an amount
  std::vector<DiscoveredRule> rules;  ///< leaves of the tree
};

struct DiscoveryRequest {
  std::string outcome;              ///< expression
  std::size_t boxes = 1;            ///< at most
  std::optional<std::size_t> step;  ///< of the trajectory, instead of the usual choice
  PrimOptions prim;
  TreeOptions tree;
  bool force = false;  ///< also with too few members
};

/// UserFault: an outcome that does not exist, that all or no members meet, too few members.
Discovery discover(const Study& study, const DiscoveryRequest& request);

}  // namespace skifte::analysis
