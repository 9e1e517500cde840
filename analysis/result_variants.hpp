#pragma once
#include <string>

#include "analysis/plan.hpp"
#include "output/result_reader.hpp"

namespace skifte::analysis {

/// Whether a design's members are a sample of likely futures, so that shares of them are chances: not those that stand
/// where sensitivity indices need them.
bool has_likely_members(const std::string& design);

/// Leaves in a result of several scenarios or combinations of levers the members of one alone.
void keep_variant(output::ResultFile& file, const Plan& plan, std::size_t variant);

/// UserFault when a result cannot be shown as one scenario's futures: it holds several scenarios or combinations of
/// levers, or its design is no sample of likely futures.
void require_one_scenario(const output::ResultFile& file);

/// Leaves the members of one scenario: of several, or of combinations of levers, no spread would be anybody's future.
/// The file then bears its name. UserFault when none of them is named, or when the levers are combined in several ways.
void keep_scenario(output::ResultFile& file, const std::string& wanted);

/// UserFault when the members are not all of one scenario and one combination of levers.
void require_one_variant(const output::ResultFile& file);

/// UserFault when the members are no sample of likely futures, so that neither their mean nor their quantiles mean
/// anything.
void require_sample(const output::ResultFile& file);

}  // namespace skifte::analysis
