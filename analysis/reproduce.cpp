#include "analysis/reproduce.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <bit>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "analysis/ensemble.hpp"
#include "analysis/ensemble_design.hpp"
#include "analysis/plan_record.hpp"
#include "analysis/provenance.hpp"
#include "analysis/version.hpp"
#include "output/dataset_reading.hpp"
#include "output/model_results.hpp"
#include "output/result_reader.hpp"
#include "output/text_difference.hpp"
#include "scenarios/city_reader.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace fs = std::filesystem;

namespace {

/// A fresh folder, removed with what is in it.
class TemporaryHome {
 public:
  TemporaryHome() {
    std::string pattern = (fs::temp_directory_path() / "skifte-inputs-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw sim::UserFault("no folder can be made in " + pattern);
    path_ = pattern;
  }
  ~TemporaryHome() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryHome(const TemporaryHome&) = delete;
  TemporaryHome& operator=(const TemporaryHome&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void write_files(const InputFiles& files, const fs::path& folder) {
  for (const auto& [place, text] : files.texts) {
    const fs::path path = folder / place;
    fs::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw sim::UserFault(path.string() + " cannot be written (not permitted, or its disk is full)");
  }
  // A home must have this folder though the scenario may lie elsewhere.
  fs::create_directories(scenarios::shipped_folder(folder));
}

std::vector<std::string> stored_sets(const std::string& inputs) {
  std::vector<std::string> sets;
  std::istringstream lines(inputs);
  std::string line;
  while (std::getline(lines, line)) {
    if (line.starts_with("set ")) sets.push_back(line.substr(4));
  }
  return sets;
}

/// The lines about program, files and changes: what common_inputs writes.
std::string common_part(const std::string& inputs) {
  return inputs.substr(std::min(inputs.size(), inputs.find("skifte ")));
}

std::size_t position_of(const output::ResultFile& file, std::uint32_t member) {
  const auto& ids = file.members();
  const auto found = std::find(ids.begin(), ids.end(), member);
  if (found == ids.end())
    throw sim::UserFault(fmt::format("{} has no member {} (it has {} members, the last is {})", file.path(), member,
                                     ids.size(), ids.empty() ? 0 : ids.back()));
  return static_cast<std::size_t>(found - ids.begin());
}

/// Program, compiler, libraries, and files here that are not as they were.
std::vector<std::string> surroundings_of(const output::FileHeader& header, const InputFiles& files) {
  std::vector<std::string> found;
  const auto compare = [&](const std::string& what, const std::string& was, const std::string& is) {
    if (const std::string text = output::line_differences(was, is); !text.empty()) found.push_back(what + ": " + text);
  };
  compare("program", "skifte " + header.version + " " + header.commit,
          "skifte " + program_version() + " " + program_commit());
  compare("compiler", provenance_text(header, "compiler"), compiler_name());
  compare("environment", provenance_text(header, "environment"), environment_text());
  const fs::path home = scenarios::find_home();
  for (const auto& [place, text] : files.texts) {
    const fs::path here = home / place;
    if (!place.starts_with("scenarios/")) continue;
    if (!fs::exists(here))
      found.push_back(place + " is not here any more; the file's was used");
    else if (scenarios::read_file(here) != text)
      found.push_back(place + " reads otherwise here; the file's was used");
  }
  return found;
}

void compare_values(const output::ResultFile& file, std::size_t position, const output::Layout& layout,
                    const std::vector<double>& values, Reproduction& outcome) {
  for (const output::VariableSpec& variable : layout.variables()) {
    const std::size_t size = layout.size(variable.name);
    if (size == 0) continue;
    if (!file.layout().has(variable.name) || file.layout().size(variable.name) != size) {
      outcome.differences.push_back(variable.name + " is new, or has other labels, in this program");
      continue;
    }
    const std::vector<double> was = file.read(variable.name, position, 1);
    const std::size_t offset = layout.offset(variable.name);
    bool is_first = true;
    for (std::size_t i = 0; i < size; ++i) {
      const double is = values[offset + i];
      ++outcome.numbers;
      if (std::bit_cast<std::uint64_t>(was[i]) == std::bit_cast<std::uint64_t>(is) || (was[i] != was[i] && is != is))
        continue;
      ++outcome.different;
      if (std::exchange(is_first, false))
        outcome.differences.push_back(fmt::format("{} was {}, is {}", layout.describe(offset + i), was[i], is));
    }
  }
  for (const output::VariableSpec& variable : file.layout().variables()) {
    if (!layout.has(variable.name)) outcome.differences.push_back(variable.name + " is gone in this program");
  }
}

/// What a member is computed from again: the single run's scenario, or the ensemble's plan.
struct Source {
  std::optional<Plan> plan;
  scenarios::Scenario single;
  const scenarios::Scenario& scenario() const { return plan ? plan->merged() : single; }
  output::Layout layout() const { return plan ? ensemble_layout(*plan) : output::model_layout(single); }
};

Source source_of(const output::FileHeader& header, const InputFiles& files, const fs::path& home) {
  const std::vector<std::string> sets = stored_sets(provenance_text(header, "inputs"));
  const std::string design = provenance_text(header, "design");
  if (!design.empty()) return {recorded_plan(design, header.seed, sets, home), {}};
  return {std::nullopt,
          scenarios::load_scenario((home / files.first).string(), sets, scenarios::model_vocabulary(), home)};
}

/// The member's values now, from the draws that the file has. The places in the design are those drawn now.
std::vector<double> compute_again(const Source& source, const output::ResultFile& file, std::size_t position,
                                  const agents::CityData& city, int threads) {
  const scenarios::Scenario& scenario = source.scenario();
  std::vector<double> draws;
  if (!scenario.uncertainties.empty()) draws = file.read("assumption_value", position, 1);
  if (draws.size() != scenario.uncertainties.size())
    throw sim::UserFault(fmt::format("{} drew {} assumptions, this program would draw {} (another version?)",
                                     file.path(), draws.size(), scenario.uncertainties.size()));
  const std::uint32_t member = file.members()[position];
  const std::uint64_t seed = file.seeds()[position];
  const output::Layout layout = source.layout();
  std::vector<double> values = output::blank_result(member, layout).values;
  if (!source.plan) {
    const auto run = run_future(scenario, city, draws, seed, file.replicates()[position], threads);
    output::fill_values(layout, scenario, run, draws, values);
    return values;
  }
  const PlannedMember drawn_now = source.plan->member(member);
  PlannedMember as_stored = drawn_now;
  as_stored.values = draws;
  as_stored.replicate = file.replicates()[position];
  output::fill_values(layout, scenario, run_planned(*source.plan, city, as_stored, seed, threads), draws, values);
  fill_design(*source.plan, layout, drawn_now, values);
  return values;
}

}  // namespace

Reproduction reproduce_member(const std::string& path, std::uint32_t member, int threads) {
  const output::ResultFile file(path);
  const std::size_t position = position_of(file, member);
  const output::FileHeader& header = file.header();
  const InputFiles files = stored_files(header, path);
  const std::string inputs = provenance_text(header, "inputs");
  const TemporaryHome home;
  write_files(files, home.path());
  const Source source = source_of(header, files, home.path());
  const scenarios::Scenario& scenario = source.scenario();
  Reproduction outcome;
  outcome.surroundings = surroundings_of(header, files);
  const std::string now = common_inputs(scenario, header.seed, home.path());
  const auto without_program = [](const std::string& text) { return text.substr(text.find('\n') + 1); };
  const std::string changed = output::line_differences(without_program(common_part(inputs)), without_program(now));
  if (!changed.empty()) outcome.surroundings.push_back("inputs read from the file: " + changed);

  const agents::CityData city = scenarios::read_city((scenarios::cities_folder(home.path()) / scenario.city).string());
  const output::MemberStatus status = file.statuses()[position];
  const bool was_done = status == output::MemberStatus::done;
  std::vector<double> values;
  try {
    values = compute_again(source, file, position, city, threads);
  } catch (const std::exception& fault) {
    if (was_done) throw;
    throw sim::UserFault(fmt::format("member {} had {} ({}) and fails again ({})", member, output::to_string(status),
                                     file.messages()[position], fault.what()));
  }
  if (!was_done)
    outcome.surroundings.push_back(fmt::format("member {} had {} ({}), now it is computed", member,
                                               output::to_string(status), file.messages()[position]));
  compare_values(file, position, source.layout(), values, outcome);
  return outcome;
}

scenarios::Scenario stored_scenario(const output::ResultFile& file) {
  const InputFiles files = stored_files(file.header(), file.path());
  const TemporaryHome home;
  write_files(files, home.path());
  return scenarios::load_scenario((home.path() / files.first).string(),
                                  stored_sets(provenance_text(file.header(), "inputs")), scenarios::model_vocabulary(),
                                  home.path());
}

std::vector<std::string> extract_inputs(const std::string& path, const std::string& folder) {
  const InputFiles files = stored_files(output::read_header(path), path);
  write_files(files, folder);
  std::vector<std::string> places;
  for (const auto& [place, text] : files.texts) places.push_back(place);
  return places;
}

}  // namespace skifte::analysis
