#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/assumption_book.hpp"
#include "scenarios/fault_list.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/yaml_document.hpp"

namespace skifte::scenarios {

/// One level of a scenario: a file, or a --set argument in the form of one.
struct ScenarioLayer {
  enum class Kind { file, argument };
  Kind kind = Kind::file;
  std::string origin;  ///< the file's name without folder and ending; "--set" for an argument
  YamlNode root;       ///< a map
};

struct ScenarioLayers {
  std::vector<ScenarioLayer> layers;  ///< the most basic first
  bool complete = true;               ///< false when a file is missing, breaks off or leads back to itself
};

/// Reads a scenario's file and what it extends. Faults: missing files, cycles, what is no YAML map.
ScenarioLayers read_layers(const std::string& name_or_path, const std::filesystem::path& home, FaultList& faults,
                           std::vector<SourceFile>& sources);

/// The layer that `--set NAME=VALUE` makes. The faults' file is the argument.
std::optional<ScenarioLayer> layer_from_argument(const std::string& argument, const Vocabulary& vocabulary,
                                                 FaultList& faults);

}  // namespace skifte::scenarios
