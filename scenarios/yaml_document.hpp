#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/fault_list.hpp"
#include "sim/fault.hpp"

namespace skifte::scenarios {

struct YamlEntry;

/// A node of a YAML document with its place. Scalars stay text, quoted or plain: `010`, `.nan`, `y` and `~` are the
/// letters that stand there, and whoever reads them decides strictly what they mean.
struct YamlNode {
  enum class Kind {
    empty,   ///< nothing was written (`key:`); position is the key's
    scalar,  ///< text
    map,     ///< entries, in the order written, each key once
    list     ///< items
  };
  Kind kind = Kind::empty;
  sim::Position position;
  std::string text;
  std::vector<YamlEntry> entries;
  std::vector<YamlNode> items;

  bool is_map() const { return kind == Kind::map; }
  bool is_scalar() const { return kind == Kind::scalar; }
  /// The entry with this key, or nullptr.
  const YamlEntry* find(std::string_view key) const;
};

struct YamlEntry {
  std::string key;
  sim::Position position;  ///< the key's; value.position is the value's
  YamlNode value;
};

/// What a node is, for messages: "nothing", "text", "a map", "a list".
std::string describe(YamlNode::Kind kind);

struct YamlDocument {
  YamlNode root;
  bool complete = true;  ///< false when a syntax error ended the reading
};

/// Reads one YAML document. Lines and columns count from 1, columns in characters (code points). Duplicate keys,
/// anchors, aliases, merge keys, tags, keys that are no text, second documents, unclosed quotes and text that is not
/// UTF-8 are faults; after a duplicate the first stands. A syntax error ends the reading: what came before it is
/// returned.
YamlDocument read_yaml(const std::string& text, const std::string& file, FaultList& faults);

}  // namespace skifte::scenarios
