#include "analysis/study_json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

/// Where the parts of a JSON text begin. The text is known to be JSON.
class Scanner {
 public:
  explicit Scanner(const std::string& text) : text_(text) {}

  /// The byte at which the part begins, or its nearest part above where a key is missing.
  std::size_t find(const std::string& pointer) {
    skip_space();
    std::size_t found = at_;
    for (std::size_t begin = 1; begin <= pointer.size();) {
      const std::size_t end = std::min(pointer.find('/', begin), pointer.size());
      if (!enter(pointer.substr(begin, end - begin))) return found;
      found = at_;
      begin = end + 1;
    }
    return found;
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && std::string(" \t\r\n").find(text_[at_]) != std::string::npos) ++at_;
  }
  std::string read_string() {
    const std::size_t begin = ++at_;
    while (text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    return text_.substr(begin, at_++ - begin);
  }
  void skip_value() {
    int depth = 0;
    do {
      skip_space();
      const char c = text_[at_];
      if (c == '"') {
        read_string();
      } else {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        const bool is_mark = std::string("{}[],:").find(c) != std::string::npos;
        ++at_;
        while (!is_mark && at_ < text_.size() && std::string("{}[],: \t\r\n").find(text_[at_]) == std::string::npos)
          ++at_;
      }
    } while (depth > 0);
  }
  /// Moves to a member or element of the part begun here.
  bool enter(const std::string& key) {
    const bool is_object = text_[at_] == '{';
    if (!is_object && text_[at_] != '[') return false;
    ++at_;
    for (std::size_t place = 0;; ++place) {
      skip_space();
      if (text_[at_] == '}' || text_[at_] == ']') return false;
      const std::string name = is_object ? read_string() : std::to_string(place);
      skip_space();
      if (is_object) ++at_;  // the colon
      skip_space();
      if (name == key) return true;
      skip_value();
      skip_space();
      if (text_[at_] == ',') ++at_;
    }
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

[[noreturn]] void refuse_at(const std::string& path, const std::string& text, std::size_t byte,
                            const std::string& problem) {
  const std::string before = text.substr(0, std::min(byte, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t last = before.rfind('\n');
  const std::size_t column = 1 + before.size() - (last == std::string::npos ? 0 : last + 1);
  throw sim::UserFault(fmt::format("{}:{}:{}: {}", path, line, column, problem));
}

const char* kind_of(const nlohmann::json& node) {
  if (node.is_string()) return "a text";
  if (node.is_object()) return "a map";
  if (node.is_array()) return "a list";
  return node.is_null() ? "null" : node.is_boolean() ? "true or false" : "a number";
}

}  // namespace

StudyJson::StudyJson(std::string text, std::string path) : text_(std::move(text)), path_(std::move(path)) {
  try {
    json_ = nlohmann::json::parse(text_);
  } catch (const nlohmann::json::parse_error& error) {
    refuse_at(path_, text_, error.byte == 0 ? 0 : error.byte - 1, "no JSON from here on (cut short, or edited?)");
  }
}

StudyNode StudyJson::root() const {
  return {*this, json_, ""};
}

void StudyJson::refuse(const std::string& pointer, const std::string& problem) const {
  refuse_at(path_, text_, Scanner(text_).find(pointer), problem);
}

StudyNode StudyNode::at(const std::string& key) const {
  if (!node_->is_object()) refuse(fmt::format("{} (expected a map with '{}')", kind_of(*node_), key));
  if (!node_->contains(key)) refuse(fmt::format("'{}' is missing", key));
  return {*whole_, (*node_)[key], pointer_ + "/" + key};
}

double StudyNode::as_number() const {
  if (!node_->is_number()) refuse(fmt::format("{} (expected a number)", kind_of(*node_)));
  return node_->get<double>();
}
double StudyNode::as_number(double otherwise) const {
  return node_->is_null() ? otherwise : as_number();
}
std::string StudyNode::as_text() const {
  if (!node_->is_string()) refuse(fmt::format("{} (expected a text)", kind_of(*node_)));
  return node_->get<std::string>();
}
double StudyNode::number(const std::string& key) const {
  return at(key).as_number();
}
double StudyNode::number(const std::string& key, double otherwise) const {
  return has(key) ? at(key).as_number(otherwise) : otherwise;
}
std::string StudyNode::text(const std::string& key) const {
  return at(key).as_text();
}
std::string StudyNode::text(const std::string& key, const std::string& otherwise) const {
  return has(key) && !is_null(key) ? at(key).as_text() : otherwise;
}
bool StudyNode::flag(const std::string& key) const {
  const StudyNode found = at(key);
  if (!found.node_->is_boolean()) found.refuse(fmt::format("{} (expected true or false)", kind_of(*found.node_)));
  return found.node_->get<bool>();
}
std::vector<StudyNode> StudyNode::list(const std::string& key) const {
  return at(key).elements();
}
std::vector<StudyNode> StudyNode::elements() const {
  if (!node_->is_array()) refuse(fmt::format("{} (expected a list)", kind_of(*node_)));
  std::vector<StudyNode> all;
  for (std::size_t i = 0; i < node_->size(); ++i) {
    all.push_back(StudyNode{*whole_, (*node_)[i], pointer_ + "/" + std::to_string(i)});
  }
  return all;
}

}  // namespace skifte::analysis
