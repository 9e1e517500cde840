#include "scenarios/yaml_document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <sstream>
#include <utility>

#include "scenarios/text_encoding.hpp"

namespace skifte::scenarios {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

YamlNode make_node(YamlNode::Kind kind, sim::Position position, std::string text = {}) {
  YamlNode node;
  node.kind = kind;
  node.position = std::move(position);
  node.text = std::move(text);
  return node;
}

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Turns yaml-cpp's marks, which count bytes from 0, into positions, and looks at the text that stands there.
class SourceText {
 public:
  SourceText(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '\n') line_starts_.push_back(i + 1);
    }
  }

  sim::Position position(const YAML::Mark& mark) const {
    if (mark.is_null()) return {file_, 0, 0};
    const std::size_t start = line_start(mark);
    const std::string_view before = text_.substr(start, offset(mark) - start);
    const auto inside = std::count_if(before.begin(), before.end(), continues_character);
    return {file_, mark.line + 1, static_cast<int>(static_cast<std::ptrdiff_t>(before.size()) - inside) + 1};
  }

  /// Where a tab stands in the mark's line before any text: yaml-cpp finds fault with what comes after it.
  std::optional<sim::Position> indenting_tab(const YAML::Mark& mark) const {
    if (mark.is_null()) return std::nullopt;
    const std::string_view line = text_.substr(line_start(mark));
    const std::size_t tab = line.find_first_not_of(' ');
    if (tab == std::string_view::npos || line[tab] != '\t') return std::nullopt;
    return sim::Position{file_, mark.line + 1, static_cast<int>(tab) + 1};
  }

  /// The spelling of null at the mark (`~`, `null`), or "" where nothing was written.
  std::string written_null(const YAML::Mark& mark) const {
    const std::string_view rest = text_.substr(offset(mark));
    for (const std::string_view spelling : {"~", "null", "Null", "NULL"}) {
      if (!rest.starts_with(spelling)) continue;
      if (rest.size() == spelling.size() ||
          std::string_view(" \r\n,]}").find(rest[spelling.size()]) != std::string_view::npos) {
        return std::string(spelling);
      }
    }
    return "";
  }

  /// yaml-cpp takes the end of the file for a missing closing quote; we look for it.
  bool quote_is_open(const YAML::Mark& mark) const {
    const std::string_view rest = text_.substr(offset(mark));
    if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return false;
    for (std::size_t i = 1; i < rest.size(); ++i) {
      const bool escaped = rest[0] == '"' && rest[i] == '\\';
      const bool doubled = rest[0] == '\'' && rest[i] == '\'' && i + 1 < rest.size() && rest[i + 1] == '\'';
      if (escaped || doubled) {
        ++i;
      } else if (rest[i] == rest[0]) {
        return false;
      }
    }
    return true;
  }

 private:
  std::size_t line_start(const YAML::Mark& mark) const {
    return line_starts_[std::min(static_cast<std::size_t>(std::max(mark.line, 0)), line_starts_.size() - 1)];
  }
  std::size_t offset(const YAML::Mark& mark) const {
    return std::min(line_start(mark) + static_cast<std::size_t>(std::max(mark.column, 0)), text_.size());
  }

  std::string_view text_;
  std::string file_;
  std::vector<std::size_t> line_starts_;
};

/// Builds the tree from yaml-cpp's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, FaultList& faults) : source_(source), faults_(faults) {}

  YamlNode take_root() {
    while (!open_.empty()) close();
    return std::move(root_);
  }

  /// After a syntax error: drops what was being written when the reading broke off, which would only look incomplete.
  YamlNode take_broken_root() {
    if (open_.size() > 1) {
      open_.pop_back();
      open_.back().has_key = false;
    } else if (!open_.empty() && !open_.back().node.entries.empty()) {
      open_.back().node.entries.pop_back();
    }
    return take_root();
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    const std::string written = source_.written_null(mark);
    place(make_node(written.empty() ? YamlNode::Kind::empty : YamlNode::Kind::scalar, source_.position(mark), written));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    faults_.add(source_.position(mark), "an alias (a value must stand where it is used) write the value out?");
    place(make_node(YamlNode::Kind::empty, source_.position(mark)));
  }

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    faults_.add(source_.position(mark),
                "the anchor '&" + name + "' (a value must stand where it is used) leave it out?");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    refuse_tag(mark, tag);
    if (source_.quote_is_open(mark))
      faults_.add(source_.position(mark), "a quote that never closes (the text runs to the end)");
    place(make_node(YamlNode::Kind::scalar, source_.position(mark), value));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    refuse_tag(mark, tag);
    open(make_node(YamlNode::Kind::list, source_.position(mark)));
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    refuse_tag(mark, tag);
    open(make_node(YamlNode::Kind::map, source_.position(mark)));
  }
  void OnMapEnd() override { close(); }

 private:
  /// A map or list whose end has not come yet; a map waits for a key or for that key's value.
  struct Open {
    YamlNode node;
    bool has_key = false;
    bool keep = true;  ///< false when the waiting key is a fault, so that its value is dropped
    YamlEntry entry;
  };

  /// yaml-cpp gives "?" for plain and "!" for quoted text.
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    faults_.add(source_.position(mark),
                "the tag '" + tag + "' (values are text, typed by where they stand) leave it out?");
  }

  void open(YamlNode node) {
    open_.emplace_back();
    open_.back().node = std::move(node);
  }

  void close() {
    Open closed = std::move(open_.back());
    open_.pop_back();
    place(std::move(closed.node));
  }

  void place(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.has_key) {
      take_key(parent, node);
    } else {
      if (node.kind == YamlNode::Kind::empty) node.position = parent.entry.position;
      parent.entry.value = std::move(node);
      if (parent.keep) parent.node.entries.push_back(std::move(parent.entry));
      parent.entry = {};
      parent.has_key = false;
    }
  }

  void take_key(Open& parent, const YamlNode& key) {
    parent.has_key = true;
    parent.keep = false;
    parent.entry.key = key.text;
    parent.entry.position = key.position;
    if (!key.is_scalar()) {
      faults_.add(key.position, "a key that is " + describe(key.kind) + " (keys are names)");
    } else if (key.text == "<<") {
      faults_.add(key.position, "a merge key (what a scenario takes over, it says with 'extends')");
    } else if (const YamlEntry* first = parent.node.find(key.text)) {
      faults_.add(key.position, "the key '" + key.text + "' stands twice (first on line " +
                                    std::to_string(first->position.line) + ")");
    } else {
      parent.keep = true;
    }
  }

  const SourceText& source_;
  FaultList& faults_;
  std::vector<Open> open_;
  YamlNode root_;
};

/// yaml-cpp's commonest messages, from its point of view, said from the writer's; others stay as they are.
std::string in_plain_words(const std::string& message) {
  constexpr std::array words = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"end of map flow not found", "a '{' without its '}'"},
      {"end of sequence flow not found", "a '[' without its ']'"},
      {"end of map not found", "the indentation fits no line above"},
      {"end of sequence not found", "the indentation fits no line above"},
      {"illegal map value", "a second ':' in one line; text with ': ' in it needs quotes"},
      {"illegal tab when looking for indentation", "a tab; indent with blanks"},
      {"bad file", "maps or lists nested too deeply"},
      {"illegal EOF in scalar", "a quote that never closes"},
      {"illegal flow end", "a '}' or ']' that closes nothing"},
  });
  for (const auto& [theirs, ours] : words) {
    if (message == theirs) return std::string(ours);
  }
  return message;
}

}  // namespace

const YamlEntry* YamlNode::find(std::string_view key) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

std::string describe(YamlNode::Kind kind) {
  switch (kind) {
    case YamlNode::Kind::empty:
      return "nothing";
    case YamlNode::Kind::scalar:
      return "text";
    case YamlNode::Kind::map:
      return "a map";
    case YamlNode::Kind::list:
      return "a list";
  }
  throw sim::ProgramFault("yaml: unknown kind of node");
}

YamlDocument read_yaml(const std::string& text, const std::string& file, FaultList& faults) {
  YamlDocument document;
  document.root.position.file = file;
  if (!is_utf8(text)) {
    faults.add({file, 0, 0},
               "is not UTF-8 text (other encodings read differently from place to place) save it as UTF-8?");
    document.complete = false;
    return document;
  }
  const std::string_view body =
      std::string_view(text).substr(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  const SourceText source(body, file);
  TreeBuilder builder(source, faults);
  try {
    std::istringstream stream{std::string(body)};
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    FaultList beyond;
    TreeBuilder second(source, beyond);
    if (parser.HandleNextDocument(second)) {
      faults.add(second.take_root().position, "a second document (a file holds one) remove the '---'?");
    }
  } catch (const YAML::Exception& error) {
    const auto tab = source.indenting_tab(error.mark);
    faults.add(tab.value_or(source.position(error.mark)),
               fmt::format("is not YAML ({})", tab ? "a tab; indent with blanks" : in_plain_words(error.msg)));
    document.complete = false;
  }
  document.root = document.complete ? builder.take_root() : builder.take_broken_root();
  if (document.root.position.file.empty()) document.root.position.file = file;
  return document;
}

}  // namespace skifte::scenarios
