#include "analysis/study_origin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "analysis/provenance.hpp"
#include "scenarios/locations.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace {

std::string digits(const std::string& text) {
  return fmt::format("{:016x}", sim::hash_name(text));
}

std::size_t futures(const output::ResultFile& file) {
  const auto& statuses = file.statuses();
  return static_cast<std::size_t>(std::count(statuses.begin(), statuses.end(), output::MemberStatus::done));
}

std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

std::string words(const std::string& file, const std::string& members, const std::string& seed,
                  const std::string& version, const std::string& commit) {
  return fmt::format("{}: {} futures, seed {}, skifte {} {}", file, members, seed, version, commit);
}

}  // namespace

std::string ensemble_digest(const output::ResultFile& file) {
  std::string text;
  for (std::size_t i = 0; i < file.members().size(); ++i)
    text += fmt::format("{} {}\n", file.members()[i], output::to_string(file.statuses()[i]));
  for (const output::VariableSpec& variable : file.layout().variables())
    text += fmt::format("{} {:08x}\n", variable.name, file.stored_checksum(variable.name));
  return digits(text);
}

nlohmann::json ensemble_json(const output::ResultFile& file) {
  const output::FileHeader& header = file.header();
  return {{"file", name_of(file.path())}, {"scenario", header.scenario},
          {"city", header.city},          {"seed", std::to_string(header.seed)},
          {"members", futures(file)},     {"version", header.version},
          {"commit", header.commit},      {"digest", ensemble_digest(file)}};
}

std::string inputs_digest(const std::string& inputs) {
  std::istringstream lines(inputs);
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("file ") || line.starts_with("set ")) kept += line + "\n";
  }
  return digits(kept);
}

nlohmann::json scenario_json(const scenarios::Scenario& scenario) {
  return {{"name", scenario.name}, {"inputs", inputs_digest(common_inputs(scenario, 0, scenarios::find_home()))}};
}

namespace {

/// Refuses a stated ensemble that is not `own`.
void check_digest(const StudyNode& stated, const output::ResultFile& own) {
  if (stated.text("digest") == ensemble_digest(own)) return;
  const output::FileHeader& header = own.header();
  const auto text = [&](const char* key) { return stated.text(key, "?"); };
  stated.at("digest").refuse(fmt::format("the study was made from another ensemble ({}; {}) compute it again from {}?",
                                         words(text("file"), fmt::format("{}", stated.number("members", 0)),
                                               text("seed"), text("version"), text("commit")),
                                         words(name_of(own.path()), std::to_string(futures(own)),
                                               std::to_string(header.seed), header.version, header.commit),
                                         name_of(own.path())));
}

}  // namespace

StudyOrigin check_ensemble(const StudyNode& root, const output::ResultFile& own) {
  const output::FileHeader& header = own.header();
  const auto check = [&](const char* what, const std::string& wanted) {
    const std::string found = root.text(what, wanted);
    if (found == wanted) return;
    root.at(what).refuse(
        fmt::format("the study is about the {} '{}', not '{}' (a study belongs to its own scenario) SCENARIO=FILE?",
                    what, found, wanted));
  };
  check("city", header.city);
  check("scenario", header.scenario);
  if (!root.has("ensemble")) {
    if (!root.has("scenario")) return StudyOrigin::tables;
    root.refuse(fmt::format(
        "the study does not say which ensemble it was made from (an older skifte printed it) compute it again from {}?",
        name_of(own.path())));
  }
  check_digest(root.at("ensemble"), own);
  return StudyOrigin::this_ensemble;
}

void check_ensembles(const StudyNode& root, const std::vector<output::ResultFile>& own) {
  if (!root.has("ensembles")) {
    root.refuse(
        "the study does not say which ensembles it was made from (an older skifte printed it) compute it again?");
  }
  const std::vector<StudyNode> stated_ensembles = root.list("ensembles");
  if (stated_ensembles.empty()) root.at("ensembles").refuse("a study made from no ensemble (compute it again?)");
  for (const StudyNode& stated : stated_ensembles) {
    const std::string scenario = stated.text("scenario");
    // Several results may be of one scenario, with other settings: it is any of them.
    const output::ResultFile* found = nullptr;
    for (const output::ResultFile& file : own) {
      if (file.header().scenario != scenario || file.header().city != stated.text("city")) continue;
      if (found == nullptr || stated.text("digest") == ensemble_digest(file)) found = &file;
    }
    if (found == nullptr)
      stated.at("scenario")
          .refuse(fmt::format(
              "a choice that has the scenario {} in it, of which the report has no result (give its result too)",
              scenario));
    check_digest(stated, *found);
  }
}

void check_inputs(const StudyNode& root, const std::string& key, const output::ResultFile& own) {
  const output::FileHeader& header = own.header();
  if (!root.has("inputs")) {
    root.refuse(
        "the attribution does not say which inputs it was computed from (an older skifte printed it) compute "
        "it again?");
  }
  const StudyNode stated = root.at("inputs").at(key);
  if (stated.text("inputs") != inputs_digest(provenance_text(header, "inputs"))) {
    stated.at("inputs").refuse(
        fmt::format("{} was computed from other files or --set here than in {} (edited since?) compute it again?",
                    header.scenario, name_of(own.path())));
  }
  for (const auto& [what, wanted] : {std::pair{"version", header.version}, std::pair{"commit", header.commit}}) {
    if (root.text(what) == wanted) continue;
    root.at(what).refuse(
        fmt::format("computed by skifte {} {}, {} by {} {} (another build is another model) compute "
                    "either again?",
                    root.text("version"), root.text("commit"), name_of(own.path()), header.version, header.commit));
  }
}

}  // namespace skifte::analysis
