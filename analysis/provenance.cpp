#include "analysis/provenance.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <vector>

#include "analysis/version.hpp"
#include "output/model_results.hpp"
#include "output/result_writer.hpp"
#include "scenarios/locations.hpp"
#include "sim/fault.hpp"
#include "sim/random.hpp"

namespace skifte::analysis {

namespace fs = std::filesystem;

namespace {

constexpr const char* elsewhere = "scenario";  // folder of files that do not lie below the home

bool is_outside(const fs::path& relative) {
  return relative.empty() || *relative.begin() == "..";
}

/// The folder that all of these files lie below.
fs::path common_folder(const std::vector<fs::path>& files) {
  fs::path common = files.empty() ? fs::path() : files.front().parent_path();
  for (const fs::path& file : files) {
    while (is_outside(file.lexically_relative(common)) && common.has_relative_path()) common = common.parent_path();
  }
  return common;
}

fs::path normal(const fs::path& path) {
  return fs::absolute(path).lexically_normal();
}

/// A name for a file's dataset: its own; that of its folder before it where the name is taken, and so on up.
std::string dataset_name(const fs::path& place, const std::vector<output::ProvenanceText>& taken) {
  std::string name = place.filename().string();
  fs::path folder = place.parent_path();
  const auto is_taken = [&] {
    return std::any_of(taken.begin(), taken.end(), [&](const auto& entry) { return entry.name == name; });
  };
  while (is_taken()) {
    sim::ensure(!folder.empty(), "two input files stand at one place");
    name = folder.filename().string() + "_" + name;
    folder = folder.parent_path();
  }
  return name;
}

/// The first line of a file of the form `KEY : VALUE` with this key.
std::string value_in(const char* path, const std::string& key) {
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line)) {
    if (line.starts_with(key) && line.find(':') != std::string::npos) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

}  // namespace

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

std::string environment_text() {
  utsname system{};
  uname(&system);
  return fmt::format("system {} {} {}\nprocessor {}\n{}", system.sysname, system.release, system.machine,
                     value_in("/proc/cpuinfo", "model name"), library_versions());
}

InputFiles input_files(const scenarios::Scenario& scenario, const fs::path& home) {
  const fs::path base = normal(home);
  std::vector<fs::path> strangers;
  for (const auto& file : scenario.files) {
    if (is_outside(normal(file.path).lexically_relative(base))) strangers.push_back(normal(file.path));
  }
  const fs::path common = common_folder(strangers);
  InputFiles made;
  for (const auto& file : scenario.files) {
    const fs::path inside = normal(file.path).lexically_relative(base);
    const fs::path place = is_outside(inside) ? elsewhere / normal(file.path).lexically_relative(common) : inside;
    if (made.first.empty()) made.first = place.string();
    made.texts[place.string()] = file.text;
    made.places[file.path] = place.string();
  }
  // Tables, and what holds for every city, are read beside what the scenario lists.
  for (const fs::path& folder : {scenarios::cities_folder(home) / scenario.city, scenarios::any_city_folder(home)}) {
    if (!fs::is_directory(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() != ".csv" && entry.path().extension() != ".yaml") continue;
      made.texts[normal(entry.path()).lexically_relative(base).string()] = scenarios::read_file(entry.path());
    }
  }
  return made;
}

std::string common_inputs(const scenarios::Scenario& scenario, std::uint64_t seed, const fs::path& home) {
  std::string text = fmt::format("skifte {} {}\nseed {}\n", program_version(), program_commit(), seed);
  for (const std::string& set : scenario.sets) text += "set " + set + "\n";
  for (const auto& [place, content] : input_files(scenario, home).texts) {
    text += fmt::format("file {} {:016x}\n", place, sim::hash_name(content));
  }
  return text;
}

std::string run_inputs(const scenarios::Scenario& scenario, std::uint64_t seed, std::uint32_t replicate) {
  return fmt::format("design central\nreplicate {}\n", replicate) +
         common_inputs(scenario, seed, scenarios::find_home());
}

output::FileHeader result_header(const scenarios::Scenario& scenario, const agents::CityData& city, std::uint64_t seed,
                                 const std::string& command, const std::string& inputs) {
  output::FileHeader header;
  header.version = program_version();
  header.commit = program_commit();
  header.command = command;
  header.scenario = scenario.name;
  header.city = scenario.city;
  header.seed = seed;
  header.created = output::now_utc();
  header.host = host_name();
  header.extra["title_sv"] = scenario.title.in("sv");
  header.extra["title_en"] = scenario.title.in("en");
  header.extra["description_sv"] = scenario.description.in("sv");
  header.extra["description_en"] = scenario.description.in("en");
  header.extra["contract_baseline_1990"] = scenarios::short_number(scenario.values.number("contract.baseline_1990"));
  header.extra["residual_limit"] = scenarios::short_number(scenario.values.number("contract.residual_limit"));
  header.extra["carbon_budget"] = scenarios::short_number(scenario.values.number("contract.carbon_budget"));
  header.extra["carbon_budget_from"] = scenarios::short_number(scenario.values.number("contract.carbon_budget_from"));
  if (const scenarios::Assumption* budget = scenario.book.find("contract.carbon_budget")) {
    header.extra["carbon_budget_source"] = budget->source;
  }
  const InputFiles inputs_read = input_files(scenario, scenarios::find_home());
  std::string hashes;
  std::string places = inputs_read.first + "\n";
  for (const auto& [place, text] : inputs_read.texts) {
    const std::string name = dataset_name(place, header.provenance);
    header.provenance.push_back({name, text});
    hashes += fmt::format("{:016x}  {}\n", sim::hash_name(text), name);
    places += fmt::format("{}  {}\n", name, place);
  }
  header.provenance.push_back({"hashes_fnv1a", hashes});
  header.provenance.push_back({"places", places});
  header.provenance.push_back({"inputs", inputs});
  header.provenance.push_back({"compiler", compiler_name()});
  header.provenance.push_back({"environment", environment_text()});
  header.observations = output::model_observations(city);
  header.label_texts = output::model_label_texts(scenario);
  return header;
}

std::string provenance_text(const output::FileHeader& header, const std::string& name) {
  for (const output::ProvenanceText& entry : header.provenance) {
    if (entry.name == name) return entry.text;
  }
  return "";
}

InputFiles stored_files(const output::FileHeader& header, const std::string& path) {
  std::istringstream places(provenance_text(header, "places"));
  InputFiles made;
  if (!std::getline(places, made.first)) throw sim::UserFault(path + " does not carry its input files");
  std::string line;
  while (std::getline(places, line)) {
    const std::size_t gap = line.find("  ");
    const fs::path place = gap == std::string::npos ? fs::path() : fs::path(line.substr(gap + 2)).lexically_normal();
    // A place is written to: it must stay below the folder given.
    if (place.empty() || place.is_absolute() || is_outside(place))
      throw sim::UserFault(path + ": no place for an input file: '" + line + "'");
    made.texts[place.string()] = provenance_text(header, line.substr(0, gap));
  }
  return made;
}

}  // namespace skifte::analysis
