#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/study_json.hpp"
#include "output/result_reader.hpp"
#include "scenarios/scenario.hpp"

/// Which ensemble a study was made from. A study states it, and who reads it beside a result holds it against that
/// result: an old study beside a new ensemble looks right and is wrong.
namespace skifte::analysis {

/// 16 hexadecimal digits of the members, how they ended and the checksums of all their numbers: equal for a result
/// computed again, merged or copied, another for any other seed, size, build or input that changes a number.
std::string ensemble_digest(const output::ResultFile& file);

/// What a study states of the ensemble it was made from: file, scenario, city, seed, futures, build, digest.
nlohmann::json ensemble_json(const output::ResultFile& file);

/// 16 hexadecimal digits of all files and --set behind a scenario, of the lines of common_inputs(); seed and build
/// apart.
std::string inputs_digest(const std::string& inputs);

/// What an attribution states of a scenario that it ran: name and inputs_digest.
nlohmann::json scenario_json(const scenarios::Scenario& scenario);

/// Whether a study says where it comes from.
enum class StudyOrigin { this_ensemble, tables };

/// UserFault with the place in the study unless `root` was made from this very ensemble. A study of plain tables states
/// no origin, which the page says.
StudyOrigin check_ensemble(const StudyNode& root, const output::ResultFile& own);

/// The same for a choice between scenarios: every ensemble that it states must be one of `own`.
void check_ensembles(const StudyNode& root, const std::vector<output::ResultFile>& own);

/// The same for an attribution, which has runs of its own: its scenario must have the same inputs and build as the
/// result. `key` is `scenario` or `baseline`.
void check_inputs(const StudyNode& root, const std::string& key, const output::ResultFile& own);

}  // namespace skifte::analysis
