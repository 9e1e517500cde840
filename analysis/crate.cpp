#include "analysis/crate.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <vector>

#include "analysis/provenance.hpp"
#include "analysis/reproduce.hpp"
#include "output/dataset_reading.hpp"
#include "output/text_file.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* metadata_name = "ro-crate-metadata.json";
constexpr const char* inputs_folder = "inputs";

/// A path as a relative URI (RFC 3986): what is not unreserved is percent-encoded.
std::string uri(const std::string& path) {
  std::string encoded;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= '0' && byte <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos;
    encoded += is_plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return encoded;
}

std::string format_of(const fs::path& path) {
  if (path.extension() == ".h5") return "application/x-hdf5";
  if (path.extension() == ".csv") return "text/csv";
  return path.extension() == ".yaml" ? "application/yaml" : "text/plain";
}

Json reference(const std::string& id) {
  return {{"@id", id}};
}

Json file_entity(const fs::path& folder, const std::string& place, const std::string& name) {
  return {{"@id", uri(place)},
          {"@type", "File"},
          {"name", name},
          {"encodingFormat", format_of(place)},
          {"contentSize", std::to_string(fs::file_size(folder / place))}};
}

std::string extra(const output::FileHeader& header, const char* name) {
  const auto found = header.extra.find(name);
  return found == header.extra.end() ? "" : found->second;
}

/// What is in the crate, as JSON-LD.
Json metadata(const fs::path& folder, const std::string& result, const std::vector<std::string>& inputs,
              const output::FileHeader& header) {
  const std::string title = extra(header, "title_en").empty() ? header.scenario : extra(header, "title_en");
  const bool is_ensemble = !extra(header, "design").empty();
  Json parts = Json::array({reference(uri(result)), reference(std::string(inputs_folder) + "/")});
  Json input_references = Json::array();
  for (const std::string& input : inputs) input_references.push_back(reference(uri(input)));
  Json graph = Json::array();
  graph.push_back({{"@id", metadata_name},
                   {"@type", "CreativeWork"},
                   {"conformsTo", reference("https://w3id.org/ro/crate/1.1")},
                   {"about", reference("./")}});
  const std::string what =
      extra(header, "design_description").empty() ? "one future" : extra(header, "design_description");
  graph.push_back({{"@id", "./"},
                   {"@type", "Dataset"},
                   {"name", fmt::format("{}: {} of {}", title, is_ensemble ? "ensemble" : "run", header.city)},
                   {"description", fmt::format("Result of Skifte for the scenario {} ({}), with the input files it was "
                                               "computed from. Member by member it can be computed again: skifte "
                                               "reproduce {}",
                                               header.scenario, what, result)},
                   {"datePublished", header.created},
                   {"license", "Not stated: the publisher of this crate decides"},
                   {"hasPart", parts},
                   {"mentions", Json::array({reference("#computation")})}});
  graph.push_back(file_entity(folder, result, "Result: " + title));
  graph.push_back({{"@id", std::string(inputs_folder) + "/"},
                   {"@type", "Dataset"},
                   {"name", "Input files, a home for SKIFTE_HOME"},
                   {"hasPart", input_references}});
  for (const std::string& input : inputs) graph.push_back(file_entity(folder, input, input));
  graph.push_back(
      {{"@id", "#skifte"},
       {"@type", "SoftwareApplication"},
       {"name", "Skifte"},
       {"softwareVersion", header.version},
       {"identifier", header.commit},
       {"softwareRequirements", provenance_text(header, "compiler") + "\n" + provenance_text(header, "environment")}});
  graph.push_back({{"@id", "#computation"},
                   {"@type", "CreateAction"},
                   {"name", "Computation of the result"},
                   {"description", header.command},
                   {"startTime", header.created},
                   {"instrument", reference("#skifte")},
                   {"object", input_references},
                   {"result", reference(uri(result))}});
  return {{"@context", "https://w3id.org/ro/crate/1.1/context"}, {"@graph", graph}};
}

}  // namespace

void write_crate(const std::string& path, const std::string& folder) {
  const output::FileHeader header = output::read_header(path);
  static_cast<void>(stored_files(header, path));  // refuses before anything is written
  std::error_code failed;
  if (fs::exists(folder, failed) && (!fs::is_directory(folder, failed) || !fs::is_empty(folder, failed)))
    throw sim::UserFault(folder +
                         " exists and is not empty (a crate says what all in its folder is) choose another name?");
  fs::create_directories(folder, failed);
  if (failed) throw sim::UserFault(folder + " cannot be made (" + failed.message() + ")");
  const std::string result = fs::path(path).filename().string();
  fs::copy_file(path, fs::path(folder) / result, failed);
  if (failed) throw sim::UserFault(fmt::format("{} cannot be copied into {} ({})", path, folder, failed.message()));
  std::vector<std::string> inputs;
  for (const std::string& place : extract_inputs(path, (fs::path(folder) / inputs_folder).string()))
    inputs.push_back(std::string(inputs_folder) + "/" + place);
  output::write_text_file((fs::path(folder) / metadata_name).string(),
                          metadata(folder, result, inputs, header).dump(2) + "\n");
}

}  // namespace skifte::analysis
