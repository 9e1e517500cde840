#include "analysis/crate.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "sim/fault.hpp"
#include "tests/output/example_result.hpp"

namespace skifte::analysis {

namespace {

using Catch::Contains;
using Json = nlohmann::json;
using output::example::TemporaryFolder;

/// A result that carries two input files, one with a name that a URI cannot hold as it is.
std::string write_small(const TemporaryFolder& folder, bool with_inputs = true) {
  output::FileHeader header = output::example::header();
  header.provenance.clear();
  if (with_inputs) {
    header.provenance = {{"my plan.yaml", "skifte: 1\n"},
                         {"cars.yaml", "car.life: 17\n"},
                         {"places",
                          "scenario/my plan.yaml\nmy plan.yaml  scenario/my plan.yaml\n"
                          "cars.yaml  scenarios/assumptions/cars.yaml\n"},
                         {"compiler", "g++"}};
  }
  const std::string path = folder / "a result.h5";
  output::write_result(path, output::example::layout(), header, output::example::source(3), output::Overwrite::results);
  return path;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A relative URI's path.
std::string decoded(const std::string& uri) {
  std::string path;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] != '%') {
      path += uri[i];
      continue;
    }
    path += static_cast<char>(std::stoi(uri.substr(i + 1, 2), nullptr, 16));
    i += 2;
  }
  return path;
}

/// Every {"@id": ...} that is a reference.
void collect_references(const Json& json, std::set<std::string>& found) {
  if (json.is_object() && json.size() == 1 && json.contains("@id")) found.insert(json.at("@id").get<std::string>());
  if (!json.is_structured()) return;
  for (const Json& part : json) collect_references(part, found);
}

}  // namespace

TEST_CASE("a crate is an RO-Crate: descriptor, root, everything in it described, every reference known") {
  const TemporaryFolder folder;
  const std::string path = write_small(folder);
  const std::filesystem::path crate = folder / "crate";
  write_crate(path, crate.string());
  const Json json = Json::parse(text_of(crate / "ro-crate-metadata.json"));
  CHECK(json.at("@context") == "https://w3id.org/ro/crate/1.1/context");
  std::map<std::string, Json> entities;
  std::set<std::string> references;
  for (const Json& entity : json.at("@graph")) {
    CHECK(entity.contains("@type"));
    CHECK(entities.emplace(entity.at("@id").get<std::string>(), entity).second);
    for (const auto& [key, value] : entity.items()) {
      if (key != "@id") collect_references(value, references);
    }
  }
  const Json& descriptor = entities.at("ro-crate-metadata.json");
  CHECK(descriptor.at("@type") == "CreativeWork");
  CHECK(descriptor.at("conformsTo").at("@id") == "https://w3id.org/ro/crate/1.1");
  CHECK(descriptor.at("about").at("@id") == "./");
  const Json& root = entities.at("./");
  CHECK(root.at("@type") == "Dataset");
  for (const char* needed : {"name", "description", "datePublished", "license", "hasPart"}) {
    INFO(needed);
    CHECK(root.contains(needed));
  }
  for (const std::string& reference : references) {
    INFO(reference);
    CHECK((reference.starts_with("https://") || entities.contains(reference)));
  }
  // Files on the disk and files described are the same, with their sizes.
  std::set<std::string> described;
  for (const auto& [id, entity] : entities) {
    if (entity.at("@type") != "File") continue;
    const std::filesystem::path file = crate / decoded(id);
    INFO(id);
    REQUIRE(std::filesystem::is_regular_file(file));
    CHECK(entity.at("contentSize") == std::to_string(std::filesystem::file_size(file)));
    CHECK(id.find(' ') == std::string::npos);
    described.insert(file.lexically_relative(crate).string());
  }
  std::set<std::string> there;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(crate)) {
    if (entry.is_regular_file()) there.insert(entry.path().lexically_relative(crate).string());
  }
  there.erase("ro-crate-metadata.json");
  CHECK(described == there);
  CHECK(described ==
        std::set<std::string>{"a result.h5", "inputs/scenario/my plan.yaml", "inputs/scenarios/assumptions/cars.yaml"});
  CHECK(text_of(crate / "a result.h5") == text_of(path));
  CHECK(text_of(crate / "inputs/scenario/my plan.yaml") == "skifte: 1\n");
  // What made it from what.
  const Json& action = entities.at("#computation");
  CHECK(action.at("@type") == "CreateAction");
  CHECK(action.at("result").at("@id") == "a%20result.h5");
  CHECK(action.at("object").size() == 2);
  CHECK(entities.at("#skifte").at("softwareVersion") == output::example::header().version);
}

TEST_CASE("a crate is not made where something stands, nor of a result without inputs") {
  const TemporaryFolder folder;
  const auto fault = [&](const std::string& path, const std::string& crate) -> std::string {
    try {
      write_crate(path, crate);
    } catch (const sim::UserFault& refused) {
      return refused.what();
    }
    return "";
  };
  const std::string path = write_small(folder);
  CHECK_THAT(fault(path, folder.path().string()), Contains("is not empty"));
  CHECK_THAT(fault(folder / "none.h5", folder / "crate"), Contains("does not exist"));
  const std::string without = write_small(folder, false);
  CHECK_THAT(fault(without, folder / "crate"), Contains("does not carry its input files"));
  CHECK_FALSE(std::filesystem::exists(folder / "crate"));
}

}  // namespace skifte::analysis
