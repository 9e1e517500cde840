#include "scenarios/yaml_document.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace skifte::scenarios;

namespace {

struct Read {
  YamlDocument document;
  FaultList faults;
};

Read read(const std::string& text) {
  Read result;
  result.document = read_yaml(text, "x.yaml", result.faults);
  return result;
}

std::string first_fault(const std::string& text) {
  const Read result = read(text);
  return result.faults.empty() ? "" : skifte::sim::to_string(result.faults.all().front());
}

}  // namespace

TEST_CASE("Keys and values keep their places, counted in characters", "[yaml]") {
  const Read result = read("# rubrik\nåäö: {ö: \"✓ 𝄞\", b: 2}\nlista:\n  - ett\n  - två\n");
  REQUIRE(result.faults.empty());
  const YamlNode& root = result.document.root;
  REQUIRE(root.entries.size() == 2);
  CHECK(root.entries[0].position.line == 2);
  CHECK(root.entries[0].position.column == 1);
  CHECK(root.entries[0].value.position.column == 6);  // after "åäö: "
  const YamlEntry& b = root.entries[0].value.entries[1];
  CHECK(b.position.column == 17);  // åäö: {ö: "✓ 𝄞", = 15 characters, a blank, then b
  CHECK(b.value.position.column == 20);
  REQUIRE(root.entries[1].value.items.size() == 2);
  CHECK(root.entries[1].value.items[1].text == "två");
  CHECK(root.entries[1].value.items[1].position.line == 5);
  CHECK(root.entries[1].value.items[1].position.column == 5);
}

TEST_CASE("Scalars stay the text that stands there", "[yaml]") {
  for (const char* text : {"010", ".nan", "y", "no", "~", "null", "2029-07-01", "1_000", "0x1F", "1:30", "Yes"}) {
    const Read result = read(std::string("a: ") + text + "\n");
    REQUIRE(result.faults.empty());
    CHECK(result.document.root.find("a")->value.is_scalar());
    CHECK(result.document.root.find("a")->value.text == text);
  }
  CHECK(read("a: '010'").document.root.find("a")->value.text == "010");
  CHECK(read("a: \"\"").document.root.find("a")->value.is_scalar());
}

TEST_CASE("A key without a value is empty, at the key", "[yaml]") {
  const Read result = read("a:\nnullable: 1\nc: {d, e: }\n");
  REQUIRE(result.faults.empty());
  const YamlNode& a = result.document.root.find("a")->value;
  CHECK(a.kind == YamlNode::Kind::empty);
  CHECK(a.position.line == 1);
  CHECK(result.document.root.find("c")->value.find("d")->value.kind == YamlNode::Kind::empty);
  CHECK(result.document.root.find("c")->value.find("e")->value.kind == YamlNode::Kind::empty);
}

TEST_CASE("Byte order marks, carriage returns and empty files do no harm", "[yaml]") {
  const Read windows = read(
      "\xef\xbb\xbf"
      "a: 1\r\nb: ~\r\n");
  CHECK(windows.faults.empty());
  CHECK(windows.document.root.entries[0].position.column == 1);
  CHECK(windows.document.root.find("a")->value.text == "1");
  CHECK(windows.document.root.find("b")->value.text == "~");
  for (const char* nothing : {"", "\n", "# only this\n", "---\n"}) {
    CHECK(read(nothing).faults.empty());
    CHECK(read(nothing).document.root.kind == YamlNode::Kind::empty);
  }
}

TEST_CASE("Duplicates are faults at any depth, and the first stands", "[yaml]") {
  const Read result = read("a: 1\nb: {c: 1, c: 2}\na: 3\n");
  REQUIRE(result.faults.all().size() == 2);
  CHECK(result.document.root.entries.size() == 2);
  CHECK(result.document.root.find("a")->value.text == "1");
  CHECK(result.document.root.find("b")->value.find("c")->value.text == "1");
}

TEST_CASE("Anchors, aliases, merge keys, tags and second documents are faults", "[yaml]") {
  CHECK(first_fault("a: &x 1") == "x.yaml:1:4: the anchor '&x' (a value must stand where it is used) leave it out?");
  CHECK(first_fault("a: &x\nb: 1").find("the anchor '&x'") != std::string::npos);
  CHECK(first_fault("<<: {a: 1}") == "x.yaml:1:1: a merge key (what a scenario takes over, it says with 'extends')");
  CHECK(first_fault("a: !!int 1").find("the tag 'tag:yaml.org,2002:int'") != std::string::npos);
  CHECK(first_fault("a: !mine {b: 1}").find("the tag '!mine'") != std::string::npos);
  CHECK(first_fault("a: *x") == "x.yaml:1:4: is not YAML (the referenced anchor is not defined)");
  CHECK(first_fault("a: 1\n---\nb: 1\n") == "x.yaml:3:1: a second document (a file holds one) remove the '---'?");
  CHECK(first_fault("a: 1\n...\n").empty());
}

TEST_CASE("Quotes that never close are faults, closed ones are not", "[yaml]") {
  CHECK(first_fault("a: \"x\n").find("x.yaml:1:4: a quote that never closes") == 0);
  CHECK(first_fault("a: 'x") == "x.yaml:1:6: is not YAML (a quote that never closes)");
  CHECK(first_fault("a: 'it''s\n").find("a quote that never closes") != std::string::npos);
  for (const char* closed :
       {"a: 'it''s'", "a: \"say \\\"so\\\"\"", "a: \"two\n  lines\"", "a: ''", "a: it's", "a: 5\""}) {
    CHECK(first_fault(closed).empty());
  }
}

TEST_CASE("A syntax error keeps what was read and drops what was being written", "[yaml]") {
  const Read result = read("a: {b: 1}\nc: {d: 1, e: 2\n");
  CHECK_FALSE(result.document.complete);
  REQUIRE(result.faults.all().size() == 1);
  CHECK(result.faults.all()[0].text == "is not YAML (a '{' without its '}')");
  REQUIRE(result.document.root.entries.size() == 1);
  CHECK(result.document.root.find("a")->value.find("b")->value.text == "1");
  CHECK(first_fault("a: 1\n\tb: 2\n") == "x.yaml:2:1: is not YAML (a tab; indent with blanks)");
  CHECK(first_fault("a: b: c\n") ==
        "x.yaml:1:5: is not YAML (a second ':' in one line; text with ': ' in it needs quotes)");
}

TEST_CASE("Text that is not UTF-8 is a fault", "[yaml]") {
  for (const char* bytes : {"a: \xe5", "a: \xc0\xaf", "a: \xf5\x80\x80\x80", "a: \xe2\x82"}) {
    CHECK(first_fault(bytes).find("is not UTF-8 text") != std::string::npos);
  }
  CHECK(first_fault(std::string("a: b\0c", 6)).find("is not UTF-8 text") != std::string::npos);
}

TEST_CASE("Nesting without end is refused, not followed", "[yaml]") {
  CHECK_FALSE(first_fault(std::string(100000, '[')).empty());
}
