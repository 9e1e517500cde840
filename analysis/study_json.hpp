#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace skifte::analysis {

class StudyNode;

/// A text that a command printed with --json, read with the place of each of its parts: every fault names file, line
/// and column.
class StudyJson {
 public:
  /// UserFault where the text is no JSON.
  StudyJson(std::string text, std::string path);
  StudyNode root() const;
  const std::string& path() const { return path_; }

 private:
  friend class StudyNode;
  [[noreturn]] void refuse(const std::string& pointer, const std::string& problem) const;

  std::string text_;
  std::string path_;
  nlohmann::json json_;
};

/// A part of such a text. What is asked for and is not there, or is of another kind, is a UserFault at its place.
class StudyNode {
 public:
  bool is_object() const { return node_->is_object(); }
  bool has(const std::string& key) const { return node_->is_object() && node_->contains(key); }
  bool is_null(const std::string& key) const { return has(key) && (*node_)[key].is_null(); }
  StudyNode at(const std::string& key) const;
  double number(const std::string& key) const;
  /// `otherwise` where it is null or missing.
  double number(const std::string& key, double otherwise) const;
  std::string text(const std::string& key) const;
  std::string text(const std::string& key, const std::string& otherwise) const;
  bool flag(const std::string& key) const;
  /// The elements of a list.
  std::vector<StudyNode> list(const std::string& key) const;
  std::vector<StudyNode> elements() const;
  double as_number() const;
  double as_number(double otherwise) const;
  std::string as_text() const;
  [[noreturn]] void refuse(const std::string& problem) const { whole_->refuse(pointer_, problem); }

 private:
  friend class StudyJson;
  StudyNode(const StudyJson& whole, const nlohmann::json& node, std::string pointer)
      : whole_(&whole), node_(&node), pointer_(std::move(pointer)) {}
  const StudyJson* whole_;
  const nlohmann::json* node_;
  std::string pointer_;  ///< keys and places from the root, each after a '/'
};

}  // namespace skifte::analysis
