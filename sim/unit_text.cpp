#include "sim/unit_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "sim/fault.hpp"
#include "sim/unit_table.hpp"

namespace skifte::sim {
namespace {

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}
bool is_letter(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte >= 0x80;
}

/// Reads a unit from left to right, one name, number, operator or parenthesis at a time.
class UnitText {
 public:
  UnitText(std::string_view text, const std::vector<std::string>& names) : text_(text), names_(names) {}

  std::string rewrite() {
    if (text_.empty() || text_ == "1") return "1";
    while (at_ < text_.size()) next();
    if (!open_.empty()) refuse("a parenthesis is open (every '(' needs its ')')");
    if (!complete_) refuse("ends with an operator (a unit must follow)");
    return result_;
  }

 private:
  [[noreturn]] void refuse(const std::string& problem) const {
    throw UserFault(fmt::format("unit '{}': {}", text_, problem));
  }
  /// The same of one name, which may be the whole unit.
  [[noreturn]] void refuse_name(std::string_view name, const std::string& problem) const {
    if (name == text_) throw UserFault(fmt::format("unit '{}' {}", text_, problem));
    refuse(fmt::format("'{}' {}", name, problem));
  }

  void next() {
    const char character = text_[at_];
    if (character == ' ') {
      ++at_;
    } else if (character == '/' || character == '*') {
      if (!complete_) refuse("an operator without a unit before it");
      if (character == '*' && divided_) refuse_ambiguous();
      divided_ = divided_ || character == '/';
      just_divided_ = character == '/';
      complete_ = false;
      result_ += character;
      ++at_;
    } else if (character == '(') {
      begin_factor(false);
      open_.push_back(divided_);
      divided_ = false;
      just_divided_ = false;
      complete_ = false;
      result_ += '(';
      ++at_;
    } else if (character == ')') {
      if (open_.empty() || !complete_) refuse("a ')' without its '('");
      divided_ = open_.back();
      open_.pop_back();
      result_ += ')';
      ++at_;
    } else if (is_digit(character) || character == '.' || character == '-' || character == '+') {
      number();
    } else {
      name();
    }
  }

  void begin_factor(bool is_label) {
    if (complete_ && divided_ && !is_label) refuse_ambiguous();
    if (complete_) result_ += ' ';
    complete_ = true;
    just_divided_ = false;
  }

  [[noreturn]] void refuse_ambiguous() {
    refuse(
        "a product after '/' is ambiguous (it would multiply) write the divisor in parentheses, as in "
        "'SEK/(kW year)'?");
  }

  /// The only number a unit may hold is the 1 of `1/year`.
  void number() {
    const std::size_t end = text_.find_first_not_of("0123456789.+-", at_);
    const std::string_view digits = text_.substr(at_, end == std::string_view::npos ? end : end - at_);
    const std::size_t after = text_.find_first_not_of(' ', at_ + digits.size());
    const bool stands_alone = after == std::string_view::npos ? at_ == 0 : text_[after] == '/';
    if (digits != "1" || !stands_alone || complete_ || just_divided_) {
      refuse(
          fmt::format("the number '{}' inside a unit (no scale factors, offsets or digit groups) put it into the "
                      "value?",
                      digits));
    }
    begin_factor(false);
    result_ += '1';
    ++at_;
  }

  void name() {
    std::string_view written;
    std::string_view meaning;
    for (const Spelling& spelling : spellings) {
      if (text_.substr(at_).starts_with(spelling.written) && spelling.written.size() > written.size()) {
        written = spelling.written;
        meaning = spelling.name;
      }
    }
    const bool cut_short = at_ + written.size() < text_.size() && is_letter(text_[at_ + written.size()]);
    if (written.empty() || cut_short) {
      std::size_t end = at_;
      while (end < text_.size() && is_letter(text_[end])) ++end;
      written = text_.substr(at_, end - at_);
      meaning = written;
    }
    if (written.empty()) refuse(fmt::format("the character '{}' (units hold names, '/', '(' and ')')", text_[at_]));
    require_known(written, meaning);
    begin_factor(meaning == label_name);
    result_ += meaning;
    at_ += written.size();
    exponent();
  }

  void require_known(std::string_view written, std::string_view meaning) const {
    for (const Refusal& refusal : refusals) {
      if (refusal.written != written) continue;
      refuse_name(written, fmt::format("is not accepted ({}), did you mean '{}'?", refusal.why, refusal.instead));
    }
    if (written != meaning || std::find(names_.begin(), names_.end(), written) != names_.end()) return;
    const std::string near = nearest_name(written, names_);
    refuse_name(written,
                "is not a known unit" + (near.empty() ? std::string() : fmt::format(", did you mean '{}'?", near)));
  }

  /// A digit from 2 to 4 behind a name, as in `m2`.
  void exponent() {
    const std::size_t digit = at_ < text_.size() && text_[at_] == '^' ? at_ + 1 : at_;
    if (digit == at_ && !(at_ < text_.size() && is_digit(text_[at_]))) return;
    const bool stands_alone = digit + 1 >= text_.size() || !(is_digit(text_[digit + 1]) || is_letter(text_[digit + 1]));
    if (digit >= text_.size() || text_[digit] < '2' || text_[digit] > '4' || !stands_alone) {
      refuse(fmt::format("'{}' is not an exponent (one digit from 2 to 4, as in 'm2'; divide with '/')",
                         text_.substr(at_)));
    }
    result_ += '^';
    result_ += text_[digit];
    at_ = digit + 1;
  }

  std::string_view text_;
  const std::vector<std::string>& names_;
  std::string result_;
  std::size_t at_ = 0;
  std::vector<bool> open_;     ///< for each open parenthesis, whether its surroundings had divided
  bool complete_ = false;      ///< a factor stands directly before
  bool divided_ = false;       ///< a '/' stands before, at this level
  bool just_divided_ = false;  ///< the token before is '/'
};

}  // namespace

std::string rewrite_unit(std::string_view text, const std::vector<std::string>& known) {
  return UnitText(text, known).rewrite();
}

}  // namespace skifte::sim
