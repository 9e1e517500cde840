#include "scenarios/scenario_layers.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "scenarios/locations.hpp"
#include "scenarios/node_reading.hpp"

namespace skifte::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view format = "1";

bool is_path(const std::string& name) {
  return name.find('/') != std::string::npos || name.ends_with(".yaml");
}

/// Follows `extends` from one file to the next.
class LayerReader {
 public:
  LayerReader(const fs::path& home, FaultList& faults, std::vector<SourceFile>& sources)
      : home_(home), faults_(faults), sources_(sources) {}

  ScenarioLayers read(const std::string& name_or_path) {
    ScenarioLayers result;
    std::optional<Reference> next = Reference{name_or_path, {}, {}};
    while (next) {
      const auto path = locate(*next);
      const auto document = path ? read_once(*path, *next) : std::nullopt;
      result.complete = result.complete && document && document->complete;
      const bool has_text = document && (document->complete || document->root.kind != YamlNode::Kind::empty);
      if (!has_text || !require_map(document->root, "the scenario", faults_)) break;
      if (is_of_another_format(document->root)) {
        result.complete = false;
        break;
      }
      result.layers.push_back({ScenarioLayer::Kind::file, path->stem().string(), document->root});
      next = extended_by(document->root, path->parent_path(), result.complete);
    }
    std::reverse(result.layers.begin(), result.layers.end());
    return result;
  }

 private:
  /// What another format means is not for this program to say: its file is left out, and so is what it extends.
  bool is_of_another_format(const YamlNode& root) {
    const YamlEntry* version = root.find("skifte");
    if (version == nullptr || version->value.text == format) return false;
    faults_.add(version->value.position, "the format is '" + version->value.text + "' (this program reads format 1)");
    return true;
  }

  /// A scenario as its user names it: the name, where it stands, and the folder that a path starts from.
  struct Reference {
    std::string name;
    sim::Position position;
    fs::path folder;
  };

  std::optional<Reference> extended_by(const YamlNode& root, const fs::path& folder, bool& complete) {
    const YamlEntry* extends = root.find("extends");
    if (extends == nullptr) return std::nullopt;
    const auto name = read_text(extends->value, "extends", faults_);
    complete = complete && name.has_value();
    if (!name) return std::nullopt;
    return Reference{*name, extends->value.position, folder};
  }

  std::optional<YamlDocument> read_once(const fs::path& path, const Reference& reference) {
    if (!seen_.insert(fs::weakly_canonical(path).string()).second) {
      faults_.add(reference.position,
                  "extends '" + reference.name + "', which leads back to itself (a chain must end)");
      return std::nullopt;
    }
    const auto text = faults_.attempt(reference.position, "", [&] { return read_file(path); });
    if (!text) return std::nullopt;
    sources_.push_back({path.string(), *text});
    return read_yaml(*text, path.string(), faults_);
  }

  std::optional<fs::path> locate(const Reference& reference) {
    const auto& [name, position, folder] = reference;
    if (is_path(name)) {
      const fs::path path = (folder / name).lexically_normal();
      std::error_code error;
      const fs::file_status status = fs::status(path, error);
      if (fs::is_regular_file(status)) return path;
      const std::string why = fs::is_directory(status)                            ? "it is a folder"
                              : fs::exists(status)                                ? "it is no ordinary file"
                              : error == std::errc::permission_denied             ? "no permission"
                              : error == std::errc::too_many_symbolic_link_levels ? "a link that leads back to itself"
                                                                                  : "there is no such file";
      faults_.add(position, "no scenario file '" + name + "' (" + why + ")");
      return std::nullopt;
    }
    const fs::path path = shipped_folder(home_) / (name + ".yaml");
    if (fs::is_regular_file(path)) return path;
    const std::vector<std::string> shipped = yaml_names(shipped_folder(home_));
    const std::string near = suggestion(name, shipped);
    faults_.add(position,
                "no scenario '" + name + "' ships" +
                    (!near.empty()     ? near
                     : shipped.empty() ? std::string(" (none does)")
                                       : " (it may be " + alternatives(shipped) + ") write a path for your own?"));
    return std::nullopt;
  }

  const fs::path& home_;
  FaultList& faults_;
  std::vector<SourceFile>& sources_;
  std::set<std::string> seen_;
};

YamlNode scalar(const std::string& text, const sim::Position& position) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.text = text;
  node.position = position;
  return node;
}

YamlNode map_of(const std::string& key, YamlNode value, const sim::Position& position) {
  YamlNode node;
  node.kind = YamlNode::Kind::map;
  node.position = position;
  node.entries.push_back({key, position, std::move(value)});
  return node;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The longest lever's name that is `name` or stands before a point in it; "" when none is.
std::string lever_in(const std::string& name, const Vocabulary& vocabulary) {
  std::string longest;
  for (const sim::LeverDeclaration& lever : vocabulary.levers) {
    const bool fits = name == lever.name || name.starts_with(lever.name + ".");
    if (fits && lever.name.size() > longest.size()) longest = lever.name;
  }
  return longest;
}

}  // namespace

ScenarioLayers read_layers(const std::string& name_or_path, const fs::path& home, FaultList& faults,
                           std::vector<SourceFile>& sources) {
  return LayerReader(home, faults, sources).read(name_or_path);
}

std::optional<ScenarioLayer> layer_from_argument(const std::string& argument, const Vocabulary& vocabulary,
                                                 FaultList& faults) {
  const sim::Position position{"--set " + argument, 0, 0};
  const std::size_t equals = argument.find('=');
  const std::string name = equals == std::string::npos ? "" : trimmed(argument.substr(0, equals));
  const std::string value = equals == std::string::npos ? "" : trimmed(argument.substr(equals + 1));
  if (name.empty() || value.empty()) {
    faults.add(position, "is not NAME=VALUE (an assumption's value, LEVER.PARAMETER=VALUE or LEVER=off)");
    return std::nullopt;
  }
  ScenarioLayer layer{ScenarioLayer::Kind::argument, "--set", {}};
  std::vector<std::string> known;
  for (const sim::AssumptionDeclaration& assumption : vocabulary.assumptions) known.push_back(assumption.name);
  if (std::find(known.begin(), known.end(), name) != known.end()) {
    layer.root = map_of("assumptions", map_of(name, scalar(value, position), position), position);
    return layer;
  }
  const std::string lever = lever_in(name, vocabulary);
  if (lever.empty()) {
    for (const sim::LeverDeclaration& declared : vocabulary.levers) {
      known.push_back(declared.name);
      for (const sim::LeverParameter& parameter : declared.parameters)
        known.push_back(declared.name + "." + parameter.name);
    }
    const std::string near = suggestion(name, known);
    faults.add(position, "'" + name + "' is neither an assumption nor a lever" +
                             (near.empty() ? " ('skifte assumptions' lists the former, 'skifte schema' all)" : near));
    return std::nullopt;
  }
  YamlNode setting = scalar(value, position);
  if (name != lever) setting = map_of(name.substr(lever.size() + 1), std::move(setting), position);
  layer.root = map_of("levers", map_of(lever, std::move(setting), position), position);
  return layer;
}

}  // namespace skifte::scenarios
